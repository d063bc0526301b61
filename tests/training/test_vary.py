"""Variants of an article keep its labels: what each span marks is the same, names apart."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.marked import parse
from onrecord.records import Span
from training.corpus import Attribution, Example
from training.vary import NAMES, renamed, restyled

MARKED = """\
{s1 Clinton} {q1 rejects} {c1 Trump's claim about Iowa}.

{s2 Donald Trump, a Republican,} {q2 told} CNN {c2 that “the White House” had been warned}.
{c3 “No,”} {s3 he} {q3 said}. {c3 “Never.”}

“Hillary is late,” wrote the Straße Post of New York."""


def example() -> Example:
    block = parse(MARKED)

    def spans(some: list[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(*span) for span in some)

    marks = (Attribution(spans(a.source), spans(a.cue), spans(a.content)) for a in block.attributions)
    return Example("1", "an outlet", block.text, tuple(marks))


def marked(some: Example) -> list[str]:
    return [
        some.text[span.start : span.end]
        for attribution in some.attributions
        for span in (*attribution.source, *attribution.cue, *attribution.content)
    ]


@given(st.integers(0, 2**32))
def test_renamed_moves_the_spans_with_the_text(seed: int) -> None:
    before, after = example(), renamed(example(), random.Random(seed))
    names = NAMES.findall(before.text)
    assert len(names) == 10
    for old, new in zip(marked(before), marked(after), strict=True):
        around = NAMES.split(old)
        assert new.startswith(around[0])
        assert new.endswith(around[-1])
        assert (new == old) == (len(around) == 1)


def test_one_name_is_the_same_throughout() -> None:
    text = "Trump spoke. Trump left. Donald Trump's Trump Tower."
    after = renamed(Example("1", "", text, ()), random.Random(4)).text
    surname = after.split()[0]
    assert after.count(surname) == 4


@given(st.integers(0, 2**32))
def test_restyled_keeps_every_character_in_its_place(seed: int) -> None:
    before, after = example(), restyled(example(), random.Random(seed))
    assert len(after.text) == len(before.text)
    assert after.attributions == before.attributions
    for old, new in zip(before.text, after.text, strict=True):
        assert old.casefold() == new.casefold() or old in "“”’."


@pytest.mark.parametrize("text", ["", "no line end", "\n", "ß\nx", "ŉ.\nx"])
def test_restyled_takes_any_headline(text: str) -> None:
    for seed in range(30):
        assert len(restyled(Example("1", "", text, ()), random.Random(seed)).text) == len(text)
