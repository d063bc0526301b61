"""A statement laid before a reviewer: its paragraphs, what the model made of it, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger.articles import article
from onrecord.ledger.entries import entry
from onrecord.ledger.line_state import line_state
from onrecord.ledger.review import Decision, decisions
from onrecord.ledger.store import Store
from onrecord.records import Entry, Statement
from onrecord.web.review_form import Typed, one_line, typed_of
from onrecord.web.review_text import Passage, passage

# Who is credited in a report: a few dozen at most, and a list of more helps nobody to choose.
_PEOPLE = 60
# Characters of a note within a sentence.
_NOTE = 200
_DEEDS = {
    "accept": "accepted it",
    "correct": "put it right",
    "reject": "rejected it",
    "note": "noted something",
    "reread": "read it again",
}
LABELS = {
    "source": "words of the source",
    "cue": "words of the cue",
    "content": "words of the content",
    "name": "name",
    "entity": "which one",
    "role": "role",
    "kind": "kind of source",
    "quotation": "quotation",
    "type": "type",
    "act": "act",
    "certainty": "certainty",
    "polarity": "polarity",
    "said_at": "when said",
    "event_times": "when it happened",
}
"""The fields in the words of the page."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be the source: a name, and the key of the entity."""

    name: str
    entity: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """A time that may be chosen: a TIMEX3 value, and the words that it comes from."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A line as a reviewer sees it.

    `text` is the article's. `stands` is the line that stands for the statement now: the line itself, another,
    None where it was taken back. `people` are those who are credited in the same report.
    """

    entry: Entry
    text: str
    passage: Passage
    people: tuple[Known, ...]
    decisions: tuple[Decision, ...]
    stands: int | None

    @property
    def is_current(self) -> bool:
        """Whether the line can be decided on."""
        return self.stands == self.entry.number

    @property
    def seen(self) -> str:
        """What was decided so far, to be compared with what is decided when the form comes back."""
        undone = sum(each.undone_at is not None for each in self.decisions)
        return f"{len(self.decisions)}.{undone}"

    @property
    def last(self) -> Decision | None:
        """The last decision that holds."""
        return next((each for each in reversed(self.decisions) if each.undone_at is None), None)

    @property
    def times(self) -> tuple[Time, ...]:
        """Times that are named in the paragraphs, and the day of publication, each once."""
        published = (self.entry.published_at or "")[:10]
        found = {published: "day of publication"} if published else {}
        for timex in self.passage.timexes:
            if timex.value is not None:
                found.setdefault(timex.value, f"“{one_line(self.text[timex.start : timex.end])}”")
        return tuple(Time(value, words) for value, words in found.items())

    @property
    def typed(self) -> Typed:
        """The form, before anybody typed into it."""
        return typed_of(self.entry.statement, self.text)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that was put right: what it was, and what it is. Empty is unknown."""

    label: str
    was: str
    now: str


def sheet(store: Store, number: int) -> Sheet:
    """The line of a number, current or not. Raises LedgerError where there is none."""
    told = entry(store, number)
    state = article(store, told.article, told.version)
    return Sheet(
        entry=told,
        text=state.reading.article.text,
        passage=passage(state.reading.article, told.statement, state.reading.timexes),
        people=_people(state.reading.statements),
        decisions=decisions(store, number),
        stands=number if told.replaced_at is None else stands(store, number),
    )


def stands(store: Store, number: int) -> int | None:
    """The line that stands for a line's statement now, None where it was taken back."""
    steps = line_state(store, number).steps
    return max((step.number for step in steps if step.settled is None), default=None)


def happened(decisions: Sequence[Decision], seen: str) -> Decision | None:
    """The last thing that was decided or undone since a reviewer looked; None where nothing was."""
    undone = [each for each in decisions if each.undone_at is not None]
    if seen in ("", f"{len(decisions)}.{len(undone)}"):
        return None
    return latest(decisions)


def latest(decisions: Sequence[Decision]) -> Decision | None:
    """What was decided or undone last."""
    return max(decisions, key=lambda each: each.undone_at or each.recorded_at, default=None)


def told(decision: Decision) -> str:
    """Who decided what and when, as a sentence without its end."""
    if decision.undone_at is not None:
        did = _DEEDS[decision.kind].replace("it", "this", 1) if decision.kind != "note" else "noted something"
        return (
            f"{decision.undone_by or 'A re-reading'} undid on {_moment(decision.undone_at)} that"
            f" {decision.person or 'the model'} {did}"
        )
    who = decision.person or "The model"
    note = one_line(decision.note)
    why = f" (“{note if len(note) <= _NOTE else note[: _NOTE - 1] + '…'}”)" if note else ""
    return f"{who} {_DEEDS[decision.kind]} on {_moment(decision.recorded_at)}{why}"


def changes(before: Typed, now: Typed) -> tuple[Change, ...]:
    """What is in the form of a statement now that was otherwise before."""
    return tuple(
        Change(label, getattr(before, field), getattr(now, field))
        for field, label in LABELS.items()
        if getattr(before, field) != getattr(now, field)
    )


def _moment(moment: str) -> str:
    return f"{moment[:10]} at {moment[11:16]} UTC"


def _people(statements: Sequence[Statement]) -> tuple[Known, ...]:
    found: dict[tuple[str, str | None], Known] = {}
    for statement in statements:
        source = statement.source
        if source is not None and source.name:
            known = Known(one_line(source.name), source.entity, source.kind)
            found.setdefault((known.name, known.entity), known)
    return tuple(sorted(found.values(), key=lambda each: each.name.casefold()))[:_PEOPLE]
