"""The figures of a story, made ready to be drawn: the series in which sources differ first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.movement import way
from onrecord.display import claim_words
from onrecord.records import Account, Point, Saying, Series
from onrecord.web.matrix import when
from onrecord.web.plots.figures import COLOURS, FigureGroup, FigurePlot, FigureRow

PLOTS = 6
"""Series that are drawn; the rest is told in a line each."""
ROWS = 12
"""Figures of one series that are drawn; the table has all."""
_UNITS = {"%": "per cent"}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in the table: `figure` without what it counts, `wording` as it stands in the report."""

    who: str
    figure: str
    scope: str | None
    wording: str
    when: str
    statement: str
    article: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series with its picture and its table; `more` figures are in the table alone."""

    title: str
    verdict: str
    plot: FigurePlot
    lines: tuple[FigureLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The series of a story: those that are drawn, and the others in a line each."""

    drawn: tuple[SeriesView, ...]
    others: tuple[str, ...]


def figures(account: Account, *, plots: int = PLOTS) -> Figures:
    """The series of an account: those in which figures differ first, then those with most figures."""
    found = list(claim_words.in_series(account.claims))
    found.sort(
        key=lambda each: (not each.differ, -len({point.source for point in each.points}), -len(each.points))
    )
    drawn = found[:plots]
    sayings = {saying.statement.id: saying for saying in account.sayings}
    colours = _colours(drawn)
    views = tuple(_view(each, sayings, colours) for each in drawn)
    return Figures(views, tuple(claim_words.series(each) for each in found[plots:]))


def _colours(drawn: Sequence[Series]) -> dict[str, int]:
    """A colour for each of the sources that give most figures: one source has the same in all pictures."""
    counts = Counter(point.source for one in drawn for point in one.points if point.source)
    return {name: place + 1 for place, (name, _) in enumerate(counts.most_common(COLOURS))}


def _view(one: Series, sayings: Mapping[str, Saying], colours: Mapping[str, int]) -> SeriesView:
    counted = claim_words.shortened(one.counted)
    units = {point.unit for point in one.points if point.unit}
    unit = next(iter(units)) if len(units) == 1 else None
    named = _UNITS.get(unit or "", unit)
    title = counted[:1].upper() + counted[1:] + (f" ({named})" if named and named not in counted else "")
    groups, more = _groups(one, sayings, colours)
    return SeriesView(
        title=title,
        verdict=claim_words.verdict(one),
        plot=FigurePlot(f"{title}, by who gave the number and when", unit, groups),
        lines=tuple(_line(point, sayings) for point in one.points),
        more=more,
    )


def _groups(
    one: Series, sayings: Mapping[str, Saying], colours: Mapping[str, int]
) -> tuple[tuple[FigureGroup, ...], int]:
    """The figures by scope, in the order of saying, each once; and how many are left out."""
    rows: dict[str, dict[tuple[str | None, str], FigureRow]] = {}
    scopes: dict[str, str | None] = {}
    left = 0
    for point in one.points:
        scope = way(point.scope)
        here = rows.setdefault(scope, {})
        scopes.setdefault(scope, point.scope)
        row = _row(point, sayings, colours)
        before = here.get((point.source, row.words))
        if before is not None:
            here[point.source, row.words] = replace(before, times=before.times + 1)
        elif (point.low is None and point.high is None) or sum(map(len, rows.values())) >= ROWS:
            left += 1
        else:
            here[point.source, row.words] = row
    apart = len(rows) > 1
    return tuple(
        FigureGroup((scopes[scope] or "of no scope that is told") if apart else None, tuple(here.values()))
        for scope, here in rows.items()
        if here
    ), left


def _row(point: Point, sayings: Mapping[str, Saying], colours: Mapping[str, int]) -> FigureRow:
    return FigureRow(
        who=claim_words.shortened(point.source or claim_words.NOBODY),
        when=_when(point, sayings),
        words=claim_words.point(replace(point, scope=None)),
        low=point.low,
        high=point.high,
        approximate=point.approximate,
        colour=colours.get(point.source or "", 0),
    )


def _line(point: Point, sayings: Mapping[str, Saying]) -> FigureLine:
    return FigureLine(
        who=claim_words.shortened(point.source or claim_words.NOBODY),
        figure=claim_words.point(replace(point, scope=None)),
        scope=point.scope,
        wording=point.text,
        when=_when(point, sayings),
        statement=point.statement,
        article=point.article,
    )


def _when(point: Point, sayings: Mapping[str, Saying]) -> str:
    saying = sayings.get(point.statement)
    return when(saying) if saying else "undated"
