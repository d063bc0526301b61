"""How addresses are read, and which are refused for how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.net import NotFetched, web_address

# (address, as it is asked for)
READ = [
    ("https://news.example", "https://news.example"),
    ("  https://news.example/a  ", "https://news.example/a"),
    ("HTTPS://News.Example:443/A#part", "https://news.example/A"),
    ("http://news.example:8080/a?b=c&d", "http://news.example:8080/a?b=c&d"),
    ("http://news.example:40000/", "http://news.example:40000/"),
    ("https://zürich.example/", "https://xn--zrich-kva.example/"),
    ("https://新闻.example/", "https://xn--efvy88h.example/"),
    ("https://news.example/é?ü=ö", "https://news.example/%C3%A9?%C3%BC=%C3%B6"),
    ("https://news.example/%c3%a9/a b", "https://news.example/%c3%a9/a%20b"),
    ("https://news.example/a/../b", "https://news.example/b"),
    ("https://news_desk.example./", "https://news_desk.example./"),
    ("http://192.0.2.1/", "http://192.0.2.1/"),  # where it leads is for the connection to judge
    ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
]


@pytest.mark.parametrize(("text", "asked"), READ)
def test_read(text: str, asked: str) -> None:
    assert str(web_address.parse(text)) == asked


# (address, words of the reason)
REFUSED = [
    ("", "no http:// or https://"),
    ("news.example/a", "no http:// or https://"),
    ("//news.example/a", "no http:// or https://"),
    ("file:///etc/passwd", "file: addresses"),
    ("FILE:/etc/passwd", "file: addresses"),
    ("ftp://news.example/a", "ftp: addresses"),
    ("data:text/html,hello", "data: addresses"),
    ("gopher://news.example/", "gopher: addresses"),
    ("javascript:alert(1)", "javascript: addresses"),
    ("view-source:https://news.example/", "view-source: addresses"),
    ("http:", "no host"),
    ("http:///etc/passwd", "no host"),
    ("http://:80/", "no host"),
    ("http://user@news.example/", "user name or password"),
    ("http://user:secret@news.example/", "user name or password"),
    ("http://news.example\\@192.0.2.1/", "user name or password"),
    ("http://2130706433/", "odd spelling of an IP address"),  # 127.0.0.1, all of them
    ("http://017700000001/", "odd spelling of an IP address"),
    ("http://0x7f000001/", "odd spelling of an IP address"),
    ("http://0x7F.1/", "odd spelling of an IP address"),
    ("http://0x/", "odd spelling of an IP address"),
    ("http://127.1/", "odd spelling of an IP address"),
    ("http://127.0.0.1./", "odd spelling of an IP address"),
    ("http://127.0.0.0x1/", "odd spelling of an IP address"),
    ("http://0177.0.0.1/", "Invalid IPv4 address"),
    ("http://256.1.1.1/", "Invalid IPv4 address"),
    ("http://１２７.1/", "not a web address"),
    ("http://①②⑦.1/", "not a web address"),
    ("http://%31%32%37.1/", "not the name of a host"),
    ("http://news.example%00/", "not the name of a host"),
    ("http://news..example/", "not the name of a host"),
    ("http://" + "a" * 64 + ".example/", "not the name of a host"),
    ("http://" + "a." * 130 + "example/", "not the name of a host"),
    ("http://news example/", "not the name of a host"),
    ("http://[::1/", "not"),
    ("http://[::1]extra/", "not"),
    ("http://[fe80::1%25eth0]/", "network interface"),
    ("http://news.example/a\nb", "not a web address"),
    ("http://news.example/\x00", "not a web address"),
    ("http://news.example/" + "a" * 8000, "longer than 8,000"),
    ("http://news.example:22/", "port 22"),
    ("http://news.example:25/", "port 25"),
    ("http://news.example:0/", "port 0"),
    ("http://news.example:-1/", "port -1"),
    ("http://news.example:65536/", "port 65536"),
    ("http://news.example:6667/", "port 6667"),
    ("http://news.example:x/", "Invalid port"),
    ("http://news.example:" + "9" * 5000 + "/", "Invalid port"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(NotFetched) as refused:
        web_address.parse(text)
    assert words in refused.value.reason
    assert refused.value.stage == "fetch"
    assert refused.value.advice


# (the redirect's Location, where it leads from https://news.example/a/b)
LOCATIONS = [
    ("/c", "https://news.example/c"),
    ("c", "https://news.example/a/c"),
    ("../c?d", "https://news.example/c?d"),
    ("//other.example/c", "https://other.example/c"),
    ("http://other.example/ü", "http://other.example/%C3%BC"),
    ("?page=2", "https://news.example/a/b?page=2"),
]


@pytest.mark.parametrize(("location", "leads"), LOCATIONS)
def test_join(location: str, leads: str) -> None:
    assert str(web_address.join(web_address.parse("https://news.example/a/b"), location)) == leads


@given(st.text() | st.text().map("http://{}".format) | st.text().map("http://news.example/{}".format))
def test_any_text_is_a_web_address_or_not_fetched(text: str) -> None:
    try:
        url = web_address.parse(text)
    except NotFetched:
        return
    assert url.scheme in ("http", "https")
    assert str(url).isascii()
    assert web_address.parse(str(url)) == url


@given(st.text())
def test_any_location_leads_to_a_web_address_or_nowhere(location: str) -> None:
    try:
        url = web_address.join(web_address.parse("https://news.example/"), location)
    except NotFetched:
        return
    assert url.scheme in ("http", "https")
