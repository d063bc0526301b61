from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import add, ledger, put, reading, rows

from onrecord.ledger import LedgerError, Store, sources, uniting
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.question import QuestionError
from onrecord.ledger.source_said import SourceStatements
from onrecord.ledger.source_times import Spoken, Within
from onrecord.ledger.typed import Days
from onrecord.records import Reading

ANA, TOM = "person:ana-ruiz", "person:tom-fox"
HOW: dict[str, Any] = {"person": "R. Amin", "why": "heard it"}
OCTOBER = Days("2024-10-01", "2024-10-31")

# id, outlet, published, then of each statement: who, act, said
REPORTS: list[tuple[str, str | None, str | None, list[tuple[str, str | None, str | None]]]] = [
    ("a", "Post", "2024-10-05", [("Ana Ruiz", "assert", "2024-10-04"), ("Tom Fox", "deny", None)]),
    ("b", "Mail", "2024-10-31T23:30:00-05:00", [("Ana Ruiz", "deny", None), ("Ana Ruiz", "assert", None)]),
    ("c", "Mail", "2024-11-02", [("Ana Ruiz", "assert", "2024-10"), ("Ana Ruiz", None, "2024")]),
    ("d", None, None, [("Ana Ruiz", "assert", None), ("Ana Ruiz", "assert", "2023-05-01")]),
    ("e", "Post", "2024-12-24", [("Ana Ruiz", "commit", None)]),
]


def made() -> Iterator[Reading]:
    for key, outlet, published, told in REPORTS:
        lines = (
            f"[[{who}]] ((said)) {{{{{key} number {place} of it}}}}."
            for place, (who, _, _) in enumerate(told)
        )
        one = reading(
            "\n".join(lines), id=key, outlet=outlet, published_at=published, headline=f"Report {key}"
        )
        for place, (_, act, said_at) in enumerate(told):
            one = put(one, place, act=act, said_at=said_at)
        yield one


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", *made())
    yield opened
    opened.close()


def contents(found: SourceStatements) -> tuple[list[str], list[str]]:
    said, published = (
        [entry.statement.content.text.replace(" number ", "").replace(" of it", "") for entry in some]
        for some in (found.said, found.published)
    )
    return said, published


def test_what_is_known_of_a_source(store: Store) -> None:
    state = sources.source(store, ANA)
    assert (state.key, state.parts, state.name, state.kind) == (ANA, (), "Ana Ruiz", "person")
    assert (state.times.total, state.times.said, state.times.undated) == (8, 4, 1)
    assert (state.times.first_said, state.times.last_said) == ("2023-05-01", "2024-12-31")
    assert state.spellings == (("Ana Ruiz", 8),)
    assert state.outlets == (("Mail", 4, 2), ("Post", 2, 2))
    assert (state.reports, state.texts, state.all_outlets, state.looked_at) == (5, 5, 2, 8)
    assert set(state.times.spoken) == {
        Spoken("2023-05-01", "2023-05-01", "assert", True, 1),
        Spoken("2024-01-01", "2024-12-31", None, True, 1),
        Spoken("2024-10-01", "2024-10-31", "assert", True, 1),
        Spoken("2024-10-04", "2024-10-04", "assert", True, 1),
        Spoken(None, None, "assert", False, 1),
        Spoken("2024-10-31", "2024-10-31", "assert", False, 1),  # as it is written, in whatever zone
        Spoken("2024-10-31", "2024-10-31", "deny", False, 1),
        Spoken("2024-12-24", "2024-12-24", "commit", False, 1),
    }


# what narrows; said, and published with no time of saying, the newest first
NARROWED: list[tuple[dict[str, Any], tuple[list[str], list[str]]]] = [
    ({}, (["a0", "c0", "c1", "d1"], ["e0", "b1", "b0", "d0"])),
    ({"days": OCTOBER}, (["a0", "c0", "c1"], ["b1", "b0"])),
    ({"days": Days("2024-11-01", "2024-11-30")}, (["c1"], [])),
    ({"days": Days("2024-11-01", "9999-12-31")}, (["c1"], ["e0"])),
    ({"days": Days("0001-01-01", "2023-12-31")}, (["d1"], [])),
    ({"acts": ["assert"]}, (["a0", "c0", "d1"], ["b1", "d0"])),
    ({"acts": ["deny", "commit"]}, ([], ["e0", "b0"])),
    ({"acts": ["deny"], "days": OCTOBER}, ([], ["b0"])),
    ({"acts": ["ask"]}, ([], [])),
    ({"story": "s1"}, (["a0"], ["b1", "b0"])),
    ({"story": "s1", "acts": ["deny"]}, ([], ["b0"])),
    ({"story": "s1", "days": Days("2024-10-31", "2024-10-31")}, ([], ["b1", "b0"])),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "found"), NARROWED)
