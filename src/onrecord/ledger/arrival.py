"""An article of another ledger comes over: which it is here, its versions, pages, and where it appeared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import copies, index, placing, rows, table, wire
from onrecord.ledger.lines import Writing
from onrecord.records import BY_HAND

_VERSIONS = """
SELECT v.*, r.started_at, r.uid FROM version v JOIN run r ON r.id = v.run_id
WHERE v.article_id = ? ORDER BY v.number
"""
_MET = (
    "SELECT p.* FROM appearance p JOIN version v ON v.id = p.version_id WHERE v.article_id = ? ORDER BY p.id"
)
_AT_ADDRESS = """
SELECT max(w.number) AS latest, w.* FROM version w WHERE w.article_id IN (
  SELECT v.article_id FROM appearance p JOIN version v ON v.id = p.version_id
  WHERE p.address = ? OR p.given_id = ?
) GROUP BY w.article_id ORDER BY w.id DESC
"""
# What a row says of where it stands in its own file.
_OWN = ("id", "article_id", "version_id", "page_id", "run_id", "number", "recorded_at", "started_at", "uid")


@dataclass(frozen=True, slots=True)
class Merging:
    """A merge that is going on: where it writes, the ledger it reads, and which of its runs is which here."""

    writing: Writing
    other: sqlite3.Connection
    runs: Mapping[int, int]

    def by(self, their_run: int) -> Writing:
        """Where lines are written that a run of the other ledger made."""
        return replace(self.writing, run_id=self.runs[their_run])


@dataclass(frozen=True, slots=True)
class Version:
    """A version that came over: its number there and here, and whether it is new here."""

    there: int
    here: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came over, in the order of its versions there; `others` are those that only we have."""

    article_id: int
    is_new: bool
    versions: tuple[Version, ...]
    appearances: int
    others: tuple[int, ...] = ()


def arrive(merging: Merging, article: sqlite3.Row) -> Arrival:
    """Take in an article's versions and where they were met; what is there already is not doubled."""
    connection = merging.writing.connection
    theirs = merging.other.execute(_VERSIONS, (article["id"],)).fetchall()
    met = merging.other.execute(_MET, (article["id"],)).fetchall()
    known = {
        row["id"]: here for row in theirs if (here := placing.version_with(connection, row["text_hash"]))
    }
    article_id = _article_of(connection, known.values()) or _related(merging, theirs[-1], met)
    ours = connection.execute(_VERSIONS, (article_id,)).fetchall()
    if article_id is None:
        key = _free_key(connection, article["key"], theirs[0]["text_hash"])
        cells: rows.Cells = {"key": key, **merging.by(article["run_id"]).stamp}
        article_id = table.add(connection, "article", cells)
    numbers = _numbers(theirs, ours, known)
    versions = []
    appearances = 0
    for row in theirs:
        here = known.get(row["id"]) or _add_version(merging, row, article_id, numbers[row["id"]])
        versions.append(Version(row["id"], here, row["id"] not in known))
        appearances += _appear(merging, here, [each for each in met if each["version_id"] == row["id"]])
    there = {each.here for each in versions}
    others = tuple(row["id"] for row in ours if row["id"] not in there)
    return Arrival(article_id, not ours, tuple(versions), appearances, others)


def page(merging: Merging, page_id: int | None) -> int | None:
    """A page of the other ledger, kept here once; gives its number here."""
    row = merging.other.execute("SELECT * FROM page WHERE id = ?", (page_id,)).fetchone()
    if row is None:
        return None
    connection = merging.writing.connection
    found = connection.execute(
        "SELECT id FROM page WHERE hash = ? AND format = ? AND is_text = ?",
        (row["hash"], row["format"], row["is_text"]),
    ).fetchone()
    return found["id"] if found else table.add(connection, "page", own(row))


def own(row: sqlite3.Row) -> rows.Cells:
    """What a row says whatever file it stands in."""
    return {name: row[name] for name in row.keys() if name not in _OWN}  # noqa: SIM118 - a row has values


