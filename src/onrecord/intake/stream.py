"""The bytes of one input, inflated if they are gzip, never more of them in memory than was asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO, Protocol, cast

from onrecord.errors import Refused
from onrecord.intake import locations

GZIP_MAGIC = b"\x1f\x8b"
# Nine collections of news inflate to 2.6 to 6.6 times their gzip size, and deflate cannot do more than
# 1,032 times: what grows beyond 250 times was made to grow. Looked at from 200 MB on, for less is soon read.
GREATEST_INFLATION = 250
INFLATION_LOOKED_AT_FROM = 200_000_000
_PIECE = 1 << 20


class Stream:
    """One input to read from. All its methods raise Refused where the bytes are broken or hostile."""

    def __init__(self, file: BinaryIO) -> None:
        self._counted = _Counted(file)
        plain = io.BufferedReader(self._counted, 1 << 16)
        self._is_gzip = plain.peek(2)[:2] == GZIP_MAGIC
        self._file: _Readable = gzip.GzipFile(fileobj=plain, mode="rb") if self._is_gzip else plain
        self._given = 0

    @property
    def consumed(self) -> int:
        """Bytes of the input used up: of the gzip file, not of what it inflates to."""
        return self._counted.taken if self._is_gzip else self._given

    def read(self, limit: int) -> bytes:
        """Read up to `limit` bytes; less only at the end."""
        try:
            return self._give(self._file.read(limit))
        except (OSError, EOFError, zlib.error) as error:
            raise _broken(error) from error

    def read_line(self, limit: int) -> bytes:
        """Read up to the end of the line, its newline included, but no more than `limit` bytes."""
        try:
            return self._give(self._file.readline(limit))
        except (OSError, EOFError, zlib.error) as error:
            raise _broken(error) from error

    def skip_line(self) -> None:
        """Pass over the rest of the line, however long."""
        piece = self.read_line(_PIECE)
        while piece and not piece.endswith(b"\n"):
            piece = self.read_line(_PIECE)

    def _give(self, piece: bytes) -> bytes:
        self._given += len(piece)
        is_large = self._is_gzip and self._given > INFLATION_LOOKED_AT_FROM
        if is_large and self._given > GREATEST_INFLATION * self._counted.taken:
            reason = f"inflates to more than {GREATEST_INFLATION} times its size"
            raise Refused(
                "intake", reason, "unpack it yourself if you trust it, and give what you need of it"
            )
        return piece


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """Counts what is taken, and leaves the file open when it is thrown away: it may be standard input."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = cast(io.BufferedReader, file)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        piece = self._file.read1(len(buffer))
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


def _broken(error: Exception) -> Refused:
    advice = "fetch or pack the file again"
    if isinstance(error, EOFError):
        return Refused("intake", "the gzip file breaks off before its end", advice)
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return Refused("intake", f"the gzip file is damaged: {error}", advice)
    return locations.unreadable(error)
