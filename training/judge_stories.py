"""Pairs of a claim and a statement from the project's own training stories (`training/stories`).

The reports are read as any others, so that the judge learns from statements as the reader finds them; the
marks say which claims each touches. All else in the same story is of something else, and the likest of that
is what a judge must learn to keep apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gates.claim_gold import GoldStory, Mark, Report, parse
from onrecord import article, statements
from onrecord.claims.content import bare, points
from onrecord.claims.sayings import sayings
from onrecord.claims.terms import terms, weight
from onrecord.records import Page, Saying, Span, StanceKind
from training.judge_data import MEANT, Pair

STORIES = Path(__file__).with_name("stories")
WORDINGS = 3  # of each claim
OTHERS = 3  # statements of something else for each wording, the likest
ANSWER: dict[StanceKind, str] = {
    "supports": "supports",
    "disputes": "disputes",
    "queries": "queries",
    "mentions": "mentions",
    "declines": "mentions",
    "non-denial": "mentions",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement that the reader found, and where its mark says that it stands to which claims."""

    saying: Saying
    stances: dict[int, StanceKind]


def story_pairs(folder: Path = STORIES) -> list[Pair]:
    """The pairs of all stories of a folder."""
    paths = sorted(folder.glob("*.txt"))
    return [pair for path in paths for pair in _pairs(parse(path.read_text(encoding="utf-8"), path))]


def _pairs(story: GoldStory) -> Iterator[Pair]:
    found = [each for report in story.reports for each in _found(report)]
    for claim in sorted({claim for each in found for claim in each.stances}):
        for wording in _wordings(claim, found):
            held = frozenset(terms(wording))
            for each in found:
                if claim in each.stances and not points(each.saying):
                    yield Pair(wording, each.saying.read, MEANT[ANSWER[each.stances[claim]]])
            others = [each.saying for each in found if claim not in each.stances and each.stances]
            others.sort(key=lambda saying: -sum(map(weight, held & frozenset(terms(saying.read)))))
            yield from (Pair(wording, other.read, MEANT["other"]) for other in others[:OTHERS])


def _wordings(claim: int, found: Sequence[Marked]) -> list[str]:
    """Ways in which a claim was put, no two the same."""
    put = [
        bare(each.saying.statement.content.text)
        for each in found
        if each.stances.get(claim) == "supports" and not points(each.saying)
    ]
    return list(dict.fromkeys(put))[:WORDINGS]


def _found(report: Report) -> Iterator[Marked]:
    """The statements of a report, each with the mark that it shares most of its content with."""
    page = Page(
        origin=report.id,
        format="text",
        raw=report.text,
        id=report.id,
        outlet=report.outlet,
        published_at=report.published_at,
    )
    for saying in sayings(statements.find(article.extract(page))):
        best = max(report.marks, key=lambda mark: _shared(mark, saying), default=None)
        if best is not None and _shared(best, saying) >= 0.5:
            yield Marked(saying, {link.claim: link.stance for link in best.links})
        else:
            yield Marked(saying, {})


def _shared(mark: Mark, saying: Saying) -> float:
    """The part of the shorter of mark and content that both hold."""
    spans = saying.statement.content.spans
    both = sum(max(0, min(mark.span.end, each.end) - max(mark.span.start, each.start)) for each in spans)
    return both / min(_length(mark.span), sum(map(_length, spans)))


def _length(span: Span) -> int:
    return span.end - span.start
