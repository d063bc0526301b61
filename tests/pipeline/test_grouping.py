"""Articles of a ledger into stories and claims, in whatever steps they come."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from told import Said, add, judge, ledger, report

from onrecord.claims import match, sayings
from onrecord.claims import shelf as memory
from onrecord.claims.judge import Answers
from onrecord.claims.stories import group as group_in_memory
from onrecord.errors import ModelError
from onrecord.ledger import Store, open_store, shelf, ungrouped
from onrecord.ledger.correct import Correction, correct, undo
from onrecord.ledger.forget import forget
from onrecord.ledger.merge import merge
from onrecord.ledger.reread import Rereading
from onrecord.ledger.status import status
from onrecord.ledger.stories import lines, stories
from onrecord.pipeline import matching
from onrecord.pipeline.accounts import account
from onrecord.pipeline.grouping import group
from onrecord.records import Reading, Refusal, Saying

HOW = {"person": "P", "why": "so"}
STRIKE = (
    "Dockers at the northern harbour of Varnholm walked out over wages, and ferries stood idle. "
    "Their federation wants an eighth more in wages; the harbour company offers half of that."
)
CHOIR = (
    "The cathedral choir of Sund sang Brahms on a scaffold while painters restored the ceiling by the organ. "
    "Rehearsals of the choir began under the painters' tarpaulins, the organist recalled."
)
CLOSES, SINGS = "the harbour of Varnholm stays closed until Monday", "the choir sings Brahms at Christmas"


def reports() -> list[Reading]:
    """Two affairs, three reports each, that take turns."""
    return [
        report("a", "Dockers strike in Varnholm", Said("Ida Holm", CLOSES), body=STRIKE),
        report("b", "Choir sings under painters", Said("Ann Ray", SINGS), body=CHOIR),
        report(
            "c",
            "Varnholm harbour idle",
            Said("Tom Fox", CLOSES, "deny", "denied"),
            body=f"{STRIKE} Nobody came.",
        ),
        report("d", "Brahms below the ceiling", Said("Ben Low", SINGS), body=f"{CHOIR} It was cold."),
        report("e", "Ferries wait for dockers", Said("Una Bay", CLOSES), body=f"Again: {STRIKE}", day=None),
        report(
            "f", "Sund cathedral restored", Said("Ann Ray", SINGS, "deny", "denied"), body=f"Yes. {CHOIR}"
        ),
    ]


def catch_up(store: Store) -> list[Any]:
    return list(group(store, judge=judge))


def grouped(store: Store) -> dict[str, tuple[str, ...]]:
    """The stories with their articles."""
    return {story.id: story.articles for story in stories(store)}


def held(store: Store) -> list[list[tuple[Any, ...]]]:
    """What follows from the articles, without the numbers of the file."""
    commands = (
        "SELECT a.key, s.key, v.number, m.matched, m.sketch FROM member m JOIN story s ON s.id = m.story_id"
        " JOIN article a ON a.id = m.article_id JOIN version v ON v.id = m.version_id ORDER BY 1",
        "SELECT key, title, newest, whole FROM story ORDER BY 1",
        "SELECT t.key, l.claim, l.story, l.stance, l.score, x.day FROM stance x"
        " JOIN statement t ON t.id = x.statement_id JOIN stance_list l ON l.number = x.statement_id"
        " AND l.claim = printf('c%010x', x.claim_id)"
        " ORDER BY x.statement_id, x.claim_id",
    )
    return [[tuple(row) for row in store.connection.execute(command)] for command in commands]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", *reports())
    yield opened
    opened.close()


def test_articles_of_one_affair_are_one_story(store: Store) -> None:
    done = catch_up(store)
    assert sorted(grouped(store).values()) == [("a", "c", "e"), ("b", "d", "f")]
    assert [each.stances for each in done] == [None] * 6 + [1] * 6
    told = {account(store, name).story.articles: account(store, name).claims for name in grouped(store)}
    kinds = {
        articles: [[x.kind for x in claim.stances] for claim in claims] for articles, claims in told.items()
    }
    # those of one day as they came; what has no date keeps its place behind the one before it
    assert kinds == {
        ("a", "c", "e"): [["supports", "disputes", "supports"]],
        ("b", "d", "f"): [["supports", "supports", "disputes"]],
    }


def test_nothing_is_done_twice(store: Store) -> None:
    catch_up(store)
    before = held(store), store.connection.execute("SELECT count(*) FROM run").fetchone()[0]
    assert catch_up(store) == []
    assert (held(store), store.connection.execute("SELECT count(*) FROM run").fetchone()[0]) == before


# How many articles come at a time, and whether what is matched is kept in mind between them.
@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_the_steps_change_nothing(store: Store, tmp_path: Path, at_once: int) -> None:
    catch_up(store)
    other = ledger(tmp_path / "b.db")
    told = reports()
    for start in range(0, len(told), at_once):
        add(other, *told[start : start + at_once])
        catch_up(other)
    assert held(other) == held(store)
    other.close()


def test_what_happened_is_told(store: Store) -> None:
    catch_up(store)
    for story, articles in grouped(store).items():
        told = lines(store, story)
        assert [(each.article, each.story, each.before) for each in told] == [
            (article, story, None) for article in articles
        ]
        assert [each.why for each in told] == ["founded", "joined", "joined"]


def test_a_story_has_a_title_from_its_headlines(store: Store) -> None:
    catch_up(store)
    headlines = {each.article.headline for each in reports()}
    assert {story.title for story in stories(store)} <= headlines


def test_a_correction_is_matched(store: Store) -> None:
    catch_up(store)
    number = correct(store, 3, Correction(withdrawn=True), **HOW)
    assert [each.stances for each in catch_up(store)] == [None, 1, 0, 1]
    assert "disputes" not in str(held(store)[2][:2])
    undo(store, number, **HOW)
    catch_up(store)
    fresh = held(store)
    assert len(fresh[2]) == 6


def test_a_deed_is_no_statement_to_match(store: Store) -> None:
    catch_up(store)
    correct(store, 1, Correction(type="other"), **HOW)
    catch_up(store)
    assert len(held(store)[2]) == 5


def test_a_reading_again_is_matched(store: Store) -> None:
    catch_up(store)
    before = held(store)
    with Rereading(store, settings={}) as rereading:
        rereading.enter(1, replace(reports()[0], model="model 2"))
    assert catch_up(store) == []
    with Rereading(store, settings={}) as rereading:
        rereading.enter(1, replace(reports()[0], model="model 3", statements=()))
    catch_up(store)
    assert held(store) != before
    with Rereading(store, settings={}) as rereading:
        rereading.enter(1, replace(reports()[0], model="model 4"))
    catch_up(store)
    assert held(store)[1:] == [before[1], [*before[2][1:], before[2][0]]]


def test_a_new_version_takes_the_place_of_the_one_before(store: Store) -> None:
    catch_up(store)
    add(store, report("c", "Varnholm harbour idle", Said("Tom Fox", CLOSES), body=f"{STRIKE} Somebody came."))
    catch_up(store)
    assert sorted(grouped(store).values()) == [("a", "c", "e"), ("b", "d", "f")]
    kinds = [row[3] for row in held(store)[2]]
    assert sorted(kinds) == ["disputes", *["supports"] * 5]
    assert len(lines(store, next(iter(grouped(store))))) == 3


def test_an_article_that_goes_over_to_another_affair(store: Store) -> None:
    catch_up(store)
    (strike, choir) = (next(s for s, held in grouped(store).items() if a in held) for a in ("a", "b"))
    add(
        store,
        report("e", "Ferries wait for dockers", Said("Una Bay", SINGS), body=f"Well: {CHOIR}", day=None),
    )
    catch_up(store)
    assert grouped(store) == {strike: ("a", "c"), choir: ("b", "d", "e", "f")}
    moved = lines(store, choir)[-1]
    assert (moved.article, moved.before, moved.story, moved.why) == ("e", strike, choir, "moved")
    assert moved in lines(store, strike)


def test_forgetting_leaves_the_others(store: Store, tmp_path: Path) -> None:
    catch_up(store)
    forget(store, "a", **HOW)
    held_words = b"".join(file.read_bytes() for file in tmp_path.glob("a.db*"))
    assert b"Dockers strike in Varnholm" not in held_words
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    catch_up(store)
    assert sorted(grouped(store).values()) == [("b", "d", "f"), ("c", "e")]
    assert len(held(store)[2]) == 5
    for key in "ce":
        forget(store, key, **HOW)
    catch_up(store)
    assert list(grouped(store).values()) == [("b", "d", "f")]


def test_a_merged_ledger_is_grouped_here(store: Store, tmp_path: Path) -> None:
    catch_up(store)
    more = report("g", "Wages at Varnholm harbour", Said("Ida Holm", CLOSES), body=f"So: {STRIKE}")
    other = ledger(tmp_path / "b.db", more)
    catch_up(other)
    other.close()
    merge(store, tmp_path / "b.db")
    catch_up(store)
    assert sorted(grouped(store).values()) == [("a", "c", "e", "g"), ("b", "d", "f")]


def test_texts_without_statements_are_in_stories(tmp_path: Path) -> None:
    told = reports()
    store = ledger(tmp_path / "p.db", *(replace(each, statements=(), model="none") for each in told))
    catch_up(store)
    assert sorted(grouped(store).values()) == [("a", "c", "e"), ("b", "d", "f")]
    with Rereading(store, settings={}) as rereading:
        for number, each in enumerate(told, 1):
            rereading.enter(number, each)
    done = catch_up(store)
    assert [each.stances for each in done] == [None] * 6 + [1] * 6
    store.close()


def test_an_error_on_one_article_is_told_and_the_rest_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all = match.Matcher.add

    def fail(matcher: match.Matcher, said: Sequence[Saying]) -> Any:
        if any(each.article == "c" for each in said):
            raise ZeroDivisionError
        return add_all(matcher, said)

    with monkeypatch.context() as context:
        context.setattr(match.Matcher, "add", fail)
        refused = [each for each in catch_up(store) if isinstance(each, Refusal)]
    assert [(each.origin, each.reason) for each in refused] == [
        ("c", "an error in onrecord: ZeroDivisionError")
    ]
    assert [each.article for each in ungrouped.passed_over(store)] == ["c"]
    assert len(held(store)[2]) == 5
    assert catch_up(store) == []
    (told,) = status(store).refusals
    assert (told.stage, told.reason, told.example) == ("claims", refused[0].reason, "c")
    with monkeypatch.context() as context:
        context.setattr("onrecord.ledger.runs.code", lambda: "a later version")
        catch_up(store)
    assert (len(held(store)[2]), ungrouped.passed_over(store)) == (6, ())


def test_an_article_that_cannot_be_placed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.claims import stories as placing

    real = placing.place

    def fail(member: Any, shelf: Any) -> Any:
        if member.article == "a":
            raise ZeroDivisionError
        return real(member, shelf)

    with monkeypatch.context() as context:
        context.setattr(placing, "place", fail)
        refused = [each for each in catch_up(store) if isinstance(each, Refusal)]
    assert [each.origin for each in refused] == ["a"]
    assert sorted(grouped(store).values()) == [("b", "d", "f"), ("c", "e")]


def test_a_model_that_is_missing_is_no_articles_fault(store: Store) -> None:
    def none(_: Sequence[tuple[str, str]]) -> list[Answers]:
        raise ModelError("there is no model")

    with pytest.raises(ModelError):
        list(group(store, judge=none))
    assert ungrouped.passed_over(store) == ()
    catch_up(store)
    assert len(held(store)[2]) == 6


def test_whoever_stops_goes_on_later(store: Store, tmp_path: Path) -> None:
    steps: Any = group(store, judge=judge)
    next(steps)
    steps.close()
    ends = store.connection.execute("SELECT outcome FROM run_list WHERE command = 'group'").fetchall()
    assert [row[0] for row in ends] == ["stopped"]
    catch_up(store)
    other = ledger(tmp_path / "b.db", *reports())
    catch_up(other)
    assert held(store) == held(other)
    other.close()


def test_two_at_once(store: Store, tmp_path: Path) -> None:
    """Another program matches the story meanwhile: what was worked out is dropped."""
    beside = open_store(store.path, create=False)
    steps = group(store, judge=judge)
    for _ in range(6):
        next(steps)
    list(group(beside, judge=judge))
    assert list(steps) == []
    other = ledger(tmp_path / "b.db", *reports())
    catch_up(other)
    assert held(store) == held(other)
    beside.close()
    other.close()


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, "tests/pipeline")
from onrecord.ledger import open_store, stances
from onrecord.pipeline import grouping
from test_grouping import judge
times = int(sys.argv[2])
write = stances.write
def killed(*arguments):
    global times
    times -= 1
    if times < 0:
        os._exit(9)
    return write(*arguments)
stances.write = killed
list(grouping.group(open_store(Path(sys.argv[1]), create=False), judge=judge))
"""


