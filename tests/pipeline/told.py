"""Reports with their statements for tests of stories and claims: no model, every value as the test says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.claims.judge import Answers
from onrecord.ledger import Store, open_store
from onrecord.ledger.enter import Entering
from onrecord.records import Act, Article, Figure, Page, Part, Reading, Source, Span, Statement, Words

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Said:
    """A sentence "WHO CUE that CONTENT." as a statement."""

    who: str
    content: str
    act: Act = "assert"
    cue: str = "said"
    said_at: str | None = None


def report(id: str, headline: str, *said: Said, day: str | None = "2024-10-25", body: str = "") -> Reading:  # noqa: A002
    """A report whose sentences are these statements, then a body in which nothing is said."""
    sentences = [f"{each.who} {each.cue} that {each.content}." for each in said]
    text = "\n\n".join([headline, *sentences, *([body] if body else [])])
    article = Article(
        id=id,
        text=text,
        url=f"https://{id}.example/",
        outlet=f"The {id.title()}",
        headline=headline,
        published_at=day,
        parts=_parts(text),
        language="en",
    )
    figures = tuple(_figure(found) for found in _NUMBER.finditer(text))
    bare = Reading(article, (), "model 1", (), figures)
    places = [text.index(sentence) for sentence in sentences]
    statements = (_statement(bare, each, start) for each, start in zip(said, places, strict=True))
    return replace(bare, statements=tuple(statements))


def add(store: Store, *readings: Reading) -> None:
    """Enter readings, each as a page at its own address."""
    with Entering(store, command="add", settings={}, code="test") as entering:
        for each in readings:
            article = each.article
            page = Page(
                origin=f"{article.id}.txt",
                format="text",
                raw=article.text,
                url=article.url,
                outlet=article.outlet,
                headline=article.headline,
                published_at=article.published_at,
            )
            entering.enter(page, each)


def ledger(path: Path, *readings: Reading) -> Store:
    """A ledger with some readings."""
    store = open_store(path, create=True)
    store.connection.execute("PRAGMA synchronous = OFF")  # no power is cut here, and commits are many
    add(store, *readings)
    return store


def _parts(text: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = 0
    for block in text.split("\n\n"):
        parts.append(Part(at, at + len(block), "body" if parts else "headline"))
        at += len(block) + 2
    return tuple(parts)


def _statement(told: Reading, said: Said, start: int) -> Statement:
    text = told.article.text
    cue = start + len(said.who) + 1
    content = cue + len(said.cue) + len(" that ")
    spans = [Span(start, start + len(said.who)), Span(cue, cue + len(said.cue))]
    spans.append(Span(content, content + len(said.content)))
    who, cued, what = (Words((span,), text[span.start : span.end]) for span in spans)
    inside = (place for place, each in enumerate(told.figures) if spans[2].start <= each.start < spans[2].end)
    return Statement(
        id=hashlib.sha256(f"{told.article.id} {spans}".encode()).hexdigest()[:16],
        source=Source(who.spans, who.text, said.who, None, "person", f"person:{said.who.lower()}"),
        cue=cued,
        content=what,
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=said.act,
        said_at=said.said_at,
        figures=tuple(inside),
    )


def _figure(found: re.Match[str]) -> Figure:
    number = int(found.group())
    return Figure(start=found.start(), end=found.end(), low=number, high=number, counted="people")


def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """Stands in for the model: the same words are the same claim, "denied" disputes it."""
    return [_answer({*claim.split()}, {*read.rstrip(".").split()}) for claim, read in pairs]


def _answer(claim: set[str], read: set[str]) -> Answers:
    if len(claim & read) < 0.6 * len(claim):
        return Answers(0.0, 0.0, 0.0, 0.0, 1.0)
    return Answers(0.0, 0.9, 0.0, 0.05, 0.05) if "denied" in read else Answers(0.9, 0.0, 0.0, 0.05, 0.05)
