"""Bytes of any encoding to text. Never crashes; what is no text at all is refused.

The order is that of the HTML standard's "encoding sniffing": byte order mark, then what the page says
of itself, then what the bytes look like. What the server said of it stands behind what the page says, for
servers say one thing of all their pages.
"""

from __future__ import annotations

import codecs
import re

from onrecord.errors import Refused
from onrecord.records import Page

# HTML's standard looks for <meta charset> in the first 1,024 bytes; real pages put it behind long
# scripts, so the window is wider, and still short enough to cost nothing.
_DECLARED_WITHIN = 8192
# Guessing looks at the start only: its cost grows with the bytes and its answer does not get better.
_GUESS_WITHIN = 65536
# Text of any encoding but UTF-16 and UTF-32 has no NUL and few other control characters. Pictures, PDFs and
# archives are about a tenth control bytes and more; a stray form feed in a page is far below 2 %.
_CONTROL_SHARE = 0.02

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-z0-9_:.\-]{2,40})"""
    rb"""|<\?xml\s[^>]{0,300}?encoding\s{0,9}=\s{0,9}["']([a-z0-9_:.\-]{2,40})""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
# The HTML standard reads these names as windows-1252, their superset.
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252", "iso-8859-1"})
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")


def text_of(page: Page) -> str:
    """Text of a page's bytes, or of the string that it came as. Raises `Refused` for what is no text."""
    if isinstance(page.raw, str):
        return page.raw
    said = next((_CHARSET.search(value) for name, value in page.headers if name == "content-type"), None)
    return decode(page.raw, said[1] if said else None)


def decode(raw: bytes, said: str | None = None) -> str:
    """Text of `raw`, byte order mark taken off; `said` is the encoding that the server named.

    Bytes that are wrong in the encoding found become U+FFFD. Raises `Refused` for what is no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _text_only(raw[len(mark) :].decode(encoding, "replace"))
    if utf16 := _unmarked_utf16(raw):
        return _text_only(raw.decode(utf16, "replace"))
    _refuse_binary(raw)
    return _decode_unmarked(raw, said)


def _decode_unmarked(raw: bytes, said: str | None) -> str:
    try:
        return raw.decode("utf-8")  # hardly any text of another encoding is valid UTF-8 by chance
    except UnicodeDecodeError:
        encoding = _declared(raw) or _known(said) or _guess(raw)
    return raw.decode(encoding, "replace")


def _declared(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:_DECLARED_WITHIN])
    if not match:
        return None
    return _known((match[1] or match[2]).decode("ascii"))


def _known(name: str | None) -> str | None:
    """The codec of that name, None where there is none, or none of text."""
    try:
        found = codecs.lookup((name or "").lower())
    except LookupError:
        return None
    if found.name in _LATIN:
        return "cp1252"
    # A page whose declaration could be read byte by byte is not UTF-16, whatever it says (HTML standard);
    # names such as "rot13" and "zlib" are codecs, but of no text.
    if found.name.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return found.name if getattr(found, "_is_text_encoding", False) and _decodes(found.name) else None


def _decodes(encoding: str) -> bool:
    # "idna", "punycode", "undefined" and the like are listed as text and yet refuse or grow without bounds.
    return encoding not in {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"}


def _guess(raw: bytes) -> str:
    sample = raw[:_GUESS_WITHIN]
    if _mostly_utf8(sample):
        return "utf-8"
    # windows-1252 is the HTML standard's default. Where nearly all is ASCII there is too little to guess
    # from, and the few other bytes are curly quotes and accents.
    if sum(byte < 0x80 for byte in sample) > 0.8 * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _mostly_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII is valid UTF-8: such a page is UTF-8 with a broken place."""
    read = sample.decode("utf-8", "replace")
    wrong = read.count("\ufffd")
    right = sum(character > "\x7f" for character in read) - wrong
    return right > wrong


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script every other byte is NUL."""
    sample = raw[:2048]
    half = len(sample) // 2
    if half < 8:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _refuse_binary(raw: bytes) -> None:
    sample = raw[:_GUESS_WITHIN]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > _CONTROL_SHARE * len(sample) and control > 4:
        raise _no_text()


def _text_only(text: str) -> str:
    sample = text[:_GUESS_WITHIN]
    if sample.count("\0") + sample.count("\ufffd") > 0.3 * len(sample) and len(sample) > 8:
        raise _no_text()
    return text


def _no_text() -> Refused:
    return Refused(
        "article",
        "the bytes are no text (a picture, a PDF or an archive?)",
        "give the report as HTML, plain text or JSONL",
    )
