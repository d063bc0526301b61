"""A line of the ledger as a quotation: the sentence it stands in, the content marked, who said it and where.

Nothing here is worded anew: the words are the report's, but for white space and for control characters,
which are shown as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.display.claim_words import shortened
from onrecord.display.links import host
from onrecord.display.moment_words import day_words, moment_words
from onrecord.display.visible import escaped, one_line
from onrecord.records import Entry, Words

NOBODY = "a source that is not named"
GAP = " … "
CUT = " […]"
LONGEST = 600
"""Characters of a quotation; what is longer is cut at a word, and marked with CUT."""
# "its chairman" says whose only where the report stands around it.
_WHOSE = re.compile(r"(?:its|his|her|their|the|a|an)\s+", re.IGNORECASE)
_OPENING = ("“", "‘", "«", "„", '"')
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation; those of the content are what is said, the others tell who says it."""

    text: str
    is_content: bool


def quotation(entry: Entry) -> tuple[Piece, ...]:
    """The sentence around a content, in pieces; contents that reach beyond it follow after a gap.

    Where the two together are longer than LONGEST, the content alone is quoted.
    """
    pieces = tuple(_in_sentence(entry.sentence, entry.statement.content))
    if sum(len(piece.text) for piece in pieces) > LONGEST:
        return (Piece(content(entry), is_content=True),)
    return pieces


def content(entry: Entry, longest: int = LONGEST) -> str:
    """What is said, a gap between its pieces, cut where it is longer than `longest`."""
    words = entry.statement.content
    return cut(GAP.join(one_line(piece) for piece in _pieces(words)), longest)


def cut(text: str, longest: int) -> str:
    """A text of one line, cut at a word and marked where it is too long."""
    if len(text) <= longest:
        return text
    kept = text[:longest]
    return (kept.rsplit(" ", 1)[0] if " " in kept[longest // 2 :] else kept).rstrip() + CUT


def in_quotes(words: str) -> str:
    """Words in quotation marks, where they do not open with some already."""
    return words if words[:1] in _OPENING else f"“{words}”"


def cue(entry: Entry) -> str:
    """The words that signal it: "would not confirm"; empty where there are none."""
    words = entry.statement.cue
    return GAP.join(shortened(piece) for piece in _pieces(words)) if words else ""


def name(entry: Entry) -> str:
    """Who says it: the name, else the words as written, in quotation marks."""
    source = entry.statement.source
    if source is None or not (source.name or source.text).strip():
        return NOBODY
    return shortened(source.name) if source.name else f"“{shortened(source.text)}”"


def role(entry: Entry) -> str:
    """What is said of the source, where its name or words do not tell it."""
    source = entry.statement.source
    words = shortened(source.role) if source and source.role else ""
    words = words[found.end() :] if (found := _WHOSE.match(words)) else words
    # "Selgia's" of "Selgia's ministry" is none, whatever it was read as.
    is_whose = words.endswith(("'s", "’s"))
    return "" if is_whose or words.casefold() in name(entry).casefold() else words


def outlet(entry: Entry) -> str:
    """The outlet, else the host of its address, else that neither is known."""
    return shortened(entry.outlet or host(entry.url) or "") or "outlet unknown"


def moment(entry: Entry) -> str:
    """When it was published, as far as known."""
    return moment_words(entry.published_at, short=True) if entry.published_at else "date unknown"


def day(entry: Entry, *, beside: str) -> str:
    """The day on which it was published, as far as known, without the year where `beside` is in the same."""
    return day_words(entry.published_at, beside=beside, short=True) if entry.published_at else "date unknown"


def credit(entry: Entry) -> str:
    """Who, what they are, where and when: "Ana Weller, harbour chief · Courier · 14 May 2024"."""
    who = ", ".join(filter(None, (name(entry), role(entry))))
    return f"{who} · {outlet(entry)} · {moment(entry)}"


def text(pieces: tuple[Piece, ...]) -> str:
    """A quotation in one string."""
    return "".join(piece.text for piece in pieces)


def _in_sentence(sentence: Words, words: Words) -> Iterator[Piece]:
    start = sentence.spans[0].start if sentence.spans else 0
    at, beyond = 0, []
    for span, piece in zip(words.spans, _pieces(words), strict=True):
        begin, end = span.start - start, span.end - start
        if begin < at or sentence.text[begin:end] != piece:
            beyond.append(piece)
            continue
        yield from _piece(sentence.text[at:begin].lstrip() if not at else sentence.text[at:begin], False)
        yield from _piece(piece, True)
        at = end
    # A sentence in which nothing of the content stands tells nothing of it.
    if at:
        yield from _piece(sentence.text[at:].rstrip(), False)
    for number, piece in enumerate(beyond):
        if at or number:
            yield Piece(GAP, is_content=False)
        yield from _piece(piece.strip(), True)


def _piece(text: str, is_content: bool) -> Iterator[Piece]:
    if text:
        yield Piece(escaped(_SPACE.sub(" ", text)), is_content)


def _pieces(words: Words) -> tuple[str, ...]:
    """The pieces of a text that joins them by a space; the whole where the spans do not tell."""
    lengths = [span.end - span.start for span in words.spans]
    if len(lengths) < 2 or sum(lengths) + len(lengths) - 1 != len(words.text):
        return (words.text, *("",) * (len(lengths) - 1)) if lengths else (words.text,)
    found, at = [], 0
    for length in lengths:
        found.append(words.text[at : at + length])
        at += length + 1
    return tuple(found)
