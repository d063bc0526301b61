"""Readings made by hand: an article's text, and statements named by the words that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from onrecord.records import (
    Article,
    Dateline,
    Figure,
    Furniture,
    FurnitureKind,
    Part,
    PartKind,
    Place,
    Quotation,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    Timex,
    Words,
)

Words_ = str | Sequence[str] | None
"""The words of a role: one piece, several pieces in the order of the text, or none."""


def article_of(text: str, *, id: str = "a", headline: str | None = None) -> Article:  # noqa: A002
    """An article of which nothing but its text is known."""
    return Article(
        id=id,
        headline=headline,
        language="en",
        text=text,
        parts=(Part(0, len(text), "body"),) if text else (),
    )


class Who(NamedTuple):
    """Who a source is."""

    name: str | None = None
    role: str | None = None
    kind: SourceKind | None = None
    entity: str | None = None


@dataclass
class Builder:
    """Collects statements about one article."""

    article: Article
    statements: list[Statement] = field(default_factory=list)
    timexes: list[Timex] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def say(
        self,
        content: str | Sequence[str],
        *,
        source: Words_ = None,
        cue: Words_ = None,
        quotation: Quotation = "indirect",
        within: Statement | None = None,
        score: float = 0.9,
        near: str = "",
        who: Who | None = None,
        **fields: Any,
    ) -> Statement:
        """Add a statement; words are looked for from where `near` stands in the text.

        It is an assertion that asserts, unless `fields`, which go into the record, say otherwise.
        """
        start = self.article.text.index(near)
        words = self.words(content, start)
        said = self.words(source, start)
        assert words is not None
        statement = Statement(
            id=f"s{len(self.statements)}",
            source=Source(said.spans, said.text, *(who or ())) if said else None,
            cue=self.words(cue, start),
            content=words,
            quotation=quotation,
            within=within.id if within else None,
            score=score,
            **{"type": "assertion", "act": "assert", **fields},
        )
        self.statements.append(statement)
        return statement

    def reading(self) -> Reading:
        """The article with its statements."""
        return Reading(
            article=self.article,
            statements=tuple(self.statements),
            model="test-1",
            timexes=tuple(self.timexes),
            figures=tuple(self.figures),
        )

    def time(self, words: str, value: str | None, **fields: Any) -> None:
        """Add a time expression."""
        at = self.article.text.index(words)
        self.timexes.append(Timex(start=at, end=at + len(words), type="DATE", value=value, **fields))

    def count(self, words: str, low: float | None, high: float | None, **fields: Any) -> int:
        """Add a figure and return its place."""
        at = self.article.text.index(words)
        self.figures.append(Figure(start=at, end=at + len(words), low=low, high=high, **fields))
        return len(self.figures) - 1

    def words(self, pieces: Words_, start: int = 0) -> Words | None:
        """The words as they stand in the text, the first from `start` on."""
        if pieces is None:
            return None
        spans = []
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            at = self.article.text.index(piece, start)
            spans.append(Span(at, at + len(piece)))
            start = at + len(piece)
        return Words(tuple(spans), " ".join(self.article.text[a:b] for a, b in spans))


def part(text: str, words: str, kind: PartKind) -> Part:
    """The part of a text that these words are."""
    return Part(text.index(words), text.index(words) + len(words), kind)


def aside(text: str, words: str, kind: FurnitureKind) -> Furniture:
    """The furniture that these words are."""
    return Furniture(text.index(words), text.index(words) + len(words), kind)


FERRY = """\
Harbour chief says ferry was overloaded, union disputes it
Sign up now: the morning letter
Harbour chief Ana Weller called the sinking "a tragedy that could have been avoided".
PHOTO: BALTIC PICTURES
PORT ELSE - Harbour chief Ana Weller said on Tuesday that the ferry Marit carried 212 passengers, \
citing the boarding log.
“We counted them twice,” she said. “The ship was licensed for 180.”
According to the seamen's union, Weller told its members in May that the log was unreliable.
The owner did not deny that the licence had lapsed.
Rescue work would go on through the night. BALTIC NEWS
"""


def ferry() -> Reading:
    """A report with all there is: furniture, a caption, pieces, a statement in a statement."""
    article = replace(
        article_of(FERRY, id="ferry"),
        url="https://example.org/ferry",
        outlet="The Else Courier",
        headline="Harbour chief says ferry was overloaded, union disputes it",
        authors=("Ida Berg",),
        agencies=("Baltic News",),
        dateline=Dateline("PORT ELSE", FERRY.index("PORT ELSE"), FERRY.index("PORT ELSE") + 9),
        published_at="2024-05-14",
        published_from="text",
        parts=(
            part(FERRY, "Harbour chief says ferry was overloaded, union disputes it", "headline"),
            part(FERRY, FERRY.splitlines()[2], "caption"),
            part(FERRY, FERRY[FERRY.index("PORT ELSE -") : FERRY.index(" BALTIC NEWS")], "body"),
        ),
        furniture=(
            aside(FERRY, "Sign up now: the morning letter", "sign-up"),
            aside(FERRY, "PHOTO: BALTIC PICTURES", "photo-credit"),
            aside(FERRY, "BALTIC NEWS", "credit-line"),
        ),
    )
    built = Builder(article)
    built.time("Tuesday", "2024-05-14", begin="2024-05-14", finish="2024-05-14")
    built.time("May", "2024-05", begin="2024-05-01", finish="2024-05-31")
    carried = built.count("212", 212, 212, counted="passengers")
    licensed = built.count("180", 180, 180, part_of=carried)
    _say_all(built, carried, licensed)
    return built.reading()


WELLER = Who("Ana Weller", "Harbour chief", "person", "weller-1")
UNION = Who("seamen's union", None, "organisation", "union-1")


def _say_all(built: Builder, carried: int, licensed: int) -> None:
    built.say("ferry was overloaded", source="Harbour chief", cue="says", score=0.97, who=WELLER)
    built.say(
        'the sinking "a tragedy that could have been avoided"',
        source="Harbour chief Ana Weller",
        cue="called",
        quotation="mixed",
        score=0.91,
        who=WELLER,
        certainty="possible",
    )
    built.say(
        "the ferry Marit carried 212 passengers",
        source="Harbour chief Ana Weller",
        cue=("said", "that"),
        score=0.98,
        near="PORT ELSE",
        who=WELLER,
        certainty="certain",
        said_at="2024-05-14",
        ground=built.words("citing the boarding log"),
        figures=(carried,),
    )
    built.say(
        ("“We counted them twice,”", "“The ship was licensed for 180.”"),
        source="she",
        cue="said",
        quotation="direct",
        score=0.99,
        near="“We",
        who=WELLER,
        act="confirm",
        figures=(licensed,),
    )
    told = "Weller told its members in May that the log was unreliable"
    outer = built.say(
        told,
        source="the seamen's union",
        cue="According to",
        score=0.95,
        who=UNION,
        certainty="certain",
        event_times=("2024-05",),
        places=(Place((Span(*_first(FERRY, "PORT ELSE")),), "Port Else"),),
    )
    built.say(
        "the log was unreliable",
        source="Weller",
        cue="told",
        within=outer,
        score=0.62,
        near=told,
        who=WELLER,
        said_at="2024-05",
        channel=built.words("its members"),
        polarity="negated",
    )
    built.say(
        "the licence had lapsed",
        source="The owner",
        cue="did not deny",
        score=0.55,
        who=Who(kind="unnamed"),
        act="non-denial",
    )
    built.say("Rescue work would go on through the night", score=0.31, type="belief", act="predict")


def _first(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)
