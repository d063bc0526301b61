"""The sketch of an article: its most telling terms with their weights, by which it is put to a story."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from onrecord.claims.terms import is_known, rarity, spelled, stem
from onrecord.records import Article
from onrecord.word_list import words

# The numbers below were chosen on the stories of the Fake News Challenge whose number is not 4 mod 5; each
# stands in the middle of a range within which the figures hardly change.
TERMS = 80  # in a sketch; 60 and 120 give the same
OPENING = 60  # words of meaning that count twice: a report says at once what it is about
RARITY = 2.0  # the power of a term's rarity that it counts with
# Names tell less than their rarity says: those of a country or a company stand in many affairs of one time.
NAME = 0.6  # what a term counts that is a name wherever it stands
# What is subtracted of a term that stands in a text once: many such stand there by chance.
ONCE = 0.5
LONGEST = 60_000  # code points that are read
WORDS = 8_000  # words of meaning that are counted
_DIGITS = 6  # of a weight: enough to compare, and the same wherever it was worked out

# Words of grammar in French, German, Spanish, Italian, Portuguese and Dutch: the table knows them no better
# than names, and two texts of one language would be alike by them.
_GRAMMAR = words(
    "aan aber agli ainda alla alle allo alors als anche ancora andere ante antes ao aos após até auch auf "
    "aunque aus aussi autre avait avant avec avoir bei beim bien bij bis cada cela celle ces cet cette "
    "ceux che chez chi cioè com come comme como con contra così cual cuando daar dagli dai dal dalla dalle "
    "damit dan dann dans das dass dat degli dei del dela dele della delle dello dem den denn depois depuis "
    "der des desde deze die dies diese dieser dit doch donde dont door dopo dos dove durante durch een ein "
    "eine einem einen einer eines ela ele eles ella elle elles ellos em encore entre era eran esa ese eso "
    "essa esse est esta estas este esto estos está están eu fait foi font foram fra fue fueron für geen "
    "gegen gli haar haben han hanno hasta hat hatte hay heb hebben heeft het hij hoe hun há ich ihm ihr "
    "ihre immer isso ist já kan kann kein keine können las les leur leurs loro los lui maar mais mas meer "
    "mehr mesmo met mientras mit moet moins mon muito muss muy más même mêmes na naar nach nas nei nel "
    "nella nelle nem nicht niet noch nog nos nosotros notre nous num numa nun nur não oder ogni ohne onder "
    "ons ont ook otra otros par para pas pela pelo pelos pendant perché pero però peut più plus poco poi "
    "por porque pour prima quale quand quando que quel quella quelle quello quem questa queste questi "
    "questo qui quien sans sarà schon según sehr sei sein seine seit seja selon sem ser ses seu seus sia "
    "sich sido sie sin sind sinds sob sobre soit son sono sont sous sowie stata stato sua suas sue sugli "
    "sui sul sulla sur sus são só también também tan tanto te tegen tem tiene tienen toch todo todos tot "
    "tous tout toute tra très tussen tutti tutto têm uit um uma una unas und une uno unos uns unter van "
    "veel vers vom von voor vor vous waar want war waren wat weer wegen wenn werd werden wie wieder wird "
    "worden wordt wurde wurden zich zij zijn zoals zou zum zur zwischen été être über"
)
# Scripts without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_BREAK = re.compile(r"[.!?:\n。！？]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The most telling terms of an article, by the alphabet, and their weights: a vector of length 1.

    An article without words has a sketch without terms.
    """

    terms: tuple[str, ...]
    weights: tuple[float, ...]

    def as_mapping(self) -> dict[str, float]:
        """The weight of each term."""
        return dict(zip(self.terms, self.weights, strict=True))


def sketch(article: Article) -> Sketch:
    """The sketch of an article's headline and text, less what the page added."""
    return sketch_of(_read(article), is_english=article.language in (None, "en"))


def sketch_of(text: str, *, is_english: bool = True) -> Sketch:
    """The sketch of a text."""
    weights = _weights(text, is_english)
    kept = telling(weights, TERMS)
    length = math.sqrt(sum(weights[term] ** 2 for term in kept))
    terms = sorted(kept)
    return Sketch(tuple(terms), tuple(round(weights[term] / length, _DIGITS) for term in terms))


def telling(weights: Mapping[str, float], most: int) -> list[str]:
    """The terms of most weight, the first of equals by the alphabet."""
    return nsmallest(most, weights, key=lambda term: (-weights[term], term))


def _read(article: Article) -> str:
    """The text without its furniture, under its headline where that is no part of it."""
    pieces, start = [], 0
    for each in sorted(article.furniture, key=lambda each: each.start):
        pieces.append(article.text[start : max(start, each.start)])
        start = max(start, each.end)
    text = " ".join([*pieces, article.text[start:]])
    headline = article.headline
    apart = headline and headline not in text[: 4 * len(headline)]
    return f"{headline}\n{text}" if apart else text


def _weights(text: str, is_english: bool) -> dict[str, float]:
    count = defaultdict[str, float](float)
    written = defaultdict[str, list[bool]](list)
    for place, (term, is_name) in enumerate(islice(_terms(text[:LONGEST], is_english), WORDS)):
        count[term] += 2.0 if place < OPENING else 1.0
        written[term].append(is_name)
    weights = {}
    for term, counted in count.items():
        share = sum(written[term]) / len(written[term])
        weights[term] = math.log(1 + counted - ONCE) * rarity(term) ** RARITY * (1 - share + share * NAME)
    return {term: weight for term, weight in weights.items() if weight > 0}


def _terms(text: str, is_english: bool) -> Iterator[tuple[str, bool]]:
    """The terms of a text in their order, each with whether it is written as a name is."""
    before = 0
    for found in spelled(text):
        word = found[0]
        between = text[before : found.start()]
        opens = not before or (between != " " and _BREAK.search(between) is not None)
        before = found.end()
        if _UNSPACED.search(word):
            yield from ((pair, False) for pair in _pairs(word))
        elif not _is_grammar(word, opens, is_english):
            yield stem(word.lower()), word[0].isupper() and not opens


def _pairs(run: str) -> Iterator[str]:
    """Each two neighbours in a run of characters: words of such scripts mostly have two."""
    return (run[at : at + 2] for at in range(max(len(run) - 1, 1)))


def _is_grammar(word: str, opens: bool, is_english: bool) -> bool:
    """Whether it is a word of grammar in another language, as far as can be told.

    "die" and "son" are words of English, too. Short words that English does not know and that are no names
    mostly are of grammar, whatever the language.
    """
    lower = word.lower()
    if lower in _GRAMMAR:
        return not is_english or not is_known(stem(lower))
    if len(word) > 3 or word[0].isdigit():
        return False
    return word == lower and not is_known(stem(lower)) if is_english else word == lower or opens
