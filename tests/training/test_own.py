"""The project's own training texts: examples with spans in their text, and nothing of the gold set."""

import re

from gates.marked import blocks
from training.corpus import Example
from training.own import own_examples

EXAMPLES = list(own_examples())


def spans(example: Example) -> list[tuple[int, int]]:
    roles = [(a.source, a.cue, a.content) for a in example.attributions]
    return [(span.start, span.end) for three in roles for role in three for span in role]


def test_there_are_many() -> None:
    assert len({example.id for example in EXAMPLES}) == 540
    assert sum(len(example.attributions) for example in EXAMPLES) > 1200


def test_every_span_marks_words_of_its_example() -> None:
    for example in EXAMPLES:
        for start, end in spans(example):
            assert 0 <= start < end <= len(example.text), example
            assert example.text[start:end].strip(), example


def test_what_is_within_a_content_is_an_example_of_its_own() -> None:
    inner = [
        e for e in EXAMPLES if e.attributions and not e.text.rstrip().endswith((".", "”", '"', "’", "'"))
    ]
    assert len(inner) > 80


def test_no_sentence_stands_in_the_gold_set() -> None:
    def sentences(text: str) -> set[str]:
        return {s for s in re.split(r"[.\n]", text) if len(s.split()) > 5}

    gold = {s for part in ("choose", "kept") for block in blocks(part) for s in sentences(block.text)}
    assert not gold & {s for example in EXAMPLES for s in sentences(example.text)}
