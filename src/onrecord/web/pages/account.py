"""Logging in and out, and what belongs to an account: its password and where it is logged in."""

from __future__ import annotations

from math import ceil
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk import accounts, passwords, sessions, tokens
from onrecord.desk.accounts import Account
from onrecord.desk.file import DeskError
from onrecord.web import way_in
from onrecord.web.access import NOBODY, LogInNeeded, Person, Reader, person_of
from onrecord.web.attempts import wait_words
from onrecord.web.browser_words import browser_words
from onrecord.web.rendering import page
from onrecord.web.visitor import Visitor, visitor_of

router = APIRouter(include_in_schema=False)

# Each takes 19 MiB and a core for a while: more at once would only keep the pages waiting.
_AT_ONCE = 2
_hashing = anyio.CapacityLimiter(_AT_ONCE)
_WRONG = "There is no account of this name with this password."

Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=passwords.MOST)]


@router.get("/login")
def log_in_page(request: Request, next: str | None = None) -> Response:  # noqa: A002 - as the address has it
    """The log-in; whoever needs none is led on."""
    if person_of(request) is not None:
        return RedirectResponse(way_in.local_path(next), 303)
    return _log_in(request, next)


@router.post("/login")
async def log_in(
    request: Request,
    name: Name = "",
    password: Password = "",
    next: Annotated[str | None, Form()] = None,  # noqa: A002 - as the address has it
) -> Response:
    """Log in under a name with its password; too many that fail have to wait."""
    visitor = _visitor(request)
    if not visitor.must_log_in:
        return RedirectResponse("/", 303)
    account, wait = await _known(request, name, password)
    if wait:
        return _log_in(request, next, name, _wait_words(wait), 429, wait)
    if account is None:
        return _log_in(request, next, name, _WRONG, 401)
    await anyio.to_thread.run_sync(_begin, request, visitor, account)
    return RedirectResponse(way_in.local_path(next), 303)


@router.post("/logout")
def log_out(request: Request, _person: Reader) -> Response:
    """End this browser's session."""
    visitor = _visitor(request)
    sessions.end(request.app.state.explorer.desk, visitor.token)
    visitor.account = None
    visitor.becomes(tokens.new())
    return RedirectResponse(way_in.LOG_IN if visitor.must_log_in else "/", 303)


@router.get("/account")
def account_page(request: Request, person: Reader) -> HTMLResponse:
    """The own account."""
    return _own(request, person)


@router.post("/account/password")
async def change_password(
    request: Request, person: Reader, current: Password = "", new: Password = "", again: Password = ""
) -> Response:
    """Another password: all other browsers are logged out."""
    if person.account is None:
        return RedirectResponse("/account", 303)
    account, wait = await _known(request, person.name, current)
    if wait:
        return _own(request, person, wrong=_wait_words(wait), status_code=429, wait=wait)
    if account is None:
        return _own(request, person, wrong="The current password is another.", status_code=400)
    if new != again:
        return _own(request, person, wrong="The new password was not typed twice alike.", status_code=400)
    desk = request.app.state.explorer.desk
    try:
        await anyio.to_thread.run_sync(accounts.set_password, desk, person.name, new, limiter=_hashing)
    except DeskError as error:
        return _own(request, person, wrong=f"{str(error)[:1].upper()}{str(error)[1:]}.", status_code=400)
    await anyio.to_thread.run_sync(_begin, request, _visitor(request), account)
    return RedirectResponse("/account?changed=1", 303)


@router.post("/account/sessions")
def end_others(request: Request, person: Reader) -> Response:
    """Log out all browsers but this one."""
    if person.account is not None:
        sessions.end_others(request.app.state.explorer.desk, person.account, _visitor(request).token)
    return RedirectResponse("/account", 303)


async def _known(request: Request, name: str, password: str) -> tuple[Account | None, float]:
    """The account, or None; and for how many seconds it is not even looked at."""
    explorer = request.app.state.explorer
    address = request.client.host if request.client is not None else ""
    key = accounts.key(name)
    if wait := explorer.attempts.begin(address, key):
        return None, wait
    found = await anyio.to_thread.run_sync(
        accounts.with_password, explorer.desk, name, password, limiter=_hashing
    )
    if found is not None:
        explorer.attempts.succeed(address, key)
    return found, 0.0


def _begin(request: Request, visitor: Visitor, account: Account) -> None:
    """Give the browser a session of its own: never under the token that it came with."""
    desk = request.app.state.explorer.desk
    sessions.end(desk, visitor.token)
    visitor.account = account
    visitor.becomes(sessions.begin(desk, account, request.headers.get("user-agent")))


def _visitor(request: Request) -> Visitor:
    visitor = visitor_of(request)
    if visitor is None:
        raise LogInNeeded("nobody is known here")
    return visitor


def _log_in(
    request: Request,
    asked: str | None,
    name: str = "",
    wrong: str | None = None,
    status_code: int = 200,
    wait: float = 0.0,
) -> HTMLResponse:
    told: dict[str, Any] = {"asked": way_in.local_path(asked), "name": name, "wrong": wrong}
    return _waiting(page(request, "login.html", NOBODY, status_code=status_code, **told), wait)


def _own(
    request: Request, person: Person, wrong: str | None = None, status_code: int = 200, wait: float = 0.0
) -> HTMLResponse:
    explorer, visitor = request.app.state.explorer, _visitor(request)
    own = sessions.of(explorer.desk, person.account) if person.account is not None else ()
    told: dict[str, Any] = {
        "sessions": own,
        "this": tokens.hashed(visitor.token).hex(),
        "named": browser_words,
        "wrong": wrong,
        "changed": "changed" in request.query_params,
        "least": passwords.LEAST,
        "most": passwords.MOST,
    }
    return _waiting(page(request, "account.html", person, status_code=status_code, **told), wait)


def _waiting(response: HTMLResponse, wait: float) -> HTMLResponse:
    if wait:
        response.headers["Retry-After"] = str(ceil(wait))
    return response


def _wait_words(wait: float) -> str:
    return f"Too many attempts have failed. Try again in {wait_words(wait)}."