def test_what_it_said(store: Store, asked: dict[str, Any], found: tuple[list[str], list[str]]) -> None:
    told(store)
    assert contents(sources.statements(store, ANA, **asked)) == found
    if "story" not in asked:
        within = sources.source(store, ANA).times.within(asked.get("days"), asked.get("acts", ()))
        assert within == Within(*map(len, found))


@settings(max_examples=25)
@given(limit=st.integers(1, 9), asked=st.sampled_from([each for each, _ in NARROWED]))
def test_pages_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, limit: int, asked: dict[str, Any]
) -> None:
    store = ledger(tmp_path_factory.mktemp("law") / "a.db", *made())
    told(store)
    whole = contents(sources.statements(store, ANA, **asked))
    said, published, after = list[str](), list[str](), None
    while True:
        some = sources.statements(store, ANA, **asked, limit=limit, after=after)
        assert len(some.said) + len(some.published) <= limit
        said, published, after = said + contents(some)[0], published + contents(some)[1], some.after
        if after is None:
            break
    assert (said, published) == whole
    store.close()


def test_nobody_and_nothing_are_told(store: Store) -> None:
    for asked in (sources.source, sources.statements, sources.find, sources.times):
        with pytest.raises(LedgerError, match="there is no source 'person:x'"):
            asked(store, "person:x")
    with pytest.raises(QuestionError, match="there is no story 'sx'"):
        sources.statements(store, ANA, story="sx")
    for after in ("x", "s2024", "q2024.1", "s2024.99999999999999999999"):
        with pytest.raises(QuestionError, match="after"):
            sources.statements(store, ANA, after=after)


def test_only_what_stands_counts(store: Store) -> None:
    entry = sources.statements(store, ANA).said[0]
    correct(store, entry.number, Correction(said_at=None, act="predict"), **HOW)
    state = sources.source(store, ANA)
    assert (state.times.total, state.times.said) == (8, 3)
    assert Spoken("2024-10-05", "2024-10-05", "predict", False, 1) in state.times.spoken
    assert contents(sources.statements(store, ANA, days=OCTOBER)) == (["c0", "c1"], ["b1", "b0", "a0"])
    for each in (*sources.statements(store, TOM).said, *sources.statements(store, TOM).published):
        correct(store, each.number, Correction(withdrawn=True), **HOW)
    gone = sources.source(store, TOM)
    assert (gone.name, gone.times.total, gone.kind, gone.spellings) == ("Tom Fox", 0, None, ())


def told(store: Store) -> None:
    """Put two articles into a story, and let the source dispute what another says there."""
    connection = store.connection
    connection.execute(
        "INSERT INTO story (key, title, is_titled, newest, last_article_id, whole, revision)"
        " VALUES ('s1', 'The port', 1, 0, 2, x'', 1)"
    )
    connection.execute("INSERT INTO claim (id, story_id) VALUES (7, 1)")
    for article in (1, 2):
        connection.execute(
            "INSERT INTO member (article_id, version_id, story_id, sketch, matched)"
            " VALUES (?1, (SELECT id FROM version WHERE article_id = ?1), 1, x'', 1)",
            (article,),
        )
    for line, kind in ((1, 0), (2, 1), (3, 1)):  # Ana supports, Tom disputes; later she disputes, too
        connection.execute("INSERT INTO stance VALUES (?, 7, ?, 900, 0)", (line, kind))


def test_with_whom_it_is_in_dispute(store: Store) -> None:
    told(store)
    (other,) = sources.source(store, ANA).opponents
    assert (other.name, other.entity, other.claims, other.statements) == ("Tom Fox", TOM, 1, 1)
    (over,) = other.opposed
    assert (over.claim, over.own.line, over.own.stance) == ("c0000000007", 1, "supports")
    assert (over.other.line, over.other.stance, over.other.content) == (2, "disputes", "a number 1 of it")
    (ana,) = sources.source(store, TOM).opponents
    assert (ana.entity, ana.claims, ana.statements) == (ANA, 1, 1)
    uniting.unite(store, TOM, ANA, **HOW)
    assert sources.source(store, ANA).opponents == ()  # nobody is in dispute with oneself


