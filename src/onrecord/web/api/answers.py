"""What all answers of the API share: entity tags, errors, and how far a list goes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from typing_extensions import TypedDict

PREFIX = "/api/v1"
MOST = 500
"""Entries, stories or sources in one answer."""


class ProblemJson(TypedDict):
    """What is wrong, in a sentence, and the option or field that it is about, where it is about one."""

    message: str
    field: str | None


class ErrorJson(TypedDict):
    """Why there is no answer."""

    error: ProblemJson


Limit = Annotated[int, Query(ge=1, le=MOST, description="How many are wanted.")]

_WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorJson, "description": "It cannot be asked so."},
    401: {"model": ErrorJson, "description": "Nobody is logged in, and there are accounts."},
    403: {"model": ErrorJson, "description": "The account may not do this."},
    404: {"model": ErrorJson, "description": "There is no such thing in the ledger."},
    422: {"model": ErrorJson, "description": "A parameter is none of its kind."},
}


class TaggedRoute(APIRoute):
    """A route whose answers bear an entity tag (ETag, RFC 9110): who has the same already is told so, 304."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler with the tag around it."""
        answered = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            response = await answered(request)
            if request.method != "GET" or response.status_code != 200:
                return response
            tag = f'"{sha256(response.body).hexdigest()[:32]}"'
            headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
            if _holds(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers=headers)
            response.headers.update(headers)
            return response

        return tagged


def make_router(tag: str) -> APIRouter:
    """A router of the API; `tag` is the heading that its routes stand under in the documentation."""
    return APIRouter(prefix=PREFIX, route_class=TaggedRoute, tags=[tag], responses=_WRONG)


def _holds(tags: str, tag: str) -> bool:
    """Whether an If-None-Match names a tag; what proxies made of it (W/) counts, too."""
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in tags.split(","))
