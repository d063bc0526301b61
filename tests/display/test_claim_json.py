"""The JSON of claims: what programs read, and what the reference says of it."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import accounts
from accounts import ACCOUNT, HOSTILE

from onrecord.display import claim_json
from onrecord.display.claim_json import account_claims, describe_account, describe_evidence, encode
from onrecord.pipeline.checking import Evidence


def test_a_claim_has_its_statements_and_the_whole_series() -> None:
    first, second = (json.loads(encode(claim)) for claim in account_claims(ACCOUNT))
    assert (first["id"], first["story"], first["text"]) == ("c000000000a", "s0123456789", "the gate was open")
    asked = ("article", "statement", "spans", "source", "stance", "said_at")
    assert [[each[key] for key in asked] for each in first["statements"]] == [
        ["r1", "s1", [[10, 32]], "Ana Weller", "supports", "2024-05-14"],
        ["r2", "s2", [[10, 32]], "Seamen's Union", "disputes", None],
        ["r2", "s6", [[10, 37]], "Ana Weller", "disputes", "2024-05-15"],
        ["r3", "s3", [[10, 20]], None, "declines", None],
    ]
    assert first["figures"] == []
    (series,) = second["figures"]
    assert (series["counted"], series["differ"]) == ("people aboard", True)
    assert [(point["source"], point["low"], point["approximate"]) for point in series["points"]] == [
        ("Ana Weller", 212, True),
        ("Seamen's Union", 240, False),  # of another claim: it stands beside the first
    ]
    assert [point["scope"] for point in series["points"]] == [None, None]


def test_words_where_there_is_no_name() -> None:
    source = accounts.OPEN.statement.source
    assert source is not None
    unnamed = replace(
        accounts.OPEN,
        statement=replace(accounts.OPEN.statement, source=replace(source, name=None, text="an official")),
    )
    assert claim_json.source_of(unnamed) == "an official"


def test_all_of_it_is_plain_json() -> None:
    told = json.loads(encode(describe_account(ACCOUNT)))
    assert told["changes"] == [{"claim": "c000000000a", "earlier": "s1", "later": "s6", "why": "reversed"}]
    assert told["story"]["undated"] == 1
    evidence = json.loads(encode(describe_evidence(Evidence(accounts.OPEN, 3, "supports", 0.97))))
    assert (evidence["stance"], evidence["line"], evidence["statement"]) == ("supports", 3, "s1")


def test_hostile_words_and_numbers_stay_on_one_line_of_json() -> None:
    bad = accounts.said("s1", HOSTILE + "\u2028")
    endless = accounts.point(bad, math.inf, math.inf, HOSTILE)
    claim = replace(
        ACCOUNT.claims[0],
        stances=(accounts.stance("c000000000a", bad),),
        series=(replace(accounts.ABOARD, points=(endless,)),),
    )
    (line,) = (encode(each) for each in account_claims(replace(ACCOUNT, claims=(claim,), sayings=(bad,))))
    assert "\u2028" not in line
    assert "\x1b" not in line
    assert json.loads(line)["figures"][0]["points"][0]["low"] is None
