"""The one door to the network: `Fetcher.fetch`, and `Fetcher.post` for who asked to be told."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Self

from onrecord.net import robots, status, web_address
from onrecord.net.deadline import Deadline
from onrecord.net.fetched import Fetched, Limits
from onrecord.net.not_fetched import NotFetched, shown
from onrecord.net.robots import Robots
from onrecord.net.turns import Turns

if TYPE_CHECKING:
    import ssl

    from httpx2 import URL

    from onrecord.net.connection import Guard, Resolver
    from onrecord.net.exchange import Answer, Headers

_HOME = "https://pypi.org/project/onrecord/"
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
# What may stand in a header that we send: it comes from settings and from what servers sent us before.
_PLAIN = re.compile(r"[\x20-\x7e]{1,1000}")
_NAME = re.compile(r"[A-Za-z0-9-]{1,100}")
_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e]{1,200}")
# robots.txt counts as 500 kB of body; on the wire there are headers, and chunks, beside it.
_ROBOTS_WIRE = 2 * robots.LARGEST


def user_agent(contact: str | None = None) -> str:
    """Give the name by which sites know us: "onrecord/0.1.0 (+https://pypi.org/project/onrecord/)".

    `contact` is an e-mail or web address where a site's owner finds whoever runs this. Raises ValueError
    where it has blanks, brackets or other than ASCII.
    """
    from importlib.metadata import PackageNotFoundError, version

    if contact is not None and _CONTACT.fullmatch(contact) is None:
        raise ValueError(f"not an e-mail or web address: {shown(contact)!r}")
    try:
        name = f"{robots.PRODUCT}/{version('onrecord')}"
    except PackageNotFoundError:
        name = robots.PRODUCT
    return f"{name} (+{_HOME}{f'; {contact}' if contact else ''})"


class Fetcher:
    """Fetches pages politely and safely, one question to a host at a time, no cookies kept.

    `allow_private` allows addresses that are not of the public internet. `delay` is the seconds between
    the starts of two questions to one host; robots.txt can ask for more. `user_agent` is what sites are told
    (see `user_agent`). Proxies and passwords from the environment are not used; whom to trust with TLS is the
    system's to say, or SSL_CERT_FILE's. May be used from several threads.

    `resolve` gives a name's IP addresses or raises OSError; `clock` and `sleep` are of seconds.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        delay: float = 1.0,
        limits: Limits = Limits(),  # noqa: B008  frozen
        user_agent: str | None = None,
        resolve: Resolver | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not (math.isfinite(delay) and delay >= 0):
            raise ValueError(f"a delay of {delay} s")
        if user_agent is not None and _PLAIN.fullmatch(user_agent) is None:
            raise ValueError("a user agent has 1 to 1,000 printable ASCII characters")
        self._allow_private = allow_private
        self._delay = delay
        self._limits = limits
        self._user_agent = user_agent
        self._resolve = resolve
        self._clock = clock
        self._turns = Turns(clock, sleep)
        self._robots = Robots(clock)
        self._trust: ssl.SSLContext | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget what was learned of sites; connections are closed after each answer."""
        self._robots = Robots(self._clock)
        self._trust = None

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch an address, following redirects.

        `etag` and `last_modified` are headers of an earlier answer: where nothing has changed since, the
        status is 304 and the body empty. Raises NotFetched.
        """
        conditions = _conditions(etag, last_modified)
        journey = _Journey(Deadline(self._limits.seconds, self._clock), self._limits, conditions)
        final, answer = self._follow(web_address.parse(url), journey)
        if answer.status != status.OK and not (answer.status == status.UNCHANGED and conditions):
            raise status.refusal(answer.status, _retry_after(answer))
        fetched_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Fetched(url, str(final), answer.status, answer.headers, answer.body, fetched_at)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send a body to an address that asked for it; give the status of the answer, from 200 to 299.

        No robots.txt is asked, no redirect followed, nobody's turn waited for, and only the answer's head is
        read. Raises NotFetched for any other status, and where nobody answers; ValueError for a header
        that cannot be sent.
        """
        from onrecord.net import exchange

        for name, value in headers.items():
            if _PLAIN.fullmatch(value) is None or _NAME.fullmatch(name) is None:
                raise ValueError(f"not a header that can be sent: {shown(name)}: {shown(value)}")
        address = web_address.parse(url)
        guard = self._guard(Deadline(self._limits.seconds, self._clock), self._limits)
        sent: dict[bytes | str, bytes | str] = {"User-Agent": self._user_agent or user_agent()}
        sent.update(headers.items())
        answer = exchange.post(address, sent, body, guard, self._trust_for(address))
        if answer.status not in status.TAKEN:
            raise status.not_taken(answer.status, _retry_after(answer))
        return answer.status

    def _follow(self, url: URL, journey: _Journey) -> tuple[URL, Answer]:
        """Ask for an address and for those that it redirects to; give the last, and its answer."""
        been = {str(url)}
        answer = self._step(url, journey)
        for _ in range(journey.limits.redirects):
            if answer.status not in status.REDIRECTS:
                return url, answer
            location = answer.header("location") or ""
            try:
                url = _next(url, location, been)
                answer = self._step(url, journey)
            except NotFetched as refused:
                raise refused.behind(f"redirected to {shown(location)}") from None
        if answer.status in status.REDIRECTS:
            reason = f"more than {journey.limits.redirects} redirects"
            raise NotFetched(reason, "open it in a browser and give the address where it ends")
        return url, answer

    def _step(self, url: URL, journey: _Journey) -> Answer:
        """Ask once, if it is allowed, when it is our turn."""
        delay = self._delay if journey.for_robots else max(self._delay, self._permitted(url, journey))
        host = web_address.host(url)
        journey.deadline.put_off(self._turns.wait(host, delay))
        answer = self._ask(url, journey)
        retry_after = _retry_after(answer)
        if retry_after is not None:
            self._turns.put_off(host, retry_after)
        return answer

    def _permitted(self, url: URL, journey: _Journey) -> float:
        """Make sure that robots.txt allows it; give the delay that it asks for. Raises NotFetched."""
        address = web_address.robots(url)
        rules = self._robots.rules(str(address), partial(self._ask_robots, address, journey.deadline))
        if not rules.allow(str(url)):
            reason = f"robots.txt of {shown(web_address.host(url))} does not allow it"
            raise NotFetched(reason, "if you may read it, save it with a browser and give the file")
        return rules.delay

    def _ask_robots(self, address: URL, deadline: Deadline) -> Answer:
        limits = Limits(_ROBOTS_WIRE, robots.LARGEST, self._limits.seconds, self._limits.redirects)
        return self._follow(address, _Journey(deadline, limits, {}, for_robots=True))[1]

    def _ask(self, url: URL, journey: _Journey) -> Answer:
        from onrecord.net import exchange, inflate

        headers: Headers = {
            "User-Agent": self._user_agent or user_agent(),
            "Accept": _ACCEPT,
            "Accept-Encoding": inflate.offered(),
            **journey.conditions,
        }
        guard = self._guard(journey.deadline, journey.limits)
        return exchange.get(url, headers, guard, self._trust_for(url), cut=journey.for_robots)

    def _guard(self, deadline: Deadline, limits: Limits) -> Guard:
        from onrecord.net import connection

        return connection.Guard(self._resolve or connection.look_up, self._allow_private, deadline, limits)

    def _trust_for(self, url: URL) -> ssl.SSLContext | None:
        if url.scheme != "https":
            return None
        if self._trust is None:
            from httpx2 import create_ssl_context

            self._trust = create_ssl_context()
        return self._trust


@dataclass(frozen=True, slots=True)
class _Journey:
    """One fetch with all its redirects: for a page, or for the robots.txt that is asked before it."""

    deadline: Deadline
    limits: Limits
    conditions: Headers
    for_robots: bool = False


def _next(url: URL, location: str, been: set[str]) -> URL:
    if not location:
        raise NotFetched("a redirect that leads nowhere", "open it in a browser and see where it leads")
    following = web_address.join(url, location)
    if str(following) in been:
        raise NotFetched("redirects in a circle", "open it in a browser; the site may want a cookie")
    been.add(str(following))
    return following


def _conditions(etag: str | None, last_modified: str | None) -> Headers:
    """Give the headers of a conditional request, less what no header may hold: a server once sent it."""
    named = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    return {name: value for name, value in named if value and _PLAIN.fullmatch(value)}


def _retry_after(answer: Answer) -> float | None:
    return status.retry_after(answer.status, answer.header("retry-after"))
