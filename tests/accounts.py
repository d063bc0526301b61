"""An account made by hand: a story of three reports, a claim that is disputed, figures, a change of mind."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import (
    Account,
    Act,
    ChangeOfMind,
    Claim,
    Figure,
    Point,
    Saying,
    Series,
    Source,
    Span,
    Stance,
    StanceKind,
    Statement,
    Story,
    Words,
)

HOSTILE = "gate\x1b[31m\u202e held"


def said(
    name: str,
    content: str,
    *,
    who: str | None = "Ana Weller",
    article: str = "r1",
    said_at: str | None = "2024-05-14",
    published_at: str | None = "2024-05-14T09:00:00Z",
    outlet: str | None = "Else Courier",
    act: Act = "assert",
    **fields: object,
) -> Saying:
    """A statement with what its article tells of it; `fields` go into the statement."""
    source = Source((Span(0, 4),), who, name=who, role="harbour chief") if who else None
    statement = Statement(
        id=name,
        source=source,
        cue=Words((Span(5, 9),), "said"),
        content=Words((Span(10, 10 + len(content)),), content),
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=act,
        said_at=said_at,
    )
    return Saying(
        statement=replace(statement, **fields),  # type: ignore[arg-type]
        figures=(),
        article=article,
        published_at=published_at,
        outlet=outlet,
        sentence=f"{who} said {content}.",
        read=f"{who} said {content}",
        in_headline=False,
        vector=b"",
    )


def stance(claim: str, saying: Saying, kind: StanceKind = "supports", score: float = 0.9) -> Stance:
    """Where a statement stands to a claim."""
    return Stance(claim=claim, statement=saying.statement.id, article=saying.article, kind=kind, score=score)


def point(saying: Saying, low: float | None, high: float | None, text: str, **fields: object) -> Point:
    """A figure of a series."""
    source = saying.statement.source
    made = Point(
        article=saying.article,
        statement=saying.statement.id,
        low=low,
        high=high,
        approximate=False,
        unit=None,
        source=source.name if source else None,
        said_at=saying.statement.said_at,
        text=text,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


OPEN = said(
    "s1",
    "that the gate was open",
    ground=Words((Span(40, 55),), "citing the log"),
    event_times=("2024-05-13",),
)
CLOSED = said("s2", "that the gate was open", who="Seamen's Union", article="r2", said_at=None, act="deny")
SILENT = said(
    "s3", "to comment", who=None, article="r3", published_at=None, outlet=None, act="decline", said_at=None
)
COUNTED = replace(
    said("s4", "that about 212 people were aboard"),
    figures=(Figure(start=16, end=25, low=212, high=212, approximate=True, counted="people"),),
)
RECOUNTED = said(
    "s5", "that 240 people were aboard", who="Seamen's Union", article="r2", said_at="2024-05-20"
)
TAKEN_BACK = said("s6", "that the gate had been shut", article="r2", said_at="2024-05-15", act="deny")
ABOARD = Series(
    "people aboard",
    (point(COUNTED, 212, 212, "about 212", approximate=True), point(RECOUNTED, 240, 240, "240")),
    differ=True,
)
STORY = Story(
    id="s0123456789",
    title="Ferry sinks off Port Else",
    articles=("r1", "r2", "r3"),
    first_seen="2024-05-14T09:00:00Z",
    last_seen="2024-05-16",
    undated=1,
    outlets=("Else Courier", "Coast Post"),
    independent=2,
)
ACCOUNT = Account(
    story=STORY,
    claims=(
        Claim(
            id="c000000000a",
            story=STORY.id,
            text="the gate was open",
            statement="s1",
            stances=(
                stance("c000000000a", OPEN),
                stance("c000000000a", CLOSED, "disputes"),
                stance("c000000000a", TAKEN_BACK, "disputes"),
                stance("c000000000a", SILENT, "declines", 0.5),
            ),
        ),
        Claim(
            id="c000000000b",
            story=STORY.id,
            text="about 212 people were aboard",
            statement="s4",
            stances=(stance("c000000000b", COUNTED),),
            series=(ABOARD,),
        ),
    ),
    sayings=(OPEN, COUNTED, CLOSED, SILENT, TAKEN_BACK, RECOUNTED),
    changes=(ChangeOfMind(claim="c000000000a", earlier="s1", later="s6", why="reversed"),),
)
