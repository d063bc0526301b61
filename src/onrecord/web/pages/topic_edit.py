"""Making and changing topics, with what each would have sent lately."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk import topics as desk_topics
from onrecord.desk.file import DeskError
from onrecord.desk.topics import Topic
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.web import limits, links, topic_form, topic_view
from onrecord.web.access import Person, ReadStore, Reviewer
from onrecord.web.rendering import page
from onrecord.web.topic_form import Problem, TopicForm

router = APIRouter(include_in_schema=False)
_MOST_FIELDS = 200
_Key = Annotated[str, Form(max_length=200)]


async def _written(request: Request) -> TopicForm:
    fields = await request.form(max_files=0, max_fields=limits.MOST_FIELDS)
    return topic_form.read(fields.multi_items()[:_MOST_FIELDS])


Written = Annotated[TopicForm, Depends(_written)]


@router.get("/topics/new")
def new(request: Request, store: ReadStore, person: Reviewer) -> HTMLResponse:
    """The form, empty or with what a search, a story or a source hands over."""
    written = topic_form.of_search(request.query_params.multi_items()[:_MOST_FIELDS])
    return _form(request, store, person, written)


@router.get("/topics/{key}/edit")
def edit(request: Request, store: ReadStore, person: Reviewer, key: str) -> HTMLResponse:
    """The form of a topic as it is."""
    found = desk_topics.find(request.app.state.explorer.desk, key)
    return _form(request, store, person, topic_form.of_topic(found), found)


@router.post("/topics/preview")
def preview(
    request: Request, store: ReadStore, person: Reviewer, written: Written, topic: _Key = ""
) -> HTMLResponse:
    """What the topic would have sent; while somebody types that part alone. Nothing is kept."""
    found = _found(request, topic)
    is_part = "hx-request" in request.headers
    response = _form(
        request, store, person, written, found, template="topic_preview.html" if is_part else None
    )
    if is_part:
        response.status_code = 200  # of another status htmx would show nothing
    return response


@router.post("/topics")
def save(
    request: Request, store: ReadStore, person: Reviewer, written: Written, topic: _Key = ""
) -> Response:
    """Make a topic, or change the named one, and show it; what cannot be kept is told at its field."""
    found = _found(request, topic)
    problem = topic_form.problem(written)
    try:
        if problem is None:
            topic_view.preview(store, written.asked())  # whether its story is there
            return RedirectResponse(links.topic(_kept(request, person, written, found)), 303)
    except QuestionError as error:
        problem = Problem(error.option, str(error))
    except DeskError as error:
        problem = Problem("name", str(error))
    return _form(request, store, person, written, found, problem)


def _kept(request: Request, person: Person, written: TopicForm, found: Topic | None) -> Topic:
    desk = request.app.state.explorer.desk
    asked, feeds, is_public = written.pairs, written.feeds, written.is_public
    if found is None:
        return desk_topics.add(
            desk, written.name, asked, feeds=feeds, is_public=is_public, made_by=person.name
        )
    return desk_topics.change(
        desk, found.number, name=written.name, asked=asked, feeds=feeds, is_public=is_public
    )


def _found(request: Request, key: str) -> Topic | None:
    return desk_topics.find(request.app.state.explorer.desk, key) if key else None


def _form(
    request: Request,
    store: Store,
    person: Person,
    written: TopicForm,
    topic: Topic | None = None,
    problem: Problem | None = None,
    template: str | None = None,
) -> HTMLResponse:
    """The form with its preview; status 400 where what is asked cannot be asked."""
    shown = None
    try:
        if written.pairs:
            shown = topic_view.preview(store, written.asked())
    except QuestionError as error:
        problem = problem or Problem(error.option, str(error))
    return page(
        request,
        template or "topic_edit.html",
        person,
        status_code=400 if problem else 200,
        form=written,
        topic=topic,
        problem=problem,
        preview=shown,
        is_part=template is not None,
        lists=topic_form.LISTS,
        labels=topic_form.LABELS,
        change_labels=topic_form.CHANGE_LABELS,
        listed=topic_view.LISTED,
        original=topic_view.original,
    )
