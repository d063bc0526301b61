"""The files that are shipped with the explorer: style, scripts, mark."""

from __future__ import annotations

from functools import cache
from importlib import resources

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

router = APIRouter(include_in_schema=False)
_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_FOR_GOOD = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """A shipped file; its name is looked up in a list, never in the file system."""
    if name not in _names():
        raise HTTPException(404)
    raw = resources.files("onrecord.web").joinpath("static", name).read_bytes()
    kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(raw, media_type=kind, headers={"Cache-Control": _FOR_GOOD})


@cache
def _names() -> frozenset[str]:
    return frozenset(each.name for each in resources.files("onrecord.web").joinpath("static").iterdir())
