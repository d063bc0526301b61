"""Stories: all of them, and one with its times, its matrix and its figures."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
