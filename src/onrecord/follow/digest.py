"""Changes of a topic as a digest: the most telling first, the rest by time; repeats and old ones counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from onrecord.records import Change, ChangeKind, Digest, Disputed, Entry, Pair

HEADLINES = 5
# A source against itself tells most, then sources against one another, then what was taken back or mended.
# Between "time" and "declines" stand first claims that several outlets carry.
_TELLING: tuple[ChangeKind | None, ...] = (
    "reversed",
    "disputes",
    "contradicts",
    "figure",
    "withdrawn",
    "corrected",
    "confirms",
    "time",
    None,
    "declines",
    "silent",
    "claim",
    "reworded",
)
_RANKS = {kind: place for place, kind in enumerate(_TELLING)}
# Sources of these kinds are told even where they have no name: "police", "the log of the harbour office".
_TOLD_WITHOUT_NAME = ("document", "group")


def digest(topic: str, changes: Sequence[Change], *, since: str, until: str) -> Digest:
    """Put the changes of a topic in order; the same whatever the order in which they are given.

    Late changes are counted and not told. Headlines are the most telling: `reversed`, `disputes`,
    `contradicts`, `figure`, `withdrawn`, `corrected`, `confirms`, `time`, `claim` in several outlets,
    `declines`, `silent`, `claim` in one outlet, `reworded`; among equals what more outlets carry, then the
    newer (the older may be overtaken), then by id. No two are of one claim unless nothing else is left.
    All other lists are by time, `said` by source and time. A dispute is told with all lines of its claim
    that the changes bring.
    """
    news, late = _parted(changes)
    headlines = _headlines(news)
    told = {change.id for change in headlines}
    repeating = [change for change in news if change.repeats]
    return Digest(
        topic=topic,
        since=since,
        until=until,
        headlines=headlines,
        changes=tuple(change for change in news if change.id not in told),
        said=_said(news),
        figures=tuple(filter(_is_of_figure, news)),
        disputes=tuple(_disputes(news)),
        unknown=tuple(filter(_is_unknown, news)),
        repeated=sum(change.repeats for change in repeating),
        outlets=len({outlet for change in repeating for outlet in _repeating_outlets(change)}),
        late=late,
    )


def _parted(changes: Iterable[Change]) -> tuple[list[Change], int]:
    """The news, each once, by time, and how many changes are late."""
    once = {change.id: change for change in sorted(changes, key=lambda change: (change.number, change.at))}
    news = [change for change in once.values() if not change.is_late]
    return sorted(news, key=_by_time), len(once) - len(news)


def _by_time(change: Change) -> tuple[str, int, str]:
    return change.at, change.number, change.id


def _headlines(news: Sequence[Change]) -> tuple[Change, ...]:
    ordered = sorted(news, key=lambda change: change.id)
    ordered.sort(key=lambda change: change.at, reverse=True)
    ordered.sort(key=lambda change: (_rank(change), -len(change.outlets)))
    claims: set[str] = set()
    first: list[Change] = []
    others: list[Change] = []
    for change in ordered:
        (others if change.claim in claims else first).append(change)
        claims |= {change.claim} if change.claim else set()
    picked = (first + others)[:HEADLINES]
    return tuple(change for change in ordered if change in picked)


def _rank(change: Change) -> int:
    if change.kind == "claim" and len(change.outlets) > 1:
        return _RANKS[None]
    return _RANKS[change.kind]


def _repeating_outlets(change: Change) -> tuple[str, ...]:
    return change.outlets[1:] or change.outlets


def _is_of_figure(change: Change) -> bool:
    if change.kind == "corrected":
        return any(pair.what == "figure" for pair in change.pairs)
    return change.kind in ("figure", "contradicts")


def _is_unknown(change: Change) -> bool:
    if change.kind == "claim":
        return bool(change.pairs) and not _is_told(change.pairs[0].later)
    return change.kind in ("declines", "silent")


def _is_told(entry: Entry | None) -> bool:
    """Whether a reader can tell who says it."""
    source = entry.statement.source if entry else None
    return source is not None and (source.name is not None or source.kind in _TOLD_WITHOUT_NAME)


def _said(news: Iterable[Change]) -> tuple[Entry, ...]:
    told: dict[int, tuple[str, Entry]] = {}
    for change in news:
        for pair in change.pairs:
            if pair.later:
                told.setdefault(pair.later.number, (change.at, pair.later))
    names = _names(entry for _, entry in told.values())
    ordered = sorted(told.values(), key=lambda one: (*_source_key(one[1], names), one[0], one[1].number))
    return tuple(entry for _, entry in ordered)


def _names(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The fullest name of each entity: reports name one source in several ways."""
    names: dict[str, str] = {}
    for entry in entries:
        source = entry.statement.source
        if source and source.entity and source.name:
            known = names.get(source.entity, "")
            names[source.entity] = min(known, source.name, key=lambda name: (-len(name), name))
    return names


def _source_key(entry: Entry, names: Mapping[str, str]) -> tuple[int, str, str]:
    """Those with a name by name, then those without by their words, then lines that credit nobody."""
    source = entry.statement.source
    if source is None:
        return 2, "", ""
    name = names.get(source.entity or "", source.name or "")
    if not name:
        return 1, source.text.casefold(), source.entity or ""
    return 0, name.casefold(), source.entity or ""


def _disputes(news: Sequence[Change]) -> Iterator[Disputed]:
    """Each claim that is disputed now, in the order in which the disputes came."""
    disputed = [change.claim for change in news if change.kind == "disputes" and change.claim]
    for claim in dict.fromkeys(disputed):
        of_claim = [change for change in news if change.claim == claim]
        first = next(change for change in of_claim if change.kind == "disputes")
        holds = _laters(of_claim, "claim", "confirms") + _held(of_claim)
        text = first.claim_text or (holds[0].statement.content.text if holds else "")
        yield Disputed(
            claim=claim,
            text=text,
            holds=_in_time(holds),
            disputes=_in_time(_laters(of_claim, "disputes")),
            declines=_in_time(_laters(of_claim, "declines", "silent")),
        )


def _pairs(changes: Iterable[Change], *kinds: ChangeKind) -> Iterator[Pair]:
    for change in changes:
        if change.kind in kinds:
            yield from change.pairs


def _laters(changes: Iterable[Change], *kinds: ChangeKind) -> list[Entry]:
    return [pair.later for pair in _pairs(changes, *kinds) if pair.later]


def _held(changes: Iterable[Change]) -> list[Entry]:
    """The lines that others answer: the claim in its clearest wording."""
    answers = _pairs(changes, "confirms", "disputes", "declines", "silent")
    return [pair.earlier for pair in answers if pair.earlier]


def _in_time(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    once = {entry.number: entry for entry in entries}
    return tuple(sorted(once.values(), key=lambda entry: (_moment(entry), entry.number)))


def _moment(entry: Entry) -> datetime:
    """When it was published, as far as that can be told, else when it was written down."""
    for written in (entry.published_at, entry.recorded_at):
        try:
            moment = datetime.fromisoformat(written or "")
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return datetime.min.replace(tzinfo=UTC)
