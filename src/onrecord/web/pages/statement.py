"""One statement: all that is known of it, and why."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
