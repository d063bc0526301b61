"""Health: what ran, what was refused, how well pages are read."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
