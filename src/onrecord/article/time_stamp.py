"""Lines that say when a report was put out: "Published Oct 25, 2024, 08:11 PM", "3 hours ago"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from onrecord import word_list

Lead = Literal["published", "updated"]

_MOST = 160  # the longest line that can be a time-stamp: two full dates with zones fit

WEEKDAYS = word_list.words(
    "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi "
    "mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
)
_MONTH_NAMES = (  # English; then German, French, Spanish, Italian, Portuguese, Dutch where they differ
    "january jan januar janvier enero gennaio janeiro januari",
    "february feb februar février febrero febbraio fevereiro februari",
    "march mar märz mars marzo março maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember décembre diciembre dicembre dezembro",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_UPDATED = word_list.words("updated update modified edited aktualisiert actualizado aggiornato atualizado")
_PUBLISHED = word_list.words(
    "published posted publié publicado pubblicato veröffentlicht date dated issued released uploaded created"
)
_AGO = word_list.words("second seconds minute minutes min mins hour hours hr hrs day days week weeks")
_OTHER = word_list.words(
    "first last on at of the ago read reading time just now yesterday today am pm a p m h uhr o "
    "clock noon midnight de del le el il der den um à mis jour zuletzt am um ist et est edt ct cst "
    "cdt mt mst mdt pt pst pdt bst gmt utc st nd rd th 年 月 日 cet cest eet eest msk wib wat eat cat "
    "sast sgt hkt myt jst kst aest aedt nzst nzdt pkt npt local z t"
)
_VOCABULARY = MONTHS.keys() | WEEKDAYS | _UPDATED | _PUBLISHED | _AGO | _OTHER
_WORD = re.compile(r"[^\W\d_]+")
_STRANGE = re.compile(r"[^\w\s,.:;/|•·–—()@+\-']")
_DIGITS = re.compile(r"\d+")

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})年(?P<number>\d{1,2})月(?P<day>\d{1,2})日"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?,? (?:of |"
        rf"de )?{_MONTH},? (?:del? )?(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})\b"),
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?!\d)(?:[:.]\d{2}(?!\d))?)?\s?(?P<half>[ap]\.?\s?m\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:\b(?:UTC|GMT)|Z\b)?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)\b|(?P<zero>\b(?:UTC|GMT)\b|\dZ\b)"
)
_LEADS = re.compile(r"\b(?:" + "|".join(sorted(_UPDATED | _PUBLISHED)) + r")\b", re.IGNORECASE)


class Stamp(NamedTuple):
    """A time-stamp line: the word it starts with, and the moment if it is given in full."""

    lead: Lead | None
    when: str | None


def read(line: str) -> Stamp | None:
    """The stamp that the whole line is, or None when it holds anything else."""
    line = " ".join(line.split())
    if len(line) > _MOST or _STRANGE.search(line):
        return None
    words = [word.lower() for word in _WORD.findall(line)]
    if any(
        word not in _VOCABULARY and word not in {"st", "nd", "rd", "th", "年", "月", "日"} for word in words
    ):
        return None
    lead = _lead(words)
    when = moment(_published(line))
    return Stamp(lead, when) if _is_stamp(line, words, lead, when) else None


def moment(words: str) -> str | None:
    """The first full date in the words, with its clock, as ISO 8601; None when it can be read two ways."""
    for pattern in _DATES:
        found = pattern.search(words)
        if found:
            day = _day(found.groupdict())
            return day and day + _clock(words[found.end() :])
    return None


def _lead(words: list[str]) -> Lead | None:
    for word in words:
        if word in _UPDATED:
            return "updated"
        if word in _PUBLISHED:
            return "published"
    return None


def _published(line: str) -> str:
    """The piece of the line that belongs to "published", where it says "updated" as well."""
    leads = [*_LEADS.finditer(line)]
    stops = [lead.start() for lead in leads[1:]] + [len(line)]
    for lead, stop in zip(leads, stops, strict=False):
        if lead.group().lower() in _PUBLISHED:
            return line[lead.end() : stop]
    return line


def _is_stamp(line: str, words: list[str], lead: Lead | None, when: str | None) -> bool:
    if lead or when or words[-1:] == ["ago"] or "just now" in line.lower():
        return True
    if words[-1:] == ["read"] and _AGO.intersection(words):
        return True
    # "Oct 25 at 8:11 pm" is a stamp, "10 March" and "May 2023" are as often a subheading
    return bool(_DIGITS.search(line)) and (bool(MONTHS.keys() & set(words)) and ":" in line)


def _day(found: dict[str, str | None]) -> str | None:
    year, month, day = int(found["year"] or 0), 0, int(found.get("day") or 0)
    if found.get("month"):
        month = MONTHS[(found["month"] or "").lower()]
    elif found.get("number"):
        month = int(found["number"] or 0)
    else:
        day, month = _day_and_month(int(found["first"] or 0), int(found["second"] or 0))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_and_month(first: int, second: int) -> tuple[int, int]:
    """25/12 and 12/25 can be read in one way only, 03/04 in two: (0, 0) then."""
    if first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (0, 0)


def _clock(behind: str) -> str:
    """The clock behind a date, "T20:11" for ", 08:11 PM", with the zone only where it is beyond doubt."""
    found = _CLOCK.search(behind.replace("T", " ", 1) if behind.startswith("T") else behind)
    if not found or not (found["minute"] or found["half"]):
        return ""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}{_zone(behind[found.end('hour') :])}"


def _zone(behind: str) -> str:
    # Letters such as IST or CST name several zones: only UTC, GMT and figures count.
    found = _ZONE.search(behind)
    if not found:
        return ""
    if found["zero"]:
        return "+00:00"
    digits = found["offset"][1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{found['offset'][0]}{int(hours):02}:{minutes}" if int(hours) < 15 else ""
