"""Claims in the words that their tables share: who stands where, when it was said, which figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from onrecord.claims.movement import way
from onrecord.display import figure_words, labels
from onrecord.display.time_words import time_words
from onrecord.display.visible import one_line
from onrecord.records import Claim, Figure, Point, Saying, Series, Source, StanceKind

KINDS: tuple[StanceKind, ...] = get_args(StanceKind)
STANCE_STYLES: dict[StanceKind, str] = {
    "supports": "green",
    "disputes": "red",
    "queries": "yellow",
    "declines": "yellow",
    "non-denial": "yellow",
}
"""As for acts: the words alone tell them apart, too."""
NOBODY = "(no one credited)"
_NAMES = 8
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Side:
    """Those who stand towards a claim in one way, each once, in the order of saying."""

    kind: StanceKind
    names: tuple[str, ...]


def sides(claim: Claim, sayings: Mapping[str, Saying]) -> Iterator[Side]:
    """Who supports it, who disputes it and so on; ways in which nobody stands are left out."""
    for kind in KINDS:
        here = [sayings[stance.statement] for stance in claim.stances if stance.kind == kind]
        if here:
            yield Side(kind, tuple(_counted(here)))


def _counted(sayings: Iterable[Saying]) -> Iterator[str]:
    """Each source once, with how often it says so where that is more than once."""
    counts: dict[str, int] = {}
    for saying in sayings:
        name = who(saying.statement.source)
        counts[name] = counts.get(name, 0) + 1
    for name, count in list(counts.items())[:_NAMES]:
        yield name if count == 1 else f"{name} ×{count}"
    if len(counts) > _NAMES:
        yield f"{len(counts) - _NAMES} more"


def who(source: Source | None) -> str:
    """The name, else the words as written in quotation marks, else that nobody is credited."""
    if source is None:
        return NOBODY
    return shortened(source.name) if source.name else f"“{shortened(source.text)}”"


def said(said_at: str | None) -> str:
    """When it was said, or the sign for unknown."""
    return one_line(time_words(said_at)) if said_at else labels.UNKNOWN


def where(saying: Saying) -> str:
    """Outlet, day of publication, article; what is not known is left out, but for the day."""
    day = saying.published_at[:10] if saying.published_at else "undated"
    return one_line(" · ".join(filter(None, (saying.outlet, day, saying.article))))


def details(saying: Saying) -> str:
    """The ground that the source gave, the times and the figures that the content names."""
    statement = saying.statement
    times = [value for value in statement.event_times if not value.endswith("_REF")]
    known = (
        ("ground", statement.ground.text if statement.ground else ""),
        ("event", ", ".join(map(time_words, times))),
        ("figures", "; ".join(map(figure_words.short, saying.figures))),
        ("channel", statement.channel.text if statement.channel else ""),
    )
    return one_line(" · ".join(f"{label}: {words}" for label, words in known if words))


def point(one: Point) -> str:
    """A figure without what it counts: "~12,000", "≥30", "$3.2bn", with its scope: "3,000 sent"."""
    amount = figure_words.short(
        Figure(start=0, end=0, low=one.low, high=one.high, approximate=one.approximate, unit=one.unit)
    )
    return f"{amount} {shortened(one.scope)}" if one.scope else amount


def series(one: Series) -> str:
    """A series in one line: "troops, they differ: 3,000 (Seoul), ~12,000 (Kyiv)"."""
    told: dict[str, list[str]] = {}
    for each in one.points:
        told.setdefault(point(each), []).append(shortened(each.source or NOBODY))
    amounts = (f"{amount} ({', '.join(dict.fromkeys(names))})" for amount, names in told.items())
    return f"{shortened(one.counted)}, {verdict(one)}: {', '.join(amounts)}"


def verdict(one: Series) -> str:
    """Whether the figures of a series agree with one another, as far as their scopes let them be compared."""
    if not one.differ and len({way(each.scope) for each in one.points}) > 1:
        return "of different scope"
    return "they differ" if one.differ else "they agree"


def in_series(claims: Sequence[Claim]) -> tuple[Series, ...]:
    """The series of several claims, each once."""
    return tuple(dict.fromkeys(each for claim in claims for each in claim.series))


def shortened(words: str) -> str:
    """Words of a stranger in one line, not longer than a name should be."""
    line = one_line(words)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
