"""The days of news in `gold/follow`: what is published when, the changes planted in it, what is followed."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from gates.marked import Part

FOLDER = Path(__file__).with_name("gold") / "follow"
Published = Literal["new", "copy", "update", "retraction"]


@dataclass(frozen=True, slots=True)
class Publication:
    """A report as an outlet publishes or changes it. `copy_of` is "outlet/slug" of the agency's report."""

    at: datetime
    outlet: str
    slug: str
    headline: str
    text: str
    kind: Published
    copy_of: str | None = None

    @property
    def report(self) -> str:
        """What the tables call it: "outlet/slug"; a later version is called like the one before."""
        return f"{self.outlet}/{self.slug}"

    @property
    def day(self) -> date:
        """The day on which it comes out, by its own zone."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Planted:
    """A change as a person finds it: see the README there. `places` are words of the report, verbatim."""

    day: date
    report: str
    kind: str
    what: str | None
    topics: tuple[str, ...]
    places: tuple[str, ...]
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class GoldTopic:
    """A topic that is followed: its key, its name, and what it asks, as a person writes it."""

    key: str
    name: str
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """All of it. `planted` has to be found, `also` may be."""

    publications: tuple[Publication, ...]
    planted: tuple[Planted, ...]
    also: tuple[Planted, ...]
    topics: tuple[GoldTopic, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The simulated days, in order."""
        return tuple(sorted({each.day for each in self.publications}))


def read(part: Part = "kept") -> Gold:
    """Read a half of the gold: ten days that are kept for measuring, or five by which to choose."""
    folder = FOLDER / part
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    topics = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
    return Gold(
        publications=tuple(_publication(line) for line in lines),
        planted=_table(folder / "planted.tsv"),
        also=_table(folder / "also.tsv"),
        topics=tuple(
            GoldTopic(each["key"], each["name"], tuple((option, text) for option, text in each["asked"]))
            for each in topics
        ),
    )


def _publication(line: str) -> Publication:
    row = json.loads(line)
    return Publication(**{**row, "at": datetime.fromisoformat(row["at"])})


def _table(path: Path) -> tuple[Planted, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(map(_row, csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)))


def _row(row: dict[str, str]) -> Planted:
    return Planted(
        day=date.fromisoformat(row["day"]),
        report=row["report"],
        kind=row["kind"],
        what=row["what"] or None,
        topics=tuple(row["topics"].split(",")),
        places=(row["quotation"], *(place for place in row["same"].split(" | ") if place)),
        who=row["who"],
        note=row["note"],
    )
