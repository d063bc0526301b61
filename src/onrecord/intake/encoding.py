"""From the bytes of a feed, a list or a table to their characters: which encoding they were written in."""

from __future__ import annotations

import codecs

from onrecord.errors import Refused
from onrecord.intake.signature import is_wide

# The mark of UTF-32 begins like that of UTF-16, so it is looked at first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Character tables only: Python has codecs that unpack (zlib), that are quadratic (punycode, idna), and more.
_TABLES = (
    "ascii",
    "big5",
    "cp",
    "euc",
    "gb",
    "iso8859",
    "johab",
    "koi8",
    "mac",
    "shift_jis",
    "tis",
)
_ASCII = bytes(range(0x20, 0x7F))
_HIGH = bytes(range(0x80, 0x100))


def decode(raw: bytes, declared: str | None = None) -> str:
    """The characters of some bytes: by their mark, else as UTF-8, else as `declared`, else Windows-1252.

    UTF-8 comes before what is declared: text in another encoding that happens to be UTF-8 does not exist, but
    wrong declarations do. Raises Refused where none fits.
    """
    name, mark = _marked(raw)
    if name:
        return _strictly(raw[len(mark) :], name)
    if is_wide(raw):
        return _strictly(raw, "utf-16-be" if raw[:2].startswith(b"\0") else "utf-16-le")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _as_table(raw, declared)


def _marked(raw: bytes) -> tuple[str | None, bytes]:
    return next(((name, mark) for mark, name in _MARKS if raw.startswith(mark)), (None, b""))


def _strictly(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        reason = f"it is marked as {name.upper()} and is not, at byte {error.start + 1}"
        raise Refused("intake", reason, "save it as UTF-8") from None


def _as_table(raw: bytes, declared: str | None) -> str:
    """UTF-8 with a few broken bytes stays UTF-8, or every other accent in it would become two letters."""
    mended = raw.decode(errors="replace")
    broken = mended.count("�")
    whole = len(mended) - broken - len(raw.translate(None, _HIGH))
    if broken <= whole / 10:
        return mended
    for name in filter(None, (_table(declared), "cp1252")):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    raise Refused("intake", "its encoding cannot be told", "save it as UTF-8")


def _table(declared: str | None) -> str | None:
    """The codec of that name where it is a table of characters in which ASCII stays ASCII, else None."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    if not name.startswith(_TABLES):
        return None
    return name if _ASCII.decode(name, "replace") == _ASCII.decode() else None
