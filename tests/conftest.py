"""Settings of all tests, and the fixture that several of the pipeline's share."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as laws

if TYPE_CHECKING:  # most tests need none of it
    from starlette.testclient import TestClient

    from onrecord.web.settings import Settings

# No law asserts a time: machines differ. In CI the same examples are tried every time.
laws.register_profile(
    "onrecord",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
laws.load_profile("onrecord")


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


EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of twelve reports on one strike, one with a later version, grouped; not to be changed."""
    import onrecord

    path = tmp_path_factory.mktemp("strike") / "strike.db"
    with onrecord.open_ledger(path) as ledger:
        for _ in ledger.add(EXAMPLES / "strike" / "reports.jsonl"):
            pass
        for _ in ledger.add(EXAMPLES / "strike" / "later.jsonl"):
            pass
        ledger.stories()
        ledger.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def ledger(strike: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(strike, tmp_path / "onrecord.db"))


@pytest.fixture
def settings(ledger: Path) -> "Settings":
    """An explorer of that ledger, where nobody has to log in."""
    from onrecord.web.settings import Settings, desk_of

    return Settings(ledger=ledger, desk=desk_of(ledger), hosts=("testserver",))


@pytest.fixture
def client(settings: "Settings") -> Iterator["TestClient"]:
    """A browser without scripts."""
    from starlette.testclient import TestClient

    from onrecord.web.app import make_app

    with TestClient(make_app(settings)) as client:
        yield client
