"""HTTP for people whose connections, or intentions, are bad: what is too slow is let go.

uvicorn gives a connection without a request a few seconds after the last answer, but for ever before the
first and in the midst of a request's head, and it waits for ever for a client that does not take its answer.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""In which a request's head has to come in, from its first byte, or from the connection's beginning."""
TAKING_SECONDS = 30.0
"""In which a client has to take some of an answer that is ready."""
LINGER_SECONDS, LINGER_BYTES = 3.0, 16_000_000
"""What is still read of a refused body, and thrown away: to close at once would take the answer away, too."""
MOST_CONNECTIONS = 400
"""At once; more are closed as they come."""


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with an end to each wait."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless too many are there already."""
        if len(self.connections) >= MOST_CONNECTIONS:
            transport.abort()
        super().connection_made(_Lingering(transport, self))  # type: ignore[arg-type]
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        for timer in (self._head, self._taking):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came in, unless it is only thrown away by now."""
        if not self.transport.is_closing():
            super().data_received(data)
            self._watch_head()
        elif isinstance(self.transport, _Lingering):
            self.transport.threw_away(len(data))

    def pause_writing(self) -> None:
        """The client takes its answer more slowly than it is made."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It has taken most of it."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()

    def _watch_head(self) -> None:
        is_waiting = self.conn.their_state is h11.IDLE and not self.transport.is_closing()
        if is_waiting and self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self._is_late)
        elif not is_waiting and self._head is not None:
            self._head.cancel()
            self._head = None

    def _is_late(self) -> None:
        self._head = None
        # Between two requests uvicorn's own, shorter wait goes on.
        if self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None:
            self.transport.abort()


class _Lingering:
    """A transport that, closed while a body still comes in, first lets its answer arrive."""

    def __init__(self, transport: asyncio.Transport, protocol: PatientProtocol) -> None:
        self._transport = transport
        self._protocol = protocol
        self._left: int | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        """Whether it is closed, or about to be."""
        return self._left is not None or self._transport.is_closing()

    def close(self) -> None:
        """Close it, later where the client is in the midst of sending."""
        if self._left is not None or self._protocol.conn.their_state is not h11.SEND_BODY:
            self._transport.close()
            return
        self._left = LINGER_BYTES
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._transport.resume_reading()
        self._protocol.loop.call_later(LINGER_SECONDS, self._transport.abort)

    def threw_away(self, size: int) -> None:
        """Count what came in after the answer; give up where there is no end of it."""
        self._left = (self._left or 0) - size
        if self._left <= 0:
            self._transport.abort()
