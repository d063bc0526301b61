"""Anchoring: what each expression is on the calendar, by the day of publication and by what came before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onrecord import interval
from onrecord.statements.timex import values
from onrecord.statements.timex.meaning import (
    Base,
    Clock,
    Expression,
    Fixed,
    From,
    Meaning,
    Partial,
    Period,
    Step,
)
from onrecord.statements.timex.tense import Tenses, Told

_BREAK = re.compile(r"[.;!?]\s{1,3}[A-Z]|\n\s{0,80}\n")
# Up to three words from the start of a sentence or a line: "In 1942", "By the summer of 1942", "1942: ...".
_OPENING = re.compile(
    r"(?:^|[.!?:;][\"”')]?\s{1,3}|\n\s{0,3})(?:\w{1,20},?\s){0,3}(?:the\s\w{1,20}\sof\s)?(?:\w{1,20}[-\s])?$"
)
_AND = re.compile(r"\s{0,2}(?:[-–/,&]|to|and|or|until|till|through)\s{0,2}(?:the\s)?")
# Characters between a time of day and the day that it belongs to: next to it, behind it, before it.
_DAY = len("2024-10-25")
_NEXT_TO_CLOCK, _AFTER_CLOCK, _BEFORE_CLOCK = 5, 25, 100


@dataclass(frozen=True, slots=True)
class Anchored:
    """A value, and the place of the expression that it was counted from."""

    value: str | None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date that was mentioned: its value and its place."""

    value: str = ""
    place: int = -1

    @property
    def day(self) -> date | None:
        """Its first day, None where it names no stretch of the calendar."""
        covered = interval.days(self.value)
        return covered[0] if covered else None


_Counted = tuple[date | None, int | None]  # a day to count from, and the place of the expression that gave it


