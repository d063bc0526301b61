"""One statement: all that is known of it, and why."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.ledger.decisions import Decision, decisions
from onrecord.ledger.line_state import LineState, line_state
from onrecord.ledger.store import Store
from onrecord.web import links
from onrecord.web.access import Reader, ReadStore
from onrecord.web.rendering import page
from onrecord.web.statement_view import Detail, detail, title

router = APIRouter(include_in_schema=False)


@router.get("/statement/{number}")
def statement(request: Request, store: ReadStore, person: Reader, number: int) -> HTMLResponse:
    """A line of the ledger; to a page that asks for a part of itself, that part."""
    found = shown(store, line_state(store, number))
    is_part = "hx-request" in request.headers
    template = "statement_body.html" if is_part else "statement.html"
    answer = page(request, template, person, detail=found, title=title(found), in_panel=is_part)
    answer.headers["Vary"] = "HX-Request"
    entry = found.state.entry
    if urlsplit(request.headers.get("hx-current-url", "")).path == "/report":
        # What is open in the panel of a report can be sent as a link.
        answer.headers["HX-Replace-Url"] = links.report(entry.article, entry.version, number)
    return answer


def shown(store: Store, state: LineState) -> Detail:
    """What is shown of a line, with what people decided on it."""
    return detail(store, state, _said_of_it(decisions(store, state.entry.number)))


def _said_of_it(found: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """What the lines themselves do not tell: who accepted it, and what was noted."""
    return tuple(each for each in found if each.kind in ("accept", "note"))
