"""What every form of a digest tells in the same words: its period, its counts, what is left out of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.display.change_words import counted, counts, kind_words
from onrecord.display.claim_words import NOBODY as NOBODY_CREDITED
from onrecord.display.claim_words import shortened, who
from onrecord.display.links import Links, web_address
from onrecord.display.moment_words import moment_words
from onrecord.display.quotation import cut, in_quotes
from onrecord.display.quotation import role as role_of
from onrecord.display.visible import one_line
from onrecord.records import Change, ChangeKind, Digest, Disputed, Entry

MOST = 60
"""Items of a list in a letter: what is more is told as a count, with a link to the page that has all."""
MOST_PAIRS = 3
"""Pairs of one change that are quoted: a withdrawn report may have a hundred statements."""
MOST_LINES = 5
"""Lines of one side of a dispute that are quoted."""
NOTHING = "Nothing new."
WHY = "This letter came because this address follows the topic."
_LONGEST_NOTE = 300
_BEGINNING = "0001-"  # before all that is on record
_ONE = TypeVar("_ONE")
Tone = str
"""How a kind of change is coloured: "against", "for" or "plain"."""
_TONES: dict[ChangeKind, Tone] = {
    "disputes": "against",
    "contradicts": "against",
    "reversed": "against",
    "withdrawn": "against",
    "confirms": "for",
}


@dataclass(frozen=True, slots=True)
class Listed(Generic[_ONE]):
    """The first items of a list, and how many are left out."""

    shown: tuple[_ONE, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with what it said, in the order of saying."""

    name: str
    role: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The lines of those who stand towards a claim in one way."""

    label: str
    entries: tuple[Entry, ...]


def listed(items: Sequence[_ONE], most: int) -> Listed[_ONE]:
    """The first `most` items."""
    return Listed(tuple(items[:most]), max(0, len(items) - most))


def news(digest: Digest) -> tuple[Change, ...]:
    """All changes of a digest, the headlines first."""
    return digest.headlines + digest.changes


def said(digest: Digest, most: int) -> Listed[Entry]:
    """Who said what, of the first `most` changes: a list cut at a name would tell of those from A to C."""
    laters = (pair.later for change in news(digest)[:most] for pair in change.pairs)
    numbers = {later.number for later in laters if later}
    shown = tuple(entry for entry in digest.said if entry.number in numbers)
    return Listed(shown, len(digest.said) - len(shown))


def title(digest: Digest) -> str:
    """The topic, in one line."""
    return one_line(digest.topic)


def period(digest: Digest) -> str:
    """From when to when it tells; of all there is, up to when."""
    has_begun = bool(digest.since) and not digest.since.startswith(_BEGINNING)
    if digest.until.startswith(_BEGINNING):
        return "nothing is on record yet"
    until = moment_words(digest.until)
    return f"{moment_words(digest.since)} to {until}" if has_begun else f"up to {until}"


def summary(digest: Digest) -> str:
    """How many changes of each kind there are, or that there are none."""
    return f"{found}." if (found := counts(news(digest))) else NOTHING


def not_listed(digest: Digest) -> Iterator[str]:
    """What is counted and not listed, a sentence each."""
    if digest.repeated:
        one = digest.repeated == 1
        repeats = counted(digest.repeated, "further statement", "further statements")
        outlets = counted(digest.outlets, "outlet", "outlets")
        yield f"{repeats} in {outlets} {'repeats' if one else 'repeat'} what is told here."
    if digest.late:
        changes = counted(digest.late, "change", "changes")
        yield f"{changes} came from reports that were already more than a week old when they were read."


def more(count: int, one: str, many: str) -> str:
    """That a list goes on: "and 12 more changes"."""
    return f"and {counted(count, f'more {one}', f'more {many}')}"


def speakers(entries: Sequence[Entry]) -> Iterator[Speaker]:
    """Who said what, each source once; the lines stand by source already."""
    lines: list[Entry] = []
    for entry in entries:
        if lines and _identity(lines[0]) != _identity(entry):
            yield _speaker(lines)
            lines = []
        lines.append(entry)
    if lines:
        yield _speaker(lines)


def sides(disputed: Disputed) -> Iterator[Side]:
    """Those who hold a claim, dispute it, and would not say; ways in which nobody stands are left out."""
    every = (
        ("Said by", disputed.holds),
        ("Disputed by", disputed.disputes),
        ("No answer from", disputed.declines),
    )
    for label, entries in every:
        if entries:
            yield Side(label, entries)


def tone(change: Change) -> Tone:
    """How the label of a change is coloured; the words alone tell it, too."""
    return _TONES.get(change.kind, "plain")


def _identity(entry: Entry) -> str:
    source = entry.statement.source
    return (source.entity or source.name or source.text) if source else ""


def _speaker(lines: Sequence[Entry]) -> Speaker:
    names = [who(entry.statement.source) for entry in lines]
    name = min(names, key=lambda name: (-len(name), name))
    found = (role_of(entry) for entry in lines)
    roles = [role for role in found if role and role.casefold() not in name.casefold()]
    role = min(roles, key=lambda role: (len(role), role)) if roles else ""
    return Speaker(name if name != NOBODY_CREDITED else "Nobody is credited", role, tuple(lines))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that was and is, in the words of the reports, and who gave which."""

    change: Change
    was: str
    now: str
    earlier: Entry | None
    later: Entry | None