class Reader:
    """Reads the expressions of one text in order.

    In a history dates are counted from where the story stands (`_story`), in news from publication.
    `_last` is the date last mentioned, also in passing: what "that year" and "the next day" are counted from;
    `_period` is the quarter under discussion.
    """

    def __init__(
        self,
        text: str,
        expressions: Sequence[Expression],
        published: date | datetime | None,
        history: bool,
    ) -> None:
        self._text, self._expressions = text, expressions
        self._moment = published if isinstance(published, datetime) else None
        self._published = self._moment.date() if self._moment else published
        self._history = history
        self._story, self._last, self._period = _Mention(), _Mention(), ""
        self._tenses: Tenses | None = None

    def read(self) -> list[Anchored]:
        """The values of all expressions."""
        return [self._read(place) for place in range(len(self._expressions))]

    def _read(self, place: int) -> Anchored:
        expression = self._expressions[place]
        result = self._value(expression.meaning, place)
        if expression.type in ("DATE", "TIME") and result.value and _names_a_date(result.value):
            self._last = _Mention(result.value, place)
            if not self._in_passing(place, result.value):
                self._story = self._last
        self._discuss(expression, result.value)
        return result

    def _in_passing(self, place: int, value: str) -> bool:
        """What moves no story on: "the 1954 accords", "as was agreed in May 1954" in a tale of 1965.

        A bare year does not, nor a date that jumps back or over a year, unless it opens its sentence.
        """
        if not self._story.value or not (value.isdigit() or self._jumps(place, value)):
            return False
        start = self._expressions[place].start
        return not _OPENING.search(self._text[max(0, start - 60) : start])

    def _jumps(self, place: int, value: str) -> bool:
        meaning, story, year = self._expressions[place].meaning, self._story.value[:4], value[:4]
        if not isinstance(meaning, Partial) or not isinstance(meaning.year, int):
            return False
        return story.isdigit() and year.isdigit() and int(year) - int(story) not in (0, 1)

    def _discuss(self, expression: Expression, value: str | None) -> None:
        """Keep the quarter under discussion, the last that is over; six or nine months end it."""
        if isinstance(expression.meaning, Partial) and expression.meaning.quarter:
            covered = interval.days(value)
            over = covered and (self._published is None or covered[1] <= self._published)
            if value and covered and (over or not self._period):
                self._period = value
        elif value in ("P6M", "P9M"):
            self._period = ""

    def _value(self, meaning: Meaning, place: int) -> Anchored:
        if isinstance(meaning, Fixed):
            return Anchored(meaning.value)
        if isinstance(meaning, Step):
            return self._step(meaning)
        if isinstance(meaning, Clock):
            return self._clock(meaning, place)
        if isinstance(meaning, Period):
            return self._stretch(meaning)
        return self._from(meaning, place) if isinstance(meaning, From) else self._partial(meaning, place)

    def _base(self, which: Base) -> _Counted:
        """The day that a step is counted from, and the expression that gave it."""
        mention = self._last if which in ("mention", "near") else self._story
        if which == "near" and mention.day and self._published and not self._history:
            near = len(mention.value) >= _DAY and abs((mention.day - self._published).days) < 7
            return (mention.day, mention.place) if near else (self._published, None)
        if mention.day and (which == "mention" or self._history or self._published is None):
            return mention.day, mention.place
        return self._published, None

    def _step(self, step: Step) -> Anchored:
        if step.unit in ("minute", "hour"):
            return Anchored(values.moment(self._moment, step.unit, step.count) if not self._history else None)
        year = values.before_christ(self._last.value)
        if year and (self._history or step.base == "mention"):
            return Anchored(values.stepped_before_christ(year, step), self._last.place)
        base, at = self._base(step.base)
        if base is None:
            return Anchored(None)
        said = self._last.value if at == self._last.place else self._story.value
        if step.unit == "day" and at is not None and len(said) < 10:
            # "that day" of a month says no day; "the next day" not even the month.
            return Anchored(f"{said}-XX" if len(said) == 7 and not step.count else None, at)
        return Anchored(values.stepped(base, step.unit, step.count), at)

    def _clock(self, clock: Clock, place: int) -> Anchored:
        if clock.through and not self._history:
            day = self._step(Step("day", 0 if self._tense(place).tense == "future" else -1))
        else:
            day = self._value(clock.of, place) if clock.of else self._day_near(place)
        if day.value is None:
            return Anchored(None if clock.of else f"XXXX-XX-XXT{clock.time}")
        return Anchored(f"{day.value}T{clock.time}", day.anchor)

    def _day_near(self, place: int) -> Anchored:
        """The day that a time of day without one belongs to: that behind it, or before it in its sentence."""
        here = self._expressions[place]
        told = place > 0 and self._last.place == place - 1 and len(self._last.value) >= 10
        before = self._expressions[place - 1].end if told else -_BEFORE_CLOCK - 1
        if self._together(before, here.start, _NEXT_TO_CLOCK):
            return Anchored(self._last.value[:10], place - 1)
        for next_ in range(place + 1, min(place + 3, len(self._expressions))):
            then = self._expressions[next_]
            of = then.meaning.of if isinstance(then.meaning, Clock) else then.meaning
            if not self._together(here.end, then.start, _AFTER_CLOCK):
                break
            if isinstance(of, Partial):
                return self._value(of, next_)
            if not isinstance(then.meaning, Clock):
                break
        if self._together(before, here.start, _BEFORE_CLOCK):
            return Anchored(self._last.value[:10], place - 1)
        return self._step(Step("day", 0, "either"))

    def _together(self, end: int, start: int, most: int) -> bool:
        """Whether two places stand in one sentence, at most so many characters from one another."""
        return start - end <= most and not _BREAK.search(self._text, end, start)

    def _from(self, meaning: From, place: int) -> Anchored:
        """From the next expression, which `events.settle` has seen to be a date."""
        covered = interval.days(self._value(self._expressions[place + 1].meaning, place + 1).value)
        if covered is None:
            return Anchored(None)
        return Anchored(values.stepped(covered[0], meaning.step.unit, meaning.step.count), place + 1)

    def _stretch(self, period: Period) -> Anchored:
        """The quarter under discussion, so many years from it; without one the year or quarter before."""
        if self._period:
            return Anchored(f"{period.year or int(self._period[:4]) + period.years}{self._period[4:]}")
        if period.year:
            return Anchored(f"{period.year}")
        base, at = self._base("now")
        if base is None:
            return Anchored(None)
        unit, count = ("year", period.years) if period.years else ("quarter", -1)
        return Anchored(values.stepped(base, unit, count), at)

    def _partial(self, part: Partial, place: int) -> Anchored:
        year, at = self._year(part, place)
        if year is not None:
            value = values.written(part, year)
            return Anchored(values.week_of(value) if part.week else value, at)
        ancient = values.before_christ(self._story.value)
        if self._history and ancient:
            return Anchored(values.written(part, ancient), self._story.place)
        base, at = self._base(part.base)
        if base is None or (part.weekday and not self._history and not self._is_exact(at)):
            return Anchored(values.unknown(part))
        return Anchored(self._near(part, base, place), at)

    def _is_exact(self, place: int | None) -> bool:
        """Whether a weekday can be counted from an expression: a day, not "in January"."""
        value = self._story.value if place == self._story.place else self._last.value
        return place is None or len(value) >= _DAY

    def _year(self, part: Partial, place: int) -> tuple[int | None, int | None]:
        """The year that a date names or shares with the next expression, and what it was counted from."""
        if isinstance(part.year, Step):
            base, at = self._base(part.year.base)
            return (base.year + part.year.count if base else None), at
        if part.known_as and part.month and part.day:
            known = date(part.known_as, part.month, part.day)
            if self._published is None or known <= self._published:
                return part.known_as, None
        return (self._year_of_next(part, place) if part.year is None else part.year), None

    def _year_of_next(self, part: Partial, place: int) -> int | None:
        """In "October and November 1919", "27 May - 28 May 1905" the second names the year of both."""
        if place + 1 >= len(self._expressions) or part.which is not None or not (part.month or part.season):
            return None
        here, then = self._expressions[place], self._expressions[place + 1]
        named = then.meaning
        if not isinstance(named, Partial) or not isinstance(named.year, int) or then.start - here.end > 12:
            return None
        if not (named.month or named.season) or not _AND.fullmatch(self._text, here.end, then.start):
            return None
        return named.year - (1 if part.month and named.month and part.month > named.month else 0)

    def _near(self, part: Partial, base: date, place: int) -> str | None:
        """The value of a date without a year, by the base and the tense."""
        if part.week:
            return values.week_of(self._near(values.without_week(part), base, place))
        if part.weekend:
            return values.weekend(part, base, self._tense(place).tense)
        if part.weekday and not part.nth:
            joined = self._joined(part, place)
            return joined or values.weekday(part, base, self._tense(place).tense)
        if part.day and not part.month:
            return values.day_alone(part.day, base, self._tense(place).tense, self._last.value)
        if part.which is not None:
            return values.chosen(part, base)
        if self._history and self._story.value:
            return values.flowing(part, self._story.value)
        told = self._tense(place)
        if part.quarter:
            # A quarter that is just over is still reported: "expects a third-quarter loss".
            told = Told("future" if told.tense == "future" else "past", False)
        value = values.nearest(part, base, told)
        return self._retold(part, place, value) or value if told.tense == "past" else value

    def _joined(self, part: Partial, place: int) -> str | None:
        """The second of "Tuesday and Thursday", by the first."""
        if place == 0 or part.which is not None or part.weeks is not None:
            return None
        before, here = self._expressions[place - 1], self._expressions[place]
        if not _AND.fullmatch(self._text, before.end, here.start):
            return None
        if isinstance(before.meaning, Fixed) and (before.meaning.value or "").startswith("XXXX-WXX-"):
            return values.unknown(part)  # "on a Tuesday or Wednesday"
        is_day = isinstance(before.meaning, Partial) and before.meaning.weekday
        first = self._last.day if self._last.place == place - 1 and len(self._last.value) == _DAY else None
        return values.following(part, first) if is_day and first else None

    def _retold(self, part: Partial, place: int, value: str | None) -> str | None:
        """What was on a day without a year, next to one of a year that is named: of the same tale."""
        told = self._last.day if self._last.place == place - 1 >= 0 else None
        if not told or not part.month or len(self._last.value) < len("2024-10"):
            return None
        before, here = self._expressions[place - 1], self._expressions[place]
        if not part.day and not self._together(before.end, here.start, _BEFORE_CLOCK):
            return None
        return values.in_year_of(part, told, value)

    def _tense(self, place: int) -> Told:
        if self._history:
            return Told("flow")
        if self._tenses is None:
            self._tenses = Tenses(self._text)
        expression = self._expressions[place]
        return self._tenses.at(expression.start, expression.end)


def _names_a_date(value: str) -> bool:
    """Whether a value can be counted from: a stretch of the calendar, or a year before Christ."""
    return bool(interval.days(value)) or value.startswith("BC")
