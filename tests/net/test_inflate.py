"""Compressed answers: what they hold is the same however it is cut, and never comes all at once."""

import contextlib
import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.net import NotFetched
from onrecord.net.inflate import inflater, offered


def raw_deflate(data: bytes) -> bytes:
    deflating = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflating.compress(data) + deflating.flush()


def two_members(data: bytes) -> bytes:
    half = len(data) // 2
    return gzip.compress(data[:half]) + gzip.compress(data[half:])


def brotli_compress(data: bytes) -> bytes:
    compressed: bytes = pytest.importorskip("brotli").compress(data)
    return compressed


# (Content-Encoding, how to make it)
CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("identity", bytes),
    ("gzip", gzip.compress),
    ("GZIP ", gzip.compress),
    ("x-gzip", gzip.compress),
    ("gzip", two_members),
    ("gzip", lambda data: gzip.compress(data) + bytes(600)),  # padding
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),  # against the standard, as some servers have it
    ("br", brotli_compress),
]


def inflate(coding: str, pieces: list[bytes]) -> bytes:
    inflating = inflater(coding)
    body = b"".join(inflated for piece in pieces for inflated in inflating.feed(piece))
    inflating.finish()
    return body


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize(("coding", "compress"), CODINGS)
@given(data=st.binary(max_size=400), size=st.integers(1, 50))
def test_round_trip(coding: str, compress: Callable[[bytes], bytes], data: bytes, size: int) -> None:
    assert inflate(coding, cut(compress(data), size)) == data


@pytest.mark.parametrize(("coding", "compress"), CODINGS[2:])
def test_no_piece_is_large(coding: str, compress: Callable[[bytes], bytes]) -> None:
    data = bytes(5_000_000)
    pieces = list(inflater(coding).feed(compress(data)))
    assert max(map(len, pieces)) <= 1 << 19
    assert sum(map(len, pieces)) == len(data)


@pytest.mark.parametrize(("coding", "compress"), [CODINGS[2], *CODINGS[7:]])
def test_broken_off(coding: str, compress: Callable[[bytes], bytes]) -> None:
    with pytest.raises(NotFetched, match="breaks off"):
        inflate(coding, [compress(b"The dockers will strike.")[:-1]])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_not_what_it_says(coding: str) -> None:
    with pytest.raises(NotFetched, match=f"not the {coding} that it says"):
        inflate(coding, [b"<!DOCTYPE html><p>The dockers will strike, their union said."])


@pytest.mark.parametrize("coding", ["gzip, gzip", "compress", "zstd", "gzip\x1b[31m", "g" * 10_000])
def test_not_asked_for(coding: str) -> None:
    with pytest.raises(NotFetched, match="not asked for"):
        inflater(coding)


def test_too_many_members() -> None:
    with pytest.raises(NotFetched, match="more than 1,000 members"):
        inflate("gzip", [gzip.compress(b"") * 1001])


@pytest.mark.parametrize("coding", offered().split(", "))
def test_nothing_is_nothing(coding: str) -> None:
    assert inflate(coding, []) == b""


@given(st.sampled_from(["gzip", "deflate", "br"]), st.binary(), st.booleans())
def test_any_bytes_are_inflated_or_refused(coding: str, data: bytes, magic: bool) -> None:
    with contextlib.suppress(NotFetched):
        assert isinstance(inflate(coding, [b"\x1f\x8b\x08" + data if magic else data]), bytes)
