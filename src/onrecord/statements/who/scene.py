"""What the resolver knows of an article at each point: its tokens, names, entities, and who spoke so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.records import Article, SourceKind, Span, Statement
from onrecord.sentences import sentences
from onrecord.statements.quotes import quoted
from onrecord.statements.who.entities import Entities, Entity
from onrecord.statements.who.name import Name
from onrecord.statements.who.names import names
from onrecord.statements.who.phrases import Phrase
from onrecord.statements.who.tokens import Tokens

NEARBY = 600


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is. `entity` is None for who has no name; `plural` for more than one."""

    kind: SourceKind
    name: str | None = None
    role: str = ""
    entity: Entity | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One source resolved: where it stands (token), by whom, with which words; `inner` within a content."""

    at: int
    resolved: Resolved
    phrase: Phrase
    inner: bool


@dataclass(slots=True)
class Scene:
    """An article as the resolver reads it."""

    tokens: Tokens
    names: list[Name]
    entities: Entities
    authors: tuple[str, ...]
    outlet: str | None
    turns: list[Turn] = field(default_factory=list)
    holders: dict[int, Entity | None] = field(default_factory=dict)
    _sentence_starts: list[int] = field(default_factory=list)
    _paragraph_starts: list[int] = field(default_factory=list)
    _quoted: list[Span] = field(default_factory=list)
    _by_token: dict[int, Name] = field(default_factory=dict)
    _people: frozenset[int] = frozenset()

    @classmethod
    def of(cls, article: Article, statements: Sequence[Statement]) -> Scene:
        """Read an article. The sources tell the name finder which names act."""
        spans = sentences(article)
        tokens = Tokens(article.text, spans)
        found = names(tokens, [tokens.within(*span) for span in spans])
        starts = {tokens.within(*one.source.spans[0]).start for one in statements if one.source}
        sources = {name.first for name in found if name.title in starts or name.first in starts}
        scene = cls(tokens, found, Entities(tokens, found, sources), article.authors, article.outlet)
        paragraphs = [Span(part.start, part.end) for part in article.parts]
        scene._sentence_starts = sorted({tokens.within(start, end).start for start, end in spans})
        scene._paragraph_starts = sorted({tokens.within(start, end).start for start, end in paragraphs})
        scene._quoted = sorted(quoted(article.text, paragraphs)) if paragraphs else []
        scene._by_token = {name.title: name for name in found} | {name.first: name for name in found}
        of = scene.entities.of
        scene._people = frozenset(name.first for name in found if (one := of(name)) and one.kind == "person")
        return scene

    def holder(self, phrase: Phrase) -> Entity | None:
        """Whose the one described is: "his wife", "Halloran's wife"."""
        if isinstance(phrase.owner, Name):
            return self.entities.of(phrase.owner)
        return self.holders.get(phrase.first)

    @property
    def people(self) -> frozenset[int]:
        """The tokens that the names of people begin at."""
        return self._people

    @property
    def by_token(self) -> dict[int, Name]:
        """The names by the tokens that they, or their titles, begin at."""
        return self._by_token

    def sentence(self, at: int) -> int:
        """The number of the sentence of a token."""
        return bisect_right(self._sentence_starts, at) - 1

    def sentence_start(self, at: int) -> int:
        """The first token of the sentence of a token."""
        number = self.sentence(at)
        return self._sentence_starts[number] if number >= 0 else 0

    def paragraph(self, at: int) -> int:
        """The number of the paragraph of a token."""
        return bisect_right(self._paragraph_starts, at) - 1

    def is_quoted(self, at: int) -> bool:
        """Whether a token stands in quotation marks."""
        start = self.tokens[at].start
        place = bisect_right(self._quoted, start, key=lambda span: span.start) - 1
        return place >= 0 and start < self._quoted[place].end

    def nearby(self, at: int) -> list[Entity]:
        """The entities named or speaking in the last `NEARBY` tokens, and who spoke last however long ago."""
        low = bisect_left(self.names, at - NEARBY, key=lambda name: name.first)
        high = bisect_left(self.names, at, key=lambda name: name.first)
        found = (self.entities.of(name) for name in self.names[low:high])
        spoke = (turn.resolved.entity for turn in self.last_turns(at))
        return list(dict.fromkeys(entity for entity in (*found, *spoke) if entity))

    def enter(self, turn: Turn) -> None:
        """Add a resolved source; turns stay in the order of the text."""
        insort(self.turns, turn, key=lambda one: one.at)

    def around(self, at: int) -> Turn | None:
        """Who speaks the quotation around a token: the nearest turn in its paragraph, outside of quotes."""
        paragraph = self.paragraph(at)
        place = bisect_left(self.turns, at, key=lambda turn: turn.at)
        near = [
            turn for turn in self.turns[max(0, place - 4) : place + 4] if not turn.inner and turn.at != at
        ]
        near = [turn for turn in near if self.paragraph(turn.at) == paragraph and not self.is_quoted(turn.at)]
        return min(near, key=lambda turn: abs(turn.at - at), default=None)

    def last_turns(self, at: int, count: int = 4) -> list[Turn]:
        """The last outer sources before a token, the latest first."""
        found: list[Turn] = []
        for turn in reversed(self.turns):
            if not turn.inner and turn.at < at:
                found.append(turn)
                if len(found) == count:
                    break
        return found
