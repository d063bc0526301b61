"""The form by which a reviewer puts a statement right: what it shows, what was typed, what that corrects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from onrecord.display.html_escape import shown as showable
from onrecord.errors import OnrecordError
from onrecord.ledger.correction import UNCHANGED, Correction, CorrectionError, Unchanged, check
from onrecord.records import Span, Statement
from onrecord.web import review_words
from onrecord.web.review_text import ROLES, Passage, Role, spans_of
from onrecord.web.review_words import WordsError

BY_NAME = ""
"""In place of an entity: whoever the ledger knows by the name."""
NOBODY = "-"
"""In place of an entity: nobody whom the ledger knows."""
LIMITS: Mapping[str, int] = {
    "source": 5_000,
    "cue": 5_000,
    "content": 20_000,
    "source_at": 500,
    "cue_at": 500,
    "content_at": 500,
    "name": 200,
    "role": 300,
    "entity": 200,
    "said_at": 60,
    "event_times": 500,
    "why": 500,
    "note": 2_000,
}
"""Characters that may be typed into a field, at most."""
_MAY_BE_UNKNOWN = ("name", "role", "kind", "act", "said_at")
_CHOSEN = ("quotation", "type", "certainty", "polarity")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class FormError(OnrecordError):
    """What was typed cannot be taken: `problems` are messages by the names of the fields."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {problem}" for field, problem in problems.items()))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The fields of the form as they stand in it. Unknown is empty.

    `source`, `cue` and `content` are words, one piece a line, those with `_at` where they stand, as
    `review_words.places` reads it. `entity` is a key, BY_NAME or NOBODY; `event_times` have ";" between them.
    """

    source: str = ""
    source_at: str = ""
    cue: str = ""
    cue_at: str = ""
    content: str = ""
    content_at: str = ""
    name: str = ""
    entity: str = BY_NAME
    role: str = ""
    kind: str = ""
    quotation: str = ""
    type: str = ""
    act: str = ""
    certainty: str = ""
    polarity: str = ""
    said_at: str = ""
    event_times: str = ""
    why: str = ""


FIELDS = tuple(field.name for field in fields(Typed))


def typed_of(statement: Statement, text: str) -> Typed:
    """The form of a statement before anybody typed into it."""
    source = statement.source
    words: dict[str, str] = {}
    for role in ROLES:
        spans = spans_of(statement, role)
        words[role] = "\n".join(one_line(text[start:end]) for start, end in spans)
        words[f"{role}_at"] = review_words.written(spans)
    return Typed(
        **words,
        name=one_line(source.name if source else None),
        role=one_line(source.role if source else None),
        kind=(source.kind if source else None) or "",
        quotation=statement.quotation,
        type=statement.type,
        act=statement.act or "",
        certainty=statement.certainty,
        polarity=statement.polarity,
        said_at=one_line(statement.said_at),
        event_times="; ".join(map(one_line, statement.event_times)),
    )


def read(form: Mapping[str, str], before: Typed) -> Typed:
    """What was typed into the form that showed `before`; a field that did not come is as it was."""
    came = {name: form[name] for name in FIELDS if name in form}
    several = {name: _lines(came[name]) for name in came if name in ROLES}
    single = {name: one_line(came[name]) for name in came if name not in ROLES}
    return replace(before, **several, **single)


def check_lengths(typed: Typed) -> None:
    """Raise FormError where a field holds more than its limit."""
    problems = {
        name: f"{len(getattr(typed, name)):,} characters are too many: at most {most:,}"
        for name, most in LIMITS.items()
        if name in FIELDS and len(getattr(typed, name)) > most
    }
    if problems:
        raise FormError(problems)


def correction(typed: Typed, statement: Statement, text: str, shown: Passage) -> Correction:
    """What the form puts right in a statement of a text; only what was changed is named.

    Raises FormError where what was typed does not say it.
    """
    check_lengths(typed)
    before = typed_of(statement, text)
    given = _spans_given(typed, before, statement, text, shown)
    values = dict(_values_given(typed, before))
    _check_values(values)
    return Correction(**given, **values)


def is_changed(typed: Typed, before: Typed, field: str) -> bool:
    """Whether a field, or where its words stand, was changed."""
    also = f"{field}_at"
    return getattr(typed, field) != getattr(before, field) or (
        field in ROLES and getattr(typed, also) != getattr(before, also)
    )


def over(typed: Typed, before: Typed, now: Typed, *, same_text: bool) -> Typed:
    """The form of a statement that was changed meanwhile, with what was typed into the one `before`.

    Fields that were not touched show what stands `now`. Places are of use in the same text only.
    """
    kept: dict[str, str] = {}
    for field in _units():
        if not is_changed(typed, before, field):
            continue
        kept[field] = getattr(typed, field)
        if field in ROLES and same_text:
            kept[f"{field}_at"] = getattr(typed, f"{field}_at")
    return replace(now, **kept)


def contested(typed: Typed, before: Typed, now: Typed) -> tuple[str, ...]:
    """The fields that two changed, each in another way."""
    return tuple(
        field
        for field in _units()
        if is_changed(typed, before, field)
        and is_changed(now, before, field)
        and is_changed(typed, now, field)
    )


def one_line(text: str | None) -> str:
    """A text as a field of one line shows it, and sends it back."""
    return " ".join(_CONTROL.sub(" ", showable(text or "")).split())


def _units() -> Sequence[str]:
    return [name for name in FIELDS if not name.endswith("_at") or name == "said_at"]


def _lines(text: str) -> str:
    return "\n".join(one_line(line) for line in text.splitlines()).strip()


def _spans_given(
    typed: Typed, before: Typed, statement: Statement, text: str, shown: Passage
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for role in ROLES:
        was = spans_of(statement, role)
        try:
            spans = _spans(role, typed, before, was, text, shown)
        except WordsError as error:
            problems[role] = str(error)
            continue
        if isinstance(spans, Unchanged) or tuple(spans) == was:
            continue
        if role == "content" and not spans:
            problems[role] = "a statement has a content: reject it where it is none"
        given[role] = spans or None
    if problems:
        raise FormError(problems)
    return given


def _spans(
    role: Role, typed: Typed, before: Typed, was: Sequence[Span], text: str, shown: Passage
) -> Sequence[Span] | Unchanged:
    """Where the words stand: by their places where these were changed, else by the words."""
    words, at = getattr(typed, role), getattr(typed, f"{role}_at")
    if not is_changed(typed, before, role):
        return UNCHANGED
    if not words:
        return ()
    if at == getattr(before, f"{role}_at"):
        return review_words.stand(words, text, shown, was)
    spans = review_words.places(at)
    if words == getattr(before, role) or words == "\n".join(
        one_line(text[start:end]) for start, end in spans
    ):
        return spans
    if review_words.stand(words, text, shown, spans) == spans:
        return spans
    raise WordsError(
        f"the words and their place, {review_words.written(spans)}, are not the same: change one of both"
    )


def _check_values(values: Mapping[str, Any]) -> None:
    problems: dict[str, str] = {}
    for field, value in values.items():
        try:
            check(Correction(**{field: value}))
        except CorrectionError as error:
            problems[field] = str(error)
    if problems:
        raise FormError(problems)


def _values_given(typed: Typed, before: Typed) -> Sequence[tuple[str, Any]]:
    given: list[tuple[str, Any]] = []
    for field in (*_MAY_BE_UNKNOWN, *_CHOSEN):
        value = getattr(typed, field)
        if value != getattr(before, field):
            given.append((field, value or None))
    if typed.entity != BY_NAME:
        given.append(("entity", None if typed.entity == NOBODY else typed.entity))
    if typed.event_times != before.event_times:
        times = (each.strip() for each in re.split(r"[;,]", typed.event_times))
        given.append(("event_times", tuple(each for each in times if each)))
    return given
