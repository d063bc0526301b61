"""What the pipeline and its child process say to each other: pickled records with their length before.

Both ends are this program. Even so only our records are let in: the child has parsed a hostile page.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from typing import IO

from onrecord.records import Article, Page, Refusal

_LENGTH = struct.Struct("!Q")
_MODULES = ("onrecord.records", __name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """The child's first frame: it has imported what it needs and waits for pages."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page to make an article of. After `seconds` the child ends itself if nobody else has ended it."""

    page: Page
    published: str | None
    any_language: bool
    seconds: float


Frame = Ready | Task | Article | Refusal


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
