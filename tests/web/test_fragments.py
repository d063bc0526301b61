"""Links that open a publisher's page at some words."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.web.fragments import at_words, text_directive

TEXT = """\
Pilots to strike, union says

The pilots' union said on Monday that 1,200 of its members would stop work, "whatever it costs".
Air Sund said the strike was unlawful. The strike was unlawful, a spokeswoman repeated, and added that fares \
would be paid back to each and every passenger who had booked a seat on one of the ninety flights that \
had already been taken off the timetable for Tuesday - or for Wednesday & Thursday.
“No,” she said. There would be no talks, “no”, no fares.
"""
LONG = TEXT[TEXT.index("fares") : TEXT.index("\n“No")]


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


DIRECTIVES = [
    # words that stand once, as they are
    ((span("would stop work"),), "text=would%20stop%20work"),
    # a comma, an ampersand and a hyphen are syntax
    ((span("1,200 of its"),), "text=1%2C200%20of%20its"),
    ((span("Tuesday - or for Wed"),), "text=Tuesday%20%2D%20or%20for%20Wednesday"),
    ((span("for Wednesday & Thursday"),), "text=for%20Wednesday%20%26%20Thursday"),
    # quotation marks at the edges are left out, for sites change them; those within are not
    ((span('"whatever it costs"'),), "text=whatever%20it%20costs"),
    ((span('work, "whatever it'),), "text=work%2C%20%22whatever%20it"),
    # words that stand twice are told apart by those around, whatever their case
    (
        (span("The strike was unlawful"),),
        "text=the%20strike%20was%20unlawful.-,The%20strike%20was%20unlawful,-%2C%20a%20spokeswoman%20repeated",
    ),
    # one or two words may stand in any menu
    ((span("No,”"),), "text=No,-%2C%E2%80%9D%20she%20said.%20There"),
    # a span that begins and ends within a word
    ((span("ould stop wor"),), "text=would%20stop%20work"),
    # a long quotation by its first and last words
    (
        (span(LONG),),
        "text=fares%20would%20be%20paid%20back%20to,or%20for%20Wednesday%20%26%20Thursday",
    ),
    # several pieces in several paragraphs: from the first to the last
    (
        (span("a spokeswoman"), span("she said")),
        "text=a%20spokeswoman%20repeated%2C%20and%20added%20that,No%2C%E2%80%9D%20she%20said",
    ),
    # its last words come earlier, too
    (
        (span("There would"), span("“no”, no")),
        "text=There%20would%20be%20no%20talks%2C%20%E2%80%9Cno%E2%80%9D%2C%20no",
    ),
    # nothing to name
    ((), None),
    ((Span(29, 30),), None),
]


@pytest.mark.parametrize(("spans", "directive"), DIRECTIVES)
def test_the_words_of_a_link(spans: tuple[Span, ...], directive: str | None) -> None:
    assert text_directive(TEXT, spans) == directive


ADDRESSES = [
    ("https://outlet.example/a", "https://outlet.example/a#:~:text=would%20stop%20work"),
    # a fragment stays in front, an earlier directive goes
    ("https://outlet.example/a?b=1#top", "https://outlet.example/a?b=1#top:~:text=would%20stop%20work"),
    ("http://outlet.example/#:~:text=old", "http://outlet.example/#:~:text=would%20stop%20work"),
    # only the web
    ("javascript:alert(1)", None),
    ("file:///etc/passwd", None),
    ("reports/a.txt", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "link"), ADDRESSES)
def test_the_address_of_a_link(url: str | None, link: str | None) -> None:
    assert at_words(url, TEXT, [span("would stop work")]) == link


def test_where_no_words_can_be_named_the_page_is_linked_to() -> None:
    url = "https://outlet.example/a"
    assert at_words(url, TEXT, ()) == url
    assert at_words(url, "x" * 5_000, [Span(0, 5_000)]) == url
    # half a character is in no address
    assert at_words(url, "He said \ud800 no more", [Span(0, 17)]) == url


def decoded(directive: str) -> tuple[str, list[str], str]:
    """The words before, those that are looked for, and those behind."""
    terms = directive.removeprefix("text=").split(",")
    prefix = unquote(terms.pop(0)[:-1]) if terms[0].endswith("-") else ""
    suffix = unquote(terms.pop()[1:]) if terms[-1].startswith("-") else ""
    return prefix, [unquote(term) for term in terms], suffix


LETTERS = st.text(st.sampled_from("ab é.,-&:“”\n\t0"), max_size=120)


@given(st.one_of(LETTERS, st.text(max_size=60)), st.lists(st.integers(0, 120), min_size=2, max_size=6))
def test_the_words_stand_in_the_text(text: str, cuts: list[int]) -> None:
    places = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    directive = text_directive(text, spans)
    if directive is None:
        return
    assert re.fullmatch(r"text=([\w!$'()*+./:;=?@~%-]+,?)+", directive, re.ASCII)
    prefix, terms, suffix = decoded(directive)
    assert 1 <= len(terms) <= 2
    # As a browser looks for them: the context right before and behind, but for blanks.
    named = r"[\s\S]*?".join(map(pattern, terms))
    assert re.search(rf"{pattern(prefix)}\s*{named}\s*{pattern(suffix)}", text)


def pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def test_hostile_texts_are_soon_done() -> None:
    for text in ("a " * 250_000, "a" + " " * 500_000, "word\n" * 100_000):
        text_directive(text, [Span(0, len(text))])
        text_directive(text, [Span(2, 40)])
