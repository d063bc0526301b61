"""Who said what: claims down, sources across, in each cell how a source stands towards a claim, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.display.claim_words import KINDS, NOBODY
from onrecord.display.time_words import time_words
from onrecord.records import Account, Claim, Saying, Source, StanceKind

COLUMNS = 10
"""Sources that have a column of their own."""
_TURNS = 3  # of one source in one cell; more are counted
_NAMES = 8  # on one side of a claim; more are counted
OTHERS, UNNAMED = "other sources", "sources not named"


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as this page knows it: the same for all spellings. `key` is None for one without a name."""

    key: str | None
    name: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Turn:
    """How a source stands towards a claim from some time on: in which statement, by whom."""

    kind: StanceKind
    when: str
    statement: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column has on one claim: its turns, the last of them, or of many sources how many stand how.

    `earlier` are the turns before these. An empty cell is silence.
    """

    turns: tuple[Turn, ...]
    counts: tuple[tuple[StanceKind, int], ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class Side:
    """Those who stand towards a claim in one way, each once, in the order of saying; `more` are not named."""

    kind: StanceKind
    turns: tuple[Turn, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its cells, one for each column, and the same by side."""

    claim: Claim
    cells: tuple[Cell, ...]
    sides: tuple[Side, ...]
    sources: int
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A source, or `gathers` many of them."""

    name: str
    source: Source | None
    gathers: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """The claims that most sources speak to, and who they are.

    `found` claims answer what was asked, the rows are the first of them; of all `claims` of the account
    `disputed` are disputed, and `alone` stand on one source.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    found: int
    claims: int
    disputed: int
    alone: int


def matrix(account: Account, *, only_disputed: bool = False, rows: int = 15) -> Matrix:
    """The matrix of an account, of `rows` claims at most: those with most sources first."""
    voice = voices(account.sayings)
    turns = _turns(account, voice)
    disputed = {each.id for each in account.claims if any(turn.kind == "disputes" for turn in turns[each.id])}
    heard = {claim.id: len({_who(turn) for turn in turns[claim.id]}) for claim in account.claims}
    asked = [claim for claim in account.claims if claim.id in disputed or not only_disputed]
    asked.sort(key=lambda claim: (-heard[claim.id], claim.id not in disputed, -len(turns[claim.id])))
    shown = asked[:rows]
    keys, columns = _columns([turns[claim.id] for claim in shown])
    return Matrix(
        columns,
        tuple(
            Row(
                claim,
                _cells(turns[claim.id], keys, columns),
                _sides(turns[claim.id]),
                heard[claim.id],
                claim.id in disputed,
            )
            for claim in shown
        ),
        found=len(asked),
        claims=len(account.claims),
        disputed=len(disputed),
        alone=sum(count == 1 for count in heard.values()),
    )


def voices(sayings: Iterable[Saying]) -> Callable[[Source | None], Voice]:
    """Who a source is: its entity, or the one that its name has elsewhere in the story, or its name.

    A voice is called by the name that it has most often.
    """
    entities: defaultdict[str, set[str]] = defaultdict(set)
    known = [saying.statement.source for saying in sayings]
    for source in known:
        if source and source.name and source.entity:
            entities[source.name.casefold()].add(source.entity)

    def key(source: Source) -> str | None:
        name = (source.name or "").casefold()
        alike = entities.get(name, set())
        only = next(iter(alike)) if len(alike) == 1 else None
        return source.entity or only or (f"name {name}" if name else None)

    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Source] = {}
    for source in known:
        if source and (one := key(source)):
            names[one][source.name or source.text] += 1
            if one not in first or (source.entity and not first[one].entity):
                first[one] = source
    called = {one: max(counts, key=counts.__getitem__) for one, counts in names.items()}

    def voice(source: Source | None) -> Voice:
        if source is None:
            return Voice(None, NOBODY, None)
        one = key(source)
        if one is None or one not in called:
            return Voice(None, source.name or f"“{source.text}”", source)
        return Voice(one, called[one], first[one])

    return voice


