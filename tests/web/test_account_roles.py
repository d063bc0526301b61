"""Who may do what: every route, asked by nobody, a reader, a reviewer and an admin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import doors
import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from starlette.testclient import TestClient

from onrecord.desk.accounts import ROLES, Role
from onrecord.web import access
from onrecord.web.visitor import API

OPEN = {
    "/login",
    "/static/{name}",
    "/healthz",
    "/newsletter",
    "/newsletter/{key}",
    "/newsletter/confirm/{token}",
    "/newsletter/unsubscribe/{token}",
    "/newsletter/choose/{token}",
}
"""What whoever has not logged in sees."""
BY_THEMSELVES = {("GET", "/topics/{key}/feed.{to}"), ("GET", "/metrics")}
"""What says by itself who may see it: feeds of public topics, and measures for this machine."""
ALIKE = {("GET", "/review/{line}/{deed}"), ("GET", "/api/v1/openapi.json"), ("HEAD", "/api/v1/openapi.json")}
"""What leads to another page, or is the same in every ledger; who has not logged in does not come so far."""
OWN = {
    "/logout",
    "/account/password",
    "/account/sessions",
    "/search/save",
    "/search/saved/{number}/rename",
    "/search/saved/{number}/delete",
    "/api/v1/read",  # keeps nothing
}
"""Changes that readers may make: of what is their own."""
NEEDED = {access.reader: "reader", access.reviewer: "reviewer", access.admin: "admin"}


Browsers = dict[Role | None, TestClient]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    with doors.opened(doors.settings_of(tmp_path)) as app:
        yield app


@pytest.fixture
def browsers(app: FastAPI) -> Browsers:
    return {role: doors.browser(app, role, raise_server_exceptions=False) for role in (*ROLES, None)}


def roles(dependant: Dependant | None) -> set[str]:
    """The roles that a route asks for, itself or through what it depends on."""
    if dependant is None:
        return set()
    found = {NEEDED[dependant.call]} if dependant.call in NEEDED else set()
    return found.union(*(roles(each) for each in dependant.dependencies))


def needed(way: doors.Way) -> Role:
    """The least role for a route: the greatest that it asks for."""
    return max(roles(way.dependant), key=ROLES.index)  # type: ignore[arg-type]


def test_every_route_asks_for_a_role(app: FastAPI) -> None:
    without = [way for way in doors.ways(app) if not roles(way.dependant)]
    assert {(way.method, way.path) for way in without if way.path not in OPEN} == ALIKE | BY_THEMSELVES


def test_changes_take_a_reviewer(app: FastAPI) -> None:
    for way in doors.changing(app):
        if way.path in OPEN:
            continue
        least: Role = "reader" if way.path in OWN else "reviewer"
        assert ROLES.index(needed(way)) >= ROLES.index(least), way


def test_who_may_not_is_refused_and_who_may_is_not(app: FastAPI, browsers: Browsers) -> None:
    ways = [way for way in doors.ways(app) if roles(way.dependant)]
    assert len(ways) > 10
    for way in ways:
        least = ROLES.index(needed(way))
        for role in ROLES:
            answer = browsers[role].request(way.method, way.address)
            is_refused = answer.status_code == 403 and "takes the role" in answer.text
            assert is_refused == (ROLES.index(role) < least), (way, role, answer.status_code)


def test_nobody_sees_anything(app: FastAPI, browsers: Browsers) -> None:
    nobody = browsers[None]
    for way in doors.ways(app):
        if way.path in OPEN:
            continue
        answer = nobody.request(way.method, way.address)
        if (way.method, way.path) in BY_THEMSELVES or way.path.startswith(API) or "/feed." in way.path:
            assert answer.status_code == 401, way
        else:
            assert (answer.status_code, answer.headers["location"][:6]) == (303, "/login"), way
    # Neither what there is nor what there is not.
    for path in ("/no such page", "/../etc/passwd", "/static", "/staticx", "/login/", "/login/x"):
        assert nobody.get(path).status_code == 303


def test_who_has_not_logged_in_gets_the_log_in_and_its_style(browsers: Browsers) -> None:
    nobody = browsers[None]
    assert nobody.get("/login").status_code == 200
    assert nobody.get("/static/explorer.css").status_code == 200


def test_a_body_of_nobody_is_not_read(app: FastAPI) -> None:
    doors.browser(app, "admin")
    headers = [(b"host", b"testserver"), (b"content-length", b"50000000")]
    scope = {"method": "POST", "path": "/add", "headers": headers}
    told = doors.told(app, scope, [b"x" * 1_000_000] * 50)
    assert (told.status, told.taken) == (303, 0)
