"""Feeds that are made to do harm: refused by name, and nothing of them takes long."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import feed


def reason(raw: bytes) -> str:
    with pytest.raises(Refused) as refused:
        feed.parse(raw, None)
    assert refused.value.stage == "intake"
    return refused.value.reason


def rss(inner: str) -> str:
    return f"<rss version='2.0'><channel><title>B</title>{inner}</channel></rss>"


BOMB = "<!DOCTYPE lol [" + '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' + "]>"
XXE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
# (bytes, what the refusal says)
REFUSED = [
    (f"<?xml version='1.0'?>{BOMB}{rss('<item><title>&b;</title></item>')}".encode(), "an entity bomb"),
    ("\ufeff".encode("utf-16-le") + f"{BOMB}{rss('')}".encode("utf-16-le"), "an entity bomb"),
    (f"<?xml version='1.0' encoding='utf-16'?>{XXE}{rss('')}".encode("utf-16-be"), "external entity"),
    (f"{XXE}{rss('&x;')}".encode(), "an external entity (XXE)"),
    (b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://a.example/b.dtd"> %p;]><rss/>', "external entity"),
    (b'<!-- <rss> --><!DOCTYPE r [<!-- ]> --><!ENTITY x "y">]><rss/>', "an entity bomb"),
    (b"<!doctype html><html><head></head><body>Hi</body></html>", "a web page, not a feed"),
    (b"<opml version='2.0'><body/></opml>", "XML, but no feed: <opml>"),
    (b'{"version": "1", "items": []}', "JSON, but no JSON Feed"),
    (b'{"version": "https://jsonfeed.org/version/1", ' + b"[" * 1_000_000, "broken JSON"),
    (b"Nothing of the kind.", "no XML"),
    (b"  \n", "an empty feed"),
    (b" " * 20_000_001, "larger than 20 MB"),
    (b"\n" * 10_000_000 + b"<rss/>", "no XML"),  # a root behind millions of lines
    (b"<rss>" + b"<a/>" * 2_000_000, "more than 1,000,000 tags"),
    (b"<rss><channel><title>" + b"&" * 6_000_000, "broken XML, and larger than 5 MB"),
]


@pytest.mark.parametrize(("raw", "words"), REFUSED)
def test_refused_by_name_and_soon(raw: bytes, words: str) -> None:
    started = time.monotonic()
    assert words in reason(raw)
    assert time.monotonic() - started < 2


# Well-formed or broken, made to hold a reader: each is read, or refused, in its time.
SLOW = [
    rss("<item><author>" + "a" * 3_000_000 + "</author></item>"),
    rss("<item><author>" + "a.b@" * 500_000 + "</author></item>"),
    rss("<item>" + "<category>a</category>" * 100_000 + "</item>"),
    "<rss " + " ".join(f"a{number}='1'" for number in range(100_000)) + "/>",
    "<rss " + " ".join(f"xmlns:a{number}='urn:{number}'" for number in range(10_000)) + "/>",
    "<rss>" + "<a>" * 400_000,
    "<rss><channel>" + "<item><title>x</title>" * 40_000,
    "<rss>" + '<a b="' * 400_000,
    rss("<item><pubDate>" + "1 " * 1_000_000 + "</pubDate></item>"),
]


@pytest.mark.parametrize("text", SLOW)
def test_what_is_made_to_be_slow_is_not(text: str) -> None:
    started = time.monotonic()
    with suppress(Refused):
        feed.parse(text.encode(), None)
    assert time.monotonic() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(Refused):
        feed.parse(raw, None)
