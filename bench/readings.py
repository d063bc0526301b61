"""Readings made by rule, as many as a ledger of a million statements needs: no model, the same every time.

An article has about 20 statements and 700 words; its words, people and outlet are drawn from
bench/vocabulary.py.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from bench import vocabulary
from bench.vocabulary import Person
from onrecord.records import (
    Act,
    Article,
    Figure,
    Page,
    Part,
    Place,
    Quotation,
    Reading,
    Source,
    Span,
    Statement,
    StatementType,
    Timex,
    Words,
)

STATEMENTS = 20
FIRST_DAY, DAYS = date(2022, 1, 1), 1096
# How often an outlet prints another's text: word for word, and less its last paragraph under another
# headline.
VERBATIM, TRIMMED = 0.02, 0.04
_COUNTED = "troops|people|homes|soldiers|workers|votes|patients|tonnes of grain|drones|jobs|schools|children"
_ACTS: tuple[tuple[str, Act, StatementType], ...] = (
    ("said", "assert", "assertion"),
    ("said", "assert", "assertion"),
    ("said", "assert", "assertion"),
    ("told reporters", "assert", "assertion"),
    ("confirmed", "confirm", "assertion"),
    ("denied", "deny", "assertion"),
    ("believed", "assert", "belief"),
    ("expected", "predict", "belief"),
    ("promised", "commit", "intention"),
    ("asked", "ask", "intention"),
    ("demanded", "demand", "intention"),
    ("hailed", "express", "attitude"),
    ("knew", "assert", "knowledge"),
    ("declined to say", "decline", "assertion"),
    ("voted", "express", "other"),
)


class _Said(NamedTuple):
    """Who says something, when and how."""

    person: Person
    day: date | None
    cue: str
    act: Act
    type: StatementType


@dataclass(slots=True)
class _Draft:
    """An article in the making."""

    pieces: list[str]
    length: int
    statements: list[Statement]
    timexes: list[Timex]
    figures: list[Figure]
    parts: list[Part]

    def add(self, words: str) -> Span:
        """Append words and say where they stand."""
        span = Span(self.length, self.length + len(words))
        self.pieces.append(words)
        self.length = span.end
        return span

    def text(self) -> str:
        """All words so far."""
        self.pieces[:] = ["".join(self.pieces)]
        return self.pieces[0]


class Readings:
    """An endless row of articles; two with the same seed give the same."""

    def __init__(self, seed: int = 7) -> None:
        self._rng = random.Random(seed)
        self.words = vocabulary.words(self._rng)
        self.people = vocabulary.people(self._rng)
        self.outlets = vocabulary.outlets(self._rng)
        self._word = vocabulary.ranks(len(self.words), seed)
        self._who = vocabulary.ranks(len(self.people), seed + 1)
        self._outlet = vocabulary.ranks(len(self.outlets), seed + 2)

    def __iter__(self) -> Iterator[tuple[Page, Reading]]:
        """Pages as lines of a JSONL file, with what was read in them."""
        printed: list[Reading] = []
        for number in itertools.count():
            chance = self._rng.random()
            if printed and chance < VERBATIM + TRIMMED:
                reading = self._copy(self._rng.choice(printed), number, verbatim=chance < VERBATIM)
            else:
                reading = self._reading(number)
                printed = [*printed[-200:], reading]
            yield self._page(reading.article, number), reading

    def _some(self, least: int, most: int) -> str:
        count = self._rng.randint(least, most)
        return " ".join(self.words[rank] for rank in itertools.islice(self._word, count))

    def _reading(self, number: int) -> Reading:
        day = FIRST_DAY + timedelta(self._rng.randrange(DAYS))
        draft = _Draft([], 0, [], [], [], [])
        headline = self._some(5, 9).capitalize()
        span = draft.add(headline)
        draft.parts.append(Part(*span, "headline"))
        speakers = [self.people[next(self._who)] for _ in range(self._rng.randint(2, 6))]
        paragraphs = self._rng.randint(STATEMENTS - 6, STATEMENTS + 6)
        for _ in range(paragraphs):
            draft.add("\n\n")
            start = draft.length
            self._statement(draft, f"{number}", self._rng.choice(speakers), day)
            if self._rng.random() < 0.4:
                draft.add(f" {self._some(10, 24).capitalize()}.")
            draft.parts.append(Part(start, draft.length, "body"))
        article = Article(
            id=f"a{number}",
            text=draft.text(),
            url=f"https://news{number % vocabulary.OUTLETS}.example/{day.year}/{number}",
            outlet=self.outlets[next(self._outlet)],
            headline=headline,
            authors=(vocabulary.name(self._rng),),
            published_at=self._moment(day),
            published_from="json-ld",
            language="en",
            parts=tuple(draft.parts),
        )
        return Reading(article, tuple(draft.statements), "bench", tuple(draft.timexes), tuple(draft.figures))

    def _moment(self, day: date) -> str | None:
        if self._rng.random() < 0.05:
            return None
        if self._rng.random() < 0.2:
            return day.isoformat()
        second = self._rng.randrange(86_400)
        return (datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=second)).isoformat()

    def _statement(self, draft: _Draft, article: str, person: Person, day: date) -> None:
        said = _Said(person, day if self._rng.random() < 0.8 else None, *self._rng.choice(_ACTS))
        quotation: Quotation = "direct" if self._rng.random() < 0.3 else "indirect"
        if quotation == "direct":
            draft.add("“")
            content = self._content(draft, day)
            draft.add("” ")
            source, cue = self._source_and_cue(draft, said)
        else:
            source, cue = self._source_and_cue(draft, said)
            draft.add(" that ")
            content = self._content(draft, day)
        if said.day and self._rng.random() < 0.5:
            draft.add(" on ")
            draft.timexes.append(_timex(draft.add(f"{day:%A}"), day.isoformat()))
        draft.add(".")
        self._take_down(draft, article, said, quotation, (source, cue, content))

    def _source_and_cue(self, draft: _Draft, said: _Said) -> tuple[Span, Span]:
        source = draft.add(self._spelt(said.person))
        draft.add(" ")
        return source, draft.add(said.cue)

    def _spelt(self, person: Person) -> str:
        return person.name if self._rng.random() < 0.8 else person.other_name

    def _content(self, draft: _Draft, day: date) -> Span:
        start = draft.length
        draft.add(self._some(8, 26))
        if self._rng.random() < 0.2:
            self._figure(draft)
            draft.add(" " + self._some(2, 6))
        if self._rng.random() < 0.2:
            when = day + timedelta(self._rng.randint(-400, 200))
            value, words = self._rng.choice(
                (
                    (when.isoformat(), f"{when:%d %B %Y}"),
                    (when.isoformat()[:7], f"{when:%B %Y}"),
                    (f"{when.year}", f"{when.year}"),
                )
            )
            draft.add(" in ")
            draft.timexes.append(_timex(draft.add(words), value))
        return Span(start, draft.length)

    def _figure(self, draft: _Draft) -> None:
        digits = self._rng.randint(1, 6)
        low = self._rng.randint(1, 9) * 10 ** (digits - 1) + self._rng.randrange(10 ** (digits - 1))
        how, counted = self._rng.random(), self._rng.choice(_COUNTED.split("|"))
        if how < 0.1:
            counted, unit, words = "", "%", f"{low % 100} per cent"
            low %= 100
        elif how < 0.2:
            counted, unit, words = "", "USD", f"${low:,}"
        else:
            unit, words = "", f"{low:,} {counted}"
        draft.add(f" {'about ' if how > 0.8 else ''}")
        span = draft.add(words)
        draft.figures.append(
            Figure(
                start=span.start,
                end=span.end,
                low=None if how > 0.95 else low,
                high=None if 0.9 < how <= 0.95 else low,
                approximate=how > 0.8,
                unit=unit or None,
                counted=counted or None,
            )
        )

    def _take_down(
        self, draft: _Draft, article: str, said: _Said, quotation: Quotation, spans: tuple[Span, Span, Span]
    ) -> None:
        text = draft.text()
        source, cue, content = (Words((span,), text[span.start : span.end]) for span in spans)
        person, (start, end) = said.person, spans[2]
        is_within = draft.statements and self._rng.random() < 0.1
        has_place = self._rng.random() < 0.1
        draft.statements.append(
            Statement(
                id=hashlib.sha256(f"{article} {spans}".encode()).hexdigest()[:16],
                source=Source(
                    source.spans, source.text, source.text, person.role, person.kind, person.entity
                ),
                cue=cue,
                content=content,
                quotation=quotation,
                within=draft.statements[-1].id if is_within else None,
                score=self._rng.uniform(0.3, 1.0),
                type=said.type,
                act=said.act,
                certainty="certain",
                said_at=said.day.isoformat() if said.day else None,
                event_times=tuple(t.value for t in draft.timexes if start <= t.start < end and t.value),
                places=(Place((Span(start, start + 4),), "Norway"),) if has_place else (),
                figures=tuple(at for at, each in enumerate(draft.figures) if start <= each.start < end),
            )
        )

    def _copy(self, reading: Reading, number: int, *, verbatim: bool) -> Reading:
        """Another outlet's print of it."""
        article = replace(
            reading.article,
            id=f"a{number}",
            outlet=self.outlets[next(self._outlet)],
            url=f"https://news{number % vocabulary.OUTLETS}.example/wire/{number}",
        )
        if verbatim:
            return replace(reading, article=article)
        end = article.parts[-2].end
        article = replace(
            article, text=article.text[:end], parts=article.parts[:-1], headline=self._some(5, 9).capitalize()
        )
        kept = tuple(
            replace(each, id=hashlib.sha256(f"{number} {each.id}".encode()).hexdigest()[:16])
            for each in reading.statements
            if _end(each) <= end
        )
        timexes = tuple(t for t in reading.timexes if t.end <= end)
        figures = tuple(f for f in reading.figures if f.end <= end)
        ids = {each.id for each in kept}
        kept = tuple(replace(each, within=each.within if each.within in ids else None) for each in kept)
        return Reading(article, kept, "bench", timexes, figures)

    def _page(self, article: Article, number: int) -> Page:
        return Page(
            origin=f"bench.jsonl:{number + 1}",
            format="text",
            raw=article.text,
            id=article.id,
            url=article.url,
            outlet=article.outlet,
            headline=article.headline,
            published_at=article.published_at,
        )


def _end(statement: Statement) -> int:
    parts: Sequence[Words | None] = (statement.source, statement.cue, statement.content)
    return max(span.end for words in parts if words for span in words.spans)


def _timex(span: Span, value: str) -> Timex:
    return Timex(start=span.start, end=span.end, type="DATE", value=value)
