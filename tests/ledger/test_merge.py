from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import (
    add,
    as_of,
    check_whole,
    counts,
    dump,
    ledger,
    moment,
    page,
    put,
    reading,
    rows,
    said,
    without,
)

from onrecord.ledger import LedgerError, Store
from onrecord.ledger import merge as merging
from onrecord.ledger import store as files
from onrecord.ledger.correct import Correction, CorrectionError, correct, undo
from onrecord.ledger.enter import Entering
from onrecord.ledger.forget import forget
from onrecord.ledger.merge import Conflict, Merged, TakenOut, merge
from onrecord.ledger.reread import Reread, Rereading
from onrecord.records import Reading, Refusal

REPORT = """Port of Sarn
[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships}}.
[[Tom Fox]] ((denied)) {{there was a fire in the northern tower}}."""
LATER = REPORT + "\n[[Ida Lund]] ((said)) {{the quay was dry since the summer}}."
OTHER = """Quiet day in Sund
[[Tom Fox]] ((said)) {{nothing at all happened there}}."""
URL = "https://a.example/sarn"
FIRST, SECOND = reading(REPORT, id="sarn", url=URL), reading(LATER, id="sarn", url=URL)
QUIET = reading(OTHER, id="sund", url="https://a.example/sund")
HOW = {"person": "R. Amin", "why": "heard the recording"}
NOTHING = Merged()
VIEWS = ("difference_list", "refusal_list", "appearance_list", "figure_list", "source_list")
COLUMNS = "who", "role", "content", "act", "said_at", "maker"


