"""Figures that count the same thing, in the order of saying: who gave which, how sure, how far apart.

A row for each, time going down: so that each has its words beside it, however many were given on one day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.display.figure_words import short
from onrecord.records import Figure
from onrecord.web.plots import svg
from onrecord.web.plots.scale import LARGEST, NumberScale, number_scale

COLOURS = 6
"""There are so many colours of series in explorer.css."""
_EDGE = 8.0
_ROW, _HEADING = 34.0, 26.0
_TRACK = 23.0  # from the top of a row down to the line on which its number stands
_ARROW = 26.0


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure: `words` are how it is written, `when` tells its time, `colour` is from 1, or 0 for none.

    `low` and `high` as in `records.Figure`: None where it is open. `times` is how often it was given so.
    """

    who: str
    when: str
    words: str
    low: float | None
    high: float | None
    approximate: bool = False
    colour: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one scope ("sent", "already in the north"), which may be compared with one another."""

    scope: str | None
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class FigurePlot:
    """What is drawn of a series: `title` says what is counted, in which unit."""

    title: str
    unit: str | None
    groups: tuple[FigureGroup, ...]


def figures(plot: FigurePlot, *, name: str, width: float = 340) -> Markup:
    """The picture, so wide. `name` is its id on the page."""
    rows = [row for group in plot.groups for row in group.rows]
    bounds = [bound for row in rows for bound in _ends(row) if bound is not None]
    left = _EDGE + (_ARROW if any(low is None for low, _ in map(_ends, rows)) else 6)
    right = width - _EDGE - (_ARROW if any(high is None for _, high in map(_ends, rows)) else 6)
    scale = number_scale(bounds, left, right)
    drawn: list[Markup] = []
    y = 4.0
    for group in plot.groups:
        if group.scope is not None:
            words = svg.fitting(group.scope, width - 2 * _EDGE)
            drawn.append(svg.label(_EDGE, y + 16, words, class_="lane-name"))
            y += _HEADING
        for row in group.rows:
            drawn.append(_moved(_row(row, scale, width), y))
            y += _ROW
    ticks = list(_ticks(scale, plot.unit, width))
    return svg.picture(
        *[svg.line(x, 4, x, y, "grid") for x, _, _ in ticks],
        *drawn,
        _moved(_axis(ticks, scale, width), y),
        name=name,
        title=plot.title,
        told=told(plot),
        width=width,
        height=y + (40 if scale.by_tenfolds else 26),
        class_="figures",
    )


def told(plot: FigurePlot) -> str:
    """The picture in words: each figure with who gave it and when."""
    parts = []
    for group in plot.groups:
        scope = f"{group.scope}: " if group.scope else ""
        parts.append(scope + "; ".join(f"{row.words} ({row.who}, {row.when})" for row in group.rows))
    return ". ".join(parts)


def _row(row: FigureRow, scale: NumberScale, width: float) -> Markup:
    times = f" ×{row.times}" if row.times > 1 else ""
    words = svg.fitting(row.words, width / 2)
    when = svg.fitting(row.when, width / 3, 11)
    # Bold type is a tenth wider.
    room = width - 2 * _EDGE - svg.width_of(words) * 1.1 - svg.width_of(times) - svg.width_of(when, 11) - 16
    who = svg.fitting(row.who, room) + times
    return svg.group(
        svg.element("text", svg.element("tspan", words, class_="value"), f"  {who}", x=_EDGE, y=13),
        svg.label(width - _EDGE, 13, when, anchor="end", class_="quiet when"),
        svg.line(_EDGE, _TRACK, width - _EDGE, _TRACK, "track"),
        svg.group(*_drawn(row, scale), class_="approximate" if row.approximate else None),
        class_=f"series-{row.colour}" if 0 < row.colour <= COLOURS else "series-none",
    )


def _drawn(row: FigureRow, scale: NumberScale) -> Iterator[Markup]:
    """A dot, a bar from the least to the most, or a dot with an arrow to where it is open."""
    low, high = _ends(row)
    if low is None and high is None:
        return
    ends = [scale.x(end) for end in (low, high) if end is not None]
    first, last = min(ends), max(ends)
    if low is None:
        yield svg.line(first - _ARROW + 2, _TRACK, first, _TRACK, "reach")
        yield _head(first - _ARROW + 2, 6)
    if high is None:
        yield svg.line(last, _TRACK, last + _ARROW - 2, _TRACK, "reach")
        yield _head(last + _ARROW - 2, -6)
    if last - first >= 1:
        yield svg.line(first, _TRACK, last, _TRACK, "range")
        yield from (svg.line(x, _TRACK - 5, x, _TRACK + 5, "end") for x in (first, last))
    else:
        yield svg.element("circle", cx=first, cy=_TRACK, r=4.5, class_="dot")


def _head(x: float, back: float) -> Markup:
    return svg.element(
        "path",
        d=f"M{x + back:.1f} {_TRACK - 4:.1f}L{x:.1f} {_TRACK:.1f}L{x + back:.1f} {_TRACK + 4:.1f}",
        class_="head",
    )


def _ticks(scale: NumberScale, unit: str | None, width: float) -> Iterator[tuple[float, str, float]]:
    """Places with their words and where these begin; words that would stand on others are left out."""
    end = 0.0
    for value in scale.ticks():
        x = scale.x(value)
        words = svg.fitting(amount(value, unit), width / 2, 11)
        wide = svg.width_of(words, 11)
        at = min(max(x - wide / 2, 2.0), width - wide - 2)
        if at >= end:
            yield x, words, at
            end = at + wide + 8


def _axis(ticks: Sequence[tuple[float, str, float]], scale: NumberScale, width: float) -> Markup:
    drawn = [svg.line(_EDGE, 0, width - _EDGE, 0, "axis")]
    for x, words, at in ticks:
        drawn += [svg.line(x, 0, x, 4, "axis"), svg.label(at, 17, words, class_="tick")]
    if scale.by_tenfolds:
        drawn.append(svg.label(_EDGE, 33, "Each step is ten times the last.", class_="quiet"))
    return svg.group(*drawn)


def amount(value: float, unit: str | None) -> str:
    """A number with its unit: "$3.2bn", "33%", "4,600"."""
    return short(Figure(start=0, end=0, low=value, high=value, unit=unit))


def _ends(row: FigureRow) -> tuple[float | None, float | None]:
    """The bounds as they can be drawn, the lower first: what is no number is open."""
    low, high = _finite(row.low), _finite(row.high)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def _finite(value: float | None) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 300 digits
        number = LARGEST if value > 0 else -LARGEST
    return None if math.isnan(number) else min(max(number, -LARGEST), LARGEST)


def _moved(part: Markup, y: float) -> Markup:
    return svg.element("g", part, transform=f"translate(0 {y:g})")
