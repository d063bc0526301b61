"""A claim as its page shows it: who stands where, and in which words, in the order of saying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.claims.content import same_words
from onrecord.ledger import claim_decisions, positions
from onrecord.ledger.claim_decisions import ClaimDecision
from onrecord.ledger.entries import entries
from onrecord.ledger.positions import Position
from onrecord.ledger.store import Store
from onrecord.ledger.stories import NamedClaim
from onrecord.pipeline.one_claim import OneClaim, one_claim
from onrecord.records import Claim, Entry, Source, Span, StanceKind, Story
from onrecord.web import links
from onrecord.web.alignment import Budget
from onrecord.web.fragments import at_words
from onrecord.web.minds import TurnOfMind, turns_of_mind
from onrecord.web.story_figures import Figures, figures
from onrecord.web.wordings import Wording, first_wording, wording

ON_PAGE = 24
"""Appearances on one page; wire copies of one text are one."""
VOICES = 10
"""Sources that are named for each way of standing."""
_MINDS = 20
_COPIES = 12  # other outlets that are named for one appearance
_SERIES = 4
# The ways of standing in the order in which they are shown; who confirms supports as well.
_LABELS: tuple[tuple[str, StanceKind, str], ...] = (
    ("supports", "supports", "put it forward"),
    ("confirms", "supports", "confirm it"),
    ("disputes", "disputes", "dispute it"),
    ("non-denial", "non-denial", "do not deny it"),
    ("declines", "declines", "decline to say"),
    ("queries", "queries", "question it"),
    ("mentions", "mentions", "mention it"),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that stands somewhere: its first statement of this kind, and how many, copies counted once."""

    source: Source | None
    first: Position
    times: int