class Ledgers:
    """Ledgers of a folder by their names, closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stores: list[Store] = []

    def __call__(self, name: str, *readings: Reading) -> Store:
        store = ledger(self.folder / f"{name}.db", *readings)
        self.stores.append(store)
        return store

    def copy(self, store: Store, name: str) -> Store:
        """A copy of a ledger, as somebody takes it home."""
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(store.path, self.folder / f"{name}.db")
        return self(name)


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[Ledgers]:
    made = Ledgers(tmp_path)
    yield made
    for store in made.stores:
        store.close()


def test_into_an_empty_ledger_comes_all(ledgers: Ledgers) -> None:
    there, here = ledgers("there", FIRST, SECOND, QUIET), ledgers("here")
    number = rows(there, "SELECT number FROM statement_list WHERE who = 'Ana Ruiz'")[0][0]
    correct(there, number, Correction(role="harbour master"), **HOW)
    with Rereading(there, settings={}) as rereading:
        rereading.enter(3, replace(put(QUIET, 0, act="deny"), model="model 2"))
    refused = replace(page(QUIET), raw="<p>", format="html")
    with Entering(there, command="add", settings={}, code="test") as entering:
        entering.enter(refused, Refusal("x.html", "article", "too deep", "mend it", refused))
    done = list[tuple[int, int]]()
    merged = merge(here, there.path, lambda *told: done.append(told))
    assert merged == Merged(articles=2, versions=3, appearances=3, statements=8, corrections=1, refusals=1)
    assert done == [(2, 2)]
    assert said(here, *COLUMNS, "version", "key") == said(there, *COLUMNS, "version", "key")
    for view in VIEWS:
        shown = [sorted(row[1:-1] for row in rows(each, f"SELECT * FROM {view}")) for each in (here, there)]
        assert shown[0] == shown[1], view
    history = (
        "SELECT s.key, n.key, h.why, h.note, h.person FROM statement_history h"
        " JOIN statement s ON s.id = h.number JOIN statement n ON n.id = h.replaced_by"
    )
    assert sorted(rows(here, history)) == sorted(rows(there, history))
    runs = "SELECT command, started_at, ended_at, outcome, person FROM run_list WHERE command <> 'merge'"
    assert set(rows(there, runs)) <= set(rows(here, runs))
    check_whole(here)


def test_merging_twice_is_nothing(ledgers: Ledgers) -> None:
    there, here = ledgers("there", FIRST, QUIET), ledgers("here", SECOND)
    correct(there, 1, Correction(role="harbour master"), **HOW)
    merge(here, there.path)
    before = dump(here, ("run", "run_end"))
    assert merge(here, there.path) == NOTHING
    assert dump(here, ("run", "run_end")) == before
    assert rows(here, "SELECT settings, outcome FROM run_list WHERE command = 'merge'") == [
        ('{"ledger":"there.db"}', "done")
    ] * 2  # fmt: skip


def test_what_is_there_already_is_not_doubled(ledgers: Ledgers) -> None:
    """Both read the same pages: one more reading is on record, and nothing else."""
    there, here = ledgers("there", FIRST, QUIET), ledgers("here", FIRST, QUIET)
    before = dump(here, ("run", "run_end", "reading"))
    assert merge(here, there.path) == NOTHING
    assert dump(here, ("run", "run_end", "reading")) == before
    assert rows(here, "SELECT model, same_as FROM reading WHERE version_id = 1") == [
        ("model 1", None),
        ("model 1", 1),
    ]


def test_the_same_text_at_another_address_appears_there(ledgers: Ledgers) -> None:
    elsewhere = replace(
        FIRST, article=replace(FIRST.article, id="x", url="https://b.example/", outlet="The Post")
    )
    there, here = ledgers("there", elsewhere), ledgers("here", FIRST)
    assert merge(here, there.path) == Merged(appearances=1)
    assert rows(here, "SELECT article, url FROM appearance_list") == [
        ("sarn", URL),
        ("sarn", "https://b.example/"),
    ]
    assert said(here, "who") == [("Ana Ruiz",), ("Tom Fox",)]
    check_whole(here)


def test_as_of_earlier_moments_nothing_changes(ledgers: Ledgers) -> None:
    there, here = ledgers("there", FIRST, QUIET), ledgers("here", SECOND)
    correct(there, 1, Correction(role="harbour master"), **HOW)
    then = moment(here)
    before = as_of(here, then)
    merge(here, there.path)
    assert as_of(here, then) == before
    assert len(as_of(here, moment(here))) == 4


def test_a_correction_there_takes_effect_here(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    first = correct(there, 1, Correction(role="harbour master"), **HOW)
    correct(there, first, Correction(act="predict"), person="T. Ek", why="it was a guess")
    correct(there, 2, Correction(withdrawn=True), **HOW)
    assert merge(here, there.path) == Merged(statements=2, corrections=2)
    assert said(here, *COLUMNS) == said(there, *COLUMNS)
    shown = "SELECT why, note, person FROM statement_history ORDER BY number"
    assert rows(here, shown) == rows(there, shown)
    with Rereading(here, settings={}) as rereading:
        assert rereading.enter(1, replace(FIRST, model="model 2")) == Reread(kept_corrections=2)
    undone = ledgers.copy(there, "undone")
    undo(undone, 2, **HOW)
    merge(here, undone.path)
    assert len(said(here)) == 2


def test_of_two_corrections_ours_stands_and_theirs_is_named(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    ours = correct(here, 1, Correction(role="harbour master"), **HOW)
    correct(there, 1, Correction(role="mayor"), person="T. Ek", why="says the town")
    correct(there, 2, Correction(withdrawn=True), **HOW)
    other = correct(here, 2, Correction(act="assert", polarity="negated"), **HOW)
    merged = merge(here, there.path)
    theirs = rows(here, "SELECT id FROM statement WHERE role = 'mayor'")[0][0]
    assert set(merged.conflicts) == {Conflict("sarn", ours, theirs), Conflict("sarn", other, 2)}
    assert ("Ana Ruiz", "harbour master") in said(here, "who", "role")
    assert ("Tom Fox", other) in said(here, "who", "number")
    shown = "SELECT replaced_by, why, note FROM statement_history WHERE number = ?"
    assert rows(here, shown, theirs) == [(ours, "correction", "the correction made here stands")]
    assert merge(here, there.path).statements == 0
    with pytest.raises(CorrectionError, match=f"line {ours} took its place"):
        correct(here, theirs, Correction(act="deny"), **HOW)


def test_the_same_correction_on_both_sides_is_one(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    for store in (here, there):
        correct(store, 1, Correction(role="harbour master"), **HOW)
    merged = merge(here, there.path)
    assert merged == NOTHING
    assert len(said(here)) == 2


@pytest.mark.parametrize("newer", ["here", "there"])
def test_the_newer_reading_stands(ledgers: Ledgers, newer: str) -> None:
    old, new = FIRST, replace(without(put(FIRST, 0, act="predict"), 1), model="model 2")
    if newer == "here":
        there, here = ledgers("there", old), ledgers("here", new)
    else:
        here, there = ledgers("here", old), ledgers("there", new)
    merge(here, there.path)
    assert said(here, "who", "act", "maker") == [("Ana Ruiz", "predict", "model 2")]
    assert rows(here, "SELECT model FROM reading ORDER BY id DESC LIMIT 1") == [("model 2",)]
    assert len(rows(here, "SELECT id FROM statement")) == 3
    check_whole(here)


@pytest.mark.parametrize("first", ["here", "there"])
def test_versions_that_never_met_are_linked(ledgers: Ledgers, first: str) -> None:
    made = {}
    for name, told in zip((first, "there" if first == "here" else "here"), (FIRST, SECOND), strict=True):
        made[name] = ledgers(name, told)
    here, there = made["here"], made["there"]
    correct(made[first], 1, Correction(role="harbour master"), **HOW)
    merged = merge(here, there.path)
    assert (merged.articles, merged.versions) == (0, 1)
    roles = [("Ana Ruiz", "harbour master"), ("Ida Lund", None), ("Tom Fox", None)]
    assert said(here, "who", "role") == roles
    ((latest,),) = rows(here, "SELECT text FROM version ORDER BY number DESC LIMIT 1")
    assert latest == SECOND.article.text
    assert rows(here, "SELECT max(version) FROM article_list") == [(2 if first == "here" else 1,)]


def test_what_comes_after_a_merge_follows_the_latest_version(ledgers: Ledgers) -> None:
    there, here = ledgers("there", FIRST), ledgers("here", SECOND)
    merge(here, there.path)
    (entered,) = add(here, reading(LATER + "\nNobody was hurt.", id="sarn", url=URL))
    assert (entered.fate, entered.version, entered.changes) == ("version", 2, 0)
    assert said(here, "who", "version") == [("Ana Ruiz", 2), ("Ida Lund", 2), ("Tom Fox", 2)]


def test_an_id_that_another_article_has(ledgers: Ledgers) -> None:
    there, here = ledgers("there", reading(OTHER, id="1")), ledgers("here", reading(REPORT, id="1"))
    merge(here, there.path)
    keys = [key for (key,) in rows(here, "SELECT key FROM article ORDER BY id")]
    assert keys[0] == "1"
    assert len(keys[1]) == 16
    assert merge(here, there.path) == NOTHING


def test_the_same_text_under_two_ids_has_its_statements_once(ledgers: Ledgers) -> None:
    """A statement's key is made of the id: the key of here stays."""
    named = reading(REPORT, id="another")
    here, there = ledgers("here", FIRST), ledgers("there", put(named, 0, act="predict"))
    correct(there, 2, Correction(role="captain"), **HOW)
    merge(here, there.path)
    assert said(here, "key", "act", "role") == sorted(
        [(FIRST.statements[0].id, "predict", None), (FIRST.statements[1].id, "assert", "captain")], key=repr
    )
    assert merge(here, there.path) == NOTHING


