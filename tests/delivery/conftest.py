"""The fixtures that tests of delivery share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from delivering import Inbox, Place


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made = Place(tmp_path, monkeypatch)
    yield made
    made.desk.close()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()
