"""Sources: what one of them said, and all of them."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.ledger import sources as ledger
from onrecord.ledger import splitting, uniting
from onrecord.ledger.source_list import MOST, Sources
from onrecord.ledger.sources import FoundSource, Times
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError, count
from onrecord.records import SourceKind
from onrecord.web import source_view
from onrecord.web.access import Reader, ReadStore
from onrecord.web.pages import source_changes
from onrecord.web.plots.multiples import multiples
from onrecord.web.rendering import page
from onrecord.web.source_asked import ACTS, Asked

router = APIRouter(include_in_schema=False)
router.include_router(source_changes.router)

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
PAGE = 50
"""Sources of a list that are shown at once."""


@router.get("/sources")
def sources(
    request: Request, store: ReadStore, person: Reader, words: str = "", kind: str = "", after: str = "0"
) -> HTMLResponse:
    """The sources with a name of some words, or the most quoted ones."""
    if kind and kind not in KINDS:
        raise QuestionError("kind", f"{kind[:40]!r} is none of {', '.join(KINDS)}", KINDS[0])
    found, counted_at = _found(request, store, words)
    listed = [each for each in found.listed if not kind or each.kind == kind]
    first = count("after", after, MOST) if after != "0" else 0
    return page(
        request,
        "sources.html",
        person,
        words=words,
        kind=kind,
        kinds=KINDS,
        listed=listed[first : first + PAGE],
        first=first,
        total=len(listed),
        is_all=found.is_all,
        next=str(first + PAGE) if len(listed) > first + PAGE else None,
        counted_at=counted_at,
    )


@router.get("/source")
def source(request: Request, store: ReadStore, person: Reader, entity: str, asked: Asked) -> Response:
    """One source: when it did what, with whom it is in dispute, where it is quoted, and what it said."""
    found = ledger.find(store, entity)
    if found.key != entity:
        return RedirectResponse(asked.link(found.key), 302)
    counted, counted_at = _counted(request, found)
    state = ledger.source(store, entity, counted=counted)
    days = asked.days
    chart = source_view.chart(state.times)
    united = [each for each in uniting.decisions(store, state.key) if each.stands and each.into]
    splits = splitting.splits(store, state.key)
    return page(
        request,
        "source.html",
        person,
        state=state,
        counted_at=counted_at,
        chart=chart,
        panels=multiples(chart.line, chart.panels, "acts"),
        years=source_view.years(state.times),
        asked=asked,
        statements=ledger.statements(
            store,
            state.key,
            acts=asked.acts,
            story=asked.story or None,
            days=days,
            after=asked.after or None,
        ),
        within=state.times.within(days, asked.acts) if not asked.story else None,
        heading=source_view.days_words(days) if days else None,
        acts=ACTS,
        united=united,
        splits=splits,
        names=ledger.names(
            store, {*state.parts, *(key for each in splits for key in (each.source, each.to))}
        ),
    )


def _counted(request: Request, found: FoundSource) -> tuple[Times | None, str | None]:
    """The times of a source that said very much, as they were counted last, and when that was."""
    if not found.is_large:
        return None, None
    name = f"times of {' '.join((found.key, *found.parts))}"
    counted, at = request.app.state.explorer.summaries.get(name, lambda store: ledger.times(store, found.key))
    return counted, at


def _found(request: Request, store: Store, words: str) -> tuple[Sources, str | None]:
    """What a list shows, and when it was counted, where that was not just now."""
    if words.strip():
        return ledger.sources(store, words), None
    found, counted_at = request.app.state.explorer.summaries.get("sources", ledger.most_quoted)
    return found, counted_at
