"""The explorer: the ledger in a browser, and as JSON. `onrecord serve` starts it."""
