"""What a stretch of bytes is, told from its beginning."""

from __future__ import annotations

import json
import re
from itertools import islice

from onrecord.errors import Refused

_LOOKED_AT = 4096

BINARY = "a binary file"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
LZ4_MAGIC = b"\x04\x22\x4d\x18"
# Beginnings that are no news text, and what a person calls such a file.
# RTF is there because it passes for text and would be read with all its codes.
_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls or .ppt)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (ZSTD_MAGIC, "a zstd file"),
    (LZ4_MAGIC, "an lz4 file"),
    (b"\x1f\x8b", "a gzip file inside another"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"bplist00", "a Safari web archive"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"OggS\0", "an Ogg recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
)
# The first entry of a ZIP tells which document is packed in it.
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"[Content_Types].xml", "an Office document"),
)

_ZIP = b"PK\x03\x04"
_UTF8_MARK = b"\xef\xbb\xbf"
# Of UTF-16 and of UTF-32, whose little-endian mark begins like that of UTF-16.
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_WHOLE_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.MULTILINE
)
_PIECE_OF_PAGE = re.compile(
    rb"\s*<(?:!--|article|aside|div|figure|h[1-6]|header|link|main|meta|nav|p|script|section|span|style"
    rb"|table|title|ul)(?:[\s>-]|$)",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]")
_FEED_ROOTS = (b"rss", b"feed", b"RDF")
_JSON_FEED = re.compile(rb"""\s*\{.*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1""", re.DOTALL)
_QUOTES = re.compile(rb"""(?<!\\)"quotes"\s*:\s*\[""")
_TEXT = re.compile(rb"""(?<!\\)"(?:text|html)"\s*:\s*\"""")
_JSON_OBJECT = re.compile(rb'\s*\{\s*"[^"\\]{1,100}"\s*:')


def foreign_kind(raw: bytes) -> str | None:
    """Name what the bytes are where they are neither text nor a web page, else None."""
    for magic, kind in _MAGICS:
        if raw.startswith(magic):
            return kind
    if raw.startswith(_ZIP):
        return next((kind for sign, kind in _ZIPPED if sign in raw[:_LOOKED_AT]), "a ZIP archive")
    if b"\0" in raw and not is_wide(raw):
        return _binary_kind(raw)
    return None


def foreign_markup(raw: bytes) -> str | None:
    """Name the XML that is no web page, else None."""
    is_xml = _ascii_start(raw).lstrip().startswith(b"<?xml")
    return "XML, but neither a web page nor a feed" if is_xml and not is_whole_html(raw) else None


def is_warc(start: bytes) -> bool:
    """Whether it begins with a record of a web archive, versions 0.18 to 1.1."""
    return start.startswith((b"WARC/1.", b"WARC/0."))


def is_pdf(start: bytes) -> bool:
    """Whether it is a PDF; white space before it does no harm."""
    return start.removeprefix(_UTF8_MARK).lstrip().startswith(b"%PDF-")


def is_packed(start: bytes) -> bool:
    """Whether it is zstd or lz4, as web archives are packed now and then."""
    return start.startswith((ZSTD_MAGIC, LZ4_MAGIC))


def is_zip(start: bytes) -> bool:
    """Whether it is a ZIP file, be it a workbook or another document."""
    return start.startswith(_ZIP)


def is_workbook(raw: bytes) -> bool:
    """Whether it is an Excel workbook (.xlsx); `raw` is the whole file, for the order in it is free."""
    return raw.startswith(_ZIP) and b"xl/workbook.xml" in raw


def is_feed(start: bytes) -> bool:
    """Whether it is RSS, Atom or JSON Feed."""
    return _root(start) in _FEED_ROOTS or _JSON_FEED.match(_ascii_start(start)) is not None


def is_feed_list(start: bytes) -> bool:
    """Whether it is OPML, a list of feeds."""
    return _root(start) == b"opml"


