"""Adding: text, addresses and files, with what becomes of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.ledger import articles
from onrecord.web import add_form, links
from onrecord.web.access import Person, ReadStore, Reviewer
from onrecord.web.add_form import Fields, FormError
from onrecord.web.background import Background
from onrecord.web.jobs import Job, JobError, Owner
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

RECENT = 10
"""Jobs that the page tells of."""


@router.get("/add")
def form(request: Request, person: Reviewer) -> HTMLResponse:
    """What can be added, and what was added last."""
    return _form(request, person, Fields())


@router.post("/add")
def add(
    request: Request,
    person: Reviewer,
    text: Annotated[str, Form()] = "",
    text_url: Annotated[str, Form()] = "",
    addresses: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    any_language: Annotated[bool, Form()] = False,
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Take a job on; its page shows how far it is."""
    fields = Fields(text, text_url, addresses, published, outlet, any_language)
    background = _background(request)
    settings = background.settings
    try:
        asked = add_form.asked(fields, files or [], text_size=settings.text_size)
    except FormError as error:
        return _form(request, person, fields, problem=error)
    try:
        job = background.add(asked, Owner(person.name, person.account))
    except JobError as error:
        asked.clear()
        problem = FormError(str(error), "or stop one of them below", status=503)
        return _form(request, person, fields, problem=problem)
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{job}")
def progress(request: Request, store: ReadStore, person: Reviewer, job: str) -> Response:
    """How far a job is; to a page that asks for a part of itself, that part. One report that came opens."""
    state = _job(request, person, job).state()
    is_part = "hx-request" in request.headers
    if state.is_over and state.only_article is not None:
        address = links.report(state.only_article)
        return Response(headers={"HX-Redirect": address}) if is_part else RedirectResponse(address, 303)
    with store.in_plain_words("read"):
        headlines = articles.headlines(store.connection, state.articles)
    answer = page(
        request,
        "add_progress.html" if is_part else "add_job.html",
        person,
        job=state,
        headlines=headlines,
        is_part=is_part,
    )
    answer.headers["Vary"] = "HX-Request"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/add/{job}/stop")
def stop(request: Request, person: Reviewer, job: str) -> RedirectResponse:
    """Let a job end; what was taken in stays."""
    _background(request).stop(_job(request, person, job))
    return RedirectResponse(f"/add/{job}", 303)


def _form(
    request: Request, person: Person, fields: Fields, *, problem: FormError | None = None
) -> HTMLResponse:
    background = _background(request)
    own = [job.state() for job in reversed(background.jobs.all()) if may_see(person, job)]
    return page(
        request,
        "add.html",
        person,
        status_code=problem.status if problem else 200,
        fields=fields,
        problem=problem,
        jobs=own[:RECENT],
        today=date.today().isoformat(),
        settings=background.settings,
    )


def _job(request: Request, person: Person, id: str) -> Job:  # noqa: A002 - it is one
    """The job of an id. To whom it does not belong it is not there."""
    found = _background(request).jobs.get(id)
    if found is None or not may_see(person, found):
        raise HTTPException(404)
    return found


def may_see(person: Person, job: Job) -> bool:
    """Whether somebody may know of a job: who asked for it, and admins."""
    return person.role == "admin" or job.owner == Owner(person.name, person.account)


def _background(request: Request) -> Background:
    found: Background = request.app.state.explorer.background
    return found
