"""The newsletter's pages: subscribed by two steps, left by one, and nobody learns who reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import doors
import eyes
import followed
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord import clock
from onrecord.delivery import links
from onrecord.desk import outbox, subscribers, topics
from onrecord.desk.file import Desk
from onrecord.web import csrf

KEY = "the-strike-at-the-ports"
PAGE = f"/newsletter/{KEY}"
READER = {"address": "ana@example.org", "rhythm": "weekly"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    """One where people log in, and letters are kept as files; its ledger is empty."""
    with doors.opened(followed.with_mail(doors.settings_of(tmp_path))) as app:
        doors.browser(app, "admin")
        followed.add_topics(app.state.explorer.desk)
        yield app


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found: Desk = app.state.explorer.desk
    return found


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A browser of somebody who has no account."""
    return doors.browser(app)


def subscribed(client: TestClient, desk: Desk) -> int:
    client.post(PAGE, data=READER)
    link = followed.link_in(followed.letters(desk)[-1], "confirm")
    assert client.post(link).status_code == 200
    (following,) = subscribers.active(desk)
    return following.subscription.number


def token(desk: Desk, purpose: links.Purpose, number: int, lasts: timedelta = timedelta(days=1)) -> str:
    return links.sign(links.key(desk), purpose, str(number), clock.now() + lasts)


def test_everybody_sees_what_is_public_and_nothing_else(client: TestClient, desk: Desk) -> None:
    text = client.get("/newsletter").text
    assert followed.PORTS in text
    assert "Brandeau" not in text
    assert eyes.seen(text).wrong == []
    assert client.get(PAGE).status_code == 200
    secret = topics.find(desk, "What Brandeau denies")
    for name in (secret.key, str(secret.number), secret.name, "no-such", "1%2F..%2F2"):
        answer = client.get(f"/newsletter/{name}")
        assert answer.status_code == 404
        assert client.post(f"/newsletter/{name}", data=READER).status_code == 404
    assert client.get(f"/topics/{KEY}").status_code == 303


def test_two_steps_and_one_to_leave(client: TestClient, desk: Desk) -> None:
    asked = client.post(PAGE, data=READER)
    assert asked.status_code == 200
    assert "ana@example.org" in asked.text
    assert subscribers.active(desk) == ()
    (letter,) = followed.letters(desk)
    link = followed.link_in(letter, "confirm")
    for _ in range(2):  # a program that looks at links confirms nothing
        page = client.get(link)
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        assert "noindex" in page.headers["x-robots-tag"]
    assert subscribers.active(desk) == ()
    for _ in range(2):  # twice is once
        done = client.post(link)
        assert "You are subscribed" in done.text
        assert "once a week" in done.text
    (following,) = subscribers.active(desk)
    assert (following.address, following.subscription.rhythm) == ("ana@example.org", "weekly")
    leave = f"/newsletter/unsubscribe/{token(desk, 'unsubscribe', following.subscription.number)}"
    assert "Unsubscribe</button>" in client.get(leave).text
    assert len(subscribers.active(desk)) == 1
    assert "gets no more letters" in client.post(leave).text
    assert subscribers.active(desk) == ()
    assert "You had left before" in client.post(leave).text
    assert client.get(leave).status_code == 404


def test_a_mail_program_unsubscribes_at_one_click(client: TestClient, app: FastAPI, desk: Desk) -> None:
    number = subscribed(client, desk)
    path = f"/newsletter/unsubscribe/{token(desk, 'unsubscribe', number)}"
    program = TestClient(app)  # without cookie, and without a page of ours
    wrong = program.post(f"{path}x", data=ONE_CLICK)
    assert (wrong.status_code, wrong.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    for sent in (
        {"data": ONE_CLICK},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"data": ONE_CLICK},
    ):
        answer = program.post(path, headers={"Origin": "null"}, **sent)
        assert (answer.status_code, answer.text) == (200, "unsubscribed")
        assert "set-cookie" not in answer.headers
    assert subscribers.active(desk) == ()
    # Only this address is open so; its neighbours want a token of a page of ours.
    for purpose in ("confirm", "choose"):
        assert program.post(f"/newsletter/{purpose}/{token(desk, purpose, number)}").status_code == 403
    assert program.post(PAGE, data=READER).status_code == 403


