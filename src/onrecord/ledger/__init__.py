"""The ledger: one SQLite file that keeps every statement, loses nothing and finds it again.

Readings and refusals are entered (`Entering`), questions are asked (`ask`). Lines are added and never
changed: a correction, a re-reading or a new version of an article is a new line that names the old one.
"""

from __future__ import annotations

from onrecord.ledger.store import LedgerError, Store, open_store

__all__ = ["LedgerError", "Store", "open_store"]