def test_what_was_taken_out_there_is_named_and_stays(ledgers: Ledgers) -> None:
    here, there = ledgers("here", FIRST, QUIET), ledgers("there", FIRST)
    forget(there, "sarn", why="a court asked for it", person="T. Ek")
    merged = merge(here, there.path)
    told = TakenOut("sarn", "a court asked for it", "onrecord forget sarn takes it out here, too")
    assert merged == Merged(taken_out_there=[told])
    assert len(said(here)) == 3
    forget(here, "sarn", why="so it was there", person="R. Amin")
    assert merge(here, there.path) == Merged(tombstones=1)
    assert merge(here, there.path) == NOTHING


def test_what_was_taken_out_here_is_not_taken_in(ledgers: Ledgers) -> None:
    here, there = ledgers("here", FIRST), ledgers("there", FIRST, SECOND, QUIET)
    forget(here, "sarn", why="a court asked for it", person="R. Amin")
    merged = merge(here, there.path)
    assert [(each.article, each.why) for each in merged.not_taken_in] == [("sarn", "a court asked for it")]
    assert rows(here, "SELECT key FROM article") == [("sund",)]


def test_a_tombstone_there_holds_here(ledgers: Ledgers) -> None:
    here, there = ledgers("here", QUIET), ledgers("there", FIRST)
    forget(there, "sarn", why="a court asked for it", person="T. Ek")
    assert merge(here, there.path).tombstones == 1
    assert add(here, FIRST)[0].fate == "forgotten"


