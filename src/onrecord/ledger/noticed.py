"""Writing changes down: which texts are still to be looked at, what is told of each, what was noticed.

A text is looked at once, when all of its story is matched. What was noticed is a line and stays, whatever the
stories and claims become later.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onrecord.ledger import change_words, placing, read_back, rows, table
from onrecord.ledger.stances import Member
from onrecord.ledger.store import Store

LATE = timedelta(days=7)
"""An article that was older than this when it was looked at is no news."""
# Texts that came in the newest so many of a story, and those with a stance towards the same claims, are what
# a new one is held against: reading one takes some milliseconds.
NEWEST = 200
_OPEN = """
SELECT DISTINCT m.story_id FROM unnoticed u JOIN version v ON v.id = u.version_id
JOIN member m ON m.article_id = v.article_id
WHERE m.story_id > ?
  AND NOT EXISTS (SELECT 1 FROM member o WHERE o.story_id = m.story_id AND o.matched IS NULL)
  AND NOT EXISTS (SELECT 1 FROM ungrouped g WHERE g.article_id = v.article_id)
ORDER BY m.story_id LIMIT 1
"""
# Whoever is in no story, or has left the one that he came into, with nothing to be done for him.
_HOMELESS = """
SELECT u.version_id FROM unnoticed u JOIN version v ON v.id = u.version_id
WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.article_id = v.article_id)
  AND NOT EXISTS (SELECT 1 FROM ungrouped g WHERE g.article_id = v.article_id)
"""
_TEXTS = """
SELECT v.id, v.article_id, v.number, v.published_at, v.recorded_at, v.id = m.version_id AS is_latest
FROM unnoticed u JOIN version v ON v.id = u.version_id JOIN member m ON m.article_id = v.article_id
WHERE m.story_id = ? ORDER BY v.id
"""
_BEFORE = """
SELECT id, published_at, EXISTS (SELECT 1 FROM unnoticed u WHERE u.version_id = version.id) AS is_open
FROM version WHERE article_id = ? AND number < ? ORDER BY number DESC LIMIT 1
"""
_TIMES = """
SELECT v.id, v.published_at, v.recorded_at, e.id AS before, e.published_at AS was
FROM version v LEFT JOIN version e ON e.article_id = v.article_id
  AND e.number = (SELECT max(number) FROM version x WHERE x.article_id = v.article_id AND x.number < v.number)
WHERE v.id IN (SELECT value FROM json_each(?))
"""
_TOUCHED = """
SELECT DISTINCT x.claim_id FROM statement s JOIN stance x ON x.statement_id = s.id
WHERE s.version_id IN (SELECT value FROM json_each(?))
"""
_DIFFERENCES = """
SELECT change, old_id, new_id FROM version_difference WHERE version_id = ? ORDER BY place
"""
_STAYED = """
SELECT 1 FROM statement s JOIN succession c ON c.old_id = s.id AND c.why = 'version'
WHERE s.version_id = ? LIMIT 1
"""
_COPIES = """
SELECT w.version_id FROM wire_copy w
JOIN version v ON v.id = w.version_id JOIN version o ON o.id = w.of_version_id
WHERE w.version_id IN (SELECT value FROM json_each(?)) AND o.article_id <> v.article_id
"""
_FIGURES = """
SELECT substr(v.text, f.start + 1, f.stop - f.start)
FROM statement_figure sf JOIN figure f ON f.id = sf.figure_id
JOIN statement s ON s.id = sf.statement_id JOIN version v ON v.id = s.version_id
WHERE sf.statement_id = ? ORDER BY sf.place
"""
_EVENTS = "SELECT value FROM statement_event WHERE statement_id = ? ORDER BY place"
_OF_LINE = "SELECT min(change_id) FROM change_pair WHERE new_id = ?"


@dataclass(frozen=True, slots=True)
class Text:
    """A version of an article that is to be looked at. `at` is when it came out, never later than recorded.

    `before` is the version that it follows, if that was looked at; `is_latest` says that its lines count.
    """

    version_id: int
    article_id: int
    at: str
    is_late: bool
    before: int | None
    is_latest: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How a statement of a later version differs from the one before: `what` as in version_difference."""

    what: str
    old: int | None
    new: int | None
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """A change as it is written down: of which text, with its pairs (what, old line, new line, was, now)."""

    kind: str
    version_id: int
    claim: str | None
    pairs: tuple[tuple[str, int | None, int | None, str | None, str | None], ...]


