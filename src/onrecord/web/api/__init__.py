"""The API, /api/v1: what the pages show, as JSON. Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from onrecord.web.api import articles, entries, reading, sources, status, stories

ROUTERS = (
    entries.router,
    articles.router,
    stories.router,
    sources.router,
    status.router,
    reading.router,
)
"""Their routes."""
