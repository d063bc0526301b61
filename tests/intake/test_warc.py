"""Web archives: which records are pages, and what is said of those that are broken."""

import gzip
import io
import random
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import archives
import pytest
from archives import HTML, answer, members, record, response
from fastwarc import stream_io
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import warc
from onrecord.intake.stream import PAGE_BYTES, Stream
from onrecord.records import Page, Refusal


def zipped(data: bytes) -> bytes:
    """The same bytes whenever it is asked: tests are named by them."""
    return gzip.compress(data, mtime=0)


brotli = pytest.importorskip("brotli")

WHEN = "2024-10-25T20:11:00Z"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Pipe(io.RawIOBase):
    """Bytes that come once, as from standard input."""

    def __init__(self, raw: bytes) -> None:
        self._file = io.BytesIO(raw)

    def readable(self) -> bool:
        return True

    def read1(self, size: int) -> bytes:
        return self._file.read(size)


def outcomes(raw: bytes, file: BinaryIO | None = None) -> list[Page | Refusal]:
    return list(warc.read(Stream(file or io.BytesIO(raw)), "a.warc"))


def pages(raw: bytes) -> list[Page]:
    return [outcome for outcome in outcomes(raw) if isinstance(outcome, Page)]


def packed(writer: type, *records: bytes) -> bytes:
    file = io.BytesIO()
    writing = writer(file)
    for each in records:
        writing.write(each)
    writing.close()
    return file.getvalue()


def test_a_page_has_what_the_record_says() -> None:
    headers = {"Server": "nginx", "X_Long": "x" * 2001}
    raw = record(answer(HTML, "text/html; charset=utf-8", **headers), WARC_IP_Address="192.0.2.1")
    assert outcomes(raw) == [
        Page(
            origin="a.warc:0",
            format="html",
            raw=HTML,
            url="https://news.example/a",
            fetched_at=WHEN,
            headers=(("content-type", "text/html; charset=utf-8"), ("server", "nginx")),
            size=len(raw) - 4,
        )
    ]


def with_line_feeds(raw: bytes) -> bytes:
    head, block = raw.split(b"\r\n\r\n", 1)
    return head.replace(b"\r\n", b"\n") + b"\n\n" + block


RECORDS = [response(number) for number in range(3)]
# (how the file is packed, the file, the offsets of its records)
PACKED = [
    ("plain", b"".join(RECORDS), (0, len(RECORDS[0]), 2 * len(RECORDS[0]))),
    ("a member each", members(*RECORDS), (0, *(len(members(*RECORDS[: n + 1])) for n in range(2)))),
    ("one member", zipped(b"".join(RECORDS)), (0, len(RECORDS[0]), 2 * len(RECORDS[0]))),
    ("padded", members(*RECORDS) + bytes(5000), (0, *(len(members(*RECORDS[: n + 1])) for n in range(2)))),
    ("blocks", b"".join(zipped(bytes([byte])) for byte in b"".join(RECORDS)), None),
    ("lz4", packed(stream_io.Lz4Writer, *RECORDS), (0, len(RECORDS[0]), 2 * len(RECORDS[0]))),
    ("zstd", packed(stream_io.ZstdWriter, *RECORDS), (0, len(RECORDS[0]), 2 * len(RECORDS[0]))),
    ("heads end by LF", b"".join(map(with_line_feeds, RECORDS)), None),
    ("nothing between", b"".join(each[:-4] for each in RECORDS), None),
]


@pytest.mark.parametrize(("raw", "offsets"), [row[1:] for row in PACKED], ids=[row[0] for row in PACKED])
@pytest.mark.parametrize("is_pipe", [False, True])
def test_packed(raw: bytes, offsets: tuple[int, ...] | None, is_pipe: bool) -> None:
    found = outcomes(raw, Pipe(raw) if is_pipe else None)  # type: ignore[arg-type]
    assert [page.url for page in found if isinstance(page, Page)] == [archives.url(n) for n in range(3)]
    assert offsets is None or [page.origin for page in found] == [f"a.warc:{offset}" for offset in offsets]


def test_sizes_add_up() -> None:
    passed_over = record(b"GET / HTTP/1.1\r\n\r\n", "request")
    for raw in (members(passed_over, *RECORDS), b"".join((passed_over, *RECORDS))):
        assert sum(page.size for page in pages(raw)) in (len(raw), len(raw) - 4)