def count(store: Store) -> int:
    """How many texts are still to be looked at. Raises LedgerError."""
    with store.in_plain_words("read"):
        (counted,) = store.connection.execute("SELECT count(*) FROM unnoticed").fetchone()
    return int(counted)


def next_story(connection: sqlite3.Connection, behind: int) -> int | None:
    """The next story, by number, with texts that can be looked at: all of it is matched."""
    found = connection.execute(_OPEN, (behind,)).fetchone()
    return found["story_id"] if found else None


def let_go(connection: sqlite3.Connection) -> bool:
    """Pass over texts that are in no story and will not be; says whether there were any."""
    homeless = [version_id for (version_id,) in connection.execute(_HOMELESS)]
    _done(connection, homeless)
    return bool(homeless)


def texts(connection: sqlite3.Connection, story_id: int, moment: datetime) -> tuple[Text, ...]:
    """The texts of a story that are to be looked at, in the order of their arrival."""
    found = connection.execute(_TEXTS, (story_id,)).fetchall()
    came_out = times(connection, [row["id"] for row in found])
    return tuple(_text(connection, row, came_out[row["id"]], moment) for row in found)


def _text(connection: sqlite3.Connection, row: sqlite3.Row, at: str, moment: datetime) -> Text:
    before = connection.execute(_BEFORE, (row["article_id"], row["number"])).fetchone()
    is_late = datetime.fromisoformat(at) < moment - LATE
    known = before["id"] if before is not None and not before["is_open"] else None
    return Text(row["id"], row["article_id"], at, is_late, known, bool(row["is_latest"]))


def times(connection: sqlite3.Connection, versions: Collection[int]) -> dict[int, str]:
    """When each version came out (ISO 8601, UTC, to the second): published, no later than recorded.

    A later version that bears the time of the one before came out when it was met.
    """
    found = connection.execute(_TIMES, (json.dumps(sorted(versions)),))
    return {
        row["id"]: _earlier(
            None if row["before"] and row["published_at"] == row["was"] else row["published_at"],
            row["recorded_at"],
        )
        for row in found
    }


