"""Claims: how one was worded, who stands where, and what people decided on it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.ledger import claim_ids, claim_list
from onrecord.ledger.claim_decisions import merge, split, undo
from onrecord.ledger.entries import entry
from onrecord.ledger.store import NotInLedger, Store
from onrecord.ledger.stories import NamedClaim
from onrecord.pipeline.one_claim import named_claim, one_claim
from onrecord.web import links
from onrecord.web.access import Reader, ReadStore, Reviewer, WriteStore
from onrecord.web.claim_choices import choices
from onrecord.web.claim_view import claim_view
from onrecord.web.plots.figures import figures
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)
_LAST_PAGE = 10_000
_Words = Annotated[str, Query(max_length=500)]
_Line = Annotated[int, Form(ge=1, le=2**62)]
_Id = Annotated[str, Form(max_length=20)]
_Why = Annotated[str, Form(max_length=2_000)]


@router.get("/claim/{name}")
def claim(
    request: Request,
    store: ReadStore,
    person: Reader,
    name: str,
    number: Annotated[int, Query(alias="page", ge=1, le=_LAST_PAGE)] = 1,
) -> Response:
    """One claim; one that was made one with another leads to where it went."""
    named = _named(store, name)
    if named.key != name:
        return RedirectResponse(links.claim(named.key), 302)
    view = claim_view(store, named, number)
    return page(
        request,
        "claim.html",
        person,
        view=view,
        claim=view.claim,
        story=view.story,
        lines=view.lines,
        pictures=[
            figures(each.plot, name=f"figures-{place}") for place, each in enumerate(view.figures.drawn)
        ],
        may_decide=person.role != "reader",
    )


@router.get("/claim/{name}/merge")
def choose_merge(
    request: Request, store: ReadStore, person: Reviewer, name: str, words: _Words = ""
) -> HTMLResponse:
    """With which claim of the story this one is one."""
    return _choose(request, store, person, _named(store, name), None, words)


@router.get("/claim/{name}/split")
def choose_split(
    request: Request,
    store: ReadStore,
    person: Reviewer,
    name: str,
    statement: Annotated[int, Query(ge=1, le=2**62)],
    words: _Words = "",
) -> HTMLResponse:
    """Of which claim a statement is instead."""
    return _choose(request, store, person, _named(store, name), statement, words)


@router.post("/claim/{name}/merge")
def do_merge(store: WriteStore, person: Reviewer, name: str, into: _Id, why: _Why) -> Response:
    """Make two claims one, and show that."""
    merge(store, _checked(name), _checked(into), person=person.name, why=why)
    return _shown(into)


@router.post("/claim/{name}/split")
def do_split(
    store: WriteStore, person: Reviewer, name: str, statement: _Line, why: _Why, into: _Id = ""
) -> Response:
    """Let a statement leave the claim, and show what is left of it."""
    to = _checked(into) if into else None
    split(store, _checked(name), statement, into=to, person=person.name, why=why)
    return _shown(name)


@router.post("/claim/{name}/undo")
def do_undo(store: WriteStore, person: Reviewer, name: str, decision: _Line, why: _Why) -> Response:
    """Take a decision back, and show the claim that it was seen on."""
    undo(store, decision, person=person.name, why=why)
    return _shown(_checked(name))


def _choose(
    request: Request, store: Store, person: Reviewer, named: NamedClaim, statement: int | None, words: str
) -> HTMLResponse:
    told = one_claim(store, named)
    line = entry(store, statement) if statement is not None else None
    text = line.statement.content.text if line else told.claim.text
    among = claim_list.claims(store, named.story_id)
    return page(
        request,
        "claim_choose.html",
        person,
        claim=told.claim,
        story=told.account.story,
        line=line,
        found=choices(text, among, but=named.key, words=words),
        words=words,
    )


def _shown(name: str) -> Response:
    return RedirectResponse(f"{links.claim(name)}#decisions", 303)


def _checked(name: str) -> str:
    """A whole id of a claim: the beginning of one may come to mean another. Raises LedgerError."""
    try:
        claim_ids.number(name)
    except ValueError:
        raise NotInLedger(f"there is no claim {name!r}") from None
    return name


def _named(store: Store, name: str) -> NamedClaim:
    return named_claim(store, _checked(name))
