"""Fake worker processes for all tests of the pipeline, and a list of those that were started."""

import subprocess
import threading
from collections.abc import Iterator

import fake_children
import pytest

from onrecord.pipeline import child


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The worker processes started so far; none may be left at the end, nor a thread or an open pipe."""
    processes: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]
            processes.append(self)

    monkeypatch.setattr(child, "COMMAND", fake_children.COMMAND)
    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield processes
    assert [process.args for process in processes if process.returncode is None] == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("onrecord")] == []
    assert all(
        pipe is None or pipe.closed for process in processes for pipe in (process.stdin, process.stdout)
    )
