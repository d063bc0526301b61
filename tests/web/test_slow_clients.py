"""Connections that are bad, or meant badly, against a server as `onrecord serve` starts it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import doors
import pytest
import uvicorn
from starlette.responses import StreamingResponse

from onrecord.net import listening
from onrecord.web import limits, protocol
from onrecord.web.serving import configured

HEAD = b"POST /add HTTP/1.1\r\nHost: testserver\r\nContent-Type: multipart/form-data; boundary=x\r\n"
PART = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
GET = b"GET /account HTTP/1.1\r\nHost: testserver\r\n"
SOON = 5.0  # seconds in which a test sees what takes a third of one


@dataclass(frozen=True)
class Served:
    """A server, and a way to it."""

    server: uvicorn.Server
    port: int

    def connection(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), SOON)

    def until(self, condition: Callable[[], bool]) -> None:
        over = time.monotonic() + SOON
        while not condition():
            assert time.monotonic() < over, "it did not come to pass"
            time.sleep(0.01)


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 100_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = doors.settings_of(tmp_path_factory.mktemp("slow"), upload_size=2_000_000)
    with doors.opened(settings) as app, pytest.MonkeyPatch.context() as patch:
        patch.setattr(protocol, "HEAD_SECONDS", 0.3)
        patch.setattr(protocol, "TAKING_SECONDS", 0.3)
        patch.setattr(protocol, "LINGER_SECONDS", 0.5)
        patch.setattr(protocol, "LINGER_BYTES", 4_000_000)
        patch.setattr(limits, "GRACE_SECONDS", 0.3)
        app.get("/endless")(lambda: StreamingResponse(endless()))
        sockets = listening.listen(["127.0.0.1"], 0)
        server = uvicorn.Server(configured(app, settings))
        thread = threading.Thread(target=server.run, args=(sockets,))
        thread.start()
        served = Served(server, sockets[0].getsockname()[1])
        served.until(lambda: server.started)
        yield served
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def answer(connection: socket.socket) -> bytes:
    """All that is sent until the connection is closed; it is closed soon."""
    connection.settimeout(SOON)
    got = b""
    try:
        while piece := connection.recv(65_536):
            got += piece
    except ConnectionResetError:
        pass
    return got


def status(got: bytes) -> int:
    return int(got.split()[1])


def drip(connection: socket.socket, what: bytes, stop: threading.Event) -> threading.Thread:
    """Send one byte after the other, slowly, until nobody takes them."""

    def send() -> None:
        try:
            for byte in what:
                if stop.wait(0.05):
                    return
                connection.sendall(bytes([byte]))
        except OSError:
            return

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def dripped(connection: socket.socket, what: bytes) -> bytes:
    stop = threading.Event()
    thread = drip(connection, what, stop)
    try:
        return answer(connection)
    finally:
        stop.set()
        thread.join()


def test_who_says_nothing_is_let_go(served: Served) -> None:
    with served.connection() as connection:
        assert answer(connection) == b""


def test_a_head_that_comes_in_drops_is_let_go(served: Served) -> None:
    with served.connection() as connection:
        assert dripped(connection, GET * 20) == b""


def test_the_head_of_a_second_request_has_no_longer(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(GET + b"\r\n")
        got = dripped(connection, GET * 20)
        assert status(got) == 200
        assert got.count(b"HTTP/1.1 ") == 1


def test_a_body_that_comes_in_drops_is_let_go(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(HEAD + b"Content-Length: 5000\r\n\r\n")
        assert status(dripped(connection, PART + b"x" * 1_000)) == 408


def test_others_are_answered_meanwhile(served: Served) -> None:
    slow = [served.connection() for _ in range(20)]
    for each in slow:
        each.sendall(HEAD + b"Content-Length: 5000\r\n\r\n" + PART)
    with served.connection() as connection:
        connection.sendall(GET + b"Connection: close\r\n\r\n")
        assert status(answer(connection)) == 200
    for each in slow:
        assert status(answer(each)) == 408
        each.close()


def flooded(connection: socket.socket, piece: bytes) -> int:
    """Send until nobody takes it: how much was taken."""
    sent = 0
    try:
        while sent < 1_000_000_000:
            connection.sendall(piece)
            sent += len(piece)
    except OSError:
        pass
    return sent


def test_a_gigabyte_that_is_declared_is_refused_at_once(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(HEAD + b"Content-Length: 1000000000\r\n\r\n")
        got = connection.recv(65_536)
        assert status(got) == 413
        assert b"\r\nconnection: close\r\n" in got.lower()
        # Who sends on is not heard for long.
        assert flooded(connection, b"x" * 100_000) < 50_000_000


def test_a_gigabyte_in_pieces_is_refused_when_it_is_too_much(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        connection.sendall(b"%x\r\n%s\r\n" % (len(PART), PART))
        sent = flooded(connection, b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
        assert 2_000_000 <= sent < 50_000_000


def test_who_waits_for_the_answer_before_sending_is_told_not_to(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: 1000000000\r\n\r\n")
        assert status(connection.recv(65_536)) == 413


def test_the_answer_arrives_although_the_body_was_not_taken(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(HEAD + b"Content-Length: 3000000\r\n\r\n")
        connection.sendall(b"x" * 3_000_000)  # as a browser does, which reads only then
        got = answer(connection)
        assert status(got) == 413
        assert got.rstrip().endswith(b"</html>")


def test_who_does_not_take_the_answer_is_let_go(served: Served) -> None:
    connection = served.connection()
    connection.sendall(b"GET /endless HTTP/1.1\r\nHost: testserver\r\n\r\n")
    served.until(lambda: bool(served.server.server_state.tasks))
    served.until(lambda: not served.server.server_state.connections)
    served.until(lambda: not served.server.server_state.tasks)
    connection.close()


def test_more_connections_than_there_is_room_for_are_closed(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.until(lambda: not served.server.server_state.connections)
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 5)
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 3.0)
    held = [served.connection() for _ in range(5)]
    served.until(lambda: len(served.server.server_state.connections) == 5)
    with served.connection() as one_more:
        assert answer(one_more) == b""
    held[0].close()
    served.until(lambda: len(served.server.server_state.connections) == 4)
    with served.connection() as next_one:
        next_one.sendall(GET + b"Connection: close\r\n\r\n")
        assert status(answer(next_one)) == 200
    for each in held:
        each.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100 + b"\r\n\r\n",  # TLS
        b"GET / HTTP/1.1\r\n\r\n",  # without a name
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: testserver\r\nA: " + b"x" * 100_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: testserver\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: testserver\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"POST / HTTP/1.1\r\nHost: testserver\r\nTransfer-Encoding: gzip\r\n\r\nx",
        b"GET /\x00 HTTP/1.1\r\nHost: testserver\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_what_is_no_request_to_us_is_refused(served: Served, sent: bytes) -> None:
    with served.connection() as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        got = answer(connection)
        assert got == b"" or 400 <= status(got) < 500


def test_no_answer_names_the_server(served: Served) -> None:
    with served.connection() as connection:
        connection.sendall(GET + b"Connection: close\r\n\r\n")
        assert b"\r\nserver:" not in answer(connection).lower()
