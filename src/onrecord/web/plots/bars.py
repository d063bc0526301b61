"""Bars: how many statements were said in each of some days, months or years."""

from __future__ import annotations

from markupsafe import Markup

from onrecord.ledger.time_counts import TimeCounts, position
from onrecord.web.plots import svg

WIDTH, HEIGHT = 320.0, 120.0
_TOP, _BASE = 18.0, 96.0
_WIDEST = 28.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def bars(times: TimeCounts, name: str) -> Markup:
    """A bar for each day, month or year with statements; the highest, the first and the last are named."""
    cells = dict(times.cells)
    if not cells:
        return Markup("")
    first = position(times.cells[0][0], times.unit)
    places = position(times.cells[-1][0], times.unit) - first + 1
    step = min(WIDTH / places, _WIDEST)
    most = max(cells, key=lambda cell: cells[cell])
    drawn = [
        _bar((position(cell, times.unit) - first) * step, step, count / cells[most])
        for cell, count in times.cells
    ]
    return svg.picture(
        svg.line(0, _BASE, WIDTH, _BASE, "axis"),
        *drawn,
        _count((position(most, times.unit) - first + 0.5) * step, cells[most]),
        *_ends(times, places * step),
        name=name,
        title=f"Statements by {times.unit}",
        told=f"Most, {cells[most]:,}, were said in {cell_words(most)}.",
        width=WIDTH,
        height=HEIGHT,
        class_="bars",
    )


def cell_words(cell: str) -> str:
    """A day, month or year in words: "25 Oct 2024"."""
    year, *rest = cell.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _bar(x: float, step: float, share: float) -> Markup:
    height = max((_BASE - _TOP) * share, 1.5)
    gap = 2.0 if step > 6 else 0.8
    return svg.element("rect", x=x + gap / 2, y=_BASE - height, width=step - gap, height=height)


def _count(x: float, count: int) -> Markup:
    words = f"{count:,}"
    half = svg.width_of(words) / 2
    return svg.label(min(max(x, half), WIDTH - half), _TOP - 5, words, anchor="middle")


def _ends(times: TimeCounts, right: float) -> list[Markup]:
    """The names of the first and the last bar, where both have room."""
    first, last = (cell_words(cell) for cell in (times.cells[0][0], times.cells[-1][0]))
    under = _BASE + 17
    found = [svg.label(0, under, first, class_="quiet")]
    if first != last and right - svg.width_of(last) > svg.width_of(first) + 12:
        return [*found, svg.label(right, under, last, anchor="end", class_="quiet")]
    if first != last:
        return [svg.label(0, under, f"{first} to {last}", class_="quiet")]
    return found
