"""Who a request comes from: found out once, before the page is made."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.datastructures import Headers

from onrecord.desk import sessions, tokens, visits
from onrecord.desk.accounts import Account
from onrecord.web import open_paths
from onrecord.web.settings import Settings

if TYPE_CHECKING:
    from onrecord.web.app import Explorer

API = "/api/"
"""What programs ask begins with this."""
_BEARER = "bearer "


@dataclass(slots=True)
class Visitor:
    """A browser, or a program, and whose it is.

    `token` stands, or will stand, in the browser's cookie: a session's, or one that only binds forms to this
    browser. `is_bound` says that the browser has it, `is_needed` that it should. `account` is None where
    nobody is logged in, or where there are no accounts and nobody `must_log_in`. `asks_by_token` says that a
    program sent a token, for the API or a feed, and no cookie counts. `last_visit` is the last moment (ISO
    8601) of the visit before this one.
    """

    token: str
    is_bound: bool
    must_log_in: bool
    account: Account | None = None
    asks_by_token: bool = False
    last_visit: str | None = None
    is_needed: bool = False

    def becomes(self, token: str) -> None:
        """Give the browser another token: nothing that was bound to the old one counts any more."""
        self.token = token
        self.is_bound = False
        self.is_needed = True


def visitor_of(request: Request) -> Visitor | None:
    """Who a request comes from; None for a file that is shipped, and where it was refused at the door."""
    found = request.scope.get("state", {}).get("visitor")
    return found if isinstance(found, Visitor) else None


def recognised(explorer: Explorer, path: str, headers: Headers) -> Visitor:
    """Find out who sent a request, and note that they were here. Reads the desk; writes once a minute."""
    desk, must_log_in = explorer.desk, explorer.has_accounts()
    bearer = headers.get("authorization", "")
    if takes_token(path) and bearer[: len(_BEARER)].lower() == _BEARER:
        account = tokens.account_of(desk, bearer[len(_BEARER) :].strip())
        return Visitor("", is_bound=False, must_log_in=must_log_in, account=account, asks_by_token=True)
    brought = _brought(headers, cookie_name(explorer.settings))
    visitor = Visitor(brought or tokens.new(), is_bound=brought is not None, must_log_in=must_log_in)
    if must_log_in:
        session = sessions.find(desk, visitor.token) if brought else None
        visitor.account = session.account if session is not None else None
    is_program = takes_token(path) and not path.startswith(API)  # a feed reader's asking is no visit
    if (visitor.account is not None or not must_log_in) and not is_program:
        number = visitor.account.id if visitor.account is not None else visits.NOBODY
        visitor.last_visit = visits.visit(desk, number)
    return visitor


def takes_token(path: str) -> bool:
    """Whether programs ask for this, and may bring the token of an account."""
    return path.startswith(API) or path == open_paths.METRICS or open_paths.is_feed(path)


def cookie_name(settings: Settings) -> str:
    """The name of our cookie, of this ledger alone.

    Cookies know no ports: two explorers on one machine would take each other's. A browser takes one whose
    name begins with __Host- from this very host alone, by https.
    """
    whose = sha256(str(settings.desk.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"__Host-onrecord-{whose}" if settings.is_secure else f"onrecord-{whose}"


def cookie(settings: Settings, token: str) -> str:
    """The header's value that gives a browser its token."""
    asked = [f"{cookie_name(settings)}={token}", "Path=/", "HttpOnly", "SameSite=Lax"]
    asked += [f"Max-Age={int(sessions.LONGEST.total_seconds())}"]
    return "; ".join(asked + ["Secure"] * settings.is_secure)


def _brought(headers: Headers, name: str) -> str | None:
    """The token in a request's cookie, where it could be one."""
    for header in headers.getlist("cookie"):
        for pair in header.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name and tokens.looks_right(value):
                return value
    return None
