"""Sayings and judges made for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from onrecord.claims.judge import Answers
from onrecord.records import Act, Figure, Saying, Source, Span, Statement, Words

ALIKE = Answers(0.9, 0.02, 0.02, 0.02, 0.04)
AGAINST = Answers(0.02, 0.9, 0.02, 0.02, 0.04)
ABOUT = Answers(0.05, 0.05, 0.05, 0.8, 0.05)
STRANGE = Answers(0.02, 0.02, 0.02, 0.02, 0.92)


def saying(
    content: str,
    *,
    by: str | None = "Ana Ruiz",
    act: Act = "assert",
    cue: str = "said",
    article: str = "a1",
    said_at: str | None = None,
    published_at: str | None = "2025-03-04T09:00:00Z",
    figures: tuple[Figure, ...] = (),
    entity: str | None = None,
    in_headline: bool = False,
    vector: bytes = b"",
) -> Saying:
    """A statement of an article, its spans those of its own words."""
    read = " ".join(part for part in (by, cue, content) if part)
    start = len(read) - len(content)
    statement = Statement(
        id=hashlib.sha256(f"{article} {read}".encode()).hexdigest()[:16],
        source=Source((Span(0, len(by)),), by, name=by, entity=entity) if by else None,
        cue=Words((Span(start - len(cue) - 1, start - 1),), cue),
        content=Words((Span(start, len(read)),), content),
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=act,
        said_at=said_at,
    )
    return Saying(
        statement=statement,
        figures=figures,
        article=article,
        published_at=published_at,
        outlet="Harbour Post",
        sentence=read + ".",
        read=read,
        in_headline=in_headline,
        vector=vector,
    )


def judge_by(answers: dict[str, Answers]) -> Callable[[Sequence[tuple[str, str]]], list[Answers]]:
    """A judge that knows what it says of a text with these words in it, and finds all else strange."""

    def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
        return [next((a for words, a in answers.items() if words in read), STRANGE) for _, read in pairs]

    return judge