PLACES = ["north", "south", "east", "west", "inner", "outer", "upper", "lower", "old", "new", "long", "short"]
WIRE = "\n".join(f"The {place} quay of the harbour was closed on the {place} side too." for place in PLACES)


def wire(key: str) -> Reading:
    return reading(f"{WIRE}\nMore of {key}.", id=key, url=f"https://{key}.example/")


def test_copies_of_both_are_one_text(ledgers: Ledgers) -> None:
    there, here = ledgers("there", *map(wire, "abc")), ledgers("here", *map(wire, "xy"))
    merge(here, there.path)
    assert {group for (group,) in rows(here, "SELECT text_group FROM article_list")} == {"x"}
    assert merge(here, there.path) == NOTHING


def test_a_merge_that_is_broken_off_goes_on(ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch) -> None:
    told = (reading(f"{{{{It is {key}}}}}.", id=key, url=f"https://{key}.example/") for key in "abcdefghi")
    there, here, whole = ledgers("there", *told), ledgers("here"), ledgers("whole")
    merge(whole, there.path)

    def stop(done: int, _of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(merging, "SECONDS", 0.0)  # an article in each transaction
        with pytest.raises(KeyboardInterrupt):
            merge(here, there.path, stop)
    assert counts(here, "article") == [4]
    assert rows(here, "SELECT outcome FROM run_list WHERE command = 'merge'") == [("stopped",)]
    assert merge(here, there.path).articles == 5
    assert said(here, *COLUMNS) == said(whole, *COLUMNS)
    check_whole(here)


def test_the_other_file_is_not_changed(ledgers: Ledgers) -> None:
    there, here = ledgers("there", FIRST, SECOND), ledgers("here")
    there.close()
    before = there.path.read_bytes()
    merge(here, there.path)
    assert there.path.read_bytes() == before
    assert not there.path.with_name("there.db-wal").exists()


def test_a_ledger_of_an_earlier_schema_is_read(ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch) -> None:
    there = ledgers("there", FIRST)
    there.close()
    before = there.path.read_bytes()
    scripts = [*files.migrations(), "ALTER TABLE run ADD COLUMN mood TEXT;"]
    monkeypatch.setattr(files, "migrations", lambda: scripts)
    here = ledgers("here")
    assert merge(here, there.path).statements == 2
    assert there.path.read_bytes() == before


def write_text(path: Path) -> None:
    path.write_text(
        "no ledger at all, but long enough to be a file of some kind, or so" * 9, encoding="utf-8"
    )


def write_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()


# what stands at the other path, and what is told
OTHERS = [
    (lambda _: None, "there is no ledger"),
    (Path.mkdir, "there is no ledger"),
    (Path.touch, "is not a ledger"),
    (write_text, "is not a ledger"),
    (write_database, "is not a ledger"),
]


@pytest.mark.parametrize(("write", "told"), OTHERS)
def test_what_is_no_other_ledger(ledgers: Ledgers, write: Any, told: str) -> None:
    here, path = ledgers("here", FIRST), ledgers.folder / "other.db"
    write(path)
    held = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=told) as caught:
        merge(here, path)
    assert "other.db" in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == held


