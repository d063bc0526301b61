"""Stories and claims as they are kept, written by hand: what is to be matched, what was, what is void."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from made import add, ledger, reading, rows

from onrecord.ledger import Store, open_store, shelf, stances, ungrouped
from onrecord.ledger import store as files
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.shelf import Seat
from onrecord.ledger.sketches import Sketched
from onrecord.ledger.stances import Matched, Open
from onrecord.ledger.store import migrations
from onrecord.records import Stance, StanceKind

REPORT = "[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25}}.\n[[Tom Fox]] ((denied)) {{that}}."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    told = (reading(f"{REPORT}\nIn {place}.", id=place, url=f"https://{place}.example/") for place in "abcd")
    opened = ledger(tmp_path / "a.db", *told)
    for waiting in ungrouped.waiting(opened.connection, 9):
        seat(opened, waiting.key, "s1")
        ungrouped.done(opened.connection, waiting.article_id)
    yield opened
    opened.close()


def seat(store: Store, key: str, story: str, weights: Mapping[str, float] | None = None) -> None:
    (found,) = rows(
        store,
        "SELECT a.id, v.id, v.published_at FROM article a JOIN version v ON v.article_id = a.id"
        " WHERE a.key = ? ORDER BY v.number DESC LIMIT 1",
        key,
    )
    about = Sketched(weights or {"port": 0.5, key: 0.5})
    shelf.join(store.connection, story, [Seat(found[0], key, found[1], story, about, found[2], None, True)])


def match(store: Store, open_: Open, *kinds: StanceKind, claim: str = "c0000000001") -> int | None:
    """Match the first article that waits: its statements have these stances to one claim."""
    member = open_.waiting[0]
    told = stances.told(store.connection, member)
    assert told is not None
    given = tuple(
        Stance(claim=claim, statement=each.id, article=member.key, kind=kind, score=0.5)
        for each, kind in zip(told.reading.statements, kinds, strict=False)
    )
    days = {each.statement: 20241025 for each in given}
    matched = Matched(member, told.numbers, days, given, len(told.numbers))
    with store.writing():
        return stances.write(store.connection, open_.story_id, open_.revision, [matched])


def opened(store: Store) -> Open:
    found = stances.opened(store.connection, stances.waiting(store.connection)[0])
    assert found is not None
    return found


def whole(store: Store) -> tuple[int, dict[str, float]]:
    """How many articles the story s1 has, and the sum of their sketches."""
    found = shelf.whole(store.connection, "s1")
    return found.articles, {term: round(weight, 3) for term, weight in found.weights.items()}


def test_articles_are_matched_one_after_the_other(store: Store) -> None:
    first = opened(store)
    assert [member.key for member in first.waiting] == ["a", "b", "c", "d"]
    assert match(store, first, "supports", "disputes") == first.revision + 1
    second = opened(store)
    assert ([member.key for member in second.waiting], second.matched) == (["b", "c", "d"], 1)
    (before,) = stances.before(store.connection, second)
    held = stances.of_article(store.connection, before)
    assert [(each.claim, each.kind) for some in held.values() for each in some] == [
        ("c0000000001", "supports"),
        ("c0000000001", "disputes"),
    ]


def test_what_another_wrote_meanwhile_is_not_overwritten(store: Store) -> None:
    first = opened(store)
    assert match(store, first, "supports") is not None
    assert match(store, first, "disputes") is None
    assert rows(store, "SELECT kind FROM stance") == [(0,)]


def test_what_left_the_story_meanwhile_is_not_matched(store: Store) -> None:
    first = opened(store)
    shelf.leave(store.connection, [first.waiting[0].article_id])
    assert match(store, first, "supports") is None
    assert rows(store, "SELECT * FROM stance") == []


def test_a_story_whose_articles_change_is_matched_anew(store: Store) -> None:
    for _ in range(4):
        match(store, opened(store), "supports", "disputes")
    assert stances.waiting(store.connection) == []
    shelf.leave(store.connection, [2])
    assert rows(store, "SELECT claim_id FROM stance UNION ALL SELECT id FROM claim") == []
    assert [member.key for member in opened(store).waiting] == ["a", "c", "d"]


def test_two_stories_have_no_claim_in_common(store: Store) -> None:
    shelf.leave(store.connection, [4])
    seat(store, "d", "s2")
    for story_id in stances.waiting(store.connection):
        story = stances.opened(store.connection, story_id)
        assert story is not None
        match(store, story, "supports")
    assert rows(store, "SELECT id, story_id FROM claim") == [(1, 1), (2, 2)]


def test_one_that_comes_late_overtakes(store: Store) -> None:
    story = opened(store).story_id
    shelf.leave(store.connection, [1])
    match(store, opened(store), "supports")
    assert not stances.is_overtaken(store.connection, story)
    seat(store, "a", "s1")
    assert stances.is_overtaken(store.connection, story)
    stances.clear(store.connection, story)
    assert not stances.is_overtaken(store.connection, story)


# How many were matched, and of which articles a matcher hears: the same whether it went on or begins anew.
BLOCKS = [(0, 0), (1, 0), (99, 0), (100, 0), (150, 0), (199, 0), (200, 100), (250, 100), (300, 200)]


@pytest.mark.parametrize(("matched", "first"), BLOCKS)
def test_a_matcher_hears_of_the_last_blocks(matched: int, first: int) -> None:
    going_on = 0
    for count in range(1, matched + 1):
        if stances.begins_block(count):
            going_on = max(count // stances.BLOCK - 1, 0) * stances.BLOCK
    assert going_on == first == max(matched // stances.BLOCK - 1, 0) * stances.BLOCK


def test_stories_are_found_by_their_terms_the_last_that_grew_first(store: Store) -> None:
    shelf.leave(store.connection, [2, 3])
    seat(store, "b", "s2", {"port": 0.2, "ferry": 0.9})
    assert shelf.sharing(store.connection, ["port"], 9) == ["s1", "s2"]
    assert shelf.sharing(store.connection, ["ferry"], 9) == ["s2"]
    seat(store, "c", "s2", {"ferry": 1.0})
    shelf.leave(store.connection, [4])
    assert shelf.sharing(store.connection, ["port", "ferry"], 9) == ["s2", "s1"]
    assert shelf.sharing(store.connection, ["port", "ferry"], 1) == ["s2"]
    assert shelf.sharing(store.connection, ["d"], 9) == []


def test_a_story_is_the_sum_of_its_articles(store: Store) -> None:
    assert whole(store) == (4, {"port": 2.0, "a": 0.5, "b": 0.5, "c": 0.5, "d": 0.5})
    shelf.leave(store.connection, [1, 4])
    assert whole(store) == (2, {"port": 1.0, "b": 0.5, "c": 0.5})
    assert [each.key for each in shelf.seats(store.connection, "s1", 9)] == ["b", "c"]
    shelf.leave(store.connection, [2, 3])
    assert rows(store, "SELECT key FROM story UNION ALL SELECT term FROM member_term") == []
    assert shelf.whole(store.connection, "s1").articles == 0


@pytest.mark.parametrize("exact", [False, True])
def test_what_leaves_a_large_story_is_subtracted(
    store: Store, monkeypatch: pytest.MonkeyPatch, exact: bool
) -> None:
    monkeypatch.setattr(shelf, "LARGE", 2)
    shelf.leave(store.connection, [1], exact=exact)
    assert whole(store) == (3, {"port": 1.5, "b": 0.5, "c": 0.5, "d": 0.5})


def test_of_a_large_story_only_what_changes_is_void(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stances, "WHOLE", 2)
    for claim in ("c0000000001", "c0000000002", "c0000000002", "c0000000003"):
        match(store, opened(store), "supports", claim=claim)
    shelf.leave(store.connection, [1])
    stances.changed(store.connection, 2)
    assert rows(store, "SELECT id FROM claim") == [(2,), (3,)]
    assert rows(store, "SELECT article_id, matched FROM member") == [(2, None), (3, 2), (4, 2)]
    assert not stances.is_overtaken(store.connection, opened(store).story_id)
    match(store, opened(store), "supports", claim="c0000000003")
    stances.changed(store.connection, 3)
    assert rows(store, "SELECT id FROM claim") == [(3,)]


def test_what_changes_waits(store: Store) -> None:
    assert ungrouped.count(store) == 0
    number = correct(store, 1, Correction(act="confirm"), person="P", why="so")
    assert [each.key for each in ungrouped.waiting(store.connection, 9)] == ["a"]
    ungrouped.done(store.connection, 1)
    correct(store, number, Correction(withdrawn=True), person="P", why="so")
    assert ungrouped.count(store) == 1
    ungrouped.done(store.connection, 1)
    add(store, reading(f"{REPORT}\nIn b, later.", id="b", url="https://b.example/"))
    (waiting,) = ungrouped.waiting(store.connection, 9)
    assert (waiting.key, waiting.version_id) == ("b", 5)


def test_lines_of_an_earlier_version_change_nothing(store: Store) -> None:
    later = f"{REPORT.splitlines()[0]}\n[[Tom Fox]] left.\nIn b, later."
    add(store, reading(later, id="b", url="https://b.example/"))
    assert ungrouped.count(store) == 1
    ungrouped.done(store.connection, 2)
    (number,) = rows(store, "SELECT number FROM statement_list WHERE article = 'b' AND version = 1")
    correct(store, number[0], Correction(act="confirm"), person="P", why="so")
    assert ungrouped.count(store) == 0


def test_a_ledger_of_before_stories_waits_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = migrations()
    with monkeypatch.context() as context:
        context.setattr(files, "migrations", lambda: scripts[:1])
        context.setattr(files, "views", lambda: "")
        context.setattr(files, "APPEND_ONLY", ())
        context.setattr(files, "_NEWEST", "SELECT NULL AS recorded_at")
        ledger(
            tmp_path / "b.db", reading(REPORT, id="x"), reading("[[Tom Fox]] ((said)) {{no}}.", id="y")
        ).close()
    opened = open_store(tmp_path / "b.db", create=False)
    assert [each.key for each in ungrouped.waiting(opened.connection, 9)] == ["x", "y"]
    opened.close()
