"""What a time expression means by itself, before it is known from when it is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records import TimexType

Unit = Literal[
    "day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century", "minute", "hour"
]
Base = Literal["now", "mention", "either", "near"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that depends on nothing: "1998-03", "P3Y", "PRESENT_REF". None: a time that cannot exist."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """So many units from a base: "yesterday", "last week", "three days later", "that year" (no step).

    `base`: "now" the day of publication, "mention" the date last mentioned, "either" the latter in a history
    and the former in news; "near" the date last mentioned if that is within a week, else publication.
    Of "minute" and "hour" only "now" can be told: "three hours ago".
    """

    unit: Unit
    count: int
    base: Base = "now"


@dataclass(frozen=True, slots=True)
class Partial:
    """Some parts of a date: "March 3" (month, day), "last Friday" (weekday, which -1), "Q2 of last year".

    `which`: -1 the last, 0 this, 1 the next, None open, of weekdays also -2 and 2, a week farther ("Monday
    week"); `known_as` the year of a day that is known without it ("the Sept. 11 attacks"). `nth`: which of
    the weekdays of the month, -1 the last; `week` the week of the day; `weeks` how many weeks on the weekday
    is ("Tuesday next week" 1). `feast` is a name of `names.FEASTS` and its like.
    """

    year: int | Step | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week: bool = False
    nth: int | None = None
    weeks: int | None = None
    weekend: bool = False
    feast: str | None = None
    which: int | None = None
    known_as: int | None = None
    base: Base = "now"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day ("17:00", "MO" for the morning) of a day; `of` None: of the day that is spoken of.

    `through`: of the night that is just over, or that comes where the tense is of the future ("overnight").
    """

    time: str
    of: Step | Partial | Fixed | None = None
    through: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The quarter under discussion, so many years from it or of a year: "a year earlier"."""

    years: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class From:
    """So much before or after what follows: a step from the next expression if its clause has one.

    Else it is the `length` ("three days"), which ends at `end`; None where it is none ("the day before").
    """

    step: Step
    length: str | None
    end: int


Meaning = Fixed | Step | Partial | Clock | Period | From


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression as found: its code points, its TIMEX3 type and `mod`, and what it means."""

    start: int
    end: int
    type: TimexType
    meaning: Meaning
    mod: str | None = None
