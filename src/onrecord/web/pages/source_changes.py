"""Decisions about sources: two are one, some statements are somebody else's, and both taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.ledger import sources, splitting, uniting
from onrecord.ledger.correction import CorrectionError, Overtaken
from onrecord.web import links
from onrecord.web.access import ReadStore, Reviewer, WriteStore
from onrecord.web.rendering import page
from onrecord.web.source_split import KINDS, LineNumber, Splitting, plan

router = APIRouter(include_in_schema=False)

_FOUND = 20
_Text = Annotated[str, Query(max_length=1_000)]
_Field = Annotated[str, Form(max_length=1_000)]
_Reason = Annotated[str, Form(max_length=10_000)]


@router.get("/source/merge")
def merge_form(
    request: Request, store: ReadStore, person: Reviewer, entity: str, words: _Text = "", other: _Text = ""
) -> HTMLResponse:
    """Look for the source that this one is the same as; with `other`, both side by side."""
    here = sources.source(store, entity)
    if other:
        there = sources.source(store, other)
        if there.key == here.key:
            raise Overtaken(f"{here.name} and {other} are one already: there is nothing to merge")
        return page(request, "source_merge.html", person, here=here, there=there, words=words, found=None)
    found = sources.sources(store, words).listed[:_FOUND] if words.strip() else None
    shown = None if found is None else [each for each in found if each.key != here.key]
    return page(request, "source_merge.html", person, here=here, there=None, words=words, found=shown)


@router.post("/source/merge")
def merge(
    store: WriteStore, person: Reviewer, entity: _Field, other: _Field, into: _Field, why: _Reason = ""
) -> RedirectResponse:
    """Make two sources one, which is then the one named by `into`: either of them."""
    if into not in (entity, other):
        raise CorrectionError(f"{into!r} is neither of the two: say which name both are to have")
    gone = other if into == entity else entity
    uniting.unite(store, gone, into, person=person.name, why=why)
    return RedirectResponse(links.source(into), 303)


@router.post("/source/part")
def part(store: WriteStore, person: Reviewer, entity: _Field, why: _Reason = "") -> RedirectResponse:
    """Let a source that was merged be by itself again."""
    uniting.part(store, entity, person=person.name, why=why)
    return RedirectResponse(links.source(entity), 303)


@router.get("/source/split")
def split_form(
    request: Request, store: ReadStore, person: Reviewer, entity: str, asked: Splitting
) -> HTMLResponse:
    """Say which statements are somebody else's, and whose; once both are said, what would come of it."""
    here = sources.source(store, entity)
    planned = plan(store, here, asked) if asked.is_said else None
    statements = sources.statements(store, here.key, after=asked.after or None) if planned is None else None
    return page(
        request,
        "source_split.html",
        person,
        here=here,
        asked=asked,
        plan=planned,
        statements=statements,
        kinds=KINDS,
    )


@router.post("/source/split")
def split(
    request: Request,
    store: WriteStore,
    person: Reviewer,
    entity: _Field,
    to: _Field,
    name: _Field,
    spelling: _Field = "",
    line: Annotated[list[LineNumber], Form(max_length=splitting.MOST)] = [],  # noqa: B006 - never changed
    kind: _Field = "",
    why: _Reason = "",
) -> RedirectResponse:
    """Let statements be those of another source."""
    done = splitting.split(
        store,
        entity,
        to=to,
        name=name,
        lines=line,
        spelling=spelling or None,
        kind=next((each for each in KINDS if each == kind), None),
        person=person.name,
        why=why,
    )
    request.app.state.explorer.background.wake()  # claims rest on what was put right
    return RedirectResponse(links.source(done.to), 303)


@router.post("/source/rejoin")
def rejoin(
    request: Request,
    store: WriteStore,
    person: Reviewer,
    entity: _Field,
    number: Annotated[LineNumber, Form()],
    why: _Reason = "",
) -> RedirectResponse:
    """Take a split back."""
    splitting.rejoin(store, number, person=person.name, why=why)
    request.app.state.explorer.background.wake()
    return RedirectResponse(links.source(entity), 303)
