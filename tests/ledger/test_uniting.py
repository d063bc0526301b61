from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import check_whole, ledger, put, reading, rows, said

from onrecord.ledger import Store, sources, splitting, uniting
from onrecord.ledger import store as files
from onrecord.ledger.ask import ask
from onrecord.ledger.correct import Correction, CorrectionError, correct
from onrecord.ledger.forget import forget
from onrecord.ledger.merge import merge
from onrecord.ledger.question import Question
from onrecord.records import Reading, Saying, Source, Statement, Words

REPORT = """Port of Sarn
[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships}}.
[[Tom Fox]] ((denied)) {{there was a fire in the northern tower}}.
[[Harbour Board]] ((said)) {{the cranes were safe}}."""
OTHER = """Quiet day in Sund
[[Anna Ruiz]] ((said)) {{nothing at all happened there}}.
[[Tom Fox]] ((said)) {{the quay was dry}}."""
HOW: dict[str, Any] = {"person": "R. Amin", "why": "one person, two spellings"}
ANA, ANNA, TOM, BOARD = "person:ana-ruiz", "person:anna-ruiz", "person:tom-fox", "person:harbour-board"


def readings() -> tuple[Reading, Reading]:
    first = reading(REPORT, id="sarn", url="https://a.example/sarn", outlet="Sarn Post")
    second = reading(OTHER, id="sund", url="https://a.example/sund", published_at="2024-10-20")
    return first, second


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", *readings())
    yield opened
    opened.close()


def who(store: Store, name: str) -> set[str]:
    return {entry.statement.content.text for entry in ask(store, Question(who=name)).entries}


def listed(store: Store) -> dict[str, tuple[str, int]]:
    return {
        key: (names, count)
        for key, names, count in rows(store, "SELECT entity, names, statements FROM source_list")
    }


def answers(store: Store) -> list[Any]:
    """What is answered about everybody."""
    everybody = (ANA, ANNA, TOM, BOARD)
    return [
        listed(store),
        [sources.source(store, key) for key in everybody],
        [sources.statements(store, key) for key in everybody],
        [who(store, name) for name in ("Ana Ruiz", "Anna", "Tom Fox", "Board")],
        sources.most_quoted(store),
        dict(uniting.merged(store.connection)),
    ]


def test_one_source_everywhere(store: Store) -> None:
    uniting.unite(store, ANNA, ANA, **HOW)
    for key in (ANA, ANNA):
        state = sources.source(store, key)
        assert (state.key, state.parts, state.name, state.times.total) == (ANA, (ANNA,), "Ana Ruiz", 2)
        assert [each.words for each in state.spellings] == ["Ana Ruiz", "Anna Ruiz"]
        assert len(sources.statements(store, key).published) == 2
    assert who(store, "Anna Ruiz") == who(store, "Ana Ruiz") == {
        "the port would close on 2024-10-25 with 12 ships",
        "nothing at all happened there",
    }  # fmt: skip
    assert listed(store)[ANA] == ("Ana Ruiz; Anna Ruiz", 2)
    assert ANNA not in listed(store)
    assert [each.key for each in sources.sources(store, "anna").listed] == [ANA]
    assert sources.find(store, ANNA).key == ANA
    # What the articles say stays as it is.
    assert said(store, "who") == [
        ("Ana Ruiz",),
        ("Anna Ruiz",),
        ("Harbour Board",),
        ("Tom Fox",),
        ("Tom Fox",),
    ]
    check_whole(store)


def test_the_decision_is_on_record(store: Store) -> None:
    number = uniting.unite(store, ANNA, ANA, **HOW)
    uniting.part(store, ANNA, person="I. Lund", why="two sisters")
    first, second = uniting.decisions(store, ANA)
    assert (first.number, first.entity, first.into, first.person, first.why, first.stands) == (
        number, ANNA, ANA, "R. Amin", "one person, two spellings", False,
    )  # fmt: skip
    assert (second.entity, second.into, second.person, second.stands) == (ANNA, None, "I. Lund", True)
    assert uniting.decisions(store, ANNA) == (first, second)
    assert rows(store, "SELECT command, person, outcome FROM run_list ORDER BY run DESC LIMIT 1") == [
        ("unite", "I. Lund", "done")
    ]
    with pytest.raises(Exception, match="never changed"):
        store.connection.execute("DELETE FROM entity_merge")


