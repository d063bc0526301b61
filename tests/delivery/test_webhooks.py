"""Programs that are told: signed, in order, each change once, tried again."""

import base64
import http.server
import json
import threading
import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from delivering import FRIDAY, HERE, Place, change

from onrecord.delivery.sender import Sender, Step
from onrecord.delivery.webhooks import signature, signed
from onrecord.desk import hooks
from onrecord.net import Fetcher, Limits


def test_the_example_of_the_standard() -> None:
    """https://github.com/standard-webhooks/standard-webhooks: its libraries are tested with it."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


class Program:
    """A program that is told, and answers as it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.headers: dict[str, str] = {}
        program = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                program.told.append(({key.lower(): value for key, value in self.headers.items()}, body))
                self.send_response(program.answers.pop(0) if program.answers else 204)
                for name, value in program.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer((HERE, 0), Handler)
        self.url = f"http://program.example:{self.server.server_address[1]}/told"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.told]


@pytest.fixture
def program() -> Iterator[Program]:
    made = Program()
    yield made
    made.server.shutdown()
    made.server.server_close()


def sender(place: Place, *, allow_private: bool = True) -> Sender:
    fetcher = Fetcher(
        allow_private=allow_private,
        delay=0,
        limits=Limits(seconds=1),
        resolve=lambda host, port: [HERE],  # noqa: ARG005
    )
    return Sender(place.ledger, place.path, None, fetcher=fetcher)


def hook(place: Place, program: Program, *, path: str = "") -> hooks.Hook:
    return hooks.add(place.desk, place.topic.number, program.url + path, len(place.log.changes))


def test_each_change_is_told_once_and_in_order(place: Place, program: Program) -> None:
    made = hook(place, program)
    place.log.notice("claim", "disputes")
    place.log.notice("claim", is_late=True)
    place.log.notice("figure")
    one = sender(place)
    assert one.step() == Step(hooked=3)
    assert one.step() == Step()
    assert program.ids == [place.log.changes[number].id for number in (0, 1, 3)]
    headers, body = program.told[1]
    assert json.loads(body)["kind"] == "disputes"
    assert headers["content-type"] == "application/json; charset=utf-8"
    stamp = int(headers["webhook-timestamp"])
    assert stamp == int(FRIDAY.timestamp())
    assert headers["webhook-signature"] == signature(made.secret, headers["webhook-id"], stamp, body)
    assert one.problem is None


def test_what_is_not_taken_is_tried_again(place: Place, program: Program) -> None:
    made = hook(place, program)
    place.log.notice("claim", "disputes", "figure")
    program.answers = [204, 500, 503]
    one = sender(place)
    assert one.step() == Step(hooked=1)
    assert "HTTP 500" in (one.problem or "")
    assert one.step() == Step()  # not yet
    place.time.go(minutes=1)
    assert one.step() == Step()
    place.time.go(minutes=1)
    assert one.step() == Step()  # the second failure: five minutes
    place.time.go(minutes=4)
    assert one.step() == Step(hooked=2)
    ids = [each.id for each in place.log.changes]
    assert program.ids == [ids[0], ids[1], ids[1], ids[1], ids[2]]
    assert hooks.one(place.desk, made.number).failures == 0


def test_who_asks_to_be_left_alone_is(place: Place, program: Program) -> None:
    made = hook(place, program)
    place.log.notice("claim")
    program.answers, program.headers = [429], {"Retry-After": "3600"}
    sender(place).step()
    due = hooks.one(place.desk, made.number).due_at
    assert due is not None
    assert (datetime.fromisoformat(due) - FRIDAY).total_seconds() == 3600


def test_two_days_of_failures_pause(place: Place, program: Program) -> None:
    made = hook(place, program)
    place.log.notice("claim")
    program.answers = [500] * 100
    one, begun = sender(place), place.time.now
    while hooks.one(place.desk, made.number).paused_why is None:
        one.step()
        place.time.go(minutes=30)
    assert 45 < (place.time.now - begun).total_seconds() / 3600 < 60
    program.answers = []
    hooks.resume(place.desk, made.number)
    assert one.step() == Step(hooked=1)


# (answer, whether the hook is paused at once)
ANSWERS = [(410, True), (404, False), (301, False), (302, False), (307, False), (400, False), (199, False)]


@pytest.mark.parametrize(("answer", "paused"), ANSWERS)
def test_answers_that_are_no_yes(place: Place, program: Program, answer: int, paused: bool) -> None:
    made = hook(place, program)
    place.log.notice("claim")
    program.answers, program.headers = [answer], {"Location": f"{program.url}/elsewhere"}
    assert sender(place).step() == Step()
    found = hooks.one(place.desk, made.number)
    assert (found.paused_why is not None) == paused
    assert found.cursor == 0
    assert len(program.told) == 1  # nothing was followed


def test_private_addresses_are_refused(place: Place, program: Program) -> None:
    made = hook(place, program)
    place.log.notice("claim")
    assert sender(place, allow_private=False).step() == Step()
    assert program.told == []
    assert "loopback" in (hooks.one(place.desk, made.number).problem or "")


def test_one_that_hangs_holds_up_no_other(place: Place, program: Program) -> None:
    with_hang = hooks.add(place.desk, place.topic.number, f"http://hang.example:{_hanging()}/", 0)
    hook(place, program)
    place.log.notice("claim")
    begun = time.monotonic()
    assert sender(place).step() == Step(hooked=1)
    assert time.monotonic() - begun < 5
    assert hooks.one(place.desk, with_hang.number).failures == 1


def _hanging() -> int:
    import socket

    listening = socket.create_server((HERE, 0))
    threading.Timer(5, listening.close).start()
    return int(listening.getsockname()[1])


def test_many_changes_are_told_in_turns(place: Place, program: Program) -> None:
    hook(place, program)
    hook(place, program, path="/2")
    place.log.notice("claim", times=60)
    one = sender(place)
    assert one.step() == Step(hooked=100)
    assert one.step() == Step(hooked=20)
    assert one.step() == Step()


def test_a_crash_repeats_one_at_most(place: Place, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    hook(place, program)
    place.log.notice("claim", "disputes")
    with monkeypatch.context() as patch:
        patch.setattr(hooks, "done", _crash)
        with pytest.raises(KeyboardInterrupt):
            sender(place).step()
    assert sender(place).step() == Step(hooked=2)
    ids = [each.id for each in place.log.changes]
    assert program.ids == [ids[0], ids[0], ids[1]]


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_cannot_be_encoded(place: Place, program: Program) -> None:
    made = hook(place, program)
    body, headers = signed(made, change(1, title="half \ud800 of a letter \r\n"), FRIDAY)
    assert json.loads(body)["title"] == "half ? of a letter \r\n"
    assert all(value.isprintable() for value in headers.values())
