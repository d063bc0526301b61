"""Claims and stances in the ledger: what is still to be matched of a story, what was, and what came of it.

They follow from the lines and are no record: where a line, or the articles of a story, changed, those of the
story are cleared and matched anew. A story's `revision` tells whether somebody else did so meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.ledger import claim_ids, decided_stances, read_back, rows, table
from onrecord.records import Reading, Stance, StanceKind

# A matcher is given the articles of a story from the beginning of the block before the last on. Blocks, and
# not the last so many, because it is then given the same ones whether they came at once or day by day.
BLOCK = 100
# A story of more articles is not matched anew as a whole when one of them leaves, changes or comes late: that
# one is taken out, and matched as if it had come last.
WHOLE = 50
KINDS: tuple[StanceKind, ...] = decided_stances.KINDS
"""The kinds of stances, each kept as its place here."""
THOUSAND = 1_000
_UNMATCHED = """
SELECT m.article_id, m.version_id, a.key FROM member m JOIN article a ON a.id = m.article_id
WHERE m.story_id = ? AND m.matched IS NULL ORDER BY m.article_id
"""
_MATCHED = """
SELECT m.article_id, m.version_id, a.key FROM member m JOIN article a ON a.id = m.article_id
WHERE m.story_id = ? AND m.matched IS NOT NULL ORDER BY m.article_id LIMIT -1 OFFSET ?
"""
_IS_OVERTAKEN = """
SELECT 1 FROM member WHERE story_id = :story AND matched > 0 AND article_id >
  (SELECT min(article_id) FROM member WHERE story_id = :story AND matched IS NULL)
  AND (SELECT count(*) FROM member WHERE story_id = :story) <= :most LIMIT 1
"""
_COUNT = """
SELECT (SELECT count(*) FROM member WHERE story_id = :story)
  - (SELECT count(*) FROM member WHERE story_id = :story AND matched IS NULL)
"""
_NEWEST = """
SELECT m.article_id, m.version_id, a.key FROM member m JOIN article a ON a.id = m.article_id
WHERE m.story_id = ? ORDER BY m.article_id DESC LIMIT ?
"""
_OF_CLAIM = """
SELECT DISTINCT m.article_id, m.version_id, a.key FROM member m JOIN article a ON a.id = m.article_id
JOIN statement s ON s.version_id = m.version_id
JOIN stance x ON x.statement_id = s.id AND x.claim_id = :claim
WHERE m.story_id = (SELECT story_id FROM claim WHERE id = :claim) ORDER BY m.article_id
"""
_REWORDED = """
SELECT o.version_id, o.key AS old, n.key AS new FROM version_difference d
JOIN statement o ON o.id = d.old_id JOIN statement n ON n.id = d.new_id
WHERE d.version_id = ? AND d.change = 'reworded' ORDER BY d.place
"""
_LINES = """
SELECT s.id FROM member m JOIN statement s ON s.version_id = m.version_id WHERE m.story_id = ?
"""
_SOME = "story_id = :story AND article_id IN (SELECT value FROM json_each(:articles))"
_OF_SOME = f"""
statement_id IN (SELECT s.id FROM member m JOIN statement s ON s.version_id = m.version_id WHERE {_SOME})
"""
_TABLES = ("stance", "matched_stance")
_UNTOLD = """
DELETE FROM claim WHERE id IN (SELECT value FROM json_each(:claims)) AND id NOT IN (
  SELECT x.claim_id FROM member m JOIN statement s ON s.version_id = m.version_id
  JOIN stance x ON x.statement_id = s.id WHERE m.story_id = :story)
"""
_STANCES = """
SELECT s.key AS statement, x.claim_id, x.kind, x.score
FROM statement s JOIN stance x ON x.statement_id = s.id
WHERE s.version_id = ? ORDER BY s.id, x.score DESC, x.claim_id
"""
_MATCHED_STANCES = """
SELECT s.id, s.key AS statement, x.claim_id, x.kind, x.score
FROM statement s JOIN stance x ON x.statement_id = s.id
WHERE s.version_id = :version
  AND NOT EXISTS (SELECT 1 FROM matched_stance b WHERE b.statement_id = s.id)
