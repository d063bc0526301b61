"""Subscribers: who gets letters, for whoever runs the explorer. Paused, let go on, exported, erased."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk import outbox, subscribers
from onrecord.desk.file import Desk
from onrecord.desk.subscribers import Subscriber
from onrecord.web.access import Admin
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

ON_PAGE = 100
_After = Annotated[int, Query(ge=0, le=2**62)]
_EXPORT = {
    "Content-Disposition": 'attachment; filename="onrecord-subscribers.json"',
    "Cache-Control": "no-store",
}


@router.get("/subscribers")
def listed(request: Request, person: Admin, after: _After = 0) -> HTMLResponse:
    """Who subscribes to what, and what became of it."""
    desk = request.app.state.explorer.desk
    found = subscribers.listed(desk, after=after, limit=ON_PAGE + 1)
    shown = found[:ON_PAGE]
    return page(
        request,
        "subscribers.html",
        person,
        listed=[(each, subscribers.of_address(desk, each.address)) for each in shown],
        counts=outbox.counts(desk),
        after=after,
        next=shown[-1].number if len(found) > ON_PAGE else None,
        has_mail=request.app.state.explorer.settings.delivery is not None,
    )


@router.get("/subscribers/export.json")
def export(request: Request, _person: Admin) -> Response:
    """All that is known of all subscribers."""
    told = subscribers.export(request.app.state.explorer.desk)
    return Response(told, media_type="application/json", headers=_EXPORT)


@router.get("/subscribers/{number}/export.json")
def export_one(request: Request, _person: Admin, number: int) -> Response:
    """All that is known of one, for whoever asks what is kept of them."""
    desk = request.app.state.explorer.desk
    told = subscribers.export(desk, _of_number(desk, number).address)
    return Response(told, media_type="application/json", headers=_EXPORT)


@router.post("/subscribers/{number}/pause")
def pause(request: Request, person: Admin, number: int) -> Response:
    """Send nothing to an address for now."""
    desk = request.app.state.explorer.desk
    subscribers.pause(desk, _of_number(desk, number).address, f"paused by {person.name}")
    return RedirectResponse("/subscribers", 303)


@router.post("/subscribers/{number}/resume")
def resume(request: Request, _person: Admin, number: int) -> Response:
    """Let an address go on."""
    desk = request.app.state.explorer.desk
    subscribers.resume(desk, _of_number(desk, number).address)
    return RedirectResponse("/subscribers", 303)


@router.post("/subscribers/{number}/erase")
def erase(request: Request, _person: Admin, number: int) -> Response:
    """Take an address out, with all that is kept of it."""
    desk = request.app.state.explorer.desk
    subscribers.erase(desk, _of_number(desk, number).address)
    return RedirectResponse("/subscribers", 303)


def _of_number(desk: Desk, number: int) -> Subscriber:
    """The subscriber of a number: addresses stand in no address of ours."""
    found = subscribers.listed(desk, after=number - 1, limit=1) if 0 < number < 2**62 else ()
    if not found or found[0].number != number:
        raise HTTPException(404, "there is no such subscriber: they may have left")
    return found[0]
