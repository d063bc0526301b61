"""The post by SMTP: a real server, and servers that mean ill."""

import socket
import ssl
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from delivering import HERE, Kept, Talk, answering, certificate, hostile_server, smtp_server

from onrecord.delivery.post import NotDelivered
from onrecord.delivery.settings import Server
from onrecord.delivery.smtp import SmtpPost
from onrecord.delivery.smtp_verdict import Step, judge

LETTER = b"Message-ID: <1@news.example>\r\nSubject: a\r\n\r\n.leading point\r\nhello\r\n"
EHLO = b"250-here\r\n250 SIZE 1000000\r\n"
OK = b"250 ok\r\n"


def post(port: int, **others: Any) -> SmtpPost:
    asked: dict[str, Any] = {"host": HERE, "port": port, "security": "none", "seconds": 5, **others}
    return SmtpPost(Server(**asked), "news.example")


def send(port: int, **others: Any) -> None:
    with post(port, **others) as opened:
        opened.send("digest@news.example", "reader@home.example", LETTER)


def refusal(port: int, **others: Any) -> NotDelivered:
    begun = time.monotonic()
    with pytest.raises(NotDelivered) as failed:
        send(port, **others)
    assert time.monotonic() - begun < 4
    assert failed.value.reason.isprintable()
    assert len(failed.value.reason) < 500
    return failed.value


