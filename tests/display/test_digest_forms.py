"""A digest as text, Markdown, HTML and JSON: what stands where, that every word has a source, and that a
stranger's words stay words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from letter_elements import Elements
from markdown_it import MarkdownIt
from news import change, line

from onrecord.display import change_json, claim_json, digest_json, digest_parts
from onrecord.display.digest_html import LARGEST, digest_html
from onrecord.display.digest_markdown import digest_markdown
from onrecord.display.digest_text import WIDTH, digest_text
from onrecord.display.links import Links
from onrecord.follow.digest import digest
from onrecord.records import Change, Digest, Entry, Pair

SITE = Links(
    base="https://onrecord.example",
    topic="https://onrecord.example/topics/lock",
    unsubscribe="https://onrecord.example/newsletter/unsubscribe/abc",
    choose="https://onrecord.example/newsletter/choose/abc",
)
WELLER = line(1, "the lock is shut", role="harbour chief")
UNION = line(2, "that it was “open all night”", who="Seamen's Union", cue="countered")
OFFICE = line(3, "4 ships wait", who="Harbour office", kind="organisation")
LATER = line(4, "7 ships wait", who="Harbour office", kind="organisation", published_at="2024-05-15")
MAYOR = line(5, "who had the key", who="The mayor", cue="would not say", act="decline")
OFFICIAL = line(6, "the key is lost", who=None, written="an official", kind="unnamed")
GONE = tuple(Pair(what="removed", earlier=line(n, f"word {n}"), later=None) for n in range(20, 30))
CHANGES = (
    change(1, "claim", WELLER, claim="c"),
    change(2, "disputes", UNION, WELLER, claim="c"),
    change(3, "figure", LATER, OFFICE, was="4 ships", now="7 ships", repeats=2, outlets=("A", "B", "C")),
    change(4, "declines", MAYOR, OFFICIAL),
    change(5, "claim", OFFICIAL),
    change(6, "withdrawn", pairs=GONE, note="The outlet asked for it.", claim=None),
    change(7, "reworded", LATER, OFFICE),
    change(8, "claim", line(9), is_late=True),
)
Form = Callable[[Digest, Links], str]
FORMS: dict[str, Form] = {"text": digest_text, "markdown": digest_markdown, "html": digest_html}
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def of(*changes: Change, topic: str = "The lock") -> Digest:
    return digest(topic, changes, since="2024-05-14T07:00:00Z", until="2024-05-15T07:00:00Z")


DIGEST = of(*CHANGES)


TEXT = """\
The lock
========
14 May 2024, 07:00 UTC to 15 May 2024, 07:00 UTC

1 dispute, 1 first claim.


MOST TELLING
------------

1. DISPUTES: Seamen's Union disputes what Ana Weller said on 14 May in
   Canal Courier.
   > Seamen's Union countered that it was “open all night”.
     Seamen's Union · Canal Courier · 14 May 2024, 18:30 (+02:00)
     Original: https://courier.example/2
   What is disputed:
   > Ana Weller said the lock is shut.
     Ana Weller, harbour chief · Canal Courier · 14 May 2024, 18:30
     (+02:00)
     Original: https://courier.example/1

2. FIRST SAID: Ana Weller is the first on record to say this.
   > Ana Weller said the lock is shut.
     Ana Weller, harbour chief · Canal Courier · 14 May 2024, 18:30
     (+02:00)
     Original: https://courier.example/1


WHO SAID WHAT
-------------

Ana Weller, harbour chief
   > said: the lock is shut
     Canal Courier · 14 May

Seamen's Union
   > countered: that it was “open all night”
     Canal Courier · 14 May


DISPUTES
--------

“the lock is shut”
   Said by:
     Ana Weller, harbour chief · Canal Courier · 14 May 2024, 18:30
     (+02:00)
   Disputed by:
   > that it was “open all night”
     Seamen's Union · Canal Courier · 14 May 2024, 18:30 (+02:00)
