"""Keys of a desk: random, made when they are first needed, never given out."""

from __future__ import annotations

import secrets

from onrecord.desk.file import Desk

_BYTES = 32


def key(desk: Desk, name: str) -> bytes:
    """The key of a name: the same whenever the desk is opened, so that forms outlive a restart."""
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (name, secrets.token_bytes(_BYTES)),
        )
        found = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    return bytes(found["value"])
