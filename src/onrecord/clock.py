"""The machine's clock: whatever asks what time it is asks here, so that a test can live through ten days."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)