"""


def test_the_text_of_a_small_one() -> None:
    assert digest_text(of(*CHANGES[:2]), Links()) == TEXT


def test_the_markdown_of_a_small_one() -> None:
    assert digest_markdown(of(CHANGES[0]), Links()) == (
        "# The lock\n\n14 May 2024, 07:00 UTC to 15 May 2024, 07:00 UTC\n\n1 first claim.\n\n"
        "## Most telling\n\n### First said: Ana Weller is the first on record to say this.\n\n"
        "> Ana Weller said the lock is shut.\n>\n"
        "> — Ana Weller, harbour chief · Canal Courier · 14 May 2024, 18:30 (+02:00) · "
        "[original](<https://courier.example/1>)\n\n"
        "## Who said what\n\n| Who | What | Where and when |\n|---|---|---|\n"
        "| Ana Weller, harbour chief | said: the lock is shut | "
        "Canal Courier · 14 May · [original](<https://courier.example/1>) |\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_sections_stand_in_one_order(form: str) -> None:
    written = FORMS[form](DIGEST, SITE)
    order = (
        "Most telling",
        "Also new",
        "Who said what",
        "Figures",
        "Disputes",
        "What stays unknown",
        "Counted",
    )
    shown = re.sub("<style>.*?</style>", "", written).casefold()
    places = [shown.rindex(title.casefold()) for title in order if title != "Disputes"]
    assert places == sorted(places)
    for told in ("4 ships", "7 ships", "Reason given", "Repeated 2 times: B, C.", "and 7 more statements"):
        assert told in written
    for told in ("2 further statements in 2 outlets repeat", "1 change came from reports"):
        assert told in " ".join(written.split())
    for address in ("/topics/lock", "/newsletter/unsubscribe/abc", "/newsletter/choose/abc"):
        assert f"https://onrecord.example{address}" in written
    assert "statement=2" in written
    assert "https://courier.example/2" in written


@pytest.mark.parametrize("form", FORMS)
def test_nothing_new_is_said_so(form: str) -> None:
    written = FORMS[form](of(), SITE)
    assert "Nothing new." in written
    assert "Most telling" not in written


def quotations(form: str) -> Iterator[str]:
    """All that a form shows as somebody's words."""
    written = FORMS[form](DIGEST, SITE)
    if form == "text":
        blocks = re.findall(r"(?:^ +> .*\n)+", written, re.MULTILINE)
        yield from (re.sub(r"^ +> ", "", block, flags=re.MULTILINE) for block in blocks)
    elif form == "markdown":
        yield from re.findall(r"^> ([^—].*)$", _unescaped(written), re.MULTILINE)
    else:
        yield from Elements(written, ("quote",)).found


def _unescaped(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written)


@pytest.mark.parametrize("form", FORMS)
def test_every_quotation_stands_in_a_line(form: str) -> None:
    lines = [entry for one in CHANGES for pair in one.pairs for entry in (pair.later, pair.earlier) if entry]
    known = [text for entry in lines for text in _texts(entry)]
    found = [" ".join(quoted.split()) for quoted in quotations(form)]
    assert len(found) > 10
    assert [quoted for quoted in found if not any(quoted in text for text in known)] == []


def _texts(entry: Entry) -> Iterator[str]:
    content = entry.statement.content.text
    yield " ".join(entry.sentence.text.split())
    yield f"{entry.statement.cue.text}: {content}" if entry.statement.cue else content


@pytest.mark.parametrize("form", FORMS)
def test_a_long_one_says_what_it_leaves_out(form: str) -> None:
    many = [change(n, "claim", line(n, f"the lock leaks at {n}, " * 9)) for n in range(1, 300)]
    written = FORMS[form](of(*many), SITE)
    left = re.findall(r"and (\d+)\\? more changes", written)
    shown = len(re.findall("is the first on record", written))
    assert [int(count) + shown - (form == "html") for count in left] == [299]  # one stands in the preheader
    assert len(digest_html(of(*many), SITE).encode()) <= LARGEST


