"""Stories: all of them, and one with its times, its matrix and its figures."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.ledger import story_reports
from onrecord.ledger.question import QuestionError
from onrecord.ledger.story_list import LOOKED_AT, StoryPage, story_page
from onrecord.pipeline.accounts import ARTICLES
from onrecord.web import links, story_times
from onrecord.web.access import Reader, ReadStore
from onrecord.web.matrix import matrix
from onrecord.web.plots.figures import figures
from onrecord.web.plots.timeline import timeline
from onrecord.web.rendering import page
from onrecord.web.story_view import CLAIMS, MOST_CLAIMS, StoryAsk, statements_of, story_view, told

router = APIRouter(include_in_schema=False)
_Text = Annotated[str, Query(max_length=5_000)]
_ON_PAGE = 20


@router.get("/stories")
def stories(
    request: Request,
    store: ReadStore,
    person: Reader,
    words: _Text = "",
    since: _Text = "",
    outlet: _Text = "",
    after: _Text = "",
) -> Response:
    """The stories, the last published first, of some words, from some day on, or of an outlet."""
    asked = {"words": words, "since": since, "outlet": outlet}
    error, found = None, StoryPage((), None)
    try:
        found = story_page(
            store,
            words=words,
            since=since or None,
            outlet=outlet or None,
            after=after or None,
            limit=_ON_PAGE,
        )
    except QuestionError as refused:
        error = refused
    return page(
        request,
        "stories.html",
        person,
        status_code=400 if error else 200,
        asked=asked,
        found=found,
        error=error,
        is_first=not after,
        looked_at=LOOKED_AT,
    )


@router.get("/story/{name}")
def story(
    request: Request,
    store: ReadStore,
    person: Reader,
    name: str,
    articles: _Text = "",
    only: _Text = "",
    claims: Annotated[int, Query(ge=1, le=MOST_CLAIMS)] = CLAIMS,
) -> Response:
    """One story; one that was merged, or the beginning of an id, leads to where it is now."""
    ask = StoryAsk(articles == "all", only == "disputed", claims)
    kept = request.app.state.explorer.accounts
    account = told(store, kept, name, ask)
    if account.story.id != name:
        return RedirectResponse(ask.address(account.story.id), 302)
    fields: dict[str, Any] = {
        "ask": ask,
        "most_claims": MOST_CLAIMS,
        "claims_step": CLAIMS,
        "most_articles": ARTICLES,
    }
    fields["address_of"] = cache(links.source)  # of few sources, many times
    if request.headers.get("hx-target") == "who-said-what":
        found = matrix(account, only_disputed=ask.only_disputed, rows=ask.claims)
        lines = story_reports.lines(store, name, set(statements_of(found)))
        fields |= {"story": account.story, "matrix": found, "lines": lines}
        return page(request, "story_matrix.html", person, **fields)
    view = story_view(store, kept, name, ask)
    return page(
        request,
        "story.html",
        person,
        **fields,
        view=view,
        story=view.story,
        matrix=view.matrix,
        lines=view.lines,
        wide=timeline(view.times, name="timeline-wide"),
        narrow=timeline(view.times, name="timeline-narrow", width=340),
        days=story_times.table(view.times),
        pictures=[
            figures(each.plot, name=f"figures-{number}") for number, each in enumerate(view.figures.drawn)
        ],
    )