def test_chains_are_followed(store: Store) -> None:
    uniting.unite(store, TOM, BOARD, **HOW)
    uniting.unite(store, BOARD, ANA, **HOW)
    uniting.unite(store, ANNA, TOM, **HOW)  # which is part of another itself
    assert sources.source(store, TOM).key == ANA
    assert sources.source(store, ANA).times.total == 5
    uniting.part(store, BOARD, **HOW)  # and what is part of it goes with it
    assert sources.source(store, TOM).key == BOARD
    assert sources.source(store, ANNA).key == BOARD
    assert sources.source(store, ANA).times.total == 1


# what was done before, what is tried, what is told
WRONG: list[tuple[list[tuple[str, str]], Callable[[Store], object], str]] = [
    ([], lambda store: uniting.unite(store, "person:nobody", ANA, **HOW), "no source 'person:nobody'"),
    ([], lambda store: uniting.unite(store, ANA, "x", **HOW), "no source 'x'"),
    ([], lambda store: uniting.unite(store, ANA, ANA, **HOW), "one already"),
    ([(ANNA, ANA)], lambda store: uniting.unite(store, ANNA, ANA, **HOW), f"part of {ANA} already"),
    ([(ANNA, ANA)], lambda store: uniting.unite(store, ANNA, TOM, **HOW), f"part of {ANA} already"),
    ([(ANNA, ANA)], lambda store: uniting.unite(store, ANA, ANNA, **HOW), "one already"),  # a ring
    ([(ANNA, ANA), (ANA, TOM)], lambda store: uniting.unite(store, TOM, ANNA, **HOW), "one already"),
    ([], lambda store: uniting.part(store, ANA, **HOW), "part of no other"),
    ([(ANNA, ANA)], lambda store: uniting.part(store, ANA, **HOW), "part of no other"),
    ([], lambda store: uniting.part(store, "x", **HOW), "no source 'x'"),
    ([], lambda store: uniting.unite(store, ANNA, ANA, person=" ", why="so"), "name a person"),
    ([], lambda store: uniting.unite(store, ANNA, ANA, person="R", why=" "), "say why"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "tried", "told"), WRONG)
def test_what_cannot_be_is_told(
    store: Store, before: list[tuple[str, str]], tried: Callable[[Store], object], told: str
) -> None:
    for entity, into in before:
        uniting.unite(store, entity, into, **HOW)
    known = rows(store, "SELECT * FROM entity_merge")
    with pytest.raises(CorrectionError, match=told):
        tried(store)
    assert rows(store, "SELECT * FROM entity_merge") == known


_KEYS = st.sampled_from([ANA, ANNA, TOM, BOARD])


@settings(max_examples=40)
@given(deeds=st.lists(st.tuples(_KEYS, st.none() | _KEYS), max_size=12), last=st.tuples(_KEYS, _KEYS))
def test_what_is_taken_back_never_was(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, str | None]], last: tuple[str, str]
) -> None:
    store = ledger(tmp_path_factory.mktemp("law") / "a.db", *readings())
    try:
        for entity, into in deeds:
            try:
                if into is None:
                    uniting.part(store, entity, **HOW)
                else:
                    uniting.unite(store, entity, into, **HOW)
            except CorrectionError:
                continue
        before = answers(store)
        try:
            uniting.unite(store, *last, **HOW)
        except CorrectionError:
            assert answers(store) == before
            return
        assert answers(store) != before
        uniting.part(store, last[0], **HOW)
        assert answers(store) == before
        kept = rows(store, "SELECT * FROM entity_now")
        uniting.keep_up(store.connection)
        assert rows(store, "SELECT * FROM entity_now") == kept
        assert {now for _, now in kept}.isdisjoint(part for part, _ in kept)
    finally:
        store.close()


def test_a_saying_is_counted_as_the_one_that_its_source_is_part_of() -> None:
    words = Words((), "x")
    source = Source((), "Ms Ruiz", "Anna Ruiz", None, "person", ANNA)
    statement = Statement(
        id="1", source=source, cue=None, content=words, quotation="direct", within=None, score=1.0
    )
    saying = Saying(
        statement=statement, figures=(), article="a", published_at=None, outlet=None, sentence="", read="",
        in_headline=False, vector=b"",
    )  # fmt: skip
    assert uniting.as_one(saying, {}) is saying
    united = uniting.as_one(saying, {ANNA: ANA}).statement.source
    assert united is not None
    assert (united.entity, united.name) == (ANA, "Anna Ruiz")