def test_the_stories_it_speaks_in(store: Store) -> None:
    told(store)
    assert sources.source(store, ANA).stories == (("s1", "The port", 3, "2024-10-04", "2024-10-31"),)


def test_wire_copies_are_no_other_text(store: Store) -> None:
    run = rows(store, "SELECT max(id) FROM run")[0][0]
    store.connection.execute("INSERT INTO wire_copy VALUES (2, 1, ?, '2026')", (run,))
    state = sources.source(store, ANA)
    assert (state.reports, state.texts) == (5, 4)


# names with how often each is used, and which of them it is called by
CALLED: list[tuple[dict[str, int], str]] = [
    ({"Ruiz": 9, "Ana Ruiz": 1}, "Ana Ruiz"),
    ({"Ruiz": 30, "Ana María Ruiz": 2}, "Ruiz"),  # so seldom it may be a slip
    ({"Ana Ruiz": 2, "Anna Ruiz": 3}, "Anna Ruiz"),
    ({"Ana Ruiz": 2, "Anna Ruiz": 2}, "Anna Ruiz"),  # the longer one
]


@pytest.mark.parametrize(("names", "called"), CALLED)
def test_a_source_is_called_by_its_fullest_name(tmp_path: Path, names: dict[str, int], called: str) -> None:
    lines = [name for name, count in names.items() for _ in range(count)]
    one = reading("\n".join(f"[[Ruiz]] ((said)) {{{{it is {place}}}}}." for place in range(len(lines))))
    for place, name in enumerate(lines):
        one = put(one, place, name=name, entity=ANA)
    store = ledger(tmp_path / "a.db", one)
    state = sources.source(store, ANA)
    assert state.name == called
    assert {each.words: each.statements for each in state.spellings} == names
    listed = sources.most_quoted(store).listed
    assert [(each.key, each.name, each.statements) for each in listed] == [(ANA, called, len(lines))]
    assert set(listed[0].others) == set(names) - {called}
    store.close()


# words, kind, who is found
FOUND: list[tuple[str, str | None, list[str]]] = [
    ("ruiz", None, ["person:ana-ruiz"]),
    ("Ru An", None, ["person:ana-ruiz"]),
    ("jose", None, ["person:josé-núñez"]),
    ("NÚÑEZ", "person", ["person:josé-núñez"]),
    ("nunez", "outlet", []),
    ("uiz", None, []),
    ("o", None, []),
    ("50%", None, []),
    ("t", None, ["person:tom-fox"]),
]


@pytest.mark.parametrize(("words", "kind", "found"), FOUND)
def test_sources_are_found_by_words_of_a_name(store: Store, words: str, kind: Any, found: list[str]) -> None:
    add(store, reading("[[José Núñez]] ((said)) {{the tide was out}}.", id="z"))
    assert [each.key for each in sources.sources(store, words, kind).listed] == found


@pytest.mark.parametrize("words", ["", "  ", "—", "x" * 300])
def test_a_name_has_words(store: Store, words: str) -> None:
    with pytest.raises(QuestionError, match="words"):
        sources.sources(store, words)


def test_the_most_quoted_come_first(store: Store) -> None:
    assert [(each.key, each.statements) for each in sources.most_quoted(store).listed] == [(ANA, 8), (TOM, 1)]
    assert sources.most_quoted(store).is_all
    assert [each.key for each in sources.called(store, "Tom Fox")] == [TOM]
    assert sources.called(store, "Tom") == ()
    assert sources.names(store, [TOM, "x"]) == {TOM: "Tom Fox"}


# What is counted of all lines of a source, and the index that is enough for it.
COUNTED = [
    ("SELECT said_from, said_to, act, count(*) FROM statement WHERE entity_id = 1 AND said_from IS NOT NULL"
     " GROUP BY said_from, said_to, act", ["SEARCH statement USING COVERING INDEX statement_entity"]),
    ("SELECT act, version_id, count(*) FROM statement WHERE entity_id = 1 AND said_from IS NULL"
     " AND said_to IS NULL GROUP BY act, version_id",
     ["SEARCH statement USING COVERING INDEX statement_entity"]),
]  # fmt: skip


@pytest.mark.parametrize(("command", "plan"), COUNTED)
def test_the_index_is_enough(store: Store, command: str, plan: list[str]) -> None:
    steps = [detail for *_, detail in rows(store, f"EXPLAIN QUERY PLAN {command}")]
    assert [step.partition(" (")[0] for step in steps] == plan  # nothing is sorted
