"""Things to export: a report made by hand, and any that Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import get_args

from hypothesis import strategies as st

from onrecord.ledger.export import Appearance, Exported, Facts
from onrecord.records import (
    Act,
    Article,
    Dateline,
    Entry,
    Figure,
    Furniture,
    Part,
    Place,
    Quotation,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementType,
    Timex,
    Words,
)

FACTS = Facts(
    program="1.2.3", ledger="harbour.db", moment="2026-05-14T10:00:00.000000Z", question="| `who`: weller"
)
TEXT = (
    "Harbour chief says the ferry was overloaded\r\n\r\n"
    "Harbour chief Ana Weller said on Tuesday 🚢 that the ferry carried\n212 passengers.\r\n"
    "“We counted them twice,” she said. “The ship was licensed for 180.”\r\n"
    "The owner denied that he kne\u0301w of it. =SUM(1) wrote a clerk.\r\n"
)


def words(text: str, *pieces: str) -> Words:
    """The words as they stand in the text, one piece behind the other."""
    spans, at = [], 0
    for piece in pieces:
        at = text.index(piece, at)
        spans.append(Span(at, at + len(piece)))
    return Words(tuple(spans), " ".join(pieces))


def source(text: str, piece: str, **who: str) -> Source:
    """A source as it stands in the text."""
    said = words(text, piece)
    return Source(said.spans, said.text, **who)  # type: ignore[arg-type]


def entry(number: int, statement: Statement, article: Article, **fields: object) -> Entry:
    """A line of the ledger."""
    told = Entry(
        number=number,
        statement=statement,
        figures=(),
        article="ferry-1",
        version=1,
        headline=article.headline,
        outlet=article.outlet,
        url=article.url,
        published_at=article.published_at,
        sentence=statement.content,
        line=1,
        maker="model-7",
        recorded_at="2026-05-14T09:00:00.000001Z",
    )
    return replace(told, **fields)  # type: ignore[arg-type]


def ferry() -> Exported:
    """A report with all there is: pieces, a denial, a statement by a person, a formula for a spreadsheet."""
    article = Article(
        id="ferry-1",
        text=TEXT,
        url="https://example.org/ferry?a=1&b=ü",
        outlet="The Else Courier",
        headline="Harbour chief says the ferry was overloaded",
        authors=("Ida Berg",),
        agencies=("Baltic News",),
        dateline=None,
        published_at="2026-05-14T08:30:00+02:00",
        published_from="meta",
        language="en",
        parts=(Part(0, 43, "headline"),),
        furniture=(Furniture(len(TEXT) - 2, len(TEXT), "notice"),),
    )
    weller = {"name": "Ana Weller", "role": "Harbour chief", "kind": "person", "entity": "weller-1"}
    at = TEXT.index("212")
    passengers = Figure(start=at, end=at + 3, low=212, high=212, counted="passengers")
    at = TEXT.index("180")
    licensed = Figure(start=at, end=at + 3, low=180, high=180, part_of=0)
    carried = Statement(
        id="s1",
        source=source(TEXT, "Harbour chief Ana Weller", **weller),
        cue=words(TEXT, "said"),
        content=words(TEXT, "the ferry carried\n212 passengers"),
        quotation="indirect",
        within=None,
        score=0.93,
        type="assertion",
        act="assert",
        certainty="certain",
        said_at="2026-05-12",
        event_times=("2026-05-12", "2026-W20"),
        places=(Place((Span(0, 7),), "Port Else"),),
        figures=(0,),
    )
    counted = Statement(
        id="s2",
        source=source(TEXT, "she", **weller),
        cue=words(TEXT, "she said"),
        content=words(TEXT, "“We counted them twice,”", "“The ship was licensed for 180.”"),
        quotation="direct",
        within=None,
        score=0.99,
        type="assertion",
        act="assert",
        figures=(1,),
    )
    denied = Statement(
        id="s3",
        source=source(TEXT, "The owner", kind="unnamed"),
        cue=words(TEXT, "denied"),
        content=words(TEXT, "that he kne\u0301w of it"),
        quotation="indirect",
        within="s2",
        score=0.5,
        type="assertion",
        act="deny",
    )
    formula = Statement(
        id="s4",
        source=None,
        cue=None,
        content=words(TEXT, "=SUM(1)"),
        quotation="indirect",
        within=None,
        score=0.1,
        type="other",
    )
    both = {"figures": (passengers, licensed)}
    return Exported(
        article=article,
        key="ferry-1",
        version=1,
        model="model-7",
        entries=(
            entry(1, carried, article, **both),
            entry(2, counted, article, **both),
            entry(3, denied, article, maker="Kai Noor", replaces=1),
            entry(4, formula, article),
        ),
        timexes=(Timex(start=50, end=57, type="DATE", value="2026-05-12", begin="2026-05-12"),),
        figures=(passengers, licensed),
        appearances=(
            Appearance(
                outlet="The Else Courier",
                headline="Harbour chief says the ferry was overloaded",
                url=article.url,
                archive_url="https://archive.example/1",
                published_at="2026-05-14T08:30:00+02:00",
                fetched_at="2026-05-14T09:00:00Z",
                page_hash="ab" * 32,
            ),
            Appearance(outlet="Baltic Post", published_at="2026-05-15"),
        ),
        by_hand=frozenset({3}),
    )


# Half characters, marks that combine, emoji of two code units, ends of lines of all sorts, formulas, quotes.
_NASTY = st.sampled_from(
    [
        *("\r\n", "\r", "\n", "\t", "\0", "\x07", "\x1b", "\x85", "\u2028", "\ufeff", "\ufffe"),
        *("\ud83d", "\udc00", "🚢", "👩‍🚀", "e\u0301", "\u0301", "\u202e", " ", "said", "12"),
        *("=", "+1", "-", "@", "'", '"', "“", "”", ",", ";", "_x0041_", "#N/A", "\\", "|", "`"),
    ]
)
texts = st.lists(_NASTY | st.characters(), min_size=1, max_size=30).map("".join)
_maybe = st.none() | texts


@st.composite
def _words(draw: st.DrawFn, text: str) -> Words:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    ends = draw(cuts)
    spans = tuple(Span(*pair) for pair in list(pairwise(ends))[::2])
    return Words(spans, " ".join(text[start:end] for start, end in spans))


@st.composite
def _sources(draw: st.DrawFn, text: str) -> Source:
    said = draw(_words(text))
    kind = draw(st.none() | st.sampled_from(get_args(SourceKind)))
    return Source(said.spans, said.text, draw(_maybe), draw(_maybe), kind, draw(_maybe))


@st.composite
def _statements(draw: st.DrawFn, text: str, name: str, figures: int) -> Statement:
    optional = st.none() | _words(text)
    spans = draw(_words(text)).spans
    return Statement(
        id=name,
        source=draw(st.none() | _sources(text)),
        cue=draw(optional),
        content=draw(_words(text)),
        quotation=draw(st.sampled_from(get_args(Quotation))),
        within=draw(st.none() | st.sampled_from(["s0", "s1"])),
        score=draw(st.floats(0, 1)),
        type=draw(st.sampled_from(get_args(StatementType))),
        act=draw(st.none() | st.sampled_from(get_args(Act))),
        said_at=draw(st.none() | st.sampled_from(["2024-10-25", "XXXX-10-25", "2024-W43", "PAST_REF"])),
        event_times=tuple(draw(st.lists(st.sampled_from(["2024", "2024-01-01/2024-02"]), max_size=2))),
        channel=draw(optional),
        ground=draw(optional),
        places=tuple(Place(spans, name) for name in draw(st.lists(texts, max_size=2))),
        figures=tuple(draw(st.lists(st.integers(0, figures - 1), max_size=2))) if figures else (),
    )


@st.composite
def _figures(draw: st.DrawFn, text: str) -> Figure:
    spans = draw(_words(text)).spans
    bound = st.none() | st.integers(0, 10**18) | st.floats(allow_nan=False)
    return Figure(
        start=spans[0].start,
        end=spans[0].end,
        low=draw(bound),
        high=draw(bound),
        unit=draw(_maybe),
        counted=draw(_maybe),
    )


@st.composite
def exports(draw: st.DrawFn) -> Exported:
    """An article of anything, with statements anywhere in it."""
    text = draw(texts.filter(lambda text: len(text) > 1))
    # The figures of a reading stand in different places.
    found = draw(st.lists(_figures(text), max_size=3, unique_by=lambda figure: (figure.start, figure.end)))
    article = Article(
        id=draw(texts),
        text=text,
        url=draw(_maybe | st.just("https://example.org/ü?q=1")),
        outlet=draw(_maybe),
        headline=draw(_maybe),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        dateline=draw(st.none() | st.just(Dateline("Else", 0, 1))),
        published_at=draw(st.none() | st.sampled_from(["2024-10-25", "2024-10-25T20:11:00+08:00"])),
        language=draw(st.none() | st.sampled_from(["en", "de", "qq"])),
        parts=(Part(0, len(text), "body"),),
    )
    count = draw(st.integers(0, 3))
    statements = [draw(_statements(text, f"s{place}", len(found))) for place in range(count)]
    return Exported(
        article=article,
        key=draw(texts),
        version=draw(st.integers(1, 3)),
        model=draw(texts),
        entries=tuple(
            entry(number, statement, article, figures=tuple(found), maker=draw(texts), line=number)
            for number, statement in enumerate(statements, start=1)
        ),
        figures=tuple(found),
        appearances=tuple(
            draw(st.lists(st.just(Appearance(page_hash="0" * 64, outlet="A | B")), max_size=2))
        ),
        by_hand=draw(st.sampled_from([frozenset(), frozenset({1})])),
    )
