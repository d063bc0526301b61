"""Text from strangers stays text, on every page; paths stay where they are."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urljoin

import doors
import eyes
import hostile
import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from onrecord.web.app import make_app
from onrecord.web.settings import Settings

EACH_KIND = 8
"""So many pages of a kind are looked at."""
FIELDS = (
    "name",
    "text",
    "text_url",
    "addresses",
    "outlet",
    "published",
    "next",
    "query",
    "why",
    "note",
    "password",
    "role",
    "kind",
    "act",
    "said_at",
    "source",
    "cue",
    "content",
    "line",
    "into",
    "entity",
    "current",
    "new",
    "again",
    "words",
    "who",
    "place",
    "figure",
    "story",
    "feeds",
    "topic",
    "address",
    "rhythm",
    "url",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = doors.settings_of(tmp_path_factory.mktemp("hostile"))
    hostile.ledger(settings.ledger)
    hostile.save_searches(settings)
    hostile.follow_topics(settings)
    return settings


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[FastAPI]:
    with doors.opened(settings) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return doors.browser(app)


def check(answer: Response, address: str) -> eyes.Eye | None:
    """Nothing on the page is what a stranger made; None where it is no page."""
    assert answer.status_code < 500, address
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    for name, value in answer.headers.items():
        assert "<" not in value, (address, name)
        if eyes.MARK in value:
            assert name in ("location", "content-disposition", "hx-push-url", "hx-replace-url", "hx-redirect")
    location = answer.headers.get("location", "/")
    assert location.startswith("/"), (address, location)
    assert not location.startswith("//"), (address, location)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return None
    eye = eyes.seen(answer.text)
    assert eye.wrong == [], address
    assert "1337" not in answer.text  # 7 * 191: what stood in a text was taken for a template
    return eye


def test_no_page_holds_anything_but_text_of_strangers(client: TestClient) -> None:
    found = Counter[str]()
    shown = Counter[str]()
    starts = ["/", "/search", "/review/done", "/review/precision", "/add", "/account", "/health"]
    waiting = deque([*starts, "/topics", "/newsletter", "/hooks", "/subscribers"])
    known = set(waiting)
    while waiting:
        address = waiting.popleft()
        kind = eyes.kind_of(address)
        found[kind] += 1
        if found[kind] > EACH_KIND or address.startswith("/static/"):
            continue
        answer = client.get(address)
        eye = check(answer, address)
        if eye is None:
            follow = [answer.headers["location"]] if "location" in answer.headers else []
        else:
            shown[kind] += eyes.MARK in "".join(eye.words)
            follow = eye.links
        for link in follow:
            led = urljoin(f"http://testserver{address}", link).removeprefix("http://testserver")
            if (led := led.partition("#")[0]) not in known:
                known.add(led)
                waiting.append(led)
    # The corpus came to be shown on every sort of page: else nothing was tried.
    roots = {kind.split("?")[0].split("/")[1] for kind, times in shown.items() if times}
    assert roots >= {"", "search", "report", "statement", "source", "sources", "story", "stories", "claim"}
    assert roots >= {"review", "health", "versions", "topics", "newsletter", "hooks"}


@pytest.mark.parametrize("payload", hostile.PAYLOADS)
def test_what_is_asked_for_is_only_shown(client: TestClient, payload: str) -> None:
    sent = payload.encode("utf-8", "surrogatepass")
    word = quote(sent)
    for address in (
        f"/search?words={word}&who={word}&outlet={word}&said={word}&{word}={word}",
        f"/search?words=%22{word}%22",
        f"/search/download.csv?words={word}",
        f"/source?entity={word}",
        f"/report?article={word}&version={word}&statement={word}",
        f"/versions?article={word}&before={word}&after={word}",
        f"/statement/{word}",
        f"/story/{word}",
        f"/claim/{word}",
        f"/review?line={word}&words={word}&order={word}",
        f"/review/names?name={word}",
        f"/add/{word}",
        f"/login?next={word}",
        f"/topics/new?words={word}&who={word}&place={word}&story={word}&{word}={word}&name={word}",
        f"/topics/{word}",
        f"/topics/{word}/edit",
        f"/topics/{word}/feed.atom",
        f"/sources/{word}/feed.atom",
        f"/stories/{word}/feed.json",
        f"/claims/{word}/feed.json",
        f"/newsletter/{word}",
        f"/newsletter/confirm/{word}",
        f"/{word}",
        f"/static/{word}",
    ):
        check(client.get(address), address)
    part = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/{word}"}
    for address in (f"/search?words={word}", f"/review?words={word}", f"/{word}"):
        check(client.get(address, headers=part), address)


def test_what_is_typed_into_forms_is_only_shown(client: TestClient) -> None:
    for way in doors.changing(client.app):  # type: ignore[arg-type]
        for payload in hostile.PAYLOADS[:8]:
            fields = dict.fromkeys(FIELDS, payload)
            answer = client.request(way.method, way.address, data=fields)
            check(answer, f"{way.method} {way.address}")


def test_the_log_in_shows_names_as_text(tmp_path: Path) -> None:
    with doors.opened(doors.settings_of(tmp_path)) as app:
        doors.browser(app, "admin")
        nobody = doors.browser(app)
        for payload in hostile.PAYLOADS[::2]:
            app.state.explorer.attempts = type(app.state.explorer.attempts)()
            name = payload.encode("utf-8", "replace").decode()
            answer = nobody.post("/login", data={"name": name, "password": "x", "next": name})
            assert answer.status_code == (401 if len(name) <= 200 else 422)
            eye = check(answer, "/login")
            assert eye is not None
            check(nobody.get(f"/{quote(name)}"), name)


def test_names_of_files_are_only_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "pipeline")
    request.getfixturevalue("started")  # worker processes that do what a page says
    app = make_app(doors.settings_of(tmp_path))
    own = doors.browser(app)
    names = [payload.encode("utf-8", "replace").decode() for payload in hostile.PAYLOADS]
    with TestClient(app, headers=dict(own.headers), cookies=own.cookies, follow_redirects=False) as client:
        sent = client.post("/add", files=[("files", (f"{name}.txt", b"refuse")) for name in names])
        assert sent.status_code == 303
        job = sent.headers["location"]
        until(lambda: app.state.explorer.background.jobs.get(job.rpartition("/")[2]).state().is_over)
        for address in (job, "/add", "/health"):
            eye = check(client.get(address), address)
            assert eye is not None
            assert eyes.MARK in "".join(eye.words) or address == "/add"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/..%255capp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/explorer.css%00.js",
        "/static/explorer.css/",
        "/static/.",
        "/static/..",
        "/static/",
        "/static/EXPLORER.CSS",
        "/static/__init__.py",
        "/report?" + urlencode({"article": "../../etc/passwd"}),
        "/report?" + urlencode({"article": "/etc/passwd"}),
        "/source?" + urlencode({"entity": "../../../etc/passwd"}),
        "/story/..%2f..%2fetc%2fpasswd",
        "/claim/..%2f..%2fetc%2fpasswd",
        "/statement/..%2f1",
        "/add/..%2f..%2fetc%2fpasswd",
        "/search/download.csv%2f..%2f..%2fetc%2fpasswd",
        "/search/download.%2e%2e",
    ],
)
def test_no_path_leads_to_a_file(app: FastAPI, path: str) -> None:
    # As it is, past a client that would tidy it up.
    raw, _, query = path.encode().partition(b"?")
    scope = {
        "path": unquote(raw),
        "raw_path": raw,
        "query_string": query,
        "headers": [(b"host", b"testserver")],
    }
    told = doors.told(app, {"method": "GET", **scope}, [b""])
    assert told.status in (303, 307, 400, 404, 422), path
    assert b"root:" not in told.body
    assert b"import " not in told.body


def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it did not come to pass"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<p>a &lt;b&gt;</p>", 0),
        ('<a href="https://a.example/">a</a><a href="/a">b</a><a href="?a=b">c</a><a href="#d">d</a>', 0),
        ("<zq7x>", 1),
        ("<img src=x onerror=zq7x()>", 3),  # an element, an address, an attribute
        ('<p style="color: red">', 1),
        ('<p onclick="a()">', 1),
        ('<p class="a" zq7x="">', 1),
        ('<a href="javascript:zq7x()">', 1),
        ('<a href=" java\tscript:zq7x()">', 1),
        ('<a href="//a.example">', 1),
        ('<a href="/\\a.example">', 1),
        ('<form action="https://a.example/">', 1),
        ('<p hx-get="https://a.example/">', 1),
        ('<p hx-on:click="a()">', 1),
        ('<p hx-vals="js:{a: b()}">', 1),
        ("<script>a()</script>", 2),
        ('<script src="/static/a.js"></script>', 1),  # without its hash: not one that we name
        ("<!-- zq7x -->", 1),
    ],
)
def test_eyes_see_what_is_wrong(html: str, wrong: int) -> None:
    assert len(eyes.seen(html).wrong) == wrong
