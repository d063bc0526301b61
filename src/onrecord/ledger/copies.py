"""Wire copies: whether two articles are one text, whoever printed it, however trimmed and retitled.

What is compared is the report's own words: body paragraphs, less the dateline, with case, accents and
punctuation folded. Bands find the few texts that are worth a look, `likeness` then compares exactly.

All hashes are of BLAKE2b and of a fixed seed, so that they are the same in every process and on every machine
and may be stored; `scheme` names how they were made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from onrecord.records import Article

# All numbers below were chosen on news texts (`python -m gates.copies` measures them): on trimmed, edited and
# lengthened copies, and on pairs of real reports near the threshold, which were read.

# Words in a shingle. With five an editor's small changes cost too much, with three chance shares too much.
WORDS = 4
# What share of the shorter text's shingles has to stand in the longer one. Copies that an editor went
# through, or that got a paragraph of the outlet's own, mostly have 0.65 and more; reports of one event that
# draw on the same agency, each in its own words, rarely have 0.6.
SHARE = 0.63
# Shingles below which a text is too short to judge: it is a copy only of its equal.
LEAST = 40
# A text that is shorter than this part of the other is a piece in a live blog or a review of the year.
SHORTEST = 0.2
# Words from which on what stands in quotation marks counts as another's; fewer are the writer's choice.
QUOTED = 5
# A band has two rows, one key. The whole text has bands enough to find its quarter (0.97 of them); outlets
# cut from the end, so what opens a text has a few more.
BANDS, OPENING_BANDS, OPENING = 40, 8, 80
_SEED = 20_241_025

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# Within a paragraph. An apostrophe closes only where it opened, outside of words. A paragraph that opens with
# a mark and does not close it is one of several in a long quotation.
_QUOTED = re.compile(
    r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]"
    r"|^\s*[\"“„«]([^\"“”„«»]*)$"
    r"|(?<!\w)['‘](?=\w)((?:[^'‘]|(?<=\w)'(?=\w))*)'(?!\w)"
)
_MARKS = str.maketrans("’‛′", "'''")


@dataclass(frozen=True, slots=True)
class Shingles:
    """Hashes (64 bits, unsigned) of every run of WORDS words of a text.

    `own` are those of the writer's own words, quotations apart, each once, in the order of the text; `every`
    are all. Two reports of one event share its quotations: only the words around them tell who wrote it.
    """

    own: tuple[int, ...]
    every: frozenset[int]


def scheme() -> str:
    """How bands are made: stored bands of another scheme find nothing and are to be made anew."""
    from rensa import RMinHash

    return f"{WORDS} words, {BANDS}+{OPENING_BANDS} bands, rensa {RMinHash.ALGORITHM_VERSION}"


def shingles(article: Article) -> Shingles:
    """The shingles of an article's report, none of its headline, byline, dateline or furniture."""
    said = [*chain.from_iterable(_words(block) for block in _blocks(article))]
    words, quoted = [word for word, _ in said], [quoted for _, quoted in said]
    places = range(max(len(words) - WORDS, 0) + 1 if words else 0)
    hashes = [_hash(" ".join(words[at : at + WORDS])) for at in places]
    own = dict.fromkeys(hashes[at] for at in places if not any(quoted[at : at + WORDS]))
    # A statement printed in full has hardly a word of the outlet's own: there the quotation is the report.
    return Shingles(tuple(own if len(own) >= LEAST else dict.fromkeys(hashes)), frozenset(hashes))


def _blocks(article: Article) -> Iterator[str]:
    """The paragraphs of the report, all of the text where its parts are not known."""
    dateline = article.dateline
    bodies = [part for part in article.parts if part.kind == "body"]
    if not article.parts:
        yield article.text
    for part in bodies:
        files = dateline is not None and part.start <= dateline.start < part.end
        yield article.text[dateline.end if dateline and files else part.start : part.end]


def _words(block: str) -> Iterator[tuple[str, bool]]:
    """Each word of a paragraph, folded, and whether it is quoted."""
    folded, at = _folded(block), 0
    for found in _QUOTED.finditer(folded):
        words = _WORD.findall(found.group())
        if len(words) >= QUOTED:
            yield from ((word, False) for word in _WORD.findall(folded, at, found.start()))
            yield from ((word, True) for word in words)
            at = found.end()
    yield from ((word, False) for word in _WORD.findall(folded, at))


def _folded(text: str) -> str:
    """Without case, accents and kinds of apostrophes."""
    lower = text.translate(_MARKS).casefold()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def bands(shingles: Shingles) -> tuple[int, ...]:
    """Keys, signed and of 64 bits, at most BANDS + OPENING_BANDS: two copies nearly always share one.

    Texts that share one are to be compared by `likeness`, those that share most keys first. A text without
    words has none.
    """
    from rensa import RMinHash

    own = list(shingles.own)
    if not own:
        return ()
    rows = RMinHash.digest_matrix_from_token_hash_sets([own, own[:OPENING]], 2 * BANDS, _SEED).to_rows()
    keys = dict.fromkeys(chain(_keys(rows[0], BANDS), _keys(rows[1], OPENING_BANDS)))
    return tuple(keys)


def _keys(row: list[int], count: int) -> Iterator[int]:
    """The first `count` pairs of 32-bit values, each packed into one number as SQLite keeps it."""
    for one, other in zip(row[: 2 * count : 2], row[1 : 2 * count : 2], strict=True):
        packed = one << 32 | other
        yield packed - (1 << 64) if packed >> 63 else packed


def likeness(one: Shingles, other: Shingles) -> float:
    """What share of the shorter text's own words stands in the other, 0 to 1; 0 where that tells nothing."""
    if one == other:
        return 1.0 if one.every else 0.0
    short, long = sorted((one, other), key=lambda each: (len(each.own), each.own))
    if len(short.own) < max(LEAST, SHORTEST * len(long.own)):
        return 0.0
    return sum(each in long.every for each in short.own) / len(short.own)


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are one: verbatim, trimmed, lightly edited, with a paragraph more."""
    return likeness(one, other) >= SHARE
