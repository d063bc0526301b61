"""One program at a time sends for a desk: two would send everything twice."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import OnrecordError


class Occupied(OnrecordError):
    """Another program is at it: the message names the file that it holds."""


@contextmanager
def alone(desk: Path, work: str) -> Iterator[None]:
    """Do one kind of work on a desk alone. Raises Occupied; whoever dies lets go.

    Held by a file beside the desk's own: a lock of SQLite's would hold up everybody for as long.
    """
    path = desk.with_name(f"{desk.name}-{work}.lock")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Occupied(f"{path} cannot be made: {error.strerror}: see to the folder of the desk") from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied(
                f"another program sends for this desk (it holds {path}): end one of them"
            ) from None
        yield
    finally:
        os.close(file)