UNION ALL SELECT s.id, s.key, b.claim_id, b.kind, b.score
FROM statement s JOIN matched_stance b ON b.statement_id = s.id WHERE s.version_id = :version
ORDER BY 1, 5 DESC, 3
"""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story, in its latest version."""

    article_id: int
    version_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Open:
    """A story of which articles are to be matched, in the order of their arrival; `matched` are behind it."""

    story_id: int
    key: str
    revision: int
    matched: int
    waiting: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A statement that a version has in other words: its key there, and in the version before."""

    before: Member
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger holds of an article: its reading, under its key, and the numbers of its lines."""

    reading: Reading
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of an article: the stances of its statements, the day of each (20241025, 0 unknown)."""

    member: Member
    numbers: Mapping[str, int]
    days: Mapping[str, int]
    stances: tuple[Stance, ...]
    count: int


def waiting(connection: sqlite3.Connection) -> list[int]:
    """The stories of which some article is to be matched, in the order in which they were founded."""
    found = connection.execute("SELECT DISTINCT story_id FROM member WHERE matched IS NULL ORDER BY story_id")
    return [story_id for (story_id,) in found]


def opened(connection: sqlite3.Connection, story_id: int) -> Open | None:
    """What is to be matched of a story; None where nothing is."""
    story = connection.execute("SELECT key, revision FROM story WHERE id = ?", (story_id,)).fetchone()
    members = connection.execute(_UNMATCHED, (story_id,)).fetchall()
    if story is None or not members:
        return None
    (matched,) = connection.execute(_COUNT, {"story": story_id}).fetchone()
    return Open(story_id, story["key"], story["revision"], matched, tuple(Member(*each) for each in members))


def is_overtaken(connection: sqlite3.Connection, story_id: int) -> bool:
    """Whether an article that is to be matched came before one that was, so that all are to be matched anew.

    Not in a large story.
    """
    found = connection.execute(_IS_OVERTAKEN, {"story": story_id, "most": WHOLE}).fetchone()
    return found is not None


def changed(connection: sqlite3.Connection, article_id: int) -> None:
    """Let an article whose statements have changed be matched: with its whole story, if it was before."""
    row = connection.execute("SELECT story_id, matched FROM member WHERE article_id = ?", (article_id,))
    story_id, matched = row.fetchone()
    if matched:
        make_void(connection, story_id, [article_id])
    else:
        connection.execute("UPDATE member SET matched = NULL WHERE article_id = ?", (article_id,))


def make_void(connection: sqlite3.Connection, story_id: int, articles: Sequence[int]) -> None:
    """Take out what was matched of articles of a story; where it is no large one, all that was matched."""
    (count,) = connection.execute("SELECT count(*) FROM member WHERE story_id = ?", (story_id,)).fetchone()
    if count <= WHOLE:
        clear(connection, story_id)
        return
    asked = {"story": story_id, "articles": json.dumps(articles)}
    own = connection.execute(f"SELECT DISTINCT claim_id FROM stance WHERE {_OF_SOME}", asked).fetchall()
    for name in _TABLES:
        connection.execute(f"DELETE FROM {name} WHERE {_OF_SOME}", asked)
    connection.execute(_UNTOLD, {**asked, "claims": json.dumps([number for (number,) in own])})
    connection.execute(f"UPDATE member SET matched = NULL WHERE {_SOME}", asked)
    # What somebody decided by a statement that is not there now does not hold for the others either.
    decided_stances.apply(connection, story_id)
    connection.execute("UPDATE story SET revision = revision + 1 WHERE id = ?", (story_id,))


def clear(connection: sqlite3.Connection, story_id: int) -> None:
    """Take out what was matched of a story: all of it is to be matched anew."""
    of_lines = f"statement_id IN ({_LINES})"
    founded = f"SELECT claim_id FROM stance WHERE {of_lines}"
    connection.execute(f"DELETE FROM claim WHERE id IN ({founded})", (story_id,))
    for name in _TABLES:
        connection.execute(f"DELETE FROM {name} WHERE {of_lines}", (story_id,))
    connection.execute("UPDATE member SET matched = NULL WHERE story_id = ?", (story_id,))
    connection.execute("UPDATE story SET revision = revision + 1 WHERE id = ?", (story_id,))


def told(connection: sqlite3.Connection, member: Member) -> Told | None:
    """What the ledger holds of an article; None where it was taken out, or never read."""
    kept = read_back.current(connection, member.version_id)
    if kept is None:
        return None
    reading = replace(kept.reading, article=replace(kept.reading.article, id=member.key))
    return Told(reading, kept.numbers)


def before(connection: sqlite3.Connection, story: Open) -> tuple[Member, ...]:
    """The articles that were matched and that a matcher has to know to go on."""
    first = max(story.matched // BLOCK - 1, 0) * BLOCK
    return tuple(Member(*row) for row in connection.execute(_MATCHED, (story.story_id, first)))


def begins_block(matched: int) -> bool:
    """Whether a matcher that has been given so many articles of a story has to forget the first of them."""
    return matched > BLOCK and matched % BLOCK == 0


def of_article(connection: sqlite3.Connection, member: Member) -> dict[str, tuple[Stance, ...]]:
    """The stances of an article's lines, by the keys of their statements."""
    return _by_statement(connection.execute(_STANCES, (member.version_id,)), member)


