"""Changes that were noticed held against those that were planted: which are found, right, false, repeated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from gates.follow_gold import Gold, Planted
from gates.ten_days import Evening
from onrecord.records import Change, Entry, Pair

_WORD = re.compile(r"\w+(?:[.,']\w+)*")
# So many words in a row make two stretches the same place; of shorter ones all have to be there.
_RUN = 4
# A statement that is told for the first time is a claim first made, whatever else it does.
_FIRST = "claim"
_REVISED = ("corrected", "reworded")
_BY_ITSELF = ("removed", "reworded")


@dataclass(slots=True)
class Score:
    """What came of it. `found` and `missing` are planted rows, `false` changes by day.

    `repeated` are pairs of changes that tell the same; `astray` are rows that were found, but not in the
    digest of each topic that they belong to.
    """

    found: list[Planted] = field(default_factory=list)
    missing: list[Planted] = field(default_factory=list)
    astray: list[Planted] = field(default_factory=list)
    right: list[Change] = field(default_factory=list)
    false: list[tuple[date, Change]] = field(default_factory=list)
    repeated: list[tuple[Change, Change]] = field(default_factory=list)

    def recall(self, *kinds: str) -> float:
        """The part of the planted changes, of some kinds or all, that are in the right digests."""
        found = _of(self.found, kinds)
        wanted = found + _of(self.missing, kinds) + _of(self.astray, kinds)
        return found / wanted if wanted else 1.0


def score(gold: Gold, evenings: Iterable[Evening]) -> Score:
    """Hold what ten days brought against the gold."""
    matcher = _Matcher(gold)
    found = Score()
    by_row: dict[Planted, Change] = {}
    told: dict[Planted, set[str]] = {}
    ids = Counter[tuple[str, str]]()
    for evening in evenings:
        for change in evening.changes:
            rows = matcher.rows(change, evening.day)
            fitting = [row for row in rows if change.kind == _FIRST or _is_of_kind(row, change)]
            if not fitting:
                found.false.append((evening.day, change))
                continue
            found.right.append(change)
            same = [row for row in fitting if _is_of_kind(row, change)] or fitting
            if (other := by_row.setdefault(same[0], change)) is not change and other.kind == change.kind:
                found.repeated.append((other, change))
            for row in same:
                if _is_of_kind(row, change):
                    told.setdefault(row, set()).update(_topics(change, evening))
        ids.update((key, each.id) for key, changes in evening.by_topic.items() for each in changes)
    twice = {change_id for (_, change_id), times in ids.items() if times > 1}
    found.repeated += [(change, change) for change in found.right if change.id in twice]
    for row in gold.planted:
        if row not in told:
            found.missing.append(row)
        elif set(row.topics) <= told[row]:
            found.found.append(row)
        else:
            found.astray.append(row)
    return found


def _is_of_kind(row: Planted, change: Change) -> bool:
    """Whether a row is of the change's kind; what is reworded may stand among corrections of a text."""
    return row.kind == change.kind or {row.kind, change.kind} == {"reworded", "corrected"}


def _of(rows: Sequence[Planted], kinds: Sequence[str]) -> int:
    return sum(not kinds or row.kind in kinds for row in rows)


def _topics(change: Change, evening: Evening) -> Iterator[str]:
    return (key for key, changes in evening.by_topic.items() if any(each.id == change.id for each in changes))


class _Matcher:
    """Finds the rows of the gold that a change tells of."""

    def __init__(self, gold: Gold) -> None:
        self._rows: dict[tuple[date, str], list[Planted]] = {}
        for row in (*gold.planted, *gold.also):
            self._rows.setdefault((row.day, row.report), []).append(row)
        self._copies = {each.report: each.copy_of for each in gold.publications if each.copy_of}

    def rows(self, change: Change, day: date) -> list[Planted]:
        """The rows of the report at the words of the change, those that share most first."""
        found: dict[Planted, float] = {}
        for pair in change.pairs:
            entry = pair.later or pair.earlier
            if entry is None:
                continue
            for row in self._rows.get((day, self._report(entry)), ()):
                shared = _shared(row, pair, entry, change.kind)
                found[row] = max(found.get(row, 0.0), shared)
        return sorted((row for row in found if found[row]), key=lambda row: -found[row])

    def _report(self, entry: Entry) -> str:
        address = urlsplit(entry.url or "")
        outlet = (address.hostname or "").partition(".")[0]
        report = f"{outlet}/{address.path.strip('/').removesuffix('.html')}"
        return self._copies.get(report) or report


def _shared(row: Planted, pair: Pair, entry: Entry, kind: str) -> float:
    """How much of a row's words stand in the content that brings a change, from 0 to 1."""
    if kind == "withdrawn" and row.kind == kind:
        return 1.0  # the whole report is
    if row.kind in _REVISED and kind in _REVISED and not _is_so_revised(row, pair):
        return 0.0
    content, sentence = entry.statement.content.text, entry.sentence.text
    return max(overlap(place, content, sentence) for place in row.places)


def _is_so_revised(row: Planted, pair: Pair) -> bool:
    """Whether a pair of versions differs as the row says; a figure of days may be told as a time."""
    if row.what in _BY_ITSELF or pair.what in _BY_ITSELF:
        return row.what == pair.what
    return True


def overlap(place: str, content: str, sentence: str) -> float:
    """How much words of a report and a content, which stands in a sentence, are the same place, from 0 to 1.

    Four words in a row make them so; where one has fewer, all of these have to be there, and the place in the
    sentence.
    """
    wanted, had = _words(place), _words(content)
    shorter = min(len(wanted), len(had))
    if not shorter:
        return 0.0
    run = SequenceMatcher(None, wanted, had, autojunk=False).find_longest_match().size
    if run < min(_RUN, shorter):
        return 0.0
    if shorter < _RUN and " ".join(wanted) not in " ".join(_words(sentence)):
        return 0.0
    return run / max(len(wanted), len(had))


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
