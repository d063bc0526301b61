"""What is said of a page on which a stage fell."""

from __future__ import annotations

from onrecord.errors import Refused
from onrecord.records import Refusal


def refusal(origin: str, stage: str, error: Exception) -> Refusal:
    """Name the stage and the reason: the stage's own words, or for a bug the exception's type."""
    if isinstance(error, Refused):
        return Refusal(origin, error.stage, error.reason, error.advice)
    if isinstance(error, MemoryError):
        return Refusal(origin, stage, "needs too much memory", "cut it into its articles, one a file")
    reason = f"an error in onrecord: {type(error).__name__}"
    return Refusal(origin, stage, reason, "please report it with the page")
