"""What an HTTP status means to somebody who wants to read a page, or to hand something over."""

from __future__ import annotations

import time

from onrecord.net.not_fetched import NotFetched

OK = 200
GONE = (404, 410)
NOT_PERMITTED = (401, 402, 403, 407, 451)
TOO_MANY, UNAVAILABLE = 429, 503
REDIRECTS = (301, 302, 303, 307, 308)
UNCHANGED = 304
TAKEN = range(200, 300)
_SERVER_ERRORS = range(500, 600)
_DAY = 86_400.0


def refusal(status: int, retry_after: float | None) -> NotFetched:
    """Say why an answer with this status is no page."""
    reason, advice = _words(status)
    if retry_after is not None:
        advice = f"try again in {retry_after:.0f} s, as the site asks"
    return NotFetched(f"{reason} (HTTP {status})", advice, status=status, retry_after=retry_after)


def not_taken(status: int, retry_after: float | None) -> NotFetched:
    """Say why an answer with this status means that what was sent was not taken."""
    if status in REDIRECTS:
        reason, advice = "it redirects, which is not followed", "give the address that it leads to"
    elif status in GONE:
        reason, advice = "nobody takes anything there any more", "check the address"
    elif status in NOT_PERMITTED:
        reason, advice = "it is not permitted", "ask whoever runs it"
    elif status in _SERVER_ERRORS or status == TOO_MANY:
        reason, advice = _words(status)
    else:
        reason, advice = "an answer that says that it was not taken", "ask whoever runs it"
    return NotFetched(f"{reason} (HTTP {status})", advice, status=status, retry_after=retry_after)


def retry_after(status: int, value: str | None) -> float | None:
    """Read the Retry-After of a 429 or 503, seconds or a date, as seconds from now; at most a day.

    None where there is none, or none that can be read.
    """
    if status not in (TOO_MANY, UNAVAILABLE) or value is None:
        return None
    from email.utils import parsedate_to_datetime

    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value), _DAY)
    try:
        seconds = parsedate_to_datetime(value).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), _DAY)


def _words(status: int) -> tuple[str, str]:
    if status in GONE:
        return "not there, or no longer", "check the address; an archive may still have the page"
    if status in NOT_PERMITTED:
        return "the site does not permit it", "if you may read it, save it with a browser and give the file"
    if status == TOO_MANY:
        return "the site was asked too often", "wait a while, and ask it less often"
    if status == UNAVAILABLE:
        return "the site is overloaded or being repaired", "try again later"
    if status in _SERVER_ERRORS:
        return "the site's server has failed", "try again later"
    return "an answer that is no page", "open the address in a browser and see where it leads"
