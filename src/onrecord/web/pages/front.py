"""The front page: what moved since the last visit."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.ledger.moved import Moved, moved
from onrecord.ledger.store import Store
from onrecord.pipeline.accounts import disputes
from onrecord.records import Account
from onrecord.web import saved
from onrecord.web.access import Reader, ReadStore
from onrecord.web.front_view import FigureChange, claims, figure_changes
from onrecord.web.kept_accounts import KeptAccounts
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

STORIES, TOLD, DISPUTES, FIGURES = 12, 2, 5, 5
# Of a story of one report its headline says it all; one of many more is not put together for a few lines.
_LEAST, _MOST = 2, 100


@router.get("/")
def front(request: Request, store: ReadStore, person: Reader) -> HTMLResponse:
    """Stories that moved, disputes, figures that changed, saved searches."""
    explorer = request.app.state.explorer
    since = explorer.last_visit(request)
    found = moved(store, since, limit=STORIES)
    earlier = () if found or since is None else moved(store, None, limit=STORIES)
    shown = found or earlier
    told = {each.story.id: claims(explorer.accounts.account(store, each.story.id)) for each in _first(shown)}
    newest, _ = explorer.summaries.get("disputes", _disputes)
    figures, counted_at = explorer.summaries.get("figures", lambda store: _figures(store, explorer.accounts))
    return page(
        request,
        "front.html",
        person,
        since=since,
        stories=shown,
        nothing_new=bool(earlier),
        told=told,
        disputes=newest,
        figures=figures,
        counted_at=counted_at,
        saved=saved.newest(explorer, store, person),
    )


def _first(stories: tuple[Moved, ...]) -> list[Moved]:
    return [each for each in stories if _LEAST <= len(each.story.articles) <= _MOST][:TOLD]


def _disputes(store: Store) -> tuple[Account, ...]:
    return disputes(store, limit=DISPUTES)


def _figures(store: Store, accounts: KeptAccounts) -> tuple[FigureChange, ...]:
    stories = [each for each in moved(store, None, limit=STORIES) if len(each.story.articles) <= _MOST]
    found = figure_changes(accounts.account(store, each.story.id) for each in stories)
    return tuple(islice(found, FIGURES))
