"""Feeds that a real server on this machine gives, watched as time goes by."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.ledger import Store, open_store, watch
from onrecord.ledger.enter import Entered, Entering
from onrecord.net import Fetcher
from onrecord.pipeline import Readers
from onrecord.pipeline.watching import LEAST_SECONDS, Watching

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
REPORT = (
    "The ferry to Sund was stopped on Tuesday because of high waves, the harbour office said. "
    "Nobody was hurt, it said. About 300 people were waiting at the pier in the evening. "
    "The mayor of Sund said that the town would open its school for the night. Report number "
)


@dataclass
class News:
    """What the server has: items with their pages, and what it was asked."""

    items: dict[str, str] = field(default_factory=dict)
    updated: dict[str, str] = field(default_factory=dict)
    status: int = 200
    retry_after: str | None = None
    gone: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    raw: str | None = None
    endless: bool = False
    location: str | None = None
    port: int = 0

    def address(self, path: str) -> str:
        return f"http://news.example:{self.port}{path}"

    def feed(self) -> str:
        if self.raw is not None:
            return self.raw
        return self.feed_of(*self.items)

    def feed_of(self, *names: str) -> str:
        entries = "".join(
            f"<entry><id>tag:{name}</id><title>{name}</title><link href='{self.address('/' + name)}'/>"
            f"<published>{self.updated.get(name, '2025-03-04T09:00:00Z')}</published>"
            f"<updated>{self.updated.get(name, '2025-03-04T09:00:00Z')}</updated></entry>"
            for name in names
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Pier</title>{entries}</feed>"

    def feed_tag(self) -> str:
        return f'"{hashlib.sha256(self.feed().encode()).hexdigest()}"'

    def answer(self, path: str) -> tuple[int, str, str]:
        if path == "/feed":
            return self.status, "application/atom+xml", self.feed()
        name = path[1:]
        if name in self.items and name not in self.gone:
            body = "".join(f"<p>{line}</p>" for line in self.items[name].split("\n"))
            return 200, "text/html", f"<html><body><article><h1>{name}</h1>{body}</article></body></html>"
        return 503 if name in self.gone else 404, "text/plain", "not here"


@pytest.fixture
def news() -> Iterator[News]:
    found = News()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            if self.path == "/feed" and found.endless:
                self.send_response(200)
                self.end_headers()
                with suppress(OSError):  # who asks goes away long before the end
                    for _ in range(100):
                        self.wfile.write(b"<item>" + b"x" * 1_000_000)
                return
            if self.path == "/feed" and found.location:
                self.send_response(302)
                self.send_header("Location", found.location)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            status, kind, body = found.answer(self.path)
            if self.path == "/feed" and self.headers.get("If-None-Match") == found.feed_tag():
                status, body = 304, ""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if self.path == "/feed":
                self.send_header("ETag", found.feed_tag())
                if found.retry_after:
                    self.send_header("Retry-After", found.retry_after)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db", create=True)
    yield opened
    opened.close()


@pytest.fixture
def watching(store: Store) -> Iterator[Watching]:
    with ExitStack() as stack:
        fetcher = stack.enter_context(
            Fetcher(allow_private=True, delay=0, resolve=lambda _host, _port: ["127.0.0.1"])
        )
        readers = stack.enter_context(Readers(workers=1, any_language=True, statements=False))
        entering = stack.enter_context(Entering(store, command="watch", settings={}, code="test"))
        yield Watching(store, fetcher, readers, entering)


def poll(watching: Watching, news: News, now: datetime) -> list[Entered]:
    due = watching.due((news.address("/feed"),), now)
    return [each for feed in due for each in watching.poll(feed, now)]


def fates(entered: list[Entered]) -> list[str]:
    return [each.fate for each in entered]


def test_what_is_new_is_taken_up_once(watching: Watching, news: News) -> None:
    news.items = {"one": REPORT + "1.", "two": REPORT.replace("ferry", "train") + "2."}
    assert fates(poll(watching, news, NOON)) == ["new", "new"]
    news.asked.clear()
    assert poll(watching, news, NOON + timedelta(minutes=5)) == []  # not due yet
    assert news.asked == []
    news.items["three"] = "The bridge will be closed for a week, the council said. " * 4
    assert fates(poll(watching, news, NOON + timedelta(minutes=20))) == ["new"]
    assert [path for path in news.asked if path != "/robots.txt"] == ["/feed", "/three"]


def test_a_feed_that_did_not_change_costs_one_question(watching: Watching, news: News, store: Store) -> None:
    news.items = {"one": REPORT}
    poll(watching, news, NOON)
    news.asked.clear()
    assert poll(watching, news, NOON + timedelta(minutes=20)) == []
    assert [path for path in news.asked if path != "/robots.txt"] == ["/feed"]
    assert watch.state(store, news.address("/feed")).failures == 0


def test_an_item_that_was_updated_is_a_new_version(watching: Watching, news: News) -> None:
    news.items = {"one": REPORT}
    poll(watching, news, NOON)
    news.items["one"] = REPORT.replace("300", "450")
    news.updated["one"] = "2025-03-04T12:10:00Z"
    assert fates(poll(watching, news, NOON + timedelta(hours=1))) == ["version"]


def test_a_page_that_is_not_there_yet_is_asked_for_again(watching: Watching, news: News) -> None:
    news.items = {"one": REPORT}
    news.gone = {"one"}
    assert fates(poll(watching, news, NOON)) == ["refused"]
    news.gone = set()
    news.items["two"] = REPORT.replace("ferry", "train")
    assert fates(poll(watching, news, NOON + timedelta(hours=1))) == ["new", "new"]


@pytest.mark.parametrize(("failures", "minutes"), [(1, 30), (2, 60), (3, 120), (12, 1440)])
def test_a_feed_that_fails_is_asked_less_and_less(
    watching: Watching, news: News, store: Store, failures: int, minutes: int
) -> None:
    news.status = 500
    now = NOON
    for _ in range(failures):
        assert fates(poll(watching, news, now)) == ["refused"]
        now = datetime.fromisoformat(watch.state(store, news.address("/feed")).due_at or "")
    state = watch.state(store, news.address("/feed"))
    assert state.failures == failures
    waited = datetime.fromisoformat(state.due_at or "") - datetime.fromisoformat(state.asked_at or "")
    assert waited == timedelta(minutes=minutes)
    assert LEAST_SECONDS == 900


def test_a_feed_that_asks_for_patience_gets_it(watching: Watching, news: News, store: Store) -> None:
    news.status, news.retry_after = 503, "7200"
    poll(watching, news, NOON)
    due = datetime.fromisoformat(watch.state(store, news.address("/feed")).due_at or "")
    assert due == NOON + timedelta(hours=2)


def test_a_page_that_was_missing_is_asked_for_though_the_feed_did_not_change(
    watching: Watching, news: News
) -> None:
    news.items = {"one": REPORT, "two": REPORT.replace("ferry", "train")}
    news.gone = {"one"}
    assert fates(poll(watching, news, NOON)) == ["refused", "new"]
    news.gone = set()
    assert fates(poll(watching, news, NOON + timedelta(hours=1))) == ["new"]
    assert poll(watching, news, NOON + timedelta(hours=2)) == []


def test_a_clock_that_goes_back_stops_nothing(watching: Watching, news: News) -> None:
    news.items = {"one": REPORT}
    poll(watching, news, NOON)
    for back, is_due in (
        (timedelta(seconds=30), False),  # the clock was set by that of others
        (timedelta(hours=3), True),
        (timedelta(days=20_000), True),  # a machine without a battery wakes up in 1970
    ):
        assert bool(watching.due((news.address("/feed"),), NOON - back)) == is_due
        assert poll(watching, news, NOON - back) == []  # nothing twice
        assert not watching.due((news.address("/feed"),), NOON - back)


def test_what_a_feed_says_of_days_is_of_no_weight(watching: Watching, news: News) -> None:
    days = ("1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z", "0001-01-01", "yesterday", "")
    animals = ("seal", "gull", "crab", "eel", "whale")
    for name, day in zip(animals, days, strict=True):
        news.items[name], news.updated[name] = f"{REPORT} A {name} was seen.".replace("ferry", name), day
    assert fates(poll(watching, news, NOON)) == ["new"] * len(days)
    assert poll(watching, news, NOON + timedelta(minutes=20)) == []
    news.items["three"], news.updated["three"] = REPORT.replace("ferry", "bus"), days[1]
    assert fates(poll(watching, news, NOON + timedelta(minutes=40))) == ["new"]


def test_a_feed_that_calls_all_of_it_new_each_time(watching: Watching, news: News) -> None:
    news.items = {"one": REPORT, "two": REPORT.replace("ferry", "train")}
    poll(watching, news, NOON)
    news.updated = dict.fromkeys(news.items, "2025-03-04T12:01:00Z")
    assert fates(poll(watching, news, NOON + timedelta(hours=1))) == ["again", "again"]


def test_a_feed_that_repeats_and_jumps_back(watching: Watching, news: News) -> None:
    texts = {name: REPORT.replace("ferry", name) for name in ("bus", "tram", "train")}
    news.items = texts
    news.raw = news.feed_of("bus", "tram", "bus", "bus")
    assert sorted(fates(poll(watching, news, NOON))) == ["new", "new"]
    news.raw = news.feed_of("train", "tram", "train")
    assert fates(poll(watching, news, NOON + timedelta(hours=1))) == ["new"]
    for hours, names in ((2, ("bus",)), (3, ()), (4, ("bus", "tram")), (5, ("train",))):
        news.raw = news.feed_of(*names)
        assert poll(watching, news, NOON + timedelta(hours=hours)) == []


def turn_to_html(news: News) -> None:
    news.raw = "<!DOCTYPE html><html><head><title>The Pier</title></head><body><p>Sign up</p></body></html>"


def turn_endless(news: News) -> None:
    news.endless = True


def turn_in_a_circle(news: News) -> None:
    news.location = news.address("/feed")


def turn_to_rubbish(news: News) -> None:
    news.raw = "\x00\x01" * 400


@pytest.mark.parametrize(
    ("turn", "reason"),
    [
        (turn_to_html, "a web page, not a feed"),
        (turn_endless, "larger than 20 MB"),
        (turn_in_a_circle, "redirects in a circle"),
        (turn_to_rubbish, ""),
    ],
)
def test_a_feed_gone_wrong_is_told_and_comes_back(
    watching: Watching,
    news: News,
    store: Store,
    turn: Callable[[News], None],
    reason: str,
) -> None:
    news.items = {"one": REPORT}
    poll(watching, news, NOON)
    turn(news)
    (entered,) = poll(watching, news, NOON + timedelta(hours=1))
    assert entered.refusal is not None
    assert reason in entered.refusal.reason
    assert entered.refusal.advice
    state = watch.state(store, news.address("/feed"))
    assert (state.failures, state.message) == (1, entered.refusal.reason)
    news.raw, news.endless, news.location = None, False, None
    news.items["two"] = REPORT.replace("ferry", "train")
    assert fates(poll(watching, news, NOON + timedelta(hours=2))) == ["new"]
    assert watch.state(store, news.address("/feed")).failures == 0


def test_what_was_not_read_when_it_was_stopped_is_read_later(watching: Watching, news: News) -> None:
    news.items = {"one": REPORT, "two": REPORT.replace("ferry", "train")}
    is_stopped = True
    stopped = replace(watching, is_stopped=lambda: is_stopped)
    taken = poll(stopped, news, NOON)[:1]  # the readers would have ended in the middle
    assert len(taken) == 1
    assert fates(poll(watching, news, NOON)) == ["again", "again"]


def test_watching_goes_on_where_it_was(watching: Watching, news: News, store: Store) -> None:
    news.items = {"one": REPORT}
    poll(watching, news, NOON)
    again = Watching(store, watching.fetcher, watching.readers, watching.entering)
    news.items["two"] = REPORT.replace("ferry", "train")
    assert fates(poll(again, news, NOON + timedelta(hours=1))) == ["new"]
