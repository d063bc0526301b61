"""The hands of a clock that a test moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class Hands:
    """`at` is what the clock shows."""

    at: datetime

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)
