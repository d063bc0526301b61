"""Measures and health: what is counted, in which form, and who may ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import doors
import followed
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord import clock
from onrecord.desk import hooks, subscribers, tokens
from onrecord.desk.accounts import ROLES
from onrecord.desk.file import DeskError
from onrecord.ledger import watch
from onrecord.ledger.store import LedgerError
from onrecord.web import measures

# Text format 0.0.4, as prometheus.io has it.
_LABELS = r'\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\n"])*"(?:,[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\n"])*")*\}'
LINE = re.compile(
    r"# HELP [a-zA-Z_:][\w:]* [^\n]*|# TYPE [a-zA-Z_:][\w:]* (gauge|counter)"
    rf"|[a-zA-Z_:][\w:]*(?:{_LABELS})? -?[\d.e+-]+"
)
LOCAL = {"Host": "127.0.0.1:8000"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    settings = doors.settings_of(tmp_path, hosts=("testserver", "127.0.0.1", "localhost", "[::1]"))
    with doors.opened(settings) as app:
        yield app


def prometheus(app: FastAPI, host: str = "127.0.0.1") -> TestClient:
    """A program that asks from an address."""
    return TestClient(app, client=(host, 5000), follow_redirects=False)


def test_all_is_counted(app: FastAPI) -> None:
    explorer = app.state.explorer
    hostile = 'https://a.example/"\n\\}é\ud800 1'
    with explorer.stores.writing() as store:
        watch.keep(store, watch.FeedState(hostile, failures=4, asked_at="2024-10-25T00:00:00Z"))
        watch.keep(store, watch.FeedState("https://b.example/", failures=1))
        watch.keep(store, watch.FeedState("https://c.example/"))
    topic, _ = followed.add_topics(explorer.desk)
    subscribers.ask(explorer.desk, "a@example.org", topic.number, "daily", 0)
    hooks.add(explorer.desk, topic.number, "https://hook.example/", 0)
    hooks.put_off(explorer.desk, 1, clock.now(), "refused")
    answer = prometheus(app).get("/metrics", headers=LOCAL)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.rstrip("\n").split("\n")
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    for line in (
        "onrecord_articles 0",
        "onrecord_statements 0",
        "onrecord_changes 0",
        "onrecord_texts_unnoticed 0",
        'onrecord_feeds{state="well"} 1',
        'onrecord_feeds{state="stumbling"} 1',
        'onrecord_feeds{state="failing"} 1',
        'onrecord_mails{state="waiting"} 0',
        'onrecord_subscribers{state="waiting"} 1',
        'onrecord_subscribers{state="active"} 0',
        'onrecord_hooks{state="failing"} 1',
    ):
        assert line in lines, line
    assert "onrecord_seconds_since_poll" in answer.text
    assert "a@example.org" not in answer.text
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", LOCAL, 200),
        ("127.9.9.9", LOCAL, 200),
        ("::1", {"Host": "[::1]:8000"}, 200),
        ("::1", {"Host": "localhost"}, 200),
        ("10.0.0.1", LOCAL, 401),  # from elsewhere, whatever it calls us
        ("127.0.0.1", {"Host": "testserver"}, 401),  # by the name that others use: a proxy may stand between
        ("127.0.0.1", {**LOCAL, "X-Forwarded-For": "127.0.0.1"}, 401),
        ("127.0.0.1", {**LOCAL, "Forwarded": "for=10.0.0.1"}, 401),
        ("testclient", LOCAL, 401),
    ],
)
def test_only_this_machine_is_told(app: FastAPI, address: str, headers: dict[str, str], status: int) -> None:
    doors.browser(app, "admin")
    assert prometheus(app, address).get("/metrics", headers=headers).status_code == status


def test_admins_are_told_wherever_they_are(app: FastAPI) -> None:
    for role in ROLES:
        status = 200 if role == "admin" else 403
        assert doors.browser(app, role).get("/metrics").status_code == status
        token = tokens.make(app.state.explorer.desk, role)
        bearer = {"Authorization": f"Bearer {token}"}
        assert prometheus(app, "10.0.0.1").get("/metrics", headers=bearer).status_code == status


def test_health(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    doors.browser(app, "admin")
    nobody = prometheus(app, "10.0.0.1")
    well = nobody.get("/healthz")
    assert (well.status_code, well.text) == (200, "ok")
    assert "set-cookie" not in well.headers
    explorer = app.state.explorer

    def broken(*_: object) -> None:
        raise DeskError("/secret/path is broken")

    with monkeypatch.context() as patched:
        patched.setattr(explorer.desk, "reading", broken)
        ill = nobody.get("/healthz")
        assert (ill.status_code, ill.text) == (503, "the desk cannot be read")

    def gone(*_: object) -> None:
        raise LedgerError("/secret/path is gone")

    with monkeypatch.context() as patched:
        patched.setattr(explorer.stores, "reading", gone)
        ill = nobody.get("/healthz")
        assert (ill.status_code, ill.text) == (503, "the ledger cannot be read")
    monkeypatch.setattr(explorer.background, "_problem", "/secret/path: disk full")
    ill = nobody.get("/healthz")
    assert ill.status_code == 503
    assert "secret" not in ill.text


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        (None, None),
        ("", None),
        ("yesterday", None),
        ("2026-01-01T00:00:00Z", 60.0),
        ("2026-01-01T00:00:00", 60.0),
        ("2026-01-01T01:00:00+01:00", 60.0),
        ("2026-01-01T00:02:00Z", 0.0),  # the clock was put back
    ],
)
def test_how_long_ago(moment: str | None, seconds: float | None) -> None:
    assert measures.seconds_since(moment, datetime(2026, 1, 1, 0, 1, tzinfo=UTC)) == seconds
