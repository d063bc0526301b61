"""Health: what ran, what was refused, how well pages are read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.ledger.status import KEPT, status
from onrecord.web.access import Reader
from onrecord.web.health_view import facts
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

MOST = 50
"""Reasons and outlets that are listed."""


@router.get("/health")
def health(request: Request, person: Reader) -> HTMLResponse:
    """What the ledger holds, which runs wrote to it, what was refused and why, which outlets lose words."""
    found, counted_at = request.app.state.explorer.summaries.get("status", status)
    return page(
        request,
        "health.html",
        person,
        status=found,
        facts=tuple(facts(found)),
        counted_at=counted_at,
        kept=KEPT,
        most=MOST,
        working=request.app.state.explorer.background,
    )
