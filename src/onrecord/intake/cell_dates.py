"""Dates in the cells of a spreadsheet: real dates, dates in words, and numbers where their order is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Literal

from onrecord.intake.written_dates import TIME, clock, month, read, written_out

Order = Literal["day first", "month first"]

_NUMBERS = re.compile(
    r"(?P<one>\d{1,2})\s?[/.-]\s?(?P<other>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})\.?" + TIME, re.IGNORECASE
)
_HEADINGS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("day first", re.compile(r"\bdd?\W?mm?\b", re.IGNORECASE)),
    ("month first", re.compile(r"\bmm?\W?dd?\b", re.IGNORECASE)),
)
_MONTH = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_YEARS = range(1800, 2100)


def order(cells: Iterable[object], heading: str = "") -> Order | None:
    """Whether the days or the months come first in a column's "04/05/2024"; None where it cannot be told.

    The heading may say so ("Date (DD/MM/YYYY)"), and a number over 12 tells it, for the column as a whole. A
    column in which both happens tells nothing, and a year of two digits may as well be a day ("24/05/14"):
    only months before such days are sure.
    """
    orders = {named for named, form in _HEADINGS if form.search(heading)}
    for cell in cells:
        match = _NUMBERS.fullmatch(cell.strip()) if isinstance(cell, str) and len(cell) < 80 else None
        if match and int(match["other"]) > 12:
            orders.add("month first")
        elif match and int(match["one"]) > 12 and len(match["year"]) == 4:
            orders.add("day first")
    return orders.pop() if len(orders) == 1 else None


def iso(cell: object, known: Order | None) -> str | None:
    """The ISO 8601 date of a cell, or month or year where it says no more; None where it cannot be told.

    A real date is what it is, midnight apart: spreadsheets know no date without a time.
    """
    if isinstance(cell, datetime):
        is_day = cell.time() == time() and cell.tzinfo is None
        return written_out(cell.date(), None if is_day else cell.timetz().replace(microsecond=0))
    if isinstance(cell, date):
        return written_out(cell, None)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(int(cell)) if cell in _YEARS else None
    text = cell.strip() if isinstance(cell, str) else ""
    if not text or len(text) > 80:
        return None
    return read(text) or _by_numbers(text, known) or _part(text)


def _by_numbers(text: str, known: Order | None) -> str | None:
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    one, other = int(match["one"]), int(match["other"])
    if known is None and one != other:
        return None
    day, month_number = (other, one) if known == "month first" else (one, other)
    try:
        return written_out(date(_year(match["year"], known), month_number, day), clock(match.groupdict()))
    except ValueError:
        return None


def _year(digits: str, known: Order | None) -> int:
    """A year of two digits is one of this century where the months are known to come first."""
    if len(digits) == 2 and known != "month first":
        raise ValueError("no sure year")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _part(text: str) -> str | None:
    """As in "May 2024", "2024-05" and "2024"."""
    match = _MONTH.fullmatch(text) or _PART.fullmatch(text)
    if match is None or int(match["year"]) not in _YEARS:
        return None
    written = match["month"]
    if written is None:
        return match["year"]
    number = int(written) if written.isdecimal() else month(written)
    return f"{match['year']}-{number:02}" if number and number <= 12 else None
