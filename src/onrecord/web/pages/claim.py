"""Claims: how one was worded, and who stands where."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
