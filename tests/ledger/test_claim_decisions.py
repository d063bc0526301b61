"""What people decide on claims, over stances written by hand: what it comes to, and taking it back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import add, check_whole, dump, ledger, moment, reading, rows
from made import put as put_in

from onrecord.claims.match import own_kind
from onrecord.ledger import (
    LedgerError,
    Store,
    claim_decision_lines,
    decided_stances,
    shelf,
    stances,
    ungrouped,
)
from onrecord.ledger import store as files
from onrecord.ledger.arrival import Merging
from onrecord.ledger.claim_decisions import decisions, merge, split, undo, went
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.correction import CorrectionError
from onrecord.ledger.decided_stances import Decided, Fold, Line, Stand
from onrecord.ledger.forget import forget
from onrecord.ledger.lines import Writing
from onrecord.ledger.merge import merge as merge_ledgers
from onrecord.ledger.shelf import Seat
from onrecord.ledger.sketches import Sketched
from onrecord.ledger.stances import Matched
from onrecord.records import Act, Reading, Saying, Source, Stance, StanceKind, Statement, Words

HOW = {"person": "R. Amin", "why": "they say the same"}
A, B, C, X = "c00000000a1", "c00000000b1", "c00000000c1", "c00000000f1"
STATE = ("stance", "claim", "matched_stance")
Places = Sequence[tuple[str, StanceKind]]
# Six statements of one story, each in an article of its own, with their places towards its claims: two claims
# with one statement more than the one that founded it, one that stands alone and speaks of another.
STORY: tuple[Places, ...] = (
    [(A, "supports")],
    [(B, "supports")],
    [(A, "supports")],
    [(B, "disputes")],
    [(C, "supports"), (A, "mentions")],
    [(A, "declines")],
)


ACTS: dict[int, Act] = {3: "deny", 5: "decline"}
ABOUT = {"published_at": "2024-11"}


def report(number: int, *, id: str = "r", before: str = "") -> Reading:  # noqa: A002
    """A report with one statement; `before` stands above it."""
    told = f"{before}[[Ana {number}]] ((put it)) {{{{that the port would close on 2024-10-{number + 10}}}}}."
    made = reading(
        f"{told}\nIn place {number}.", id=f"{id}{number}", url=f"https://r{number}.example/", **ABOUT
    )
    return put_in(made, 0, act=ACTS.get(number, "assert"))


def put(store: Store, story: str, places: Sequence[Places]) -> None:
    """Put the articles that wait into a story, with these stances of their statements."""
    connection = store.connection
    waiting = ungrouped.waiting(connection, 99)
    for each in waiting:
        seat(store, story, each.key, each.article_id, each.version_id)
        ungrouped.done(connection, each.article_id)
    (story_id,) = connection.execute("SELECT id FROM story WHERE key = ?", (story,)).fetchone()
    match(store, story_id, places)


def seat(store: Store, story: str, key: str, article_id: int, version_id: int) -> None:
    about = Sketched({"port": 1.0})
    shelf.join(store.connection, story, [Seat(article_id, key, version_id, story, about, None, None, True)])


def match(store: Store, story_id: int, places: Sequence[Places]) -> None:
    """Match what waits of a story: these are the stances of the one statement of each article."""
    opened = stances.opened(store.connection, story_id)
    assert opened is not None
    matched = []
    for member, held in zip(opened.waiting, places, strict=True):
        told = stances.told(store.connection, member)
        assert told is not None
        (one,) = told.reading.statements
        given = tuple(
            Stance(claim=claim, statement=one.id, article=member.key, kind=kind, score=0.75)
            for claim, kind in held
        )
        matched.append(Matched(member, told.numbers, {one.id: 20241024}, given, 1))
    with store.writing():
        assert stances.write(store.connection, story_id, opened.revision, matched) is not None


def story_of(path: Path, places: Sequence[Places] = STORY) -> Store:
    store = ledger(path, *map(report, range(len(places))))
    put(store, "s1", places)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = story_of(tmp_path / "a.db")
    yield opened
    opened.close()


def held(store: Store) -> dict[int, set[tuple[str, str]]]:
    """By the number of each line its places towards claims."""
    found: dict[int, set[tuple[str, str]]] = {}
    for number, claim, kind in rows(store, "SELECT number, claim, stance FROM stance_list"):
        found.setdefault(number, set()).add((claim, kind))
    return found


def sides(store: Store) -> dict[str, list[int]]:
    """By its id the lines of each claim."""
    found: dict[str, list[int]] = {}
    for number, places in sorted(held(store).items()):
        for claim, _ in sorted(places):
            found.setdefault(claim, []).append(number)
    return found


def state(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """What follows from matching and from decisions."""
    return {name: each for name, each in dump(store).items() if name in STATE}


def test_two_claims_become_one(store: Store) -> None:
    number = merge(store, B, A, **HOW)
    assert sides(store) == {A: [1, 2, 3, 4, 5, 6], C: [5]}
    assert held(store)[4] == {(A, "disputes")}
    assert rows(store, "SELECT id FROM claim") == [(int(A[1:], 16),), (int(C[1:], 16),)]
    (told,) = decisions(store, A)
    assert (told.number, told.kind, told.claim, told.into, told.statement) == (number, "merge", B, A, 2)
    assert (told.person, told.note, told.undone_at) == ("R. Amin", "they say the same", None)
    assert told.words == "that the port would close on 2024-10-11"
    assert rows(store, "SELECT command, outcome, person FROM run_list WHERE command = 'decide'") == [
        ("decide", "done", "R. Amin")
    ]
    check_whole(store)


def test_a_statement_founds_a_claim_of_its_own(store: Store) -> None:
    split(store, B, 4, **HOW)
    ((claim, kind),) = held(store)[4]
    assert claim not in {A, B, C}
    assert kind == "disputes"  # it denies what it says
    assert sides(store)[B] == [2]
    assert [(told.kind, told.claim, told.into) for told in decisions(store, claim)] == [("split", B, claim)]
    assert decisions(store, claim) == decisions(store, B)


def test_a_statement_goes_to_another_claim(store: Store) -> None:
    split(store, A, 6, into=B, **HOW)
    assert held(store)[6] == {(B, "declines")}
    assert rows(store, "SELECT score FROM stance WHERE statement_id = 6") == [(1000,)]


def test_who_only_speaks_of_a_claim_keeps_its_own(store: Store) -> None:
    split(store, A, 5, **HOW)
    assert held(store)[5] == {(C, "supports")}


def test_the_one_that_founded_a_claim_leaves_it(store: Store) -> None:
    """Its id stays with those that are left."""
    split(store, A, 1, **HOW)
    assert sides(store)[A] == [3, 5, 6]
    merge(store, A, B, **HOW)
    assert sides(store)[B] == [2, 3, 4, 5, 6]
    assert len(held(store)[1]) == 1


def test_where_a_claim_went(store: Store) -> None:
    assert went(store, B) is None
    merge(store, B, A, **HOW)
    assert went(store, B) == A
    assert went(store, B[:8]) == A
    merge(store, A, C, **HOW)
    assert (went(store, A), went(store, B)) == (C, C)
    for name in ("", "c", "x", X):
        assert went(store, name) is None


def test_where_a_claim_went_that_a_statement_founded(store: Store) -> None:
    number = split(store, B, 4, **HOW)
    ((own, _),) = held(store)[4]
    undo(store, number, **HOW)
    assert went(store, own) == B


def test_a_story_has_a_new_revision(store: Store) -> None:
    revision = "SELECT revision FROM story"
    (before,) = rows(store, revision)
    number = merge(store, B, A, **HOW)
    (after,) = rows(store, revision)
    undo(store, number, **HOW)
    assert before < after < rows(store, revision)[0]


def test_days_of_disputes_are_kept(store: Store) -> None:
    split(store, B, 4, **HOW)
    merge(store, A, B, **HOW)
    assert rows(store, "SELECT statement_id, day FROM stance WHERE kind = 1") == [(4, 20241024)]


def test_as_of_earlier_moments_nothing_changes(store: Store) -> None:
    then = moment(store)
    merge(store, B, A, **HOW)
    assert rows(store, "SELECT min(recorded_at) > ? FROM claim_decision", then) == [(1,)]


def test_lines_of_decisions_are_never_changed(store: Store) -> None:
    merge(store, B, A, **HOW)
    for command in ("UPDATE claim_decision SET note = ''", "DELETE FROM claim_decision"):
        with pytest.raises(Exception, match="never changed"):
            store.connection.execute(command)


# what is tried, and what is said of it
REFUSED: list[tuple[Any, str]] = [
    (lambda store: merge(store, A, A, **HOW), "is this claim itself"),
    (
        lambda store: merge(store, A, X, **HOW),
        "of the story s1, c00000000f1 of s2: name two claims of one story",
    ),
    (lambda store: split(store, A, 1, into=X, **HOW), "name two claims of one story"),
    (lambda store: split(store, A, 1, into=A, **HOW), "is this claim itself"),
    (lambda store: split(store, A, 2, **HOW), "line 2 does not stand towards c00000000a1"),
    (lambda store: split(store, A, 99, **HOW), "there is no line 99"),
    (lambda store: split(store, C, 5, **HOW), "is what line 5 alone puts forward"),
    (lambda store: undo(store, 7, **HOW), "there is no decision 7"),
    (lambda store: merge(store, A, B, person=" ", why="so"), "name a person"),
    (lambda store: split(store, A, 1, person="P", why=""), "say why"),
    (lambda store: undo(store, 1, person="", why="so"), "name a person"),
]


@pytest.mark.parametrize(("attempt", "told"), REFUSED)
def test_what_is_refused(store: Store, attempt: Any, told: str) -> None:
    add(store, report(9))
    put(store, "s2", [[(X, "supports")]])
    before = dump(store)
    with pytest.raises(CorrectionError, match=told):
        attempt(store)
    assert dump(store) == before


def test_a_claim_that_is_not_there(store: Store) -> None:
    with pytest.raises(LedgerError, match="there is no claim"):
        merge(store, "cffffffffff", A, **HOW)
    with pytest.raises(LedgerError, match="there is no claim"):
        split(store, "cffffffffff", 1, **HOW)
    with pytest.raises(LedgerError, match="there is no claim"):
        decisions(store, "cffffffffff")


def test_the_second_of_two_is_told(store: Store) -> None:
    merge(store, B, A, **HOW)
    with pytest.raises(CorrectionError, match="c00000000b1 is already a part of c00000000a1"):
        merge(store, B, C, person="The other", why="so")
    number = split(store, A, 6, **HOW)
    with pytest.raises(CorrectionError, match="line 6 does not stand towards c00000000a1"):
        split(store, A, 6, person="The other", why="so")
    undo(store, number, **HOW)
    with pytest.raises(CorrectionError, match=f"decision {number} was taken back on .* by R. Amin"):
        undo(store, number, person="The other", why="so")


def test_taking_back_gives_what_stood_before(store: Store) -> None:
    before = state(store)
    number = merge(store, B, A, **HOW)
    back = undo(store, number, person="I. Lund", why="they are not")
    assert state(store) == before
    (told,) = decisions(store, A)
    assert (told.undone_by, told.undone_why) == ("I. Lund", "they are not")
    assert told.undone_at is not None
    with pytest.raises(
        CorrectionError, match=f"there is no decision {back}"
    ):  # what takes back is none itself
        undo(store, back, **HOW)


def test_what_another_decision_rests_on_is_taken_back_after_it(store: Store) -> None:
    first = split(store, B, 4, **HOW)
    ((own, _),) = held(store)[4]
    second = merge(store, own, A, **HOW)
    with pytest.raises(CorrectionError, match=f"decision {second} rests on decision {first}"):
        undo(store, first, **HOW)
    undo(store, second, **HOW)
    undo(store, first, **HOW)
    assert sides(store)[B] == [2, 4]


def test_of_two_that_do_not_touch_either_can_be_taken_back(store: Store) -> None:
    first = merge(store, B, A, **HOW)
    merge(store, A, C, **HOW)
    undo(store, first, **HOW)
    assert sides(store) == {B: [2, 4], C: [1, 3, 5, 6]}


def test_nothing_is_decided_by_a_statement_that_is_gone(store: Store) -> None:
    """It sleeps while the statement is not there, and holds again when it is."""
    merge(store, B, A, **HOW)
    shelf.leave(store.connection, [2])
    match(store, 1, [each for place, each in enumerate(STORY) if place != 1])
    assert sides(store)[B] == [4]
    seat(store, "s1", "r1", 2, 2)
    match(store, 1, [STORY[1]])
    assert sides(store) == {A: [1, 2, 3, 4, 5, 6], C: [5]}


def test_of_a_large_story_what_is_left_follows_the_decisions_that_are_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stances, "WHOLE", 2)
    merge(store, B, A, **HOW)
    shelf.leave(store.connection, [2])
    assert sides(store)[B] == [4]
    assert rows(store, "SELECT * FROM matched_stance") == []


def test_it_outlives_another_matching(store: Store) -> None:
    merge(store, B, A, **HOW)
    split(store, A, 6, **HOW)
    before = sides(store)
    stances.clear(store.connection, 1)
    assert state(store) == {name: [] for name in STATE}
    match(store, 1, STORY)
    assert sides(store) == before


def test_it_outlives_the_correction_of_its_statement(store: Store) -> None:
    merge(store, B, A, **HOW)
    split(store, A, 6, **HOW)
    for line in (2, 6):
        correct(store, line, Correction(role="harbour master"), **HOW)
        ungrouped.done(store.connection, line)
        stances.changed(store.connection, line)
    match(store, 1, STORY)
    assert len(sides(store)[A]) == 5
    assert {told.statement for told in decisions(store, A)} == {7, 8}
    undo(store, 1, **HOW)
    assert sides(store)[B] == [4, 7]


def test_it_outlives_a_later_version(store: Store) -> None:
    """Its statement has other words around it there, and so another key."""
    split(store, A, 6, **HOW)
    ((own, _),) = held(store)[6]
    add(store, report(5, before="News of today.\n"))
    (waiting,) = ungrouped.waiting(store.connection, 9)
    shelf.leave(store.connection, [waiting.article_id])
    seat(store, "s1", waiting.key, waiting.article_id, waiting.version_id)
    match(store, 1, STORY)
    ((now,),) = rows(store, "SELECT number FROM statement_list WHERE article = 'r5' AND version = 2")
    ((claim, _),) = held(store)[now]
    assert claim not in {A, own}  # its own claim is named by the key that it has now
    assert [told.statement for told in decisions(store, A)] == [now]


@pytest.mark.parametrize("act", [*get_args(Act), None])
def test_what_is_split_off_stands_to_its_own_as_a_matcher_has_it(act: Act | None) -> None:
    statement = Statement(
        id="s",
        source=Source((), "Ana"),
        cue=None,
        content=Words((), "it is"),
        quotation="indirect",
        within=None,
        score=1.0,
        act=act,
    )
    saying = Saying(
        statement=statement,
        figures=(),
        article="a",
        published_at=None,
        outlet=None,
        sentence="",
        read="",
        in_headline=False,
        vector=b"",
    )
    kind = decided_stances.OWN_KINDS.get(act, "supports") if act else "supports"
    assert kind == own_kind(saying)


# Laws. Lines and claims are small numbers; what is decided names lines.
LINES = 7
STANDS = st.dictionaries(
    st.integers(1, 4),
    st.builds(Stand, st.integers(0, 5), st.integers(0, 1000), st.just(0)),
    min_size=1,
    max_size=2,
)
MATCHED = st.fixed_dictionaries(dict.fromkeys(range(LINES), STANDS))
LINE = st.integers(0, LINES - 1)
MERGES = st.lists(st.builds(Decided, st.just(0), st.just("merge"), LINE, LINE, st.none()), max_size=4)
DECIDED = st.lists(
    st.builds(Decided, st.just(0), st.sampled_from(["merge", "split"]), LINE, LINE, st.none() | LINE),
    max_size=6,
)


def folded(matched: dict[int, dict[int, Stand]], decided: Sequence[Decided]) -> Fold:
    fold = Fold({number: Line(f"k{number}", None, 0) for number in matched}, matched)
    for each in decided:
        fold.decide(each)
    return fold


@given(MATCHED, DECIDED)
def test_every_line_stands_somewhere(matched: dict[int, dict[int, Stand]], decided: list[Decided]) -> None:
    stands = folded(matched, decided).stands
    assert stands.keys() == matched.keys()
    assert all(stands.values())


def together(fold: Fold) -> set[tuple[int, int]]:
    """Which lines are of one claim."""
    return {
        (one, other)
        for one, other in itertools.combinations(fold.stands, 2)
        if fold.home(one) == fold.home(other)
    }


@given(MATCHED, MERGES, st.randoms())
def test_in_which_order_claims_are_made_one_does_not_matter(
    matched: dict[int, dict[int, Stand]], decided: list[Decided], chance: Any
) -> None:
    own = {number: dict(sorted(held.items())[:1]) for number, held in matched.items()}
    shuffled = chance.sample(decided, len(decided))
    assert together(folded(own, decided)) == together(folded(own, shuffled))


@given(MATCHED, MERGES)
def test_claims_that_are_made_one_twice_are_one(
    matched: dict[int, dict[int, Stand]], decided: list[Decided]
) -> None:
    assert folded(matched, [*decided, *decided]).stands == folded(matched, decided).stands


@given(MATCHED, DECIDED)
def test_what_sleeps_does_nothing(matched: dict[int, dict[int, Stand]], decided: list[Decided]) -> None:
    sleeping = [Decided(each.number, each.kind, each.one, None, None) for each in decided]
    assert folded(matched, sleeping).stands == matched


DEED = st.tuples(
    st.sampled_from(["merge", "split", "undo"]), st.integers(0, 9), st.integers(0, 9), st.booleans()
)


def do(store: Store, deed: tuple[str, int, int, bool], open_: list[int]) -> None:
    """Decide something on the claims that there are, if it can be."""
    kind, one, other, to = deed
    claims = sorted(sides(store))
    claim, into = claims[one % len(claims)], claims[other % len(claims)]
    try:
        if kind == "merge":
            open_.append(merge(store, claim, into, **HOW))
        elif kind == "split":
            lines = sides(store)[claim]
            open_.append(split(store, claim, lines[other % len(lines)], into=into if to else None, **HOW))
        elif open_:
            number = open_[one % len(open_)]
            undo(store, number, **HOW)
            open_.remove(number)
    except CorrectionError:
        return


@settings(max_examples=30)
@given(st.lists(DEED, max_size=8))
def test_whatever_is_decided_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int, int, bool]]
) -> None:
    """And matching all anew comes to the same, whenever it is done."""
    store = story_of(tmp_path_factory.mktemp("l") / "a.db")
    before, open_ = state(store), list[int]()
    for deed in deeds:
        do(store, deed, open_)
    decided = state(store)
    assert not decided_stances.apply(store.connection, 1)
    stances.clear(store.connection, 1)
    match(store, 1, STORY)
    assert state(store) == decided
    for number in reversed(open_):
        undo(store, number, **HOW)
    assert state(store) == before
    store.close()


def carried(store: Store, other: Path) -> None:
    """What `onrecord merge` does with another ledger's decisions."""
    merge_ledgers(store, other)
    theirs = files.open_store(other, create=False, read_only=True)
    here = dict(rows(store, "SELECT uid, id FROM run"))
    runs = {number: here[uid] for number, uid in rows(theirs, "SELECT id, uid FROM run")}
    with store.writing() as now:
        merging = Merging(Writing(store.connection, max(here.values()), now), theirs.connection, runs)
        for row in theirs.connection.execute(claim_decision_lines.OTHERS).fetchall():
            claim_decision_lines.take_in(merging, row)
    theirs.close()


