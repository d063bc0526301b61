"""What went wrong, said in plain words: as a page, as a part of one, or as JSON under /api/."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from onrecord.errors import NotThere, OnrecordError, Refused
from onrecord.ledger.correction import Overtaken
from onrecord.ledger.store import LedgerError
from onrecord.ledger.typed import QuestionError
from onrecord.web import way_in
from onrecord.web.access import NOBODY, LogInNeeded, NotAllowed, person_of
from onrecord.web.csrf import NotFromHere
from onrecord.web.rendering import page
from onrecord.web.visitor import API, takes_token

_LOG = logging.getLogger(__name__)
_TITLES = {
    400: "It cannot be asked so",
    401: "Nobody is logged in",
    403: "Not allowed",
    404: "Not there",
    405: "Not done so",
    408: "Too slow",
    409: "Somebody was here before",
    413: "Too much at once",
    414: "Too long an address",
    421: "Another name",
    422: "Something is missing or wrong",
    429: "Too often",
    500: "Something went wrong",
    503: "Not just now",
}
_WORDS = {
    404: "There is no such page.",
    405: "This address does not take what was sent.",
    414: "The address is longer than any of ours.",
    422: "What was sent is not what is asked for here.",
    500: "The mistake is ours, not yours. It was written down for whoever runs this explorer.",
    503: "The ledger cannot be read or written to just now. Whoever runs this explorer can see why.",
}
# Of what pydantic finds; the rest is said in its own words.
_WRONG = {
    "missing": "is missing",
    "int_parsing": "is no whole number",
    "float_parsing": "is no number",
    "bool_parsing": "is neither yes nor no",
    "string_too_long": "is too long",
    "too_long": "are too many",
    "extra_forbidden": "is not known here",
    "json_invalid": "is no JSON",
}
_MOST_WRONG = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """What a person is told; `field` is the option or parameter that it is about."""

    status: int
    message: str
    advice: str = ""
    field: str | None = None
    headers: Mapping[str, str] | None = None


def install(app: FastAPI) -> None:
    """Let every error of ours, and every one of the framework, be answered here."""
    for kind in (OnrecordError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _handled)


def answer(request: Request, failure: Failure) -> Response:
    """A failure as the asker can read it."""
    if request.scope["path"].startswith(API):
        told = {"error": {"message": failure.message, "field": failure.field}}
        return JSONResponse(told, failure.status, failure.headers)
    is_part = "hx-request" in request.headers
    response: HTMLResponse = page(
        request,
        "message_part.html" if is_part else "message.html",
        person_of(request) or NOBODY,
        status_code=failure.status,
        title=_TITLES.get(failure.status, _TITLES[500]),
        message=failure.message,
        advice=failure.advice,
    )
    response.headers.update(failure.headers or {})
    if is_part:
        response.headers.update({"HX-Retarget": "#main", "HX-Reswap": "afterbegin show:window:top"})
    return response


def ask_to_log_in(request: Request) -> Response:
    """Lead to the log-in; programs are told that they need a token."""
    if takes_token(request.scope["path"]):
        headers = {"WWW-Authenticate": 'Bearer realm="onrecord"'}
        return answer(request, Failure(401, "a token is needed: onrecord account token", headers=headers))
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": way_in.log_in(request)})
    return RedirectResponse(way_in.log_in(request), 303)


def failure_of(error: Exception) -> Failure:
    """An error in plain words."""
    if isinstance(error, HTTPException):
        return _of_framework(error)
    if isinstance(error, RequestValidationError):
        return _of_fields(error.errors())
    if isinstance(error, NotFromHere):
        return Failure(403, f"{_sentence(error)} Nothing was changed.", "Load the page again and repeat it.")
    if isinstance(error, NotAllowed):
        return Failure(403, _sentence(error), "An admin can give you another role: onrecord account role.")
    if isinstance(error, Refused):
        return Failure(422, _sentence(error.reason), _sentence(error.advice))
    if isinstance(error, QuestionError):
        return Failure(400, _sentence(error), field=error.option)
    return _of_ledger(error)


def unexpected() -> Failure:
    """What is said of a mistake of ours: nothing of its inside."""
    return Failure(500, _WORDS[500])


async def _handled(request: Request, error: Exception) -> Response:
    if isinstance(error, LogInNeeded):
        return ask_to_log_in(request)
    failure = failure_of(error)
    if failure.status >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
    return answer(request, failure)


def _of_framework(error: HTTPException) -> Failure:
    is_said = error.detail != HTTPException(error.status_code).detail
    words = _sentence(error.detail) if is_said else _WORDS.get(error.status_code, _sentence(error.detail))
    return Failure(error.status_code, words, headers=error.headers)


def _of_ledger(error: Exception) -> Failure:
    told = str(error)
    if isinstance(error, NotThere):
        return Failure(404, _sentence(told))
    if isinstance(error, Overtaken):
        return Failure(409, _sentence(told), "Load the page again to see what stands now.")
    if isinstance(error, LedgerError):
        return Failure(503, _WORDS[503], headers={"Retry-After": "5"})
    return Failure(400, _sentence(told))


def _of_fields(errors: Sequence[Mapping[str, Any]]) -> Failure:
    named = [(_name(each["loc"]), _WRONG.get(each["type"], each["msg"])) for each in errors[:_MOST_WRONG]]
    told = "; ".join(f"{name} {wrong}" if name else wrong for name, wrong in named)
    return Failure(422, _sentence(told) if told else _WORDS[422], field=named[0][0] if named else None)


def _name(place: Sequence[object]) -> str | None:
    """The field's name: the first part says only whether it stood in the address or in the body."""
    return ".".join(str(part) for part in place[1:]) or None


def _sentence(told: object) -> str:
    text = str(told).strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