def when(saying: Saying) -> str:
    """When it was said; where that is not known, that it was before the report came out."""
    if saying.statement.said_at:
        return time_words(saying.statement.said_at)
    return f"by {saying.published_at[:10]}" if saying.published_at else "undated"


def _turns(account: Account, voice: Callable[[Source | None], Voice]) -> Mapping[str, Sequence[Turn]]:
    """The stances of each claim in the order of saying, with who takes them."""
    sayings = {saying.statement.id: saying for saying in account.sayings}
    heard = {each: voice(saying.statement.source) for each, saying in sayings.items()}
    return {
        claim.id: [
            Turn(stance.kind, when(sayings[stance.statement]), stance.statement, heard[stance.statement])
            for stance in claim.stances
            if stance.statement in sayings
        ]
        for claim in account.claims
    }


def _who(turn: Turn) -> str:
    """One and the same for one source; who has no name goes by the words."""
    return turn.voice.key or f"words {turn.voice.name}"


def _columns(rows: Iterable[Sequence[Turn]]) -> tuple[dict[str, int], tuple[Column, ...]]:
    """The places of the sources that have a column, and the columns: those with most claims first."""
    claims: Counter[str] = Counter()
    found: dict[str, Voice] = {}
    unnamed: set[str] = set()
    for turns in rows:
        here = {_who(turn): turn.voice for turn in turns}
        unnamed |= {who for who, voice in here.items() if voice.key is None}
        named = {who: voice for who, voice in here.items() if voice.key is not None}
        claims.update(named.keys())
        found |= named
    ordered = sorted(found, key=lambda who: (-claims[who], found[who].name))
    # A column for "others" of one alone would be as wide as that one's.
    own = ordered if len(ordered) <= COLUMNS + 1 else ordered[:COLUMNS]
    columns = [Column(found[who].name, found[who].source) for who in own]
    if len(ordered) > len(own):
        columns.append(Column(OTHERS, None, len(ordered) - len(own)))
    if unnamed:
        columns.append(Column(UNNAMED, None, len(unnamed)))
    return {who: place for place, who in enumerate(own)}, tuple(columns)


def _cells(turns: Sequence[Turn], keys: Mapping[str, int], columns: Sequence[Column]) -> tuple[Cell, ...]:
    own: list[list[Turn]] = [[] for _ in columns]
    for turn in turns:
        last = len(columns) - 1
        others = last - 1 if columns[last].name == UNNAMED and columns[last].gathers else last
        own[keys.get(_who(turn), last if turn.voice.key is None else others)].append(turn)
    return tuple(_cell(some, column) for some, column in zip(own, columns, strict=True))


def _cell(turns: Sequence[Turn], column: Column) -> Cell:
    """One stance said again is one turn, with the time at which it was taken.

    Whoever takes a side somewhere is not told to mention the claim elsewhere.
    """
    if column.gathers:
        counts = Counter(turn.kind for turn in turns)
        return Cell((), tuple((kind, counts[kind]) for kind in KINDS if counts[kind]), 0)
    kept: list[Turn] = []
    for turn in [turn for turn in turns if turn.kind != "mentions"] or turns:
        if not kept or kept[-1].kind != turn.kind:
            kept.append(turn)
    return Cell(tuple(kept[-_TURNS:]), (), len(kept[:-_TURNS]))


def _sides(turns: Sequence[Turn]) -> tuple[Side, ...]:
    sides = []
    for kind in KINDS:
        here: dict[str, Turn] = {}
        for turn in turns:
            if turn.kind == kind:
                here.setdefault(_who(turn), turn)
        if here:
            some = tuple(here.values())
            sides.append(Side(kind, some[:_NAMES], len(some[_NAMES:])))
    return tuple(sides)
