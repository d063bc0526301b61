"""A window that moves over the unpacked bytes of a WARC file, from record to record."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NoReturn

from onrecord.errors import Refused
from onrecord.intake.members import PIECE, RECORD_MAGIC, Members, Piece
from onrecord.intake.signature import LZ4_MAGIC, ZSTD_MAGIC
from onrecord.intake.stream import PAGE_BYTES, Stream

# Four times what the usual clients read of an answer's headers.
HEAD_BYTES = 1 << 16
_AT_ONCE = 1 << 12
# lz4 cannot do more than 255 times, and does less with web pages than gzip does.
_GREATEST_INFLATION = 100
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_NEXT_RECORD = re.compile(rb"\nWARC/[01]\.[0-9]{1,2}\r?\n")
_NEXT_LENGTH = len(b"\nWARC/0.18\r\n")
_LINE_ENDS = re.compile(rb"[\r\n]*")
_ADVICE = "fetch or pack the file again"


class Window:
    """The unpacked bytes of a WARC file, in runs: none reaches beyond a place where a record surely begins.

    A file whose records are gzip members each has a run for each record; any other file is a single run.
    `offset` is where the record that `to_record` found begins: in the file where a member begins there (so
    have indexes of archives), else in the unpacked bytes. All methods raise Refused where the bytes break.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._is_packed = stream.is_gzip or stream.start.startswith((LZ4_MAGIC, ZSTD_MAGIC))
        self._pieces = _pieces(stream)
        self._waiting: Piece | None = None
        self._runs = 0
        self._held = b""
        self._at = 0
        self._position = 0  # in the unpacked bytes, of _held
        self._marks: deque[tuple[int, int]] = deque()
        self._fault: Piece | None = None
        self._end = 0
        self.offset = 0

    @property
    def consumed(self) -> int:
        """Bytes of the file used up."""
        return self._end if self._is_packed else self._position + self._at

    def to_record(self) -> bool:
        """Move on to where the next record should begin; False at the end of the file."""
        while True:
            self._skip_line_ends()
            if self._at < len(self._held):
                self.offset = self._place()
                return True
            if self._fault is not None:
                self.offset = self._place() if self._fault.start is None else self._fault.start
                self.fail_short("")
            if not self._open_run():
                return False

    def starts_record(self) -> bool:
        """Whether the next bytes are a WARC record's first."""
        while len(self._held) - self._at < len(RECORD_MAGIC) and self._more():
            pass
        return self._held.startswith(RECORD_MAGIC, self._at)

    def head(self, limit: int = HEAD_BYTES) -> bytes | None:
        """Read headers up to their blank line; None (and nothing read) if `limit` bytes hold none."""
        while True:
            found = _BLANK_LINE.search(self._held, self._at, self._at + limit)
            if found:
                head = self._held[self._at : found.end()]
                self._at = found.end()
                return head
            if len(self._held) - self._at >= limit or not self._more():
                return None

    def take(self, count: int) -> bytes:
        """Read `count` bytes; less only at the end of the run."""
        pieces = []
        while count:
            piece = self._held[self._at : self._at + count]
            self._at += len(piece)
            count -= len(piece)
            pieces.append(piece)
            if count and not self._more():
                break
        return b"".join(pieces)

    def skip(self, count: int) -> int:
        """Pass over `count` bytes; give how many there were before the end of the run."""
        skipped = 0
        while True:
            step = min(count - skipped, len(self._held) - self._at)
            self._at += step
            skipped += step
            if skipped == count or not self._more():
                return skipped

    def ends_record(self) -> bool:
        """Whether a record may end here: by two line ends, or before another record or the end of the run."""
        while len(self._held) - self._at < _NEXT_LENGTH and self._more():
            pass
        return _is_end(self._held[self._at : self._at + _NEXT_LENGTH])

    def check_end(self, count: int) -> None:
        """Raise Refused if no record ends `count` bytes on, as far as that can be told without reading on."""
        if self._is_packed:
            return
        last = self._position + self._at + count - 1
        ahead = self._stream.look_ahead(last, 1 + _NEXT_LENGTH)
        if ahead == b"":
            self.fail(f"its length is wrong: the file ends before the {count:,} bytes that it says it has")
        if ahead and not _is_end(ahead[1:]):
            self.fail(f"its length is wrong: no record ends {count:,} bytes on")

    def recover(self) -> None:
        """Leave what is broken: go on to the next line that opens a record, or to the end of the run.

        Where records are members each, the rest of the run is part of the broken one, whatever it looks like.
        """
        while True:
            found = _NEXT_RECORD.search(self._held, self._at) if self._runs == 1 else None
            if found:
                self._at = found.start() + 1
                return
            self._at = max(self._at, len(self._held) - _NEXT_LENGTH)
            if not self._more():
                self._at = len(self._held)
                return

    def fail(self, reason: str) -> NoReturn:
        """Raise Refused for the record."""
        raise Refused("intake", reason, _ADVICE)

    def fail_short(self, reason: str) -> NoReturn:
        """Raise Refused for a record that is cut short: by what broke off the run, if something did."""
        fault, self._fault = self._fault, None
        self.fail(fault.fault if fault and fault.fault else reason)

    def _skip_line_ends(self) -> None:
        while True:
            line_ends = _LINE_ENDS.match(self._held, self._at)
            self._at = line_ends.end() if line_ends else self._at
            if self._at < len(self._held) or not self._more():
                return

    def _more(self) -> bool:
        """Add bytes of the same run; False at its end."""
        held = [self._held[self._at :]]
        self._position += self._at
        self._at = 0
        self._forget_marks()
        length = before = len(held[0])
        while length < before + _AT_ONCE and self._fault is None:
            piece = self._next()
            if piece is None or piece.opens:
                break
            self._waiting = None
            held.append(self._used(piece, self._position + length))
            length += len(piece.data)
        self._held = b"".join(held)
        return length > before

    def _used(self, piece: Piece, position: int) -> bytes:
        if piece.start is not None:
            self._marks.append((position, piece.start))
        self._end = piece.end
        self._fault = piece if piece.fault else None
        return piece.data

    def _next(self) -> Piece | None:
        if self._waiting is None:
            self._waiting = next(self._pieces, None)
        return self._waiting

    def _open_run(self) -> bool:
        piece = self._next()
        if piece is None:
            return False
        self._waiting = piece._replace(opens=False)
        self._runs += 1
        return True

    def _place(self) -> int:
        position = self._position + self._at
        # The last of them: members without bytes, broken ones among them, begin at the same place.
        starts = [start for unpacked, start in self._marks if unpacked == position]
        return starts[-1] if starts else position

    def _forget_marks(self) -> None:
        while self._marks and self._marks[0][0] < self._position:
            self._marks.popleft()