@pytest.mark.parametrize("times", [0, 1])
def test_killed_in_the_middle(store: Store, tmp_path: Path, times: int) -> None:
    store.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(store.path), str(times)], check=False)
    assert done.returncode == 9
    opened = open_store(store.path, create=False)
    catch_up(opened)
    other = ledger(tmp_path / "b.db", *reports())
    catch_up(other)
    assert held(opened) == held(other)
    opened.close()
    other.close()


def test_many_articles_are_matched_block_by_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.stances.BLOCK", 3)
    told = [
        report(
            f"n{number}",
            f"Dockers strike, day {number}",
            Said(f"Ida {number}", f"{CLOSES} or {number}"),
            body=STRIKE,
        )
        for number in range(14)
    ]
    whole, daily = ledger(tmp_path / "w.db", *told), ledger(tmp_path / "d.db")
    catch_up(whole)
    for each in told:
        add(daily, each)
        catch_up(daily)
    assert len(held(whole)[1]) == 1
    assert held(daily) == held(whole)
    whole.close()
    daily.close()


def test_the_time_of_day_does_not_matter() -> None:
    """Days by which disputes are sorted: as said, else as published, else unknown."""
    said = Said("A", "b", said_at="2024-10-24"), Said("A", "c"), Said("A", "d", said_at="soon")
    told = report("a", "H", *said, day="2024-10-25T23:00:00Z")
    assert [matching.day(each) for each in sayings.sayings(told)] == [20241024, 20241025, 20241025]
    bare = report("a", "H", said[1], day=None)
    assert [matching.day(each) for each in sayings.sayings(bare)] == [0]


def test_the_ledger_keeps_stories_to_the_same_bounds_as_memory() -> None:
    assert (shelf.FOUND_BY, shelf.CROWD, shelf.KEPT) == (memory.FOUND_BY, memory.CROWD, memory.KEPT)


def test_the_ledger_has_the_stories_that_memory_has(store: Store) -> None:
    catch_up(store)
    stories_of = group_in_memory(each.article for each in reports())
    assert {
        article: story for story, articles in grouped(store).items() for article in articles
    } == stories_of
