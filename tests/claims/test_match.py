"""Which claims a statement touches, and how."""

from __future__ import annotations

import pytest
from claims_sayings import ABOUT, AGAINST, ALIKE, STRANGE, judge_by, saying
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.judge import Answers
from onrecord.claims.match import Matcher, claim_id, taken, turned
from onrecord.records import Act, Saying, Stance, StanceKind

FIRST = saying("that the Orrin dam would be drained by June")
CLAIM = claim_id(FIRST.statement.id)
TOUCHING = judge_by({"emptied": ALIKE, "never be drained": AGAINST, "drained at all": ABOUT})


def kinds(stances: tuple[Stance, ...]) -> list[tuple[str, StanceKind]]:
    return [(stance.claim, stance.kind) for stance in stances]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # the same words, in other marks
        (saying('"The Orrin dam would be drained by June,"', by="Ito"), [(CLAIM, "supports")]),
        # other words
        (saying("that the Orrin dam would be emptied", by="Ito"), [(CLAIM, "supports")]),
        # what cannot stand together with it
        (saying("that the Orrin dam would never be drained", by="Ito"), [(CLAIM, "disputes")]),
        # a denial of the claim's own words
        (saying("that the Orrin dam would be emptied", by="Ito", act="decline"), [(CLAIM, "declines")]),
        (saying("that the Orrin dam be drained at all", by="Ito", act="ask"), [(CLAIM, "queries")]),
        # what only points goes to what was said before it by somebody else
        (saying("the claim", by="Valley Power", act="deny", cue="denied"), [(CLAIM, "disputes")]),
        (saying("to comment", by="Valley Power", act="decline", cue="declined"), [(CLAIM, "declines")]),
        # … and not to what the source itself said
        (saying("to comment", act="decline", cue="declined"), None),
        # another thing
        (saying("that rain fell on Tuesday", by="Ito"), None),
    ],
)
def test_the_second_statement(second: Saying, expected: list[tuple[str, StanceKind]] | None) -> None:
    matcher = Matcher("s1", TOUCHING)
    assert kinds(matcher.add([FIRST])) == [(CLAIM, "supports")]
    found = kinds(matcher.add([second]))
    if expected is None:
        assert [claim for claim, _ in found] == [claim_id(second.statement.id)]
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("assert", "supports"),
        ("deny", "disputes"),
        ("ask", "queries"),
        ("decline", "declines"),
        ("non-denial", "non-denial"),
    ],
)
def test_the_stance_to_a_claim_of_ones_own(act: Act, expected: StanceKind) -> None:
    one = saying("that rain fell on Tuesday", act=act)
    assert kinds(Matcher("s1", TOUCHING).add([one])) == [(claim_id(one.statement.id), expected)]


@pytest.mark.parametrize(
    ("act", "answer", "expected"),
    [
        ("assert", ALIKE, "supports"),
        ("assert", AGAINST, "disputes"),
        ("assert", STRANGE, None),
        ("deny", ABOUT, "disputes"),
        ("deny", ALIKE, "supports"),  # "denied that the dam was unsafe" supports "the dam was safe"
        ("ask", ABOUT, "queries"),
        ("non-denial", AGAINST, "non-denial"),
        ("decline", AGAINST, "declines"),
    ],
)
def test_answer_and_act(act: Act, answer: Answers, expected: StanceKind | None) -> None:
    assert taken(saying("that the dam was safe", act=act), answer)[0] == expected


@pytest.mark.parametrize(
    ("act", "answer", "expected"),
    [
        ("deny", ALIKE, "disputes"),  # "denied that the dam was safe": the content says what the claim says
        ("deny", AGAINST, "supports"),
        ("ask", ALIKE, "queries"),
        ("decline", ABOUT, "declines"),
        ("non-denial", ALIKE, "non-denial"),
        ("deny", STRANGE, None),
    ],
)
def test_content_and_act(act: Act, answer: Answers, expected: StanceKind | None) -> None:
    assert turned(saying("that the dam was safe", act=act), answer)[0] == expected


CONTENTS = st.sampled_from(
    ["the dam is safe", "the dam be emptied", "never be drained", "it", "the claims", "", "rain"]
)
ACTS = st.sampled_from(["assert", "deny", "ask", "decline", "non-denial", "confirm", "express"])


@given(
    st.lists(st.tuples(CONTENTS, ACTS, st.sampled_from(["Ito", "Ruiz", None])), max_size=12),
    st.integers(0, 12),
)
def test_a_restored_matcher_goes_on_as_the_first_would(
    said: list[tuple[str, Act, str | None]], cut: int
) -> None:
    articles = [
        [saying(content or "x", by=by, act=act, article=f"a{number}")]
        for number, (content, act, by) in enumerate(said)
    ]
    whole = Matcher("s1", TOUCHING)
    stances = [whole.add(each) for each in articles]
    resumed = Matcher("s1", TOUCHING)
    resumed.restore((each[0], found) for each, found in zip(articles[:cut], stances[:cut], strict=True))
    assert [resumed.add(each) for each in articles[cut:]] == stances[cut:]
    assert all(found for found in stances)  # every statement has a stance to some claim