def test_how_often_is_chosen(client: TestClient, desk: Desk) -> None:
    number = subscribed(client, desk)
    path = f"/newsletter/choose/{token(desk, 'choose', number)}"
    assert 'value="weekly" checked' in client.get(path).text
    assert "at once" in client.post(path, data={"rhythm": "at-once"}).text
    assert subscribers.one(desk, number).subscription.rhythm == "at-once"
    for rhythm in ("", "hourly", "x" * 400):
        assert client.post(path, data={"rhythm": rhythm}).status_code in (400, 422)
    assert subscribers.one(desk, number).subscription.rhythm == "at-once"


def test_links_that_lead_nowhere_say_what_to_do(client: TestClient, desk: Desk) -> None:
    number = subscribed(client, desk)
    for purpose in ("confirm", "unsubscribe", "choose"):
        right = token(desk, purpose, number)
        old = token(desk, purpose, number, timedelta(seconds=-1))
        other = token(desk, "confirm" if purpose != "confirm" else "choose", number)
        gone = token(desk, purpose, 999)
        for sent, status in (
            (right[:-1], 404),
            (f"{right}x", 404),
            ("x", 404),
            (other, 404),
            (old, 410),
            (gone, 404),
        ):
            for answer in (
                client.get(f"/newsletter/{purpose}/{sent}"),
                client.post(f"/newsletter/{purpose}/{sent}", data={"rhythm": "daily"}),
            ):
                if sent == gone and purpose == "unsubscribe" and answer.request.method == "POST":
                    assert answer.status_code == 200  # gone is gone
                else:
                    assert answer.status_code == status, (purpose, sent)
                    assert "subscribe anew" in answer.text
    assert len(subscribers.active(desk)) == 1


