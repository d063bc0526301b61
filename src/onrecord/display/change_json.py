"""Changes as JSON: what `onrecord changes --format jsonl` prints, and what a webhook is sent.

Every key is always there; what is unknown is null or empty. Fields may be added, never renamed.
"""

from __future__ import annotations

from typing_extensions import TypedDict

from onrecord.display import entry_json
from onrecord.display.change_words import reason
from onrecord.display.entry_json import EntryJson
from onrecord.records import Change, ChangeKind, Pair


class PairJson(TypedDict):
    """A line, and the line that it changes, answers or replaces; `was` and `now` as written."""

    what: str
    earlier: EntryJson | None
    later: EntryJson | None
    was: str | None
    now: str | None


class ChangeJson(TypedDict):
    """What became known by one report; `reason` tells in a sentence why it is shown."""

    number: int
    id: str
    kind: ChangeKind
    reason: str
    story: str
    title: str | None
    claim: str | None
    claim_text: str | None
    article: str
    at: str
    recorded_at: str
    is_late: bool
    pairs: list[PairJson]
    repeats: int
    outlets: list[str]
    note: str | None


def describe(change: Change) -> ChangeJson:
    """Make the JSON of one change."""
    return {
        "number": change.number,
        "id": change.id,
        "kind": change.kind,
        "reason": reason(change),
        "story": change.story,
        "title": change.title,
        "claim": change.claim,
        "claim_text": change.claim_text,
        "article": change.article,
        "at": change.at,
        "recorded_at": change.recorded_at,
        "is_late": change.is_late,
        "pairs": [_pair(pair) for pair in change.pairs],
        "repeats": change.repeats,
        "outlets": list(change.outlets),
        "note": change.note,
    }


def _pair(pair: Pair) -> PairJson:
    return {
        "what": pair.what,
        "earlier": entry_json.describe(pair.earlier) if pair.earlier else None,
        "later": entry_json.describe(pair.later) if pair.later else None,
        "was": pair.was,
        "now": pair.now,
    }
