"""Statements: the lines of the ledger, found by words and facts."""

from __future__ import annotations

from fastapi import Request
from typing_extensions import TypedDict

from onrecord.display.entry_json import EntryJson, describe
from onrecord.ledger.ask import ask
from onrecord.ledger.entries import entry
from onrecord.ledger.question import OPTIONS, QuestionError, read
from onrecord.web.access import Reader, ReadStore
from onrecord.web.api.answers import MOST, make_router

router = make_router("statements")


class EntriesJson(TypedDict):
    """Entries in the order asked for; `after` goes on behind them, null where there are no more.

    `outlets` counts the outlets in which these appeared, `texts` the independent texts that they stand in.
    """

    entries: list[EntryJson]
    after: str | None
    outlets: int
    texts: int


_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "schema": {"type": "string", "maxLength": 5000},
        "description": f"As `onrecord ask --{name}`." if name != "words" else "Words to be found.",
    }
    for name in OPTIONS
]


@router.get("/statements", openapi_extra={"parameters": _PARAMETERS})
def find_statements(request: Request, store: ReadStore, _person: Reader) -> EntriesJson:
    """The lines that answer a question, the newest first. Options are those of `onrecord ask`."""
    asked = [(name, text) for name, text in request.query_params.multi_items() if text.strip()]
    for name, text in asked:
        if name == "limit" and text.isdecimal() and int(text[:9]) > MOST:
            raise QuestionError("limit", f"{text[:9]} are too many at once", str(MOST))
    answer = ask(store, read(asked))
    return {
        "entries": [describe(entry) for entry in answer.entries],
        "after": answer.after,
        "outlets": answer.outlets,
        "texts": answer.texts,
    }


@router.get("/statements/{number}")
def statement(number: int, store: ReadStore, _person: Reader) -> EntryJson:
    """The line of a number, be it current or not: `replaced_at` tells."""
    return describe(entry(store, number))
