"""The marked text of a report as blocks that a page can arrange: paragraphs, the headline, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.display.html_marks import marked_text
from onrecord.display.numbering import Numbered
from onrecord.records import Reading

_OPENING = re.compile(r'<(h2|p) class="([a-z-]+)"')
_ANCHOR = '<a class="number"'


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text: its part's kind, "set-aside" for furniture, "blank" where it has no ink.

    `html` is the line with its marks, without the element around it. It begins at `start` of the text.
    """

    kind: str
    html: Markup
    start: int


def blocks(
    reading: Reading, statements: tuple[Numbered, ...], *, are_numbered: bool = True
) -> Iterator[Block]:
    """The lines of a text, with the numbers of the statements where their contents begin, or without."""
    # What `marked_text` gives has the text escaped: a piece that opens or closes an element is its own.
    kind, inner, start, text = "", list[str](), 0, reading.article.text
    for piece in marked_text(reading, statements, ""):
        if not kind and (opening := _OPENING.match(piece)):
            kind = opening[2]
        elif piece in ("</p>", "</h2>"):
            yield Block(kind, Markup("".join(inner)), start)
            kind, inner = "", []
            start = text.find("\n", start) + 1
        elif are_numbered or not piece.startswith(_ANCHOR):
            inner.append(piece)
