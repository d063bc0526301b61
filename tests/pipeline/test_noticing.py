"""The log of changes: what new reports and later versions changed, for whom, and each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from told import Said, add, judge, ledger, report

from onrecord import clock
from onrecord.ledger import Store, changes, noticed, topics
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.forget import forget
from onrecord.ledger.typed import QuestionError
from onrecord.pipeline import following
from onrecord.pipeline.grouping import group
from onrecord.pipeline.noticing import notice
from onrecord.records import Change, Reading

STRIKE = (
    "Dockers at the northern harbour of Varnholm walked out over wages, and ferries stood idle. "
    "Their federation wants an eighth more in wages; the harbour company offers half of that."
)
CLOSES = "the harbour of Varnholm stays closed until Monday"
MANY = "some 12 ships wait off Varnholm harbour"
NOW = datetime(2024, 10, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db")
    yield opened
    opened.close()


def first() -> Reading:
    return report("a", "Dockers strike in Varnholm", Said("Ida Holm", CLOSES), body=STRIKE, day="2024-10-24")


def second() -> Reading:
    denied = Said("Tom Fox", CLOSES, "deny", "denied")
    said = Said("Ida Holm", MANY)
    return report("c", "Varnholm harbour idle", denied, said, body=f"{STRIKE} Nobody came.", day="2024-10-25")


def come(store: Store, *readings: Reading) -> tuple[Change, ...]:
    """What is noticed when they have come."""
    before = changes.last(store)
    add(store, *readings)
    list(group(store, judge=judge))
    list(notice(store))
    return changes.read(store, range(before + 1, changes.last(store) + 1))


def told(found: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    """The kind of each, with who brought it and whom it is held against."""
    return [(each.kind, _who(each.pairs[0].later), _who(each.pairs[0].earlier)) for each in found]


def _who(entry: object) -> str | None:
    return entry.statement.source.name if entry is not None else None  # type: ignore[attr-defined]


def numbers(store: Store, *asked: tuple[str, str]) -> tuple[int, ...]:
    return topics.matching(store, topics.read(asked))


def test_each_report_is_noticed_once(store: Store) -> None:
    assert told(come(store, first())) == [("claim", "Ida Holm", None)]
    assert told(come(store, second())) == [("disputes", "Tom Fox", "Ida Holm"), ("claim", "Ida Holm", None)]
    assert noticed.count(store) == 0
    assert come(store) == ()


def test_all_at_once_is_noticed_as_report_by_report(store: Store, tmp_path: Path) -> None:
    once = come(store, first(), second())
    other = ledger(tmp_path / "b.db")
    steps = (*come(other, first()), *come(other, second()))
    assert [each.id for each in once] == [each.id for each in steps]
    other.close()


def test_a_wire_copy_is_counted_and_no_news(store: Store) -> None:
    told_at_length = f"{STRIKE} " + " ".join(
        f"Ship number {number} waits in the roads." for number in range(40)
    )
    original = replace(report("a", "Dockers strike", Said("Ida Holm", CLOSES), body=told_at_length))
    copy = report("w", "Strike of dockers", Said("Ida Holm", CLOSES), body=f"{told_at_length} - Agency")
    (change,) = come(store, original)
    assert come(store, copy) == ()
    (change,) = changes.read(store, [change.number])
    assert (change.repeats, change.outlets) == (1, ("The A", "The W"))


def test_a_later_version_is_one_change_and_what_it_adds_is_another(store: Store) -> None:
    come(store, report("a", "Ships wait", Said("Ida Holm", MANY), body=STRIKE, day="2024-10-24"))
    later = report(
        "a",
        "Ships wait",
        Said("Ida Holm", MANY.replace("12", "19")),
        Said("Tom Fox", CLOSES),
        body=STRIKE,
        day="2024-10-24",
    )
    corrected, added = sorted(come(store, later), key=lambda change: change.kind, reverse=True)
    assert (corrected.kind, added.kind) == ("corrected", "claim")
    assert [(each.what, each.was, each.now) for each in corrected.pairs] == [("figure", "12", "19")]
    assert corrected.at.startswith("2024-10-27")  # it bears the old day, and came now


def test_an_emptied_report_that_says_why_is_withdrawn(store: Store) -> None:
    come(store, report("a", "Ships wait", Said("Ida Holm", MANY), body=STRIKE))
    gone = replace(report("a", "Ships wait", body="This report has been withdrawn."), statements=())
    (change,) = come(store, gone)
    assert change.kind == "withdrawn"
    assert [each.what for each in change.pairs] == ["removed"]
    assert change.pairs[0].earlier is not None


def test_what_was_old_when_it_came_is_late(store: Store) -> None:
    old = report("a", "Dockers strike", Said("Ida Holm", CLOSES), body=STRIKE, day="2024-09-01")
    assert [each.is_late for each in come(store, old)] == [True]


@pytest.mark.parametrize(
    ("published", "at"),
    [
        ("2024-10-24T12:00:00+02:00", "2024-10-24T10:00:00Z"),
        ("2024-10-24", "2024-10-24T00:00:00Z"),
        ("2099-01-01", "2024-10-27T12:00:00Z"),  # nothing comes out after it came
        (None, "2024-10-27T12:00:00Z"),
        ("soon", "2024-10-27T12:00:00Z"),
    ],
)
def test_when_it_came_out(store: Store, published: str | None, at: str) -> None:
    (change,) = come(
        store, report("a", "Dockers strike", Said("Ida Holm", CLOSES), body=STRIKE, day=published)
    )
    assert change.at == at


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((("words", "harbour"),), (1, 2, 3)),
        ((("words", "idle"),), (1, 2, 3)),  # of the story's title
        ((("words", "ships"),), (3,)),
        ((("words", "harbour -ships"),), (1, 2)),
        ((("who", "Fox"),), (2,)),
        ((("who", "Holm"),), (1, 2, 3)),  # Fox disputes what she said
        ((("act", "deny"),), (2,)),
        ((("act", "deny"), ("act", "assert")), (1, 2, 3)),
        ((("words", "harbour"), ("act", "deny")), (2,)),
        ((("kind", "person"),), (1, 2, 3)),
        ((("kind", "outlet"),), ()),
        ((("outlet", "The C"),), (2, 3)),
        ((("figure", ">10"),), (3,)),
        ((("figure", ">13"),), ()),
        ((("change", "disputes"),), (2,)),
        ((("words", "harbour"), ("score", "0.95")), ()),
        ((("words", "harbour"), ("story", "s")), (1, 2, 3)),
    ],
)
def test_a_topic_is_told_of(store: Store, asked: tuple[tuple[str, str], ...], found: tuple[int, ...]) -> None:
    come(store, first(), second())
    assert numbers(store, *asked) == found


@pytest.mark.parametrize(
    "asked",
    [
        (),
        (("words", "..."),),
        (("nonsense", "x"),),
        (("place", " "),),
        (("words", "a"), ("words", "b")),
        (("change", "x"),),
    ],
)
def test_what_cannot_be_asked_of_a_topic(asked: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(QuestionError):
        topics.read(asked)


def test_a_topic_is_asked_by_day_and_by_number(store: Store) -> None:
    come(store, first(), second())
    asked = topics.read([("words", "harbour")])
    by_day = following.changes(store, asked, since="2024-10-24T12:00:00Z", until="2024-10-26T00:00:00Z")
    assert [each.number for each in by_day] == [2, 3]
    assert [each.number for each in following.since_number(store, asked, 1)] == [2, 3]
    assert [each.number for each in following.since_number(store, asked, 1, until=2)] == [2]


def test_what_a_person_rejects_is_told_no_more(store: Store) -> None:
    (change,) = come(store, first())
    assert change.pairs[0].later is not None
    correct(store, change.pairs[0].later.number, Correction(withdrawn=True), person="P", why="so")
    assert changes.read(store, [change.number]) == ()


def test_of_an_article_that_was_taken_out_no_word_stays(store: Store) -> None:
    come(store, first(), second())
    forget(store, "https://a.example/", person="P", why="a court's order")
    found = changes.read(store, range(1, changes.last(store) + 1))
    assert told(found[:2]) == [("disputes", "Tom Fox", None), ("claim", "Ida Holm", None)]
    assert (found[-1].kind, found[-1].note, found[-1].pairs) == ("withdrawn", "a court's order", ())
    # what Fox denied still bears the claim's words: they are his, too
    assert numbers(store, ("who", "Holm")) == (3,)


def test_the_changes_of_a_story_a_claim_and_a_source(store: Store) -> None:
    found = come(store, first(), second())
    entity = found[0].pairs[0].later.statement.source.entity  # type: ignore[union-attr]
    assert changes.of_story(store, found[0].story) == (3, 2, 1)
    assert changes.of_claim(store, str(found[0].claim)) == (2, 1)
    assert changes.of_source(store, str(entity)) == (3, 2, 1)
