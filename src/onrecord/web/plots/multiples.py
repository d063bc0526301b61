"""Small multiples: a small panel for each act, all with the same days, months or years and the same heights.

A bar has two parts: below, filled, what was said then; above, hollow, what was published then and said nobody
knows when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.web.plots import svg

WIDTH, HEIGHT = 168.0, 104.0
_TOP, _BASE = 38.0, 84.0
_WIDEST = 24.0
_LEAST = 1.5  # of a part that holds anything: one statement beside a thousand is seen


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands at a place of the line, from 0: how many were said then, how many published then."""

    place: int
    said: int
    published: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.said + self.published


@dataclass(frozen=True, slots=True)
class Panel:
    """What one act comes to: its word, how many statements in all, its bars."""

    words: str
    statements: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What all panels share: how many places there are, what the first and the last are called."""

    places: int
    first: str
    last: str
    unit: str


def multiples(line: Line, panels: Sequence[Panel], name: str) -> Markup:
    """The panels as a list of pictures, as they are given; nothing where none has a bar.

    `name` begins the ids of all of them.
    """
    highest = max((bar.total for panel in panels for bar in panel.bars), default=0)
    if not highest or line.places < 1:
        return Markup("")
    drawn = (
        svg.element("li", _panel(line, panel, highest, f"{name}-{place}"))
        for place, panel in enumerate(panels, 1)
    )
    return svg.element("ul", *drawn, class_="multiples")


def _panel(line: Line, panel: Panel, highest: int, name: str) -> Markup:
    step = min(WIDTH / line.places, _WIDEST)
    most = max(panel.bars, key=lambda bar: bar.total, default=None)
    words = svg.fitting(panel.words, WIDTH * 0.7)
    told = f"{panel.words}: {panel.statements:,} {'statement' if panel.statements == 1 else 'statements'}"
    return svg.picture(
        svg.label(0, 14, words, class_="panel-name"),
        svg.label(WIDTH, 14, f"{panel.statements:,}", anchor="end"),
        svg.line(0, _TOP, line.places * step, _TOP, "grid"),
        *_bars(panel.bars, step, highest),
        svg.line(0, _BASE, max(line.places * step, 1), _BASE, "axis"),
        *([_named(most, step, highest)] if most is not None and most.total else []),
        *_ends(line, step),
        name=name,
        title=told,
        told=_told(line, panel, most),
        width=WIDTH,
        height=HEIGHT,
        class_="panel",
    )


def _bars(bars: Sequence[Bar], step: float, highest: int) -> list[Markup]:
    """The parts of all bars of a panel, of each kind one outline: hundreds of elements would be slow."""
    gap = 2.0 if step > 6 else 0.8
    room = min(1.0, (step - gap) / 3)  # the line around a hollow part, which lies within it
    said, published = "", ""
    for bar in bars:
        x, width = bar.place * step + gap / 2, step - gap
        low, high = _height(bar.said, highest), _height(bar.published, highest)
        if bar.said:
            said += _box(x, _BASE - low, width, low)
        if bar.published:
            inside = width - room, max(high - room, 0.1)
            published += _box(x + room / 2, _BASE - low - high + room / 2, *inside)
    return [
        *([svg.element("path", d=said, class_="said")] if said else []),
        *([svg.element("path", d=published, class_="published", stroke_width=room)] if published else []),
    ]


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z"


def _height(count: int, highest: int) -> float:
    return max((_BASE - _TOP) * count / highest, _LEAST) if count else 0.0


def _named(bar: Bar, step: float, highest: int) -> Markup:
    """The number of the highest bar of a panel, above it."""
    words = f"{bar.total:,}"
    half = svg.width_of(words) / 2
    x = min(max((bar.place + 0.5) * step, half), WIDTH - half)
    y = _BASE - _height(bar.said, highest) - _height(bar.published, highest)
    return svg.label(x, y - 4, words, anchor="middle")


def _ends(line: Line, step: float) -> list[Markup]:
    """The names of the first and the last place, where both have room."""
    under, right = _BASE + 16, line.places * step
    if line.first == line.last:
        return [svg.label(0, under, line.first, class_="quiet")]
    if right - svg.width_of(line.last) > svg.width_of(line.first) + 8:
        return [
            svg.label(0, under, line.first, class_="quiet"),
            svg.label(right, under, line.last, anchor="end", class_="quiet"),
        ]
    return [svg.label(0, under, f"{line.first} to {line.last}", class_="quiet")]


def _told(line: Line, panel: Panel, most: Bar | None) -> str:
    if most is None or not most.total:
        return f"None of them has a time between {line.first} and {line.last}."
    span = line.first if line.first == line.last else f"{line.first} to {line.last}"
    counted = sum(bar.said for bar in panel.bars), sum(bar.published for bar in panel.bars)
    return (
        f"By {line.unit}, {span}: {counted[0]:,} with a known time of saying, {counted[1]:,} by publication; "
        f"at most {most.total:,} in one {line.unit}."
    )
