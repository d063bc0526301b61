"""What a search was asked in one form, what it shows of it, and bars of when it was said."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from onrecord.ledger.question import OPTIONS
from onrecord.ledger.time_counts import TimeCounts
from onrecord.records import Span
from onrecord.web import search_view
from onrecord.web.asked import Asked, read
from onrecord.web.plots.bars import bars, cell_words

CANONICAL = [
    ([("words", " strike "), ("who", ""), ("sort", "said_at")], (("words", "strike"),)),
    ([("act", "deny"), ("act", "confirm")], (("act", "confirm,deny"),)),
    ([("act", "shout,DENY")], (("act", "deny,shout"),)),  # wrong, and told so later
    ([("said", "2024"), ("words", "a"), ("after", "x")], (("words", "a"), ("said", "2024"), ("after", "x"))),
    ([("outlet", "B"), ("outlet", "A"), ("outlet", "B")], (("outlet", "B"), ("outlet", "A"))),
    ([("sort", "relevance")], ()),  # nothing is relevant to no words
    ([("sort", "relevance"), ("who", "a")], (("who", "a"), ("sort", "relevance"))),
    ([("limit", "7"), ("colour", "red")], (("colour", "red"),)),
]


@pytest.mark.parametrize(("written", "pairs"), CANONICAL)
def test_the_same_is_asked_in_one_form(
    written: list[tuple[str, str]], pairs: tuple[tuple[str, str], ...]
) -> None:
    assert read(written).pairs == pairs


names = st.sampled_from([*OPTIONS, "colour"])
values = st.one_of(st.text(), st.sampled_from(["deny,ask", "relevance", "said_at", "a", " ", "mixed"]))


@given(st.lists(st.tuples(names, values)))
def test_the_address_asks_the_same(written: list[tuple[str, str]]) -> None:
    first = read(written)
    assert read(first.pairs) == first
    sent = [(name, text.encode("utf-8", "replace").decode()) for name, text in written]
    assert read(parse_qsl(urlsplit(read(sent).link).query)) == read(sent)
    for name, value in first.filters():
        left = first.without(name, value)
        assert value not in left.values(name)
        assert (name, value) in left.having(name, value).filters()


def test_a_filter_is_added_and_taken_away() -> None:
    start = read([("words", "strike"), ("act", "deny"), ("after", "x")])
    assert start.having("act", "ask").pairs == (("words", "strike"), ("act", "deny,ask"))
    assert start.having("source", "a").having("source", "b").text("source") == "b"
    assert start.having("outlet", "A").having("outlet", "B").values("outlet") == ("A", "B")
    assert start.without("act").pairs == (("words", "strike"),)
    assert start.having("act", "ask").without("act", "deny").values("act") == ("ask",)
    assert Asked().link == "/search"


def test_hits_are_marked_and_everything_else_is_text() -> None:
    text = "<b>Strike</b> & strike"
    shown = search_view.marked(text, [Span(3, 9), Span(16, 22)])
    assert str(shown) == "&lt;b&gt;<mark>Strike</mark>&lt;/b&gt; &amp; <mark>strike</mark>"
    assert search_view.marked("a\0b", []) == Markup("a␀b")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.marked, self.tags = "", "", list[str]()

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self.tags[-1:] == ["mark"] else ""


printable = st.text(st.one_of(st.sampled_from("<>&\"'/ab "), st.characters(categories=("L", "N", "P", "Zs"))))


@given(text=printable, cuts=st.lists(st.integers(0, 800)), times=st.integers(1, 60))
def test_an_excerpt_holds_its_hits(text: str, cuts: list[int], times: int) -> None:
    text = text * times
    places = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False)]
    parser = _Text()
    parser.feed(str(search_view.excerpt(text, spans)))
    parser.close()
    assert set(parser.tags) <= {"mark", "/mark"}
    shown = parser.text.removeprefix("… ").removesuffix(" …")
    assert shown in text
    assert len(shown) <= search_view.LONGEST_SHOWN
    if len(text) <= search_view.LONGEST_SHOWN:
        assert parser.text == text
        assert parser.marked == "".join(text[start:end] for start, end in spans)
    elif spans:
        first = text[spans[0].start : spans[0].end]
        assert parser.marked.startswith(first[: search_view.LONGEST_SHOWN - 200])


def test_bars_name_the_highest_and_the_ends() -> None:
    times = TimeCounts("month", (("2024-01", 2), ("2024-10", 1200)), 0, 0, 0)
    drawn = bars(times, "when")
    assert drawn.count("<rect") == 2
    for words in ("1,200", "Jan 2024", "Oct 2024", 'role="img"'):
        assert words in drawn
    assert bars(TimeCounts("day", (), 3, 0, 0), "when") == ""
    assert [cell_words(cell) for cell in ("2024-10-05", "2024-10", "2024")] == [
        "5 Oct 2024",
        "Oct 2024",
        "2024",
    ]
