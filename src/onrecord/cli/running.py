"""One run of `onrecord run`: feeds are polled, the explorer serves, letters and calls go out.

    main thread: the explorer, which groups and notices behind its pages
    poller:      feeds -> ledger
    sender:      changes -> letters, where there are settings, and calls

Each has files open of its own; what goes wrong in one stops no other.
"""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from onrecord.cli.messages import ALL_READ, NOTHING_READ, Messages
from onrecord.cli.options import counted, current_user
from onrecord.cli.telling import Telling
from onrecord.cli.watching import NO_FEED
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.cli.poller import Poller
    from onrecord.delivery.sender import Sender
    from onrecord.delivery.settings import DeliverySettings
    from onrecord.web.settings import Settings

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line."""

    names: tuple[str, ...]
    ledger: Path
    settings: Path | None
    minutes: int
    workers: int | None
    any_language: bool
    host: str
    port: int
    site_names: tuple[str, ...]
    is_secure: bool
    person: str | None
    allow_private: bool


def perform(request: Request) -> int:
    """Run until it is stopped, and return the exit code."""
    messages = Messages()
    for number in _SIGNALS:  # a service is told to end by SIGTERM: it means what Ctrl-C means
        signal.signal(number, signal.default_int_handler)
    try:
        with ExitStack() as stack:
            _run(request, messages, stack)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    except KeyboardInterrupt:  # while it began
        pass
    messages.say("stopped")
    return ALL_READ


def _run(request: Request, messages: Messages, stack: ExitStack) -> None:
    from onrecord.web.serving import Opening, Signs, serve

    delivery = _delivery(request)
    settings = _explorer(request, delivery)
    if not request.ledger.exists():
        messages.say(f"there is no ledger {request.ledger} yet: it is made, and empty")
    poller = _poller(request, settings.desk, messages)
    stack.callback(_close, poller, messages)

    def begun(address: str) -> None:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        poller.start()
        sender = _sender(settings, delivery)
        stack.callback(sender.close)
        stack.enter_context(Telling("sending", lambda: sender.problem, messages))
        feeds = counted(len(poller.lists.addresses()), "feed")
        sending = "" if delivery else "; no mail is sent: --settings says how to"
        messages.say(f"polling {feeds}{sending}; Ctrl-C stops it")

    def ending() -> None:
        _end_at_the_next_signal()
        poller.ask_to_stop()
        messages.say("stopping: what was begun is finished; once more ends it at once")

    serve(settings, Opening(request.host, request.port, request.site_names), Signs(begun, ending))
    _end_at_the_next_signal()


def _delivery(request: Request) -> DeliverySettings | None:
    if request.settings is None:
        return None
    from onrecord.delivery import settings

    return settings.read(request.settings)


def _explorer(request: Request, delivery: DeliverySettings | None) -> Settings:
    from onrecord.web.settings import Settings, desk_of

    return Settings(
        ledger=request.ledger,
        desk=desk_of(request.ledger),
        is_secure=request.is_secure,
        person=request.person or current_user() or "local",
        allow_private=request.allow_private,
        delivery=delivery,
    )


def _poller(request: Request, desk: Path, messages: Messages) -> Poller:
    from onrecord.cli.poller import Poller

    poller = Poller(
        request.names,
        request.ledger,
        messages,
        more=partial(_topic_feeds, desk),
        minutes=request.minutes,
        workers=request.workers,
        any_language=request.any_language,
        allow_private=request.allow_private,
    )
    if not poller.lists.addresses():
        raise OnrecordError(NO_FEED)
    return poller


def _topic_feeds(path: Path) -> tuple[str, ...]:
    """The feeds that topics name, as they are now."""
    from onrecord.desk.file import Desk
    from onrecord.desk.topics import all_topics

    if not path.exists():
        return ()
    desk = Desk(path)
    try:
        return tuple(feed for topic in all_topics(desk) for feed in topic.feeds)
    finally:
        desk.close()


def _sender(settings: Settings, delivery: DeliverySettings | None) -> Sender:
    """Without settings no letter goes out, but programs are told all the same."""
    from onrecord.delivery.sender import Sender

    sender = Sender(settings.ledger, settings.desk, delivery, allow_private=settings.allow_private)
    sender.start()
    return sender


def _close(poller: Poller, messages: Messages) -> None:
    if not poller.close():
        messages.say("a site that did not answer was given up; its feed is asked again at the next start")


def _end_at_the_next_signal() -> None:
    """Whoever stops it once more does not want to wait: what is written is right at any moment."""
    for number in _SIGNALS:
        signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
