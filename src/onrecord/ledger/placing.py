"""Placing what was read: has it been met before, which article is it, which version, where did it appear?

A text that is there already is not taken in again: it has one more appearance, or none. Another text at an
address that is known, or under an id that is known, is a new version of that article, if the two have
something in common; else it is another article (a file that is used anew for each paste, a front page).
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Literal

from onrecord.ledger import copies, index, lines, pages, read_back, rows, table, versions, wire
from onrecord.ledger.lines import Writing
from onrecord.ledger.pages import PackedPage
from onrecord.ledger.store import LedgerError
from onrecord.records import BY_HAND, Article, Page, Reading

# Share of the shorter text's word sequences that stand in the other, too. Two reports of different events
# share next to none; a report that was written anew since the morning keeps at least some of its sentences.
RELATED = 0.15
# Characters of a notice that stands in a report's place, at most.
LONGEST_NOTICE = 1_200
_GONE = (
    r"(?:retract(?:ed|ion|ing|s)?|withdr(?:aw|aws|ew|awn|awing)|unpublished|deleted|removed"
    r"|tak(?:en|ing) (?:down|back))"
)
_ITSELF = r"(?:article|report|story|item|page|piece|version|account)"
_TAKEN_BACK = re.compile(
    rf"\b{_ITSELF}\b[^.!?]{{0,80}}\b{_GONE}\b|\b{_GONE}\b[^.!?]{{0,40}}\b{_ITSELF}\b", re.IGNORECASE
)
UNREAD = "none"
"""The model of a reading in which no statements were looked for."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something has its place now."""

    fate: Literal["new", "version", "appearance", "again"]
    article: str
    version: int
    statements: int = 0
    changes: int = 0


def knows_page(connection: sqlite3.Connection, page: Page, page_hash: str) -> bool:
    """Whether a page with these bytes was read, or taken out."""
    if _mark(connection, page_hash):
        return True
    page_id = pages.find(connection, page, page_hash)
    return page_id is not None and _version_of_page(connection, page_id) is not None


def version_with(connection: sqlite3.Connection, text_hash: str) -> int | None:
    """The number of the version with this text."""
    found = connection.execute("SELECT id FROM version WHERE text_hash = ?", (text_hash,)).fetchone()
    return found[0] if found else None


def tombstone(
    connection: sqlite3.Connection, page: PackedPage | None, result: Reading | Article | None
) -> str | None:
    """When and why this was taken out of the ledger; None where it was not."""
    article = result.article if isinstance(result, Reading) else result
    # By their bytes, their text and their web addresses; the same file may hold another report tomorrow.
    marks = [page.hash, page.page.url] if page else []
    marks += [rows.hash_of(article.text), article.url] if article else []
    return next((grave for mark in marks if mark and (grave := _mark(connection, mark))), None)


def place(writing: Writing, page: PackedPage | None, result: Reading | Article | None) -> Placed:
    """Give it its place, with new lines where there is something new."""
    connection = writing.connection
    article = result.article if isinstance(result, Reading) else result
    if article is None:
        return _again(writing, _known_version(connection, page), page, None)
    known = version_with(connection, rows.hash_of(article.text))
    if known is not None:
        return _again(writing, known, page, article)
    # An article alone was known a moment ago, and somebody took it out since: it is kept unread.
    return _anew(writing, page, result if isinstance(result, Reading) else Reading(article, (), UNREAD))


def _mark(connection: sqlite3.Connection, mark: str) -> str | None:
    found = connection.execute(
        "SELECT t.recorded_at, t.why FROM tombstone_mark m JOIN tombstone t ON t.id = m.tombstone_id"
        " WHERE m.mark = ?",
        (mark,),
    ).fetchone()
    return f"on {found['recorded_at'][:10]}, because: {found['why']}" if found else None


def _version_of_page(connection: sqlite3.Connection, page_id: int) -> int | None:
    found = connection.execute(
        "SELECT version_id FROM appearance WHERE page_id = ? ORDER BY id LIMIT 1", (page_id,)
    ).fetchone()
    return found[0] if found else None


def _known_version(connection: sqlite3.Connection, page: PackedPage | None) -> int:
    page_id = pages.find(connection, page.page, page.hash) if page else None
    version_id = _version_of_page(connection, page_id) if page_id is not None else None
    if version_id is None:  # somebody took it out since it was looked for
        raise LedgerError("an article was taken out of the ledger at this moment: run the same command again")
    return version_id


def _again(writing: Writing, version_id: int, page: PackedPage | None, article: Article | None) -> Placed:
    """A text that is there: perhaps at another address, perhaps not read before."""
    connection = writing.connection
    before = index.outlets(connection, version_id)
    is_new = page is not None and _appear(writing, version_id, page, article)
    after = index.outlets(connection, version_id)
    if after != before:  # found under the new outlet, too
        index.take_out_version(connection, version_id, before)
        index.add_version(connection, version_id, after)
    return Placed("appearance" if is_new else "again", *_named(connection, version_id))


