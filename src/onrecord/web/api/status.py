"""The ledger at a glance."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import Request
from typing_extensions import TypedDict

from onrecord.ledger.status import status
from onrecord.web.access import Reader
from onrecord.web.api.answers import make_router

router = make_router("status")


class StatusJson(TypedDict):
    """What the ledger held at `counted_at`: the same as `onrecord status --json`."""

    counted_at: str
    ledger: dict[str, Any]


@router.get("/status")
def ledger_status(request: Request, _person: Reader) -> StatusJson:
    """How much there is, what ran, what was refused and why, which outlets lose words."""
    found, counted_at = request.app.state.explorer.summaries.get("status", status)
    return {"counted_at": counted_at, "ledger": asdict(found)}
