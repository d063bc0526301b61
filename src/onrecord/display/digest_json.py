"""A digest as JSON. Every key is always there. Fields may be added, never renamed.

Each change stands once, in `headlines` or `changes`; other lists name them by id, and lines by number.
"""

from __future__ import annotations

from collections.abc import Iterable

from typing_extensions import TypedDict

from onrecord.display import change_json, entry_json
from onrecord.display.change_json import ChangeJson
from onrecord.display.entry_json import EntryJson
from onrecord.records import Change, Digest, Disputed, Entry


class DisputedJson(TypedDict):
    """A claim with the lines of those who hold it, dispute it, and would not say."""

    claim: str
    text: str
    holds: list[EntryJson]
    disputes: list[EntryJson]
    declines: list[EntryJson]


class DigestJson(TypedDict):
    """What is new of a topic; `figures` and `unknown` are ids of changes that stand in the first two lists.

    `said` are numbers of lines, which stand in the pairs of these changes.
    """

    topic: str
    since: str
    until: str
    headlines: list[ChangeJson]
    changes: list[ChangeJson]
    said: list[int]
    figures: list[str]
    disputes: list[DisputedJson]
    unknown: list[str]
    repeated: int
    outlets: int
    late: int


def describe(digest: Digest) -> DigestJson:
    """Make the JSON of a digest."""
    return {
        "topic": digest.topic,
        "since": digest.since,
        "until": digest.until,
        "headlines": [change_json.describe(change) for change in digest.headlines],
        "changes": [change_json.describe(change) for change in digest.changes],
        "said": [entry.number for entry in digest.said],
        "figures": _ids(digest.figures),
        "disputes": [_disputed(one) for one in digest.disputes],
        "unknown": _ids(digest.unknown),
        "repeated": digest.repeated,
        "outlets": digest.outlets,
        "late": digest.late,
    }


def _ids(changes: Iterable[Change]) -> list[str]:
    return [change.id for change in changes]


def _disputed(one: Disputed) -> DisputedJson:
    return {
        "claim": one.claim,
        "text": one.text,
        "holds": _entries(one.holds),
        "disputes": _entries(one.disputes),
        "declines": _entries(one.declines),
    }


def _entries(entries: Iterable[Entry]) -> list[EntryJson]:
    return [entry_json.describe(entry) for entry in entries]