def is_collection(start: bytes) -> bool:
    """Whether a table, XML or JSON that nobody named looks like what is read: see `locations`."""
    line, newline, _ = start.removeprefix(_UTF8_MARK).partition(b"\n")
    if is_feed(start) or is_feed_list(start) or is_quotations(line):
        return True
    is_object = is_json_lines(line) if newline else _JSON_OBJECT.match(line) is not None
    return is_object and _TEXT.search(line) is not None


def is_wide(raw: bytes) -> bool:
    """Whether it is UTF-16 or UTF-32: by its mark, or by NULs in every other place as in Latin UTF-16."""
    if raw.startswith(_WIDE_MARKS):
        return True
    even, odd = raw[:_LOOKED_AT:2], raw[1:_LOOKED_AT:2]
    few, many = sorted((even.count(0), odd.count(0)))
    return many > 0.7 * len(odd) and few < 0.1 * len(odd)


def is_whole_html(raw: bytes) -> bool:
    """Whether a line near its start opens an HTML page: such a file is a page whatever it is called."""
    return _WHOLE_PAGE.search(_ascii_start(raw)[:1024]) is not None


def is_html(raw: bytes) -> bool:
    """Whether it opens an HTML page near its start, or begins with a tag of one."""
    return is_whole_html(raw) or _PIECE_OF_PAGE.match(_ascii_start(raw)) is not None


def is_json_lines(first_line: bytes) -> bool:
    """Whether the first line is a JSON object, be it a broken one: no report begins with {"key":."""
    line = _ascii_start(first_line)
    if _JSON_OBJECT.match(line) is None:
        return False
    # An object that goes on in the next line is pretty-printed JSON, see `is_one_json`.
    return line.rstrip()[-1:] not in (b",", b"[", b"{", b":") or len(first_line) > _LOOKED_AT


def is_quotations(first_line: bytes) -> bool:
    """Whether the first line is an object of GDELT's quotation graph: a page with its "quotes", no text."""
    line = _ascii_start(first_line) if is_wide(first_line) else first_line
    is_object = _JSON_OBJECT.match(line.removeprefix(_UTF8_MARK)) is not None
    return is_object and _QUOTES.search(line) is not None and _TEXT.search(line) is None


def is_one_json(raw: bytes) -> bool:
    """Whether the bytes as a whole are one JSON object or list, which would be read as odd prose."""
    if raw.removeprefix(_UTF8_MARK).lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def _root(start: bytes) -> bytes | None:
    """The name of the outermost element, without its namespace, None where no markup begins."""
    markup = _COMMENT.sub(b"", _ascii_start(start)).lstrip()
    root = _ROOT.search(markup) if markup.startswith(b"<") else None
    return root[1] if root else None


def _ascii_start(raw: bytes) -> bytes:
    """The first bytes without mark and NULs: what is ASCII in UTF-16 then looks as in UTF-8."""
    start = raw[:_LOOKED_AT].removeprefix(_UTF8_MARK)
    return start.translate(None, b"\xff\xfe\0")


def _binary_kind(raw: bytes) -> str:
    if raw.startswith(b"RIFF"):
        return "a WebP picture" if raw[8:12] == b"WEBP" else "a sound or video recording"
    if raw[4:8] == b"ftyp":
        return "a video or a picture (MP4, HEIC or AVIF)"
    return "a tar archive" if raw[257:262] == b"ustar" else BINARY


def is_table(start: bytes, rows: int) -> bool:
    """Whether one of the first rows has headings of a table of statements: what was said, and by whom."""
    from onrecord.intake import columns
    from onrecord.intake.csv_rows import CsvRows

    if b"\0" in start and not is_wide(start):
        return False
    try:
        first = [list(map(str, row.cells)) for row in islice(CsvRows.of(start), rows)]
    except Refused:  # of no encoding
        return False
    found = columns.find(first)
    return found is not None and found[1].source is not None
