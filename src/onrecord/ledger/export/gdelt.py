"""Quotations as the GDELT Global Quotation Graph has them, one article a line, with the speaker added.

Only what stands in quotation marks is a quote there: words that a report gives in its own are left out. Of a
quotation in several pieces each piece is a quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from onrecord.ledger.export.exported import Exported, Facts, Tally
from onrecord.ledger.export.json_line import json_line
from onrecord.records import Entry, Span

AROUND = 100
"""Characters before and behind a quote, as many as GDELT gives."""
# Pairs of quotation marks; a single one within a word is an apostrophe.
_QUOTED = re.compile(
    '“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"|‘((?:[^‘’]|’(?=\\w))+)’'
    "|(?<!\\w)'((?:[^']|(?<=\\w)'(?=\\w))+)'(?!\\w)"
)
# A paragraph of a quotation that goes on has a mark at its beginning only.
_OPENING = "“„«\"‘'"
_CLOSING = "”“»\"’'"
# As GDELT spells the languages that news is mostly written in (ISO 639-1).
_LANGUAGES = {
    "ar": "ARABIC",
    "de": "GERMAN",
    "en": "ENGLISH",
    "es": "SPANISH",
    "fr": "FRENCH",
    "hi": "HINDI",
    "id": "INDONESIAN",
    "it": "ITALIAN",
    "ja": "JAPANESE",
    "ko": "KOREAN",
    "nl": "DUTCH",
    "pl": "POLISH",
    "pt": "PORTUGUESE",
    "ru": "RUSSIAN",
    "tr": "TURKISH",
    "uk": "UKRAINIAN",
    "zh": "CHINESE",
}
Json = dict[str, object]


def write(selected: Iterable[Exported], path: Path, _: Facts) -> Tally:
    """Write one line an article that has quotations."""
    tally = Tally()
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for one in selected:
            quoted = [(entry, quotes(one.article.text, entry)) for entry in one.entries]
            kept = [(entry, found) for entry, found in quoted if found]
            tally.left_out += len(quoted) - len(kept)
            if kept:
                file.write(f"{json_line(_record(one, kept))}\n")
                tally.articles += 1
                tally.statements += len(kept)
    return tally


def quotes(text: str, entry: Entry) -> list[Span]:
    """The words of a statement that stand in quotation marks, without the marks."""
    statement = entry.statement
    if statement.quotation == "indirect":
        return []
    found = [quoted for span in statement.content.spans for quoted in _quoted(text, span)]
    if found or statement.quotation == "mixed":
        return found
    return [bare for span in statement.content.spans if (bare := _without_marks(text, span))]


def _quoted(text: str, span: Span) -> Iterator[Span]:
    for match in _QUOTED.finditer(text, span.start, span.end):
        if match.lastindex:
            yield Span(*match.span(match.lastindex))


def _without_marks(text: str, span: Span) -> Span | None:
    start, end = span
    if text[start] in _OPENING:
        start += 1
    if end > start and text[end - 1] in _CLOSING:
        end -= 1
    return Span(start, end) if start < end else None


def _record(one: Exported, kept: list[tuple[Entry, list[Span]]]) -> Json:
    article = one.article
    language = article.language
    return {
        "date": _date(article.published_at),
        "url": article.url,
        "title": article.headline,
        "lang": _LANGUAGES.get(language, language.upper()) if language else None,
        "quotes": [_quote(article.text, entry, span) for entry, found in kept for span in found],
    }


def _quote(text: str, entry: Entry, span: Span) -> Json:
    source, cue = entry.statement.source, entry.statement.cue
    return {
        "pre": text[max(0, span.start - AROUND) : span.start],
        "quote": text[span.start : span.end],
        "post": text[span.end : span.end + AROUND],
        "speaker": source.text if source else None,
        "speaker_name": source.name if source else None,
        "verb": cue.text if cue else None,
        "act": entry.statement.act,
        "statement": entry.statement.id,
        "start": span.start,
        "end": span.end,
    }


def _date(published_at: str | None) -> str | None:
    """A time in UTC as GDELT writes it; a day stays a day, and a time without a zone what it is."""
    try:
        moment = datetime.fromisoformat(published_at or "")
    except ValueError:
        return published_at
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else published_at
