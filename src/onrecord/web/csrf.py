"""Changes come from our own pages alone: a form brings back a token that no page elsewhere can know.

The token is made of the browser's own and of a key of the desk, so nothing has to be kept for those who are
not logged in. Each page gets it under another mask: pages are compressed, and what stands unchanged beside a
text that somebody else chose could be guessed from the length of the answers (BREACH).
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from hashlib import sha256

from fastapi import Request
from starlette.datastructures import Headers

from onrecord.errors import OnrecordError
from onrecord.web import limits, open_paths
from onrecord.web.settings import Settings
from onrecord.web.visitor import API, Visitor, visitor_of

HEADER, FIELD = "x-csrf-token", "csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
_SIZE = 32
_MASKED = re.compile(r"[A-Za-z0-9_-]{86}")  # a mask and a masked token in base 64, without padding
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class NotFromHere(OnrecordError):
    """A change was asked for by a page that is not ours, or by one of ours that is out of date."""


def token(key: bytes, browser: str) -> str:
    """A token for the forms of a page, another each time."""
    mask = secrets.token_bytes(_SIZE)
    return urlsafe_b64encode(mask + _xor(mask, _unmasked(key, browser))).decode("ascii").rstrip("=")


def is_right(key: bytes, browser: str, sent: str) -> bool:
    """Whether a token is this browser's."""
    if _MASKED.fullmatch(sent) is None:
        return False
    raw = urlsafe_b64decode(sent + "==")
    return hmac.compare_digest(_xor(raw[:_SIZE], raw[_SIZE:]), _unmasked(key, browser))


def is_own(headers: Headers, settings: Settings) -> bool:
    """Whether a request comes from a page of ours, as far as the browser says where it comes from."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    scheme, port = ("https", ":443") if settings.is_secure else ("http", ":80")
    host = headers.get("host", "").lower()
    return origin is None or origin.lower().removesuffix(port) == f"{scheme}://{host.removesuffix(port)}"


async def check(request: Request) -> AsyncIterator[None]:
    """Let a change through only with a right token. Every route depends on it."""
    if request.method in SAFE or open_paths.is_one_click(request.method, request.scope["path"]):
        yield
        return
    visitor = visitor_of(request)
    try:
        if visitor is None or not (_is_program(request, visitor) or await _brings_token(request, visitor)):
            raise NotFromHere("this page is out of date, or was not opened here")
        yield
    finally:
        await request.close()  # files of a form that the route did not ask for


def _is_program(request: Request, visitor: Visitor) -> bool:
    """Whether no browser can have been made to send this: it names its account, or speaks JSON unprompted.

    Where there are no accounts, programs ask the API without a token. A page elsewhere can have a browser
    send forms and plain text, but JSON only after asking us first, which is never granted; and it would name
    its origin.
    """
    if visitor.asks_by_token:
        return True
    names = ("origin", "sec-fetch-site", "sec-fetch-mode", "cookie", "referer")
    is_json = request.headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"
    is_alone = not any(name in request.headers for name in names)
    return request.scope["path"].startswith(API) and not visitor.must_log_in and is_json and is_alone


async def _brings_token(request: Request, visitor: Visitor) -> bool:
    explorer = request.app.state.explorer
    sent: object = request.headers.get(HEADER)
    if sent is None and request.headers.get("content-type", "").lower().startswith(_FORMS):
        # Starlette keeps what it has parsed, files on the disk, for the route.
        form = await request.form(
            max_files=limits.MOST_FILES,
            max_fields=limits.MOST_FIELDS,
            max_part_size=explorer.settings.form_size,
        )
        sent = form.get(FIELD)
    return isinstance(sent, str) and visitor.is_bound and is_right(explorer.form_key, visitor.token, sent)


def _unmasked(key: bytes, browser: str) -> bytes:
    return hmac.digest(key, browser.encode("ascii"), sha256)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
