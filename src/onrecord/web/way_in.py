"""The way to the log-in, and back to the page that was asked for: never to another site."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from fastapi import Request

LOG_IN, LOG_OUT = "/login", "/logout"
# Browsers drop tabs and line ends from addresses and read \ as /: "/\t/elsewhere" would lead there.
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 2_000


def local_path(asked: str | None) -> str:
    """An address of ours to go on to; the front page where something else was asked for."""
    if not asked or not asked.startswith("/") or asked.startswith("//") or len(asked) > _LONGEST:
        return "/"
    if _UNSAFE.search(asked) or urlsplit(asked).path in (LOG_IN, LOG_OUT):
        return "/"
    return asked


def log_in(request: Request) -> str:
    """The address of the log-in that leads back to where this request comes from."""
    if "hx-request" in request.headers:
        shown = urlsplit(request.headers.get("hx-current-url", ""))
        back = f"{shown.path}?{shown.query}" if shown.query else shown.path
    elif request.method == "GET":
        back = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    else:
        back = "/"
    back = local_path(back)
    return LOG_IN if back == "/" else f"{LOG_IN}?{urlencode([('next', back)])}"