def test_a_ledger_is_not_merged_with_itself(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    with pytest.raises(LedgerError, match="is the ledger itself"):
        merge(here, ledgers.folder / "." / "here.db")


# The law: whichever of two ledgers takes in the other, the same is current. Pages change forwards only, and
# no two people decide on one statement: of that the decision made here stands, another in each of both.
LINES = [
    "[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships}}.",
    "[[Tom Fox]] ((denied)) {{there was a fire in the northern tower of the harbour}}.",
    "[[Ida Lund]] ((said)) {{the quay was dry since the summer of last year}}.",
]
TEXTS = [f"Port of Sarn\n{chr(10).join(lines)}" for lines in (LINES[:2], LINES, [LINES[0], LINES[2]])]
CHANGES = {"withdraw": Correction(withdrawn=True)}
PEOPLE = {"a": ("Ana Ruiz",), "b": ("Tom Fox", "Ida Lund"), "both": ("Ana Ruiz", "Tom Fox", "Ida Lund")}
STEPS = st.tuples(
    st.sampled_from(["add", "reread", "correct", "withdraw"]),
    st.integers(0, 2),
    st.lists(st.sampled_from(["assert", "deny", "ask", "gone"]), min_size=3, max_size=3),
)


def current(store: Store) -> list[tuple[Any, ...]]:
    columns = "v.text_hash, s.source_spans, s.content, s.name, s.role, s.act, s.said_at"
    return sorted(
        rows(
            store,
            f"SELECT {columns} FROM statement s JOIN version v ON v.id = s.version_id"
            " WHERE NOT EXISTS (SELECT 1 FROM succession WHERE old_id = s.id)",
        ),
        key=repr,
    )


def found(place: int, acts: list[str], *, key: str, model: str) -> Reading:
    """What a model finds in a text: each statement with some act, or not."""
    told = reading(TEXTS[place], id=key, url=URL, model=model)
    count = len(told.statements)
    for at, act in enumerate(acts[:count]):
        told = put(told, at, act="assert" if act == "gone" else act)
    return without(told, *(at for at, act in enumerate(acts[:count]) if act == "gone"))


def take(store: Store, step: tuple[str, int, list[str]], *, whose: str, key: str) -> None:
    """One step of what is done to a ledger."""
    what, place, acts = step
    versions = rows(store, "SELECT id, text, name FROM version ORDER BY id")
    if what == "add":
        texts = [reading(each).article.text for each in TEXTS]
        latest = max((texts.index(text) for _, text, _ in versions), default=0)
        add(store, found(max(place, latest), acts, key=key, model="model 1"))
    elif what == "reread" and versions:
        number, text, name = versions[place % len(versions)]
        at = next(at for at, each in enumerate(TEXTS) if reading(each).article.text == text)
        with Rereading(store, settings={}) as rereading:
            rereading.enter(number, found(at, acts, key=name, model="model 2"))
    elif what in ("correct", "withdraw"):
        lines = rows(store, "SELECT number, who FROM statement_list ORDER BY number")
        mine = [number for number, who in lines if who in PEOPLE[whose]]
        if mine:
            change = (
                Correction(withdrawn=True) if what == "withdraw" else Correction(role=f"{acts[0]} {acts[1]}")
            )
            try:
                correct(store, mine[place % len(mine)], change, **HOW)
            except CorrectionError:
                assert what == "correct"  # it says so already


@settings(max_examples=40)
@given(
    before=st.lists(STEPS, max_size=3),
    ours=st.lists(STEPS, max_size=3),
    theirs=st.lists(STEPS, max_size=3),
    key=st.sampled_from(["sarn", "another"]),
)
def test_whichever_takes_in_the_other(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Any],
    ours: list[Any],
    theirs: list[Any],
    key: str,
) -> None:
    ledgers = Ledgers(tmp_path_factory.mktemp("ledgers"))
    one = ledgers("a")
    for step in before:
        take(one, step, whose="both", key="sarn")
    other = ledgers.copy(one, "b")
    for step in ours:
        take(one, step, whose="a", key="sarn")
    for step in theirs:
        take(other, step, whose="b", key=key)
    first, second, third = ledgers.copy(one, "ab"), ledgers.copy(other, "ba"), ledgers("empty")
    then = moment(first) if rows(first, "SELECT 1 FROM statement") else ""
    answer = as_of(first, then)
    assert merge(first, other.path).conflicts == []
    assert merge(second, one.path).conflicts == []
    assert current(first) == current(second)
    assert as_of(first, then) == answer
    held = dump(first, ("run", "run_end"))
    assert merge(first, other.path) == NOTHING
    assert dump(first, ("run", "run_end")) == held
    merge(third, first.path)
    assert current(third) == current(first)
    for store in (first, second, third):
        check_whole(store)
    for store in ledgers.stores:
        store.close()