# (what it is, the record, the page's fields that differ from those of an HTML page)
TAKEN: list[tuple[str, bytes, dict[str, object]]] = [
    ("xhtml", record(answer(content_type="application/xhtml+xml")), {}),
    ("text", record(answer(b"Said.", "text/plain")), {"raw": b"Said.", "format": "text"}),
    ("text that is a page", record(answer(content_type="text/plain")), {}),
    ("PDF", record(answer(PDF, "application/pdf")), {"raw": PDF, "format": "pdf"}),
    ("PDF called HTML", record(answer(PDF)), {"raw": PDF, "format": "pdf"}),
    ("no type, looks like HTML", record(answer(content_type="")), {}),
    ("type that says nothing", record(answer(content_type="application/octet-stream")), {}),
    (
        "type that the archive made out",
        record(answer(b"Said.", ""), WARC_Identified_Payload_Type="text/plain"),
        {"raw": b"Said.", "format": "text"},
    ),
    ("HTTP/2", record(answer().replace(b"HTTP/1.1 200 OK", b"HTTP/2 200")), {}),
    ("headers by LF", record(answer().replace(b"\r\n", b"\n")), {}),
    ("address in brackets", record(answer(), url="<https://news.example/a>"), {}),
    ("no address of the web", record(answer(), url="urn:x"), {"url": None}),
    ("bare HTML", record(HTML, "resource", "text/html"), {"headers": ()}),
    ("converted", record(HTML, "conversion", "text/html; charset=utf-8"), {"headers": ()}),
    ("bad date", record(answer()).replace(WHEN.encode(), b"yesterday"), {"fetched_at": None}),
    (
        "a stray NUL",
        record(answer(HTML.replace(b"The", b"\0The"))),
        {"raw": HTML.replace(b"The", b"\0The")},
    ),
    ("version 1.1", record(answer()).replace(b"WARC/1.0", b"WARC/1.1"), {}),
]


