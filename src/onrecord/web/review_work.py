"""The work place of a reviewer: a statement, the queue, the form, what was done and can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger.correction import CorrectionError
from onrecord.ledger.review import Reviewed, decisions, reviewed
from onrecord.ledger.source_list import ListedSource
from onrecord.ledger.store import Store
from onrecord.web.review_form import FormError, Typed, contested, over, read
from onrecord.web.review_names import named
from onrecord.web.review_sheet import Change, Sheet, changes, happened, latest, sheet, stands, told
from onrecord.web.review_state import State
from onrecord.web.review_turn import Turn, turn

# Decisions of one's own that are listed beside the statement; all of them have a page.
DONE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """The open form: what stands in it, what is wrong with it by its fields, which two people changed.

    `known` are sources that bear the name typed, to be chosen from.
    """

    typed: Typed
    known: tuple[ListedSource, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    contested: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was decided just now, in words.

    `line` is the one by which it can be undone, `last` its number, None where it was an undoing itself.
    """

    says: str
    line: int
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a decision was not taken; `changes` is what another made of the statement meanwhile."""

    says: str
    is_conflict: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that the page shows. `note` is what stands in the field for notes."""

    turn: Turn
    sheet: Sheet | None
    editing: Editing | None = None
    done: Done | None = None
    refusal: Refusal | None = None
    note: str = ""
    own: tuple[Reviewed, ...] = ()


def work(store: Store, state: State, line: int | None, person: str) -> Work:
    """The place of somebody who asks for a line, or for the first that waits.

    Raises QuestionError where the queue cannot be asked for so, LedgerError where there is no such line.
    """
    here = turn(store, state, line)
    shown = sheet(store, here.line) if here.line is not None else None
    return Work(turn=here, sheet=shown, own=reviewed(store, person=person, limit=DONE))


def opened(place: Work) -> Work:
    """The same with the form open, where the statement can be put right."""
    if place.sheet is None or not place.sheet.is_current:
        return place
    return replace(place, editing=Editing(typed=place.sheet.typed))


def with_done(store: Store, place: Work, line: int) -> Work:
    """The same with what was decided last on the statement of a line, and can be undone."""
    stood = stands(store, line) or line
    made = decisions(store, stood)
    news = latest(made)
    if news is None:
        return place
    number = None if news.undone_at is not None else news.number
    return replace(place, done=Done(says=told(news), line=stood, last=number))


def refused(
    store: Store, state: State, line: int, person: str, form: Mapping[str, str], error: Exception
) -> Work:
    """The place of somebody whose decision was not taken: the statement as it stands, and what was typed."""
    before = sheet(store, line)
    now = before if before.is_current or before.stands is None else sheet(store, before.stands)
    news = happened(before.decisions, form.get("seen", ""))
    is_conflict = not before.is_current or news is not None
    says = f"{told(news)}, after you opened it" if news is not None else str(error)
    refusal = Refusal(
        says=says,
        is_conflict=is_conflict,
        changes=changes(before.typed, now.typed) if now is not before else (),
    )
    here = replace(turn(store, state, now.entry.number), line=now.entry.number)
    return Work(
        turn=here,
        sheet=now,
        editing=_again(store, before, now, form, error) if "content" in form else None,
        refusal=refusal,
        note=form.get("note", ""),
        own=reviewed(store, person=person, limit=DONE),
    )


def _again(store: Store, before: Sheet, now: Sheet, form: Mapping[str, str], error: Exception) -> Editing:
    typed = read(form, before.typed)
    same_text = (before.entry.article, before.entry.version) == (now.entry.article, now.entry.version)
    problems = error.problems if isinstance(error, FormError) else _problem(error)
    return Editing(
        typed=over(typed, before.typed, now.typed, same_text=same_text),
        known=named(store, typed.name) if typed.name != before.typed.name else (),
        problems=problems,
        contested=contested(typed, before.typed, now.typed),
    )


def _problem(error: Exception) -> Mapping[str, str]:
    """The field that a message of the ledger begins with, if it does."""
    first = str(error).partition(" ")[0]
    is_field = isinstance(error, CorrectionError) and first in Typed.__slots__
    return {first: str(error)} if is_field else {}
