"""A claim made of its own lines: the same as its story's account has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from told import Said, add, ledger, report

from onrecord.claims.judge import Answers
from onrecord.ledger import LedgerError, Store, positions, shelf, stances, ungrouped
from onrecord.ledger.claim_decisions import merge
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.shelf import Seat
from onrecord.ledger.sketches import Sketched
from onrecord.ledger.stories import NamedClaim
from onrecord.pipeline.accounts import account, claim_account
from onrecord.pipeline.matching import Matching
from onrecord.pipeline.one_claim import OneClaim, named_claim, one_claim

CLOSES = "the north harbour would close on Monday with 300 people"
OPENS = "the north harbour would open on Friday with 200 people"
SINGS = "the choir of Sund sings in the old church tonight"
HOW = {"person": "R. Amin", "why": "so it is"}


def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """Nothing is like anything else, but what is said in the same words."""
    return [Answers(0.0, 0.0, 0.0, 0.0, 1.0) for _ in pairs]


def put(store: Store, story: str = "s1") -> None:
    """Put what waits into a story, and match it."""
    connection = store.connection
    for waiting in ungrouped.waiting(connection, 99):
        shelf.leave(connection, [waiting.article_id])
        about = Sketched({"harbour": 1.0})
        seat = Seat(waiting.article_id, waiting.key, waiting.version_id, story, about, None, None, True)
        shelf.join(connection, story, [seat])
        ungrouped.done(connection, waiting.article_id)
    for story_id in stances.waiting(connection):
        list(Matching(store, judge).match(story_id))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(
        tmp_path / "a.db",
        report("a", "Harbour closes", Said("Ida Holm", CLOSES), Said("Ann Ray", SINGS), day="2024-10-25"),
        report("b", "Harbour to close", Said("Tom Fox", CLOSES), day=None),
        report("c", "Closed, says one", Said("Una Bay", CLOSES, said_at="2024-10-24"), day="2024-10-27"),
        report("d", "And open again", Said("Ida Holm", OPENS), Said("Ben Low", CLOSES), day="2024-10-26"),
        report("e", "Nobody knows", Said("Eve Moss", SINGS), Said("Eve Moss", CLOSES), day=None),
    )
    put(opened)
    yield opened
    opened.close()


def told(store: Store, name: str) -> OneClaim:
    return one_claim(store, named_claim(store, name))


def check_alike(store: Store) -> None:
    """Each claim by itself is told as in the account of its story, but for figures of others."""
    for claim in account(store, "s1").claims:
        one = told(store, claim.id)
        assert one.claim.text == claim.text
        assert [(each.statement, each.kind) for each in one.claim.stances] == [
            (each.statement, each.kind) for each in claim.stances
        ]
        assert [*one.positions] == [each.statement for each in claim.stances]
        assert {each.statement.id for each in one.account.sayings} >= {*one.positions}
        assert one.account.changes == claim_account(store, claim.id).changes


def test_it_is_told_as_in_its_story(store: Store) -> None:
    """Undated ones, too, have their place behind what the story tells before them."""
    check_alike(store)
    (first,) = [claim for claim in account(store, "s1").claims if claim.text == CLOSES]
    assert [stance.article for stance in first.stances] == ["c", "a", "b", "d", "e"]


def test_it_has_the_figures_of_its_own_statements(store: Store) -> None:
    add(store, report("f", "More", Said("Ida Holm", f"it is so that {CLOSES}"), day="2024-10-28"))
    put(store)
    (name,) = [claim.id for claim in account(store, "s1").claims if claim.text == CLOSES]
    one = told(store, name)
    (series,) = one.claim.series
    assert {point.low for point in series.points} == {300}
    assert {point.statement for point in series.points} <= {*one.positions}


def test_what_is_corrected_is_told_as_it_stands(store: Store) -> None:
    (line,) = store.connection.execute("SELECT number FROM statement_list WHERE who = 'Una Bay'").fetchone()
    new = correct(store, line, Correction(role="harbour master"), **HOW)
    name = account(store, "s1").claims[0].id
    one = told(store, name)
    (found,) = [each for each in one.positions.values() if each.article == "c"]
    assert found.number == new
    assert found.saying.statement.source is not None
    assert found.saying.statement.source.role == "harbour master"
    correct(store, new, Correction(withdrawn=True), **HOW)
    assert "c" not in {each.article for each in told(store, name).positions.values()}


def test_what_a_later_version_words_anew(store: Store) -> None:
    later = CLOSES.replace("Monday", "Tuesday")
    add(store, report("a", "Harbour closes", Said("Ida Holm", later), day="2024-10-25"))
    put(store)
    check_alike(store)


def test_a_claim_that_was_merged_is_the_other_one(store: Store) -> None:
    names = {claim.text: claim.id for claim in account(store, "s1").claims}
    merge(store, names[OPENS], names[CLOSES], **HOW)
    assert named_claim(store, names[OPENS]).key == names[CLOSES]
    assert claim_account(store, names[OPENS]).claims[0].id == names[CLOSES]
    check_alike(store)


def test_of_very_many_lines_the_first_are_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "LINES", 3)
    (first,) = [claim for claim in account(store, "s1").claims if claim.text == CLOSES]
    one = told(store, first.id)
    assert (len(one.positions), one.more) == (3, 2)


def test_a_claim_without_lines(store: Store) -> None:
    with pytest.raises(LedgerError, match="there is no claim 'c00000000ff' now"):
        one_claim(store, NamedClaim(255, "c00000000ff", 1))
    with pytest.raises(LedgerError, match="there is no claim"):
        named_claim(store, "cffffffffff")
