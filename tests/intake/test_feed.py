"""Feeds: what RSS, Atom and JSON Feed say, how hostile and broken ones are met, and the pages of items."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import feed
from onrecord.intake.feed import ITEMS, Feed, Item
from onrecord.net import Fetcher
from onrecord.records import Page, Refusal

ADDRESS = "https://herald.example/feeds/top.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="style.xsl"?>
<!-- made by hand -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
  <title>The &lt;b&gt;Harbour&lt;/b&gt; Herald</title><link>https://herald.example/</link>
  <atom:link rel="self" href="https://herald.example/feeds/top.xml"/>
  <image><title>Logo</title><url>https://herald.example/logo.png</url></image>
  <ttl>30</ttl>
  <item>
    <title>Cranes stop &amp;amp; &#8220;nobody&#8221; knows why</title>
    <media:title>A crane</media:title>
    <media:content url="c.jpg"><media:description>Pic</media:description></media:content>
    <link>/2024/cranes?a=1&amp;b=2</link><guid isPermaLink="false">herald-17</guid>
    <pubDate>Fri, 25 Oct 2024 20:11:00 +0800</pubDate>
    <dc:creator>Ana Ruiz</dc:creator><dc:creator>Tom Fox</dc:creator>
    <description>Short &lt;i&gt;words&lt;/i&gt;</description>
    <content:encoded><![CDATA[<p>The cranes stopped & stood.</p>]]></content:encoded>
  </item>
  <item>
    <title>By its guid</title><guid>https://herald.example/2024/guid</guid>
    <author>desk@herald.example (Lena Brandt)</author><dc:date>2024-10-26T08:00Z</dc:date>
    <description>Plain words</description>
  </item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/">
  <title type="html">Tide &amp;amp; Times</title>
  <entry>
    <id>tag:base.example,2024:1</id>
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">High <b>water</b></div></title>
    <link rel="enclosure" href="tide.mp3"/><link rel="alternate" type="application/json" href="tide.json"/>
    <link rel="alternate" type="text/html" href="tide.html"/>
    <published>2024-10-25T08:00:00.5+02:00</published><updated>2024-10-26T08:00:00Z</updated>
    <author><name>Ines Vale</name><email>ines@base.example</email></author>
    <author><name>Jo Ode</name></author>
    <summary type="text">Under 3 m &lt; 4 m</summary>
  </entry>
  <entry>
    <title>Low water</title><link href="/low"/><updated>2024-10-26T08:00:00-05:00</updated>
    <content type="xhtml">
      <div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>two</em></p><a/><p>3</p></div>
    </content>
    <source><title>Elsewhere</title></source>
  </entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel rdf:about="https://old.example/"><title>Old</title>
    <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
  <item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link>
    <dc:date>2024-10-25T08:00:00+09:00</dc:date><dc:creator>M. Tu</dc:creator></item>
</rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J",
    "home_page_url": "https://j.example/",
    "items": [
        {
            "id": 1,
            "url": "/a",
            "title": "T",
            "content_text": "a < b\n\nc",
            "date_published": "2024-10-25T08:00:00-04:00",
            "authors": [{"name": "Q. Roo"}],
        },
        {"id": "x", "content_html": "<p>half \ud83d</p>", "author": {"name": "Vi"}},
    ],
}


def parse(text: str, address: str | None = ADDRESS) -> Feed:
    return feed.parse(text.encode("utf-8", "surrogatepass"), address)


def rss(inner: str) -> str:
    return f"<rss version='2.0'><channel><title>B</title>{inner}</channel></rss>"


def test_rss() -> None:
    found = parse(RSS)
    assert (found.title, found.address, found.period) == ("The Harbour Herald", ADDRESS, 1800)
    assert found.items == (
        Item(
            url="https://herald.example/2024/cranes?a=1&b=2",
            id="herald-17",
            title="Cranes stop & “nobody” knows why",
            published_at="2024-10-25T20:11:00+08:00",
            authors=("Ana Ruiz", "Tom Fox"),
            content="<p>The cranes stopped & stood.</p>",
        ),
        Item(
            url="https://herald.example/2024/guid",
            id="https://herald.example/2024/guid",
            title="By its guid",
            published_at="2024-10-26T08:00:00+00:00",
            updated_at="2024-10-26T08:00:00+00:00",  # dc:date is taken for both
            authors=("Lena Brandt",),
            content="Plain words",
        ),
    )


def test_atom() -> None:
    found = parse(ATOM)
    high, low = found.items
    assert found.title == "Tide & Times"
    assert (high.url, high.id, high.title) == (
        "https://base.example/x/tide.html",
        "tag:base.example,2024:1",
        "High water",
    )
    assert (high.published_at, high.authors) == ("2024-10-25T08:00:00+02:00", ("Ines Vale", "Jo Ode"))
    assert high.content == "<p>Under 3 m &lt; 4 m</p>"
    # Updated counts where nothing says published.
    assert (low.url, low.title, low.published_at) == (
        "https://base.example/low",
        "Low water",
        "2024-10-26T08:00:00-05:00",
    )
    assert low.content
    assert "<p>One <em>two</em></p><a></a><p>3</p>" in low.content


def test_rss_1() -> None:
    found = parse(RDF, None)
    assert (found.title, found.period) == ("Old", 900)
    assert found.items[0].url == found.items[0].id == "https://old.example/1"
    assert (found.items[0].published_at, found.items[0].authors) == ("2024-10-25T08:00:00+09:00", ("M. Tu",))


def test_rss_0_91_with_its_document_type() -> None:
    declared = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">'
    )
    items = "<item><title>a</title><link>http://n.example/1</link></item>"
    found = parse(f'<?xml version="1.0"?>{declared}<rss version="0.91"><channel>{items}</channel></rss>')
    assert [item.url for item in found.items] == ["http://n.example/1"]


def test_json_feed() -> None:
    found = parse(json.dumps(JSON))
    first, other = found.items
    assert (found.title, first.url, first.id, first.title) == ("J", "https://j.example/a", "1", "T")
    assert (first.published_at, first.authors) == ("2024-10-25T08:00:00-04:00", ("Q. Roo",))
    assert first.content == "<p>a &lt; b</p>\n<p>c</p>"
    assert (other.url, other.authors, other.content) == (None, ("Vi",), "<p>half �</p>")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    assert feed.parse(RSS.encode(encoding), ADDRESS) == parse(RSS)


@pytest.mark.parametrize(
    ("declared", "encoding"), [("ISO-8859-2", "iso8859-2"), ("windows-1251", "cp1251"), ("utf-8", "cp1252")]
)
def test_declared_encodings(declared: str, encoding: str) -> None:
    title = {"iso8859-2": "Łódź", "cp1251": "Львів"}.get(encoding, "Café Übung")
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>{title}</title></channel></rss>'
    assert feed.parse(text.encode(encoding), None).title == title


def test_an_impossible_date_leaves_the_next() -> None:
    found = parse(rss("<item><pubDate>soon</pubDate><updated>2024-10-25</updated></item><item/>"))
    assert [item.published_at for item in found.items] == ["2024-10-25", None]


# (link, address); the feed stands at ADDRESS
LINKS = [
    ("https://a.example/1", "https://a.example/1"),
    ("two", "https://herald.example/feeds/two"),
    ("//b.example/3", "https://b.example/3"),
    ("javascript:alert(1)", None),
    ("file:///etc/passwd", None),
    ("data:text/html,x", None),
    ("http://[", None),
    ("mailto:a@b.example", None),
]


@pytest.mark.parametrize(("link", "url"), LINKS)
def test_links(link: str, url: str | None) -> None:
    assert parse(rss(f"<item><title>x</title><link>{link}</link></item>")).items[0].url == url


# What outlets break, and what is read all the same.
BROKEN = [
    ("a&nbsp;b &copy; c", "a\xa0b © c"),  # names of HTML
    ("a & b &amp; c", "a & b & c"),
    ("a \x08b", "a b"),  # no character of XML
    ("a &#xD83D;b&#0;", "a b"),
    ("a <dc:x>b</dc:x>", None),  # a prefix that nobody declared
]


@pytest.mark.parametrize(("description", "content"), BROKEN)
def test_broken_xml_is_read(description: str, content: str | None) -> None:
    text = rss(f"<item><link>http://a.example/1</link><description>{description}</description></item><item/>")
    found = parse(text)
    assert len(found.items) == 2
    assert not found.breaks_off
    assert found.items[0].url == "http://a.example/1"
    assert content in (found.items[0].content, None)


def test_a_feed_that_breaks_off_says_so() -> None:
    found = parse(RSS[: RSS.index("By its guid")])
    assert found.items[0] == parse(RSS).items[0]
    assert found.breaks_off
    (*_, last) = feed.pages(found, "top.xml", None)
    assert isinstance(last, Refusal)
    assert "breaks off" in last.reason


@pytest.mark.parametrize("words", ["Warning: disk full in line 3\n", "<br />\n<b>Warning</b>: full<br />\n"])
def test_words_of_the_server_before_the_feed(words: str) -> None:
    assert parse(words + RSS) == parse(RSS)


def test_more_items_than_are_read() -> None:
    found = parse(rss("<item><title>x</title></item>" * (ITEMS + 7)))
    assert (len(found.items), found.left_out) == (ITEMS, 7)
    (*_, last) = feed.pages(found, "top.xml", None)
    assert isinstance(last, Refusal)
    assert last.reason == f"7 items beyond the first {ITEMS:,} were left out"


def test_a_page_that_names_its_feed() -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2"></head>'
    with pytest.raises(Refused) as refused:
        feed.parse(page, ADDRESS)
    assert refused.value.advice == "its feed is at https://herald.example/feed?a=1&b=2"


def test_pages_without_a_fetcher() -> None:
    first, other = feed.pages(parse(RSS), "top.xml", None)
    assert isinstance(first, Page)
    assert isinstance(other, Page)
    assert (first.origin, first.format, first.id) == ("top.xml:1", "html", None)
    assert (first.url, first.outlet) == ("https://herald.example/2024/cranes?a=1&b=2", "The Harbour Herald")
    assert (first.headline, first.published_at) == (
        "Cranes stop & “nobody” knows why",
        "2024-10-25T20:11:00+08:00",
    )
    assert first.authors == ("Ana Ruiz", "Tom Fox")
    assert "<p>The cranes stopped & stood.</p>" in str(first.raw)
    assert "<p>Plain words</p>" in str(other.raw)


def test_an_item_without_anything() -> None:
    (found,) = feed.pages(parse(rss("<item><title>x</title></item>")), "top.xml", None)
    assert isinstance(found, Refusal)
    assert (found.origin, found.reason) == (
        "top.xml:1",
        "an item of a feed without text, and without an address",
    )


ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "/robots.txt": (404, "text/plain", b""),
    "/page": (200, "text/html; charset=utf-8", "<html><body><p>Whole – page</p></body></html>".encode()),
    "/text": (200, "text/plain", b"A plain report."),
    "/pdf": (200, "application/pdf", b"%PDF-1.7 ..."),
    "/feed": (200, "text/xml", RSS.encode()),
    "/json": (200, "text/html", b'{"a": 1}'),
    "/picture": (200, "image/png", b"\x89PNG\r\n"),
    "/empty": (200, "text/html", b" "),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, kind, body = ANSWERS.get(self.path, (404, "text/html", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_pages_are_fetched_and_one_that_fails_stops_no_other(site: str) -> None:
    paths = ["/page", "/missing", "/page", "/text", "/pdf", "/feed", "/json", "/picture", "/empty"]
    items = "".join(f"<item><title>{path}</title><link>{site}{path}</link></item>" for path in paths)
    found = parse(rss(items + "<item><title>Own</title><description>Own words</description></item>"))
    with Fetcher(allow_private=True, delay=0) as fetcher:
        outcomes = list(feed.pages(found, "top.xml", fetcher))
    pages = [one for one in outcomes if isinstance(one, Page)]
    assert [(page.origin.removeprefix(site), page.format) for page in pages] == [
        ("/page", "html"),
        ("/text", "text"),
        ("/pdf", "pdf"),
        ("top.xml:10", "html"),
    ]
    assert pages[0].url == f"{site}/page"
    assert pages[0].fetched_at
    assert dict(pages[0].headers)["content-type"] == "text/html; charset=utf-8"
    # What a page says of itself is better than what the feed says of it.
    assert (pages[0].outlet, pages[0].headline, pages[0].published_at) == (None, None, None)
    refused = [(one.origin.removeprefix(site), one.stage) for one in outcomes if isinstance(one, Refusal)]
    assert refused == [
        ("/missing", "fetch"),
        ("/feed", "intake"),
        ("/json", "intake"),
        ("/picture", "intake"),
        ("/empty", "intake"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(0, 2000))
def test_any_text_is_read_or_refused(noise: str, at: int) -> None:
    text = RSS[:at] + noise + RSS[at:]
    try:
        found = parse(text)
    except Refused:
        return
    for item in found.items:
        assert item.url is None or item.url.startswith(("http://", "https://"))
        assert item.id
        f"{item}".encode()
