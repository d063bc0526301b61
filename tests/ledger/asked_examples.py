"""Lines in which all that can be asked for differs, and a plain reading of the tables to compare with."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import made

from onrecord.ledger import Store, marks
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.question import ACTS, KINDS, QUOTATIONS, TYPES, Days, Question
from onrecord.records import Figure, Reading

WORDS = (
    "port",
    "strike",
    "pay",
    "talks",
    "dockers",
    "offer",
    "the",
    "of",
    "union",
    "berth",
    "sëlgian",
    "harbour",
)
PEOPLE = (
    ("Ana Ruiz", "Ana Ruiz", "port director", "e1"),
    ("Anita Ruiz", "Anita Ruiz", None, "e1"),
    ("the minister", "Ilse Brändeau", "transport minister", "e2"),
    ("Dockers' Federation", "Dockers' Federation", None, "e3"),
    ("officials", None, None, None),
)
DAYS = ("2024-10-25", "2024-10-24", "2024-10", "2024", "2024-W43", "1999-12-31", "2031-01-01", "199", None)
PUBLISHED = (
    "2024-10-25T08:30:00+02:00",
    "2024-10-25T07:00:00Z",
    "2024-10-25",
    "2023-01-01",
    "2024-10-26T01:00",
    None,
)
OUTLETS = ("The Varnholm Post", "Harbour Times", "Selgian Echo", None)
EVENTS = ((), ("2024-10-25",), ("2024-11", "2030"), ("2020-01-01/2024-12-31",), ("XXXX-10-25",))


def readings(seed: int = 3, count: int = 70) -> Iterator[Reading]:
    """Reports that differ in all that can be asked for."""
    rng = random.Random(seed)
    for number in range(count):
        told = made.reading(
            f"Report {number}.\n" + "\n".join(marked(rng) for _ in range(3)),
            id=f"a{number}",
            url=f"https://a.example/{number}",
            outlet=rng.choice(OUTLETS),
            headline=" ".join(rng.choices(WORDS, k=3)),
            published_at=rng.choice(PUBLISHED),
        )
        told = replace(told, figures=tuple(figure(rng, each) for each in told.figures))
        for place in range(3):
            told = made.put(told, place, **facts(rng, told.statements[place].source.text))  # type: ignore[union-attr]
        yield told


def marked(rng: random.Random) -> str:
    content = f"{' '.join(rng.choices(WORDS, k=6))} {rng.choice([7, 30, 1200])} x"
    return f"[[{rng.choice(PEOPLE)[0]}]] ((said)) {{{{{content}}}}}."


def figure(rng: random.Random, known: Figure) -> Figure:
    low, high = rng.choice(((known.low, known.low), (known.low, None), (None, known.low), (known.low, 2000)))
    counted, unit = rng.choice((("dock workers", None), ("ships", None), (None, "%"), (None, "USD")))
    return replace(known, low=low, high=high, counted=counted, unit=unit, approximate=rng.random() < 0.3)


def facts(rng: random.Random, source: str) -> dict[str, Any]:
    _, name, role, entity = next(each for each in PEOPLE if each[0] == source)
    return {
        "name": name,
        "role": role,
        "entity": entity,
        "kind": rng.choice(KINDS),
        "act": rng.choice((*ACTS, None)),
        "type": rng.choice(TYPES),
        "quotation": rng.choice(QUOTATIONS),
        "said_at": rng.choice(DAYS),
        "event_times": rng.choice(EVENTS),
        "score": rng.choice((0.2, 0.5, 0.81, 0.93, 0.999)),
    }


@dataclass(frozen=True)
class Line:
    """A line as a plain reading of the tables tells it."""

    row: dict[str, Any]
    figures: list[Figure]
    events: list[tuple[str, str]]
    outlets: set[str]
    replaced: str | None

    def words(self) -> dict[str, list[str]]:
        who = f"{self.row['name'] or ''} | {self.row['source'] or ''} | {self.row['role'] or ''}"
        texts = {"content": self.row["content"], "who": who, "headline": self.row["headline"] or ""}
        return {column: re.findall(r"\w+", text.lower()) for column, text in texts.items()}


def line(store: Store, row: dict[str, Any]) -> Line:
    figures = made.rows(
        store,
        "SELECT f.low, f.high, f.approximate, f.unit, f.counted FROM statement_figure sf JOIN figure f"
        " ON f.id = sf.figure_id WHERE sf.statement_id = ?",
        row["id"],
    )
    return Line(
        row,
        [
            Figure(start=0, end=1, low=low, high=high, approximate=bool(about), unit=unit, counted=counted)
            for low, high, about, unit, counted in figures
        ],
        made.rows(store, "SELECT begin, finish FROM statement_event WHERE statement_id = ?", row["id"]),
        {row["outlet"]}
        | {
            each
            for (each,) in made.rows(
                store, "SELECT outlet FROM appearance WHERE version_id = ?", row["version_id"]
            )
        },
        row["replaced"],
    )


def has(word: str, column: str | None = None, *, begins: bool = False) -> Callable[[Line], bool]:
    def judge(line: Line) -> bool:
        columns = line.words()
        some = columns[column] if column else [each for every in columns.values() for each in every]
        return any(each.startswith(word) if begins else each == word for each in some)

    return judge


def phrase(*words: str) -> Callable[[Line], bool]:
    def judge(line: Line) -> bool:
        return any(
            tuple(some[at : at + len(words)]) == words
            for some in line.words().values()
            for at in range(len(some))
        )

    return judge


# What is typed, and a plain reading of it.
TYPED: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("", lambda _: True),
    ("port", has("port")),
    ("PORT the", lambda line: has("port")(line) and has("the")(line)),
    ("port OR berth", lambda line: has("port")(line) or has("berth")(line)),
    ("strike -port", lambda line: has("strike")(line) and not has("port")(line)),
    ("-port", lambda line: not has("port")(line)),
    ('"the port"', phrase("the", "port")),
    ("po*", has("po", begins=True)),
    ("-po*", lambda line: not has("po", begins=True)(line)),
    ("dock* OR the", lambda line: has("dock", begins=True)(line) or has("the")(line)),
    ("harb* berth", lambda line: has("harb", begins=True)(line) and has("berth")(line)),
    ("who:ana", has("ana", "who")),
    (
        "headline:(union OR berth)",
        lambda line: has("union", "headline")(line) or has("berth", "headline")(line),
    ),
    (
        "(port OR pay) (the OR of)",
        lambda line: all(any(has(word)(line) for word in some) for some in (("port", "pay"), ("the", "of"))),
    ),
    ("selgian", has("sëlgian")),
    ("nosuchword", has("nosuchword")),
)
INF = float("inf")


def has_over_30(line: Line) -> bool:
    workers = [each for each in line.figures if each.counted == "dock workers"]
    return any((each.high or 0) > 30 or (each.high is None and (each.low or 0) >= 30) for each in workers)


def has_7_dollars(line: Line) -> bool:
    return any(each.unit == "USD" and 7 in (each.low, each.high) for each in line.figures)


FILTERS: tuple[tuple[dict[str, Any], Callable[[Line], bool]], ...] = (
    ({}, lambda _: True),
    ({"who": "ana"}, lambda line: line.row["entity"] == "e1"),  # Anita is another name of hers
    ({"who": "brandeau"}, lambda line: line.row["entity"] == "e2"),
    ({"who": "min* -transport"}, lambda _: False),
    ({"acts": frozenset({"deny", "non-denial"})}, lambda line: line.row["act"] in ("deny", "non-denial")),
    ({"types": frozenset({"other", "belief"})}, lambda line: line.row["type"] in ("other", "belief")),
    ({"kinds": frozenset({"group"})}, lambda line: line.row["kind"] == "group"),
    ({"quotations": frozenset({"mixed"})}, lambda line: line.row["quotation"] == "mixed"),
    ({"said": Days("2024-10-24", "2024-10-24")}, lambda line: meets(line.row, "2024-10-24", "2024-10-24")),
    ({"said": Days("2024-10-25", "2031-06-30")}, lambda line: meets(line.row, "2024-10-25", "2031-06-30")),
    ({"said": Days("0001-01-01", "2024-01-01")}, lambda line: meets(line.row, "0001-01-01", "2024-01-01")),
    (
        {"about_time": Days("2024-11-05", "2024-11-06")},
        lambda line: any(b and b <= "2024-11-06" and f >= "2024-11-05" for b, f in line.events),
    ),
    ({"outlets": ("harbour times",)}, lambda line: "Harbour Times" in line.outlets),
    ({"outlets": ("wire", "Selgian Echo")}, lambda line: bool({"The Wire", "Selgian Echo"} & line.outlets)),
    ({"figure": AmountAsked(30, INF, "over", counted=("worker",))}, has_over_30),
    ({"figure": AmountAsked(7, 7, unit="USD")}, has_7_dollars),
    ({"min_score": 0.93}, lambda line: line.row["score"] >= 0.93),
    ({"min_score": 0.5}, lambda line: line.row["score"] >= 0.5),
    ({"article": "a7"}, lambda line: line.row["article"] == "a7"),
    ({"article": "none"}, lambda _: False),
)  # fmt: skip


def meets(row: dict[str, Any], first: str, last: str) -> bool:
    return bool(row["said_from"]) and row["said_from"] <= last and row["said_to"] >= first


def expected(lines: list[Line], question: Question, judge: Callable[[Line], bool]) -> list[int]:
    """The numbers that a plain reading of the lines gives."""
    wanted = [
        line
        for line in lines
        if judge(line)
        and (line.row["type"] in question.types if question.types else line.row["type"] != "other")
        and (line.replaced is None or (question.as_of is not None and line.replaced > question.as_of))
        and (question.as_of is None or line.row["recorded_at"] <= question.as_of)
    ]
    return [line.row["id"] for line in sorted(wanted, key=lambda line: place(line, question), reverse=True)]


def place(line: Line, question: Question) -> tuple[str, int]:
    if question.sort == "published_at":
        return marks.minute(line.row["published_at"]) or "", line.row["id"]
    return line.row["said_from"] or "", line.row["id"]
