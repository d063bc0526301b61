"""The newsletter: what can be subscribed to, and the pages that links in letters lead to.

Everybody may come here, logged in or not. Whoever opens a link changes nothing by it: mail programs open
links to look at them. What is changed takes a button.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from onrecord.delivery import newsletter
from onrecord.delivery.links import LinkExpired, LinkWrong, Purpose
from onrecord.desk import addresses
from onrecord.desk import topics as desk_topics
from onrecord.desk.file import Desk, DeskError, NotAtDesk
from onrecord.desk.subscribers import RHYTHMS, Following
from onrecord.desk.topics import Topic
from onrecord.errors import OnrecordError
from onrecord.ledger import changes
from onrecord.web import topic_form, topic_view
from onrecord.web.access import NOBODY, ReadStore, person_of
from onrecord.web.attempts import wait_words
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)

_ONE_CLICK = b"One-Click"  # as a form of either kind has it


async def _body(request: Request) -> bytes:
    return await request.body()


_Sent = Annotated[bytes, Depends(_body)]
_ON_PAGE = 40
_Number = Annotated[int, Query(alias="page", ge=1, le=10_000)]
_Rhythm = Annotated[str, Form(max_length=20)]
_OFTEN = {
    "daily": "once a day, when something is new",
    "weekly": "once a week, when something is new",
    "at-once": "at once, each time something is new",
}
_GONE = "This subscription has ended: you were unsubscribed before, or the topic was taken away."


@router.get("/newsletter")
def listed(request: Request, store: ReadStore, number: _Number = 1) -> HTMLResponse:
    """The topics that everybody may subscribe to."""
    public = [each for each in desk_topics.all_topics(_desk(request)) if each.is_public]
    first = (number - 1) * _ON_PAGE
    rows, week = topic_view.rows(store, public[first : first + _ON_PAGE])
    told = [(row, topic_form.of_topic(row.topic)) for row in rows]
    fields: dict[str, Any] = {
        "number": number,
        "is_last": first + _ON_PAGE >= len(public),
        "labels": topic_form.LABELS,
    }
    return _page(request, "newsletter.html", rows=told, week=week, **fields)


@router.get("/newsletter/confirm/{token}")
def ask_to_confirm(request: Request, token: str) -> HTMLResponse:
    """The button that confirms."""
    return _of_link(request, "confirm", token)


@router.post("/newsletter/confirm/{token}")
def confirm(request: Request, token: str) -> HTMLResponse:
    """The reader wants it."""
    try:
        return _done(request, "confirm", newsletter.confirm(_desk(request), token))
    except (LinkExpired, LinkWrong, NotAtDesk) as error:
        return _lost(request, error)


@router.get("/newsletter/unsubscribe/{token}")
def ask_to_unsubscribe(request: Request, token: str) -> HTMLResponse:
    """The button that ends a subscription."""
    return _of_link(request, "unsubscribe", token)


@router.post("/newsletter/unsubscribe/{token}")
def unsubscribe(request: Request, token: str, sent: _Sent) -> Response:
    """End a subscription: by the button, or by a mail program at one click (RFC 8058).

    The signed token in the address is the authority: no cookie and no token of a form is asked for
    (`open_paths.is_one_click`). A mail program gets a plain answer.
    """
    is_program = _ONE_CLICK in sent
    try:
        following = newsletter.unsubscribe(_desk(request), token)
    except (LinkExpired, LinkWrong) as error:
        return PlainTextResponse(str(error), _status(error)) if is_program else _lost(request, error)
    if is_program:
        return PlainTextResponse("unsubscribed")
    return _done(request, "unsubscribe", following)


@router.get("/newsletter/choose/{token}")
def ask_to_choose(request: Request, token: str) -> HTMLResponse:
    """How often somebody wants to be written to."""
    return _of_link(request, "choose", token)


@router.post("/newsletter/choose/{token}")
def choose(request: Request, token: str, rhythm: _Rhythm = "") -> HTMLResponse:
    """Write as often as they say."""
    try:
        return _done(request, "choose", newsletter.choose(_desk(request), token, rhythm))
    except (LinkExpired, LinkWrong, NotAtDesk) as error:
        return _lost(request, error)


@router.get("/newsletter/{key}")
def sign_up_form(request: Request, key: str) -> HTMLResponse:
    """What one subscribes to, and where to write."""
    return _sign_up(request, _public(request, key))


@router.post("/newsletter/{key}")
def sign_up(
    request: Request,
    store: ReadStore,
    key: str,
    address: Annotated[str, Form(max_length=400)] = "",
    rhythm: _Rhythm = "daily",
) -> Response:
    """Send a letter that asks to confirm. The answer is the same whatever is known of the address."""
    explorer, topic = request.app.state.explorer, _public(request, key)
    if explorer.settings.delivery is None:
        return _sign_up(request, topic, address, rhythm, status_code=503)
    try:
        written = addresses.checked(address)
        visitor = request.client.host if request.client is not None else ""
        if wait := explorer.sign_ups.begin(visitor, addresses.key(written)):
            wrong = f"Too many have subscribed from here just now. Try again in {wait_words(wait)}."
            return _sign_up(request, topic, address, rhythm, wrong, 429)
        newsletter.subscribe(
            explorer.desk, explorer.settings.delivery, topic, written, rhythm, changes.last(store)
        )
    except DeskError as error:
        told = str(error)
        return _sign_up(request, topic, address, rhythm, f"{told[:1].upper()}{told[1:]}.", 400)
    return _page(request, "newsletter_asked.html", topic=topic, address=written)


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.explorer.desk
    return found


def _public(request: Request, key: str) -> Topic:
    """A public topic; any other is not there."""
    try:
        found = desk_topics.find(_desk(request), key)
    except NotAtDesk:
        found = None
    if found is None or not found.is_public:
        raise HTTPException(404, "there is no such newsletter: /newsletter lists all")
    return found


def _page(request: Request, template: str, *, status_code: int = 200, **fields: Any) -> HTMLResponse:
    has_mail = request.app.state.explorer.settings.delivery is not None
    person = person_of(request) or NOBODY
    return page(
        request,
        template,
        person,
        status_code=status_code,
        has_mail=has_mail,
        often=_OFTEN,
        rhythms=RHYTHMS,
        **fields,
    )


def _sign_up(
    request: Request,
    topic: Topic,
    address: str = "",
    rhythm: str = "daily",
    wrong: str | None = None,
    status_code: int = 200,
) -> HTMLResponse:
    fields = {"topic": topic, "form": topic_form.of_topic(topic), "labels": topic_form.LABELS}
    fields |= {"address": address, "rhythm": rhythm, "wrong": wrong}
    return _page(request, "newsletter_topic.html", status_code=status_code, **fields)


def _of_link(request: Request, purpose: Purpose, token: str) -> HTMLResponse:
    """What a link in a letter is for, with a button to do it."""
    try:
        found = newsletter.look(_desk(request), purpose, token)
    except (LinkExpired, LinkWrong, NotAtDesk) as error:
        return _lost(request, error)
    return _quiet(_page(request, "newsletter_link.html", purpose=purpose, found=found, is_done=False))


def _done(request: Request, purpose: Purpose, found: Following | None) -> HTMLResponse:
    return _quiet(_page(request, "newsletter_link.html", purpose=purpose, found=found, is_done=True))


def _lost(request: Request, error: OnrecordError) -> HTMLResponse:
    """A link that leads nowhere any more, and what to do."""
    told = _GONE if isinstance(error, NotAtDesk) else f"{str(error)[:1].upper()}{str(error)[1:]}."
    is_old = isinstance(error, LinkExpired)
    return _quiet(
        _page(request, "newsletter_lost.html", status_code=_status(error), message=told, is_old=is_old)
    )


def _status(error: OnrecordError) -> int:
    return 410 if isinstance(error, LinkExpired) else 404


def _quiet(response: HTMLResponse) -> HTMLResponse:
    """The token in the address is nobody else's: it is neither kept nor listed."""
    response.headers.update(
        {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
    )
    return response
