"""What `onrecord hooks` does: programs that are told of the changes of a topic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import at_desk
from onrecord.cli.messages import ALL_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.desk import hooks, topics
from onrecord.desk.hooks import Hook
from onrecord.display.visible import escaped

if TYPE_CHECKING:
    from onrecord.desk.file import Desk

_MISSING = "there are no hooks"


def add(ledger: Path, topic: str, url: str) -> int:
    """Tell an address of the changes of a topic from now on; print the secret, and return the exit code."""
    messages = Messages()

    def work(desk: Desk) -> None:
        known = topics.find(desk, topic)
        hook = hooks.add(desk, known.number, url, _newest(ledger))
        messages.say(f"hook {hook.number}: {hook.url} is told of {known.name} while onrecord run runs")
        messages.say("this secret signs what is sent; it is shown this once:")
        sys.stdout.write(f"{hook.shown_secret}\n")

    return at_desk.perform(ledger, work)


def list_hooks(ledger: Path) -> int:
    """Print the hooks, one a line, and return the exit code."""

    def work(desk: Desk) -> int:
        found = hooks.all_hooks(desk)
        keys = {topic.number: topic.key for topic in topics.all_topics(desk)}
        for hook in found:
            _say(f"{hook.number}  {keys.get(hook.topic, '')}  {hook.url}  {_state(hook)}")
        if not found:
            Messages().say(_MISSING)
        return ALL_READ if found else SOME_REFUSED

    return at_desk.perform(ledger, work, missing=_MISSING)


def remove(ledger: Path, number: int) -> int:
    """Tell an address no more, and return the exit code."""

    def work(desk: Desk) -> None:
        _say(f"{hooks.remove(desk, number).url} is told no more")

    return at_desk.perform(ledger, work, missing=_MISSING)


def pause(ledger: Path, number: int, why: str) -> int:
    """Tell an address nothing for the time being, and return the exit code."""

    def work(desk: Desk) -> None:
        hooks.pause(desk, number, why)
        _say(f"{hooks.one(desk, number).url} is paused")

    return at_desk.perform(ledger, work, missing=_MISSING)


def resume(ledger: Path, number: int) -> int:
    """Let an address be told again, from where it stood, and return the exit code."""

    def work(desk: Desk) -> None:
        hooks.resume(desk, number)
        _say(f"{hooks.one(desk, number).url} goes on")

    return at_desk.perform(ledger, work, missing=_MISSING)


def _newest(ledger: Path) -> int:
    """The number of the newest change: who is told from now on is not told what was before."""
    from onrecord.ledger import changes, open_store

    if not ledger.exists():
        return 0
    store = open_store(ledger, create=False, read_only=True)
    try:
        return changes.last(store)
    finally:
        store.close()


def _state(hook: Hook) -> str:
    if hook.paused_why:
        return f"paused ({hook.paused_why})"
    if hook.failures:
        return f"{counted(hook.failures, 'failure')} in a row ({hook.problem}), again at {hook.due_at}"
    return "active"


def _say(text: str) -> None:
    sys.stdout.write(f"{escaped(text)}\n")
