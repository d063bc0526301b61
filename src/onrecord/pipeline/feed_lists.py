"""The feeds behind names: their addresses, and lists of them (OPML), looked at again when they change."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import Refused
from onrecord.intake import opml
from onrecord.net import Fetcher
from onrecord.records import Refusal

# A list on the web is asked for this often: people add a feed now and then, and wait for it that long.
WEB_SECONDS = 3_600.0
# One byte more than a list may have, so that a longer one is refused and not cut.
_READ = 5_000_001
_WEB = ("http://", "https://")


@dataclass(slots=True)
class _Known:
    """What a list held when it could be read last, and by what it is told that it changed."""

    addresses: tuple[str, ...] = ()
    mark: object = None
    problem: str | None = None


class FeedLists:
    """The addresses of feeds behind names, each once, in the order of the names.

    A name is the address of a feed, a file of a list, or the address of one (it ends in ".opml"). What is
    wrong with a list is `told` once; until that is mended its feeds are those that it held before.
    """

    def __init__(self, names: Sequence[str], fetcher: Fetcher, told: Callable[[Refusal], None]) -> None:
        self._names = tuple(names)
        self._fetcher = fetcher
        self._told = told
        self._known: dict[str, _Known] = {}

    def addresses(self) -> tuple[str, ...]:
        """Give the addresses of the feeds; lists that changed are read again."""
        return tuple(dict.fromkeys(address for name in self._names for address in self._behind(name)))

    def _behind(self, name: str) -> tuple[str, ...]:
        is_address = name.startswith(_WEB)
        if is_address and not name.endswith(".opml"):
            return (name,)
        known = self._known.setdefault(name, _Known())
        mark = _web_mark(known.mark) if is_address else _file_mark(name)
        if mark != known.mark:
            known.mark = mark
            self._look(name, known)
        return known.addresses

    def _look(self, name: str, known: _Known) -> None:
        try:
            raw = self._fetcher.fetch(name).body if name.startswith(_WEB) else _bytes(name)
            known.addresses = tuple(listed.url for listed in opml.feeds(raw))
            known.problem = None
        except Refused as refused:
            if refused.reason != known.problem:
                self._told(Refusal(name, refused.stage, refused.reason, refused.advice))
            known.problem = refused.reason


def _bytes(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(_READ)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise Refused("intake", reason, "check its name and place") from error


def _file_mark(name: str) -> object:
    """What changes when a file does; the same for one that is not there."""
    try:
        found = Path(name).stat()
    except (OSError, ValueError):
        return "none"
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _web_mark(last: object) -> object:
    """The moment of the last look while that is not long ago, else of this one, in seconds."""
    now = time.monotonic()
    return last if isinstance(last, float) and now - last < WEB_SECONDS else now
