"""Sources: what one of them said, and all of them."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
