"""What comes in, and what is said of what cannot."""

import gzip
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import intake
from onrecord.intake import jsonl, signature
from onrecord.records import Note, Page, Refusal


def zipped(data: bytes) -> bytes:
    """The same bytes whenever it is asked: tests are named by them."""
    return gzip.compress(data, mtime=0)


TEXT = "PORT ALDEN - The dockers will strike on Tuesday, their union said.\n"
HTML = "<!DOCTYPE html><html><body><p>The dockers will strike, their union said.</p></body></html>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
LINE = json.dumps({"id": "a", "text": TEXT})


def outcomes(*names: Path | str) -> list[Page | Refusal]:
    found = intake.read([str(name) for name in names])
    return [outcome.page if isinstance(outcome, Note) else outcome for outcome in found]


def only(*names: Path | str) -> Page | Refusal:
    (outcome,) = outcomes(*names)
    return outcome


# (file name, its bytes, format of the page)
PAGES = [
    ("a.txt", TEXT.encode(), "text"),
    ("a.TXT", TEXT.encode(), "text"),
    ("a.md", b"# Dockers strike\n\n> so they say", "text"),
    ("a.html", HTML.encode(), "html"),
    ("a.htm", b"no tag at all", "html"),  # the suffix is believed
    ("a.xhtml", b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>", "html"),
    ("a.txt", HTML.encode(), "html"),  # but a whole page saved as .txt is a page
    ("a.txt", b"<p>Quoted tags are text in a text file.", "text"),
    ("a.txt.gz", zipped(TEXT.encode()), "text"),
    ("a.html.gz", zipped(HTML.encode()), "html"),
    ("a.txt", zipped(TEXT.encode()), "text"),  # gzip is known by its bytes
    ("a.txt.gz", TEXT.encode(), "text"),  # and its suffix means nothing
    ("a.txt.gz", zipped(b"The dockers") + zipped(b" strike."), "text"),  # two members
    ("page", HTML.encode(), "html"),
    ("page.php", b"\n\n  <div class='x'>The dockers strike", "html"),
    ("page.asp", b"<?xml version='1.0'?><html/>", "html"),
    ("page", HTML.encode("utf-16"), "html"),
    ("page", HTML.encode("utf-16-le"), "html"),
    ("page", b"\xef\xbb\xbf" + HTML.encode(), "html"),
    ("page", HTML.encode("utf-32"), "html"),
    ("notes", TEXT.encode(), "text"),
    ("notes", TEXT.encode("utf-16"), "text"),
    ("notes", TEXT.encode("utf-16-be"), "text"),
    ("notes", "Die Häfen".encode("latin-1"), "text"),
    ("notes", b"Broken \xff\xfe\xc3 UTF-8", "text"),
    ("notes", b"{not JSON} is what he said", "text"),
    ("notes", b"[KYIV] The minister said so", "text"),
    ("notes", b"x" * 2_000_000, "text"),  # one line of 2 MB
    ("notes", b"MZ, ID3 and RIFF are names, he said", "text"),
    ("a.csv", HTML.encode(), "html"),
    ("a.pdf", PDF, "pdf"),
    ("a.txt", PDF, "pdf"),  # a PDF is known by its bytes, under any name
    ("a.html", b"\xef\xbb\xbf\r\n" + PDF, "pdf"),
    ("a.pdf.gz", zipped(PDF), "pdf"),
]


@pytest.mark.parametrize(("name", "raw", "page_format"), PAGES)
def test_page(tmp_path: Path, name: str, raw: bytes, page_format: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    plain = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    page = only(path)
    assert page == Page(origin=str(path), format=page_format, raw=plain, size=len(raw))  # type: ignore[arg-type]


# (file name, its bytes, what the reason names)
REFUSED = [
    ("a.txt", b"", "an empty file"),
    ("a.txt", b" \r\n\t\n", "an empty file"),
    ("a.jsonl", b"", "an empty file"),
    ("a.jsonl", b"\n\n", "an empty file"),
    ("a.txt.gz", zipped(b""), "an empty file"),
    ("a.txt", b"abc\0def, and so on", "this is a binary file"),
    ("a.jsonl", b"\x01\0\x02\0\0\0", "this is a binary file"),
    ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a PNG picture"),
    ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a JPEG picture"),
    ("a.gif", b"GIF89a\0\0", "this is a GIF picture"),
    ("a.webp", b"RIFF\x24\0\0\0WEBPVP8 ", "this is a WebP picture"),
    ("a.wav", b"RIFF\x24\0\0\0WAVEfmt ", "this is a sound or video recording"),
    ("a.mp4", b"\0\0\0\x18ftypmp42", "this is a video or a picture (MP4, HEIC or AVIF)"),
    ("a.zip", b"PK\x03\x04\x14\0a.txt", "this is a ZIP archive"),
    ("a.docx", b"PK\x03\x04\x14\0word/document.xml", "this is a Word document"),
    ("a.odt", b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument", "this is an OpenDocument file"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "this is an old Office document (.doc, .xls or .ppt)"),
    ("a.rtf", rb"{\rtf1\ansi The dockers}", "this is an RTF document"),
    ("a.tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000", "this is a tar archive"),
    ("a.gz", zipped(zipped(b"text")), "this is a gzip file inside another"),
    ("a.zst", b"\x28\xb5\x2f\xfd and no archive", "this is a zstd file"),
    ("a.lz4", b"\x04\x22\x4d\x18 and no archive", "this is an lz4 file"),
    ("a.xml", b"<?xml version='1.0'?><NewsML/>", "this is XML, but neither a web page nor a feed"),
    ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a PNG picture"),
    ("a.json", b'[{"text": "The dockers"}]', "JSON, but not one article a line"),
    ("a.json", b'{\n  "text": "The dockers"\n}\n', "JSON, but not one article a line"),
    ("a.json", b'{"id": "a",\n "text": "The dockers"}', "JSON, but not one article a line"),
    ("a.jsonl", LINE.encode("utf-16"), "JSONL in UTF-16 or UTF-32"),
    ("a.txt.gz", zipped(TEXT.encode() * 99)[:-20], "the gzip file breaks off before its end"),
    ("a.txt.gz", zipped(TEXT.encode())[:10] + b"\xff" * 50, "the gzip file is damaged"),
    ("a.txt.gz", zipped(TEXT.encode()) + b"garbage", "the gzip file is damaged"),
    ("a.txt", b"x" * 50_000_000, "larger than 20 MB"),
    ("a.txt", b"x\n" * 25_000_000, "larger than 20 MB"),
]


@pytest.mark.parametrize(("name", "raw", "reason"), REFUSED, ids=[f"{r[0]} {r[2]}" for r in REFUSED])
def test_refused(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    refusal = only(path)
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.stage) == (str(path), "intake")
    assert refusal.reason.startswith(reason)
    assert refusal.advice


# (a line, the page's fields but origin and size)
GOOD_LINES: list[tuple[dict[str, object], dict[str, object]]] = [
    ({"text": "Said."}, {"format": "text", "raw": "Said."}),
    ({"text": "  Said.\r\n\n"}, {"format": "text", "raw": "  Said.\r\n\n"}),  # to the character
    ({"html": HTML}, {"format": "html", "raw": HTML}),
    ({"text": "Said.", "html": HTML}, {"format": "text", "raw": "Said."}),
    ({"text": None, "html": HTML}, {"format": "html", "raw": HTML}),
    ({"id": "a", "text": "Said.", "unknown": [1]}, {"format": "text", "raw": "Said.", "id": "a"}),
    ({"text": "Said.", "id": "", "url": None}, {"format": "text", "raw": "Said."}),
    ({"text": "S", "authors": "Ada Bo"}, {"format": "text", "raw": "S", "authors": ("Ada Bo",)}),
    ({"text": "S", "authors": ["A", "", "B"]}, {"format": "text", "raw": "S", "authors": ("A", "B")}),
    ({"text": "S", "authors": None}, {"format": "text", "raw": "S"}),
    (
        {"text": "S", "url": "u", "outlet": "o", "headline": "h", "published_at": "2024-10-25"},
        {
            "format": "text",
            "raw": "S",
            "url": "u",
            "outlet": "o",
            "headline": "h",
            "published_at": "2024-10-25",
        },
    ),
    (
        {"text": "S", "published_at": "2024-10-25T20:11:00Z"},
        {"format": "text", "raw": "S", "published_at": "2024-10-25T20:11:00Z"},
    ),
    ({"text": "S", "published_at": ""}, {"format": "text", "raw": "S"}),
    (
        {"text": "S", "fetched_at": "2024-10-25T20:11:00Z", "archive_url": "https://web.archive.org/a"},
        {
            "format": "text",
            "raw": "S",
            "fetched_at": "2024-10-25T20:11:00Z",
            "archive_url": "https://web.archive.org/a",
        },
    ),
]


@pytest.mark.parametrize(("line", "fields"), GOOD_LINES)
def test_line(tmp_path: Path, line: dict[str, object], fields: dict[str, object]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    origin = f"{path}:1"
    assert only(path) == Page(origin=origin, size=path.stat().st_size, **fields)  # type: ignore[arg-type]


# (a line, what the reason says)
BAD_LINES = [
    (b'{"id": "b", "text": "broken', "not JSON: Unterminated string"),
    (b"The dockers", "not JSON: Expecting value at character 1"),
    (b'{"id": "b"}', "neither text nor html in it"),
    (b'{"text": ""}', "neither text nor html in it"),
    (b'{"text": " \\n"}', "neither text nor html in it"),
    (b'{"text": 1}', "text is a number, not a string"),
    (b'{"text": ["a"]}', "text is a list, not a string"),
    (b'{"html": {}}', "html is an object, not a string"),
    (b'{"text": "S", "id": 7}', "id is a number, not a string"),
    (b'{"text": "S", "url": true}', "url is true or false, not a string"),
    (b'{"text": "S", "authors": [1]}', "authors is a number, not a string"),
    (b'{"text": "S", "authors": [null]}', "authors is null, not a string"),
    (b'{"text": "S", "published_at": "Tuesday"}', "published_at is not an ISO 8601 date: 'Tuesday'"),
    (b'{"text": "S", "published_at": "2024"}', "published_at is not an ISO 8601 date: '2024'"),
    (b'{"text": "S", "published_at": "2024-13-01"}', "published_at is not an ISO 8601 date"),
    (b'{"text": "S", "published_at": "25/10/2024"}', "published_at is not an ISO 8601 date"),
    (b'{"text": "S", "published_at": 1729886400}', "published_at is a number, not a string"),
    (b'{"text": "S", "fetched_at": "now"}', "fetched_at is not an ISO 8601 date: 'now'"),
    (b'{"text": "S", "archive_url": 7}', "archive_url is a number, not a string"),
    (b'{"text": "half \\ud83d"}', "text has half a character at 6"),
    (b'{"text": "caf\xe9"}', "not UTF-8 at byte 14 of the line"),
    (b'["text"]', "not an object but a list"),
    (b"null", "not an object but null"),
    (b"[" * 100_000, "JSON that is too deep"),
    (b'{"text": "S", "n": ' + b"1" * 5000 + b"}", "JSON that is too deep or has too long a number"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_bad_line_does_not_stop_the_others(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE.encode() + b"\n\r\n" + line + b"\n" + LINE.encode())
    first, refusal, last = outcomes(path)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (first.origin, last.origin) == (f"{path}:1", f"{path}:4")
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.stage) == (f"{path}:3", "intake")
    assert refusal.reason.startswith(reason)
    assert refusal.advice


def test_line_over_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LINE_BYTES", 1_000_000)
    path = tmp_path / "a.jsonl"
    path.write_text(f'{LINE}\n{{"text": "{"x" * 5_000_000}"}}\n{LINE}\n', encoding="utf-8")
    first, refusal, last = outcomes(path)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert last.origin.endswith(":3")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "a line longer than 1 MB"


# (file name, its bytes): one object a line is known whatever the file is called
SNIFFED_LINES = [
    ("a.json", LINE.encode()),
    ("a.ndjson", LINE.encode() + b"\n" + b"{broken\n"),
    ("a", b'\xef\xbb\xbf{"text": "Said."}\n'),
    ("a.txt", LINE.encode()),
    ("a", b'{"text": "cut o'),
    ("a.jsonl.gz", zipped(LINE.encode())),
    ("a", b'{"text": "' + b"x" * 100_000 + b'"}'),
]


@pytest.mark.parametrize(("name", "raw"), SNIFFED_LINES)
def test_lines_are_known_by_their_look(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert outcomes(path)[0].origin == f"{path}:1"


def test_lines_before_a_break_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(json.dumps({"id": str(n), "text": os.urandom(50).hex()}) + "\n" for n in range(5000))
    packed = zipped(lines.encode())
    path.write_bytes(packed[: len(packed) // 2])
    *pages, refusal = outcomes(path)
    assert len(pages) > 2000
    assert [page.id for page in pages if isinstance(page, Page)] == [str(n) for n in range(len(pages))]
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "the gzip file breaks off before its end"
    assert refusal.origin == str(path)


def bomb(first: bytes, megabytes: int) -> bytes:
    """Gzip of `first` and megabytes of x, made of one member repeated: quick to make."""
    return zipped(first) + zipped(b"x" * 1_000_000) * megabytes


# (file name, its bytes, what the reason says): none of them is inflated to its end
BOMBS = [
    ("a.txt.gz", bomb(b"", 10_000), "larger than 20 MB"),
    ("a.html.gz", bomb(b"<html>", 10_000), "larger than 20 MB"),
    ("a.jsonl.gz", bomb(b'{"text": "', 10_000), "inflates to more than 250 times its size"),
]


@pytest.mark.parametrize(("name", "raw", "reason"), BOMBS, ids=[name for name, _, _ in BOMBS])
def test_gzip_bomb(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    refusal = outcomes(path)[-1]
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason


# (standard input, origins of what comes of it)
INPUTS = [
    (LINE.encode() + b"\n" + LINE.encode(), ["standard input:1", "standard input:2"]),
    (zipped(LINE.encode()), ["standard input:1"]),
    (HTML.encode(), ["standard input"]),
    (TEXT.encode(), ["standard input"]),
    (b"", ["standard input"]),
]


@pytest.mark.parametrize(("raw", "origins"), INPUTS)
def test_standard_input(raw: bytes, origins: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.TextIOWrapper(io.BytesIO(raw))
    monkeypatch.setattr(sys, "stdin", file)
    assert [outcome.origin for outcome in outcomes("-")] == origins
    assert not file.buffer.closed


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    refusal = only("-")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "there is no standard input"


def test_lines_of_a_pipe_come_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    out, into = os.pipe()
    with os.fdopen(out, encoding="utf-8") as file, os.fdopen(into, "wb") as writer:
        monkeypatch.setattr(sys, "stdin", file)
        pages = intake.read(["-"])
        for number in (1, 2):
            writer.write(LINE.encode() + b"\n")
            writer.flush()
            page = next(pages)
            assert isinstance(page, Page)
            assert page.origin == f"standard input:{number}"


def test_a_page_is_read_only_when_asked_for(tmp_path: Path) -> None:
    def names() -> Iterator[str]:
        yield str(tmp_path / "a.txt")
        pytest.fail("the second name was asked for too early")

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert isinstance(next(intake.read(names())), Page)


# (a date, whether it is ISO 8601 as we want it)
DATES = [
    ("2024-10-25", True),
    ("2024-10-25T20:11", True),
    ("2024-10-25T20:11:00+08:00", True),
    ("2024-10-25T20:11:00.123Z", True),
    ("2024-10-25 20:11:00", True),
    ("20241025", False),
    ("2024-W43-5", False),
    ("2024-02-30", False),
    ("2024-10-25T", False),
    ("٢٠٢٤-١٠-٢٥", False),
    ("", False),
]


@pytest.mark.parametrize(("value", "is_date"), DATES)
def test_iso_date(value: str, is_date: bool) -> None:
    assert intake.is_iso_date(value) is is_date


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary()
    | st.text().map(str.encode)
    | st.binary().map(gzip.compress)
    | st.lists(
        st.sampled_from([b'{"text":', b'"a"', b"}", b"\n", b"<html>", b"\xff\xfe", b"\0", b"\x1f\x8b"])
        | st.sampled_from([b"WARC/1.0\r\n", b"%PDF-", b"<rss>", b"<opml>", b"claim,who\n", b"PK\x03\x04"])
    ).map(b"".join),
    suffix=st.sampled_from(["", ".txt", ".html", ".jsonl", ".jsonl.gz", ".pdf", ".csv", ".xml", ".warc.zst"]),
)
def test_any_bytes_give_a_page_or_a_refusal(tmp_path: Path, raw: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(raw)
    assert outcomes(path)


@given(st.binary())
def test_any_bytes_have_a_signature(raw: bytes) -> None:
    assert signature.foreign_kind(raw) != ""
    assert signature.is_html(raw) >= signature.is_whole_html(raw)


_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_words, _words, st.booleans()), min_size=1, max_size=5))
def test_lines_come_back_as_written(tmp_path: Path, rows: list[tuple[str, str, bool]]) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [json.dumps({"id": id_, "text": text}, ensure_ascii=ascii_) for id_, text, ascii_ in rows]
    path.write_bytes("\n".join(lines).encode())
    pages = [page for page in outcomes(path) if isinstance(page, Page)]
    assert [(page.id, page.raw) for page in pages] == [(id_, text) for id_, text, _ in rows]