def test_a_merge_of_ledgers_brings_decisions_once(store: Store, tmp_path: Path) -> None:
    other = story_of(tmp_path / "b.db")
    taken_back = merge(other, C, A, **HOW)
    merge(other, B, A, **HOW)
    split(other, A, 6, person="I. Lund", why="another matter")
    undo(other, taken_back, **HOW)
    expected = sides(other)
    other.close()
    carried(store, tmp_path / "b.db")
    assert sides(store) == expected
    told = [(each.kind, each.person, each.note, each.undone_by) for each in decisions(store, A)]
    assert told == [
        ("split", "I. Lund", "another matter", None),
        ("merge", "R. Amin", "they say the same", None),
        ("merge", "R. Amin", "they say the same", "R. Amin"),
    ]
    before = dump(store, ("run", "run_end", "reading"))
    carried(store, tmp_path / "b.db")
    assert dump(store, ("run", "run_end", "reading")) == before
    check_whole(store)


def test_decisions_on_articles_that_are_not_here_stay_there(tmp_path: Path) -> None:
    there, here = story_of(tmp_path / "b.db"), story_of(tmp_path / "a.db", STORY[:1])
    merge(there, B, A, **HOW)
    there.close()
    forget(here, "r0", why="a court asked", person="P")
    carried(here, tmp_path / "b.db")
    assert rows(here, "SELECT * FROM claim_decision") == []
    here.close()


