"""Downloads: what a search finds as a file, made whole before the first byte of it is sent."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Literal

from onrecord.errors import OnrecordError
from onrecord.ledger.question import Question
from onrecord.ledger.store import Store
from onrecord.web.asked import Asked

MOST_LINES = 100_000
"""Statements in one file; `onrecord export` writes more."""
AT_ONCE = 2
"""Files that are made at once: each takes one of the processor's cores."""
RETRY_SECONDS = 20
TYPES = {"csv": "text/csv; charset=utf-8; header=present", "jsonl": "application/jsonl; charset=utf-8"}
To = Literal["csv", "jsonl"]
_PIECE = 1 << 16
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40
_free = threading.BoundedSemaphore(AT_ONCE)


class TooMany(OnrecordError):
    """More statements answer than go into one file."""


class Busy(OnrecordError):
    """As many files as can be are being made."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is ready. It has no name any more: it is gone when it is closed."""

    file: BinaryIO
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, once; then it is closed."""
        with self.file:
            while piece := self.file.read(_PIECE):
                yield piece


def make(store: Store, asked: Asked, question: Question, to: To) -> Made:
    """All that answers as a file. Raises TooMany, Busy, and what asking and exporting raise."""
    from onrecord.ledger import runs
    from onrecord.ledger.export import Facts, export, select
    from onrecord.ledger.facets import are_more

    with _place():
        if are_more(store, question, MOST_LINES):
            raise TooMany(
                f"more than {MOST_LINES:,} statements answer, and one file holds no more: ask for less, for a"
                " month at a time, or write all of it with onrecord export"
            )
        facts = Facts(
            program=runs.code(), ledger=store.path.name, moment=_now().isoformat(), question=asked.query
        )
        # On Windows an open file stays until the folder is emptied at the next start of the machine.
        with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "download"
            export(select(store, question), to, path, facts=facts)
            return Made(path.open("rb"), path.stat().st_size)


def file_name(asked: Asked, to: To) -> str:
    """A name that tells what was asked and when: "onrecord-pay-talks-2024-10-25.csv"."""
    words = " ".join(asked.text(name) for name in ("words", "who", "source"))
    slug = _UNSAFE.sub("-", words.casefold())[:_LONGEST_NAME].strip("-")
    return "-".join(filter(None, ("onrecord", slug, _now().date().isoformat()))) + f".{to}"


@contextmanager
def _place() -> Iterator[None]:
    if not _free.acquire(blocking=False):
        raise Busy(f"{AT_ONCE} files are being made already: try again in {RETRY_SECONDS} seconds")
    try:
        yield
    finally:
        _free.release()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
