"""The door: what every request has to meet, and what every answer bears, whatever page it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web import csrf, failures, limits, open_paths, visitor, way_in
from onrecord.web.csrf import NotFromHere
from onrecord.web.limits import Body
from onrecord.web.visitor import Visitor

if TYPE_CHECKING:
    from onrecord.web.app import Explorer

STATIC = "/static/"
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer bears."""
_SECURE = {"Strict-Transport-Security": "max-age=31536000"}
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")


class Guard:
    """Around all routes: names, sizes, origins, who it is, headers, and what is said of a mistake of ours."""

    def __init__(self, app: ASGIApp, explorer: Explorer) -> None:
        self._app = app
        self._explorer = explorer
        settings = explorer.settings
        self._names = frozenset(name.lower() for name in settings.hosts)
        self._headers = HEADERS | (_SECURE if settings.is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:  # a web socket: there are none
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, body = Request(scope), Body(scope, receive, self._explorer.settings)
        dressing = _Dressing(self, request, body, send)
        try:
            refusal = self._refusal(request, body) or await self._unknown(request)
            if refusal is not None:
                await refusal(scope, body.receive, dressing.send)
            else:
                await self._app(scope, body.receive, dressing.send)
        except ClientDisconnect:
            return
        except Exception:
            if not dressing.has_begun:
                response = failures.answer(request, failures.unexpected())
                await response(scope, body.receive, dressing.send)
            raise  # whoever runs the server writes it down

    def _refusal(self, request: Request, body: Body) -> Response | None:
        """The answer to what is refused before anything is looked up."""
        if not self._is_ours(request.headers):
            told = "This explorer does not go by that name. Start it with --name to add one."
            return PlainTextResponse(told, 421)
        if limits.is_long(request.scope):
            return failures.answer(request, failures.failure_of(HTTPException(414)))
        if body.is_too_much:
            return failures.answer(request, failures.failure_of(body.too_much()))
        if not self._may_change(request):
            return failures.answer(request, failures.failure_of(NotFromHere("this was asked for elsewhere")))
        return None

    def _may_change(self, request: Request) -> bool:
        """Whether a request changes nothing, or comes from where a change may come from."""
        if request.method in csrf.SAFE or open_paths.is_one_click(request.method, request.scope["path"]):
            return True
        return csrf.is_own(request.headers, self._explorer.settings)

    async def _unknown(self, request: Request) -> Response | None:
        """Find out who asks; the answer to somebody who has to log in first."""
        path: str = request.scope["path"]
        # Health is told even where the desk cannot be asked who this is.
        if path.startswith(STATIC) or path == open_paths.HEALTHZ:
            return None
        found = await run_in_threadpool(visitor.recognised, self._explorer, path, request.headers)
        request.scope.setdefault("state", {})["visitor"] = found
        is_lost = found.account is None and (found.must_log_in or found.asks_by_token)
        is_kept_out = is_lost and path != way_in.LOG_IN and not open_paths.is_open(path)
        return failures.ask_to_log_in(request) if is_kept_out else None

    def _is_ours(self, headers: Headers) -> bool:
        # A page elsewhere can let its own name point to this machine, and be of one origin with us then.
        named = headers.getlist("host")
        found = _HOST.fullmatch(named[0].lower()) if len(named) == 1 else None
        return found is not None and found["name"] in self._names

    def dress(self, headers: MutableHeaders, request: Request) -> None:
        """Put on an answer what every answer bears."""
        headers.update(self._headers)
        known = visitor.visitor_of(request)
        if known is not None:
            if "hx-request" not in headers.get("Vary", "").lower():
                headers.add_vary_header("HX-Request")  # a part and the whole page have one address
            is_logged_in = known.account is not None
            headers.setdefault("Cache-Control", "no-store" if is_logged_in else "private, no-cache")
            self._give_cookie(headers, known)

    def _give_cookie(self, headers: MutableHeaders, known: Visitor) -> None:
        if known.is_needed and not known.is_bound and not known.asks_by_token:
            headers.append("Set-Cookie", visitor.cookie(self._explorer.settings, known.token))


class _Dressing:
    """Sends an answer with our headers on it."""

    def __init__(self, guard: Guard, request: Request, body: Body, send: Send) -> None:
        self._guard, self._request, self._body, self._send = guard, request, body, send
        self.has_begun = False

    async def send(self, message: Message) -> None:
        """Send a piece of the answer."""
        if message["type"] == "http.response.start":
            self.has_begun = self._body.is_answered = True
            headers = MutableHeaders(scope=message)
            self._guard.dress(headers, self._request)
            if not self._body.is_whole:
                headers["Connection"] = "close"  # what is still coming is not read
        await self._send(message)
