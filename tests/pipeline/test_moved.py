"""Stories that moved since a moment, of a ledger that grows step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from test_grouping import catch_up, reports
from told import add, ledger

from onrecord.ledger.moved import Moved, moved
from onrecord.ledger.store import now
from onrecord.records import Reading


def told(found: tuple[Moved, ...]) -> list[tuple[str | None, int, int, bool]]:
    return [(each.story.title, each.articles, each.changed, each.is_new) for each in found]


def longer(reading: Reading) -> Reading:
    """The same report with a line more."""
    article = replace(reading.article, text=f"{reading.article.text}\nMore was not known.")
    return replace(reading, article=article)


def test_what_came_since_a_moment(tmp_path: Path) -> None:
    a, b, c, d, e, f = reports()
    store = ledger(tmp_path / "a.db")
    assert moved(store, None) == ()
    add(store, a, b)
    catch_up(store)
    first = now()
    # Two new stories, the one that moved last first.
    assert [(came, changed, is_new) for _, came, changed, is_new in told(moved(store, None))] == [
        (1, 0, True),
        (1, 0, True),
    ]
    assert moved(store, first) == ()
    add(store, c, e, d)
    catch_up(store)
    # That with two more stands before that with one; neither is new.
    assert [each[1:] for each in told(moved(store, first))] == [(2, 0, False), (1, 0, False)]
    second = now()
    add(store, longer(a))
    catch_up(store)
    # A changed text moves its story, too.
    assert [each[1:] for each in told(moved(store, second))] == [(0, 1, False)]
    assert len(moved(store, None, limit=1)) == 1
    third = now()
    add(store, f)
    catch_up(store)
    assert [each[1:] for each in told(moved(store, third))] == [(1, 0, False)]
    store.close()
