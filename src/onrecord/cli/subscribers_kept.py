"""What `onrecord subscribers` does: readers of letters, listed, paused, let go on, given out and erased."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import at_desk
from onrecord.cli.messages import ALL_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import write_out
from onrecord.desk import subscribers
from onrecord.display.visible import escaped

if TYPE_CHECKING:
    from onrecord.desk.file import Desk

_MISSING = "there are no subscribers"
_PAGE = 1_000


def list_subscribers(ledger: Path) -> int:
    """Print the subscribers, one a line with what they get, and return the exit code."""

    def work(desk: Desk) -> int:
        after, count = 0, 0
        while found := subscribers.listed(desk, after=after, limit=_PAGE):
            for each in found:
                _say(f"{each.address}  {_state(each)}  {_follows(desk, each.address)}")
            after, count = found[-1].number, count + len(found)
        Messages().say(counted(count, "subscriber") if count else _MISSING)
        return ALL_READ if count else SOME_REFUSED

    return at_desk.perform(ledger, work, missing=_MISSING)


def export(ledger: Path, address: str | None, output: Path | None) -> int:
    """Write what is known of an address, or of all, as JSON; return the exit code."""

    def work(desk: Desk) -> None:
        text = subscribers.export(desk, address)
        write_out(output, lambda _: [text], as_utf8=True)

    return at_desk.perform(ledger, work, missing=_MISSING)


def erase(ledger: Path, address: str) -> int:
    """Take an address out of the desk, and return the exit code."""

    def work(desk: Desk) -> None:
        subscribers.erase(desk, address)
        _say("the address is erased, with its subscriptions and letters")

    return at_desk.perform(ledger, work, missing=_MISSING)


def pause(ledger: Path, address: str, why: str) -> int:
    """Send an address nothing for the time being, and return the exit code."""

    def work(desk: Desk) -> None:
        _say(f"{subscribers.pause(desk, address, why).address} is paused")

    return at_desk.perform(ledger, work, missing=_MISSING)


def resume(ledger: Path, address: str) -> int:
    """Let an address go on, and return the exit code."""

    def work(desk: Desk) -> None:
        _say(f"{subscribers.resume(desk, address).address} goes on")

    return at_desk.perform(ledger, work, missing=_MISSING)


def bounce(ledger: Path, path: Path, settings: Path | None) -> int:
    """Take in a report that a letter came back; "-" is standard input. Gives the exit code."""
    from onrecord.delivery import bounces

    def work(desk: Desk) -> int:
        found = bounces.take_in(desk, _letter(path), is_signed=_are_signed(settings))
        for each in found:
            known = subscribers.find(desk, each.address)
            state = _state(known) if known else "no subscriber"
            _say(f"{each.address}  {state}  {each.reason}")
        if not found:
            Messages().say("the letter tells of no address that failed")
        return ALL_READ if found else SOME_REFUSED

    return at_desk.perform(ledger, work, missing=_MISSING)


def _are_signed(settings: Path | None) -> bool:
    """Whether letters come back to signed addresses, so that nobody can make one up."""
    if settings is None:
        return False
    from onrecord.delivery.settings import read

    return read(settings).mail.bounces_to is not None


def _letter(path: Path) -> bytes:
    """One byte more than may be, so that what is too large is refused and not cut."""
    from onrecord.delivery.bounces import LARGEST
    from onrecord.errors import OnrecordError

    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read: {error.strerror or error}") from error


def _state(subscriber: subscribers.Subscriber) -> str:
    return f"paused ({subscriber.paused_why})" if subscriber.paused_why else subscriber.state


def _follows(desk: Desk, address: str) -> str:
    told = [
        f"{topic.key} {subscription.rhythm}{'' if subscription.confirmed_at else ' (not confirmed)'}"
        for subscription, _, topic in subscribers.of_address(desk, address)
    ]
    return ", ".join(told)


def _say(text: str) -> None:
    sys.stdout.write(f"{escaped(text)}\n")
