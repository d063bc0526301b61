"""What stands outside the log-in: pages for readers of a newsletter, feeds, what watches the program."""

from __future__ import annotations

import re

NEWSLETTER = "/newsletter"
ONE_CLICK = f"{NEWSLETTER}/unsubscribe/"
"""What follows is the signed token of a subscription."""
METRICS, HEALTHZ = "/metrics", "/healthz"
_FEED = re.compile(r"/(?P<of>topics|stories|sources|claims)/.+/feed\.(?:atom|json)", re.DOTALL)


def is_feed(path: str) -> bool:
    """Whether an address is a feed's: programs ask for it, and may bring a token instead of a log-in."""
    return _FEED.fullmatch(path) is not None


def is_open(path: str) -> bool:
    """Whether a route is asked even where nobody has logged in: it decides by itself what it tells.

    The newsletter is for everybody, as are the feeds of public topics; metrics are for this machine.
    """
    found = _FEED.fullmatch(path)
    is_topic = found is not None and found["of"] == "topics"
    return is_topic or path in (NEWSLETTER, METRICS) or path.startswith(f"{NEWSLETTER}/")


def is_one_click(method: str, path: str) -> bool:
    """Whether this is a mail program's unsubscribing (RFC 8058).

    It comes from the reader's mail provider, without cookie, token of a form, or origin. Whoever has the
    signed token in the address may do it, and it can do nothing else: this is the one change that is let
    through without a token of our own page.
    """
    return method == "POST" and path.startswith(ONE_CLICK)
