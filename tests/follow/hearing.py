"""Statements of a story made by hand, and a comparison that goes by words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.follow.heard import Heard
from onrecord.records import (
    Act,
    Figure,
    Point,
    Saying,
    Source,
    SourceKind,
    Stance,
    StanceKind,
    Statement,
    Words,
)

HARBOUR = "the harbour stays closed until Monday"


@dataclass
class Told:
    """A story that is told statement by statement; the claim of each is named by a letter."""

    heard: list[Heard] = field(default_factory=list)

    def say(
        self,
        who: str | None,
        stance: StanceKind | None,
        content: str = HARBOUR,
        *,
        claim: str = "c",
        act: Act = "assert",
        cue: str = "said",
        kind: SourceKind = "person",
        at: str = "2026-03-02",
        report: int = 0,
        sure: float = 1.0,
        score: float = 0.9,
        days: tuple[str, ...] = (),
        figures: tuple[float, ...] = (),
        within: Heard | None = None,
        in_headline: bool = False,
        is_new: bool = True,
        is_copy: bool = False,
    ) -> Heard:
        """One statement more; `report` is the number of its version, that of a new one where it is 0."""
        line = len(self.heard) + 1
        source = None
        if who is not None:
            name = None if kind == "unnamed" else who
            source = Source((), who, name, None, kind, f"{kind}:{who}" if name else None)
        counted = tuple(Figure(start=0, end=1, low=each, high=each) for each in figures)
        statement = Statement(
            id=f"s{line}",
            source=source,
            cue=Words((), cue),
            content=Words((), content),
            quotation="indirect",
            within=within.saying.statement.id if within else None,
            score=score,
            type="assertion",
            act=act,
            event_times=days,
            figures=tuple(range(len(counted))),
        )
        version = report or 100 + line
        stances = (
            (Stance(claim=claim, statement=statement.id, article=f"a{version}", kind=stance, score=sure),)
            if stance
            else ()
        )
        saying = Saying(
            statement=statement,
            figures=counted,
            article=f"a{version}",
            published_at=at,
            outlet="The Post",
            sentence=f"{who} {cue} {content}.",
            read=f"{who} {cue} {content}",
            in_headline=in_headline,
            vector=b"",
        )
        made = Heard(
            saying=saying,
            line=line,
            version=version,
            place=line,
            at=at,
            stances=stances,
            is_new=is_new,
            is_copy=is_copy,
        )
        self.heard.append(made)
        return made


class ByWords:
    """Compares by the words that two contents share; "it" points, "denied" and "rejected" reject."""

    def alike(self, one: Saying, other: Saying) -> float:
        first, second = ({*each.statement.content.text.split()} for each in (one, other))
        return len(first & second) / max(len(first | second), 1)

    def nearest(self, one: Saying, others: Sequence[Saying], most: int = 1) -> list[tuple[int, float]]:
        found = [(place, self.alike(one, other)) for place, other in enumerate(others)]
        return sorted((each for each in found if each[1]), key=lambda each: (-each[1], each[0]))[:most]

    def is_pointing(self, one: Saying) -> bool:
        return one.statement.content.text in {"it", "the claim", "to comment"}

    def is_rejecting(self, one: Saying) -> bool:
        cue = one.statement.cue.text if one.statement.cue else ""
        return one.statement.act == "deny" or cue == "rejected"

    def is_negated(self, one: Saying) -> bool:
        return " not " in one.statement.content.text

    def differ(self, one: Point, other: Point) -> bool:
        return one.low != other.low

    def scope(self, point: Point) -> str:
        return point.scope or ""
