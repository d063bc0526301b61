"""Hooks: programs elsewhere that are told of each change of a topic."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk import hooks
from onrecord.desk import topics as desk_topics
from onrecord.desk.file import DeskError
from onrecord.desk.hooks import Hook
from onrecord.ledger import changes
from onrecord.web.access import Admin, Person, ReadStore
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

_Text = Annotated[str, Form(max_length=4_000)]


@router.get("/hooks")
def listed(request: Request, person: Admin) -> HTMLResponse:
    """The hooks with how they do."""
    return _list(request, person)


@router.post("/hooks")
def add(request: Request, store: ReadStore, person: Admin, topic: _Text = "", url: _Text = "") -> Response:
    """Tell an address from now on; the secret that it checks our word by is shown this once."""
    desk = request.app.state.explorer.desk
    try:
        made = hooks.add(desk, desk_topics.find(desk, topic).number, url, changes.last(store))
    except DeskError as error:
        told = str(error)
        return _list(request, person, wrong=f"{told[:1].upper()}{told[1:]}.", topic=topic, url=url)
    response = _list(request, person, made=made)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/hooks/{number}/remove")
def remove(request: Request, _person: Admin, number: int) -> Response:
    """Tell an address no more."""
    hooks.remove(request.app.state.explorer.desk, number)
    return RedirectResponse("/hooks", 303)


@router.post("/hooks/{number}/pause")
def pause(request: Request, person: Admin, number: int) -> Response:
    """Tell an address nothing for now; what comes meanwhile is told when it goes on."""
    hooks.pause(request.app.state.explorer.desk, number, f"paused by {person.name}")
    return RedirectResponse("/hooks", 303)


@router.post("/hooks/{number}/resume")
def resume(request: Request, _person: Admin, number: int) -> Response:
    """Let an address be told again, from where it stopped."""
    hooks.resume(request.app.state.explorer.desk, number)
    return RedirectResponse("/hooks", 303)


def _list(
    request: Request,
    person: Person,
    *,
    made: Hook | None = None,
    wrong: str | None = None,
    topic: str = "",
    url: str = "",
) -> HTMLResponse:
    desk = request.app.state.explorer.desk
    known = desk_topics.all_topics(desk)
    return page(
        request,
        "hooks.html",
        person,
        status_code=400 if wrong else 200,
        hooks=hooks.all_hooks(desk),
        topics={each.number: each for each in known},
        made=made,
        wrong=wrong,
        topic=topic,
        url=url,
    )
