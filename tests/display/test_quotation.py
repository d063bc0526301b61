"""A line as a quotation, its credit, and days in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from news import line

from onrecord.display import quotation
from onrecord.display.moment_words import day_words, moment_words
from onrecord.display.quotation import Piece
from onrecord.records import Entry, Span, Words


def of(sentence: str, *pieces: str, at: int = 100) -> Entry:
    """A line whose content is these pieces; those that do not stand in the sentence come long after it."""
    spans, start = [], 0
    for piece in pieces:
        found = sentence.find(piece, start)
        begin = found + at if found >= 0 else at + 5000 + start
        spans.append(Span(begin, begin + len(piece)))
        start = max(start, found)
    made = line(1)
    content = Words(tuple(spans), " ".join(pieces))
    return replace(
        made,
        statement=replace(made.statement, content=content),
        sentence=Words((Span(at, at + len(sentence)),), sentence),
    )


TOLD = [
    # The sentence, its content marked.
    (of("Weller said it leaks.", "it leaks"), [("Weller said ", False), ("it leaks", True), (".", False)]),
    # White space is folded; controls are shown.
    (of("She  said\n it\tleaks\x1b", "it\tleaks\x1b"), [("She said ", False), (r"it leaks\x1b", True)]),
    # Two pieces of one sentence.
    (
        of("“It leaks,” she said, “a lot.”", "“It leaks,”", "“a lot.”"),
        [("“It leaks,”", True), (" she said, ", False), ("“a lot.”", True)],
    ),
    # A piece of the next sentence follows after a gap.
    (
        of("“It leaks,” she said.", "“It leaks,”", "“A lot.”"),
        [("“It leaks,”", True), (" she said.", False), (" … ", False), ("“A lot.”", True)],
    ),
    # A sentence that is another one is not quoted.
    (of("It rained.", "it leaks"), [("it leaks", True)]),
]


@pytest.mark.parametrize(("entry", "pieces"), TOLD)
def test_pieces(entry: Entry, pieces: list[tuple[str, bool]]) -> None:
    assert quotation.quotation(entry) == tuple(Piece(*piece) for piece in pieces)


def test_spans_that_do_not_fit_lose_nothing() -> None:
    made = of("She said it leaks.", "it leaks")
    content = Words((Span(0, 3), Span(9, 11)), "it leaks")
    broken = replace(made, statement=replace(made.statement, content=content))
    assert quotation.text(quotation.quotation(broken)).startswith("it leaks")
    bare = replace(made, statement=replace(made.statement, content=Words((), "it leaks")))
    assert quotation.content(bare) == "it leaks"


def test_long_ones_are_cut_at_a_word_and_say_so() -> None:
    content = "and on it flows " * 60
    told = quotation.quotation(of(f"She said {content}.", content))
    assert len(told) == 1
    assert told[0].text.endswith(quotation.CUT)
    assert content.startswith(told[0].text.removesuffix(quotation.CUT))
    assert len(quotation.cut("x" * 999, 600)) == 600 + len(quotation.CUT)


CREDITS = [
    (
        line(1, role="harbour chief"),
        "Ana Weller, harbour chief · Canal Courier · 14 May 2024, 18:30 (+02:00)",
    ),
    (line(1, role="its chief"), "Ana Weller, chief · Canal Courier · 14 May 2024, 18:30 (+02:00)"),
    (line(1, role="Selgia's"), "Ana Weller · Canal Courier · 14 May 2024, 18:30 (+02:00)"),
    (line(1, role="Weller"), "Ana Weller · Canal Courier · 14 May 2024, 18:30 (+02:00)"),
    (
        line(1, who=None, written="an official", outlet=None, published_at="2024-05-14"),
        "“an official” · courier.example · 14 May 2024",
    ),
    (
        line(1, who=None, outlet=None, url=None, published_at=None),
        "a source that is not named · outlet unknown · date unknown",
    ),
    (line(1, outlet="A\x1bB\u202e\nC"), r"Ana Weller · A\x1bB\u202e C · 14 May 2024, 18:30 (+02:00)"),
]


@pytest.mark.parametrize(("entry", "told"), CREDITS)
def test_credit(entry: Entry, told: str) -> None:
    assert quotation.credit(entry) == told


MOMENTS = [
    ("2024-10-25", "25 October 2024"),
    ("2024-10-05T08:30:59Z", "5 October 2024, 08:30 UTC"),
    ("2024-10-05 08:30:59.5+00:00", "5 October 2024, 08:30 UTC"),
    ("2024-10-05T08:30+02:00", "5 October 2024, 08:30 (+02:00)"),
    ("2024-10-05T08:30", "5 October 2024, 08:30"),
    ("2024-10", "2024-10"),  # no day: as it is
    ("soon\n", "soon"),
]


@pytest.mark.parametrize(("written", "told"), MOMENTS)
def test_moments(written: str, told: str) -> None:
    assert moment_words(written) == told


def test_days() -> None:
    assert day_words("2024-10-25T08:30Z", beside="2024-11-01") == "25 October"
    assert day_words("2023-10-25", beside="2024-11-01", short=True) == "25 Oct 2023"
