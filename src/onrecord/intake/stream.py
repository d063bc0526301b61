"""The bytes of one input, inflated if they are gzip, never more of them in memory than was asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Protocol, cast

from onrecord.errors import Refused

# Ten times the longest of 47 real news pages (1.7 MB, most of it scripts); beyond, it is something else.
PAGE_BYTES = 20_000_000
GZIP_MAGIC = b"\x1f\x8b"
# Nine collections of news inflate to 2.6 to 6.6 times their gzip size, and deflate cannot do more than
# 1,032 times: what grows beyond 250 times was made to grow. Looked at from 200 MB on, for less is soon read.
GREATEST_INFLATION = 250
INFLATION_LOOKED_AT_FROM = 200_000_000
_PIECE = 1 << 20
# What is looked at to tell what an input is: as many bytes as any signature needs, of as many of the file.
_START = 4096
_HEAD = 1 << 16
_GZIP_BITS = 31  # zlib's number for "deflate in the wrapping of gzip"


class Stream:
    """One input to read from. All its methods raise Refused where the bytes are broken or hostile.

    `start` is its first bytes, inflated, still to be read: 4,096, or the first line at least. `packed` gives
    it as it lies there, for a reader that inflates by itself: use that or the others.
    """

    def __init__(self, file: BinaryIO) -> None:
        with _readable():
            head, self.start = _look_at(file)
        self._file = file
        self._first = _place(file, len(head))
        self._counted = _Counted(head, file)
        self.packed = io.BufferedReader(self._counted, 1 << 16)
        self.is_gzip = head.startswith(GZIP_MAGIC)
        self._unpacked: _Readable = (
            gzip.GzipFile(fileobj=self.packed, mode="rb") if self.is_gzip else self.packed
        )
        self._given = 0

    @property
    def consumed(self) -> int:
        """Bytes of the input used up: of the gzip file, not of what it inflates to."""
        return self._counted.taken if self.is_gzip else self._given

    @property
    def taken(self) -> int:
        """Bytes of the input that were read so far, be it ahead of what was asked for."""
        return self._counted.taken

    def read(self, limit: int) -> bytes:
        """Read up to `limit` bytes; less only at the end."""
        with _readable():
            return self._give(self._unpacked.read(limit))

    def read_line(self, limit: int) -> bytes:
        """Read up to the end of the line, its newline included, but no more than `limit` bytes."""
        with _readable():
            return self._give(self._unpacked.readline(limit))

    def skip_line(self) -> None:
        """Pass over the rest of the line, however long."""
        piece = self.read_line(_PIECE)
        while piece and not piece.endswith(b"\n"):
            piece = self.read_line(_PIECE)

    def look_ahead(self, offset: int, count: int) -> bytes | None:
        """Give `count` bytes of `packed` from `offset` on, reading none up; None if there is no way back."""
        if self._first is None:
            return None
        with _readable():
            here = self._file.tell()
            try:
                self._file.seek(self._first + offset)
                return self._file.read(count)
            except (OSError, OverflowError):  # farther than any file reaches
                return b""
            finally:
                self._file.seek(here)

    def _give(self, piece: bytes) -> bytes:
        self._given += len(piece)
        is_large = self.is_gzip and self._given > INFLATION_LOOKED_AT_FROM
        if is_large and self._given > GREATEST_INFLATION * self._counted.taken:
            reason = f"inflates to more than {GREATEST_INFLATION} times its size"
            raise Refused(
                "intake", reason, "unpack it yourself if you trust it, and give what you need of it"
            )
        return piece


def unreadable(error: Exception) -> Refused:
    """Turn the system's error into words for the file's owner."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refused("intake", "no such file", "check the spelling of the name and the folder you are in")
    if isinstance(error, PermissionError):
        return Refused("intake", "not permitted to read it", "ask its owner for the right to read it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Refused("intake", f"cannot be read: {reason}", "check the disk and the file's name")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """Counts what is taken, and leaves the file open when it is thrown away: it may be standard input."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head = head
        self._file = cast(io.BufferedReader, file)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        piece = self._head[: len(buffer)] or self._file.read1(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


def _look_at(file: BinaryIO) -> tuple[bytes, bytes]:
    """The first bytes of the file, as they lie there and inflated.

    A pipe is waited for until they are enough: a line of JSON is, for its page is to be given at once.
    """
    head, unpacking = b"", _Unpacking()
    while len(head) < _HEAD and not unpacking.is_enough:
        piece = cast(io.BufferedReader, file).read1(_HEAD - len(head))
        if not piece:
            break
        head += piece
        unpacking.add(piece)
    return head, unpacking.start


class _Unpacking:
    """The first bytes of an input, inflated as they come if they are gzip."""

    def __init__(self) -> None:
        self._packed = b""
        self._is_gzip = False
        self._inflater: zlib._Decompress | None = None
        self.start = b""
        self.is_enough = False

    def add(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._packed += piece
        if not self._is_gzip and len(self._packed) < len(GZIP_MAGIC):
            return
        self._is_gzip = self._is_gzip or self._packed.startswith(GZIP_MAGIC)
        if self._is_gzip:
            self._inflate()
        else:
            self.start = self._packed[:_START]
        line, newline, _ = self.start.partition(b"\n")
        is_whole_line = bool(newline) and line.endswith((b"}", b"}\r"))
        self.is_enough = self.is_enough or len(self.start) >= _START or is_whole_line

    def _inflate(self) -> None:
        while self._packed and len(self.start) < _START:
            inflater = self._inflater or zlib.decompressobj(_GZIP_BITS)
            try:
                self.start += inflater.decompress(self._packed, _START - len(self.start))
            except zlib.error:  # reading it will tell
                self.is_enough = True
                return
            self._packed = inflater.unused_data
            self._inflater = None if inflater.eof else inflater


def _place(file: BinaryIO, taken: int) -> int | None:
    """Where in the file the input began, None where it cannot be gone back to."""
    try:
        return file.tell() - taken if file.seekable() else None
    except (OSError, ValueError):
        return None


@contextmanager
def _readable() -> Iterator[None]:
    advice = "fetch or pack the file again"
    try:
        yield
    except EOFError as error:
        raise Refused("intake", "the gzip file breaks off before its end", advice) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Refused("intake", f"the gzip file is damaged: {error}", advice) from error
    except OSError as error:
        raise unreadable(error) from error
