"""Letters: what stands in them, and what cannot get into their headers."""

import re
from pathlib import Path

import pytest
from delivering import FRIDAY, Place, change, read, settings
from hypothesis import given
from hypothesis import strategies as st

from onrecord.delivery.clean import clean
from onrecord.delivery.letters import Parts, confirm_letter, digest_letter, message_id, subject
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.desk.topics import Topic
from onrecord.follow.digest import digest
from onrecord.records import Digest

SETTINGS = settings(Path("letters"), bounces_to="bounces@news.example")
LINKS = ReaderLinks(SETTINGS, b"k" * 32)
CHANGES = (change(1, "claim"), change(2, "disputes", "the port stays open."), change(3, "claim"))


def topic(name: str = "Port strike") -> Topic:
    return Topic(4, "port-strike", name, (), (), True, None, "2024-10-01T00:00:00Z")


def told(name: str = "Port strike") -> Digest:
    return digest(name, CHANGES, since="2024-10-24T07:00:00Z", until="2024-10-25T07:00:00Z")


def letter(name: str = "Port strike", *, to: str = "reader@home.example") -> bytes:
    return digest_letter(
        told(name),
        to=to,
        topic=topic(name),
        settings=SETTINGS,
        links=LINKS.of(12, topic(name), FRIDAY),
        message_id=message_id(SETTINGS, "digest", 12, "x1"),
        mailto=LINKS.mailto(12),
    )


@pytest.mark.usefixtures("place")
def test_a_digest() -> None:
    raw = letter()
    found = read(raw)
    assert found["From"] == "On record <digest@news.example>"
    assert found["To"] == "reader@home.example"
    assert found["Subject"] == "Port strike: 1 dispute, 2 first claims"
    assert found["Date"] == "Fri, 25 Oct 2024 09:00:00 +0000"
    assert re.fullmatch(r"<digest\.[0-9a-f]{32}@news\.example>", found["Message-ID"])
    assert found["List-Id"] == "<port-strike.news.example>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(
        r"<https://news\.example/newsletter/unsubscribe/[\w.-]+>,\s<mailto:bounces\+12-[0-9a-f]{20}"
        r"@news\.example\?subject=unsubscribe>",
        found["List-Unsubscribe"],
    )
    assert [part.get_content_type() for part in found.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    text, html = (part.get_content() for part in found.iter_parts())
    assert "the port stays open" in text
    assert "the port stays open" in html
    assert "/newsletter/unsubscribe/" in text
    assert raw == letter()


def lines(raw: bytes) -> list[bytes]:
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return raw.split(b"\r\n")


@pytest.mark.usefixtures("place")
def test_it_is_ascii_of_short_lines() -> None:
    raw = letter("Порт: страйк")
    assert raw.isascii()
    head, _, body = raw.partition(b"\r\n\r\n")
    assert max(map(len, lines(head))) < 400  # the address to unsubscribe at is not broken
    assert max(map(len, lines(body))) <= 78
    assert str(read(raw)["Subject"]).startswith("Порт: страйк: 1 dispute")


# names of topics and outlets from hands that mean ill
HOSTILE = [
    "Strike\r\nBcc: victim@home.example",
    "Strike\nSubject: other",
    "Strike\r\n\r\n<script>",
    "Strike\x0bBcc: a@b\x0c\x1c\x1d\x1e\x85\u2028\u2029Bcc: c@d",
    "\r\n" * 200,
    "=?utf-8?q?a=0D=0ABcc:_victim@home.example?=",
    "Strike \ud800 half",
    "Strike \u202ekcatta",
    "x" * 5_000,
    'strike, <a@b.example>; "quoted" (comment) @:\\',
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.usefixtures("place")
def test_nothing_gets_into_a_header(name: str) -> None:
    for raw in (letter(name), _confirm(name)):
        found = read(raw)
        assert not {"bcc", "cc"} & {key.lower() for key in found.keys()}  # noqa: SIM118  of a message
        assert len(found.get_all("Subject", [])) == 1
        assert "\u202e" not in found["Subject"]
        assert found["To"] == "reader@home.example"
        assert found.get_content_type() == "multipart/alternative"
        assert len(list(found.iter_parts())) == 2
        assert max(map(len, lines(raw))) <= 998
        assert not found.defects


def _confirm(name: str) -> bytes:
    page = LINKS.page("confirm", "12.daily", FRIDAY)
    return confirm_letter(
        to="reader@home.example",
        topic=topic(name),
        rhythm="daily",
        url=page,
        settings=SETTINGS,
        message_id=message_id(SETTINGS, "confirm", page),
    )


# addresses that would end the header or the command
ADDRESSES = [
    "a@b\r\nBcc: c@d",
    "a b@c",
    "a@b>",
    "<a@b",
    "a@b,c@d",
    "",
    "a",
    "a@",
    "@b",
    "ü@b.example",
    "a\0@b",
]


@pytest.mark.parametrize("to", ADDRESSES)
@pytest.mark.usefixtures("place")
def test_addresses_that_are_none(to: str) -> None:
    with pytest.raises(ValueError, match="address"):
        letter(to=to)


@pytest.mark.usefixtures("place")
def test_a_confirmation() -> None:
    found = read(_confirm("Port strike"))
    assert found["Subject"] == "Confirm: Port strike"
    assert "List-Unsubscribe" not in found
    text, html = (part.get_content() for part in found.iter_parts())
    page = LINKS.page("confirm", "12.daily", FRIDAY)
    assert page in text
    assert f'href="{page}"' in html
    assert "once a day" in text


@pytest.mark.usefixtures("place")
def test_a_confirmation_escapes_the_name() -> None:
    html = list(read(_confirm("<img src=x>")).iter_parts())[1].get_content()
    assert "<img" not in html


@pytest.mark.usefixtures("place")
def test_links_are_put_in_afterwards() -> None:
    """A digest is written once for all its readers, and is the same as if it were written for each."""
    own, blank = LINKS.of(12, topic(), FRIDAY), LINKS.blank(topic())
    assert Parts.of(told(), blank).with_links(blank, own) == Parts.of(told(), own)
    assert own.choose is not None
    assert own.choose in Parts.of(told(), own).text


def test_subjects_stay_short() -> None:
    kinds = (change(1, "claim"), change(2, "disputes"), change(3, "figure"), change(4, "silent"))
    many = digest("Strike", kinds, since="2024-10-24T07:00:00Z", until="2024-10-25T07:00:00Z")
    assert subject(many) == "Strike: 4 changes, among them 1 dispute, 1 new figure"
    assert len(subject(told("strike " * 100))) <= 200


@given(st.text())
def test_clean_is_one_line(text: str) -> None:
    found = clean(text)
    assert len(found) <= 200
    assert len(found.splitlines()) <= 1
    assert clean(found) == found
    found.encode()


def test_the_clock_is_the_only_difference(place: Place) -> None:
    first = letter()
    place.time.go(days=1)
    second = letter()
    changed = [one for one, other in zip(lines(first), lines(second), strict=True) if one != other]
    assert changed == [b"Date: Fri, 25 Oct 2024 09:00:00 +0000"]
