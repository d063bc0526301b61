"""Checking: which statements and which articles bear on a claim, and how they stand to it.

A claim is any sentence. Nothing here says whether it is true.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.pipeline.claiming import Gathered
from onrecord.pipeline.pairs import Pair
from onrecord.records import Article, Entry, Refusal, Saying, StanceKind, Words

if TYPE_CHECKING:
    from onrecord.claims.judge import Judge
    from onrecord.claims.passages import Prepared
    from onrecord.claims.whole import ArticleStance
    from onrecord.ledger import Store

# Of a claim so many words are looked for in a ledger, those that tell most; and so many lines are compared.
_WORDS = 16
_LINES = 400


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the line of its article's text that it starts on, from 1."""

    saying: Saying
    line: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that bears on a claim, and how it stands to it; `score` is how sure that is, 0 to 1."""

    saying: Saying
    line: int
    kind: StanceKind
    score: float


@dataclass(frozen=True, slots=True)
class WholeStance:
    """How an article as a whole stands to a claim."""

    claim: str
    article: str
    stance: ArticleStance


def evidence(claim: str, placed: Iterable[Placed], *, judge: Judge | None = None) -> tuple[Evidence, ...]:
    """The statements that bear on a claim, best first. Raises ModelError if the model is missing."""
    from onrecord.claims.check import check
    from onrecord.claims.judge import judge as own_judge

    by_statement = {each.saying.statement.id: each for each in placed}
    sayings = [each.saying for each in by_statement.values()]
    found = check(claim, sayings, vector=_vector(claim, sayings), judge=judge or own_judge)
    return tuple(
        Evidence(each.saying, by_statement[each.saying.statement.id].line, each.kind, each.score)
        for each in found
    )


def _vector(claim: str, sayings: Iterable[Saying]) -> bytes:
    """The claim's own vector, where there is anything to compare it with."""
    if not any(saying.vector for saying in sayings):
        return b""
    from onrecord.statements import vectors

    return vectors.of_text(claim)


def of_articles(gathered: Iterable[Gathered]) -> Iterator[Placed]:
    """The statements of articles."""
    for each in gathered:
        for saying in each.sayings:
            start = saying.statement.content.spans[0].start
            text = each.article.text if each.article else ""
            yield Placed(saying, text.count("\n", 0, start) + 1)


def of_ledger(store: Store, claim: str) -> Iterator[Placed]:
    """Statements of a ledger that share telling words with a claim, at most _LINES. Raises LedgerError."""
    from onrecord.ledger import vectors
    from onrecord.ledger.ask import ask
    from onrecord.ledger.question import Question

    words = _telling(claim)
    if not words:
        return
    asked = Question(words=" OR ".join(f'"{word}"' for word in words), sort="relevance", limit=_LINES)
    for entry in ask(store, asked).entries:
        yield Placed(_saying(entry, vectors.of_line(store.connection, entry.number)), entry.line)


def prepared(articles: Iterable[Article]) -> dict[str, Prepared]:
    """Articles cut up to be asked about claims, by their ids; of one id the first."""
    from onrecord.claims.passages import prepare

    made: dict[str, Prepared] = {}
    for article in articles:
        if article.id not in made:
            made[article.id] = prepare(article)
    return made


def whole_stances(
    pairs: Iterable[Pair | Refusal], articles: Mapping[str, Prepared], *, judge: Judge | None = None
) -> Iterator[WholeStance | Refusal]:
    """How each article stands to its claim, in the order of the pairs; few are drawn ahead of what is given.

    A pair whose article is not there is refused. Raises ModelError if the model is missing.
    """
    from onrecord.claims.judge import judge as own_judge
    from onrecord.claims.whole import stances

    waiting: deque[Pair | Refusal] = deque()

    def known() -> Iterator[tuple[str, str]]:
        for pair in pairs:
            if isinstance(pair, Pair) and pair.article in articles:
                waiting.append(pair)
                yield pair.claim, pair.article
            else:
                waiting.append(pair if isinstance(pair, Refusal) else _missing(pair))

    for stance in stances(known(), articles, judge or own_judge):
        while isinstance(refusal := waiting.popleft(), Refusal):
            yield refusal
        yield WholeStance(refusal.claim, refusal.article, stance)
    yield from (each for each in waiting if isinstance(each, Refusal))


def _missing(pair: Pair) -> Refusal:
    reason = f"no article has the id {pair.article!r}"
    return Refusal(pair.origin, "claims", reason, "give the file that has it with --articles")


def _telling(claim: str) -> list[str]:
    """The words of a claim that tell most, in their order."""
    from onrecord.claims.terms import terms, weight

    weights: dict[str, float] = {}
    for word in re.findall(r"[^\W_]+", claim):
        if found := terms(word):
            weights.setdefault(word.casefold(), max(map(weight, found)))
    chosen = set(sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS])
    return [word for word in weights if word in chosen]


def _saying(entry: Entry, vector: bytes) -> Saying:
    statement = entry.statement
    roles = (statement.source, statement.cue, statement.content)
    pieces = sorted(piece for words in roles if words for piece in _pieces(words))
    return Saying(
        statement=statement,
        figures=entry.figures,
        article=entry.article,
        published_at=entry.published_at,
        outlet=entry.outlet,
        sentence=" ".join(entry.sentence.text.split()),
        read=" ".join(" ".join(words.split()) for _, words in pieces),
        in_headline=False,
        vector=vector,
    )


def _pieces(words: Words) -> Iterator[tuple[int, str]]:
    """The pieces of a role, each with the place where it starts in the article."""
    at = 0
    for start, end in words.spans:
        yield start, words.text[at : at + end - start]
        at += end - start + 1  # the space between two pieces
