"""Ten days from end to end: six outlets publish, feeds are polled, what is new is told each evening.

The expected digests stand in `ten_days`, for a person to check; `python -m gates.follow --write` writes them
anew. How much of what was planted they tell is measured by `python -m gates.follow`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest

from gates import follow_gold
from gates.follow import GOLDEN, markdown
from gates.follow_gold import Gold
from gates.ten_days import Evening, live
from onrecord.ledger.store import Store


@dataclass
class TenDays:
    """What is left of them: the evenings (their ledger is closed by then), and the digests as Markdown."""

    gold: Gold
    evenings: list[Evening] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    rounds: int = 0


def each_round(days: TenDays, _store: Store) -> None:
    """After each round of polling, on the simulated clock: the place of alerts, which are sent at once."""
    days.rounds += 1


def each_evening(days: TenDays, evening: Evening) -> None:
    """In the evening, on the simulated clock and with the ledger open: the place of letters and readers."""
    days.digests.update(markdown(evening))


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> TenDays:
    """The ten days; they take most of a minute."""
    found = TenDays(follow_gold.read())
    ledger = tmp_path_factory.mktemp("ten_days") / "onrecord.db"
    for evening in live(found.gold, ledger, each_round=lambda store: each_round(found, store)):
        each_evening(found, evening)
        found.evenings.append(evening)
    return found


def test_the_digests_are_those_that_a_person_checked(days: TenDays) -> None:
    expected = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.md")}
    assert sorted(days.digests) == sorted(expected)
    for name, text in days.digests.items():
        assert text == expected[name], f"{name} is another: python -m gates.follow --write, then git diff"


def test_every_evening_has_news(days: TenDays) -> None:
    assert [evening.day for evening in days.evenings if not evening.changes] == []
    assert days.rounds == 10 * 14


def test_each_change_is_told_once(days: TenDays) -> None:
    told = Counter(
        (key, change.id)
        for evening in days.evenings
        for key, changes in evening.by_topic.items()
        for change in changes
    )
    assert [each for each, times in told.items() if times > 1] == []


def test_a_change_is_told_on_the_day_of_its_report(days: TenDays) -> None:
    published = {
        (each.day, f"http://{each.outlet}.example/{each.slug}.html") for each in days.gold.publications
    }
    for evening in days.evenings:
        for change in evening.changes:
            assert not change.is_late
            for pair in change.pairs:
                if pair.later is not None:
                    assert (evening.day, _address(pair.later.url, evening)) in published


def test_agency_copy_is_no_news_and_is_counted(days: TenDays) -> None:
    copies = [each for each in days.gold.publications if each.kind == "copy"]
    addresses = {f"http://{each.outlet}.example/{each.slug}.html" for each in copies}
    brought = [
        _address(pair.later.url, evening)
        for evening in days.evenings
        for change in evening.changes
        for pair in change.pairs
        if pair.later is not None
    ]
    assert addresses & set(brought) == set()
    assert sum(digest.repeated for evening in days.evenings for digest in evening.digests.values()) > 0


def _address(url: str | None, evening: Evening) -> str:
    return (url or "").replace(f":{evening.news.port}/", "/")
