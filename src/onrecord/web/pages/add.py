"""Adding: text, addresses and files, with what becomes of them."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
