"""robots.txt: what a site's owner allows programs to fetch (RFC 9309), remembered for a while.

200         its rules hold, as far as its first 500 kB
4xx         there are none: everything is allowed (but 429, which is a refusal for now)
5xx, nothing, or too late    nobody knows: refused for now
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.net import status
from onrecord.net.not_fetched import NotFetched, Unreachable

if TYPE_CHECKING:
    from onrecord.net.exchange import Answer

# What RFC 9309 asks for at least and Google reads at most.
LARGEST = 500_000
# The name that rules are looked up by.
PRODUCT = "onrecord"
# RFC 9309 allows a day; a site that shuts us out should not wait so long.
_SECONDS = 3_600.0
_SECONDS_OF_FAILURE = 60.0
# What is remembered at most: a text of 500 kB may take some 30 MB when parsed.
_ENTRIES, _CHARACTERS = 2_000, 2_000_000
# As protego reads it, which is generous.
_AGENT = re.compile(r"\s*user[-\s]*agent\b[\s:]*([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us. `parsed` is protego's; None where everything is allowed."""

    parsed: Any
    size: int

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """The seconds asked for between two pages (Crawl-delay), 0 where nothing is."""
        return 0.0 if self.parsed is None else float(self.parsed.crawl_delay(PRODUCT) or 0.0)


@dataclass(frozen=True, slots=True)
class _Known:
    outcome: Rules | NotFetched
    until: float

    @property
    def size(self) -> int:
        return self.outcome.size if isinstance(self.outcome, Rules) else 0


class Robots:
    """The rules of the sites asked of late."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[str, _Known] = {}

    def rules(self, address: str, ask: Callable[[], Answer]) -> Rules:
        """Give the rules of the robots.txt at this address, asking only if they are not known.

        Raises NotFetched where they cannot be had.
        """
        known = self._known.get(address)
        if known is None or known.until <= self._clock():
            known = self._learn(ask)
            self._remember(address, known)
        if isinstance(known.outcome, NotFetched):
            raise _again(known.outcome)
        return known.outcome

    def _learn(self, ask: Callable[[], Answer]) -> _Known:
        try:
            outcome: Rules | NotFetched = _rules(ask())
        except Unreachable as refused:
            outcome = refused  # the page would not be reached either, and for this reason
        except NotFetched as refused:
            outcome = refused.behind("robots.txt cannot be read, so nobody knows what is allowed")
        if isinstance(outcome, Rules):
            return _Known(outcome, self._clock() + _SECONDS)
        seconds = min(max(outcome.retry_after or 0.0, _SECONDS_OF_FAILURE), _SECONDS)
        return _Known(outcome, self._clock() + seconds)

    def _remember(self, address: str, known: _Known) -> None:
        self._known.pop(address, None)
        characters = sum(other.size for other in self._known.values()) + known.size
        for oldest in list(self._known):
            if len(self._known) < _ENTRIES and characters <= _CHARACTERS:
                break
            characters -= self._known.pop(oldest).size
        self._known[address] = known


def _rules(answer: Answer) -> Rules:
    if answer.status == status.OK:
        return parse(answer.body)
    if answer.status // 100 in (2, 4) and answer.status != status.TOO_MANY:
        return Rules(None, 0)
    raise status.refusal(answer.status, status.retry_after(answer.status, answer.header("retry-after")))


def parse(body: bytes) -> Rules:
    """Read a robots.txt, or the first 500 kB of one, less a last line that may be cut. Never raises."""
    from protego import Protego

    if len(body) >= LARGEST:
        body = body[:LARGEST].rpartition(b"\n")[0]
    text = _to_us(body.decode("utf-8-sig", errors="replace"))
    return Rules(Protego.parse(text), len(text))


def _to_us(text: str) -> str:
    """Leave out whom else the rules address: thousands of names with thousands of rules take hours.

    Groups stay groups, so that what is said to others does not fall to us.
    """
    return "\n".join(_line(line) for line in text.splitlines())


def _line(line: str) -> str:
    agent = _AGENT.match(line)
    if agent is None:
        return line
    name = agent[1].strip()
    token = _TOKEN.match(name)
    if token is not None and token[0].lower() == PRODUCT:
        return f"User-agent: {PRODUCT}"
    return "User-agent: *" if name == "*" else "User-agent: -"


def _again(refused: NotFetched) -> NotFetched:
    """Make a new error of a remembered one, whose traceback would grow with every raising."""
    kind = type(refused) if isinstance(refused, Unreachable) else NotFetched
    return kind(refused.reason, refused.advice, status=refused.status, retry_after=refused.retry_after)
