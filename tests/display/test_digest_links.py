"""What may be a link in a letter, a feed, or Markdown."""

from __future__ import annotations

import pytest
from news import line

from onrecord.display.links import Links, host, web_address

ADDRESSES = [
    ("https://courier.example/a?b=c&d=%20#e", "https://courier.example/a?b=c&d=%20#e"),
    ("HTTP://courier.example", "HTTP://courier.example"),
    ("https://[::1]:8443/a", "https://[::1]:8443/a"),
    # What would end a link is written as RFC 3986 has it.
    ("https://courier.example/a b(c)'<d>\"[e]", "https://courier.example/a%20b%28c%29%27%3Cd%3E%22%5Be%5D"),
    ("https://courier.example/\u202egpj", "https://courier.example/%E2%80%AEgpj"),
    # No addresses of the web.
    ("javascript:a()", None),
    (" https://courier.example", None),
    ("java\tscript:a()", None),
    ("https://a\tb.example", None),
    ("https://a.example/\r\nBcc: b", None),
    ("https://a.example/\ud800", None),
    ('https://a"b.example/', None),
    ("https://", None),
    ("https:///path", None),
    ("https://[a/", None),
    ("http://a.example:80:80/", None),
    ("http://a.example:99999/", None),
    ("//a.example/", None),
    ("file:///a", None),
    ("https://a.example/" + "a" * 9999, None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("written", "address"), ADDRESSES)
def test_addresses(written: str | None, address: str | None) -> None:
    assert web_address(written) == address


def test_pages_of_a_site() -> None:
    links = Links(base="https://onrecord.example/")
    entry = line(7, article="a&b 1\ud800")
    assert links.report(entry) == "https://onrecord.example/report?article=a%26b+1%3F&version=1&statement=7"
    assert links.article("k") == "https://onrecord.example/report?article=k"
    assert links.claim("c/1") == "https://onrecord.example/claim/c%2F1"
    assert links.story("t1") == "https://onrecord.example/story/t1"


def test_without_a_site_there_are_only_originals() -> None:
    entry = line(7)
    for links in (Links(), Links(base="javascript:a()")):
        assert (links.report(entry), links.claim("c"), links.story("t")) == (None, None, None)
        assert links.original(entry) == "https://courier.example/7"


def test_hosts() -> None:
    assert host("https://www.courier.example:8443/a") == "courier.example"
    assert host("courier.example") is None
