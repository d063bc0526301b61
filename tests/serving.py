"""An explorer on a port of its own, in a thread: for what a test client cannot show."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from onrecord.web.app import make_app
from onrecord.web.settings import Settings


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Serve until the block is left; gives the address."""
    config = uvicorn.Config(make_app(settings), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the explorer did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
