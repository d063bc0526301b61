"""Why a change is shown, in a sentence."""

from __future__ import annotations

from typing import get_args

import pytest
from news import change, line

from onrecord.display.change_words import counts, evidence, kind_words, movement, reason
from onrecord.records import Change, ChangeKind, Pair

WELLER = line(1)
LATER = line(2, "the lock is open", outlet="Evening Post", published_at="2024-05-15")
UNION = line(3, "the lock is open", who="Seamen's Union", outlet=None)
OFFICIAL = line(4, who=None, written="an official", outlet=None, url=None, published_at=None)
OLD = line(5, "the lock is shut", who="Harbour office", published_at="2023-12-31T09:00:00Z")

REASONS: list[tuple[Change, str]] = [
    (change(1, "claim", WELLER), "Ana Weller is the first on record to say this."),
    (change(1, "claim", OFFICIAL), "“an official” is the first on record to say this."),
    (change(1, "claim", line(6, who=None)), "A source that is not named is the first on record to say this."),
    (
        change(1, "confirms", UNION, WELLER),
        "Seamen's Union confirms what Ana Weller said on 14 May in Canal Courier.",
    ),
    (
        change(1, "disputes", WELLER, UNION),  # where the outlet is not known, its host
        "Ana Weller disputes what Seamen's Union said on 14 May in courier.example.",
    ),
    (change(1, "disputes", WELLER, OFFICIAL), "Ana Weller disputes what “an official” said."),
    (change(1, "disputes", WELLER), "Ana Weller disputes this."),
    (  # another year than that of the change is told
        change(1, "disputes", WELLER, OLD),
        "Ana Weller disputes what Harbour office said on 31 December 2023 in Canal Courier.",
    ),
    (
        change(1, "declines", UNION, WELLER),
        "Seamen's Union would not speak about what Ana Weller said on 14 May in Canal Courier.",
    ),
    (change(1, "declines", line(6, act="non-denial")), "Ana Weller does not deny this."),
    (
        change(1, "silent", UNION, WELLER),
        "Seamen's Union did not answer when asked about what Ana Weller said on 14 May in Canal Courier.",
    ),
    (  # a source against itself
        change(1, "figure", LATER, WELLER),
        "Ana Weller gives another figure than on 14 May in Canal Courier.",
    ),
    (change(1, "figure", LATER), "Ana Weller gives another figure than before."),
    (
        change(1, "contradicts", UNION, WELLER),
        "Seamen's Union gives another figure than Ana Weller on 14 May in Canal Courier.",
    ),
    (
        change(1, "reversed", LATER, WELLER),
        "Ana Weller takes another side than on 14 May in Canal Courier.",
    ),
    (
        change(1, "time", UNION, WELLER),
        "Seamen's Union gives another time than Ana Weller on 14 May in Canal Courier.",
    ),
    (
        change(1, "reworded", WELLER, WELLER),
        "A later version of the report in Canal Courier has it in other words.",
    ),
    (
        change(1, "corrected", None, WELLER, what="removed"),
        "A later version of the report in Canal Courier leaves this out.",
    ),
    (
        change(1, "corrected", pairs=tuple(Pair(what=what, earlier=WELLER, later=WELLER) for what in "ab")),
        "A later version of the report in Canal Courier has it in other words.",
    ),
    (
        change(
            1,
            "corrected",
            pairs=tuple(
                Pair(what=what, earlier=WELLER, later=WELLER)
                for what in ("figure", "source", "figure", "time")
            ),
        ),
        "A later version of the report in Canal Courier gives another figure, credits another source and "
        "gives another time.",
    ),
    (change(1, "withdrawn", None, WELLER), "The report in Canal Courier took back what it had said."),
    (
        change(1, "withdrawn", None, WELLER, note="Asked for by the outlet."),
        "The report in Canal Courier was taken out of the ledger.",
    ),
    (change(1, "withdrawn", pairs=(), note=""), "The report was taken out of the ledger."),
    (change(1, "disputes", pairs=()), "Somebody disputes this."),
]


@pytest.mark.parametrize(("shown", "told"), REASONS)
def test_reason(shown: Change, told: str) -> None:
    assert reason(shown) == told


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_every_kind_has_words(kind: ChangeKind) -> None:
    shown = change(1, kind, WELLER, UNION)
    assert kind_words(shown)
    assert reason(shown).endswith(".")
    assert counts([shown]).startswith("1 ")
    assert [each.entry for each in evidence(shown.pairs[0], kind)] == [WELLER, UNION]


def test_counts_begin_with_what_matters() -> None:
    many = [change(1), change(2), change(3, "confirms"), change(4, "disputes")]
    assert counts(many) == "1 dispute, 2 first claims, 1 confirmation"


def test_movement_needs_both() -> None:
    assert movement(Pair(what="figure", earlier=None, later=None, was="3\nships", now="4")) == (
        "3 ships",
        "4",
    )
    assert movement(Pair(what="figure", earlier=None, later=None, was="3 ships")) is None


def test_what_is_left_out_says_so() -> None:
    removed = Pair(what="removed", earlier=WELLER, later=None)
    assert [each.label for each in evidence(removed, "corrected")] == ["Left out"]
    assert [each.label for each in evidence(removed, "withdrawn")] == ["Taken back"]
