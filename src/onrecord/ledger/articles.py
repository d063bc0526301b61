"""One article of the ledger: its versions, where each was met, what changed, who printed the same text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import read_back, wire
from onrecord.ledger.store import LedgerError, Store
from onrecord.records import Reading


@dataclass(frozen=True, slots=True)
class VersionState:
    """A version: `statements` are those found in it, `changes` those since the version before."""

    number: int
    headline: str | None
    statements: int
    changes: int
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where a version was met."""

    version: int
    outlet: str | None
    address: str
    archive_url: str | None
    headline: str | None
    published_at: str | None
    fetched_at: str | None


@dataclass(frozen=True, slots=True)
class StatementChange:
    """What changed in a statement with a version; it was added where `before` is None."""

    version: int
    change: str
    who_before: str | None
    before: str | None
    who_after: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleState:
    """An article of the ledger, with one of its versions as it is read now.

    `text_group` is the key of the first article with the same text (its own, where it is no copy), `copies`
    the keys of the others in that group.
    """

    key: str
    version: int
    reading: Reading
    versions: tuple[VersionState, ...]
    appearances: tuple[Appearance, ...]
    changes: tuple[StatementChange, ...]
    text_group: str
    copies: tuple[str, ...]


_VERSIONS = """
SELECT v.number, v.headline, (SELECT count(*) FROM statement s WHERE s.version_id = v.id) AS statements,
  (SELECT count(*) FROM version_difference d WHERE d.version_id = v.id) AS changes, v.recorded_at
FROM version v WHERE v.article_id = ? ORDER BY v.number
"""
_APPEARANCES = """
SELECT v.number, p.outlet, p.address, p.archive_url, p.headline, p.published_at, p.fetched_at
FROM appearance p JOIN version v ON v.id = p.version_id WHERE v.article_id = ? ORDER BY p.id
"""
_CHANGES = """
SELECT version, change, who_before, before, who_after, after FROM difference_list WHERE article = ?
ORDER BY version
"""
_GROUP = """
SELECT DISTINCT a.key FROM text_group t JOIN version v ON v.id = t.version_id
JOIN article a ON a.id = v.article_id WHERE t.first_version_id = ? ORDER BY a.id
"""


def article(store: Store, name: str, version: int | None = None) -> ArticleState:
    """The article with this key, the beginning of one, or this address; by default its latest version.

    Raises LedgerError where there is none, or more than one.
    """
    with store.in_plain_words("read"):
        article_id, key = find(store, name)
        connection = store.connection
        rows = connection.execute(_VERSIONS, (article_id,)).fetchall()
        numbers = [row["number"] for row in rows]
        number = version if version is not None else numbers[-1]
        if number not in numbers:
            known = f"name one from {numbers[0]} to {numbers[-1]}"
            raise LedgerError(f"article {key} has no version {number}: {known}")
        (version_id,) = connection.execute(
            "SELECT id FROM version WHERE article_id = ? AND number = ?", (article_id, number)
        ).fetchone()
        kept = read_back.current(connection, version_id)
        assert kept is not None, "a version is entered together with its reading"
        first = wire.first(connection, version_id)
        group = [each for (each,) in connection.execute(_GROUP, (first,))]
        return ArticleState(
            key=key,
            version=number,
            reading=kept.reading,
            versions=tuple(VersionState(*row) for row in rows),
            appearances=tuple(Appearance(*row) for row in connection.execute(_APPEARANCES, (article_id,))),
            changes=tuple(StatementChange(*row) for row in connection.execute(_CHANGES, (key,))),
            text_group=group[0],
            copies=tuple(each for each in group if each != key),
        )


def find(store: Store, name: str) -> tuple[int, str]:
    """The number and the key of the article with this key, the beginning of one, or this address."""
    connection = store.connection
    exact = connection.execute("SELECT id, key FROM article WHERE key = ?", (name,)).fetchone()
    if exact:
        return exact["id"], exact["key"]
    found = connection.execute(
        "SELECT DISTINCT a.id, a.key FROM appearance p JOIN version v ON v.id = p.version_id"
        " JOIN article a ON a.id = v.article_id WHERE p.address = ? LIMIT 5",
        (name,),
    ).fetchall()
    if not found and name:
        found = connection.execute(
            "SELECT id, key FROM article WHERE substr(key, 1, ?) = ? LIMIT 5", (len(name), name)
        ).fetchall()
    if len(found) == 1:
        return found[0]["id"], found[0]["key"]
    if found:
        raise LedgerError(f"{name!r} is more than one article: {', '.join(row['key'] for row in found)}")
    raise LedgerError(f"there is no article {name!r}: onrecord ask shows the keys, an address does, too")
