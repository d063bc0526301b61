"""TIMEX3 values in words: "2024-W43" is "week 43 of 2024". A date in full stays as it is."""

from __future__ import annotations

import re

from onrecord.records import Timex

# TIMEX3 (ISO-TimeML): the values that are not dates in full, each with how it is said. What fits
# none of them ("2024", "2024-10-25", "2024-Q2") says itself.
_REFERENCES = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_HOURS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DT": "daytime",
}
_UNITS = {
    "": {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "E": "decade", "C": "century"},
    "T": {"H": "hour", "M": "minute", "S": "second"},
}
_MODS = {
    "START": "start of",
    "MID": "middle of",
    "END": "end of",
    "APPROX": "about",
    "BEFORE": "before",
    "AFTER": "after",
    "ON_OR_BEFORE": "on or before",
    "ON_OR_AFTER": "on or after",
    "LESS_THAN": "less than",
    "MORE_THAN": "more than",
    "EQUAL_OR_LESS": "at most",
    "EQUAL_OR_MORE": "at least",
}
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_WEEK = re.compile(r"([\dX]{4})-W(\d\d)(-WE)?")
_SEASON = re.compile(r"([\dX]{4})-(SP|SU|FA|WI)")
_HALF = re.compile(r"([\dX]{4})-H([12])")
_DECADE = re.compile(r"(\d{3})X?")
_CENTURY = re.compile(r"(\d\d)(?:XX)?")
_DURATION = re.compile(r"P(T?)(\d{1,9}(?:\.\d{1,3})?)([A-Z])")
_CLOCK = re.compile(r"(.{10})T(\d\d(?::\d\d){0,2}|MO|MI|AF|EV|NI|DT)")


def time_words(value: str) -> str:
    """Say a TIMEX3 value, or "a/b" from one to the other; what is unknown of it stays "?"."""
    first, _, last = value.partition("/")
    return f"{_single(first)} to {_single(last)}" if last else _single(first)


def timex_words(timex: Timex) -> str:
    """Say what a time expression means."""
    if timex.value is None:
        return "time unknown"
    mod = f"{_MODS[timex.mod]} " if timex.mod in _MODS else ""
    return f"{mod}{time_words(timex.value)}"


def _single(value: str) -> str:
    if value in _REFERENCES:
        return _REFERENCES[value]
    if found := _WEEKDAY.fullmatch(value):
        return f"{_WEEKDAYS[int(found[1]) - 1]}, date unknown"
    if found := _CLOCK.fullmatch(value):
        return f"{_dated(found[1])} {_HOURS.get(found[2], found[2])}"
    return _duration(value) or _stretch(value) or _dated(value)


def _stretch(value: str) -> str:
    """Say a week, season, half, decade or century."""
    if found := _WEEK.fullmatch(value):
        return f"{'weekend of ' if found[3] else ''}week {int(found[2])} of {_dated(found[1])}"
    if found := _SEASON.fullmatch(value):
        return f"{_SEASONS[found[2]]} {_dated(found[1])}"
    if found := _HALF.fullmatch(value):
        return f"{'first' if found[2] == '1' else 'second'} half of {_dated(found[1])}"
    if found := _DECADE.fullmatch(value):
        return f"{found[1]}0s"
    if found := _CENTURY.fullmatch(value):
        return f"{found[1]}00s"
    return ""


def _duration(value: str) -> str:
    found = _DURATION.fullmatch(value)
    unit = _UNITS[found[1]].get(found[3]) if found else None
    if not found or not unit:
        return ""
    plural = "centuries" if unit == "century" else f"{unit}s"
    return f"{found[2]} {unit if found[2] == '1' else plural}"


def _dated(value: str) -> str:
    # Only what is a date: an X in anything else is a letter.
    return value.replace("X", "?") if value[:1] in "X0123456789" else value
