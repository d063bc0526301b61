"""What is told of stories, claims and disputes: articles are put into stories by hand, then matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from told import Said, add, ledger, report

from onrecord.claims.judge import Answers
from onrecord.ledger import LedgerError, Store, shelf, stances, ungrouped
from onrecord.ledger.question import QuestionError
from onrecord.ledger.shelf import Seat
from onrecord.ledger.sketches import Sketched
from onrecord.ledger.stories import lines, stories
from onrecord.pipeline.accounts import account, claim_account, disputes
from onrecord.pipeline.matching import Matching
from onrecord.records import Account, StanceKind

CLOSES = "the north harbour would close on Monday with 300 people"
SINGS = "the choir of Sund sings in the old church tonight"


def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """Stands in for the model: the same words are the same claim, "denied" disputes it."""
    return [_answer({*claim.split()}, {*read.rstrip(".").split()}) for claim, read in pairs]


def _answer(claim: set[str], read: set[str]) -> Answers:
    if len(claim & read) < 0.6 * len(claim):
        return Answers(0.0, 0.0, 0.0, 0.0, 1.0)
    return Answers(0.0, 0.9, 0.0, 0.05, 0.05) if "denied" in read else Answers(0.9, 0.0, 0.0, 0.05, 0.05)


def put(store: Store, **seats: str) -> None:
    """Put articles into stories, which are matched then."""
    connection = store.connection
    for waiting in ungrouped.waiting(connection, 99):
        row = connection.execute("SELECT * FROM version WHERE id = ?", (waiting.version_id,)).fetchone()
        seat = Seat(
            waiting.article_id,
            waiting.key,
            waiting.version_id,
            seats[waiting.key],
            Sketched({"harbour": 1.0}),
            row["published_at"],
            row["headline"],
            is_bare=False,
        )
        shelf.leave(connection, [waiting.article_id])
        shelf.join(connection, seat.story, [seat])
        ungrouped.done(connection, waiting.article_id)
    matching = Matching(store, judge)
    for story_id in stances.waiting(connection):
        list(matching.match(story_id))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(
        tmp_path / "a.db",
        report("a", "Harbour closes", Said("Ida Holm", CLOSES), day="2024-10-25"),
        report("b", "Nothing closes", Said("Tom Fox", CLOSES, "deny", "denied"), day="2024-10-27"),
        report("c", "Choir sings", Said("Ann Ray", SINGS), day=None),
        report("d", "Choir is hoarse", Said("Ben Low", SINGS, "deny", "denied"), day="2024-10-26"),
    )
    put(opened, a="s1", b="s1", c="s2", d="s2")
    yield opened
    opened.close()


def sides(told: Account) -> list[tuple[str, list[tuple[str | None, StanceKind]]]]:
    """The text of each claim, with who stands where to it."""
    who = {each.statement.id: each.statement.source for each in told.sayings}
    found = []
    for claim in told.claims:
        sources = [(who[each.statement], each.kind) for each in claim.stances]
        found.append((claim.text, [(source.name if source else None, kind) for source, kind in sources]))
    return found


def test_an_account_tells_who_stands_where(store: Store) -> None:
    told = account(store, "s1")
    assert sides(told) == [(CLOSES, [("Ida Holm", "supports"), ("Tom Fox", "disputes")])]
    assert told.story.articles == ("a", "b")
    assert (told.story.first_seen, told.story.last_seen) == ("2024-10-25", "2024-10-27")
    assert told.story.outlets == ("The A", "The B")
    assert (told.story.independent, told.story.undated) == (2, 0)


def test_an_article_without_a_time_is_counted(store: Store) -> None:
    story = account(store, "s2").story
    assert (story.undated, story.first_seen) == (1, "2024-10-26")


def test_one_claim_is_told_by_itself(store: Store) -> None:
    whole = account(store, "s2")
    told = claim_account(store, whole.claims[0].id[:6])
    assert told.claims == whole.claims
    assert [each.article for each in told.sayings] == ["c", "d"]


def test_a_claim_has_the_figures_of_its_story_beside_its_own(store: Store) -> None:
    other = "the town hall says 500 people would work in the north harbour"
    add(store, report("e", "Who works", Said("Una Bay", other)))
    put(store, e="s1")
    told = claim_account(store, account(store, "s1").claims[0].id)
    named = {point.statement for claim in told.claims for each in claim.series for point in each.points}
    assert named <= {saying.statement.id for saying in told.sayings}


# since when, the stories of the claims that were disputed, the last first
DISPUTED = [
    (None, 9, ["s1", "s2"]),
    (None, 1, ["s1"]),
    ("2024-10-26", 9, ["s1", "s2"]),
    ("2024-10-27", 9, ["s1"]),
    ("2024-11", 9, []),
]


@pytest.mark.parametrize(("since", "limit", "expected"), DISPUTED)
def test_disputes_come_the_last_first(
    store: Store, since: str | None, limit: int, expected: list[str]
) -> None:
    found = disputes(store, since=since, limit=limit)
    assert [told.story.id for told in found] == expected
    assert all(len(told.claims) == 1 and len(told.sayings) == 2 for told in found)


def test_a_claim_that_is_put_otherwise_in_a_later_version(store: Store) -> None:
    later = "the north harbour would close on Tuesday with 300 people"
    add(store, report("a", "Harbour closes", Said("Ida Holm", later), day="2024-10-25"))
    put(store, a="s1")
    (change,) = account(store, "s1").changes
    said = {each.statement.id: each.statement.content.text for each in account(store, "s1").sayings}
    assert (change.why, said[change.earlier], said[change.later]) == ("reworded", CLOSES, later)
    assert claim_account(store, change.claim).changes == (change,)


# what is asked, and the stories that answer, the last published first
ASKED = [
    ({}, ["s1", "s2"]),
    ({"limit": 1}, ["s1"]),
    ({"since": "2024-10-27"}, ["s1"]),
    ({"words": "choir"}, ["s2"]),
    ({"words": '"old church"'}, ["s2"]),
    ({"words": "sund OR monday"}, ["s1", "s2"]),
    ({"words": "sund OR monday", "since": "2024-10-27"}, ["s1"]),
    ({"outlet": "The B"}, ["s1"]),
    ({"outlet": "The B", "words": "choir"}, []),
    ({"words": "nowhere"}, []),
]


@pytest.mark.parametrize(("asked", "expected"), ASKED)
def test_stories_are_found(store: Store, asked: dict[str, str], expected: list[str]) -> None:
    assert [story.id for story in stories(store, **asked)] == expected  # type: ignore[arg-type]


def test_days_that_are_none(store: Store) -> None:
    for asked in (stories, disputes):
        with pytest.raises(QuestionError, match="since: 'soon' is no day"):
            asked(store, since="soon")


# what is named, and what is told
NAMES = [
    ("s", "'s' is more than one story: s1, s2"),
    ("s3", "there is no story 's3': onrecord stories shows which there are"),
    ("", "there is no story ''"),
    ("\U0010ffff", "there is no story"),
]


@pytest.mark.parametrize(("name", "told"), NAMES)
def test_what_is_no_story(store: Store, name: str, told: str) -> None:
    for asked in (account, lines):
        with pytest.raises(LedgerError, match=told):
            asked(store, name)


def test_what_is_no_claim(store: Store) -> None:
    with pytest.raises(LedgerError, match="there is no claim 'x'"):
        claim_account(store, "x")
    with pytest.raises(LedgerError, match="is more than one claim: c"):
        claim_account(store, "c")
