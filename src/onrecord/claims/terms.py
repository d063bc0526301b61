"""The terms of a text: stems of its words, and how much each tells.

The weights come from a fixed table of how many articles hold a stem, and how many affairs
(`frequencies.tsv`, made by `training.frequencies`), not from what was read so far: the same text has the same
terms in every order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.remembered import remembered
from onrecord.word_list import words

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
# Words of grammar; of them, those that turn a sentence round ("not", "never") are kept for the model alone.
_EMPTY = words(
    "a about after again all also am an and any are as at be because been before being both but by can "
    "could d did do does doing done for from had has have having he her here hers him his how i if in "
    "into is it its just ll m may me might more most must my no nor not now of off on only or other our "
    "out over own re s said same say says shall she should so some such t than that the their them then "
    "there these they this those through to too under until up us ve very was we were what when where "
    "which while who whom whose why will with would you your"
)


def terms(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, in their order; numbers as they stand."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY]


def spelled(text: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a text as they are written, those of grammar left out."""
    return (found for found in _WORD.finditer(text) if found[0].lower() not in _EMPTY)


@remembered
def weight(term: str) -> float:
    """How much a term tells: the inverse document frequency ln((n + 1) / (df + 1)) of the table, >= 0."""
    table = _articles()
    return math.log((table[""] + 1) / (table.get(term, 0) + 1))


def rarity(term: str) -> float:
    """How much a term tells one affair from others: ln(n / affairs that hold it), >= 0.

    A term of one affair alone is as rare as one that no affair of the table has: what is new always is.
    """
    table = _affairs()
    return math.log(table[""] / max(table.get(term, 0), 1))


def is_known(term: str) -> bool:
    """Whether the table has the term."""
    return term in _affairs()


@remembered
def stem(word: str) -> str:
    """The stem of a word in lower case, by the rules of English."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english", 0)


@cache
def _articles() -> dict[str, int]:
    """How many articles hold each stem; under "" the number of articles."""
    return {term: articles for term, articles, _ in _rows()}


@cache
def _affairs() -> dict[str, int]:
    """How many affairs hold each stem; under "" the number of affairs."""
    return {term: affairs for term, _, affairs in _rows()}


@cache
def _rows() -> tuple[tuple[str, int, int], ...]:
    listed = files("onrecord.claims").joinpath("frequencies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in listed.splitlines())
    return tuple((term, int(articles), int(affairs)) for term, articles, affairs in rows)
