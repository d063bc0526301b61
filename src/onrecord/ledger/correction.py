"""What a person puts right in a statement: its fields checked, and the statement with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from itertools import pairwise
from typing import Any, TypeVar, get_args

from onrecord import interval
from onrecord.errors import NotThere, OnrecordError
from onrecord.ledger.counterparts import spans_of
from onrecord.records import (
    Act,
    Article,
    Certainty,
    Figure,
    Polarity,
    Quotation,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementType,
    Words,
)

T = TypeVar("T")


class CorrectionError(OnrecordError):
    """A line cannot be put right so: the message says which, why, and what to do."""


class NotToCorrect(CorrectionError, NotThere):
    """What is to be put right is not in the ledger."""


class Overtaken(CorrectionError):
    """What somebody decided before stands in the way: the message says who did what, where that is known."""


class Unchanged(Enum):
    """Says that a field stays as it is; None says that it is not known, or that there is none."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is put right; what is not named stays. `withdrawn` says that it is no statement at all.

    `source`, `cue` and `content` are where their words stand: half-open code points of the text. Where `name`
    is put right and `entity` is not named, it becomes the entity that the ledger knows by that name, none
    where it knows none or several. Times are TIMEX3 values, "a/b" from one to another.
    """

    source: Sequence[Span] | Unchanged | None = UNCHANGED
    cue: Sequence[Span] | Unchanged | None = UNCHANGED
    content: Sequence[Span] | Unchanged = UNCHANGED
    name: str | Unchanged | None = UNCHANGED
    role: str | Unchanged | None = UNCHANGED
    kind: SourceKind | Unchanged | None = UNCHANGED
    entity: str | Unchanged | None = UNCHANGED
    quotation: Quotation | Unchanged = UNCHANGED
    type: StatementType | Unchanged = UNCHANGED
    act: Act | Unchanged | None = UNCHANGED
    certainty: Certainty | Unchanged = UNCHANGED
    polarity: Polarity | Unchanged = UNCHANGED
    said_at: str | Unchanged | None = UNCHANGED
    event_times: Sequence[str] | Unchanged = UNCHANGED
    withdrawn: bool = False


_CHOICES: dict[str, Any] = {
    "kind": SourceKind,
    "quotation": Quotation,
    "type": StatementType,
    "act": Act,
    "certainty": Certainty,
    "polarity": Polarity,
}
_MAY_BE_NONE = ("source", "cue", "name", "role", "kind", "entity", "act", "said_at")
# A year (four digits, or unknown), and what follows: week, weekend or weekday, quarter, half, season, month
# and day; then a time or a part of the day. Two or three digits are a century, a decade.
_TIME = re.compile(
    r"(?:(?:BC)?\d{4}|XXXX)"
    r"(?:-(?:W(?:\d\d|XX)(?:-(?:WE|[1-7]))?|Q[1-4X]|H[12X]|SP|SU|FA|WI|(?:\d\d|XX)(?:-(?:\d\d|XX))?))?"
    r"(?:T(?:(?:[01]\d|2[0-4])(?::[0-5]\d){0,2}|DT|MO|MI|AF|EV|NI))?"
    r"|\d{2,3}|(?:PAST|PRESENT|FUTURE)_REF"
)
_FORMS = "2024-10-25, 2024-10, 2024-W43, 2024-Q2, 2024, XXXX-10-25, PAST_REF, or two of these with / between"


def check(correction: Correction) -> None:
    """Raise CorrectionError where a value is none of its field's."""
    given = dict(_given(correction))
    if correction.withdrawn and given:
        raise CorrectionError(f"what is no statement has no {next(iter(given))}: say one of both")
    if not correction.withdrawn and not given:
        raise CorrectionError("nothing to correct: say what is to be put right")
    for field, value in given.items():
        if value is None and field not in _MAY_BE_NONE:
            raise CorrectionError(f"{field} cannot be left unknown: give its value")
        if isinstance(value, str) and not value.strip():
            raise CorrectionError(f"{field} is empty: say None where it is not known")
        if field in _CHOICES and value is not None and value not in get_args(_CHOICES[field]):
            choices = ", ".join(get_args(_CHOICES[field]))
            raise CorrectionError(f"{value!r} is no {field}: it is one of {choices}")
    for times in ((given.get("said_at"),), given.get("event_times", ())):
        for value in times:
            _check_time(value)


