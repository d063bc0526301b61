"""One statement from a marked sentence: "{s1 She} {q1 said} in court {c1 that it was so}"."""

from dataclasses import dataclass

from gates.marked import parse
from onrecord.records import Span


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence with the spans of its first statement."""

    text: str
    sentence: Span
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def stated(marked: str) -> Stated:
    block = parse(marked)
    gold = block.attributions[0]
    return Stated(
        block.text,
        Span(0, len(block.text)),
        tuple(Span(*span) for span in gold.source),
        tuple(Span(*span) for span in gold.cue),
        tuple(Span(*span) for span in gold.content),
    )
