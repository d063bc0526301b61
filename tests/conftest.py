"""Settings of all tests, and the fixture that several of the pipeline's share."""

import os
import subprocess
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# No law asserts a time: machines differ. In CI the same examples are tried every time.
settings.register_profile(
    "onrecord",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("onrecord")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Fake worker processes, those started so far; none may be left, nor a thread or an open pipe."""
    import fake_children

    from onrecord.pipeline import child

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
