"""The desk: what belongs to the people who work with a ledger: accounts, sessions, saved searches."""
