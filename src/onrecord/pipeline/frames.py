"""What the pipeline and its worker processes say to each other: pickled records with their length before.

    pipeline    worker
    Task    ->          a page to make an article of, a note to make a reading of, or an article as it is
            <-  Ready   all that it takes is imported, and the page's time begins
            <-  Article, or Refusal (or for a note Reading)
    Find    ->          only after an Article: now find the statements in it
            <-  Ready
            <-  Reading, Refusal or NoModel

Both ends are this program. Even so only our records are let in: the worker has parsed a hostile page.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from typing import IO

from onrecord.records import Article, Note, Page, Reading, Refusal

_LENGTH = struct.Struct("!Q")
_MODULES = ("onrecord.records", __name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """What comes next is the work itself; until now the worker was getting ready for it."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read. Should its parent be gone, the worker ends itself some time after `seconds`."""

    entry: Page | Note | Article
    published: str | None
    any_language: bool
    seconds: float

    @property
    def origin(self) -> str:
        """What a person would call it."""
        if isinstance(self.entry, Article):
            return self.entry.url or self.entry.id
        return self.entry.origin if isinstance(self.entry, Page) else self.entry.page.origin

    @property
    def stage(self) -> str:
        """The stage that works on it: a note goes straight to the second."""
        return "article" if isinstance(self.entry, Page) else "statements"


@dataclass(frozen=True, slots=True)
class Find:
    """Statements to find in the article that was just made; `processes` are finding some at the same time."""

    origin: str
    seconds: float
    processes: int

    @property
    def stage(self) -> str:
        """The stage that works on it."""
        return "statements"


@dataclass(frozen=True, slots=True)
class NoModel:
    """The model's files are not what they should be: no page's fault."""

    reason: str


Answer = Article | Reading | Refusal | NoModel
Frame = Task | Find | Ready | Answer


def write(pipe: IO[bytes], frame: Frame) -> None:
    """Write one frame. Raises OSError where the other end is gone."""
    pickled = pickle.dumps(frame, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(pickled)))
    pipe.write(pickled)
    pipe.flush()


def read(pipe: IO[bytes]) -> Frame | None:
    """Read one frame; None where the other end is gone, be it in the middle of one."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    pickled = pipe.read(length)
    if len(pickled) < length:
        return None
    frame: Frame = _Unpickler(io.BytesIO(pickled)).load()
    return frame


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> object:
        if module not in _MODULES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is none of our records")
        return super().find_class(module, name)
