"""Which characters stand inside quotation marks, in any house style."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.records import Span

MARKS = "\"“”„‟«»‹›‘’‚'＂「」『』"
MARK = re.compile(f"[{MARKS}]")
OPENING = "“„‟«‹‘‚「『"
CLOSING = "”»›’」』"
SINGLE = "‘’‚'‹›"


def quoted(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches inside quotation marks, the marks included, in order and without overlap.

    Each paragraph is looked at by itself, for a quotation that runs on opens every paragraph anew and
    closes only in the last; one that is not closed ends with its paragraph. Time is linear.
    """
    return tuple(span for paragraph in paragraphs for span in _in_paragraph(text, *paragraph))


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    opened = -1
    single = False
    for match in MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if opened < 0:
            if _opens(text, at, mark):
                opened, single = at, mark in SINGLE
        elif (mark in SINGLE) == single and _closes(text, at, mark):
            spans.append(Span(opened, at + 1))
            opened = -1
    # A single mark that never closes was an apostrophe ('90s, ’em), not a quotation.
    if opened >= 0 and not single:
        spans.append(Span(opened, end))
    return spans


def _opens(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark == "'":
        return not before.isalnum() and after.isalnum() and before not in ".,!?"
    if mark == '"':
        return not after.isspace() or before.isspace()
    return mark in OPENING or (mark in "»›" and not after.isspace() and before.isspace())


def _closes(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "'’":
        # "workers' pay" and "don’t" do not close; a mark behind punctuation surely does.
        return not after.isalnum() and not before.isspace()
    if mark == "“":
        return not after.isalnum()
    return mark in CLOSING or mark in '"«‹'
