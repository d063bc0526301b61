"""The door: names, sizes, headers, and what is said of what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import doors
import pytest
from fastapi import FastAPI, File, Form, UploadFile
from starlette.testclient import TestClient

from onrecord.errors import OnrecordError, Refused
from onrecord.ledger.correction import CorrectionError, Overtaken
from onrecord.ledger.store import LedgerError, NotInLedger
from onrecord.ledger.typed import QuestionError
from onrecord.web import limits
from onrecord.web.guard import HEADERS
from onrecord.web.settings import Settings, desk_of

ERRORS: dict[str, Exception] = {
    "lost": NotInLedger("there is no line 7: onrecord ask shows the numbers"),
    "full": LedgerError("/home/ana/secret.db: the disk is full"),
    "question": QuestionError("said", "'soon' names no day", "2024-10-25"),
    "overtaken": Overtaken("line 7 is not current: line 9 took its place, name that one"),
    "correction": CorrectionError("no reason is given: say why"),
    "refused": Refused("article", "it is no report", "send another"),
    "other": OnrecordError("something <b>else</b>"),
    "broken": ValueError("a secret in /home/ana"),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("guard")
    with doors.opened(doors.settings_of(folder, form_size=10_000, upload_size=100_000)) as app:
        add_routes(app)
        yield app


def add_routes(app: FastAPI) -> None:
    """Routes that do on purpose what others do by mistake."""

    def fail(kind: str) -> None:
        raise ERRORS[kind]

    def number(number: int) -> str:
        return str(number)

    def form(text: Annotated[str, Form()]) -> str:
        return str(len(text))

    def upload(file: Annotated[UploadFile, File()]) -> str:
        return str(file.size)

    for prefix in ("", "/api/v1"):
        app.get(f"{prefix}/fail/{{kind}}")(fail)
        app.get(f"{prefix}/number/{{number}}")(number)
    app.post("/form")(form)
    app.post("/add")(upload)  # after the one that there is


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return doors.browser(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("testserver", 200),
        ("testserver:8000", 200),
        ("TestServer", 200),
        ("127.0.0.1", 421),  # not among its names here
        ("evil.example", 421),  # a name elsewhere that points to this machine
        ("evil.example:8000", 421),
        ("testserver.evil.example", 421),
        ("testserver@evil.example", 421),
        ("evil.example#testserver", 421),
        ("testserver:8000:8000", 421),
        ("testserver:port", 421),
        ("testserver/", 421),
        ("[::1]", 421),
        ("", 421),
        ("testserver ", 421),
    ],
)
def test_it_answers_to_its_own_names_alone(client: TestClient, host: str, status: int) -> None:
    for path in ("/account", "/static/explorer.css"):
        assert client.get(path, headers={"Host": host}).status_code == status


def test_two_names_at_once_are_none(app: FastAPI) -> None:
    named = [(b"host", b"testserver"), (b"host", b"testserver")]
    assert doors.told(app, {"method": "GET", "path": "/account", "headers": named}, [b""]).status == 421


def test_addresses_of_this_machine_are_names_by_default(tmp_path: Path) -> None:
    ledger = tmp_path / "onrecord.db"
    with doors.opened(Settings(ledger=ledger, desk=desk_of(ledger))) as app:
        client = doors.browser(app)
        for host in ("127.0.0.1:8000", "localhost:8000", "[::1]:8000"):
            assert client.get("/account", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/account", 200),
        ("GET", "/static/explorer.css", 200),
        ("GET", "/static/none.css", 404),
        ("GET", "/login", 303),
        ("GET", "/no such page", 404),
        ("GET", "/api/v1/none", 404),
        ("DELETE", "/account", 405),
        ("GET", "/number/x", 422),
        ("GET", "/fail/lost", 404),
        ("GET", "/fail/broken", 500),
        ("GET", "/api/v1/fail/broken", 500),
        ("GET", "/account?" + "x" * 50_000, 414),
        ("GET", "/" + "x" * 5_000, 414),
    ],
)
def test_every_answer_bears_the_headers(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "server" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers


def test_what_was_refused_at_the_door_bears_them_too(client: TestClient) -> None:
    for headers in (
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Content-Length": "99999999"},
    ):
        answer = client.post("/form", headers=headers)
        assert answer.status_code in (421, 403, 413)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_pages_are_not_kept_by_others(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/account").headers["cache-control"] == "private, no-cache"
    assert "HX-Request" in client.get("/account").headers["vary"]
    assert "immutable" in client.get("/static/explorer.css").headers["cache-control"]
    with doors.opened(doors.settings_of(tmp_path)) as app:
        assert doors.browser(app, "reader").get("/account").headers["cache-control"] == "no-store"


def test_by_https_alone(tmp_path: Path) -> None:
    with doors.opened(doors.settings_of(tmp_path, is_secure=True)) as app:
        answer = doors.browser(app).get("/account")
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("kind", "status", "told"),
    [
        ("lost", 404, "There is no line 7"),
        ("full", 503, "cannot be read or written"),
        ("question", 400, "names no day"),
        ("overtaken", 409, "line 9 took its place"),
        ("correction", 400, "No reason is given"),
        ("refused", 422, "It is no report"),
        ("other", 400, "Something"),
        ("broken", 500, "The mistake is ours"),
    ],
)
def test_what_went_wrong_is_said_in_plain_words(
    client: TestClient, kind: str, status: int, told: str
) -> None:
    page, part, api = (
        client.get(f"/fail/{kind}"),
        client.get(f"/fail/{kind}", headers={"HX-Request": "true"}),
        client.get(f"/api/v1/fail/{kind}"),
    )
    assert [each.status_code for each in (page, part, api)] == [status] * 3
    assert told in page.text
    assert "<html" in page.text
    assert told in part.text
    assert "<html" not in part.text
    assert told in api.json()["error"]["message"]
    for each in (page, part, api):
        assert "secret" not in each.text
        assert "Traceback" not in each.text
        assert "<b>else" not in each.text or each is api


def test_a_page_that_is_not_there_says_so(client: TestClient) -> None:
    answer = client.get("/nothing/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "There is no such page." in answer.text
    assert "<script>alert" not in answer.text
    assert client.get("/api/nothing").json() == {
        "error": {"message": "There is no such page.", "field": None}
    }


def test_a_wrong_parameter_is_named(client: TestClient) -> None:
    assert "Number is no whole number." in client.get("/number/x").text
    assert client.get("/api/v1/number/x").json()["error"]["field"] == "number"
    missing = client.post("/form", data={})
    assert missing.status_code == 422
    assert "Text is missing." in missing.text


def test_a_mistake_of_ours_is_raised_for_whoever_runs_it(app: FastAPI) -> None:
    with pytest.raises(ValueError, match="a secret"):
        doors.browser(app).get("/fail/broken")


def scope(path: str, size: int | None, kind: str = "application/x-www-form-urlencoded") -> dict[str, object]:
    headers = [(b"host", b"testserver"), (b"content-type", kind.encode())]
    headers += (
        [(b"content-length", b"%d" % size)] if size is not None else [(b"transfer-encoding", b"chunked")]
    )
    return {"method": "POST", "path": path, "headers": headers}


MULTIPART = "multipart/form-data; boundary=x"
FILE = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'


@pytest.mark.parametrize(
    ("path", "size", "taken"),
    [
        ("/form", 10_001, 0),  # declared: not a byte is read
        ("/form", 1_000_000_000, 0),
        ("/add", 100_001, 0),
        ("/add", 1_000_000_000, 0),
        ("/form", None, 11),  # not declared: read until it is too much
        ("/add", None, 101),
    ],
)
def test_what_is_too_large_is_refused_without_reading_it(
    app: FastAPI, path: str, size: int | None, taken: int
) -> None:
    pieces = [FILE] + [b"x" * 1_000] * 1_000
    told = doors.told(app, scope(path, size, MULTIPART), pieces)
    assert (told.status, told.taken) == (413, taken)


def test_a_body_that_says_it_is_smaller_than_it_is_is_counted(app: FastAPI) -> None:
    told = doors.told(app, scope("/form", 10), [b"text=" + b"x" * 1_000] * 1_000)
    assert (told.status, told.taken) == (413, 10)


def test_a_body_of_drops_is_let_go(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GRACE_SECONDS", 0.2)
    told = doors.told(app, scope("/form", 5_000), [b"x"] * 5_000, pause=0.02)
    assert told.status == 408
    assert told.taken < 20


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        (20.0, 408),
        (0.2, 403),  # in time: read whole, and only then found to bear no token
        (4.0, 403),  # 225 bytes a second
        (6.0, 408),  # 150
    ],
)
def test_a_body_is_given_time_for_what_has_come(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, seconds: float, status: int
) -> None:
    at = 0.0

    def later() -> float:
        nonlocal at
        at += seconds
        return at

    monkeypatch.setattr(limits, "GRACE_SECONDS", 5.0)
    monkeypatch.setattr(limits, "LEAST_RATE", 200)
    monkeypatch.setattr(limits, "monotonic", later)
    assert doors.told(app, scope("/form", None), [b"a=" + b"x" * 898] * 9).status == status


def test_a_browser_that_goes_away_in_the_midst_is_no_mistake_of_ours(app: FastAPI) -> None:
    with pytest.raises(IndexError):  # nobody is there to be answered
        doors.told(app, scope("/logout", 5_000), [])


def test_form_fields_may_be_as_long_as_forms(client: TestClient) -> None:
    assert client.post("/form", data={"text": "x" * 9_000}).text == '"9000"'
    sent = client.post("/form", files={"text": (None, "x" * 9_000)})
    assert sent.text == '"9000"'
