"""The front page: what moved since the last visit."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.web.access import Reader
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/")
def front(request: Request, person: Reader) -> HTMLResponse:
    """Stories that moved, disputes, figures that changed, saved searches."""
    return page(request, "front.html", person)