def _article_of(connection: sqlite3.Connection, versions: Iterable[int]) -> int | None:
    first = next(iter(versions), None)
    found = connection.execute("SELECT article_id FROM version WHERE id = ?", (first,)).fetchone()
    return found["article_id"] if found else None


def _related(merging: Merging, latest: sqlite3.Row, met: Sequence[sqlite3.Row]) -> int | None:
    """The article here that was met at the same address or under the same id, and has something in common.

    A note that a person made is a claim of its own, whatever page it links to.
    """
    connection, article = merging.writing.connection, rows.article_of(latest)
    is_note = _is_note(merging.other, latest["id"])
    for address, given_id in dict.fromkeys((row["address"], row["given_id"]) for row in met):
        for row in connection.execute(_AT_ADDRESS, (None if is_note else address, given_id)).fetchall():
            is_of_a_kind = _is_note(connection, row["id"]) == is_note
            if is_of_a_kind and placing.is_related(rows.article_of(row), article):
                article_id: int = row["article_id"]
                return article_id
    return None


def _is_note(connection: sqlite3.Connection, version_id: int) -> bool:
    asked = "SELECT 1 FROM reading WHERE version_id = ? AND model = ?"
    return connection.execute(asked, (version_id, BY_HAND)).fetchone() is not None


def _free_key(connection: sqlite3.Connection, key: str, text_hash: str) -> str:
    for free in (key, text_hash[:16]):
        if connection.execute("SELECT 1 FROM article WHERE key = ?", (free,)).fetchone() is None:
            return free
    return text_hash


def _numbers(
    theirs: Sequence[sqlite3.Row], ours: Sequence[sqlite3.Row], known: Mapping[int, int]
) -> dict[int, int]:
    """The numbers of versions that are new here, by their rows' numbers there.

    Those that were met after our latest are counted on; earlier ones go before our first (0, -1 ...), so that
    the latest stays the latest, and no version here changes its number.
    """
    new = [row for row in theirs if row["id"] not in known]
    if not ours:
        return {row["id"]: row["number"] for row in new}
    latest = ours[-1]
    there = next((row for row in theirs if known.get(row["id"]) == latest["id"]), None)
    later = [row for row in new if (row["number"] > there["number"] if there else _when(row) > _when(latest))]
    counted_on = {row["id"] for row in later}
    earlier = [row for row in new if row["id"] not in counted_on]
    first = min(ours[0]["number"], 1)
    return {
        **{row["id"]: latest["number"] + count for count, row in enumerate(later, 1)},
        **{row["id"]: first - count for count, row in enumerate(reversed(earlier), 1)},
    }


def _when(row: sqlite3.Row) -> tuple[str, str]:
    return row["started_at"], row["uid"]


def _add_version(merging: Merging, row: sqlite3.Row, article_id: int, number: int) -> int:
    cells = {"article_id": article_id, "number": number, **own(row), **merging.by(row["run_id"]).stamp}
    version_id = table.add(merging.writing.connection, "version", cells)
    wire.add(merging.writing, version_id, copies.shingles(rows.article_of(row)))
    return version_id


def _appear(merging: Merging, version_id: int, met: Sequence[sqlite3.Row]) -> int:
    """Say where a version was met, once for each address; gives how many are new."""
    connection = merging.writing.connection
    before, count = index.outlets(connection, version_id), 0
    for row in met:
        known = "SELECT 1 FROM appearance WHERE address = ? AND version_id = ?"
        if connection.execute(known, (row["address"], version_id)).fetchone() is None:
            place: rows.Cells = {"version_id": version_id, "page_id": page(merging, row["page_id"])}
            table.add(connection, "appearance", {**place, **own(row), **merging.by(row["run_id"]).stamp})
            count += 1
    after = index.outlets(connection, version_id)
    if after != before:  # lines that are there are found under the new outlet, too
        index.take_out_version(connection, version_id, before)
        index.add_version(connection, version_id, after)
    return count