def test_a_list_that_is_cut_tells_who_said_what_is_shown() -> None:
    many = [change(n, "claim", line(n, who=f"Adams {n}")) for n in range(1, 300)]
    last = change(300, "reversed", line(300, who="Zimmer"), line(301, who="Zimmer"))
    found = digest_parts.said(of(*many, last), 20)
    assert (len(found.shown), found.left_out) == (20, 280)
    assert 300 in [entry.number for entry in found.shown]


def test_the_text_keeps_to_its_width() -> None:
    for row in digest_text(DIGEST, SITE).splitlines():
        assert len(row) <= WIDTH or "https://" in row
        assert row == row.rstrip()


def test_the_html_is_one_page_for_mail() -> None:
    written = digest_html(DIGEST, SITE)
    parsed = Elements(written)
    tags = [tag for tag, _ in parsed.elements]
    fields = dict(parsed.elements[0][1])
    assert fields["lang"] == "en"
    assert [tag for tag in tags if tag in ("img", "script", "link", "form", "iframe", "svg")] == []
    headings = [tag for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert headings[:3] == ["h1", "h2", "h3"]
    assert all(int(b[1]) <= int(a[1]) + 1 for a, b in pairwise(headings))
    assert all("scope" in fields for tag, fields in parsed.elements if tag == "th")
    assert "prefers-color-scheme:dark" in written
    assert len(written.encode()) <= LARGEST


def test_all_colours_of_the_letter_can_be_read() -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 in the light and in the dark."""
    written = digest_html(DIGEST, SITE)
    dark = written[written.index("prefers-color-scheme") : written.index("</style>")]
    texts = re.findall(r'(?<=[;"{])color:(#[0-9a-f]{6})', written.split("</style>")[1])
    assert min(_contrast(colour, "#fdfcf9") for colour in set(texts)) >= 4.5
    assert (
        min(_contrast(colour, "#181816") for colour in re.findall(r"[;{]color:(#[0-9a-f]{6})", dark)) >= 4.5
    )


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_json_names_each_change_once() -> None:
    found = digest_json.describe(DIGEST)
    ids = [one["id"] for one in found["headlines"] + found["changes"]]
    assert sorted(ids) == sorted(one.id for one in CHANGES[:7])
    assert set(found["figures"]) <= set(ids)
    assert set(found["unknown"]) <= set(ids)
    assert (found["repeated"], found["outlets"], found["late"]) == (2, 2, 1)
    assert found["disputes"][0]["disputes"][0]["number"] == 2
    assert json.loads(claim_json.encode(found)) == found
    assert found["said"] == [entry.number for entry in DIGEST.said]


def test_the_json_of_a_change_has_all_fields() -> None:
    found = change_json.describe(CHANGES[2])
    assert set(found) == {*Change.__slots__, "reason"}
    assert found["pairs"][0]["was"] == "4 ships"
    later = found["pairs"][0]["later"]
    assert later
    assert later["number"] == 4


def test_html_shows_the_words_as_they_are() -> None:
    entry = line(1, "a < b && c > d", who="<b>Weller</b>")
    shown = Elements(digest_html(of(change(1, "claim", entry)), Links()), ("quote",)).found
    assert shown == ["<b>Weller</b> said a < b && c > d."]
    assert html.escape("a < b && c > d") in digest_html(of(change(1, "claim", entry)), Links())


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2024-05-14T00:00:00Z", "2024-05-15T00:00:00Z", "14 May 2024, 00:00 UTC to 15 May 2024, 00:00 UTC"),
        ("", "2024-05-15T00:00:00Z", "up to 15 May 2024, 00:00 UTC"),
        ("0001-01-01T00:00:00Z", "2024-05-15T00:00:00Z", "up to 15 May 2024, 00:00 UTC"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "nothing is on record yet"),
    ],
)
def test_from_when_to_when(since: str, until: str, words: str) -> None:
    assert digest_parts.period(digest("Lock", (), since=since, until=until)) == words
