"""Figures in print: bounds, money, shares, parts of a whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.display.figure_words import listed, short, spelt
from onrecord.records import Figure


def figure(low: float | None, high: float | None, **fields: Any) -> Figure:
    return Figure(start=0, end=1, low=low, high=high, **fields)


@pytest.mark.parametrize(
    ("one", "shown", "in_words"),
    [
        (figure(500, 500, counted="officers"), "500 officers", "500 officers"),
        (figure(12000, 12000, approximate=True, counted="men"), "~12,000 men", "about 12,000 men"),
        (figure(30, None, counted="people"), "≥30 people", "at least 30 people"),
        (figure(None, 40), "≤40", "at most 40"),
        (figure(3, 5, counted="ships"), "3–5 ships", "3 to 5 ships"),
        (figure(24, 99, approximate=True, counted="homes"), "~24–99 homes", "about 24 to 99 homes"),
        (figure(2e6, None, approximate=True), "≥~2m", "at least about 2m"),
        (figure(0, 0), "0", "0"),
        (figure(-4.5, -4.5, unit="°C"), "-4.5 °C", "-4.5 °C"),
        # Money: the sign where there is one, else the code.
        (figure(3.2e9, 3.2e9, unit="USD"), "$3.2bn", "$3.2bn"),
        (figure(4e7, 5e7, unit="GBP", counted="aid"), "£40m–£50m aid", "£40m to £50m aid"),
        (figure(5000, 5000, unit="KRW"), "5,000 KRW", "5,000 KRW"),
        # Shares: in plain fractions where English has them.
        (figure(33, 33, unit="%", counted="voters"), "33% of voters", "33% of voters"),
        (figure(4.5, None, unit="%"), "≥4.5%", "at least 4.5%"),
        (figure(12, 12, unit="points"), "12 points", "12 points"),
        (figure(1 / 3, 1 / 3, approximate=True, counted="voters"), "~1/3 of voters", "about 1/3 of voters"),
        (figure(0.0125, 0.0125), "0.0125", "0.0125"),
        (figure(0.5, 0.5, unit="km"), "0.5 km", "0.5 km"),
        (figure(2, None, unit="times"), "≥2 times", "at least 2 times"),
        # No digit is lost where the short form would lose one.
        (figure(2_345_678, 2_345_678), "2,345,678", "2,345,678"),
        (figure(2_300_000, 2_300_000), "2.3m", "2.3m"),
        (figure(1.5e12, 1.5e12, unit="EUR"), "€1.5tn", "€1.5tn"),
        (figure(1e300, 1e300), "1e+300", "1e+300"),
        (figure(None, None, counted="people"), "? people", "? people"),
    ],
)
def test_a_figure(one: Figure, shown: str, in_words: str) -> None:
    assert short(one) == shown
    assert spelt(one, ()) == in_words


TROOPS = (
    figure(12000, 12000, approximate=True, counted="troops"),
    figure(500, 500, counted="officers", part_of=0),
    figure(3, 3, counted="generals", part_of=0),
    figure(2, 2, counted="women", part_of=2),
    figure(5, 5, counted="bases"),
)


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ((), []),
        ((0, 1, 2, 4), ["~12,000 troops (incl. 500 officers, 3 generals)", "5 bases"]),
        ((4, 1), ["5 bases", "500 officers (of ~12,000 troops)"]),
        ((0, 2, 3), ["~12,000 troops (incl. 3 generals)", "2 women (of 3 generals)"]),
    ],
)
def test_parts_stand_behind_their_whole(places: tuple[int, ...], shown: list[str]) -> None:
    assert list(listed(places, TROOPS)) == shown


def test_a_part_names_its_whole() -> None:
    assert spelt(TROOPS[1], TROOPS) == "500 officers, part of about 12,000 troops"


def test_a_ring_ends() -> None:
    ring = (figure(1, 1, part_of=1), figure(2, 2, part_of=0))
    assert list(listed((0, 1), ring)) == ["1 (of 2)", "2 (of 1)"]


@given(st.none() | st.floats(), st.none() | st.floats(), st.booleans())
def test_any_number_is_shown(low: float | None, high: float | None, approximate: bool) -> None:
    assert 0 < len(short(figure(low, high, approximate=approximate))) < 60
