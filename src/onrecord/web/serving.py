"""The explorer as a server: where it may listen, under which names, and how it begins and ends."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from onrecord.desk import accounts
from onrecord.desk.file import Desk
from onrecord.display.visible import escaped
from onrecord.errors import OnrecordError
from onrecord.net import listening
from onrecord.web.app import make_app
from onrecord.web.protocol import PatientProtocol
from onrecord.web.settings import Settings

_KEEP_ALIVE = 15  # seconds between two requests of a reader who clicks through
_ENDING = 10  # seconds for answers that are being made when it is stopped
_AT_ONCE = 200  # requests: 50 readers, each with a page and its parts
_HEAD_SIZE = 65_536  # bytes: an address of limits.LONGEST_QUERY, and a browser's headers
_EVERYWHERE = ("0.0.0.0", "::")  # these stand for all addresses of a machine, and are none


class CannotServe(OnrecordError):
    """The explorer may not be opened as asked: the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the explorer listens, and the `names` that others know it by, as a proxy passes them on."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """What is called when it answers, with its address, and when it is told to end."""

    begun: Callable[[str], None]
    ending: Callable[[], None]


def serve(settings: Settings, opening: Opening, signs: Signs) -> None:
    """Serve until Ctrl-C, or until the process is told to end; what is being answered then is answered.

    Where others can reach it, it is opened only if an account with a password exists. Raises CannotServe,
    CannotListen, LedgerError or DeskError.
    """
    addresses = listening.addresses(opening.host)
    check(settings, opening, addresses)
    settings = replace(settings, hosts=hosts(settings, opening))
    app = make_app(settings)
    sockets = listening.listen(addresses, opening.port)
    opening = replace(opening, port=sockets[0].getsockname()[1])
    _write_down_mistakes()
    running = _Running(configured(app, settings), signs, _address(settings, opening))
    try:
        running.run(sockets)
    except KeyboardInterrupt:  # uvicorn passes it on when all is done
        return


def configured(app: ASGIApp, settings: Settings, **others: Any) -> uvicorn.Config:
    """The server's configuration: every wait and every number has an end."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        # Behind a proxy on this machine its word counts on who asks; else nobody's does.
        proxy_headers=settings.is_secure,
        forwarded_allow_ips=["127.0.0.1", "::1"],
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_ENDING,
        h11_max_incomplete_event_size=_HEAD_SIZE,
        **others,
    )


def check(settings: Settings, opening: Opening, addresses: tuple[str, ...]) -> None:
    """Raise CannotServe where others could reach it and nobody has to log in."""
    if settings.is_secure and not opening.names:
        raise CannotServe("--https is for a proxy: say with --name under which name it is reached")
    is_own = all(listening.is_own(each) for each in addresses)
    if is_own and not opening.names:
        return
    if not _can_log_in(settings):
        where = f"as {opening.names[0]}" if is_own else f"at {opening.host}"
        raise CannotServe(
            f"others could reach the explorer {where}, and there is no account with a password:"
            " make one first, with onrecord account add NAME --role admin"
        )


def _can_log_in(settings: Settings) -> bool:
    if not settings.desk.exists():
        return False
    desk = Desk(settings.desk)
    try:
        return accounts.can_log_in(desk)
    finally:
        desk.close()


def hosts(settings: Settings, opening: Opening) -> tuple[str, ...]:
    """The names that it answers to: this machine's own, those that were given, and its address."""
    own = () if opening.host in _EVERYWHERE else (_bracketed(opening.host),)
    return tuple(dict.fromkeys(name.lower() for name in (*settings.hosts, *opening.names, *own)))


def _address(settings: Settings, opening: Opening) -> str:
    if settings.is_secure:
        return f"https://{opening.names[0]}/"
    host = opening.host
    if host in _EVERYWHERE:
        host = opening.names[0] if opening.names else "127.0.0.1" if host == _EVERYWHERE[0] else "::1"
    return f"http://{_bracketed(host)}:{opening.port}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


class _Running(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, signs: Signs, address: str) -> None:
        super().__init__(config)
        self._signs = signs
        self._address = address

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        # What was imported stays: a collection need not look through it again, which took 80 ms now and then.
        gc.collect()
        gc.freeze()
        await asyncio.to_thread(self._signs.begun, self._address)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            self._signs.ending()
        super().handle_exit(sig, frame)


class _Escaping(logging.Formatter):
    """Lines that are safe for a terminal: what went wrong may quote a page."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(escaped(line) for line in super().format(record).split("\n"))


def _write_down_mistakes() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Escaping("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger()
    log.setLevel(logging.ERROR)
    log.handlers = [handler]
