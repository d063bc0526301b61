"""What tests of delivery share: changes of a made-up strike, a log of them, a clock, hostile servers."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from onrecord import clock
from onrecord.delivery.mail_address import MailAddress
from onrecord.delivery.post import NotDelivered
from onrecord.delivery.settings import Calendar, DeliverySettings, Mail, Server
from onrecord.desk import subscribers, topics
from onrecord.desk.file import Desk
from onrecord.desk.subscribers import Rhythm
from onrecord.desk.topics import Topic
from onrecord.ledger import changes as log
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.topics import TopicAsked
from onrecord.pipeline import following
from onrecord.records import Change, ChangeKind, Entry, Pair, Source, Span, Statement, Words

FRIDAY = datetime(2024, 10, 25, 9, 0, tzinfo=UTC)
HERE = "127.0.0.1"


def entry(number: int, text: str, *, who: str = "Dockers' Union", outlet: str = "Gazette") -> Entry:
    sentence = f"{who} said {text}"
    at = Span(len(sentence) - len(text), len(sentence))
    content = Words((at,), text)
    source = Source((Span(0, len(who)),), who, name=who, kind="organisation")
    statement = Statement(
        id=f"s{number}",
        source=source,
        cue=None,
        content=content,
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act="assert",
    )
    return Entry(
        number=number,
        statement=statement,
        figures=(),
        article=f"a{number}",
        version=1,
        headline="Dockers vote",
        outlet=outlet,
        url=f"https://gazette.example/{number}",
        published_at="2024-10-25T08:00:00Z",
        sentence=Words((Span(0, len(sentence)),), sentence),
        line=1,
        maker="test",
        recorded_at="2024-10-25T08:01:00Z",
    )


def change(
    number: int, kind: ChangeKind = "claim", text: str = "the port will close.", **others: Any
) -> Change:
    made = Change(
        number=number,
        id=f"x{number:012x}",
        kind=kind,
        story="y1",
        title="Dockers vote",
        claim=f"c{number}",
        claim_text=text,
        article=f"a{number}",
        at="2024-10-25T08:00:00Z",
        recorded_at="2024-10-25T08:01:00Z",
        is_late=False,
        pairs=(Pair(what=kind, earlier=None, later=entry(number, text)),),
        outlets=("Gazette",),
    )
    return replace(made, **others)


class Log:
    """A log of changes in place of a ledger's: all are of every topic."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.asked: list[tuple[int, int | None]] = []

    def notice(self, *kinds: ChangeKind, times: int = 1, **others: Any) -> None:
        for kind in kinds * times:
            self.changes.append(change(len(self.changes) + 1, kind, **others))

    def last(self, store: Store | None) -> int:  # noqa: ARG002
        return len(self.changes)

    def since_number(
        self,
        store: Store | None,  # noqa: ARG002
        asked: TopicAsked,  # noqa: ARG002
        after: int,
        *,
        until: int | None = None,
    ) -> tuple[Change, ...]:
        self.asked.append((after, until))
        return tuple(each for each in self.changes if after < each.number <= (until or 1 << 62))

    def of_following(self, asked: TopicAsked, after: int) -> tuple[Change, ...]:
        """In place of the method, bound to the log."""
        return self.since_number(None, asked, after, until=self.last(None))


class Time:
    """A clock that goes as it is told."""

    def __init__(self, now: datetime = FRIDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


class Place:
    """A ledger, a desk with a public topic, a log and a clock."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ledger, self.path = folder / "onrecord.db", folder / "onrecord.desk.db"
        open_store(self.ledger, create=True).close()
        self.log, self.time = Log(), Time()
        monkeypatch.setattr(clock, "now", self.time)
        monkeypatch.setattr(log, "last", self.log.last)
        monkeypatch.setattr(following, "since_number", self.log.since_number)
        monkeypatch.setattr(following.Following, "since_number", self.log.of_following)
        self.desk = Desk(self.path)
        self.topic = topics.add(self.desk, "Port strike", [("words", "strike")], is_public=True)

    def reader(self, address: str, rhythm: Rhythm, topic: Topic | None = None) -> int:
        number = subscribers.ask(
            self.desk, address, (topic or self.topic).number, rhythm, len(self.log.changes)
        ).number
        subscribers.confirm(self.desk, number)
        return number


class Inbox:
    """A post that keeps what it is given, and fails as it is told."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str, bytes]] = []
        self.failures: list[BaseException] = []
        self.after: list[BaseException] = []  # raised once a letter is taken

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __call__(self) -> Inbox:
        return self

    def send(self, sender: str, to: str, body: bytes) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.letters.append((sender, to, body))
        if self.after:
            raise self.after.pop(0)

    def cut(self) -> None:
        pass

    @property
    def addresses(self) -> list[str]:
        return [to for _, to, _ in self.letters]

    @property
    def ids(self) -> list[str]:
        return [str(read(body)["Message-ID"]) for _, _, body in self.letters]

    @property
    def subjects(self) -> list[str]:
        return [str(read(body)["Subject"]) for _, _, body in self.letters]


def refused(*, permanent: bool = False, address: bool = False, server: bool = False) -> NotDelivered:
    return NotDelivered("no", is_permanent=permanent, is_about_address=address, is_about_server=server)


def read(body: bytes) -> EmailMessage:
    message = message_from_bytes(body, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def settings(way: Server | Path, *, bounces_to: str | None = None, zone: str = "UTC") -> DeliverySettings:
    return DeliverySettings(
        path=Path("onrecord.toml"),
        site="https://news.example",
        mail=Mail(
            sender=MailAddress("digest", "news.example", "On record"),
            reply_to=None,
            bounces_to=None if bounces_to is None else MailAddress.read(bounces_to),
            way=way,
        ),
        digest=Calendar(timezone=ZoneInfo(zone), hour=7, weekday=0),
    )


class Kept:
    """What a real SMTP server took; `answers` are what it says to RCPT and DATA in place of 250."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str, bytes]] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.extend((envelope.mail_from or "", to, content) for to in envelope.rcpt_tos)
        return "250 taken"


@contextmanager
def smtp_server(kept: Kept, **options: Any) -> Iterator[int]:
    """A real server on loopback; gives its port."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = int(free.getsockname()[1])
    controller = Controller(kept, hostname=HERE, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


Talk = Callable[[socket.socket, threading.Event], None]


@contextmanager
def hostile_server(talk: Talk) -> Iterator[int]:
    """A server that does with each connection what it is told; gives its port."""
    stopped = threading.Event()
    listening = socket.create_server((HERE, 0))
    threads: list[threading.Thread] = []

    def one(line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            line.settimeout(10)
            talk(line, stopped)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                thread = threading.Thread(target=one, args=(line,), daemon=True)
                threads.append(thread)
                thread.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        stopped.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for thread in [accepting, *threads]:
            thread.join(5)


def answering(*answers: bytes) -> Talk:
    """Greets, then says one answer to each line that comes, and hangs up after the last."""

    def talk(line: socket.socket, stopped: threading.Event) -> None:  # noqa: ARG001
        line.sendall(b"220 here\r\n")
        heard = line.makefile("rb")
        for answer in answers:
            if not heard.readline():
                return
            line.sendall(answer)

    return talk


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate made for this test, and its key; skips the test where there is no openssl."""
    made, key = folder / f"{name}.pem", folder / f"{name}.key"
    command: Sequence[str] = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
        "-addext",
        f"subjectAltName=DNS:{name}",
        "-keyout",
        str(key),
        "-out",
        str(made),
    )
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return made, key
