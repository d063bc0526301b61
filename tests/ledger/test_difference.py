"""What changed between two versions of an article, from tables of statements before and after."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.difference import Pairing, difference
from onrecord.records import Article, Figure, Reading, Source, Span, Statement, Timex, Words

# {4,200=4200} is a figure, {on Tuesday@2024-10-08} a time.
MARK = re.compile(r"\{([^={@]+)([=@])([^}]+)\}")


def reading(*lines: str, published: str = "2024-10-08") -> Reading:
    """A reading of lines "source | cue | content | field=value ..."; the source may be "text (name)"."""
    text, statements = "", list[Statement]()
    timexes, figures = list[Timex](), list[Figure]()
    for number, line in enumerate(lines):
        source, cue, marked, *fields = (field.strip() for field in line.split("|"))
        told: dict[str, Any] = dict(field.split("=") for field in fields)
        start = len(text)
        text += f"{source.split(' (')[0]} {cue} "
        begin, counted, times = len(text), list[int](), list[str]()
        for piece, sign, value in pieces(marked):
            span = (len(text), len(text) + len(piece))
            if sign == "=":
                counted.append(len(figures))
                figures.append(Figure(start=span[0], end=span[1], low=float(value), high=float(value)))
            elif sign == "@":
                times.append(value)
                timexes.append(Timex(start=span[0], end=span[1], type="DATE", value=value))
            text += piece
        statements.append(
            Statement(
                id=f"{len(lines)}-{number}",
                source=who(source, start),
                cue=Words((Span(begin - len(cue) - 1, begin - 1),), cue),
                content=Words((Span(begin, len(text)),), text[begin:]),
                quotation="indirect",
                within=None,
                score=0.9,
                event_times=tuple(times),
                figures=tuple(counted),
                **told,
            )
        )
        text += ".\n"
    article = Article(id="a", text=text, published_at=published)
    return Reading(article, tuple(statements), "test", tuple(timexes), tuple(figures))


def pieces(marked: str) -> list[tuple[str, str, str]]:
    found, at = list[tuple[str, str, str]](), 0
    for mark in MARK.finditer(marked):
        found += [(marked[at : mark.start()], "", ""), (mark[1], mark[2], mark[3])]
        at = mark.end()
    return [*found, (marked[at:], "", "")]


def who(source: str, start: int) -> Source | None:
    if not source:
        return None
    text, _, name = source.removesuffix(")").partition(" (")
    span = Span(start, start + len(text))
    return Source((span,), text, name or None, None, "person" if name else "unnamed", name or None)


SHUT = "Oldenby (Marit Oldenby) | said | the port would stay shut"
STRIKE = "The union | said | {4,200=4200} of its {4,600=4600} members had stopped work"

# (before, after, what changed in each statement after, then what was removed)
ROWS: list[tuple[list[str], list[str], list[str]]] = [
    ([SHUT], [SHUT], [""]),
    ([SHUT, STRIKE], [STRIKE, SHUT], ["", ""]),  # moved is the same
    ([SHUT], [SHUT, STRIKE], ["", "added"]),
    ([SHUT, STRIKE], [STRIKE], ["", "removed"]),
    ([SHUT], [STRIKE], ["added", "removed"]),
    ([], [], []),
    ([SHUT, SHUT], [SHUT], ["", "removed"]),  # said twice, now once
    # Case, quotation marks, accents and the cue are none of the content's words.
    ([SHUT], ["Oldenby (Marit Oldenby) | told reporters | “the Port would stay shut”"], [""]),
    (["He | said | the café was full"], ["He | said | the cafe\u0301 was full"], [""]),
    ([SHUT], [SHUT.replace("the port", "that the port")], [""]),
    # Reworded: words gained, lost, changed.
    ([SHUT], [SHUT + " for a week"], ["reworded"]),
    ([SHUT], [SHUT.replace("would stay", "will now stay")], ["reworded"]),
    ([SHUT], [SHUT.replace("port", "harbour")], ["reworded"]),
    # Another thing in the same small words.
    ([SHUT], [SHUT.replace("port would stay shut", "mayor would not step down")], ["added", "removed"]),
    ([SHUT], [SHUT.replace("port would stay shut", "port would reopen")], ["added", "removed"]),
    # A content that grew much, and holds what it was.
    (
        ["Police | said | the ferry sank"],
        ["Police | said | the ferry sank off the western cape after it had struck a reef in thick fog"],
        ["reworded"],
    ),
    # Figures: the number alone, its words alone, both, one more, and what it counts.
    ([STRIKE], [STRIKE.replace("{4,200=4200}", "{4,500=4500}")], ["figure"]),
    ([STRIKE], [STRIKE.replace("{4,200=4200}", "{some 4,000=4000}")], ["figure"]),
    ([STRIKE], [STRIKE.replace("{4,200=4200}", "{forty-two hundred=4200}")], ["reworded"]),
    (
        [STRIKE],
        [STRIKE.replace("{4,200=4200}", "{4,500=4500}").replace("work", "all work")],
        ["reworded figure"],
    ),
    (["He | said | soldiers were sent"], ["He | said | {900=900} soldiers were sent"], ["figure"]),
    (["He | said | {9=9} men were sent"], ["He | said | {9=9} women were sent"], ["reworded"]),
    (
        ["Police | said | at least {two=2} people were killed"],
        ["Police | said | {five=5} people were killed"],
        ["reworded figure"],
    ),
    # Sources: another one; one that is only named more fully; one of whom nothing is known.
    ([SHUT], [SHUT.replace("Oldenby (Marit Oldenby)", "Haldane (Pieter Haldane)")], ["source"]),
    ([SHUT], [SHUT.replace("Oldenby (Marit Oldenby)", "Oldenby (Oldenby)")], [""]),
    ([SHUT], [SHUT.replace("Oldenby (Marit Oldenby)", "an official")], ["source"]),
    ([SHUT], [SHUT.replace("Oldenby (Marit Oldenby)", "she")], [""]),
    (
        ["an official | said | the port would stay shut"],
        ["a senior official | said | the port would stay shut"],
        [""],
    ),
    (
        ["a police official | said | the port would stay shut"],
        ["a ministry official | said | the port would stay shut"],
        ["source"],
    ),
    ([SHUT], [SHUT.replace("Oldenby (Marit Oldenby)", "")], ["source"]),
    ([SHUT.replace("Oldenby (Marit Oldenby)", "")], [SHUT.replace("Oldenby (Marit Oldenby)", "she")], [""]),
    (
        ["a source with access to the port's books | said | the company had no money left"],
        ["a source with access to the harbour port's books | said | the company had no money left"],
        [""],
    ),
    (
        ["a source with access to its books | said | the company had no money left"],
        ["one source with access to the books | said | the company had no money left"],
        [""],
    ),
    # Who says the same words goes with whom.
    (
        ["Ana (Ana Weller) | said | the log was wrong", "Ida (Ida Berg) | said | the log was wrong"],
        ["Ida (Ida Berg) | said | the log was wrong", "Ana (Ana Weller) | said | the log was wrong"],
        ["", ""],
    ),
    # "to comment" is everybody's: without its source it is another statement.
    (
        ["Haldane (Pieter Haldane) | declined | to comment"],
        ["Berg (Ida Berg) | declined | to comment"],
        ["added", "removed"],
    ),
    # Other words and another source is another statement, unless most words stay.
    (
        [SHUT],
        ["Berg (Ida Berg) | said | the bridge would not stay shut today"],
        ["added", "removed"],
    ),
    (
        [SHUT + " for a week"],
        ["Berg (Ida Berg) | said | the port would stay shut for a month"],
        ["reworded source"],
    ),
    # Acts.
    (
        ["Norquay | said | it had hired drivers | act=assert"],
        ["Norquay | denied | it had hired drivers | act=deny"],
        ["act"],
    ),
    # Times: when it was said, a time that is named, a year that became known.
    ([SHUT + " | said_at=2024-10-07"], [SHUT + " | said_at=2024-10-08"], ["time"]),
    ([SHUT], [SHUT + " | said_at=2024-10-08"], [""]),  # unknown before
    ([SHUT + " | said_at=XXXX-10-08"], [SHUT + " | said_at=2024-10-08"], [""]),
    (
        ["He | said | talks open {on Monday@2024-10-14}"],
        ["He | said | talks open {on Friday@2024-10-18}"],
        ["time"],
    ),
    (
        ["He | said | talks open {on Monday@2024-10-14}"],
        ["He | said | talks end {on Friday@2024-10-18}"],
        ["reworded time"],
    ),
    (["He | said | talks opened"], ["He | said | talks opened {on Monday@2024-10-07}"], ["reworded"]),
    # The same words that count from another day of publication.
    (
        ["He | said | talks opened {yesterday@2024-10-07}"],
        ["He | said | talks opened {yesterday@2024-10-08}"],
        [""],
    ),
]


def changes(pairings: tuple[Pairing, ...]) -> list[str]:
    return [" ".join(pairing.changes) for pairing in pairings]


@pytest.mark.parametrize(("before", "after", "expected"), ROWS)
def test_changes(before: list[str], after: list[str], expected: list[str]) -> None:
    assert changes(difference(reading(*before), reading(*after))) == expected


SWAPPED = {"added": "removed", "removed": "added"}


@pytest.mark.parametrize(("before", "after", "expected"), ROWS)
def test_backwards(before: list[str], after: list[str], expected: list[str]) -> None:
    backwards = changes(difference(reading(*after), reading(*before)))
    assert Counter(backwards) == Counter(SWAPPED.get(change, change) for change in expected)


def test_the_likest_are_paired() -> None:
    before = reading(
        "Police | said | {two=2} people were killed in the fire",
        "Police | said | {two=2} people were hurt in the fire and taken to hospital",
    )
    after = reading(
        "Police | said | {three=3} people were hurt in the fire and taken to hospital",
        "Police | said | {five=5} people were killed in the fire",
    )
    first, second = difference(before, after)
    assert (first.before, second.before) == (before.statements[1], before.statements[0])
    assert first.changes == second.changes == ("figure",)


def test_a_statement_within_goes_with_one_within() -> None:
    lines = ("The union | said | the log was wrong", "Ana (Ana Weller) | said | the log was wrong")
    outer, inner = reading(*lines).statements
    nested = replace(reading(*lines), statements=(outer, replace(inner, within=outer.id)))
    turned = replace(nested, statements=nested.statements[::-1])
    assert [pairing.changes for pairing in difference(nested, turned)] == [(), ()]


def test_long_articles() -> None:
    def toll(number: int, dead: int) -> str:
        return f"Office {number} | said | {{{dead}={dead}}} people had died in district {number} so far"

    before = reading(*(toll(number, number) for number in range(500)))
    after = reading(*(toll(number, number + 1) for number in reversed(range(500))))
    found = difference(before, after)
    assert {pairing.changes for pairing in found} == {("figure",)}
    assert all(pairing.before and pairing.after for pairing in found)


WORD = st.sampled_from(["port", "strike", "pay", "shut", "union", "fire", "five", "the", "of", "to", "not"])
LINE = st.builds(
    lambda source, cue, words, number, said: (
        f"{source} | {cue} | {' '.join(words)} {{{number}={number}}} | said_at={said}"
    ),
    st.sampled_from(["Ana (Ana Weller)", "Ida (Ida Berg)", "she", "an official", ""]),
    st.sampled_from(["said", "denied"]),
    st.lists(WORD, max_size=8),
    st.integers(0, 3),
    st.sampled_from(["2024-10-07", "2024-10-08"]),
)
READING = st.lists(LINE, max_size=12).map(lambda lines: reading(*lines))


@given(READING)
def test_nothing_differs_from_itself(one: Reading) -> None:
    found = difference(one, one)
    assert all(pairing.before is not None and pairing.changes == () for pairing in found)
    assert [pairing.after for pairing in found] == list(one.statements)


@given(READING, READING)
def test_each_statement_is_told_once(before: Reading, after: Reading) -> None:
    found = difference(before, after)
    assert Counter(id(p.before) for p in found if p.before) == Counter(map(id, before.statements))
    assert Counter(id(p.after) for p in found if p.after) == Counter(map(id, after.statements))
    for pairing in found:
        assert (pairing.before is None) == (pairing.changes == ("added",))
        assert (pairing.after is None) == (pairing.changes == ("removed",))


@given(READING, READING)
def test_there_and_back(before: Reading, after: Reading) -> None:
    there = {(id(p.before), id(p.after), p.changes) for p in difference(before, after)}
    back = {
        (id(p.after), id(p.before), tuple(SWAPPED.get(each, each) for each in p.changes))
        for p in difference(after, before)
    }
    assert there == back
