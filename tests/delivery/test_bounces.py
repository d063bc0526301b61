"""What comes back: reports of delivery, and letters that say "unsubscribe"."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from delivering import Place, settings
from hypothesis import given
from hypothesis import strategies as st

from onrecord.delivery import links
from onrecord.delivery.bounces import Bounce, NotABounce, read, take_in
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.desk import subscribers

READER = "reader@home.example"
REPORT = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Fri, 25 Oct 2024 09:00:00 +0000

{blocks}
--b
Content-Type: message/rfc822

From: digest@news.example
To: reader@home.example
Subject: Port strike

hello
--b--
"""
FAILED = """\
Final-Recipient: rfc822; reader@home.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
"""


def report(blocks: str = FAILED, to: str = "bounces@news.example") -> bytes:
    return REPORT.format(blocks=blocks, to=to).replace("\n", "\r\n").encode()


# (blocks of a report, what they tell)
TOLD = [
    (FAILED, [(READER, True, "5.1.1 smtp; 550 5.1.1 no such user")]),
    (FAILED.replace("5.1.1", "4.2.2"), [(READER, False, "4.2.2 smtp; 550 4.2.2 no such user")]),
    (FAILED.replace("failed", "delayed"), []),
    (FAILED.replace("failed", "delivered"), []),
    (FAILED.replace("failed", "FAILED"), [(READER, True, "5.1.1 smtp; 550 5.1.1 no such user")]),
    ("Final-Recipient: rfc822; <reader@home.example>\nAction: failed\n", [(READER, False, "it came back")]),
    ("Final-Recipient: x400; c=de\nAction: failed\nStatus: 5.0.0\n", []),
    (f"{FAILED}\n{FAILED}", [(READER, True, "5.1.1 smtp; 550 5.1.1 no such user")]),  # each address once
    (
        "Original-Recipient: rfc822;reader@home.example\nFinal-Recipient: rfc822;other@b.example\n"
        "Action: failed\nStatus: 5.0.0\n",
        [(READER, True, "5.0.0")],
    ),
    (
        "Final-Recipient: rfc822; reader@home.example\nAction: failed\nStatus: five\n"
        "Diagnostic-Code: smtp; \x1b[31m \x07evil\n",
        [(READER, False, "smtp; [31m evil")],
    ),
]


@pytest.mark.parametrize(("blocks", "told"), TOLD)
def test_reports(blocks: str, told: list[tuple[str, bool, str]]) -> None:
    assert list(read(report(blocks))) == [Bounce(*each) for each in told]


# what is no report
NONE = [
    b"",
    b"\0" * 1000,
    b"Subject: I am on holiday\r\n\r\nuntil Monday\r\n",
    b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\na\r\n--b--",
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n",
    b"x" * 3_000_000,
    # a report inside what came back is not ours
    b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n" + report() + b"\r\n--c--",
]


@pytest.mark.parametrize("letter", NONE)
def test_no_reports(letter: bytes) -> None:
    with pytest.raises(NotABounce):
        read(letter)


def test_nests_and_crowds_end_soon() -> None:
    begun = time.monotonic()
    nest = b"".join(
        b"Content-Type: multipart/report; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000)
    )
    with pytest.raises(NotABounce):
        read(nest)
    crowd = "\n".join(FAILED.replace("reader", f"r{number}") for number in range(3000))
    assert len(read(report(crowd))) == 50
    assert time.monotonic() - begun < 10


@given(st.binary(max_size=300), st.integers(0, 600))
def test_broken_reports(noise: bytes, place: int) -> None:
    whole = report()
    with suppress(NotABounce):
        read(whole[:place] + noise + whole[place:])


def test_an_address_is_paused(place: Place) -> None:
    place.reader(READER, "daily")
    (bounce,) = take_in(place.desk, report())
    assert bounce.is_permanent
    found = subscribers.find(place.desk, READER)
    assert found is not None
    assert found.state == "paused"
    assert "no such user" in (found.paused_why or "")


def test_three_that_may_pass_pause(place: Place) -> None:
    place.reader(READER, "daily")
    for state in ("active", "active", "paused"):
        take_in(place.desk, report(FAILED.replace("5.1.1", "4.2.2")))
        found = subscribers.find(place.desk, READER)
        assert found is not None
        assert found.state == state


def returning(place: Place, number: int) -> str:
    made = ReaderLinks(settings(Path("f"), bounces_to="back@news.example"), links.key(place.desk))
    return made.return_path(number)


def test_what_anybody_can_write_counts_for_nothing(place: Place) -> None:
    number = place.reader(READER, "daily")
    for to in ("back@news.example", f"back+{number}-{'0' * 20}@news.example"):
        with pytest.raises(NotABounce, match="counts for nothing"):
            take_in(place.desk, report(to=to), is_signed=True)
    assert len(subscribers.active(place.desk)) == 1


def test_a_signed_report_counts_for_its_reader(place: Place) -> None:
    """Whatever address the report names: they may have had it forwarded."""
    number = place.reader(READER, "daily")
    place.reader("other@home.example", "daily")
    forwarded = report(FAILED.replace("reader@home", "other@home"), to=returning(place, number))
    assert [bounce.address for bounce in take_in(place.desk, forwarded, is_signed=True)] == [READER]
    assert [active.address for active in subscribers.active(place.desk)] == ["other@home.example"]


def test_a_letter_that_says_unsubscribe(place: Place) -> None:
    number = place.reader(READER, "daily")
    letter = f"From: x@y.example\r\nTo: <{returning(place, number)}>\r\nSubject: Unsubscribe\r\n\r\n".encode()
    assert take_in(place.desk, letter, is_signed=True) == ()
    assert take_in(place.desk, letter, is_signed=True) == ()  # once more is the same
    assert subscribers.active(place.desk) == ()