def as_matched(connection: sqlite3.Connection, member: Member) -> dict[str, tuple[Stance, ...]]:
    """The same as a matcher gave them, whatever people decided since."""
    return _by_statement(connection.execute(_MATCHED_STANCES, {"version": member.version_id}), member)


def _by_statement(found: Iterable[sqlite3.Row], member: Member) -> dict[str, tuple[Stance, ...]]:
    return {
        key: tuple(
            Stance(
                claim=claim_ids.written(row["claim_id"]),
                statement=key,
                article=member.key,
                kind=KINDS[row["kind"]],
                score=row["score"] / THOUSAND,
            )
            for row in some
        )
        for key, some in groupby(found, key=lambda row: row["statement"])
    }


def members(connection: sqlite3.Connection, story_id: int, most: int) -> tuple[Member, ...]:
    """The newest articles of a story, in the order of their arrival."""
    found = [Member(*row) for row in connection.execute(_NEWEST, (story_id, most))]
    return tuple(reversed(found))


def of_claim(connection: sqlite3.Connection, claim_id: int) -> tuple[Member, ...]:
    """The articles with a statement that has a stance towards a claim, in the order of their arrival."""
    return tuple(Member(*row) for row in connection.execute(_OF_CLAIM, {"claim": claim_id}))


def reworded(connection: sqlite3.Connection, member: Member) -> tuple[Reworded, ...]:
    """The statements of an article that its latest version has in other words than the one before."""
    found = connection.execute(_REWORDED, (member.version_id,))
    return tuple(
        Reworded(replace(member, version_id=row["version_id"]), row["old"], row["new"]) for row in found
    )


def write(
    connection: sqlite3.Connection, story_id: int, revision: int, matched: Sequence[Matched]
) -> int | None:
    """Write down what became of articles of a story, and what people decided on it; gives its new revision.

    None, and nothing is written, where the story has changed since it had that revision.
    """
    if not all(_is_member(connection, story_id, each.member) for each in matched):
        return None
    changed = connection.execute(
        "UPDATE story SET revision = revision + 1 WHERE id = ? AND revision = ?", (story_id, revision)
    )
    if not changed.rowcount:
        return None
    for each in matched:
        cells: list[rows.Cells] = [
            {
                "statement_id": each.numbers[stance.statement],
                "claim_id": decided_stances.claim_row(connection, story_id, claim_ids.number(stance.claim)),
                "kind": KINDS.index(stance.kind),
                "score": round(stance.score * THOUSAND),
                "day": each.days.get(stance.statement, 0) if stance.kind == "disputes" else 0,
            }
            for stance in each.stances
        ]
        table.add_all(connection, "stance", cells)
        connection.execute(
            "UPDATE member SET matched = ? WHERE article_id = ?", (each.count, each.member.article_id)
        )
    decided_stances.apply(connection, story_id)
    return revision + 1


def pass_over(connection: sqlite3.Connection, member: Member) -> None:
    """Let an article that cannot be matched be behind it, with no stances."""
    connection.execute(
        "UPDATE member SET matched = 0 WHERE article_id = ? AND version_id = ?",
        (member.article_id, member.version_id),
    )


def _is_member(connection: sqlite3.Connection, story_id: int, member: Member) -> bool:
    asked = (
        "SELECT 1 FROM member WHERE article_id = ? AND version_id = ? AND story_id = ? AND matched IS NULL"
    )
    found = connection.execute(asked, (member.article_id, member.version_id, story_id)).fetchone()
    return found is not None
