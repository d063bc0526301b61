"""The title of a story: the headline that stands in the middle of what its articles tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.claims.shelf import Member
from onrecord.claims.sketch import sketch_of
from onrecord.records import Article
from onrecord.sentences import sentences

LONGEST = 120  # code points of a sentence that stands in for a headline
READ = 2_000  # code points of a text among which its first sentence is looked for
FEWEST, MOST = 5, 20  # words of a headline that says what happened
# What a headline's centrality is multiplied by. Ours: other headlines are taken if they are about as central.
UNUSUAL_LENGTH, QUESTION = 0.75, 0.8


def title(members: Sequence[Member]) -> str | None:
    """The most central headline of a story's articles; None where none has a headline.

    How central one is: how like its words are to all articles on average, and how like its article is. One
    of unusual length or one that asks is taken only where the others are far less central. Of equals the
    one that arrived first.
    """
    headed = [each for each in members if each.headline and each.headline.strip()]
    if not headed:
        return None
    middle = _mean(members)
    best = max(headed, key=lambda each: (_worth(each, middle), -each.number))
    return " ".join((best.headline or "").split())


def opening(article: Article) -> str | None:
    """The first sentence of an article's body, cut at LONGEST, in place of a headline; None without words."""
    bodies = (part for part in article.parts if part.kind == "body" and part.end > part.start)
    start = min((part.start for part in bodies), default=0)
    # The splitter takes no half of a pair of surrogates, which JSON can hold.
    text = article.text[start : start + READ].encode("utf-8", "replace").decode()
    first = next((text[span.start : span.end] for span in sentences(Article(id=article.id, text=text))), "")
    return _cut(" ".join(first.split())) or None


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    words = sentence[: LONGEST - 1].rsplit(" ", 1)
    return (words[0] if len(words[0]) > LONGEST // 2 else sentence[: LONGEST - 1]).rstrip(" ,;:") + "…"


def _mean(members: Sequence[Member]) -> dict[str, float]:
    summed: dict[str, float] = {}
    for each in members:
        for term, weight in zip(each.sketch.terms, each.sketch.weights, strict=True):
            summed[term] = summed.get(term, 0.0) + weight / len(members)
    return summed


def _worth(member: Member, middle: Mapping[str, float]) -> float:
    headline = (member.headline or "").strip()
    words = _like(sketch_of(headline).as_mapping(), middle)
    worth = words + _like(member.sketch.as_mapping(), middle)
    worth *= 1.0 if FEWEST <= len(headline.split()) <= MOST else UNUSUAL_LENGTH
    return worth * (QUESTION if headline.endswith(("?", "？")) else 1.0)


def _like(weights: Mapping[str, float], middle: Mapping[str, float]) -> float:
    return sum(weight * middle.get(term, 0.0) for term, weight in weights.items())
