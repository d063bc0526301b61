"""Topics: all of them, what is new of one, and the way of them all into a file and back."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord import clock
from onrecord.desk import topics as desk_topics
from onrecord.desk.topics import Topic
from onrecord.display import opml
from onrecord.ledger import topics as ledger_topics
from onrecord.ledger.typed import QuestionError
from onrecord.web import periods, topic_form, topic_view
from onrecord.web.access import Person, Reader, ReadStore, Reviewer
from onrecord.web.periods import NAMES, PeriodName
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

ON_PAGE = 40
_LAST_PAGE = 10_000
_Page = Annotated[int, Query(alias="page", ge=1, le=_LAST_PAGE)]


@router.get("/topics")
def listed(request: Request, store: ReadStore, person: Reader, number: _Page = 1) -> HTMLResponse:
    """The topics by name, each with what it asks and how much the last week brought."""
    return _list(request, store, person, number)


@router.get("/topics/export.json")
def export(request: Request, _person: Reader) -> Response:
    """All topics as a file that another desk takes."""
    told = desk_topics.export(request.app.state.explorer.desk)
    return Response(told, media_type="application/json", headers=_as_file("onrecord-topics.json"))


@router.get("/topics/feeds.opml")
def feed_list(request: Request, _person: Reader) -> Response:
    """The feeds that the topics name, as a list that feed readers and `onrecord run` take."""
    known = desk_topics.all_topics(request.app.state.explorer.desk)
    told = opml.opml([(each.name, each.feeds) for each in known])
    return Response(told, media_type=opml.TYPE, headers=_as_file("onrecord-feeds.opml"))


@router.post("/topics/import")
def import_(
    request: Request, store: ReadStore, person: Reviewer, file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Take in the topics of a file: all of them, or none where one cannot be."""
    if file is None or not file.filename:
        return _list(request, store, person, 1, problem="Choose a file first.")
    try:
        text = file.file.read().decode("utf-8")
        desk_topics.import_(request.app.state.explorer.desk, text)
    except UnicodeDecodeError:
        return _list(request, store, person, 1, problem="This is no file of topics: it is not UTF-8.")
    except desk_topics.TopicFileError as error:
        return _list(request, store, person, 1, problem=str(error))
    return RedirectResponse("/topics", 303)


@router.get("/topics/{key}")
def topic(
    request: Request,
    store: ReadStore,
    person: Reader,
    key: str,
    of: PeriodName = "visit",
    on: date | None = None,
) -> Response:
    """What is new of a topic: since the last visit, in a day or a week, or all there is."""
    explorer = request.app.state.explorer
    found = desk_topics.find(explorer.desk, key)
    asked = topic_form.of_topic(found)
    visit = explorer.last_visit(request)
    shown = periods.period(
        of,
        now=clock.now(),
        newest=topic_view.newest_at(store),
        last_visit=visit,
        on=on if of != "all" else None,
    )
    view, problem = None, None
    try:
        view = topic_view.view(store, found, ledger_topics.read(found.asked), shown)
    except QuestionError as error:  # its story was taken out since
        problem = str(error)
    return page(
        request,
        "topic.html",
        person,
        topic=found,
        asked=asked,
        view=view,
        problem=problem,
        period=shown,
        names=[name for name in NAMES if name != "visit" or visit is not None],
        original=topic_view.original,
        labels=topic_form.LABELS,
        may_edit=person.role != "reader",
    )


@router.post("/topics/{key}/delete")
def delete(request: Request, _person: Reviewer, key: str) -> Response:
    """Let go of a topic, with all that hangs on it."""
    desk = request.app.state.explorer.desk
    desk_topics.remove(desk, desk_topics.find(desk, key).number)
    return RedirectResponse("/topics", 303)


def _list(
    request: Request, store: ReadStore, person: Person, number: int, *, problem: str | None = None
) -> HTMLResponse:
    known: tuple[Topic, ...] = desk_topics.all_topics(request.app.state.explorer.desk)
    first = (number - 1) * ON_PAGE
    rows, week = topic_view.rows(store, known[first : first + ON_PAGE])
    return page(
        request,
        "topics.html",
        person,
        status_code=400 if problem else 200,
        rows=[(row, topic_form.of_topic(row.topic)) for row in rows],
        week=week,
        total=len(known),
        number=number,
        is_last=first + ON_PAGE >= len(known),
        problem=problem,
        labels=topic_form.LABELS,
        may_edit=person.role != "reader",
    )


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
