"""OPML: the feeds of a list, however they are nested, and lists that are made to do harm."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import opml
from onrecord.intake.opml import Listed

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Harbours">
    <outline text="Dock &amp; Bay" type="rss" xmlUrl="https://dock.example/feed" htmlUrl="https://dock.example"/>
    <outline text="Deeper"><outline title="Tides" text="x" XMLURL="http://tides.example/atom.xml"/></outline>
    <outline text="Again" xmlUrl="https://dock.example/feed"/>
  </outline>
  <outline text="Old" xmlUrl="feed://old.example/rss"/><outline text="Odd" xmlUrl="feed:https://odd.example/"/>
  <outline text="Only a page" htmlUrl="https://page.example/"/>
  <outline text="Mine alone" xmlUrl="file:///etc/passwd"/><outline xmlUrl="/etc/passwd"/>
</body></opml>"""


def listing(inner: str) -> bytes:
    return f"<opml version='2.0'><body>{inner}</body></opml>".encode()


def test_feeds_in_order_each_once() -> None:
    assert opml.feeds(LIST.encode()) == (
        Listed("Dock & Bay", "https://dock.example/feed"),
        Listed("Tides", "http://tides.example/atom.xml"),
        Listed("Old", "http://old.example/rss"),
        Listed("Odd", "https://odd.example/"),
    )


def test_addresses_that_are_not_of_the_web_are_left_out_and_told() -> None:
    assert opml.read(LIST.encode()).left_out == (
        Listed("Mine alone", "file:///etc/passwd"),
        Listed(None, "/etc/passwd"),
    )


def test_a_broken_list_is_read() -> None:
    broken = listing('<outline text="Fish & Chips" xmlUrl="https://a.example/?a=1&b=2">')
    assert opml.feeds(broken) == (Listed("Fish & Chips", "https://a.example/?a=1&b=2"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    assert opml.feeds(LIST.encode(encoding)) == opml.feeds(LIST.encode())


# (bytes, what the refusal says)
REFUSED = [
    (b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "an entity bomb"),
    (b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml/>', "an external entity (XXE)"),
    (b"<rss version='2.0'/>", "XML, but no OPML: <rss>"),
    (b"https://a.example/feed\n", "no XML"),
    (listing("<outline>" * 60 + "</outline>" * 60), "nested more than 50 deep"),
    (listing("<outline>" * 400_000), "nested more than 50 deep"),  # and never closed
    (listing("".join(f"<outline xmlUrl='http://a.example/{at}'/>" for at in range(10_001))), "10,000 feeds"),
    (b" " * 5_000_001, "larger than 5 MB"),
]


@pytest.mark.parametrize(("raw", "words"), REFUSED)
def test_refused_by_name(raw: bytes, words: str) -> None:
    with pytest.raises(Refused, match="intake") as refused:
        opml.feeds(raw)
    assert words in refused.value.reason


@given(st.text(max_size=200), st.integers(0, len(LIST)))
def test_any_list_is_read_or_refused(noise: str, at: int) -> None:
    with suppress(Refused):
        for listed in opml.feeds((LIST[:at] + noise + LIST[at:]).encode()):
            assert listed.url.startswith(("http://", "https://"))