def test_a_text_that_was_read_under_another_id(tmp_path: Path) -> None:
    there = story_of(tmp_path / "b.db")
    merge(there, B, A, **HOW)
    there.close()
    here = ledger(tmp_path / "a.db", *(report(number, id="x") for number in range(len(STORY))))
    put(here, "s1", STORY)
    carried(here, tmp_path / "b.db")
    assert sides(here) == {A: [1, 2, 3, 4, 5, 6], C: [5]}
    here.close()


def test_what_names_an_article_goes_with_it(store: Store) -> None:
    number = merge(store, B, A, **HOW)
    undo(store, number, person="P", why="they quote Ana 1")
    split(store, A, 6, **HOW)
    (article,) = rows(store, "SELECT id FROM article WHERE key = 'r1'")
    store.connection.execute("PRAGMA foreign_keys = OFF")  # as a takedown does
    with store.writing():
        files.drop_triggers(store.connection)
        where = claim_decision_lines.TAKEN_OUT
        store.connection.execute(f"DELETE FROM claim_decision WHERE {where}", {"article": article[0]})
        files.make_triggers(store.connection)
    forget(store, "r1", why="a court asked", person="P")
    assert rows(store, "SELECT kind FROM claim_decision") == [("split",)]
    assert rows(store, "SELECT * FROM matched_stance WHERE statement_id = 2") == []
    assert rows(store, "PRAGMA foreign_key_check") == []
