"""What the explorer is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.delivery.settings import DeliverySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the ledger is, whom the explorer answers, and what it takes at most.

    `desk` is the file of accounts, sessions and saved searches; `hosts` are the names that a browser may call
    the explorer by, without port: a page elsewhere that lets its own name point here is not answered.
    `is_secure` says that it is reached by https (through a proxy). `person` decides where there are no
    accounts. Sizes are bytes, but `text_size`, which is characters. `delivery` says how letters go out; None:
    there is no newsletter.
    """

    ledger: Path
    desk: Path
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    is_secure: bool = False
    person: str = "local"
    upload_size: int = 64_000_000
    form_size: int = 4_000_000
    text_size: int = 1_000_000
    allow_private: bool = False
    delivery: DeliverySettings | None = None


def desk_of(ledger: Path) -> Path:
    """The desk's file of a ledger: beside it, so that the ledger can be given away alone."""
    return ledger.with_name(f"{ledger.stem}.desk.db")
