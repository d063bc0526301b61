"""Which claim a content takes up that does not say it again."""

from __future__ import annotations

import pytest
from claims_sayings import saying

from onrecord.claims.match import claim_id
from onrecord.claims.pointing import BACK, Pointed, pointed
from onrecord.records import Saying, Stance

CLOSED = saying("that the harbour bridge was closed", by="Lake Province")
BRIBE = saying("that Valley Power had paid a bribe", by="Ana Ruiz")
ELSEWHERE = saying("that the tunnel leaked", by="Hill Province", article="a0")


def made(*sayings: Saying) -> Pointed:
    known = Pointed()
    for each in sayings:
        claim = claim_id(each.statement.id)
        stance = Stance(
            claim=claim, statement=each.statement.id, article=each.article, kind="supports", score=1.0
        )
        known.keep(each, [stance])
    return known


@pytest.mark.parametrize(
    ("content", "by", "expected"),
    [
        # the last that was said before it by somebody else
        ("the allegation", "Port Authority", BRIBE),
        # a word of the claim, and not the last
        ("the report about the bridge", "Port Authority", CLOSED),
        # who made it, in another form of the name
        ("the claims by Lake Provincial leaders", "Port Authority", CLOSED),
        # named in another article
        ("the rumour of a leaking tunnel", "Port Authority", ELSEWHERE),
        # what the source said itself is not what it takes up
        ("to comment", "Ana Ruiz", CLOSED),
    ],
)
def test_what_is_meant(content: str, by: str, expected: Saying) -> None:
    known = made(ELSEWHERE, CLOSED, BRIBE)
    assert known.meant(saying(content, by=by)) == claim_id(expected.statement.id)


def test_nothing_was_said_before_in_this_article() -> None:
    assert made(ELSEWHERE).meant(saying("to comment", by="Port Authority")) is None
    assert Pointed().meant(saying("to comment")) is None


def test_only_the_last_are_looked_back_on() -> None:
    known = made(
        ELSEWHERE, *[saying(f"that it rained {number} days", article=f"b{number}") for number in range(BACK)]
    )
    assert known.meant(saying("the rumour of a leaking tunnel", by="Port Authority")) is None


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (saying("the allegation", act="deny", cue="denied"), "disputes"),
        (saying("the report a pure invention", cue="called"), "disputes"),
        (saying("to comment", act="decline", cue="declined"), "declines"),
        (saying("the reports", act="non-denial", cue="did not deny"), "non-denial"),
        (saying("about the claim", act="ask", cue="asked"), "queries"),
        (saying("the finding", act="confirm", cue="accepted"), "supports"),
        (saying("the reports", cue="is aware of"), "mentions"),
    ],
)
def test_the_stance_of_what_points(one: Saying, expected: str) -> None:
    assert pointed(one) == expected
