"""Search: what was said, found by words and by facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from onrecord.desk import searches
from onrecord.desk.searches import NameTaken, Saved
from onrecord.ledger import facets, hits
from onrecord.ledger.ask import ask
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.web import asked as asking
from onrecord.web import downloads, search_view
from onrecord.web.access import Person, Reader, ReadStore
from onrecord.web.asked import Asked
from onrecord.web.plots.bars import bars
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)
ENTRIES = 25
"""Statements on a page."""
# Of these fields the address is rewritten while somebody types; of others each change is a step back.
_TYPED = frozenset({"words", "who"})
_MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be asked: the option, and what to write there."""

    option: str
    message: str


@router.get("/search")
def search(request: Request, store: ReadStore, person: Reader) -> Response:
    """What answers, with how it divides. Each state has one address, without the fields left empty."""
    asked = asking.read(request.query_params.multi_items()[:_MOST_FIELDS])
    response: Response
    if _is_part(request):
        response = _page(request, store, person, asked, "search_part.html")
        changed = "HX-Replace-Url" if request.headers.get("hx-trigger") in _TYPED else "HX-Push-Url"
        response.headers[changed] = asked.link
        response.status_code = 200  # of another status htmx would show nothing
    elif tuple(request.query_params.multi_items()) != asked.pairs:
        response = RedirectResponse(asked.link, 303)
    else:
        response = _page(request, store, person, asked)
    response.headers["Vary"] = "HX-Request"
    return response


@router.get("/search/download.{to}")
def download(request: Request, _person: Reader, to: downloads.To) -> StreamingResponse:
    """All that answers, as a file."""
    asked = asking.read(request.query_params.multi_items()[:_MOST_FIELDS]).without("after")
    try:
        # Lent no longer than it takes: the file may go to somebody who reads slowly.
        with request.app.state.explorer.stores.reading() as store:
            made = downloads.make(store, asked, asked.question(1), to)
    except downloads.Busy as error:
        retry = {"Retry-After": str(downloads.RETRY_SECONDS)}
        raise HTTPException(503, str(error), headers=retry) from error
    headers = {
        "Content-Disposition": f'attachment; filename="{downloads.file_name(asked, to)}"',
        "Content-Length": str(made.size),
        "X-Most-Statements": str(downloads.MOST_LINES),
    }
    return StreamingResponse(made.pieces(), media_type=downloads.TYPES[to], headers=headers)


@router.post("/search/save")
def save(
    request: Request,
    store: ReadStore,
    person: Reader,
    name: Annotated[str, Form()],
    query: Annotated[str, Form()] = "",
    replace: Annotated[bool, Form()] = False,
) -> Response:
    """Keep a search under a name; one of that name is replaced where that is said."""
    asked = _of_query(query)
    desk = request.app.state.explorer.desk
    try:
        asked.question(1)
        searches.save(desk, person.account, name, asked.query, replace=replace)
    except NameTaken as taken:
        response = _page(request, store, person, asked, taken=taken.saved)
        response.status_code = 409
        return response
    return RedirectResponse(asked.link, 303)


@router.post("/search/saved/{number}/rename")
def rename(
    request: Request,
    person: Reader,
    number: int,
    name: Annotated[str, Form()],
    query: Annotated[str, Form()] = "",
) -> Response:
    """Give a saved search another name."""
    searches.rename(request.app.state.explorer.desk, person.account, number, name)
    return RedirectResponse(_of_query(query).link, 303)


@router.post("/search/saved/{number}/delete")
def delete(request: Request, person: Reader, number: int, query: Annotated[str, Form()] = "") -> Response:
    """Let go of a saved search."""
    searches.delete(request.app.state.explorer.desk, person.account, number)
    return RedirectResponse(_of_query(query).link, 303)


def _is_part(request: Request) -> bool:
    """Whether htmx asks for the results alone; going back through its history it wants the whole page."""
    return "hx-request" in request.headers and "hx-history-restore-request" not in request.headers


def _of_query(query: str) -> Asked:
    """What was asked, from the part of an address: only a search can come of it."""
    return asking.read(parse_qsl(query, max_num_fields=_MOST_FIELDS)).without("after")


def _page(
    request: Request,
    store: Store,
    person: Person,
    asked: Asked,
    template: str = "search.html",
    taken: Saved | None = None,
) -> HTMLResponse:
    """The page, or the results alone; status 400 where it cannot be asked so."""
    told: dict[str, Any] = {}
    problem = None
    try:
        told = _told(store, asked)
    except QuestionError as error:
        problem = Problem(error.option, str(error))
    return page(
        request,
        template,
        person,
        status_code=400 if problem else 200,
        asked=asked,
        problem=problem,
        is_part=template != "search.html",
        told=told,
        saved=searches.saved(request.app.state.explorer.desk, person.account),
        taken=taken,
        lists=asking.LISTS,
        most_lines=downloads.MOST_LINES,
    )


def _told(store: Store, asked: Asked) -> dict[str, Any]:
    """What the results show. Raises QuestionError where it cannot be asked."""
    question = asked.question(ENTRIES)
    answer = ask(store, question)
    counted = facets.facets(store, question)
    entries = zip(answer.entries, hits.hits(answer.entries, question), strict=True)
    return {
        "answer": answer,
        "found": [search_view.found(entry, hit) for entry, hit in entries],
        "counted": counted,
        "facets": search_view.facet_list(asked, counted),
        "chips": search_view.chips(asked, _names(store, asked, counted)),
        "bars": bars(counted.times, "said"),
        "times": search_view.time_lines(asked, counted),
        "advice": () if answer.entries else search_view.advice(asked),
        "next": asked.having("after", answer.after).link if answer.after else None,
    }


def _names(store: Store, asked: Asked, counted: facets.Facets) -> dict[tuple[str, str], str]:
    """What people call the source and the story that are asked for by their keys."""
    source, story = asked.text("source"), asked.text("story")
    names = {("source", each.value): each.label for each in counted.sources}
    names |= {("story", each.value): each.label for each in counted.stories}
    if source and ("source", source) not in names:
        names["source", source] = facets.source_name(store, source) or source
    if story and ("story", story) not in names:
        names["story", story] = facets.story_title(store, story) or story
    return names
