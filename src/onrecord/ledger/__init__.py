"""The ledger: one SQLite file that keeps every statement, loses nothing and finds it again.

Readings and refusals are entered (`Entering`), questions are asked (`ask`). Lines are added and never
changed: a correction, a re-reading or a new version of an article is a new line that names the old one.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.ledger.store import LedgerError, Store, open_store

__all__ = ["DEFAULT", "LedgerError", "Store", "open_store"]

DEFAULT = Path("onrecord.db")
"""The ledger of a folder, where no other is named."""