def test_the_answer_is_the_same_whoever_reads_already(client: TestClient, app: FastAPI, desk: Desk) -> None:
    subscribed(client, desk)
    subscribers.ask(desk, "waits@example.org", 1, "daily", 0)
    subscribers.pause(desk, "ana@example.org", "came back")
    told = set()
    for address in ("ana@example.org", "waits@example.org", "new@example.org"):
        app.state.explorer.sign_ups = type(app.state.explorer.sign_ups)()
        answer = client.post(PAGE, data={"address": address, "rhythm": "daily"})
        token_free = "".join(line for line in answer.text.splitlines() if "X-CSRF" not in line)
        told.add((answer.status_code, token_free.replace(address, "")))
    assert len(told) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "ana@example.org\r\nBcc: x@example.org",
        "a@b.example, c@d.example",
        "анна@example.org",
        "a" * 300 + "@b.example",
        "<script>@b.example",
    ],
)
def test_what_is_no_address_is_told(client: TestClient, desk: Desk, address: str) -> None:
    answer = client.post(PAGE, data={"address": address, "rhythm": "daily"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert eyes.seen(answer.text).wrong == []
    assert subscribers.listed(desk) == ()
    assert client.post(PAGE, data={"address": "a@b.example", "rhythm": "hourly"}).status_code == 400


def test_nobody_is_written_to_again_and_again(
    client: TestClient, app: FastAPI, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now()
    for number in range(5):
        moment = begun + timedelta(seconds=number)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        app.state.explorer.sign_ups = type(app.state.explorer.sign_ups)()  # from five places
        assert client.post(PAGE, data=READER).status_code == 200
    assert len(followed.letters(desk)) == 3
    statuses = [client.post(PAGE, data={"address": f"a{n}@example.org"}).status_code for n in range(8)]
    assert statuses[-1] == 429
    assert "Retry-After" not in client.get(PAGE).headers


def test_without_mail_it_says_so(tmp_path: Path) -> None:
    with doors.opened(doors.settings_of(tmp_path)) as app:
        followed.add_topics(app.state.explorer.desk)
        client = doors.browser(app)
        for path in ("/newsletter", PAGE):
            assert "No mail is set up here" in client.get(path).text
        assert client.post(PAGE, data=READER).status_code == 503
        assert outbox.counts(app.state.explorer.desk).waiting == 0


def test_admins_see_who_subscribes(client: TestClient, app: FastAPI, desk: Desk) -> None:
    subscribed(client, desk)
    (subscriber,) = subscribers.listed(desk)
    admin = doors.browser(app, "admin")
    text = admin.get("/subscribers").text
    assert "ana@example.org" in text
    assert followed.PORTS in text
    assert eyes.seen(text).wrong == []
    assert "ana@example.org" in admin.get("/subscribers/export.json").text
    one = admin.get(f"/subscribers/{subscriber.number}/export.json")
    assert "ana@example.org" in one.text
    assert "ana@example.org" not in str(one.request.url)
    assert admin.post(f"/subscribers/{subscriber.number}/pause").status_code == 303
    assert "paused by admin" in admin.get("/subscribers").text
    assert subscribers.active(desk) == ()
    admin.post(f"/subscribers/{subscriber.number}/resume")
    assert len(subscribers.active(desk)) == 1
    assert admin.post(f"/subscribers/{subscriber.number}/erase").status_code == 303
    assert subscribers.listed(desk) == ()
    for deed in ("pause", "resume", "erase"):
        assert admin.post(f"/subscribers/{subscriber.number}/{deed}").status_code == 404
        assert admin.post(f"/subscribers/{2**63}/{deed}").status_code == 404
    assert "ana@example.org" not in admin.get("/subscribers").text
    assert doors.browser(app, "reviewer").get("/subscribers").status_code == 403


def test_admins_keep_hooks(app: FastAPI) -> None:
    admin = doors.browser(app, "admin")
    made = admin.post("/hooks", data={"topic": KEY, "url": "https://hook.example/a?b=<i>"})
    assert "whsec_" in made.text
    assert made.headers["cache-control"] == "no-store"
    listed = admin.get("/hooks").text
    assert "whsec_" not in listed
    assert eyes.seen(listed).wrong == []
    for url in ("", "ftp://a.example", "javascript:a()", "https://hook.example/a?b=<i>"):
        wrong = admin.post("/hooks", data={"topic": KEY, "url": url})
        assert (wrong.status_code, 'role="alert"' in wrong.text) == (400, True), url
    assert admin.post("/hooks", data={"topic": "none", "url": "https://b.example"}).status_code == 400
    admin.post("/hooks/1/pause")
    assert "paused by admin" in admin.get("/hooks").text
    admin.post("/hooks/1/resume")
    assert "paused by" not in admin.get("/hooks").text
    assert admin.post("/hooks/1/remove").status_code == 303
    assert admin.post("/hooks/1/remove").status_code == 404


def test_a_page_of_a_letter_needs_no_cookie_to_be_read_and_one_to_change(app: FastAPI, desk: Desk) -> None:
    client = doors.browser(app)
    client.post(PAGE, data=READER)
    link = followed.link_in(followed.letters(desk)[0], "confirm")
    other = TestClient(app)  # opened in another browser than it was asked for in
    page = other.get(link)
    assert "set-cookie" in page.headers
    assert other.post(link, data={csrf.FIELD: doors.token_in(page.text)}).status_code == 200
    assert len(subscribers.active(desk)) == 1


def test_a_link_is_good_for_two_days(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(PAGE, data=READER)
    link = followed.link_in(followed.letters(desk)[0], "confirm")
    later = clock.now() + timedelta(hours=49)

    def now() -> datetime:
        return later

    monkeypatch.setattr(clock, "now", now)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "This link is too old" in answer.text