def figures(change: Change) -> Iterator[FigureRow]:
    """The figures that a change tells of, one for each pair that has them."""
    for pair in change.pairs:
        if pair.what in ("figure", "contradicts") and pair.was and pair.now:
            yield FigureRow(change, one_line(pair.was), one_line(pair.now), pair.earlier, pair.later)


def repeats(change: Change) -> str:
    """How often a change is repeated, and where: "Repeated 3 times: Courier, Post"."""
    times = "once" if change.repeats == 1 else f"{change.repeats:,} times"
    outlets = [shortened(outlet) for outlet in change.outlets[1:7]]
    rest = len(change.outlets) - 1 - len(outlets)
    where = ", ".join([*outlets, *([f"{rest} more"] if rest > 0 else [])])
    return f"Repeated {times}{f': {where}' if where else ''}."


def note(change: Change) -> str:
    """The reason that a person gave for taking a report out, as it was written; empty where there is none."""
    return f"Reason given: “{cut(one_line(change.note), _LONGEST_NOTE)}”" if change.note else ""


def claim_words(disputed: Disputed) -> str:
    """The words of a disputed claim, as a quotation."""
    return in_quotes(cut(one_line(disputed.text), _LONGEST_NOTE))


def is_said_in(claim: str, entry: Entry) -> bool:
    """Whether a line says a claim in the very words in which it is told."""
    return " ".join(claim.split()) == " ".join(entry.statement.content.text.split())


def story_titles(digest: Digest) -> dict[str, str]:
    """The titles of the stories of a digest, by their ids."""
    return {change.story: shortened(change.title) for change in news(digest) if change.title}


def unknown_label(change: Change) -> str:
    """What is not known: who says it, or what somebody would not say."""
    return "Source not named" if change.kind == "claim" else kind_words(change).capitalize()


def bringing(change: Change) -> Entry | None:
    """The line that brought a change; of what was left out or taken back, the line that was there."""
    laters = [pair.later for pair in change.pairs if pair.later]
    return next(iter(laters + [pair.earlier for pair in change.pairs if pair.earlier]), None)


def foot(links: Links) -> Iterator[tuple[str, str]]:
    """What stands at the end of a letter: labels and addresses."""
    every = (
        ("This topic on the web", links.topic),
        ("Daily, weekly or at once", links.choose),
        ("Unsubscribe", links.unsubscribe),
    )
    for label, address in every:
        if shown := web_address(address):
            yield label, shown
