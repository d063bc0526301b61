"""`onrecord run`: polls, serves, ends when it is told to, goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import poller as module
from onrecord.cli.command import app
from onrecord.cli.messages import Messages
from onrecord.cli.poller import Poller
from onrecord.cli.telling import Telling
from onrecord.ledger import open_store
from onrecord.ledger.status import status

REPORT = (
    "The ferry to Sund was stopped on Tuesday because of high waves, the harbour office said. "
    "Nobody was hurt, it said. The mayor of Sund said that the school would open for the night. "
    "A spokeswoman for the ferry line said that 300 people were waiting at the pier."
)


FEED = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Pier</title><entry><id>tag:1</id>"
    "<title>Ferry</title><link href='{link}'/><updated>2025-03-04T09:00:00Z</updated></entry></feed>"
)
PAGE = f"<html><body><article><h1>Ferry stopped</h1><p>{REPORT}</p></article></body></html>"


class News(ThreadingHTTPServer):
    """A feed of one report. `holds` keeps all answers back until it is set free."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.free = threading.Event()
        self.free.set()
        self.asked: list[str] = []

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, News)
        self.server.asked.append(self.path)
        self.server.free.wait(60)
        found = {
            "/feed": ("application/atom+xml", FEED.format(link=self.server.address("/one"))),
            "/one": ("text/html", PAGE),
        }
        kind, body = found.get(self.path, ("text/plain", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def news() -> Iterator[News]:
    server = News()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.free.set()
    server.shutdown()
    server.server_close()
    thread.join()


def listing(path: Path, *addresses: str) -> None:
    outlines = "".join(f'<outline type="rss" xmlUrl="{address}"/>' for address in addresses)
    path.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")


@contextmanager
def running(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "onrecord", "run", "feeds.opml", "--port", "0", "--allow-private"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    with subprocess.Popen(
        [*command, *options],
        cwd=folder,
        env=plain,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it did not come to pass"
        time.sleep(0.05)


def articles(path: Path) -> int:
    store = open_store(path, create=False, read_only=True)
    try:
        return status(store).articles
    finally:
        store.close()


def test_it_polls_serves_and_ends_when_it_is_told_to(tmp_path: Path, news: News) -> None:
    listing(tmp_path / "feeds.opml", news.address("/feed"))
    for number in (signal.SIGTERM, signal.SIGINT):
        with running(tmp_path) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            until(lambda: articles(tmp_path / "onrecord.db") == 1)
            assert "Ferry stopped" in page(f"{address}search?words=waves")
            process.send_signal(number)
            _, told = process.communicate(timeout=20)
        assert process.returncode == 0, told
        assert told.rstrip().endswith("stopped")
        assert "polling 1 feed" in told
        assert "Traceback" not in told
    assert articles(tmp_path / "onrecord.db") == 1
    assert news.asked.count("/one") == 1  # the second time it went on where it was


def test_a_second_signal_ends_it_at_once_and_nothing_is_lost(tmp_path: Path, news: News) -> None:
    listing(tmp_path / "feeds.opml", news.address("/feed"))
    news.free.clear()
    with running(tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        until(lambda: news.asked)
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        while "stopping" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == -signal.SIGTERM
    assert articles(tmp_path / "onrecord.db") == 0
    news.free.set()
    with running(tmp_path) as process:
        until(lambda: (tmp_path / "onrecord.db").exists() and articles(tmp_path / "onrecord.db") == 1)


def test_a_problem_is_told_once_and_when_it_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    problem: str | None = None
    telling = Telling("sending", lambda: problem, Messages())
    telling.look()
    for each in ("no such server", "no such server", None, None):
        problem = each
        telling.look()
    told = capsys.readouterr().err
    assert told.splitlines() == ["sending: no such server", "sending: all is well again"]


def test_a_site_that_does_not_answer_does_not_hold_up_the_end(
    tmp_path: Path, news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CLOSE_SECONDS", 0.3)
    listing(tmp_path / "feeds.opml", news.address("/feed"))
    news.free.clear()
    poller = Poller((str(tmp_path / "feeds.opml"),), tmp_path / "a.db", Messages(), allow_private=True)
    poller.start()
    until(lambda: news.asked)
    begun = time.monotonic()
    assert not poller.close()
    assert time.monotonic() - begun < 15
    news.free.set()
    poller._thread.join(60)


def test_what_goes_wrong_with_the_ledger_is_told_once_and_tried_again(
    tmp_path: Path, news: News, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.02)
    listing(tmp_path / "feeds.opml", news.address("/feed"))
    ledger = tmp_path / "a.db"
    ledger.write_text("no ledger at all, but a text that somebody put there")
    poller = Poller((str(tmp_path / "feeds.opml"),), ledger, Messages(), allow_private=True)
    poller.start()
    time.sleep(0.5)
    ledger.unlink()
    until(lambda: ledger.exists() and "/feed" in news.asked)
    assert poller.close()
    assert capsys.readouterr().err.count("polling: ") == 1


def test_feeds_of_topics_are_polled_too(tmp_path: Path, news: News) -> None:
    listing(tmp_path / "feeds.opml")
    poller = Poller(
        (str(tmp_path / "feeds.opml"),),
        tmp_path / "a.db",
        Messages(),
        more=lambda: [news.address("/feed")],
        allow_private=True,
    )
    poller.start()
    until(lambda: "/feed" in news.asked)
    assert poller.close()


@pytest.mark.parametrize(
    ("feeds", "options", "told"),
    [
        ("nowhere.opml", [], "no feed to watch"),
        ("https://pier.example/feed", ["--host", "0.0.0.0"], "there is no account with a password"),
        ("https://pier.example/feed", ["--settings", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_begun(
    tmp_path: Path, feeds: str, options: list[str], told: str
) -> None:
    ledger = tmp_path / "new.db"
    previous = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        done = CliRunner().invoke(app, ["run", feeds, "--ledger", str(ledger), "--port", "0", *options])
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not ledger.exists()
