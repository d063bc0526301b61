"""For the tests of what guards the explorer: one with an empty ledger, its routes, and browsers before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.testclient import TestClient

from onrecord.desk import accounts, sessions, tokens
from onrecord.desk.accounts import Role
from onrecord.web import csrf
from onrecord.web.app import make_app
from onrecord.web.settings import Settings, desk_of
from onrecord.web.visitor import cookie_name

PASSWORD = "four words nobody joins"


def settings_of(folder: Path, **others: Any) -> Settings:
    """Those of an explorer whose ledger is made when it is opened."""
    ledger = folder / "onrecord.db"
    return Settings(**{"ledger": ledger, "desk": desk_of(ledger), "hosts": ("testserver",), **others})


@contextmanager
def opened(settings: Settings) -> Iterator[FastAPI]:
    """An explorer for several browsers: nothing works behind its pages, and no browser closes it."""
    app = make_app(settings)
    yield app
    app.state.explorer.close()


def browser(app: FastAPI, role: Role | None = None, **options: Any) -> TestClient:
    """A browser on a page of ours, whose changes bear the right token; logged in where a role is given."""
    explorer = app.state.explorer
    token = tokens.new()
    if role is not None:
        known = {each.name for each in accounts.listed(explorer.desk)}
        if role not in known:
            accounts.add(explorer.desk, role, role, PASSWORD)
        token = sessions.begin(explorer.desk, accounts.named(explorer.desk, role), "a browser")
    headers = {csrf.HEADER: csrf.token(explorer.form_key, token)}
    cookies = {cookie_name(explorer.settings): token}
    return TestClient(app, headers=headers, cookies=cookies, follow_redirects=False, **options)


def token_in(page: str) -> str:
    """The token that a page's forms bring back."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@dataclass(frozen=True, slots=True)
class Way:
    """A method of a route, with an address that leads to it."""

    method: str
    path: str
    context: RouteContext

    @property
    def dependant(self) -> Dependant | None:
        """What the route depends on; None where it is none of FastAPI's."""
        found = getattr(self.context, "dependant", None)
        return found if isinstance(found, Dependant) else None

    @property
    def address(self) -> str:
        """The path with a number in the place of each parameter, a form of feeds where one is asked for."""
        return re.sub(r"\{[^}]+\}", "1", self.path.replace("{to}", "atom"))


def ways(app: FastAPI) -> list[Way]:
    """All that can be asked, and by which method."""
    found = []
    for context in iter_route_contexts(app.routes):
        # Routes of another kind would pass our checks by: they may not change anything.
        is_ours = isinstance(context.original_route, APIRoute)
        assert is_ours or set(context.methods or ()) <= csrf.SAFE, context.path
        found += [Way(method, str(context.path), context) for method in sorted(context.methods or ())]
    return found


def changing(app: FastAPI) -> list[Way]:
    """Those that may change something."""
    return [way for way in ways(app) if way.method not in csrf.SAFE]


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered, and how many pieces of the request's body were taken."""

    status: int
    taken: int
    body: bytes


def told(app: FastAPI, scope: dict[str, Any], pieces: list[bytes], pause: float = 0.0) -> Told:
    """The answer to a request as no client would send it, whose body comes in pieces."""
    taken = 0
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        nonlocal taken
        if pause:
            await anyio.sleep(pause)
        if taken == len(pieces):
            return {"type": "http.disconnect"}
        taken += 1
        return {"type": "http.request", "body": pieces[taken - 1], "more_body": taken < len(pieces)}

    async def send(message: Any) -> None:
        sent.append(message)

    asked = {"type": "http", "http_version": "1.1", "scheme": "http", "query_string": b"", "root_path": ""}
    anyio.run(
        app, {**asked, "client": ("127.0.0.1", 1), "server": ("testserver", 80), **scope}, receive, send
    )
    return Told(sent[0]["status"], taken, b"".join(each.get("body", b"") for each in sent[1:]))
