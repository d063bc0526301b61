"""The days of news: the tables fit the reports, and the server publishes them when they are due."""

from datetime import UTC, datetime, timedelta

import pytest

from gates import follow_gold
from gates.feeding import NewsServer, to_loopback
from gates.follow_gold import Gold, Planted
from gates.marked import Part
from onrecord.article import extract
from onrecord.intake import feed as feeds
from onrecord.intake import opml
from onrecord.net import Fetcher, NotFetched
from onrecord.records import Page


@pytest.fixture(scope="module")
def gold() -> Gold:
    return follow_gold.read()


@pytest.fixture(scope="module", params=["choose", "kept"])
def half(request: pytest.FixtureRequest) -> Gold:
    return follow_gold.read(request.param)


SIZES: list[tuple[Part, int, int]] = [("choose", 30, 5), ("kept", 60, 10)]


@pytest.mark.parametrize(("part", "reports", "days"), SIZES)
def test_the_days_are_whole(part: Part, reports: int, days: int) -> None:
    gold = follow_gold.read(part)
    assert (len(gold.publications), len(gold.days)) == (reports, days)
    assert len({each.outlet for each in gold.publications}) == 6
    assert list(gold.publications) == sorted(gold.publications, key=lambda each: each.at)
    for row in (*gold.planted, *gold.also):
        assert set(row.topics) <= {topic.key for topic in gold.topics}, row


def test_every_quotation_stands_in_a_report(half: Gold) -> None:
    reports = {(each.day, each.report): each for each in half.publications}
    for row in (*half.planted, *half.also):
        report = reports[row.day, row.report]
        there = f"{report.headline}\n{report.text}" + _elsewhere(half, row)
        assert [place for place in row.places if place not in there] == []


def _elsewhere(gold: Gold, row: Planted) -> str:
    """Copies of the report, and of what was removed the version before."""
    found = [each for each in gold.publications if each.copy_of == row.report]
    if row.what == "removed":
        found += [each for each in gold.publications if each.report == row.report and each.day < row.day]
    return "".join(f"\n{each.headline}\n{each.text}" for each in found)


def test_the_halves_share_no_outlet() -> None:
    choose, kept = ({each.outlet for each in follow_gold.read(part).publications} for part, _, _ in SIZES)
    assert choose & kept == set()


def test_no_row_is_in_both_tables_alike(half: Gold) -> None:
    known = [(row.day, row.report, row.kind, row.what, row.places[0]) for row in (*half.planted, *half.also)]
    assert len(known) == len(set(known))


def test_what_is_not_published_yet_is_not_there(gold: Gold) -> None:
    first = gold.publications[0]
    with (
        NewsServer(gold.publications, first.at - timedelta(minutes=1)) as news,
        Fetcher(allow_private=True, delay=0, resolve=to_loopback) as fetcher,
    ):
        feed, page = news.address(first.outlet, "feed.xml"), news.address(first.outlet, f"{first.slug}.html")
        assert feeds.parse(fetcher.fetch(feed).body, feed).items == ()
        with pytest.raises(NotFetched):
            fetcher.fetch(page)
        news.moment = first.at
        assert [item.url for item in feeds.parse(fetcher.fetch(feed).body, feed).items] == [page]
        listed = opml.feeds(fetcher.fetch(news.address(first.outlet, "feeds.opml")).body)
        assert tuple(each.url for each in listed) == news.feeds


@pytest.mark.parametrize("outlet", ["perrin", "star"], ids=["Atom", "RSS"])
def test_a_later_version_is_told_by_the_feed(gold: Gold, outlet: str) -> None:
    update = next(each for each in gold.publications if each.kind == "update" and each.outlet == outlet)
    with (
        NewsServer(gold.publications, update.at - timedelta(minutes=1)) as news,
        Fetcher(allow_private=True, delay=0, resolve=to_loopback) as fetcher,
    ):
        feed, url = news.address(outlet, "feed.xml"), news.address(outlet, f"{update.slug}.html")

        def told() -> tuple[str | None, str | None]:
            items = feeds.parse(fetcher.fetch(feed).body, feed).items
            return next((item.published_at, item.updated_at) for item in items if item.url == url)

        before = told()
        news.moment = update.at
        after = told()
    assert (before[0], before[1]) == (after[0], before[0])
    assert datetime.fromisoformat(after[1] or "").astimezone(UTC) == update.at


def test_a_page_is_read_as_what_was_written(half: Gold) -> None:
    with (
        NewsServer(half.publications, half.publications[-1].at) as news,
        Fetcher(allow_private=True, delay=0, resolve=to_loopback) as fetcher,
    ):
        for written in half.publications:
            if any(each.report == written.report and each.at > written.at for each in half.publications):
                continue
            url = news.address(written.outlet, f"{written.slug}.html")
            found = fetcher.fetch(url)
            article = extract(Page(origin=url, format="html", raw=found.body, url=url, headers=found.headers))
            assert article.headline == written.headline
            assert [part for part in written.text.split("\n\n") if part not in article.text] == []
