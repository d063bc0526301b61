"""A story written by hand for the tests of a claim's page: reports, and of which claim each statement is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from readings import Builder, Who, article_of

from onrecord.ledger import Store, open_store, shelf, stances, ungrouped
from onrecord.ledger.enter import Entering
from onrecord.ledger.shelf import Seat
from onrecord.ledger.sketches import Sketched
from onrecord.ledger.stances import Matched
from onrecord.records import Act, Page, Reading, Stance, StanceKind

A, B, C = "c00000000a1", "c00000000b1", "c00000000c1"
CLOSED = "the harbour of Varnholm is closed until Monday"
TUESDAY = "the harbour of Varnholm stays closed until Tuesday"
BODY = (
    "Dockers at the northern harbour walked out over wages at six in the morning, and ferries stood idle all "
    "day long. Their federation wants an eighth more in wages; the harbour company offers half of that."
)
HOSTILE = '<script>alert("x")</script>'


@dataclass(frozen=True)
class Told:
    """A sentence "WHO CUE CONTENT." with the claim that it is of."""

    who: str
    content: str
    claim: str = A
    kind: StanceKind = "supports"
    act: Act = "assert"
    ground: str | None = None


@dataclass(frozen=True)
class Report:
    """A report of these sentences, and of a body in which nothing is said."""

    id: str
    told: tuple[Told, ...]
    outlet: str | None = None
    day: str | None = None
    url: str | None = None
    headline: str | None = None
    body: str = ""


_LOGGED = Told("Ida Holm", CLOSED, ground="citing the log")
_DENIED = Told("Tom Fox", f"that {CLOSED}", A, "disputes", "deny")
_CONFIRMED = Told("Eve Moss", CLOSED, A, "supports", "confirm")
REPORTS = (
    Report("r1", (_LOGGED,), "Harbour Post", "2024-10-07", "https://r1.example/"),
    Report("r2", (_DENIED,), "Coast Mail", "2024-10-08"),
    Report("r3", (Told("Una Bay", TUESDAY),), "Selgian Sun", "2024-10-09", body=BODY),
    Report("r4", (Told("Una Bay", TUESDAY),), "Evening Sun", "2024-10-10", body=f"{BODY} Agency."),
    Report("r5", (_CONFIRMED, Told("Eve Moss", "wages rise by an eighth", B)), "Harbour Post"),
    Report("r6", (Told("Ben Low", "to comment", A, "declines", "decline"),), None, "2024-10-11"),
)


def ledger(path: Path, *reports: Report, story: str = "s1") -> Store:
    """A ledger of one story."""
    store = open_store(path, create=True)
    store.connection.execute("PRAGMA synchronous = OFF")
    put(store, *(reports or REPORTS), story=story)
    return store


def put(store: Store, *reports: Report, story: str) -> None:
    """Add reports, as a story whose statements are matched so."""
    with Entering(store, command="add", settings={}, code="test") as entering:
        for each in reports:
            entering.enter(_page(each), reading(each))
    connection = store.connection
    held = {each.id: each for each in reports}
    for waiting in ungrouped.waiting(connection, 99):
        sketch = Sketched({"port": 1.0})
        seat = Seat(waiting.article_id, waiting.key, waiting.version_id, story, sketch, None, None, True)
        shelf.join(connection, story, [seat])
        ungrouped.done(connection, waiting.article_id)
    (number,) = connection.execute("SELECT id FROM story WHERE key = ?", (story,)).fetchone()
    connection.execute("UPDATE story SET title = 'Dockers walk out', is_titled = 1 WHERE id = ?", (number,))
    opened = stances.opened(connection, number)
    assert opened is not None
    matched = [_matched(store, member, held[member.key]) for member in opened.waiting]
    with store.writing():
        assert stances.write(connection, number, opened.revision, matched) is not None


def reading(report: Report) -> Reading:
    """The report with its statements."""
    sentences = [
        " ".join(filter(None, (each.who, "said", each.content, each.ground))) for each in report.told
    ]
    text = "\n".join([*(f"{each}." for each in sentences), report.body or f"So says {report.id}."])
    article = replace(
        article_of(text, id=report.id, headline=report.headline or f"Headline of {report.id}"),
        outlet=report.outlet,
        url=report.url,
        published_at=report.day,
    )
    built = Builder(article)
    for sentence, each in zip(sentences, report.told, strict=True):
        built.say(
            each.content,
            source=each.who,
            cue="said",
            near=sentence,
            who=Who(each.who, None, "person", f"person:{each.who.lower()}"),
            act=each.act,
            ground=built.words(each.ground) if each.ground else None,
        )
    told = built.reading()
    named = [replace(each, id=f"{report.id}-{number}") for number, each in enumerate(told.statements)]
    return replace(told, statements=tuple(named))


def _page(report: Report) -> Page:
    about: dict[str, Any] = {"url": report.url, "outlet": report.outlet, "published_at": report.day}
    return Page(origin=f"{report.id}.txt", format="text", raw=reading(report).article.text, **about)


def _matched(store: Store, member: stances.Member, report: Report) -> Matched:
    told = stances.told(store.connection, member)
    assert told is not None
    given = tuple(
        Stance(
            claim=each.claim,
            statement=f"{report.id}-{number}",
            article=member.key,
            kind=each.kind,
            score=0.75,
        )
        for number, each in enumerate(report.told)
    )
    days = dict.fromkeys(told.numbers, 20241024)
    return Matched(member, told.numbers, days, given, len(given))
