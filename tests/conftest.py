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
    from delivering import Inbox, Place
    from hands import Hands
    from playwright.sync_api import Browser, Page
    from starlette.testclient import TestClient

    from onrecord.desk.file import Desk
    from onrecord.web.settings import Settings

NO_BROWSER = "no Chromium was found (apt-get install chromium): the tests in a browser were skipped"

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
        ledger.changes(words="strike")  # brings all up to date: nothing works behind the pages of a test
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
    """A browser without scripts, on a page of ours: what it posts bears the right token."""
    from starlette.testclient import TestClient

    from onrecord.desk import tokens
    from onrecord.web import csrf
    from onrecord.web.app import make_app
    from onrecord.web.visitor import cookie_name

    app = make_app(settings)
    token = tokens.new()
    headers = {csrf.HEADER: csrf.token(app.state.explorer.form_key, token)}
    with TestClient(app, headers=headers, cookies={cookie_name(settings): token}) as client:
        yield client


@pytest.fixture
def desk(tmp_path: Path) -> "Iterator[Desk]":
    """A desk to work at."""
    from onrecord.desk.file import Desk

    desk = Desk(tmp_path / "desk.db")
    yield desk
    desk.close()


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> "Hands":
    """A clock that moves when it is told to."""
    from datetime import UTC, datetime

    from hands import Hands

    from onrecord import clock

    hands = Hands(datetime(2024, 10, 25, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: hands.at)
    return hands


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Place]":
    """A ledger, a desk with a public topic, a log and a clock."""
    from delivering import Place

    made = Place(tmp_path, monkeypatch)
    yield made
    made.desk.close()


@pytest.fixture
def inbox() -> "Inbox":
    """Where letters of a test arrive."""
    from delivering import Inbox

    return Inbox()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that nothing was tried in a browser."""
    skipped = terminalreporter.stats.get("skipped", ())
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_BROWSER)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium as the system has it; nothing is downloaded.

    For one module: Playwright runs an event loop in this thread, beside which no other test can run its own.
    """
    found = os.environ.get("ONRECORD_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Within a container there is no sandbox; the pages are our own.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def served(settings: "Settings") -> Iterator[str]:
    """The address of an explorer of a copy of the strike's ledger, served as `onrecord serve` does."""
    from dataclasses import replace

    import serving

    with serving.served(replace(settings, hosts=("127.0.0.1",))) as address:
        yield address


@pytest.fixture
def tab(browser: "Browser", served: str) -> Iterator["Page"]:
    """A tab of a reader at a desk; what the browser complains of (a script that the policy refuses) fails."""
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    # That a page was refused on purpose (a conflict, a wrong field) is no complaint.
    page.on(
        "console",
        lambda told: (
            complaints.append(told.text)
            if told.type == "error" and "Failed to load resource" not in told.text
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []
