"""Pages as they came: packed, known by the hash of their bytes, and given back as they were."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from dataclasses import dataclass, replace

from onrecord.ledger import rows, table
from onrecord.records import Page

# Six is zlib's own choice: of 47 news pages a sixth is left, and packing one takes 2 ms.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page whose bytes are packed: `page.raw` is empty, `size` counts the bytes before packing."""

    page: Page
    hash: str
    is_text: bool
    size: int
    bytes: bytes

    @property
    def address(self) -> str:
        """Where it was met: its web address, else what it was read from."""
        return rows.clean(self.page.url or self.page.origin)


def hashed(page: Page) -> str:
    """SHA-256 of what came in, hexadecimal."""
    return hashlib.sha256(_raw(page)).hexdigest()


def packed(page: Page) -> PackedPage:
    """Pack a page."""
    raw = _raw(page)
    return PackedPage(
        page=replace(page, raw="" if isinstance(page.raw, str) else b""),
        hash=hashlib.sha256(raw).hexdigest(),
        is_text=isinstance(page.raw, str),
        size=len(raw),
        bytes=zlib.compress(raw, _LEVEL),
    )


def add(connection: sqlite3.Connection, page: PackedPage) -> int:
    """Keep a page, once; gives its number."""
    found = find(connection, page.page, page.hash)
    if found is not None:
        return found
    cells: rows.Cells = {
        "hash": page.hash,
        "format": page.page.format,
        "is_text": int(page.is_text),
        "size": page.size,
        "packed": page.bytes,
    }
    return table.add(connection, "page", cells)


def find(connection: sqlite3.Connection, page: Page, page_hash: str) -> int | None:
    """The number of a page that is kept, None where it is not."""
    kind = (page_hash, page.format, isinstance(page.raw, str))
    found = connection.execute(
        "SELECT id FROM page WHERE hash = ? AND format = ? AND is_text = ?", kind
    ).fetchone()
    return found[0] if found else None


def met_cells(page: Page, page_id: int | None) -> rows.Cells:
    """The cells that tell where, when and with which words of its input a page was met."""
    given = (page.id, page.url, page.outlet, page.headline, page.authors, page.published_at)
    return {
        "origin": rows.clean(page.origin),
        "page_id": page_id,
        "given": rows.packed(given),
        "archive_url": rows.clean(page.archive_url) if page.archive_url else None,
        "fetched_at": page.fetched_at,
        "headers": rows.packed(page.headers),
    }


def kept(connection: sqlite3.Connection, met: sqlite3.Row) -> Page | None:
    """The page of an appearance or a refusal, as it came; None where only its text did."""
    row = connection.execute("SELECT * FROM page WHERE id = ?", (met["page_id"],)).fetchone()
    if row is None:
        return None
    raw = zlib.decompress(row["packed"])
    given_id, url, outlet, headline, authors, published_at = json.loads(met["given"])
    return Page(
        origin=met["origin"],
        format=row["format"],
        raw=raw.decode("utf-8", "surrogatepass") if row["is_text"] else raw,
        id=given_id,
        url=url,
        outlet=outlet,
        headline=headline,
        authors=tuple(authors),
        published_at=published_at,
        size=row["size"],
        fetched_at=met["fetched_at"],
        archive_url=met["archive_url"],
        headers=tuple((name, value) for name, value in json.loads(met["headers"])),
    )


def _raw(page: Page) -> bytes:
    return page.raw.encode("utf-8", "surrogatepass") if isinstance(page.raw, str) else page.raw
