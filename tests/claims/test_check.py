"""Which statements touch a sentence."""

from __future__ import annotations

from claims_sayings import AGAINST, ALIKE, judge_by, saying

from onrecord.claims.check import check

JUDGE = judge_by({"shut": ALIKE, "stayed open": AGAINST})


def test_the_surest_first_with_how_they_stand() -> None:
    opened = saying("that the harbour bridge stayed open", by="Port Authority")
    shut = saying("that the harbour bridge was shut", by="Ito")
    rain = saying("that rain fell on the harbour", by="Ito")
    found = check("The harbour bridge was closed", [opened, rain, shut], judge=JUDGE)
    assert [(each.saying, each.kind) for each in found] == [(opened, "disputes"), (shut, "supports")]


def test_nothing_to_check() -> None:
    assert check("", [saying("that rain fell")], judge=JUDGE) == ()
    assert check("Rain fell", [], judge=JUDGE) == ()
