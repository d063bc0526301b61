"""Reports: the text with its statements, and how its versions differ."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