def _anew(writing: Writing, page: PackedPage | None, reading: Reading) -> Placed:
    connection, article = writing.connection, reading.article
    shingles = copies.shingles(article)
    is_note = reading.model == BY_HAND
    earlier = _earlier_version(connection, page, article, is_note=is_note)
    version_id = _add_version(writing, earlier, article)
    if page is not None:
        _appear(writing, version_id, page, article)
    wire.add(writing, version_id, shingles)
    before = read_back.current(connection, earlier["id"]) if earlier else None
    base = lines.add_reading(writing, version_id, reading)
    numbers = lines.add_lines(writing, base, reading)
    changes = versions.succeed(writing, version_id, before, reading, numbers) if before else 0
    fate: Literal["new", "version"] = "version" if earlier else "new"
    return Placed(fate, *_named(connection, version_id), len(numbers), changes)


def _named(connection: sqlite3.Connection, version_id: int) -> tuple[str, int]:
    key, number = connection.execute(
        "SELECT a.key, v.number FROM version v JOIN article a ON a.id = v.article_id WHERE v.id = ?",
        (version_id,),
    ).fetchone()
    return key, number


def _earlier_version(
    connection: sqlite3.Connection,
    page: PackedPage | None,
    article: Article,
    *,
    is_note: bool,
) -> sqlite3.Row | None:
    """The latest version of the article that this is a new version of: same address or id, and related.

    A note is a claim of its own, whatever page it links to: only its id makes it a version of another note.
    """
    found = connection.execute(
        "SELECT v.* FROM version v WHERE v.article_id IN"
        " (SELECT w.article_id FROM appearance a JOIN version w ON w.id = a.version_id"
        "  WHERE a.address = ? OR a.given_id = ?)"
        " AND v.number = (SELECT max(number) FROM version w WHERE w.article_id = v.article_id)"
        " AND ? = EXISTS (SELECT 1 FROM reading g WHERE g.version_id = v.id AND g.model = ?)"
        " ORDER BY v.id DESC",
        (None if is_note else _address(page, article), page.page.id if page else None, is_note, BY_HAND),
    )
    return next((row for row in found if is_related(rows.article_of(row), article)), None)


def is_related(earlier: Article, article: Article) -> bool:
    """Whether what stands at the address of an earlier text is a later version of it.

    It bears the same headline, has words in common with it, or says in short that it was taken back.
    """
    if article.headline and earlier.headline and article.headline.casefold() == earlier.headline.casefold():
        return True
    if takes_back(article):
        return True
    first, second = copies.shingles(earlier).every, copies.shingles(article).every
    fewer = min(len(first), len(second))
    return bool(fewer) and len(first & second) >= RELATED * fewer


def takes_back(article: Article) -> bool:
    """Whether a text is short and says that a report was taken back: "This story has been withdrawn"."""
    return len(article.text) <= LONGEST_NOTICE and _TAKEN_BACK.search(article.text) is not None


def _add_version(writing: Writing, earlier: sqlite3.Row | None, article: Article) -> int:
    connection = writing.connection
    if earlier is None:
        key = _free_key(connection, article)
        article_id = table.add(connection, "article", {"key": key, **writing.stamp})
        number = 1
    else:
        article_id, number = earlier["article_id"], earlier["number"] + 1
    cells = rows.version_cells(article)
    return table.add(
        connection, "version", {"article_id": article_id, "number": number, **cells, **writing.stamp}
    )


def _free_key(connection: sqlite3.Connection, article: Article) -> str:
    """The article's id; where another article has it (two files both begin at "1"), a hash of the text."""
    text_hash = rows.hash_of(article.text)
    for key in (rows.clean(article.id), text_hash[:16]):
        if connection.execute("SELECT 1 FROM article WHERE key = ?", (key,)).fetchone() is None:
            return key
    return text_hash


def _appear(writing: Writing, version_id: int, page: PackedPage, article: Article | None) -> bool:
    """Say where the version was met; False where that is known."""
    connection = writing.connection
    address = _address(page, article)
    known = connection.execute(
        "SELECT 1 FROM appearance WHERE version_id = ? AND (address = ? OR (? IS NULL AND page_id ="
        " (SELECT id FROM page WHERE hash = ?) AND origin = ?))",
        (version_id, address, page.page.url, page.hash, rows.clean(page.page.origin)),
    ).fetchone()
    if known:
        return False
    told = article or rows.article_of(read_back.version_row(connection, version_id))
    cells: rows.Cells = {
        "version_id": version_id,
        "address": address,
        **pages.met_cells(page.page, pages.add(connection, page)),
        "given_id": page.page.id,
        "url": page.page.url or (article.url if article else None),
        "outlet": page.page.outlet or told.outlet,
        "headline": page.page.headline or told.headline,
        "published_at": page.page.published_at or told.published_at,
        **writing.stamp,
    }
    table.add(connection, "appearance", cells)
    return True


def _address(page: PackedPage | None, article: Article | None) -> str | None:
    """Where it was met: its web address (the input's, else the page's own), else the file."""
    if page is None:
        return article.url if article else None
    url = page.page.url or (article.url if article else None)
    return rows.clean(url or page.page.origin)
