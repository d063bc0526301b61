"""The one guarded way to the network: every page, feed and robots.txt is fetched here and nowhere else.

    address as written -> web_address (which addresses are fetched?) -> robots (may we?) -> turns (when?)
        -> exchange (one question, one answer; connection: to a public address only; inflate) -> Fetched
                                                                        a redirect -> web_address

What is not fetched raises NotFetched, an `errors.Refused` of the stage "fetch" with the HTTP status, and how
long the server asks to be left alone, where there are any. Nothing else is raised on account of a server.
"""

from __future__ import annotations

from onrecord.net.fetched import Fetched, Limits
from onrecord.net.fetcher import Fetcher, user_agent
from onrecord.net.not_fetched import NotFetched

__all__ = ["Fetched", "Fetcher", "Limits", "NotFetched", "user_agent"]