@pytest.mark.parametrize(("raw", "fields"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_taken(raw: bytes, fields: dict[str, object]) -> None:
    (page,) = pages(raw)
    expected = Page(origin="a.warc:0", format="html", raw=HTML, url="https://news.example/a", fetched_at=WHEN)
    expected = replace(expected, **fields)  # type: ignore[arg-type]
    assert replace(page, size=0, headers=()) == expected
    assert (page.headers == ()) is ("headers" in fields)


def test_that_a_page_was_cut_by_the_archive_is_kept() -> None:
    (page,) = pages(record(answer(), WARC_Truncated="length"))
    assert ("warc-truncated", "length") in page.headers


# (what it is, the record)
PASSED_OVER = [
    ("information", record(b"software: x\r\n", "warcinfo", "application/warc-fields")),
    ("request", record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request")),
    ("metadata", record(b"fetchTimeMs: 1\r\n", "metadata", "application/warc-fields")),
    ("revisit", record(answer(b""), "revisit")),
    ("DNS", record(b"20241025 news.example. A 192.0.2.1", "response", "text/dns")),
    ("redirect", record(answer(status="301 Moved Permanently"))),
    ("not found", record(answer(status="404 Not Found"))),
    ("picture", record(answer(b"\x89PNG\r\n\x1a\n", "image/png"))),
    ("picture called HTML", record(answer(b"\x89PNG\r\n\x1a\n"))),
    ("feed", record(answer(b"<rss/>", "application/rss+xml"))),
    ("feed called HTML", record(answer(b"<?xml version='1.0'?>\n<rss version='2.0'></rss>"))),
    ("no type, no look", record(answer(b"Said.", ""))),
    ("PDF that is none", record(answer(b"Said.", "application/pdf"))),
    ("robots.txt", record(answer(b"User-agent: *", "text/plain"), url="https://news.example/robots.txt")),
    ("empty", record(answer(b" \r\n"))),
    ("bare picture", record(b"\x89PNG\r\n", "resource", "image/png")),
    ("bare text", record(b"Menu Home Said.", "conversion", "text/plain")),
    ("kind of a later version", record(answer(), "holiday")),
]


@pytest.mark.parametrize("raw", [row[1] for row in PASSED_OVER], ids=[row[0] for row in PASSED_OVER])
def test_passed_over(raw: bytes) -> None:
    assert [page.url for page in pages(raw + response(7))] == [archives.url(7)]
    assert [page.url for page in pages(members(raw, response(7)))] == [archives.url(7)]


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


# (what it is, the body in the archive, its headers)
WRAPPED = [
    ("chunks", chunked(HTML[:10], HTML[10:]), {"Transfer_Encoding": "chunked"}),
    ("chunks taken off by the archive", HTML, {"Transfer_Encoding": "chunked"}),
    ("gzip", zipped(HTML), {"Content_Encoding": "gzip"}),
    ("gzip taken off", HTML, {"Content_Encoding": "gzip"}),
    ("deflate", zlib.compress(HTML), {"Content_Encoding": "deflate"}),
    ("deflate taken off", HTML, {"Content_Encoding": "deflate"}),
    ("brotli", brotli.compress(HTML), {"Content_Encoding": "br"}),
    ("brotli taken off", HTML, {"Content_Encoding": "BR"}),
    ("none", HTML, {"Content_Encoding": "identity"}),
    (
        "gzip in chunks",
        chunked(zipped(HTML)),
        {"Transfer_Encoding": "chunked", "Content_Encoding": "x-gzip"},
    ),
    ("gzip twice", zipped(zipped(HTML)), {"Content_Encoding": "gzip, gzip"}),
    ("unknown, but bare", HTML, {"Content_Encoding": "utf-8"}),
]


@pytest.mark.parametrize(("body", "headers"), [row[1:] for row in WRAPPED], ids=[row[0] for row in WRAPPED])
def test_wrapped(body: bytes, headers: dict[str, str]) -> None:
    assert [page.raw for page in pages(record(answer(body, **headers)))] == [HTML]


BROKEN_GZIP = bytearray(members(RECORDS[1]))
BROKEN_GZIP[80] ^= 0xFF
BROKEN_SUM = bytearray(members(RECORDS[1]))
BROKEN_SUM[-5] ^= 0xFF
HUGE = answer(random.Random(1).randbytes(40_000) * (PAGE_BYTES // 40_000 + 1))
TOO_LONG = record(answer(), length=9000)
# (what it is, the record, what is said of it): the records around it are read
BROKEN = [
    ("too long", TOO_LONG, "its length is wrong"),
    ("too short", record(answer(), length=100), "its length is wrong"),
    ("far too long", record(answer(), length=10**14), "its length is wrong"),
    ("negative", record(answer(), length=-1), "its length is no number: '-1'"),
    ("no number", record(answer(), length="1e3"), "its length is no number: '1e3'"),
    ("no integer", record(answer(), length="9" * 30), "its length is no number"),
    ("no length", record(answer()).replace(b"Content-Length", b"Length"), "its length is no number: ''"),
    ("garbage", b"garbage\r\nbetween records\r\n\r\n", "what stands here is no WARC record"),
    ("no answer", record(b"<html>no headers</html>"), "its HTTP headers cannot be read"),
    ("headers without end", record(b"HTTP/1.1 200 OK\r\nA: b"), "its HTTP headers cannot be read"),
    ("larger than a page", record(HUGE), "larger than 20 MB"),
    (
        "gzip that breaks off",
        record(answer(zipped(HTML)[:-9], Content_Encoding="gzip")),
        "the gzip in the answer breaks off",
    ),
    (
        "gzip that is none",
        record(answer(b"\x1f\x8b" + bytes(99), Content_Encoding="gzip")),
        "the answer is not the gzip that it says it is",
    ),
    (
        "unknown packing",
        record(answer(b"\1\2", Content_Encoding="compress")),
        "the answer is in a coding that was not asked for",
    ),
    (
        "packed and packed",
        record(answer(b"x", Content_Encoding="gzip, gzip, gzip, gzip")),
        "its body is packed 4 times over",
    ),
    (
        "chunks that break off",
        record(answer(chunked(HTML)[:-5], Transfer_Encoding="chunked")),
        "the chunks of its body break off",
    ),
    (
        "bodies that are bombs",
        record(answer(zipped(bytes(PAGE_BYTES + 1)), Content_Encoding="gzip")),
        "its body inflates to more than 20 MB",
    ),
]


@pytest.mark.parametrize(("raw", "reason"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
@pytest.mark.parametrize("pack", [members, lambda *records: b"".join(records)], ids=["gzip", "plain"])
def test_broken_record_does_not_stop_the_others(raw: bytes, reason: str, pack: type) -> None:
    packed_records = pack(RECORDS[0], raw, RECORDS[2])
    first, refusal, last = outcomes(packed_records)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (first.url, last.url) == (archives.url(0), archives.url(2))
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert (refusal.origin, refusal.stage) == (f"a.warc:{len(pack(RECORDS[0]))}", "intake")


# (what it is, bytes between two members, what is said of them)
BROKEN_MEMBERS = [
    ("damaged", bytes(BROKEN_GZIP), "the gzip data is damaged"),
    ("wrong sum", bytes(BROKEN_SUM), "the gzip data is damaged"),
    ("garbage", b"garbage", "what lies between its gzip members is none"),
    ("garbage of a byte", b"g", "what lies between its gzip members is none"),
    ("cut off", members(RECORDS[1])[:-30], "the gzip data is damaged"),
    ("looks like a member", b"\x1f\x8b\x08\0" * 9, "the gzip data is damaged"),
]


@pytest.mark.parametrize(
    ("raw", "reason"), [row[1:] for row in BROKEN_MEMBERS], ids=[row[0] for row in BROKEN_MEMBERS]
)
def test_broken_member_does_not_stop_the_others(raw: bytes, reason: str) -> None:
    before = members(RECORDS[0])
    first, refusal, last = outcomes(before + raw + members(RECORDS[2]))
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert refusal.origin == f"a.warc:{len(before)}"
    assert (first.origin, last.origin) == ("a.warc:0", f"a.warc:{len(before + raw)}")


# (what it is, the file, what is said at its end)
BREAKS_OFF = [
    ("gzip", members(*RECORDS)[:-30], "the file breaks off before its end"),
    ("gzip, one member", zipped(b"".join(RECORDS))[:-9], "the file breaks off before its end"),
    ("plain", b"".join(RECORDS)[:-30], "its length is wrong: the file ends before"),
    ("headers", b"".join(RECORDS[:2]) + RECORDS[2][:40], "the headers of the record have no end"),
    ("lz4", packed(stream_io.Lz4Writer, *RECORDS)[:-9], "the data is damaged or cannot be read"),
]


@pytest.mark.parametrize(
    ("raw", "reason"), [row[1:] for row in BREAKS_OFF], ids=[row[0] for row in BREAKS_OFF]
)
def test_breaks_off(raw: bytes, reason: str) -> None:
    refusal = outcomes(raw)[-1]
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)


def test_a_broken_member_does_not_smuggle_in_another_record() -> None:
    forged = record(answer(), url="https://forged.example/")
    honest = record(answer(HTML + b"\r\n\r\n" + forged), length=len(answer()) - 9)
    assert [page.url for page in pages(members(RECORDS[0], honest, RECORDS[2]))] == [
        archives.url(0),
        archives.url(2),
    ]


def test_a_record_in_the_body_of_another_is_no_record() -> None:
    forged = record(answer(), url="https://forged.example/")
    for raw in (record(answer(HTML + b"\r\n\r\n" + forged)), record(answer(forged, "image/png"))):
        for file in (members(raw, RECORDS[1]), raw + RECORDS[1]):
            assert "https://forged.example/" not in [page.url for page in pages(file)]


GIGABYTES = 10 << 30
HEAD = record(answer(b"<html>"), length=GIGABYTES)[:-4]
# (what it is, a member or several that inflate to 10 GB)
BOMBS = [
    ("one page of 10 GB", lambda: archives.bomb(HEAD, 10_240)),
    ("a page and 10 GB behind it", lambda: archives.bomb(RECORDS[1], 10_240)),
    ("a request of 10 GB", lambda: archives.bomb(HEAD.replace(b"response", b"request"), 10_240)),
    ("garbage", lambda: archives.bomb(b"", 10_240)),
    ("many members", lambda: zipped(HEAD) + zipped(bytes(1_000_000)) * 10_000),
    ("headers", lambda: archives.bomb(b"WARC/1.0\r\nA: ", 10_240)),
    ("line ends", lambda: zipped(b"\r\n" * 500_000) * 10_000),
]


@pytest.mark.parametrize("made", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_bomb(made: Iterator[bytes]) -> None:
    raw = members(RECORDS[0]) + made() + members(RECORDS[2])  # type: ignore[operator]
    tracemalloc.start()
    started = time.monotonic()
    found = outcomes(raw)
    seconds = time.monotonic() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    reasons = [outcome.reason for outcome in found if isinstance(outcome, Refusal)]
    assert reasons[-1] == "it inflates to more than 250 times its size"
    assert (found[0].origin, found[-1].origin[:7]) == ("a.warc:0", "a.warc:")
    assert isinstance(found[-1], Page)
    assert found[-1].url == archives.url(2)
    assert peak < 100_000_000
    assert seconds < 2


def test_lz4_bomb() -> None:
    head = RECORDS[0] + HEAD
    raw = packed(stream_io.Lz4Writer, head, *([bytes(1 << 20)] * 100))
    page, refusal = outcomes(raw)
    assert isinstance(page, Page)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "it inflates to more than 100 times its size"


def test_memory_stays_flat() -> None:
    raw = members(*(response(number) for number in range(50))) * 40
    tracemalloc.start()
    number = sum(isinstance(page, Page) for page in warc.read(Stream(io.BytesIO(raw)), "a.warc"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 2000
    assert peak < 3_000_000


_pieces = st.sampled_from(
    [
        response(1),
        members(response(2)),
        members(response(3))[:-7],
        TOO_LONG,
        record(b"x", "request"),
        b"WARC/1.0\r\n",
        b"\r\n",
        b"\x1f\x8b\x08\0",
        b"\0\0",
        zipped(b""),
    ]
)


@given(st.lists(st.binary(max_size=30) | _pieces, max_size=8).map(b"".join))
def test_any_bytes_come_to_an_end(raw: bytes) -> None:
    for begun in (b"".join((RECORDS[0], raw)), members(RECORDS[0]) + raw):
        found = outcomes(begun)
        assert isinstance(found[0], Page) or b"\x1f\x8b" not in begun[:2]
        offsets = [int(outcome.origin.rpartition(":")[2]) for outcome in found]
        assert all(offset <= 10 * len(begun) for offset in offsets)
