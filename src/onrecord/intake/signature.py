"""What a stretch of bytes is, told from its beginning."""

from __future__ import annotations

import json
import re

_LOOKED_AT = 4096

# Beginnings that are no news text, and what a person calls such a file.
# RTF and WARC are there because they pass for text and would be read with all their codes.
_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
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
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x1f\x8b", "a gzip file inside another"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"WARC/1.", "a WARC file"),
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
_JSON_OBJECT = re.compile(rb'\s*\{\s*"[^"\\]{1,100}"\s*:')


def foreign_kind(raw: bytes) -> str | None:
    """Name what the bytes are where they are neither text nor a web page, else None."""
    for magic, kind in _MAGICS:
        if raw.startswith(magic):
            return kind
    if raw.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _ZIPPED if sign in raw[:_LOOKED_AT]), "a ZIP archive")
    if b"\0" in raw and not is_wide(raw):
        return _binary_kind(raw)
    return None


def foreign_markup(raw: bytes) -> str | None:
    """Name the XML that is no web page, else None."""
    start = _ascii_start(raw).lstrip()
    if not start.startswith(b"<?xml") or is_whole_html(raw):
        return None
    is_feed = re.search(rb"<(?:rss|feed|rdf:RDF)\b", start) is not None
    return "a feed, not a page" if is_feed else "XML, but not a web page"


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


def is_one_json(raw: bytes) -> bool:
    """Whether the bytes as a whole are one JSON object or list, which would be read as odd prose."""
    if raw.removeprefix(_UTF8_MARK).lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def _ascii_start(raw: bytes) -> bytes:
    """The first bytes without mark and NULs: what is ASCII in UTF-16 then looks as in UTF-8."""
    start = raw[:_LOOKED_AT].removeprefix(_UTF8_MARK)
    return start.translate(None, b"\xff\xfe\0")


def _binary_kind(raw: bytes) -> str:
    if raw.startswith(b"RIFF"):
        return "a WebP picture" if raw[8:12] == b"WEBP" else "a sound or video recording"
    if raw[4:8] == b"ftyp":
        return "a video or a picture (MP4, HEIC or AVIF)"
    return "a tar archive" if raw[257:262] == b"ustar" else "a binary file"
