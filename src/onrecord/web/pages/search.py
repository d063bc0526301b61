"""Search: what was said, found by words and by facts."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
