"""A desk to work at, and a clock that moves when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hands import Hands

from onrecord import clock
from onrecord.desk.file import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk.db")
    yield desk
    desk.close()


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = Hands(datetime(2024, 10, 25, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: hands.at)
    return hands
