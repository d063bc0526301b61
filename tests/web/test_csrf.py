"""No change without a token of our own page: every route that there is, and those to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import doors
import pytest
from fastapi import FastAPI
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.desk import tokens
from onrecord.web import csrf
from onrecord.web.settings import Settings
from onrecord.web.visitor import cookie_name

ONE_CLICK = "/newsletter/unsubscribe/{token}"
"""The one change without a token of ours: a mail program's, by the signed address alone (RFC 8058)."""
KEY = bytes(range(32))
BROWSER = "a" * 43


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return doors.settings_of(tmp_path_factory.mktemp("csrf"))


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[FastAPI]:
    with doors.opened(settings) as app:
        add_routes(app)
        yield app


def add_routes(app: FastAPI) -> None:
    def change() -> str:
        return "changed"

    app.add_api_route("/change", change, methods=["POST", "PUT", "PATCH", "DELETE"])
    app.add_api_route("/api/v1/change", change, methods=["POST"])


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return doors.browser(app, raise_server_exceptions=False)


def test_every_route_that_changes_something_wants_a_token(app: FastAPI, client: TestClient) -> None:
    right = client.headers.pop(csrf.HEADER)
    other = csrf.token(app.state.explorer.form_key, tokens.new())
    found = [way for way in doors.changing(app) if way.path != ONE_CLICK]
    assert len(found) >= 8
    assert len(found) == len(doors.changing(app)) - 1
    for way in found:
        of_this_test = way.path.endswith("/change")
        for sent in ("", "x", right[:-1], "A" * 86, other) if of_this_test else (other,):
            for brought in (
                {"headers": {csrf.HEADER: sent}},
                {"data": {"csrf": sent}},
                {"files": {"csrf": (None, sent)}},
                {"json": {"csrf": sent}},
            ):
                check_refused(client.request(way.method, way.address, **brought), way)
        check_refused(client.request(way.method, way.address), way)


def check_refused(answer: Response, way: doors.Way) -> None:
    assert answer.status_code == 403, way
    assert "Nothing was changed." in answer.text


def test_every_route_refuses_pages_elsewhere_whatever_they_bring(app: FastAPI, client: TestClient) -> None:
    elsewhere = [
        {"Origin": "http://evil.example"},
        {"Origin": "https://testserver"},  # another scheme, another origin
        {"Origin": "http://testserver:81"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # another port of this machine
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    ]
    for way in doors.changing(app):
        for headers in elsewhere:
            answer = client.request(way.method, way.address, headers=headers)
            assert answer.status_code == (404 if way.path == ONE_CLICK else 403), (way, headers)


def test_every_route_takes_what_our_own_pages_send(app: FastAPI, client: TestClient) -> None:
    ours = [
        {},  # neither header: an old browser
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://TESTSERVER:80"},
        {"Sec-Fetch-Site": "none"},  # a person did it
    ]
    for way in doors.changing(app):
        for headers in ours:
            answer = client.request(way.method, way.address, headers=headers)
            assert "Nothing was changed." not in answer.text, (way, headers)


def test_a_token_goes_with_one_browser(app: FastAPI, client: TestClient) -> None:
    del client.headers[csrf.HEADER]
    for path in ("/change", "/api/v1/change"):
        other = doors.browser(app)
        sent = other.headers.pop(csrf.HEADER)
        assert other.post(path, data={"csrf": sent}).status_code == 200
        assert client.post(path, data={"csrf": sent}).status_code == 403
        other.cookies.clear()
        assert other.post(path, data={"csrf": sent}).status_code == 403


def test_a_token_is_masked_anew_for_each_page() -> None:
    made = {csrf.token(KEY, BROWSER) for _ in range(20)}
    assert len(made) == 20
    assert all(csrf.is_right(KEY, BROWSER, each) for each in made)
    assert len({each[-20:] for each in made} | {each[:20] for each in made}) == 40


def test_a_token_outlives_a_restart(settings: Settings, client: TestClient) -> None:
    with doors.opened(settings) as app:
        later = TestClient(app, headers=dict(client.headers), cookies=client.cookies)
        assert later.post("/logout", follow_redirects=False).status_code == 303


def test_the_first_page_gives_the_browser_its_cookie(app: FastAPI) -> None:
    client = TestClient(app)
    assert "set-cookie" not in client.get("/static/explorer.css").headers
    assert "HttpOnly; SameSite=Lax" in client.get("/account").headers["set-cookie"]
    assert "set-cookie" not in client.get("/account").headers


@pytest.mark.parametrize(
    "brought", ["", "x", "../../etc/passwd", "a" * 44, "é" * 43, "a" * 42 + '"', "<script>alert(1)</script>"]
)
def test_a_cookie_that_is_no_token_is_replaced(app: FastAPI, settings: Settings, brought: str) -> None:
    headers = {b"Cookie": f"{cookie_name(settings)}={brought}".encode()}
    given = TestClient(app).get("/account", headers=headers).headers["set-cookie"]
    assert tokens.looks_right(given.partition("=")[2].partition(";")[0])


def test_programs_ask_the_api_without_a_token_where_there_are_no_accounts(app: FastAPI) -> None:
    program = TestClient(app)
    assert program.post("/api/v1/change", json={}).status_code == 200
    # Not the pages; nothing that a browser may send unasked; nothing that comes from a page.
    assert program.post("/change", json={}).status_code == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"):
        headers = {"Content-Type": kind}
        assert program.post("/api/v1/change", content="{}", headers=headers).status_code == 403
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Mode": "no-cors"},
        {"Referer": "http://evil.example/"},
        {"Cookie": "a=b"},
    ):
        assert program.post("/api/v1/change", json={}, headers=headers).status_code == 403


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[FastAPI]:
    """One with accounts."""
    with doors.opened(doors.settings_of(tmp_path)) as app:
        add_routes(app)
        yield app


def test_programs_with_a_token_of_an_account_need_no_other(closed: FastAPI) -> None:
    app = closed
    browser = doors.browser(app, "reviewer")
    token = tokens.make(app.state.explorer.desk, "reviewer")
    program = TestClient(app, follow_redirects=False)
    for sent, status in ((token, 200), (token[:-1], 401), (f"{token}x", 401), ("", 401), ("é", 401)):
        bearer = {b"Authorization": f"Bearer {sent}".encode()}
        assert program.post("/api/v1/change", headers=bearer).status_code == status
        assert program.post("/change", headers=bearer).status_code == 303
    # A browser's cookie does not stand in for it.
    del browser.headers[csrf.HEADER]
    assert browser.post("/api/v1/change", json={}).status_code == 403
    assert browser.post("/api/v1/change", headers={"Authorization": "Bearer x"}).status_code == 401


def test_a_file_is_not_read_into_memory_to_find_the_token(client: TestClient) -> None:
    sent = client.headers.pop(csrf.HEADER)
    files = {"file": ("a.txt", b"x" * 3_000_000)}
    assert client.post("/change", data={"csrf": sent}, files=files).status_code == 200
    assert client.post("/change", files={"csrf": ("a.txt", sent)}).status_code == 403  # a file is no field


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=43, max_size=43), st.binary())
def test_a_token_is_right_for_what_it_was_made_for_alone(browser: str, other: bytes) -> None:
    token = csrf.token(KEY, browser)
    assert csrf.is_right(KEY, browser, token)
    assert not csrf.is_right(KEY, browser, other.decode("latin-1"))
    assert not csrf.is_right(KEY, browser, token.swapcase())
    assert not csrf.is_right(other.ljust(32, b"x"), browser, token)