def _is_end(behind: bytes) -> bool:
    bare = behind.lstrip(b"\r\n")
    return behind.startswith(b"\r\n\r\n") or not bare or bare.startswith(RECORD_MAGIC)


def _pieces(stream: Stream) -> Iterator[Piece]:
    if stream.is_gzip:
        return iter(Members(stream.packed))
    return _in_one(stream)


def _in_one(stream: Stream) -> Iterator[Piece]:
    """The pieces of a file that is not gzip: one run."""
    reader, given = _reader(stream), 0
    while True:
        try:
            data = reader.read(PIECE)
        except OSError as error:
            yield Piece(b"", stream.taken, fault=f"the data is damaged or cannot be read: {error}")
            return
        if not data:
            return
        yield Piece(data, stream.taken, opens=given == 0)
        given += len(data)
        if given > PAGE_BYTES and given > _GREATEST_INFLATION * stream.taken:
            fault = f"it inflates to more than {_GREATEST_INFLATION} times its size"
            yield Piece(b"", stream.taken, fault=fault)
            return


def _reader(stream: Stream) -> Any:
    from fastwarc import stream_io

    if stream.start.startswith(LZ4_MAGIC):
        return stream_io.Lz4Reader(_Forwards(stream))
    return stream_io.ZstdReader(_Forwards(stream)) if stream.start.startswith(ZSTD_MAGIC) else stream.packed


class _Forwards:
    """A file for fastwarc's readers, which ask where they are and are content with reading on."""

    def __init__(self, stream: Stream) -> None:
        self._packed = stream.packed
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._packed.read1(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (offset, whence) not in ((0, io.SEEK_CUR), (self._at, io.SEEK_SET)):
            raise io.UnsupportedOperation("there is no way back")
        return self._at

    def close(self) -> None:
        """Leave the file open, as `Stream` does."""
