"""One run of `onrecord serve`: begins, tells where, ends on Ctrl-C."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from onrecord.cli.messages import ALL_READ, NOTHING_READ, Messages
from onrecord.cli.options import current_user
from onrecord.errors import OnrecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line."""

    ledger: Path
    host: str
    port: int
    names: tuple[str, ...]
    is_secure: bool
    opens: bool
    person: str | None
    allow_private: bool


def perform(request: Request) -> int:
    """Serve until it is stopped, and return the exit code."""
    messages = Messages()
    try:
        _serve(request, messages)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    messages.say("stopped")
    return ALL_READ


def _serve(request: Request, messages: Messages) -> None:
    from onrecord.web.serving import Opening, Signs, serve
    from onrecord.web.settings import Settings, desk_of

    if not request.ledger.exists():
        messages.say(f"there is no ledger {request.ledger} yet: it is made, and empty")
    settings = Settings(
        ledger=request.ledger,
        desk=desk_of(request.ledger),
        is_secure=request.is_secure,
        person=request.person or current_user() or "local",
        allow_private=request.allow_private,
    )

    def begun(address: str) -> None:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        messages.say("Ctrl-C stops it")
        if request.opens:
            _open(address, messages)

    signs = Signs(begun, lambda: messages.say("stopping: what was asked for is still answered"))
    serve(settings, Opening(request.host, request.port, request.names), signs)


def _open(address: str, messages: Messages) -> None:
    import webbrowser

    if not webbrowser.open(address):
        messages.say(f"no browser was found: open {address} yourself")