def taken_in(store: Store, other: Store) -> int:
    """As a merge does it: how many decisions of the other ledger were new."""
    runs = dict(rows(store, "SELECT uid, id FROM run"))
    theirs = dict(rows(other, "SELECT id, uid FROM run"))
    with store.writing() as moment:
        new = [
            uniting.take_in(
                store.connection, row, {"run_id": runs[theirs[row["run_id"]]], "recorded_at": moment}
            )
            for row in other.connection.execute(uniting.LINES).fetchall()
        ]
        uniting.keep_up(store.connection)
    return sum(new)


def test_decisions_come_over_once_and_the_last_holds(store: Store, tmp_path: Path) -> None:
    other = ledger(tmp_path / "b.db", *readings())
    uniting.unite(store, ANNA, ANA, **HOW)
    uniting.unite(other, ANA, ANNA, person="I. Lund", why="the other way round")
    uniting.unite(other, TOM, BOARD, person="I. Lund", why="he speaks for it")
    merge(store, tmp_path / "b.db")
    taken_in(store, other)
    assert taken_in(store, other) == 0
    other.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    merge(other, tmp_path / "a.db")
    taken_in(other, store)
    for each in (store, other):
        assert sources.source(each, ANA).key == ANNA  # the later of two that would be a ring
        assert sources.source(each, TOM).key == BOARD
        assert len(uniting.decisions(each, ANNA)) == 2
    other.close()


def test_lines_are_split_off_and_rejoined(store: Store) -> None:
    before = said(store, "who", "content", "key")
    (entry,) = [
        each for each in sources.statements(store, TOM).published if "fire" in each.statement.content.text
    ]
    done = splitting.split(
        store, TOM, to="person:tom-fox-2", name="Tom Fox (of Sarn)", lines=[entry.number], kind="person",
        person="R. Amin", why="the mayor, not the sailor",
    )  # fmt: skip
    assert (done.lines, done.source, done.to) == (1, TOM, "person:tom-fox-2")
    assert sources.source(store, TOM).times.total == 1
    state = sources.source(store, "person:tom-fox-2")
    assert (state.name, state.kind, state.times.total) == ("Tom Fox (of Sarn)", "person", 1)
    assert "there was a fire in the northern tower" in who(store, '"of Sarn"')
    for key in (TOM, "person:tom-fox-2"):
        assert splitting.splits(store, key) == (done,)
    check_whole(store)
    assert splitting.rejoin(store, done.number, person="I. Lund", why="the same man") == 1
    assert said(store, "who", "content", "key") == before
    assert splitting.splits(store, TOM) == ()
    assert sources.source(store, "person:tom-fox-2").times.total == 0
    with pytest.raises(CorrectionError, match="nothing of this split is left"):
        splitting.rejoin(store, done.number, person="I. Lund", why="again")
    check_whole(store)


def test_a_spelling_is_split_off_from_a_merged_source(store: Store) -> None:
    uniting.unite(store, ANNA, ANA, **HOW)
    splitting.split(store, ANA, to="person:anna-r", name="Anna R.", spelling="Anna Ruiz", **HOW)
    assert sources.source(store, ANA).times.total == 1
    assert sources.source(store, "person:anna-r").spellings == (("Anna R.", 1),)
    later = correct(
        store, sources.statements(store, "person:anna-r").published[0].number, Correction(act="deny"), **HOW
    )
    (split,) = splitting.splits(store, ANA)[:1] or (None,)
    assert split is None  # nothing of it stands as it was made
    assert later


