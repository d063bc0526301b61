"""Changes in words: what kind each is, why it is shown, and the lines that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from onrecord.display.moment_words import day_words
from onrecord.display.quotation import name, outlet
from onrecord.display.visible import one_line
from onrecord.records import Change, ChangeKind, Entry, Pair

_KINDS: dict[ChangeKind, str] = {
    "claim": "first said",
    "confirms": "confirms",
    "disputes": "disputes",
    "declines": "would not say",
    "silent": "did not answer",
    "figure": "new figure",
    "contradicts": "figures differ",
    "reversed": "changed sides",
    "time": "new time",
    "reworded": "reworded",
    "corrected": "corrected",
    "withdrawn": "withdrawn",
}
_COUNTED: dict[ChangeKind, tuple[str, str]] = {
    "claim": ("first claim", "first claims"),
    "confirms": ("confirmation", "confirmations"),
    "disputes": ("dispute", "disputes"),
    "declines": ("refusal to say", "refusals to say"),
    "silent": ("question without answer", "questions without answer"),
    "figure": ("new figure", "new figures"),
    "contradicts": ("figure that differs", "figures that differ"),
    "reversed": ("change of side", "changes of side"),
    "time": ("new time", "new times"),
    "reworded": ("new wording", "new wordings"),
    "corrected": ("correction", "corrections"),
    "withdrawn": ("withdrawal", "withdrawals"),
}
_TOLD_FIRST: tuple[ChangeKind, ...] = (
    "disputes",
    "contradicts",
    "figure",
    "reversed",
    "corrected",
    "withdrawn",
)
# What stands over the line that brought a change, and over the one that it answers or replaces.
_LABELS: dict[ChangeKind, tuple[str, str]] = {
    "claim": ("", ""),
    "confirms": ("", "What is confirmed"),
    "disputes": ("", "What is disputed"),
    "declines": ("", "What it is about"),
    "silent": ("", "What it is about"),
    "figure": ("Now", "Before"),
    "contradicts": ("Now", "The other figure"),
    "reversed": ("Now", "Before"),
    "time": ("Now", "Before"),
    "reworded": ("Now", "Before"),
    "corrected": ("Now", "Before"),
    "withdrawn": ("", "Taken back"),
}
_MENDED = {
    "figure": "gives another figure",
    "source": "credits another source",
    "act": "tells otherwise how it was said",
    "time": "gives another time",
    "removed": "leaves this out",
    "reworded": "has it in other words",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line that shows a change, and the label that it stands under, which may be empty."""

    label: str
    entry: Entry


def kind_words(change: Change) -> str:
    """What kind of change it is: "first said", "disputes", "new figure"."""
    return _KINDS[change.kind]


def counts(changes: Iterable[Change]) -> str:
    """How many changes there are of each kind: "2 disputes, 1 new figure"."""
    found = Counter(change.kind for change in changes)
    order = (*_TOLD_FIRST, *(kind for kind in get_args(ChangeKind) if kind not in _TOLD_FIRST))
    return ", ".join(counted(found[kind], *_COUNTED[kind]) for kind in order if found[kind])


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def evidence(pair: Pair, kind: ChangeKind) -> Iterator[Evidence]:
    """The lines of a pair, the one that is new first."""
    later, earlier = _LABELS[kind]
    if pair.later:
        yield Evidence(later, pair.later)
    if pair.earlier:
        is_left_out = pair.what == "removed" and kind != "withdrawn"
        yield Evidence("Left out" if is_left_out else earlier, pair.earlier)


def movement(pair: Pair) -> tuple[str, str] | None:
    """The words that a figure or a time had and has, where both are known."""
    if not pair.was or not pair.now:
        return None
    return one_line(pair.was), one_line(pair.now)


def reason(change: Change) -> str:
    """Why a change is shown, in one sentence of labels, names, outlets and days."""
    later, earlier = _first(change)
    if change.kind == "withdrawn":
        return _withdrawn(change, earlier)
    if change.kind in ("corrected", "reworded"):
        return f"A later version of the report{_where(later or earlier)} {_mended(change)}."
    said = _said(change, later, earlier)
    return f"{said[:1].upper()}{said[1:]}."


def _said(change: Change, later: Entry | None, earlier: Entry | None) -> str:
    who = name(later) if later else "somebody"
    what = f"what {name(earlier)} said{_at(earlier, change)}" if earlier else "this"
    before = f"{_than(later, earlier)}{_at(earlier, change)}" if earlier else " before"
    sentences = {
        "claim": f"{who} is the first on record to say this",
        "confirms": f"{who} confirms {what}",
        "disputes": f"{who} disputes {what}",
        "declines": f"{who} {_declined(later)} {what}",
        "silent": f"{who} did not answer when asked about {what}",
        "figure": f"{who} gives another figure than{before}",
        "contradicts": f"{who} gives another figure than{before}",
        "reversed": f"{who} takes another side than{before}",
        "time": f"{who} gives another time than{before}",
    }
    return sentences[change.kind]


def _declined(later: Entry | None) -> str:
    is_non_denial = later is not None and later.statement.act == "non-denial"
    return "does not deny" if is_non_denial else "would not speak about"


def _than(later: Entry | None, earlier: Entry | None) -> str:
    """The other source, where it is another."""
    if later and earlier and _identity(later) == _identity(earlier):
        return ""
    return f" {name(earlier)}" if earlier else ""


def _identity(entry: Entry) -> str | None:
    source = entry.statement.source
    return (source.entity or source.name) if source else None


def _at(entry: Entry | None, change: Change) -> str:
    """The day and the outlet of a line: " on 25 October in Gazette"."""
    if entry is None:
        return ""
    day = f" on {day_words(entry.published_at, beside=change.at)}" if entry.published_at else ""
    return f"{day}{_where(entry)}"


def _where(entry: Entry | None) -> str:
    return f" in {outlet(entry)}" if entry and (entry.outlet or entry.url) else ""


def _mended(change: Change) -> str:
    found = [_MENDED[pair.what] for pair in change.pairs if pair.what in _MENDED]
    told = list(dict.fromkeys(found)) or ["has it in other words"]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _withdrawn(change: Change, earlier: Entry | None) -> str:
    if change.note is not None:
        return f"The report{_where(earlier)} was taken out of the ledger."
    return f"The report{_where(earlier)} took back what it had said."


def _first(change: Change) -> tuple[Entry | None, Entry | None]:
    if not change.pairs:
        return None, None
    return change.pairs[0].later, change.pairs[0].earlier
