"""Sketches as the ledger keeps them: the telling terms of an article, or of a whole story, and their weights.

A packed sketch is the number of articles, the weights, then the terms, zlib over the whole. Weights of one
article, which are at most 1, are kept in 16 bits each, those of a sum as 32-bit floating-point numbers.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

_COUNT = struct.Struct("<II")
_BETWEEN = "\0"
_NOTHING = 1e-4  # a weight that is left when what made it up was subtracted
# Articles of one affair tend to come together: most of what is unpacked was a moment ago.
_REMEMBERED = 1024
_ONE = 65_535  # what a weight of 1 is kept as


@dataclass(frozen=True, slots=True)
class Sketched:
    """Terms with their weights; of a story the sum of those of its articles, `articles` of them."""

    weights: Mapping[str, float]
    articles: int = 1


def packed(sketched: Sketched) -> bytes:
    """A sketch as bytes, in the order of its terms: equal sketches are equal bytes."""
    terms = sorted(sketched.weights)
    counts = _COUNT.pack(sketched.articles, len(terms))
    weights = _packed([sketched.weights[term] for term in terms], sketched.articles)
    words = _BETWEEN.join(terms).encode("utf-8", "surrogatepass")
    return zlib.compress(counts + weights + words, 6)


@lru_cache(_REMEMBERED)
def unpacked(cell: bytes) -> Sketched:
    """The sketch of such bytes."""
    plain = zlib.decompress(cell)
    articles, count = _COUNT.unpack_from(plain)
    weights, at = _unpacked(plain, count, articles)
    words = plain[at:].decode("utf-8", "surrogatepass")
    return Sketched(dict(zip(words.split(_BETWEEN), weights, strict=True) if count else ()), articles)


def as_kept(sketched: Sketched) -> Sketched:
    """A sketch as it comes back: what is worked out with it is the same before it was kept and after."""
    return unpacked(packed(sketched))


def less(whole: Sketched, sketches: Iterable[Sketched]) -> Sketched:
    """A sum without some of what it was made of."""
    weights, articles = dict(whole.weights), whole.articles
    for each in sketches:
        articles -= each.articles
        for term, weight in each.weights.items():
            weights[term] = weights.get(term, 0.0) - weight
    return Sketched({term: weight for term, weight in weights.items() if weight > _NOTHING}, articles)


def total(sketches: Iterable[Sketched]) -> Sketched:
    """The sum of sketches."""
    weights: dict[str, float] = {}
    articles = 0
    for each in sketches:
        articles += each.articles
        for term, weight in each.weights.items():
            weights[term] = weights.get(term, 0.0) + weight
    return Sketched(weights, articles)


def key(term: str) -> int:
    """What a term is looked up by: 31 bits of a hash of it, which say no word. Two may share one."""
    digest = blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "little") >> 1


def _packed(weights: Sequence[float], articles: int) -> bytes:
    if articles != 1:
        return struct.pack(f"<{len(weights)}f", *weights)
    return struct.pack(f"<{len(weights)}H", *(round(min(weight, 1.0) * _ONE) for weight in weights))


def _unpacked(plain: bytes, count: int, articles: int) -> tuple[list[float], int]:
    """The weights, and where what is behind them begins."""
    kind = f"<{count}{'H' if articles == 1 else 'f'}"
    read = struct.unpack_from(kind, plain, _COUNT.size)
    return [each / _ONE if articles == 1 else each for each in read], _COUNT.size + struct.calcsize(kind)


def telling(sketched: Sketched, most: int) -> list[str]:
    """The terms of most weight, the first of equals by the alphabet."""
    return sorted(sketched.weights, key=lambda term: (-sketched.weights[term], term))[:most]
