"""A timeline of two lanes: when things were said, and when what is told is said to happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from onrecord.web.plots import svg
from onrecord.web.plots.marks import KINDS, SIDE, WORDS, Fields, Mark, shape
from onrecord.web.plots.scale import TimeScale

_LEAST_MARGIN = 7  # days before and behind what was said that what is told may lie, however short that is
_STRETCHES = 4  # rows of stretches of time
_STRETCH = 20.0  # how high one is
_EDGE = 8.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time longer than a day that `count` statements name."""

    begin: date
    finish: date
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """What has a time of one kind; `unknown` are those that have none, or none in the calendar."""

    marks: tuple[Mark, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a story: of what was said, of what is told, and the days on which reports came out."""

    said: Lane
    happens: Lane
    published: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """How many times lie outside a picture, and the farthest of them."""

    count: int
    farthest: date


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a picture shows, and what lies before and behind them."""

    first: date
    last: date
    before: Outside | None
    behind: Outside | None


def window(times: Times) -> Window | None:
    """The days to be shown; None where none is known.

    All on which something was said or published are, and of those that statements tell of, those that are not
    farther off than these days are long. One statement on 1951 would else leave no room for a week.
    """
    told = [mark.day for mark in times.happens.marks]
    firm = [mark.day for mark in times.said.marks] + list(times.published)
    firm = firm or told or [each.begin for each in (*times.said.stretches, *times.happens.stretches)]
    if not firm:
        return None
    first, last = min(firm), max(firm)
    margin = max((last - first).days, _LEAST_MARGIN)
    inside = [day for day in told if -margin <= (day - first).days and (day - last).days <= margin]
    first, last = _widened(min([first, *inside]), max([last, *inside]))
    ends = [(mark.day, mark.day, 1) for mark in times.happens.marks]
    ends += [
        (each.begin, each.finish, each.count) for each in (*times.said.stretches, *times.happens.stretches)
    ]
    before = [(begin, count) for begin, finish, count in ends if finish < first]
    behind = [(finish, count) for begin, finish, count in ends if begin > last]
    return Window(
        first,
        last,
        Outside(sum(count for _, count in before), min(before)[0]) if before else None,
        Outside(sum(count for _, count in behind), max(behind)[0]) if behind else None,
    )


def _widened(first: date, last: date) -> tuple[date, date]:
    """A day alone has one beside it on each side, as far as the calendar goes."""
    if first < last:
        return first, last
    return max(first, date.min + timedelta(1)) - timedelta(1), min(last, date.max - timedelta(1)) + timedelta(
        1
    )


def timeline(times: Times, *, name: str, width: float = 760) -> Markup:
    """The picture, so wide; one that says so where no day is known. `name` is its id on the page."""
    shown = window(times)
    if shown is None:
        return _nothing(name, width)
    scale = TimeScale(shown.first, shown.last, _EDGE, width - _EDGE)
    fields = Fields(scale)
    each = max(fields.crowd(times.said.marks), fields.crowd(times.happens.marks))
    legend, y = _legend(times, scale, each)
    top, drawn = y, [legend]
    for part, height in _parts(times, shown, fields, scale, each):
        drawn.append(svg.element("g", part, transform=f"translate(0 {y:g})"))
        y += height
    return svg.picture(
        *[svg.line(tick.x, top, tick.x, y - 20, "grid") for tick in scale.ticks()],
        *drawn,
        name=name,
        title="When it was said, and when it is said to happen",
        told=told(times, shown, each),
        width=width,
        height=y,
        class_="timeline",
    )


def told(times: Times, shown: Window, each: int = 1) -> str:
    """The picture in words."""
    said, happens = len(times.said.marks), len(times.happens.marks)
    some = f" Each mark stands for up to {each} statements of one kind." if each > 1 else ""
    return (
        f"From {shown.first} to {shown.last}: {len(times.published)} reports, {said} statements by the day of"
        f" saying, {happens} by the days they tell of.{some} The table below has them by day."
    )


def _nothing(name: str, width: float) -> Markup:
    words = "No day is known."
    return svg.picture(
        svg.label(_EDGE, 20, words), name=name, title="Timeline", told=words, width=width, height=32
    )


def _parts(
    times: Times, shown: Window, fields: Fields, scale: TimeScale, each: int
) -> Iterator[tuple[Markup, float]]:
    """The parts of the picture from the top down, with how high each is."""
    if times.published:
        yield _published(times.published, scale), 34
    yield _lane("When it was said", "undated", times.said, fields, scale, each)
    yield _lane("When it is said to happen", "name no day", times.happens, fields, scale, each)
    if shown.before or shown.behind:
        yield _outside(shown, scale), 18
    yield _axis(scale), 24


def _legend(times: Times, scale: TimeScale, each: int) -> tuple[Markup, float]:
    """The shapes that occur with their words, in as many rows as they need."""
    here = {mark.kind for lane in (times.said, times.happens) for mark in lane.marks}
    drawn, x, y = list[Markup](), _EDGE, 12.0
    for kind in (kind for kind in KINDS if kind in here):
        words = WORDS.get(kind, kind)
        wide = 14 + svg.width_of(words)
        if x > _EDGE and x + wide > scale.right:
            x, y = _EDGE, y + 18
        drawn += [shape(kind, x + 5, y - 4), svg.label(x + 14, y, words)]
        x += wide + 14
    if each > 1:
        y += 18
        drawn.append(svg.label(_EDGE, y, f"A mark stands for up to {each} statements.", class_="quiet"))
    return svg.group(*drawn), y + 18 if drawn else 0.0


def _published(days: Sequence[date], scale: TimeScale) -> Markup:
    strokes = sorted({x for day, count in Counter(days).items() for x in _beside(scale, day, count)})
    words = f"{len(days):,} report{'' if len(days) == 1 else 's'} published"
    return svg.group(
        svg.label(_EDGE, 12, words, class_="lane-name"),
        *[svg.line(x, 18, x, 27, "stroke") for x in strokes],
    )


def _beside(scale: TimeScale, day: date, count: int) -> Iterator[float]:
    """Places for so many strokes within a day, beside one another as far as it is wide enough."""
    step = min(4.0, scale.day_width / (count + 1))
    middle = (scale.begin(day) + scale.end(day)) / 2
    for place in range(count):
        yield round(middle + (place - (count - 1) / 2) * step, 1)


def _lane(
    words: str, without: str, lane: Lane, fields: Fields, scale: TimeScale, each: int
) -> tuple[Markup, float]:
    """A lane with how high it is: its name, its marks on their line, its stretches below.

    `without` is what is said of those that it cannot show.
    """
    drawn = [svg.label(_EDGE, 14, words, class_="lane-name")]
    if lane.unknown:
        drawn.append(svg.label(scale.right, 14, f"{lane.unknown:,} {without}", anchor="end", class_="quiet"))
    stacks = list(fields.stacks(lane.marks, each))
    highest = max((mark.row for stack in stacks for mark in stack.placed), default=0)
    base = 24 + (highest + 1) * SIDE
    for stack in stacks:
        shapes = [shape(mark.kind, mark.x, base - 2 - (mark.row + 0.5) * SIDE) for mark in stack.placed]
        drawn.append(svg.group(svg.element("title", stack.words), *shapes))
    drawn.append(svg.line(scale.left, base, scale.right, base, "axis"))
    rows = _stretches(lane.stretches, scale)
    drawn += [
        svg.element("g", row, transform=f"translate(0 {base + n * _STRETCH:g})") for n, row in enumerate(rows)
    ]
    return svg.group(*drawn), base + len(rows) * _STRETCH + 14


def _stretches(stretches: Sequence[Stretch], scale: TimeScale) -> list[Markup]:
    """Rows for the stretches that most statements name; how many more there are is said."""
    inside = [each for each in stretches if each.begin <= scale.last and each.finish >= scale.first]
    inside.sort(key=lambda each: (-each.count, each.finish - each.begin, each.begin))
    rows = [_stretch(each, scale) for each in sorted(inside[:_STRETCHES], key=lambda each: each.begin)]
    if len(inside) > _STRETCHES:
        more = len(inside) - _STRETCHES
        words = f"{more} more stretch{'' if more == 1 else 'es'} of time: see the table"
        rows.append(svg.label(_EDGE, 15, words, class_="quiet"))
    return rows


def _stretch(stretch: Stretch, scale: TimeScale) -> Markup:
    left, right = scale.begin(stretch.begin), scale.end(stretch.finish)
    words = stretch.words if stretch.count == 1 else f"{stretch.words} ×{stretch.count}"
    words = svg.fitting(words, scale.right - scale.left, 11)
    at = max(min(left, scale.right - svg.width_of(words, 11)), scale.left)
    ends = [
        svg.line(x, 14.5, x, 19.5, "stretch")
        for x, is_end in ((left, stretch.begin >= scale.first), (right, stretch.finish <= scale.last))
        if is_end
    ]
    return svg.group(
        svg.label(at, 12, words, class_="stretch-words"), svg.line(left, 17, right, 17, "stretch"), *ends
    )


def _outside(shown: Window, scale: TimeScale) -> Markup:
    drawn = []
    if shown.before:
        words = f"← {shown.before.count} before, back to {shown.before.farthest.year}"
        drawn.append(svg.label(_EDGE, 12, words, class_="quiet"))
    if shown.behind:
        words = f"{shown.behind.count} after, up to {shown.behind.farthest.year} →"
        drawn.append(svg.label(scale.right, 12, words, anchor="end", class_="quiet"))
    return svg.group(*drawn)


def _axis(scale: TimeScale) -> Markup:
    """The days at the bottom; words that would stand out of the picture or on others are left out."""
    drawn = [svg.line(scale.left, 2, scale.right, 2, "axis")]
    end = 0.0
    for tick in scale.ticks():
        drawn.append(svg.line(tick.x, 2, tick.x, 6, "axis"))
        width = svg.width_of(tick.words)
        at = min(tick.x, scale.right - width)
        if at >= end:
            drawn.append(svg.label(at, 18, tick.words))
            end = at + width + 6
    return svg.group(*drawn)
