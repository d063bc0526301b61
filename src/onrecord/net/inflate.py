"""Inflating what came compressed, piece by piece: a bomb is seen before it has grown.

Each piece has at most 256 KiB (for Brotli, up to twice that), whatever it is made from, so that whoever adds
the pieces up can stop in time. Own code, since httpx2 inflates only the first member of a gzip and does not
say when a stream breaks off.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from onrecord.net.not_fetched import NotFetched, shown

_PIECE = 1 << 18
# A gzip of several members is made by joining files; one of a thousand is made to keep us busy.
_MEMBERS = 1_000
_GZIP_MAGIC = b"\x1f\x8b"
_ADVICE = "try again later; if it stays so, save the page with a browser and give the file"


class Inflater(Protocol):
    """Bytes as they came, in; bytes as they were meant, out."""

    def feed(self, raw: bytes) -> Iterator[bytes]:
        """Give what the next bytes hold. Raises NotFetched where they are not of the coding."""

    def finish(self) -> None:
        """Raise NotFetched if the bytes break off."""


def offered() -> str:
    """Give the codings to ask for, as Accept-Encoding has them."""
    return "gzip, deflate" if _brotli() is None else "gzip, deflate, br"


def inflater(coding: str) -> Inflater:
    """Give what undoes a Content-Encoding; one that names none gives the bytes as they are.

    Raises NotFetched for a coding that was not asked for, or several on top of one another.
    """
    name = coding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip"):
        return _Gzip()
    if name == "deflate":
        return _Deflate()
    if name == "br" and _brotli() is not None:
        return _Brotli(_brotli())
    raise NotFetched(f"the answer is in a coding that was not asked for: {shown(coding)}", _ADVICE)


class _Plain:
    def feed(self, raw: bytes) -> Iterator[bytes]:
        yield raw

    def finish(self) -> None:
        pass


class _Zlib:
    """One stream of zlib's. `wbits` says which of its wrappings, as `zlib.decompressobj` has it."""

    def __init__(self, wbits: int, name: str) -> None:
        self._inflating = zlib.decompressobj(wbits)
        self._name = name
        self._begun = False

    def feed(self, raw: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(raw)
        while not self.ended:
            try:
                piece = self._inflating.decompress(raw, _PIECE)
            except zlib.error:
                raise _wrong(self._name) from None
            raw = self._inflating.unconsumed_tail
            if piece:
                yield piece
            elif not raw:  # zlib may take all in and still hold output back: only an empty piece is the end
                break

    @property
    def ended(self) -> bool:
        """Whether the stream has come to its end."""
        return self._inflating.eof

    @property
    def behind(self) -> bytes:
        """What came behind the end."""
        return self._inflating.unused_data

    def finish(self) -> None:
        if self._begun and not self.ended:
            raise _broken(self._name)


class _Gzip:
    """Members one after the other; what follows the last and is no member is padding."""

    def __init__(self) -> None:
        self._member = _Zlib(16 + zlib.MAX_WBITS, "gzip")
        self._members = 1
        self._between = b""
        self._padding = False

    def feed(self, raw: bytes) -> Iterator[bytes]:
        while raw and not self._padding:
            if self._member.ended:
                raw = self._open(self._between + raw)
                continue
            yield from self._member.feed(raw)
            raw = self._member.behind

    def _open(self, raw: bytes) -> bytes:
        """Begin the next member if there is one; give what is to be fed to it."""
        self._between = b""
        if not raw.startswith(_GZIP_MAGIC[: len(raw)]):
            self._padding = True
        elif len(raw) < len(_GZIP_MAGIC):
            self._between = raw
            return b""
        else:
            self._members += 1
            if self._members > _MEMBERS:
                raise NotFetched(f"the answer is a gzip of more than {_MEMBERS:,} members", _ADVICE)
            self._member = _Zlib(16 + zlib.MAX_WBITS, "gzip")
        return raw

    def finish(self) -> None:
        self._member.finish()


class _Deflate:
    """What HTTP calls deflate: zlib's wrapping by the standard, none by some servers."""

    def __init__(self) -> None:
        self._head = b""
        self._stream: _Zlib | None = None

    def feed(self, raw: bytes) -> Iterator[bytes]:
        if self._stream is None:
            self._head += raw
            if len(self._head) < 2:
                return
            raw = self._head
            self._stream = _Zlib(zlib.MAX_WBITS if _is_zlib(raw) else -zlib.MAX_WBITS, "deflate")
        yield from self._stream.feed(raw)

    def finish(self) -> None:
        if self._stream is not None:
            self._stream.finish()
        elif self._head:
            raise _broken("deflate")


class _Brotli:
    def __init__(self, brotli: Any) -> None:
        self._error = brotli.error
        self._inflating = brotli.Decompressor()
        self._begun = False

    def feed(self, raw: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(raw)
        while not self._inflating.is_finished():
            try:
                piece = self._inflating.process(raw, output_buffer_limit=_PIECE)
            except self._error:
                raise _wrong("br") from None
            raw = b""
            if not piece:  # it takes more in, and says so, while it still holds output back
                break
            yield piece

    def finish(self) -> None:
        if self._begun and not self._inflating.is_finished():
            raise _broken("br")


def _is_zlib(head: bytes) -> bool:
    """Whether it begins as RFC 1950 has it: method 8, and a check that makes it a multiple of 31."""
    return head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0


def _brotli() -> Any:
    """Give the brotli module if it is here and can inflate in pieces (from 1.2), else None."""
    try:
        import brotli  # type: ignore[import-untyped]
    except ImportError:
        return None
    return brotli if hasattr(brotli.Decompressor, "can_accept_more_data") else None


def _wrong(name: str) -> NotFetched:
    return NotFetched(f"the answer is not the {name} that it says it is", _ADVICE)


def _broken(name: str) -> NotFetched:
    return NotFetched(f"the {name} in the answer breaks off", _ADVICE)