# what is asked, what is told
NOT_SPLIT: list[tuple[dict[str, Any], str]] = [
    ({"to": TOM, "name": "Tom", "lines": [2]}, "is the same source"),
    ({"to": "x", "name": "Tom", "lines": [1]}, "line 1 is not of this source"),
    ({"to": "x", "name": "Tom", "lines": [99]}, "line 99 is not of this source"),
    ({"to": "x", "name": "Tom"}, "not said what is split off"),
    ({"to": "x", "name": "Tom", "lines": [2], "spelling": "Tom Fox"}, "not said what is split off"),
    ({"to": "x", "name": "Tom", "spelling": "Tomas"}, "called 'Tomas' in no statement"),
    ({"to": " ", "name": "Tom", "lines": [2]}, "entity is empty"),
    ({"to": "x", "name": "Tom", "lines": range(1, 1_002)}, "more than 1,000 lines"),
    ({"to": "x", "name": "Tom", "lines": [2], "kind": "robot"}, "'robot' is no kind"),
]


@pytest.mark.parametrize(("asked", "told"), NOT_SPLIT)
def test_what_cannot_be_split_is_told(store: Store, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(CorrectionError, match=told):
        splitting.split(store, TOM, **asked, **HOW)
    assert rows(store, "SELECT count(*) FROM succession") == [(0,)]


def test_a_corrected_source_is_seen_everywhere(store: Store) -> None:
    correct(store, 1, Correction(name="Tom Fox"), **HOW)
    assert sources.source(store, TOM).times.total == 3
    assert sources.source(store, ANA).times.total == 0
    assert sources.source(store, ANA).name == "Ana Ruiz"  # a name of before
    assert [each.key for each in sources.sources(store, "ruiz").listed] == [ANNA]


def test_a_free_key_is_the_first_that_nobody_has(store: Store) -> None:
    assert splitting.free_key(store, "person:new") == "person:new"
    assert splitting.free_key(store, TOM) == f"{TOM}-2"


def test_a_name_without_an_entity_is_followed_by_its_words(tmp_path: Path) -> None:
    bare = put(readings()[0], 1, entity=None)
    store = ledger(tmp_path / "c.db", bare)
    assert who(store, "Tom Fox") == {"there was a fire in the northern tower"}
    store.close()


def test_a_takedown_lets_go_of_decisions_that_nobody_needs(store: Store) -> None:
    uniting.unite(store, ANNA, ANA, **HOW)
    uniting.unite(store, TOM, BOARD, **HOW)
    uniting.part(store, TOM, **HOW)
    with store.writing():
        files.drop_triggers(store.connection)
        store.connection.execute("UPDATE statement SET entity_id = NULL WHERE name NOT LIKE '%Ruiz'")
        numbers = [number for (number,) in rows(store, "SELECT id FROM entity")]
        uniting.let_go(store.connection, numbers)
        files.make_triggers(store.connection)
    assert [each.entity for each in uniting.decisions(store, ANA)] == [ANNA]
    assert uniting.decisions(store, TOM) == uniting.decisions(store, BOARD) == ()
    assert sources.source(store, ANNA).key == ANA
    with store.writing():
        files.drop_triggers(store.connection)
        store.connection.execute("UPDATE statement SET entity_id = NULL WHERE name = 'Ana Ruiz'")
        uniting.let_go(store.connection, numbers)
        files.make_triggers(store.connection)
    assert sources.source(store, ANNA).key == ANA  # whose name it has: what is part of it needs it


def test_another_ledger_brings_its_merges_once(store: Store, tmp_path: Path) -> None:
    uniting.unite(store, ANNA, ANA, **HOW)
    mine = ledger(tmp_path / "b.db")
    try:
        first = merge(mine, store.path)
        again = merge(mine, store.path)
        assert (first.united, again.united) == (1, 0)
        assert who(mine, "Ana Ruiz") == who(store, "Ana Ruiz")
        assert dict(uniting.merged(mine.connection)) == {ANNA: ANA}
        check_whole(mine)
    finally:
        mine.close()


@pytest.mark.parametrize("name", ["sarn", "sund"])
def test_the_article_of_a_merged_source_can_be_taken_out(store: Store, name: str) -> None:
    uniting.unite(store, ANNA, ANA, **HOW)
    (key,) = {entry.article for entry in ask(store, Question()).entries if name in (entry.url or "")}
    forget(store, key, person="R. Amin", why="a takedown")
    check_whole(store)
    assert all(name not in (entry.url or "") for entry in ask(store, Question()).entries)
    assert rows(store, "SELECT count(*) FROM entity_now")[0][0] <= 1
