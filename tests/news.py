"""Lines of a ledger and changes made by hand, from sentences written for tests."""

from __future__ import annotations

from typing import Any

from onrecord.records import (
    Act,
    Change,
    ChangeKind,
    Entry,
    Pair,
    Source,
    SourceKind,
    Span,
    Statement,
    Words,
)


def line(
    number: int,
    content: str = "the lock is shut",
    *,
    who: str | None = "Ana Weller",
    cue: str = "said",
    written: str | None = None,
    act: Act = "assert",
    kind: SourceKind = "person",
    role: str | None = None,
    **fields: Any,
) -> Entry:
    """A line: `who` is the source's name, `written` its words where it has none; `fields` are an Entry's."""
    spoken = who or written or ""
    sentence = f"{spoken} {cue} {content}."
    start = len(spoken) + len(cue) + 2
    source = Source((Span(0, len(spoken)),), spoken, who, role, kind, who) if spoken else None
    statement = Statement(
        id=f"s{number}",
        source=source,
        cue=Words((Span(len(spoken) + 1, start - 1),), cue) if cue else None,
        content=Words((Span(start, start + len(content)),), content),
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=act,
    )
    known: dict[str, Any] = {
        "article": f"a{number}",
        "headline": None,
        "outlet": "Canal Courier",
        "url": f"https://courier.example/{number}",
        "published_at": "2024-05-14T18:30:00+02:00",
        **fields,
    }
    return Entry(
        number=number,
        statement=statement,
        figures=(),
        version=1,
        sentence=Words((Span(0, len(sentence)),), sentence),
        line=1,
        maker="test-1",
        recorded_at="2024-05-14T17:00:00Z",
        **known,
    )


def change(
    number: int,
    kind: ChangeKind = "claim",
    later: Entry | None = None,
    earlier: Entry | None = None,
    *,
    claim: str | None = "",
    what: str | None = None,
    was: str | None = None,
    now: str | None = None,
    **fields: Any,
) -> Change:
    """A change of one pair, each of its own claim, noticed a minute after the one before."""
    known: dict[str, Any] = {
        "story": "t1",
        "title": "Lock shut",
        "claim_text": earlier.statement.content.text if earlier else None,
        "article": f"a{number}",
        "at": f"2024-05-14T17:{number:02}:00Z",
        "recorded_at": f"2024-05-14T18:{number:02}:00Z",
        "is_late": False,
        "outlets": ("Canal Courier",),
        "pairs": (Pair(what=what or kind, earlier=earlier, later=later, was=was, now=now),),
        **fields,
    }
    return Change(
        number=number, id=f"x{number:012x}", kind=kind, claim=f"c{number}" if claim == "" else claim, **known
    )
