"""The state of the feeds that are watched: what to send with the next request, when it is due, what was seen.

This is state and no record: it may change, and a ledger without it is as good; only more is fetched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from onrecord.ledger import rows, table
from onrecord.ledger.store import Store


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed that is watched. Moments are ISO 8601 in UTC; `failures` are those in a row."""

    address: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    asked_at: str | None = None
    due_at: str | None = None
    failures: int = 0
    message: str | None = None


def state(store: Store, address: str) -> FeedState:
    """What is known of a feed; of one that was never asked, its address."""
    with store.in_plain_words("read"):
        columns = ", ".join(FeedState.__slots__)
        row = store.connection.execute(
            f"SELECT {columns} FROM watch_feed WHERE address = ?", (address,)
        ).fetchone()
    return FeedState(*row) if row else FeedState(address)


def states(store: Store) -> tuple[FeedState, ...]:
    """All feeds that were ever asked, in the order of their addresses."""
    with store.in_plain_words("read"):
        columns = ", ".join(FeedState.__slots__)
        found = store.connection.execute(f"SELECT {columns} FROM watch_feed ORDER BY address").fetchall()
    return tuple(FeedState(*row) for row in found)


def unseen(store: Store, address: str, items: Iterable[str]) -> tuple[str, ...]:
    """Those of a feed's items that were not taken up yet, in their order."""
    with store.in_plain_words("read"):
        found = store.connection.execute("SELECT item FROM watch_item WHERE feed = ?", (address,))
        seen = {item for (item,) in found}
    return tuple(item for item in dict.fromkeys(map(rows.clean, items)) if item not in seen)


def keep(store: Store, feed: FeedState, seen: Sequence[str] = ()) -> None:
    """Write down a feed's state, and which items were taken up with it: both or neither."""
    cells: rows.Cells = {
        name: rows.clean(value) if isinstance(value, str) else value for name, value in asdict(feed).items()
    }
    with store.writing() as moment:
        store.connection.execute("DELETE FROM watch_feed WHERE address = ?", (cells["address"],))
        table.add(store.connection, "watch_feed", cells)
        store.connection.executemany(
            "INSERT OR IGNORE INTO watch_item (feed, item, seen_at) VALUES (?, ?, ?)",
            [(cells["address"], rows.clean(item), moment) for item in seen],
        )
