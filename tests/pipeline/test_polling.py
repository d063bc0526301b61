"""Lists of feeds that change while they are watched, and feeds that come from elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord import clock
from onrecord.net import Fetcher
from onrecord.pipeline import Readers, feed_lists, polling
from onrecord.pipeline.feed_lists import FeedLists
from onrecord.records import Refusal

Write = Callable[..., None]
PIER, BAY = "https://pier.example/feed", "https://bay.example/feed"


def written(*addresses: str) -> str:
    outlines = "".join(f'<outline type="rss" xmlUrl="{address}"/>' for address in addresses)
    return f'<opml version="2.0"><body>{outlines}</body></opml>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feeds.opml"


@pytest.fixture
def write(path: Path) -> Write:
    moment = iter(range(1_700_000_000, 1_800_000_000, 60))

    def write(*addresses: str, text: str | None = None) -> None:
        path.write_text(written(*addresses) if text is None else text, encoding="utf-8")
        then = next(moment)
        os.utime(path, (then, then))

    return write


@pytest.fixture
def told() -> list[Refusal]:
    return []


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("no network")

    with Fetcher(resolve=nowhere) as fetcher:
        yield fetcher


@pytest.fixture
def lists(path: Path, fetcher: Fetcher, told: list[Refusal]) -> FeedLists:
    return FeedLists((str(path), BAY), fetcher, told.append)


def test_a_list_that_changes_is_read_again(lists: FeedLists, write: Write) -> None:
    write(PIER, BAY)
    assert lists.addresses() == (PIER, BAY)
    write(PIER, "https://cape.example/feed")
    assert lists.addresses() == (PIER, "https://cape.example/feed", BAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<opml><body><outline xmlUrl=", ""),  # half of it: somebody is writing it, or it breaks off
        ("<html><body>Not found</body></html>", "no OPML"),
        ("", ""),
        ("x" * 6_000_000, "larger than 5 MB"),
    ],
)
def test_a_list_gone_wrong_is_told_once_and_its_feeds_stay(
    lists: FeedLists, write: Write, told: list[Refusal], path: Path, text: str, reason: str
) -> None:
    write(PIER)
    lists.addresses()
    for _ in range(3):
        write(text=text)
        lists.addresses()
    assert [refusal.origin for refusal in told][1:] == []
    assert all(reason in refusal.reason for refusal in told)
    if told:
        assert PIER in lists.addresses()
    path.unlink()
    write(BAY)
    assert lists.addresses() == (BAY,)


def test_a_list_that_is_not_there_is_told_once_and_read_when_it_comes(
    lists: FeedLists, write: Write, told: list[Refusal]
) -> None:
    assert lists.addresses() == lists.addresses() == (BAY,)
    (refusal,) = told
    assert "No such file" in refusal.reason
    write(PIER)
    assert lists.addresses() == (PIER, BAY)


def test_a_list_on_the_web_is_asked_for_again_after_an_hour(
    fetcher: Fetcher, told: list[Refusal], monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = FeedLists(("https://lists.example/feeds.opml",), fetcher, told.append)
    assert lists.addresses() == lists.addresses() == ()
    assert len(told) == 1
    monkeypatch.setattr(feed_lists, "WEB_SECONDS", 0.0)
    assert lists.addresses() == ()
    assert len(told) == 1  # for the same reason


def test_feeds_are_due_by_the_clock_and_each_once(
    lists: FeedLists, fetcher: Fetcher, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(PIER)
    now = datetime(2025, 3, 4, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    with ExitStack() as stack:
        readers = stack.enter_context(Readers(workers=1, statements=False))
        means = polling.Means(
            lists=lists, fetcher=fetcher, readers=readers, more=lambda: [BAY, "https://cape.example/feed"]
        )
        opened = stack.enter_context(polling.opened(tmp_path / "a.db", means))
        due = opened.due()
        assert sorted(feed.address for feed in due) == [BAY, "https://cape.example/feed", PIER]
        for feed in due:
            (entered,) = opened.poll(feed)  # there is no network
            assert entered.refusal is not None
        assert opened.due() == []
        monkeypatch.setattr(clock, "now", lambda: now.replace(hour=13))
        assert len(opened.due()) == 3
        assert opened.stop() == ()