def corrected(
    article: Article, statement: Statement, figures: Sequence[Figure], put: Correction
) -> Statement:
    """The statement with what is put right; `figures` are those that its places tell of.

    Where the content stands elsewhere, its figures are those within it, and of its places those that are
    still within. Who says where the words stand is sure of it: the score is 1. Raises CorrectionError where
    spans do not lie in the text, or lie over one another.
    """
    text = article.text
    after = replace(
        statement,
        source=_source(text, statement.source, put),
        cue=_words(text, "cue", statement.cue, put.cue),
        content=_words(text, "content", statement.content, put.content) or statement.content,
        quotation=_chosen(put.quotation, statement.quotation),
        type=_chosen(put.type, statement.type),
        act=_chosen(put.act, statement.act),
        certainty=_chosen(put.certainty, statement.certainty),
        polarity=_chosen(put.polarity, statement.polarity),
        said_at=_chosen(put.said_at, statement.said_at),
        event_times=tuple(_chosen(put.event_times, statement.event_times)),
    )
    if spans_of(after) == spans_of(statement):
        return after
    _check_apart(after)
    return replace(_within(after, figures) if after.content != statement.content else after, score=1.0)


def _given(correction: Correction) -> Iterator[tuple[str, Any]]:
    for field in fields(correction):
        value = getattr(correction, field.name)
        if field.name != "withdrawn" and value is not UNCHANGED:
            yield field.name, value


def _check_time(value: str | None) -> None:
    for part in value.split("/", 1) if value is not None else ():
        if not _TIME.fullmatch(part):
            raise CorrectionError(f"{value!r} is no time: write it as {_FORMS}")
        calendar = not part.startswith("BC") and not part.endswith("_REF") and "X" not in part
        if calendar and interval.days(part) is None and interval.days(part.partition("T")[0]) is None:
            raise CorrectionError(f"{value!r} is no time: the calendar has no such day")


def _chosen(given: T | Unchanged, before: T) -> T:
    return before if isinstance(given, Unchanged) else given


def _words(
    text: str, field: str, before: Words | None, given: Sequence[Span] | Unchanged | None
) -> Words | None:
    if isinstance(given, Unchanged):
        return before
    if given is None:
        return None
    spans = tuple(Span(*span) for span in given)
    if not spans:
        raise CorrectionError(f"{field} stands nowhere: give at least one span")
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise CorrectionError(f"{field} {start}-{end} does not lie in the text of {len(text)} characters")
    if list(spans) != sorted(spans):
        raise CorrectionError(f"the spans of {field} are not in the order of the text")
    return Words(spans, " ".join(text[start:end] for start, end in spans))


def _source(text: str, before: Source | None, put: Correction) -> Source | None:
    words = _words(text, "source", before, put.source)
    told = (put.name, put.role, put.kind, put.entity)
    if words is None:
        if any(not isinstance(each, Unchanged) and each is not None for each in told):
            raise CorrectionError("no words stand for the source: say where they stand, too")
        return None
    was = before or Source((), "")
    return Source(
        words.spans,
        words.text,
        name=_chosen(put.name, was.name),
        role=_chosen(put.role, was.role),
        kind=_chosen(put.kind, was.kind),
        entity=_chosen(put.entity, was.entity),
    )


def _check_apart(statement: Statement) -> None:
    ordered = sorted(span for spans in spans_of(statement) for span in spans)
    for (_, end), (start, _) in pairwise(ordered):
        if start < end:
            raise CorrectionError(
                f"source, cue and content lie over one another at {start}: move one of them"
            )


def _within(statement: Statement, figures: Sequence[Figure]) -> Statement:
    content = statement.content.spans
    return replace(
        statement,
        figures=tuple(place for place, each in enumerate(figures) if _holds(content, each.start, each.end)),
        places=tuple(
            each for each in statement.places if all(_holds(content, start, end) for start, end in each.spans)
        ),
    )


def _holds(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)