def _earlier(published_at: str | None, recorded_at: str) -> str:
    recorded = datetime.fromisoformat(recorded_at)
    try:
        published = datetime.fromisoformat(published_at or "")
        known = published.replace(tzinfo=published.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        known = recorded
    return min(known, recorded).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def held_against(connection: sqlite3.Connection, story_id: int, versions: Sequence[int]) -> list[Member]:
    """The articles of a story that new texts are held against, and those themselves, by arrival."""
    asked = json.dumps(list(versions))
    claims = [claim for (claim,) in connection.execute(_TOUCHED, (asked,))]
    found = connection.execute(
        "SELECT m.article_id, m.version_id, a.key FROM member m JOIN article a ON a.id = m.article_id"
        " WHERE m.story_id = :story AND (m.article_id IN (SELECT article_id FROM member"
        " WHERE story_id = :story ORDER BY article_id DESC LIMIT :most)"
        " OR m.version_id IN (SELECT value FROM json_each(:versions))"
        " OR m.version_id IN (SELECT s.version_id FROM stance x JOIN statement s ON s.id = x.statement_id"
        " WHERE x.claim_id IN (SELECT value FROM json_each(:claims)))) ORDER BY m.article_id",
        {"story": story_id, "most": NEWEST, "versions": asked, "claims": json.dumps(claims)},
    )
    return [Member(*row) for row in found]


def copies(connection: sqlite3.Connection, versions: Collection[int]) -> set[int]:
    """Those of the versions whose text is a wire copy of another article's."""
    return {version for (version,) in connection.execute(_COPIES, (json.dumps(sorted(versions)),))}


def differences(connection: sqlite3.Connection, version_id: int) -> tuple[Difference, ...]:
    """How the statements of a version differ from those of the one before, with their figures or days."""
    return tuple(_difference(connection, *row) for row in connection.execute(_DIFFERENCES, (version_id,)))


def _difference(connection: sqlite3.Connection, what: str, old: int | None, new: int | None) -> Difference:
    asked = {"figure": _FIGURES, "time": _EVENTS}.get(what)
    if asked is None:
        return Difference(what, old, new, None, None)
    told = [[value for (value,) in connection.execute(asked, (line,))] for line in (old, new)]
    was, now = (
        ", ".join(value for value in own if value not in other) or None for own, other in (told, told[::-1])
    )
    return Difference(what, old, new, was, now)


def is_emptied(connection: sqlite3.Connection, version_id: int, before: int) -> bool:
    """Whether no statement of the version before stayed in any words, and the text says why."""
    if connection.execute(_STAYED, (before,)).fetchone():
        return False
    return placing.takes_back(rows.article_of(read_back.version_row(connection, version_id)))


def write(
    store: Store,
    moment: str,
    story: str,
    seen: Sequence[Text],
    found: Iterable[Written],
    repeats: Iterable[tuple[int, int]],
) -> int:
    """Write down what was noticed of texts, within a transaction; gives how many changes are new.

    Nothing is written of a text that somebody else has looked at meanwhile. `repeats` are lines, and the line
    whose change each repeats.
    """
    connection = store.connection
    known = {each.version_id: each for each in seen if _is_open(connection, each.version_id)}
    articles = _articles(connection, known)
    new = 0
    for each in found:
        if each.version_id in known:
            new += _add(connection, moment, story, each, known[each.version_id], articles[each.version_id])
    for line, of in repeats:
        (change,) = connection.execute(_OF_LINE, (of,)).fetchone()
        if change is not None:
            connection.execute("INSERT OR IGNORE INTO change_repeat VALUES (?, ?, ?)", (line, change, moment))
    _done(connection, known)
    return new


def _add(
    connection: sqlite3.Connection, moment: str, story: str, change: Written, text: Text, article: str
) -> int:
    key = _key(connection, change)
    if connection.execute("SELECT 1 FROM change WHERE key = ?", (key,)).fetchone():
        return 0
    cells: rows.Cells = {
        "key": key,
        "kind": change.kind,
        "story": story,
        "claim": change.claim,
        "article": article,
        "version_id": change.version_id,
        "at": text.at,
        "is_late": int(text.is_late),
        "recorded_at": moment,
    }
    number = table.add(connection, "change", cells)
    names = ("change_id", "place", "what", "old_id", "new_id", "was", "now")
    table.add_all(
        connection,
        "change_pair",
        [dict(zip(names, (number, place, *pair), strict=True)) for place, pair in enumerate(change.pairs)],
    )
    change_words.add(connection, number)
    return 1


def _key(connection: sqlite3.Connection, change: Written) -> str:
    """The change's id: the same in every ledger that holds the same statements."""
    lines = [line for _, old, new, *_ in change.pairs for line in (old, new) if line is not None]
    found = connection.execute(
        "SELECT id, key FROM statement WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(lines),)
    )
    keys = {row["id"]: row["key"] for row in found}
    told: list[object] = [
        change.kind,
        *([what, keys.get(old or 0), keys.get(new or 0)] for what, old, new, *_ in change.pairs),
    ]
    if not lines:
        told.append(change.version_id)
    return "x" + hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def _articles(connection: sqlite3.Connection, versions: Iterable[int]) -> dict[int, str]:
    found = connection.execute(
        "SELECT v.id, a.key FROM version v JOIN article a ON a.id = v.article_id"
        " WHERE v.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(versions)),),
    )
    return dict(tuple(row) for row in found)


def _is_open(connection: sqlite3.Connection, version_id: int) -> bool:
    found = connection.execute("SELECT 1 FROM unnoticed WHERE version_id = ?", (version_id,)).fetchone()
    return found is not None


def _done(connection: sqlite3.Connection, versions: Iterable[int]) -> None:
    connection.executemany("DELETE FROM unnoticed WHERE version_id = ?", [(each,) for each in versions])
