"""What a reviewer does to a statement, as a form sends it: accept, put right, reject, note, undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.ledger import review
from onrecord.ledger.correct import check_current
from onrecord.ledger.correct import correct as put_right
from onrecord.ledger.correction import Correction, CorrectionError
from onrecord.ledger.question import KINDS
from onrecord.ledger.review import decisions
from onrecord.ledger.store import Store
from onrecord.web.review_form import BY_NAME, LIMITS, FormError, Typed, correction, one_line, read
from onrecord.web.review_names import named
from onrecord.web.review_sheet import happened, sheet, told
from onrecord.web.source_keys import key_of

Deed = Callable[[Store, int, str, Mapping[str, str]], int]
# What stands as the reason where a reviewer gives none: the page is quick only if none has to be typed.
NO_STATEMENT = "it is no statement"
_PUT_RIGHT = "put right in review"
_TAKEN_BACK = "taken back in review"


def do(deed: str, store: Store, line: int, person: str, fields: Mapping[str, str]) -> int:
    """Do what a form asks for, one of `DEEDS`; gives the line by which the statement is known now.

    Raises CorrectionError where that cannot be, also where something was decided since the form was shown
    (`seen`), FormError where a field cannot be taken, LedgerError where there is no such line.
    """
    news = happened(decisions(store, line), fields.get("seen", ""))
    if news is not None:
        raise CorrectionError(f"{told(news)}, after you opened it")
    return DEEDS[deed](store, line, person, fields)


def _accept(store: Store, line: int, person: str, _fields: Mapping[str, str]) -> int:
    review.accept(store, line, person=person)
    return line


def _reject(store: Store, line: int, person: str, fields: Mapping[str, str]) -> int:
    why = _text(fields, "note") or NO_STATEMENT
    return put_right(store, line, Correction(withdrawn=True), person=person, why=why)


def _note(store: Store, line: int, person: str, fields: Mapping[str, str]) -> int:
    review.note(store, line, _text(fields, "note"), person=person)
    return line


def _correct(store: Store, line: int, person: str, fields: Mapping[str, str]) -> int:
    before = sheet(store, line)
    if not before.is_current:
        check_current(store.connection, line)
    typed = _with_entity(store, read(fields, before.typed), before.typed)
    put = correction(typed, before.entry.statement, before.text, before.passage)
    return put_right(store, line, put, person=person, why=typed.why or _PUT_RIGHT)


def _with_entity(store: Store, typed: Typed, before: Typed) -> Typed:
    """Who is meant by a name that was put right. Raises FormError where several bear it."""
    if typed.entity != BY_NAME or not typed.name or typed.name == before.name:
        return typed
    known = named(store, typed.name)
    if len(known) > 1:
        raise FormError({"entity": f"{len(known)} are known by that name: choose which one is meant"})
    kind = next((each for each in KINDS if each == typed.kind), None)
    return replace(typed, entity=known[0].key if known else key_of(typed.name, kind))


def _undo(store: Store, line: int, person: str, fields: Mapping[str, str]) -> int:
    why = _text(fields, "note") or _TAKEN_BACK
    return review.undo(store, line, person=person, why=why, last=fields.get("last") or None)


def _text(fields: Mapping[str, str], field: str) -> str:
    text = "\n".join(one_line(line) for line in fields.get(field, "").splitlines()).strip()
    if len(text) > LIMITS[field]:
        raise FormError({field: f"{len(text):,} characters are too many: at most {LIMITS[field]:,}"})
    return text


DEEDS: Mapping[str, Deed] = {
    "accept": _accept,
    "reject": _reject,
    "note": _note,
    "correct": _correct,
    "undo": _undo,
}
