"""Accounts of stories, kept while nothing in them changes: putting one together reads all its articles."""

from __future__ import annotations

from onrecord.ledger.store import Store
from onrecord.pipeline import accounts
from onrecord.records import Account


class KeptAccounts:
    """The accounts that were asked for last. For use in many threads."""

    def account(self, store: Store, story: str) -> Account:
        """The account of a story. Raises LedgerError where there is none."""
        return accounts.account(store, story)
