"""An explorer on a port of its own, in a thread: for what a test client cannot show."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from onrecord.net import listening
from onrecord.web.app import make_app
from onrecord.web.serving import configured
from onrecord.web.settings import Settings


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Serve until the block is left; gives the address."""
    server = uvicorn.Server(configured(make_app(settings), settings))
    sockets = listening.listen(["127.0.0.1"], 0)
    port = sockets[0].getsockname()[1]
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the explorer did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