def test_letters_are_taken_over_one_connection() -> None:
    kept = Kept()
    with smtp_server(kept) as port, post(port) as opened:
        for number in range(3):
            opened.send("digest@news.example", f"reader{number}@home.example", LETTER)
    assert [(sender, to) for sender, to, _ in kept.letters] == [
        ("digest@news.example", f"reader{number}@home.example") for number in range(3)
    ]
    assert kept.letters[0][2].replace(b"\r\n", b"\n") == LETTER.replace(b"\r\n", b"\n")


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    made, key = certificate(tmp_path_factory.mktemp("tls"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


def test_starttls_and_login(tls: tuple[ssl.SSLContext, Path]) -> None:
    kept = Kept()
    said: list[tuple[str, bytes]] = []

    def authenticator(server: object, session: object, envelope: object, mechanism: str, data: Any) -> Any:  # noqa: ARG001
        said.append((mechanism, data.password))
        return AuthResult(success=data.password == b"right", handled=False)

    options = {
        "tls_context": tls[0],
        "require_starttls": True,
        "authenticator": authenticator,
        "auth_required": True,
    }
    secure = {"host": "localhost", "security": "starttls", "trust": tls[1], "user": "me"}
    with smtp_server(kept, **options) as port:
        send(port, **secure, password="right")
        wrong = refusal(port, **secure, password="wrong")
    assert len(kept.letters) == 1
    assert said[0][1] == b"right"
    assert "does not accept the user or password" in wrong.reason
    assert "wrong" not in wrong.reason
    assert (wrong.is_permanent, wrong.is_about_server) == (False, True)


def test_a_certificate_that_nobody_vouches_for(tls: tuple[ssl.SSLContext, Path]) -> None:
    kept = Kept()
    with smtp_server(kept, tls_context=tls[0]) as port:
        failed = refusal(port, host="localhost", security="starttls")
        other = refusal(port, host=HERE, security="starttls", trust=tls[1])  # not its name
    assert "cannot prove who it is" in failed.reason
    assert "cannot prove who it is" in other.reason
    assert not kept.letters


def test_tls_from_the_first_byte(tls: tuple[ssl.SSLContext, Path]) -> None:
    heard: list[bytes] = []

    def talk(line: socket.socket, stopped: threading.Event) -> None:
        with tls[0].wrap_socket(line, server_side=True) as secured:
            plain = answering(EHLO, OK, OK, b"354 go\r\n")
            heard.append(b"tls")
            plain(secured, stopped)
            secured.sendall(OK)
            secured.recv(1000)
            secured.sendall(b"221 bye\r\n")

    with hostile_server(talk) as port:
        send(port, host="localhost", security="tls", trust=tls[1])
    assert heard == [b"tls"]


def test_starttls_is_never_done_without() -> None:
    kept = Kept()
    with smtp_server(kept) as port:
        failed = refusal(port, security="starttls")
    assert "offers no STARTTLS" in failed.reason
    assert not kept.letters


def test_what_is_said_before_tls_counts_for_nothing() -> None:
    """Answers that somebody puts in before the line is encrypted (CVE-2011-0411) are not read after it."""
    talk = answering(
        b"250-here\r\n250 STARTTLS\r\n", b"220 go\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n"
    )
    with hostile_server(talk) as port:
        failed = refusal(port, security="starttls")
    assert "TLS" in failed.reason or "hung up" in failed.reason


def test_trust_that_is_no_file(tmp_path: Path) -> None:
    with smtp_server(Kept()) as port:
        failed = refusal(port, security="tls", trust=tmp_path / "no.pem")
    assert "no file of certificates" in failed.reason


# (what RCPT answers, permanent, about the address)
RCPT = [
    ("550 5.1.1 no such user", True, True),
    ("550 no such user", True, True),
    ("553 5.1.3 bad address", True, True),
    ("450 4.2.0 greylisted", False, True),
    ("452 4.2.2 mailbox full", False, True),
    ("552 5.2.2 mailbox full", False, True),
    ("554 5.7.1 relaying denied", False, False),
    ("550 5.7.1 blocked", False, False),
    ("451 try again", False, False),
]


@pytest.mark.parametrize(("answer", "permanent", "address"), RCPT)
def test_an_address_is_refused_and_the_next_goes_on(answer: str, permanent: bool, address: bool) -> None:
    kept = Kept()
    kept.answers = {"reader@home.example": answer}
    with smtp_server(kept) as port, post(port) as opened:
        with pytest.raises(NotDelivered) as failed:
            opened.send("digest@news.example", "reader@home.example", LETTER)
        opened.send("digest@news.example", "other@home.example", LETTER)
    found = failed.value
    assert (found.is_permanent, found.is_about_address, found.is_about_server) == (permanent, address, False)
    assert answer in found.reason
    assert [to for _, to, _ in kept.letters] == ["other@home.example"]


# (step, code, words, permanent, about the address)
VERDICTS: list[tuple[Step, int, str, bool, bool]] = [
    ("letter", 554, "no", True, False),
    ("letter", 554, "5.7.1 spam", False, False),
    ("letter", 552, "5.3.4 too large", True, False),
    ("letter", 451, "4.3.0 later", False, False),
    ("letter", 550, "5.1.1 nobody", True, True),
    ("letter", 552, "5.2.2 full", False, True),
    ("sender", 550, "5.1.8 who are you", False, False),
    ("sender", 451, "later", False, False),
]


@pytest.mark.parametrize(("step", "code", "words", "permanent", "address"), VERDICTS)
def test_verdicts(step: Step, code: int, words: str, permanent: bool, address: bool) -> None:
    found = judge(step, code, words)
    assert (found.is_permanent, found.is_about_address) == (permanent, address)


def test_a_letter_is_refused() -> None:
    kept = Kept()
    kept.answers = {"DATA": "554 5.6.0 no such letters"}
    with smtp_server(kept) as port:
        failed = refusal(port)
    assert (failed.is_permanent, failed.is_about_address, failed.is_about_server) == (True, False, False)


def _drip(line: socket.socket, stopped: threading.Event, data: bytes) -> None:
    while not stopped.wait(0.05):
        line.sendall(data)


def _silent(line: socket.socket, stopped: threading.Event) -> None:  # noqa: ARG001
    stopped.wait(10)


def _slow_greeting(line: socket.socket, stopped: threading.Event) -> None:
    _drip(line, stopped, b"2")


def _endless_reply(line: socket.socket, stopped: threading.Event) -> None:
    line.sendall(b"220 here\r\n")
    line.recv(1000)
    while not stopped.is_set():
        line.sendall(b"250-more\r\n" * 1000)


def _slow_after(*answers: bytes) -> Talk:
    def talk(line: socket.socket, stopped: threading.Event) -> None:
        answering(*answers)(line, stopped)
        _drip(line, stopped, b"2")

    return talk


def _slow_tls(line: socket.socket, stopped: threading.Event) -> None:
    answering(b"250-here\r\n250 STARTTLS\r\n", b"220 go\r\n")(line, stopped)
    line.recv(1)  # TLS has begun
    line.sendall(b"\x16\x03\x03\x3f\xff\x02")  # a record of a handshake, which comes byte by byte
    _drip(line, stopped, b"\0")


def _reads_nothing(line: socket.socket, stopped: threading.Event) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    answering(EHLO, OK, OK, b"354 go\r\n")(line, stopped)
    stopped.wait(10)


# (server, settings, what is said of it)
HANGS: list[tuple[Talk, dict[str, Any], str]] = [
    (_silent, {}, "took longer than 1 s"),
    (_slow_greeting, {}, "took longer than 1 s"),
    (_slow_after(EHLO), {}, "took longer than 1 s"),
    (_slow_after(EHLO, OK, OK), {}, "took longer than 1 s"),
    (_slow_after(EHLO, OK, OK, b"354 go\r\n"), {}, "took longer than 1 s"),  # after all of the letter
    (_slow_tls, {"security": "starttls"}, "took longer than 1 s"),
    (_slow_greeting, {"security": "tls"}, "127.0.0.1, port"),  # no TLS at all
    (_endless_reply, {}, "has no end"),
]


@pytest.mark.parametrize(("talk", "others", "said"), HANGS)
def test_a_server_that_holds_us(talk: Talk, others: dict[str, Any], said: str) -> None:
    with hostile_server(talk) as port:
        failed = refusal(port, seconds=1, **others)
    assert said in failed.reason
    assert (failed.is_permanent, failed.is_about_address, failed.is_about_server) == (False, False, True)


def test_a_server_that_does_not_read() -> None:
    with hostile_server(_reads_nothing) as port, pytest.raises(NotDelivered, match="took longer"):
        post(port, seconds=1).send("a@b.example", "c@d.example", b"x" * 8_000_000)


def _gone(line: socket.socket, stopped: threading.Event) -> None:  # noqa: ARG001
    line.close()


def _unwelcome(line: socket.socket, stopped: threading.Event) -> None:  # noqa: ARG001
    line.sendall(b"554 go away\r\n")


# (server, what is said of it)
CUTS: list[tuple[Talk, str]] = [
    (_gone, "hung up"),
    (answering(EHLO), "hung up"),
    (answering(EHLO, OK), "hung up"),
    (answering(EHLO, OK, OK, b"354 go\r\n"), "hung up"),  # in the middle of the letter, or after it
    (answering(EHLO, b"421 closing\r\n"), "421 closing"),
    (answering(EHLO, OK, b"421 closing\r\n"), "421 closing"),
    (answering(EHLO, OK, OK, b"421 closing\r\n"), "421 closing"),
    (answering(b"554 no\r\n", b"554 no\r\n"), "takes nothing: 554 no"),  # to EHLO, to HELO
    (answering(EHLO, b"550 5.1.8 who are you\r\n", OK), "refuses the sender: 550"),
    (answering(EHLO, b"\xff\xfe\x1b[31m nonsense\r\n"), "refuses the sender"),
    (answering(b"250-\x00\r\n250 \xff\r\n", OK, b"999\r\n", OK), "refuses the address"),
]


@pytest.mark.parametrize(("talk", "said"), CUTS)
def test_a_server_that_hangs_up(talk: Talk, said: str) -> None:
    with hostile_server(talk) as port:
        failed = refusal(port)
    assert said in failed.reason
    assert not failed.is_permanent


def test_a_server_that_greets_with_a_no() -> None:
    with hostile_server(_unwelcome) as port:
        assert "takes nothing: 554 go away" in refusal(port).reason


def test_nobody_there() -> None:
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    assert "refused" in refusal(port).reason
    assert "no host of that name" in refusal(port, host="no-such-host.invalid").reason


def test_cut_ends_what_is_being_sent() -> None:
    with hostile_server(_silent) as port:
        opened = post(port, seconds=30)
        threading.Timer(0.2, opened.cut).start()
        begun = time.monotonic()
        with pytest.raises(NotDelivered, match="for we stop"):
            opened.send("a@b.example", "c@d.example", LETTER)
        assert time.monotonic() - begun < 2
        with pytest.raises(NotDelivered, match="for we stop"):  # and nothing afterwards
            opened.send("a@b.example", "c@d.example", LETTER)


@pytest.mark.parametrize("to", ["a@b\r\nRCPT TO:<c@d>", "a@b\nDATA"])
def test_an_address_cannot_end_the_command(to: str) -> None:
    kept = Kept()
    with smtp_server(kept) as port, pytest.raises(NotDelivered), post(port) as opened:
        opened.send("a@b.example", to, LETTER)
    assert not kept.letters


def test_a_new_line_is_opened_after_the_old_one_broke() -> None:
    kept = Kept()
    with smtp_server(kept) as port, post(port) as opened:
        opened.send("a@b.example", "c@d.example", LETTER)
        line = opened._line
        assert line is not None
        line.cut()
        with pytest.raises(NotDelivered, match="hung up"):
            opened.send("a@b.example", "c@d.example", LETTER)
        opened.send("a@b.example", "e@f.example", LETTER)
    assert [to for _, to, _ in kept.letters] == ["c@d.example", "e@f.example"]
