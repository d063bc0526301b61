"""Marks: words of the index that stand for facts of a line, so that a filter is found like a word.

A mark is a letter for what it tells, then what is told, without spaces or hyphens: "adeny" for the act, "e12"
for the entity, "s202410" for said in October 2024. Before it stands a sign that no word begins with, so that
a search for "s*" has no marks to wade through.

To change a mark is to change the index: it has to be made anew then, for a line is only taken out of it by
the words that it was taken up with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from onrecord.ledger.cells import AMOUNTS, DAYS, MINUTES, SHARES, Levels

if TYPE_CHECKING:
    from onrecord.ledger.index import Line

# A sign for private use: SQLite's tokenizer takes it for a letter, and no language does.
_LEAD = "\ue000"
ACT, TYPE, KIND, QUOTATION, ENTITY, OUTLET, UNIT = (_LEAD + letter for letter in "atkqeou")
SAID, PUBLISHED, EVENT, AMOUNT, SCORE = (_LEAD + letter for letter in "spvfc")
UNKNOWN = "none"
"""Behind SAID and PUBLISHED: when is not known."""
WIDE = "w"
"""Behind SAID, EVENT or AMOUNT and before a cell: more than one key, all of them in that cell."""
# An article's lines share most of their marks.
_REMEMBERED = 1024


def of(line: Line, outlets: Sequence[str]) -> str:
    """All marks of a line, each once, with spaces between."""
    return " ".join(dict.fromkeys(_all(line, outlets)))


def _all(line: Line, outlets: Sequence[str]) -> Iterator[str]:
    facts = ((ACT, line.act), (TYPE, line.type), (KIND, line.kind), (QUOTATION, line.quotation))
    yield from (fact(letter, value) for letter, value in facts if value)
    if line.entity_id is not None:
        yield entity(line.entity_id)
    yield from (SCORE + cell for cell in SHARES.around(share(line.score)))
    yield from (name(OUTLET, outlet) for outlet in (line.outlet, *outlets) if outlet)
    yield from _days(SAID, line.said_from, line.said_to) or (SAID + UNKNOWN,)
    yield from _moment(line.published_at)
    for begin, finish in line.events:
        yield from _days(EVENT, begin, finish)
    for figure in line.figures:
        named = [amount(bound) for bound in (figure.low, figure.high) if bound is not None]
        if named:
            yield from _reach(AMOUNT, AMOUNTS, named[0], named[-1])
        if figure.unit:
            yield name(UNIT, figure.unit)


def fact(letter: str, value: str) -> str:
    """The mark of a word from a fixed list."""
    return letter + value.replace("-", "")


def entity(number: int) -> str:
    """The mark of an entity."""
    return f"{ENTITY}{number}"


@lru_cache(_REMEMBERED)
def name(letter: str, value: str) -> str:
    """The mark of a name, whatever its letters: a hash of it, case folded."""
    folded = " ".join(value.split()).casefold()
    return letter + blake2b(folded.encode("utf-8", "replace"), digest_size=6).hexdigest()


def minute(published_at: str | None) -> str | None:
    """The key of a moment: its minute in UTC ("202410251830"); a day is its first minute."""
    try:
        moment = datetime.fromisoformat(published_at or "")
        known = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    written = known.isoformat(timespec="minutes")
    return written[:4] + written[5:7] + written[8:10] + written[11:13] + written[14:]


def day(written: str) -> str:
    """The key of a day: "20241025"."""
    return written.replace("-", "")


def amount(number: float) -> str:
    """The key of a number: a larger one has no smaller key; all below 0.0001 share the least."""
    if not number >= 1e-4:
        return "0000"
    if number >= 1e15:
        return "2000"
    digits, _, exponent = f"{number:.15e}".partition("e")
    return f"{int(exponent) + 5:02}{digits[0]}{digits[2]}"


def share(score: float) -> str:
    """The key of a score: its hundredths."""
    return f"{min(max(int(score * 100), 0), 99):02}"


def reaching(letter: str, levels: Levels, first: str, last: str) -> list[str]:
    """Marks of which each line that reaches into a stretch of keys has one, and few others do."""
    wide = ("", *levels.around(first)[:-1])
    return [*(letter + cell for cell in levels.cover(first, last)), *(letter + WIDE + cell for cell in wide)]


def _days(letter: str, first: str | None, last: str | None) -> Sequence[str]:
    return _reach(letter, DAYS, day(first), day(last)) if first and last else ()


@lru_cache(_REMEMBERED)
def _reach(letter: str, levels: Levels, first: str, last: str) -> Sequence[str]:
    """The cells in which a stretch begins, and the one that holds it where it is more than one key."""
    begins = tuple(letter + cell for cell in levels.around(first))
    return begins if first == last else (*begins, letter + WIDE + levels.common(first, last))


@lru_cache(_REMEMBERED)
def _moment(published_at: str | None) -> Sequence[str]:
    key = minute(published_at)
    return [PUBLISHED + cell for cell in MINUTES.around(key)] if key else [PUBLISHED + UNKNOWN]
