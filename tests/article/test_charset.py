import codecs
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.charset import decode, text_of
from onrecord.errors import Refused
from onrecord.records import Page

TEXT = "The café “Łódź” reopened – naïve, said Zoë."
LATIN = "The café reopened, said Zoë. It was “open”."


def with_meta(text: str, charset: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><p>{text}</p>'.encode(encoding)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),  # no mark: every other byte is NUL
        TEXT.encode("utf-16-be"),
        with_meta(TEXT, "latin1", "utf-8"),  # says otherwise, but is valid UTF-8
        with_meta(TEXT, "iso-8859-2", "utf-8"),
    ],
)
def test_unicode_is_read_whatever_the_page_says(raw: bytes) -> None:
    assert TEXT in decode(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (with_meta(LATIN, "iso-8859-1", "cp1252"), LATIN),  # HTML reads Latin-1 as windows-1252
        (with_meta("Привет, мир", "windows-1251", "cp1251"), "Привет, мир"),
        (with_meta("日本の首相", "Shift_JIS", "shift_jis"), "日本の首相"),
        ('<?xml version="1.0" encoding="koi8-r"?><p>Привет</p>'.encode("koi8-r"), "Привет"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gbk">\xc4\xe3\xba\xc3', "你好"),
        (LATIN.encode("cp1252"), LATIN),  # says nothing
        (with_meta(LATIN, "no-such-charset", "cp1252"), LATIN),
        (with_meta(LATIN, "rot13", "cp1252"), LATIN),  # a codec, but of no text
        (with_meta(LATIN, "punycode", "cp1252"), LATIN),
        (b'<meta charset="utf-8"><p>caf\xc3\xa9 and \xff broken</p>', "café and \ufffd broken"),
        ("café ".encode() * 9 + b"\xff", "café café"),  # says nothing, is UTF-8 with a broken place
        (b"", ""),
    ],
)
def test_other_encodings(raw: bytes, expected: str) -> None:
    assert expected in decode(raw)


# (bytes, what the server said of them, the text)
SAID = [
    ("Привет, мир".encode("cp1251"), "text/html; charset=windows-1251", "Привет, мир"),
    ("Привет, мир".encode("cp1251"), 'text/html; charset = "Windows-1251"; x=y', "Привет, мир"),
    (with_meta("Привет", "windows-1251", "cp1251"), "text/html; charset=koi8-r", "Привет"),  # the page knows
    (TEXT.encode(), "text/html; charset=iso-8859-1", TEXT),  # and so do its bytes
    (LATIN.encode("cp1252"), "text/html; charset=no-such", LATIN),
    (LATIN.encode("cp1252"), "text/html; charset=punycode", LATIN),
    (LATIN.encode("cp1252"), "text/html", LATIN),
]


@pytest.mark.parametrize(("raw", "said", "text"), SAID)
def test_what_the_server_said(raw: bytes, said: str, text: str) -> None:
    page = Page(origin="a", format="html", raw=raw, headers=(("server", "x"), ("content-type", said)))
    assert text in text_of(page)


def test_a_string_is_its_own_text() -> None:
    assert text_of(Page(origin="a", format="html", raw=TEXT)) == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        b"PK\x03\x04" + b"\x00\x01\x02\x03\x04" * 50,
        b"\x00" * 5000,
        codecs.BOM_UTF16_LE + b"\xff\xff\x00\x00" * 50,
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused, match="no text"):
        decode(raw)


def test_long_declarations_take_no_time() -> None:
    raw = b"<meta " * 2000 + b"\xff" + b"<meta charset=" * 2000
    assert decode(raw).startswith("<meta ")


@given(st.binary(max_size=400), st.sampled_from([bytes, lambda raw: b"<meta charset=utf-7>" + raw]))
def test_any_bytes_are_decoded_or_refused(raw: bytes, dress: Callable[[bytes], bytes]) -> None:
    with suppress(Refused):
        assert isinstance(decode(dress(raw)), str)
