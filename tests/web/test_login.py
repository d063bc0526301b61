"""Logging in and out: who is let in, for how long, and what an attacker is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import doors
import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from onrecord.desk import accounts, sessions
from onrecord.web import csrf
from onrecord.web.attempts import FREE, Attempts
from onrecord.web.settings import Settings
from onrecord.web.visitor import cookie_name
from onrecord.web.way_in import local_path

WRONG = "There is no account of this name with this password."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return doors.settings_of(tmp_path)


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    with doors.opened(settings) as app:
        accounts.add(app.state.explorer.desk, "Ana", "reviewer", doors.PASSWORD)
        yield app


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, follow_redirects=False)


def log_in(client: TestClient, name: str = "Ana", password: str = doors.PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    token = doors.token_in(client.get("/login").text)
    return client.post("/login", data={"name": name, "password": password, "csrf": token, **more})


def test_a_page_leads_to_the_log_in_and_the_log_in_back(client: TestClient) -> None:
    asked = client.get("/search?words=sea+fire&who=Ana")
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        "/login?next=%2Fsearch%3Fwords%3Dsea%2Bfire%26who%3DAna",
    )
    page = client.get(asked.headers["location"])
    assert 'value="/search?words=sea+fire&amp;who=Ana"' in page.text
    done = log_in(client, next="/search?words=sea+fire&who=Ana")
    assert (done.status_code, done.headers["location"]) == (303, "/search?words=sea+fire&who=Ana")
    assert client.get("/account").status_code == 200
    assert client.get("/login").status_code == 303  # nothing to do there


def test_parts_and_programs_are_led_in_their_own_ways(client: TestClient) -> None:
    part = client.get("/search", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/a?b=c"})
    assert part.status_code == 401
    assert part.headers["hx-redirect"] == "/login?next=%2Fa%3Fb%3Dc"
    elsewhere = client.get("/", headers={"HX-Request": "true", "HX-Current-URL": "http://evil.example//x.y"})
    assert elsewhere.headers["hx-redirect"] == "/login"
    program = client.get("/api/v1/anything")
    assert program.status_code == 401
    assert program.json()["error"]["message"].startswith("a token is needed")
    assert program.headers["www-authenticate"].startswith("Bearer")
    assert client.post("/anything", content=b"x" * 100).headers["location"] == "/login"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/stories", "/stories"),
        ("/search?words=a%20b&who=c", "/search?words=a%20b&who=c"),
        ("/report?article=https%3A%2F%2Fnews.example%2F1", "/report?article=https%3A%2F%2Fnews.example%2F1"),
        (None, "/"),
        ("", "/"),
        ("stories", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("///evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("\\\\evil.example/", "/"),
        ("/\t/evil.example/", "/"),
        ("/\n/evil.example/", "/"),
        (" //evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/login?next=/login", "/"),  # round and round
        ("/logout", "/"),
        ("/" + "x" * 3_000, "/"),
        ("/a\r\nSet-Cookie: a=b", "/"),
    ],
)
def test_the_way_back_leads_nowhere_else(asked: str | None, led: str) -> None:
    assert local_path(asked) == led


def test_the_log_in_leads_nowhere_else(client: TestClient) -> None:
    for asked in ("//evil.example/", "/\\evil.example/", "https://evil.example/"):
        assert f'value="{asked}"' not in client.get(f"/login?{urlencode([('next', asked)])}").text
        assert log_in(client, next=asked).headers["location"] == "/"
        client.cookies.clear()


def test_an_unknown_name_and_a_wrong_password_are_told_alike(client: TestClient) -> None:
    answers = [
        log_in(client, "Ana", "wrong words that nobody has"),
        log_in(client, "Ben", doors.PASSWORD),
        log_in(client, "", ""),
    ]
    for answer in answers:
        assert answer.status_code == 401
        assert WRONG in answer.text
        assert doors.PASSWORD not in answer.text
        assert client.get("/account").status_code == 303


def test_the_session_is_never_one_that_the_browser_brought(
    app: FastAPI, client: TestClient, settings: Settings
) -> None:
    name = cookie_name(settings)
    log_in(client)
    first = client.cookies[name]
    planted = "a" * 43
    given = log_in(TestClient(app, cookies={name: planted}, follow_redirects=False)).headers["set-cookie"]
    assert planted not in given
    assert first not in given
    thief = TestClient(app, cookies={name: planted}, follow_redirects=False)
    assert thief.get("/account").status_code == 303
    # Logging in once more ends the session before.
    token = doors.token_in(client.get("/account").text)
    client.post("/login", data={"name": "Ana", "password": doors.PASSWORD, "csrf": token})
    thief = TestClient(app, cookies={name: first}, follow_redirects=False)
    assert thief.get("/account").status_code == 303


def test_the_cookie_is_for_us_alone(client: TestClient, settings: Settings) -> None:
    given = log_in(client).headers["set-cookie"]
    assert given.startswith(f"{cookie_name(settings)}=")
    assert "; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000" in given
    assert "Domain" not in given
    assert "Secure" not in given


def test_by_https_the_cookie_never_goes_another_way(tmp_path: Path) -> None:
    settings = doors.settings_of(tmp_path, is_secure=True)
    with doors.opened(settings) as app:
        accounts.add(app.state.explorer.desk, "Ana", "reviewer", doors.PASSWORD)
        client = TestClient(app, base_url="https://testserver", follow_redirects=False)
        given = log_in(client, next="/account").headers["set-cookie"]
        assert given.startswith("__Host-onrecord-")
        assert given.endswith("; Secure")
        assert client.get("/account").status_code == 200
        token = doors.token_in(client.get("/account").text)
        asked = {"csrf": token}
        assert client.post("/logout", data=asked, headers={"Origin": "http://testserver"}).status_code == 403
        assert client.post("/logout", data=asked, headers={"Origin": "https://testserver"}).status_code == 303


def test_logging_out_ends_the_session(app: FastAPI, client: TestClient, settings: Settings) -> None:
    log_in(client)
    session = client.cookies[cookie_name(settings)]
    token = doors.token_in(client.get("/account").text)
    done = client.post("/logout", data={"csrf": token})
    assert (done.status_code, done.headers["location"]) == (303, "/login")
    assert client.get("/account").status_code == 303
    assert sessions.find(app.state.explorer.desk, session) is None
    assert client.post("/login", data={"csrf": token}).status_code == 403  # of the session that has ended


def test_another_password_logs_the_others_out(app: FastAPI, client: TestClient) -> None:
    new = "quite other words now"
    other = TestClient(app, follow_redirects=False)
    log_in(client)
    log_in(other)
    assert client.get("/account").text.count('class="quiet small">since') == 2

    def change(**fields: str):  # type: ignore[no-untyped-def]
        token = doors.token_in(client.get("/account").text)
        return client.post("/account/password", data={"csrf": token, **fields})

    for fields, wrong in (
        ({"current": "no", "new": new, "again": new}, "The current password is another."),
        ({"current": doors.PASSWORD, "new": new, "again": new + "!"}, "not typed twice alike"),
        ({"current": doors.PASSWORD, "new": "short", "again": "short"}, "too short"),
    ):
        answer = change(**fields)
        assert answer.status_code == 400
        assert wrong in answer.text
    done = change(current=doors.PASSWORD, new=new, again=new)
    assert done.status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert log_in(other).status_code == 401
    assert log_in(other, password=new).status_code == 303


def test_other_sessions_can_be_ended(app: FastAPI, client: TestClient) -> None:
    other = TestClient(app, follow_redirects=False)
    log_in(client)
    log_in(other)
    token = doors.token_in(client.get("/account").text)
    assert client.post("/account/sessions", data={"csrf": token}).status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_too_many_attempts_have_to_wait(app: FastAPI, client: TestClient) -> None:
    for _ in range(FREE):
        assert log_in(client, password="wrong words that nobody has").status_code == 401
    late = log_in(client)  # the right one, but too soon
    assert late.status_code == 429
    assert 1 <= int(late.headers["retry-after"]) <= 2
    assert "Try again in 2 seconds." in late.text or "Try again in 1 second." in late.text
    app.state.explorer.attempts = Attempts()
    assert log_in(client).status_code == 303


def test_nobody_has_to_log_in_where_there_are_no_accounts(tmp_path: Path) -> None:
    with doors.opened(doors.settings_of(tmp_path)) as app:
        client = TestClient(app, follow_redirects=False)
        assert client.get("/login").headers["location"] == "/"
        page = client.get("/account")
        assert "No accounts" in page.text
        assert "Log out" not in page.text


def test_the_first_account_counts_at_once_and_the_last_leaves_no_open_door(tmp_path: Path) -> None:
    with doors.opened(doors.settings_of(tmp_path)) as app:
        desk = app.state.explorer.desk
        client = TestClient(app, follow_redirects=False)
        assert client.get("/account").status_code == 200
        accounts.add(desk, "Ana", "admin", doors.PASSWORD)
        assert client.get("/account").status_code == 303
        accounts.remove(desk, "Ana")
        assert client.get("/account").status_code == 303


def test_the_last_visit_is_everybodys_own(app: FastAPI, client: TestClient) -> None:
    explorer, asked = app.state.explorer, list[str | None]()

    def visit(request: Request) -> None:
        asked.append(explorer.last_visit(request))

    app.get("/visit")(visit)
    with explorer.desk.writing() as connection:
        connection.execute("INSERT INTO visit VALUES (1, '2024-10-25T08:00:00.000000Z', NULL)")
    log_in(client)
    client.get("/visit")
    assert asked == ["2024-10-25T08:00:00.000000Z"]
    doors.browser(app, "reader").get("/visit")
    assert asked[1:] == [None]


def test_a_role_that_is_taken_away_is_gone_at_once(app: FastAPI, client: TestClient) -> None:
    desk = app.state.explorer.desk
    log_in(client)
    assert "decide on statements" in client.get("/account").text
    accounts.set_role(desk, "Ana", "reader")
    assert "decide on statements" not in client.get("/account").text
    accounts.remove(desk, "Ana")
    assert client.get("/account").status_code == 303


def test_a_log_in_that_somebody_else_began_is_refused(client: TestClient) -> None:
    """A page elsewhere must not log people in under a name of its own (login CSRF)."""
    fields = {"name": "Ana", "password": doors.PASSWORD}
    assert client.post("/login", data=fields).status_code == 403
    with_token = {**fields, "csrf": doors.token_in(client.get("/login").text)}
    client.cookies.clear()
    assert client.post("/login", data=with_token).status_code == 403


def test_the_token_of_before_the_log_in_is_worth_nothing_after_it(client: TestClient) -> None:
    before = doors.token_in(client.get("/login").text)
    log_in(client)
    assert client.post("/logout", headers={csrf.HEADER: before}).status_code == 403


class Clock:
    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def test_the_waits_grow() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    waits = []
    for _ in range(FREE + 10):
        while wait := attempts.begin("192.0.2.1", "ana"):
            waits.append(wait)
            clock.at += wait
    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 900.0]


def test_the_wait_of_a_name_is_short_whoever_tries() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(200):
        attempts.begin(f"192.0.2.{number}", "ana")
        clock.at += 0.1
    assert 0 < attempts.begin("198.51.100.1", "ana") <= 60.0
    assert attempts.begin("198.51.100.1", "ben") == 0.0


def test_one_address_is_held_whatever_names_it_tries() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin("192.0.2.1", f"name {number}") for number in range(FREE + 1)]
    assert waits == [0.0] * FREE + [2.0]
    assert attempts.begin("192.0.2.2", "name 1") == 0.0


def test_an_address_of_ipv6_is_its_network() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin(f"2001:db8:1:2::{number}", f"name {number}") for number in range(FREE + 1)]
    assert waits[-1] == 2.0
    assert attempts.begin("2001:db8:1:3::1", "name") == 0.0
    assert attempts.begin("::ffff:192.0.2.1", "name") == 0.0


def test_what_is_right_is_forgotten_and_the_rest_in_time() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(20):
        assert attempts.begin("192.0.2.1", "ana") == 0.0
        attempts.succeed("192.0.2.1", "ana")
    for _ in range(FREE):
        attempts.begin("192.0.2.1", "ana")
    assert attempts.begin("192.0.2.1", "ana") > 0.0
    clock.at += 3_601
    assert attempts.begin("192.0.2.1", "ana") == 0.0


def test_attempts_do_not_fill_the_memory() -> None:
    attempts = Attempts(Clock())
    for number in range(12_000):
        attempts.begin(str(number), "a name")
        attempts.begin("192.0.2.1", str(number))
    assert len(attempts._failed) <= 10_002
