"""The gzip members of a WARC file, inflated piece by piece; behind a broken one it goes on with the next.

As a rule each record of a WARC file is a gzip member by itself, so that a reader can begin at any of them,
and so that one broken member need not cost the others. What grows without measure is left at once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from onrecord.intake.stream import GREATEST_INFLATION, GZIP_MAGIC, PAGE_BYTES

RECORD_MAGIC = b"WARC/"
PIECE = 1 << 20  # inflated bytes given at once, at most
BOMB = f"it inflates to more than {GREATEST_INFLATION} times its size"
_PACKED = 1 << 16
_GZIP_BITS = 31  # zlib's number for "deflate in the wrapping of gzip"
# A member's first three bytes and its flags, of which three bits are never set.
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.DOTALL)
# Enough for the head of a member, a file's name in it, and the first bytes that it inflates to.
_PROBE = 1024


class Piece(NamedTuple):
    """Unpacked bytes, and what is known of the place they come from.

    `start` is where the member begins in the file, for its first piece. `opens`: a record surely begins
    here, whatever the one before said of its length. `fault` is what is wrong behind the data. `end` is how
    many bytes of the file were used.
    """

    data: bytes
    end: int
    start: int | None = None
    opens: bool = False
    fault: str | None = None


class Members:
    """The pieces of a gzip file's members, each member read only as far as its pieces are asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packed = b""
        self._at = 0  # where in the file _packed begins
        self._run_in = self._run_out = 0  # bytes since a record surely began, packed and unpacked

    def __iter__(self) -> Iterator[Piece]:
        while self._packed or self._read():
            if self._packed.startswith(b"\0"):
                self._skip_padding()
            elif self._starts_member():
                yield from self._member()
            else:
                yield Piece(b"", self._at, self._at, fault="what lies between its gzip members is none")
                self._find_next(0)

    def _member(self) -> Iterator[Piece]:
        start: int | None = self._at
        inflater = zlib.decompressobj(_GZIP_BITS)
        waiting = b""
        while not inflater.eof:
            before = self._at
            try:
                new = self._inflate(inflater)
            except zlib.error as error:
                yield Piece(b"", self._at, start, fault=f"the gzip data is damaged: {error}")
                self._find_next(1 if self._at == start else 0)
                return
            if not new and self._at == before and not self._read():
                yield Piece(b"", self._at, start, fault="the file breaks off before its end")
                return
            data = waiting + new
            if start is not None and len(data) < len(RECORD_MAGIC) and not inflater.eof:
                waiting = data  # too little to tell whether a record begins here
                continue
            waiting = b""
            yield self._piece(data, start)
            start = None
            if self._is_bomb():
                yield Piece(b"", self._at, fault=BOMB)
                self._find_next(0)
                return

    def _piece(self, data: bytes, start: int | None) -> Piece:
        opens = start is not None and (start == 0 or data.startswith(RECORD_MAGIC))
        if opens and start is not None:
            self._run_in, self._run_out = self._at - start, 0
        self._run_out += len(data)
        return Piece(data, self._at, start, opens)

    def _inflate(self, inflater: zlib._Decompress) -> bytes:
        packed = self._packed
        data = inflater.decompress(packed, PIECE)
        self._packed = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        used = len(packed) - len(self._packed)
        self._at += used
        self._run_in += used
        return data

    def _is_bomb(self) -> bool:
        # No record that is wanted inflates to more than a page may have, so less is let through.
        return self._run_out > PAGE_BYTES and self._run_out > GREATEST_INFLATION * self._run_in

    def _starts_member(self) -> bool:
        while len(self._packed) < len(GZIP_MAGIC) and self._read():
            pass
        return self._packed.startswith(GZIP_MAGIC)

    def _skip_padding(self) -> None:
        """Zeros fill up the last block of a tape or a disk."""
        kept = self._packed.lstrip(b"\0")
        self._at += len(self._packed) - len(kept)
        self._packed = kept

    def _find_next(self, skipped: int) -> None:
        """Leave `skipped` bytes and all up to the next member that begins with a record."""
        self._drop(skipped)
        more = True
        while more:
            more = self._read()
            # What begins too near the end of what is here is looked at when more has come.
            whole = len(self._packed) - (_PROBE if more else 0)
            places = (found.start() for found in _MEMBER.finditer(self._packed))
            found = next((at for at in places if at <= whole and self._holds_record(at)), None)
            self._drop(max(0, whole) if found is None else found)
            if found is not None:
                return

    def _holds_record(self, at: int) -> bool:
        inflater = zlib.decompressobj(_GZIP_BITS)
        try:
            start = inflater.decompress(self._packed[at : at + _PROBE], len(RECORD_MAGIC))
        except zlib.error:
            return False
        return start == RECORD_MAGIC

    def _drop(self, count: int) -> None:
        self._packed = self._packed[count:]
        self._at += count

    def _read(self) -> bool:
        piece = self._file.read(_PACKED)
        self._packed += piece
        return bool(piece)
