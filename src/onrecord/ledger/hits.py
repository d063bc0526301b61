"""Hits: where the words of a question stand in what answers it.

They are found by the tokenizer of the index itself, in an index of the answers alone: what is marked is what
the ledger found, with its folding of case and accents, its phrases and its beginnings of words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from onrecord.ledger import match
from onrecord.ledger.question import Question
from onrecord.ledger.rows import clean
from onrecord.records import Entry, Source, Span

_OPEN, _CLOSE = "\x02", "\x03"
# Signs that the index and its marks would stumble over stand for no word: each becomes a blank.
_BLANKED = str.maketrans(dict.fromkeys(("\0", _OPEN, _CLOSE), " "))
_FOUND = """
SELECT rowid, highlight(found, 0, :open, :close) AS content, highlight(found, 1, :open, :close) AS who,
  highlight(found, 2, :open, :close) AS headline FROM found WHERE found MATCH :words
"""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where words stand in a content (`Words.text`), in `who` said it, in a headline.

    Spans rise and do not touch.
    """

    content: tuple[Span, ...] = ()
    who: tuple[Span, ...] = ()
    headline: tuple[Span, ...] = ()


NONE = Hits()


def hits(entries: Sequence[Entry], question: Question) -> tuple[Hits, ...]:
    """Of each entry where the words of the question (`words`, not `who`) stand. Raises QuestionError."""
    words = match.read(question.words)
    if words is None or words.exact.found is None or not entries:
        return (NONE,) * len(entries)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5"
            ' (content, who, headline, tokenize="unicode61 remove_diacritics 2")'
        )
        rows = ((place, *_texts(entry)) for place, entry in enumerate(entries))
        connection.executemany("INSERT INTO found (rowid, content, who, headline) VALUES (?, ?, ?, ?)", rows)
        asked = {"open": _OPEN, "close": _CLOSE, "words": words.exact.found}
        found = {
            place: Hits(*(tuple(_spans(text)) for text in texts))
            for place, *texts in connection.execute(_FOUND, asked)
        }
    return tuple(found.get(place, NONE) for place in range(len(entries)))


def who(source: Source | None) -> str:
    """The words of who said it in which words are looked for: name, words of the source, role."""
    words = (source.name, source.text, source.role) if source else ()
    return " | ".join(each for each in words if each)


def _texts(entry: Entry) -> tuple[str, str, str]:
    """What the index has of an entry, each text with as many characters as it has there."""
    statement = entry.statement
    texts = (statement.content.text, who(statement.source), entry.headline or "")
    content, source, headline = (clean(text).translate(_BLANKED) for text in texts)
    return content, source, headline


def _spans(marked: str) -> Iterator[Span]:
    """The spans between marks, as places in the text without them."""
    at = 0
    for piece in marked.split(_OPEN):
        inside, closed, behind = piece.rpartition(_CLOSE)
        if closed:
            yield Span(at, at + len(inside))
        at += len(inside) + len(behind)
