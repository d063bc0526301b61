"""The project's own training texts: marked sentences and reports of many worlds, training/texts.

PolNeAR marks nothing within a content. Here that is marked, so each piece of content becomes an example
of its own, as the program reads it in its second look; most of them hold nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gates.marked import Block, Gold, read
from onrecord.records import Span
from onrecord.statements.passage import bare
from onrecord.statements.reader import settings
from onrecord.statements.statement import WITHIN_WORDS
from training.corpus import Attribution, Example

TEXTS = Path(__file__).with_name("texts")


def own_examples() -> Iterator[Example]:
    """Each block, and each piece of its contents that the program would look into."""
    cue_words = settings().cue_words
    for block in read(TEXTS):
        yield _example(
            block, Span(0, len(block.text)), [a for a in block.attributions if "." not in a.number]
        )
        for outer in block.attributions:
            within = [a for a in block.attributions if a.number.rpartition(".")[0] == outer.number]
            for piece in outer.content:
                sentence = bare(block.text, Span(*piece))
                words = re.findall(r"\w+|[^\w\s]", block.text[sentence.start : sentence.end].lower())
                if len(words) < WITHIN_WORDS or cue_words.isdisjoint(words):
                    continue
                yield _example(block, sentence, [a for a in within if _lies_in(a, sentence)])


def _lies_in(gold: Gold, sentence: Span) -> bool:
    spans = [*gold.source, *gold.cue, *gold.content]
    return sentence.start <= min(s for s, _ in spans) and max(e for _, e in spans) <= sentence.end


def _example(block: Block, sentence: Span, some: list[Gold]) -> Example:
    def spans(parts: list[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(start - sentence.start, end - sentence.start) for start, end in parts)

    found = tuple(Attribution(spans(a.source), spans(a.cue), spans(a.content)) for a in some)
    return Example(block.id, "onrecord", block.text[sentence.start : sentence.end], found)
