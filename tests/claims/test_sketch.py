"""The sketch of an article: its telling terms."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.sketch import TERMS, sketch, sketch_of, telling
from onrecord.claims.terms import is_known, rarity, weight
from onrecord.records import Article, Furniture

TEXT = "The ferry Marit sank off Port Else. Divers searched the ferry at night, and the divers found nobody."


def weights(text: str, *, is_english: bool = True) -> dict[str, float]:
    return sketch_of(text, is_english=is_english).as_mapping()


@pytest.mark.parametrize(
    ("text", "more", "less"),
    [
        (TEXT, "ferri", "night"),  # twice, and rare
        (TEXT, "diver", "search"),
        (TEXT, "sank", "night"),  # once both, and rarer
        ("They met in Quandle. A quokka was seen.", "quokka", "quandl"),  # names tell less
        ("Word. Quandle met a quokka.", "quandl", "met"),  # what opens a sentence may be no name
    ],
)
def test_which_term_tells_more(text: str, more: str, less: str) -> None:
    found = weights(text)
    assert found[more] > found[less]


@pytest.mark.parametrize(
    ("text", "is_english", "has", "lacks"),
    [
        (
            "Die Fähre sank vor der Küste, und sie wird gesucht.",
            False,
            {"fähre"},
            {"die", "der", "und", "vor"},
        ),
        ("The war and the men who die in it", True, {"war", "die"}, {"the", "and"}),
        (
            "Le traversier a coulé au large, ont dit les gardes",
            False,
            {"traversi"},
            {"le", "au", "ont", "les"},
        ),
        ("Паром затонул у берега, и его ищут", False, {"паром"}, {"и", "у", "его"}),  # no list has these
        ("渡轮在港口外沉没", False, {"渡轮", "沉没"}, set()),  # by pairs, as nothing parts the words
        ("The bridge cost 3.5 million in 2019", True, {"3.5", "2019"}, set()),
    ],
)
def test_words_of_any_language(text: str, is_english: bool, has: set[str], lacks: set[str]) -> None:
    found = weights(text, is_english=is_english).keys()
    assert found >= has
    assert not found & lacks


def test_furniture_is_no_part_and_the_headline_is_one() -> None:
    text = "Subscribe to the walrus letter\n" + TEXT
    given_article = Article(id="a", text=text, headline="Capsized", furniture=(Furniture(0, 30, "sign-up"),))
    found = sketch(given_article).terms
    assert "capsiz" in found
    assert "walrus" not in found
    # A headline that the text begins with is not read twice.
    assert sketch(Article(id="a", text=TEXT, headline="The ferry Marit sank")) == sketch_of(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "?!…",
        "the of and",
        "a" * 1_000_000,
        "ab " * 400_000,
        "".join(f"q{number}" + "x" * number + " " for number in range(2000)),
        "\ud800 lone \udfff",
        "漢" * 100_000,
    ],
)
def test_any_text_has_a_sketch(text: str) -> None:
    found = sketch_of(text)
    assert len(found.terms) <= TERMS
    assert found.terms == tuple(sorted(set(found.terms)))


@given(st.text())
def test_a_sketch_has_length_one_or_is_empty(text: str) -> None:
    found = sketch_of(text)
    length = math.sqrt(sum(weight**2 for weight in found.weights))
    assert length == pytest.approx(1.0, abs=1e-4) if found.terms else length == 0
    assert len(found.terms) == len(found.weights)
    assert all(weight >= 0 for weight in found.weights)


@given(st.dictionaries(st.text(max_size=3), st.sampled_from([0.1, 0.2, 0.3])), st.integers(0, 5))
def test_telling_terms_do_not_hang_on_their_order(found: dict[str, float], most: int) -> None:
    assert telling(found, most) == telling(dict(reversed(found.items())), most)


def test_a_sketch_is_the_same_in_every_process() -> None:
    code = f"from onrecord.claims.sketch import sketch_of; print(sketch_of({TEXT!r}))"
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {f"{sketch_of(TEXT)}\n"}


def test_rarity_and_weight() -> None:
    assert rarity("presid") < rarity("hospit") < rarity("quokka")
    assert weight("presid") < weight("hospit") < weight("quokka")
    assert is_known("presid")
    assert not is_known("quokka")
    assert rarity("") == 0.0  # every text has it
