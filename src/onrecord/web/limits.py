"""How much a request may bring, and how slowly: refused before it fills memory, disk or time."""

from __future__ import annotations

from time import monotonic

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

from onrecord.web.settings import Settings

LONGEST_QUERY, LONGEST_PATH = 48_000, 4_000
"""Bytes of an address: 5,000 characters to search for, written as %E4%BD%A0, fit."""
GRACE_SECONDS, LEAST_RATE = 30.0, 8_192
"""A body may take so long, and a second more for so many bytes that came: 8 KB/s, a bad connection."""
UPLOADS = "/add"
MOST_FILES, MOST_FIELDS = 500, 1_000
"""Of a form: files that are dropped at once, and fields beside them."""


class Body:
    """What a request brings, counted while it comes in. Its `receive` takes the place of the server's.

    Raises HTTPException, 413 where it is too much, 408 where it is too slow, in whoever reads on.
    """

    def __init__(self, scope: Scope, receive: Receive, settings: Settings) -> None:
        headers = Headers(scope=scope)
        is_upload = scope["method"] == "POST" and scope["path"] == UPLOADS
        self.most = settings.upload_size if is_upload else settings.form_size
        self.declared = _number(headers.get("content-length"))
        self.is_whole = (
            self.declared == 0 if self.declared is not None else "transfer-encoding" not in headers
        )
        self.is_answered = False
        self._receive = receive
        self._began_at: float | None = None
        self._came = 0

    @property
    def is_too_much(self) -> bool:
        """Whether it is refused before a byte is read."""
        return self.declared is not None and self.declared > self.most

    def too_much(self) -> HTTPException:
        """The refusal."""
        return HTTPException(413, f"it is larger than {_megabytes(self.most)}: send less at once")

    async def receive(self) -> Message:
        """The next piece, in time, or whatever else the server has to say."""
        if self.is_whole or self.is_answered:  # what comes now says only whether anybody is still there
            return await self._receive()
        message = await self._in_time()
        if message["type"] == "http.request":
            self._came += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
        if self._came > self.most:
            raise self.too_much()
        return message

    async def _in_time(self) -> Message:
        now = monotonic()
        self._began_at = self._began_at or now
        left = GRACE_SECONDS + self._came / LEAST_RATE - (now - self._began_at)
        try:
            if left <= 0:
                raise TimeoutError
            with anyio.fail_after(left):
                return await self._receive()
        except TimeoutError:
            raise HTTPException(408, "it came in too slowly: try again") from None


def is_long(scope: Scope) -> bool:
    """Whether an address is longer than any of ours."""
    path = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    return len(scope.get("query_string", b"")) > LONGEST_QUERY or len(path) > LONGEST_PATH


def _number(header: str | None) -> int | None:
    # Python's int takes "1_0" and other digits; servers have refused these before, and we do not trust that.
    return int(header) if header is not None and header.isascii() and header.isdigit() else None


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
