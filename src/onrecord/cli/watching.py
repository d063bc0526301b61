"""One run of `onrecord watch`: the feeds that are due, then a wait for the next, until Ctrl-C."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.adding import Tally
from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, STOPPED, Messages
from onrecord.cli.stopping import Stopping
from onrecord.display.visible import one_line
from onrecord.errors import OnrecordError, Refused

if TYPE_CHECKING:
    from onrecord.ledger.watch import FeedState
    from onrecord.net import Fetcher
    from onrecord.pipeline.watching import Watching

# Between two looks at which feeds are due; Ctrl-C is obeyed at once all the same.
_NAP_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    names: tuple[str, ...]
    ledger: Path
    minutes: int
    once: bool
    workers: int | None
    any_language: bool
    allow_private: bool


def perform(request: Request) -> int:
    """Watch what was asked for and return the exit code."""
    messages = Messages()
    tally = Tally()
    try:
        code = _watch(request, messages, tally)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        code = NOTHING_READ
    except KeyboardInterrupt:
        code = STOPPED
    if tally.taken or tally.refused:
        sys.stdout.write("\n".join(tally.lines()) + f"\nin the ledger {request.ledger}\n")
    return code


def _watch(request: Request, messages: Messages, tally: Tally) -> int:
    from onrecord.ledger import open_store
    from onrecord.ledger.enter import Entering
    from onrecord.net import Fetcher
    from onrecord.pipeline.readers import Readers
    from onrecord.pipeline.watching import Watching

    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(allow_private=request.allow_private))
        addresses = _addresses(request.names, fetcher, messages)
        if not addresses:
            messages.say("onrecord: no feed to watch: name an OPML file, or the address of a feed")
            return NOTHING_READ
        store = open_store(request.ledger, create=True)
        stack.callback(store.close)
        settings: dict[str, str | int | float | bytes | None] = {"any_language": request.any_language}
        entering = stack.enter_context(Entering(store, command="watch", settings=settings))
        readers = stack.enter_context(Readers(workers=request.workers, any_language=request.any_language))
        stopping = stack.enter_context(Stopping())
        watching = Watching(store, fetcher, readers, entering, request.minutes * 60.0)
        messages.say(f"watching {len(addresses)} feed{'' if len(addresses) == 1 else 's'}; Ctrl-C stops")
        while not stopping.asked:
            for feed in watching.due(addresses, datetime.now(UTC)):
                _poll(watching, feed, tally, messages, stopping)
                if stopping.asked:
                    break
            if request.once:
                break
            _nap(stopping)
        if stopping.asked:
            entering.stop()
            for entered in entering.flush():
                tally.count(entered)
            return STOPPED
        return SOME_REFUSED if tally.refused else ALL_READ


def _addresses(names: tuple[str, ...], fetcher: Fetcher, messages: Messages) -> tuple[str, ...]:
    """The feeds that the names lead to, each once: those of OPML files, and the addresses themselves."""
    from onrecord.intake import opml

    found: list[str] = []
    for name in names:
        try:
            if name.startswith(("http://", "https://")) and not name.endswith(".opml"):
                found.append(name)
                continue
            is_address = name.startswith(("http://", "https://"))
            raw = fetcher.fetch(name).body if is_address else Path(name).read_bytes()
            found += [listed.url for listed in opml.feeds(raw)]
        except Refused as refused:
            messages.say(f"{name}: {refused.stage}: {refused.reason}. What to do: {refused.advice}.")
        except OSError as error:
            messages.say(f"{name}: cannot be read: {error.strerror}. What to do: check its name and place.")
    return tuple(dict.fromkeys(found))


def _poll(watching: Watching, feed: FeedState, tally: Tally, messages: Messages, stopping: Stopping) -> None:
    before = (tally.fates["new"], tally.fates["version"], tally.statements, tally.refused)
    for entered in stopping.until_asked(watching.poll(feed, datetime.now(UTC))):
        tally.count(entered)
        if entered.refusal is not None:
            messages.refuse(entered.refusal)
    new, versions, statements = (
        tally.fates["new"] - before[0],
        tally.fates["version"] - before[1],
        tally.statements - before[2],
    )
    if new or versions:
        clock = time.strftime("%H:%M")
        changed = f", {versions} changed" if versions else ""
        name = one_line(feed.title or feed.address)
        messages.say(f"{clock} {name}: {new} new{changed}, {statements} statements")


def _nap(stopping: Stopping) -> None:
    """Sleep, and let Ctrl-C end it."""
    for _ in stopping.until_asked(_sleeping()):
        pass


def _sleeping() -> Iterator[None]:
    time.sleep(_NAP_SECONDS)
    yield
