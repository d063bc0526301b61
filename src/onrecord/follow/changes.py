"""What changed in a story by what was heard last.

Heard -> turns (who comes forward), counts (figures), times (days) -> Notice, Repeat
Revision -> Notice

A statement is told once: as what tells most of it. The exception is a dispute that also gives another
figure, which is both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.follow import counts, times
from onrecord.follow.heard import Comparing, Heard, Noted, Notice, Repeat, Revision
from onrecord.follow.turns import Turns
from onrecord.records import ChangeKind, Series

# Beside these another figure, or another time, is told as well.
_STANDS = frozenset({"disputes", "reversed", "declines", "silent"})
_TOLD_WITHIN = frozenset({"claim", "confirms"})


@dataclass(frozen=True, slots=True)
class News:
    """What is new, in the order in which it was heard, and what only says it again."""

    notices: tuple[Notice, ...]
    repeats: tuple[Repeat, ...]


def changes(
    heard: Sequence[Heard], rows: Sequence[Series], revisions: Iterable[Revision], comparing: Comparing
) -> News:
    """What is new of a story: of the statements that are new, and of the later versions of its articles.

    `rows` are the figures of all its statements, in series.
    """
    ordered = sorted(heard, key=lambda each: each.order)
    by_id = {each.saying.statement.id: each for each in ordered}
    turns = Turns(comparing)
    of_turns: list[Notice] = []
    repeats: list[Repeat] = []
    for each in ordered:
        for told in turns.hear(each):
            if isinstance(told, Notice):
                of_turns.append(told)
            else:
                repeats.append(told)
    of_figures = _once(counts.notices(rows, by_id, comparing))
    figured = {notice.pairs[0].new for notice in of_figures}
    of_times = [each for each in _once(times.notices(ordered, comparing)) if each.pairs[0].new not in figured]
    told_better = figured | {notice.pairs[0].new for notice in of_times}
    kept = [
        each
        for each in of_turns
        if (each.kind in _STANDS or each.pairs[0].new not in told_better) and not _is_of_itself(each, ordered)
    ]
    found = [*_outermost(kept, by_id.values()), *of_figures, *of_times]
    place = {each.line: number for number, each in enumerate(ordered)}
    found.sort(key=lambda notice: place[notice.pairs[0].new or 0])
    new = {notice.pairs[0].new for notice in found}
    return News((*found, *map(_revised, revisions)), tuple(each for each in repeats if each.line not in new))


def _once(notices: Iterable[Notice]) -> list[Notice]:
    """The first notice of each statement."""
    found: dict[int | None, Notice] = {}
    for each in notices:
        found.setdefault(each.pairs[0].new, each)
    return list(found.values())


def _is_of_itself(notice: Notice, heard: Iterable[Heard]) -> bool:
    """Whether a statement is held against the one in whose content it stands: "A said B had told her so"."""
    (pair,) = notice.pairs
    if pair.old is None:
        return False
    own, other = (
        next(each.saying.statement for each in heard if each.line == line) for line in (pair.new, pair.old)
    )
    return other.id == own.within or own.id == other.within


def _outermost(notices: Sequence[Notice], heard: Iterable[Heard]) -> Iterator[Notice]:
    """Leave out a claim in whose words another statement stands that is told: "A said B had denied it"."""
    by_line = {each.line: each.saying.statement for each in heard}
    within = {by_line[each.pairs[0].new or 0].within for each in notices} - {None}
    for each in notices:
        if each.kind not in _TOLD_WITHIN or by_line[each.pairs[0].new or 0].id not in within:
            yield each


def _revised(revision: Revision) -> Notice:
    what = {pair.what for pair in revision.pairs}
    kind: ChangeKind = "reworded" if what == {"reworded"} else "corrected"
    if revision.is_emptied:
        kind = "withdrawn"
    return Notice(kind, revision.version, None, tuple(_in_order(revision.pairs)))


def _in_order(pairs: Sequence[Noted]) -> list[Noted]:
    rank = {"figure": 0, "source": 1, "act": 2, "time": 3, "removed": 4, "reworded": 5}
    return sorted(pairs, key=lambda pair: (rank.get(pair.what, 9), pair.old or 0, pair.new or 0))
