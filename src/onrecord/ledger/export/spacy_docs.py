"""spaCy: a folder of DocBin files, as spaCy's corpus reader takes them, where spaCy is installed.

Spans are groups of tokens there (doc.spans), so words that end within a token are widened to it. The exact
offsets, and all else of the article, are in doc.user_data["onrecord"]: the JSON of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.ledger.export.exported import CannotExport, Exported, Facts, Tally
from onrecord.ledger.export.json_line import clean
from onrecord.ledger.export.jsonl import article_line
from onrecord.records import Span

USER_DATA = "onrecord"
"""Key of `doc.user_data` under which the JSON of the article stands."""
# A DocBin is made in memory: as many articles as take some ten megabytes there.
ARTICLES_OF_FILE = 500
_ANY_LANGUAGE = "xx"


def write(selected: Iterable[Exported], folder: Path, _: Facts) -> Tally:
    """Write the files. Raises CannotExport where spaCy is not installed."""
    doc_bin = _spacy().tokens.DocBin
    tally, docs = Tally(), _Docs()
    number, packed = 1, doc_bin(store_user_data=True)
    for one in selected:
        if len(packed) == ARTICLES_OF_FILE:
            packed.to_disk(folder / f"part-{number:05}.spacy")
            number, packed = number + 1, doc_bin(store_user_data=True)
        packed.add(docs.make(one))
        tally.count(one)
    packed.to_disk(folder / f"part-{number:05}.spacy")
    return tally


class _Docs:
    """Makes docs, with one tokenizer for each language."""

    def __init__(self) -> None:
        self._languages: dict[str, Any] = {}

    def make(self, one: Exported) -> Any:
        """The doc of an article: its tokens, groups of spans, and its JSON."""
        doc = self._language(one.article.language).make_doc(clean(one.article.text))
        for role in ("source", "cue", "content"):
            doc.spans[f"{role}s"] = list(_spans(doc, one, role))
        doc.user_data[USER_DATA] = article_line(one)
        return doc

    def _language(self, code: str | None) -> Any:
        code = code or _ANY_LANGUAGE
        if code not in self._languages:
            self._languages[code] = _blank(code)
        return self._languages[code]


def _spans(doc: Any, one: Exported, role: str) -> Iterator[Any]:
    for entry in one.entries:
        words = getattr(entry.statement, role)
        pieces: tuple[Span, ...] = words.spans if words else ()
        for start, end in pieces:
            span = doc.char_span(
                start, end, label=role.upper(), span_id=entry.statement.id, alignment_mode="expand"
            )
            if span is not None:
                yield span


def _blank(code: str) -> Any:
    spacy = _spacy()
    try:
        language = spacy.blank(code)
    except (ImportError, OSError):  # a language that spaCy does not know, or needs more packages for
        language = spacy.blank(_ANY_LANGUAGE)
    # The limit is there for parsers, whose memory grows with the text; only the tokenizer runs here.
    language.max_length = 1 << 40
    return language


def _spacy() -> Any:
    try:
        import spacy
        import spacy.tokens
    except ImportError as error:
        raise CannotExport("spaCy is not installed: pip install spacy, then export again") from error
    return spacy