@dataclass(frozen=True, slots=True)
class Side:
    """Those who stand in one way, in the order of saying; `more` are not named."""

    name: str
    kind: StanceKind
    label: str
    voices: tuple[Voice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Copy:
    """The same words in another outlet: in a wire copy, or where the same text was met."""

    outlet: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """The claim in one report, at a `place` in the order of saying.

    `original` is the publisher's page, opened at the words.
    """

    place: int
    position: Position
    entry: Entry
    wording: Wording
    original: str | None
    copies: tuple[Copy, ...]
    more_copies: int


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the appearances are shown: `number` of `of` pages, appearances `first` to `last` of `all`."""

    number: int
    of: int
    first: int
    last: int
    all: int


@dataclass(frozen=True, slots=True)
class ClaimView:
    """All that the page shows. `made` is who put the claim forward first, None where nobody is on record.

    `opening` is the first appearance of all, which the wordings are compared with. `lines` are the positions
    by the keys of their statements; `more` lines are not read.
    """

    claim: Claim
    story: Story
    made: Position | None
    opening: Position
    copies: int
    statements: int
    outlets: int
    texts: int
    sides: tuple[Side, ...]
    appearances: tuple[Appearance, ...]
    page: Page
    figures: Figures
    minds: tuple[TurnOfMind, ...]
    more_minds: int
    lines: Mapping[str, Position]
    decisions: tuple[ClaimDecision, ...]
    more: int


def claim_view(store: Store, claim: NamedClaim, number: int = 1) -> ClaimView:
    """A claim with one page of its appearances. Raises LedgerError where it has none now."""
    told = one_claim(store, claim)
    held = list(told.positions.values())
    folded = _folded(held)
    page = _page(number, len(folded))
    made = next((each for each in held if each.stance.kind == "supports"), None)
    minds = turns_of_mind(told.account)
    return ClaimView(
        claim=told.claim,
        story=told.account.story,
        made=made,
        opening=held[0],
        copies=_copies_of(made, folded),
        statements=len(held) + told.more,
        outlets=len({each.saying.outlet for each in held} - {None}),
        texts=len({each.text for each in held}),
        sides=tuple(_sides(some[0] for some in folded)),
        appearances=_appearances(store, held[0], folded, page),
        page=page,
        figures=_figures(told),
        minds=minds[:_MINDS],
        more_minds=max(len(minds) - _MINDS, 0),
        lines=told.positions,
        decisions=claim_decisions.decisions(store, claim.key),
        more=told.more,
    )


def _figures(told: OneClaim) -> Figures:
    return figures(told.account, plots=_SERIES)


def _folded(held: Iterable[Position]) -> list[list[Position]]:
    """The positions in the order of saying; what copies of one text say in the same words stands together."""
    found: dict[tuple[object, ...], list[Position]] = {}
    for each in held:
        statement = each.saying.statement
        same = (each.text, same_words(statement.content.text), _who(statement.source), each.stance.kind)
        found.setdefault(same, []).append(each)
    return list(found.values())


def _copies_of(made: Position | None, folded: Iterable[Sequence[Position]]) -> int:
    """In how many other reports the words stand in which the claim was first made."""
    return next((len(some) - 1 for some in folded if made in some), 0)


def _page(number: int, count: int) -> Page:
    of = max(-(-count // ON_PAGE), 1)
    number = min(max(number, 1), of)
    first = (number - 1) * ON_PAGE
    return Page(number, of, first + 1, min(first + ON_PAGE, count), count)


def _sides(held: Iterable[Position]) -> Iterable[Side]:
    found: dict[str, dict[object, list[Position]]] = {}
    for each in held:
        statement = each.saying.statement
        is_confirmed = each.stance.kind == "supports" and statement.act == "confirm"
        name: str = "confirms" if is_confirmed else each.stance.kind
        found.setdefault(name, {}).setdefault(_who(statement.source), []).append(each)
    for way, kind, label in _LABELS:
        if way in found:
            some = list(found[way].values())
            voices = tuple(
                Voice(each[0].saying.statement.source, each[0], len(each)) for each in some[:VOICES]
            )
            yield Side(way, kind, label, voices, len(some) - len(voices))


def _who(source: Source | None) -> str | None:
    """One and the same for one source; who has no name goes by the words."""
    return source.entity or (source.name or source.text).casefold() if source else None


def _appearances(
    store: Store, opening: Position, folded: Sequence[Sequence[Position]], page: Page
) -> tuple[Appearance, ...]:
    shown = folded[page.first - 1 : page.last]
    with store.in_plain_words("read"):
        told = entries(store.connection, [some[0].number for some in shown])
        met = positions.printed(store.connection, {each.version_id for some in shown for each in some})
    budget, first = Budget(), opening.saying.statement.content.text
    found = []
    for place, (some, entry) in enumerate(zip(shown, told, strict=True), page.first):
        copies = list(_copies(some, met))
        found.append(
            Appearance(
                place=place,
                position=some[0],
                entry=entry,
                wording=_wording(some[0], opening, first, budget),
                original=_original(entry),
                copies=tuple(copies[:_COPIES]),
                more_copies=max(len(copies) - _COPIES, 0),
            )
        )
    return tuple(found)


def _wording(one: Position, opening: Position, first: str, budget: Budget) -> Wording:
    text = one.saying.statement.content.text
    return first_wording(text) if one is opening else wording(first, text, budget)


def _copies(some: Sequence[Position], met: Mapping[int, Sequence[positions.Printed]]) -> Iterable[Copy]:
    """The other outlets that print the same words, each once."""
    own = some[0].saying.outlet
    seen = {own}
    for each in some[1:]:
        yield Copy(each.saying.outlet, links.report(each.article, each.version, each.number))
        seen.add(each.saying.outlet)
    for each in some:
        for printed in met.get(each.version_id, ()):
            if printed.outlet not in seen:
                seen.add(printed.outlet)
                yield Copy(printed.outlet, links.report(each.article, each.version, each.number))


def _original(entry: Entry) -> str | None:
    """The publisher's page, opened at the words."""
    sentence, content = entry.sentence, entry.statement.content
    start, end = sentence.spans[0] if sentence.spans else (0, 0)
    inside = [
        Span(max(span.start - start, 0), min(span.end, end) - start)
        for span in content.spans
        if span.start < end and span.end > start
    ]
    return at_words(entry.url, sentence.text, inside)
