"""brat: a folder with the text and the annotations (standoff) of each article, to look at and to correct.

    article.txt   the text, to the character
    article.ann   Source, Cue, Content, Channel and Ground, the relations between them, and what was made out

brat allows no end of line within an annotation: such a piece is split there (so it is at tabs, which divide
the fields of a line). A note at each content holds the statement as it is in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from onrecord.ledger.export.exported import Exported, Facts, Tally
from onrecord.ledger.export.file_names import FileNames
from onrecord.ledger.export.json_line import clean, json_line
from onrecord.records import Act, Certainty, Entry, Polarity, Quotation, Span, StatementType, Words

ARTICLES = "articles.jsonl"
# All that Python, in which brat is written, may take for the end of a line (str.splitlines), and tabs.
_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ATTRIBUTES = {
    "Act": Act,
    "Type": StatementType,
    "Certainty": Certainty,
    "Polarity": Polarity,
    "Quotation": Quotation,
}
_RELATIONS = {
    "Attribution": "Source",
    "Signal": "Cue",
    "Through": "Channel",
    "Rests_on": "Ground",
    "Within": "Content",
}


def write(selected: Iterable[Exported], folder: Path, _: Facts) -> Tally:
    """Write the files of each article, what the annotations may be, and which file is which article."""
    tally, names = Tally(), FileNames()
    (folder / "annotation.conf").write_text(configuration(), encoding="utf-8", newline="\n")
    with (folder / ARTICLES).open("x", encoding="utf-8", newline="\n") as listed:
        for one in selected:
            name = names.name(one.key, one.version)
            notes = _Annotations(one)
            _write(folder / f"{name}.txt", clean(one.article.text))
            _write(folder / f"{name}.ann", "".join(f"{line}\n" for line in notes.lines()))
            listed.write(f"{json_line(_listed(name, one))}\n")
            tally.articles += 1
            tally.statements += notes.written
            tally.left_out += len(one.entries) - notes.written
    return tally


def configuration() -> str:
    """The file annotation.conf: the sorts of annotations, and which relations there may be."""
    roles = ["Source", "Cue", "Content", "Channel", "Ground"]
    relations = [f"{name}\tArg1:Content, Arg2:{role}" for name, role in _RELATIONS.items()]
    attributes = [
        f"{name}\tArg:Content, Value:{'|'.join(get_args(values))}" for name, values in _ATTRIBUTES.items()
    ]
    sections = {"entities": roles, "relations": relations, "events": [], "attributes": attributes}
    return "\n".join(line for name, lines in sections.items() for line in (f"[{name}]", *lines, ""))


class _Annotations:
    """The lines of an article's annotations. A source that two statements share is one annotation."""

    def __init__(self, one: Exported) -> None:
        self._text = clean(one.article.text)
        self._entries = one.entries
        self._lines: list[str] = []
        self._marks: dict[tuple[str, tuple[Span, ...]], str] = {}
        self._contents: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self.written = 0

    def lines(self) -> list[str]:
        for entry in self._entries:
            self._add(entry)
        for entry in self._entries:
            inner = self._contents.get(entry.statement.id)
            self._relate("Within", inner, self._contents.get(entry.statement.within or ""))
        return self._lines

    def _add(self, entry: Entry) -> None:
        statement = entry.statement
        content = self._mark("Content", statement.content)
        if content is None:
            return
        self.written += 1
        self._contents[statement.id] = content
        self._relate("Attribution", content, self._shared("Source", statement.source))
        self._relate("Signal", content, self._shared("Cue", statement.cue))
        self._relate("Through", content, self._shared("Channel", statement.channel))
        self._relate("Rests_on", content, self._shared("Ground", statement.ground))
        for name in _ATTRIBUTES:
            value = getattr(statement, name.lower())
            if value is not None:
                self._lines.append(f"{self._number('A')}\t{name} {content} {value}")
        self._lines.append(f"{self._number('#')}\tAnnotatorNotes {content}\t{json_line(_note(entry))}")

    def _shared(self, role: str, words: Words | None) -> str | None:
        if words is None:
            return None
        key = (role, words.spans)
        if key not in self._marks:
            mark = self._mark(role, words)
            if mark is None:
                return None
            self._marks[key] = mark
        return self._marks[key]

    def _mark(self, role: str, words: Words) -> str | None:
        """An annotation of words; None where nothing is left of them but ends of lines."""
        pieces = list(_pieces(self._text, words.spans))
        if not pieces:
            return None
        mark = self._number("T")
        places = ";".join(f"{start} {end}" for start, end in pieces)
        shown = " ".join(self._text[start:end] for start, end in pieces)
        self._lines.append(f"{mark}\t{role} {places}\t{shown}")
        return mark

    def _relate(self, name: str, content: str | None, other: str | None) -> None:
        if content and other:
            self._lines.append(f"{self._number('R')}\t{name} Arg1:{content} Arg2:{other}")

    def _number(self, sort: str) -> str:
        self._counts[sort] = self._counts.get(sort, 0) + 1
        return f"{sort}{self._counts[sort]}"


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, split where a line ends; what two of them share belongs to the first."""
    behind = 0
    for start, end in sorted(spans):
        at = max(start, behind)
        behind = max(behind, end)
        while at < end:
            found = _BREAKS.search(text, at, end)
            stop = found.start() if found else end
            if at < stop:
                yield Span(at, stop)
            at = found.end() if found else end


def _note(entry: Entry) -> dict[str, object]:
    statement = entry.statement
    source = statement.source
    return {
        "statement": statement.id,
        "number": entry.number,
        "name": source.name if source else None,
        "entity": source.entity if source else None,
        "said_at": statement.said_at,
        "event_times": statement.event_times,
        "score": statement.score,
        "maker": entry.maker,
        "content": statement.content.spans,
        "source": source.spans if source else [],
        "cue": statement.cue.spans if statement.cue else [],
    }


def _listed(name: str, one: Exported) -> dict[str, object]:
    article = one.article
    return {
        "file": name,
        "article": one.key,
        "version": one.version,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "published_at": article.published_at,
        "model": one.model,
    }


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:  # ends of lines stay as they are
        file.write(text)
