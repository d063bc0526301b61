"""Stances gathered into claims."""

from __future__ import annotations

from claims_sayings import judge_by, saying

from onrecord.claims.claim import claims_of
from onrecord.claims.match import Matcher
from onrecord.records import Saying, Stance

EARLY = saying("that it was closed", article="a2", published_at="2025-03-03T09:00:00Z")
CLEAR = saying("that the harbour bridge was closed on Monday", article="a1")
DENIAL = saying("that the bridge was closed", article="a1", act="deny", by="Port Authority")


def stance(of: Saying, kind: str, claim: str = "c1") -> Stance:
    return Stance(claim=claim, statement=of.statement.id, article=of.article, kind=kind, score=1.0)  # type: ignore[arg-type]


def test_a_claim_is_its_clearest_wording_and_its_stances_in_order() -> None:
    stances = [stance(CLEAR, "supports"), stance(DENIAL, "disputes"), stance(EARLY, "supports")]
    (claim,) = claims_of("s1", [CLEAR, DENIAL, EARLY], stances)
    assert claim.text == "the harbour bridge was closed on Monday"
    assert claim.statement == CLEAR.statement.id
    assert [each.statement for each in claim.stances] == [
        each.statement.id for each in (EARLY, CLEAR, DENIAL)
    ]


def test_what_only_points_lends_no_words() -> None:
    pointing = saying("the allegation", by="Port Authority", act="deny")
    (claim,) = claims_of("s1", [pointing, EARLY], [stance(pointing, "disputes"), stance(EARLY, "supports")])
    assert claim.text == "it was closed"


def test_a_stance_without_its_statement_is_left_out() -> None:
    assert claims_of("s1", [], [stance(CLEAR, "supports")]) == ()


def test_claims_stand_in_the_order_of_their_first_statements() -> None:
    other = saying("that rain fell", article="a3", published_at="2025-03-01")
    stances = [stance(CLEAR, "supports"), stance(other, "supports", "c2")]
    assert [claim.id for claim in claims_of("s1", [CLEAR, other], stances)] == ["c2", "c1"]


def test_ten_thousand_copies_are_one_claim() -> None:
    matcher = Matcher("s1", judge_by({}))
    copies = [saying("that the harbour bridge was closed", article=f"a{number}") for number in range(10_000)]
    stances = [found for copy in copies for found in matcher.add([copy])]
    (claim,) = claims_of("s1", copies, stances)
    assert len(claim.stances) == 10_000
