import json

import pytest

from onrecord.article import authors, html, json_ld, published
from onrecord.records import Article, Page

PROSE = "".join(
    f"<p>The harbour board met on {day} and said that the cranes would be repaired by spring.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)
URL = "https://news.example/harbour-reopens"


def read(head: str, body: str = PROSE, url: str | None = URL) -> Article:
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    return html.extract(Page(origin="page", format="html", raw=page, url=url))


def ld(**fields: object) -> str:
    return script(json.dumps({"@type": "NewsArticle", **fields}))


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (ld(headline="Harbour reopens"), "", "Harbour reopens"),
        (meta("og:title", "Harbour reopens"), "", "Harbour reopens"),
        ("<title>Harbour reopens</title>", "", "Harbour reopens"),
        ("", "<h1>Harbour reopens</h1>", "Harbour reopens"),
        ("", "", None),
        # the outlet behind a separator is no part of it
        (
            meta("og:title", "Harbour reopens | The Example") + meta("og:site_name", "The Example"),
            "",
            "Harbour reopens",
        ),
        (
            "<title>Harbour reopens - Example - by Ann Kohl</title>",
            "<h1>Harbour reopens</h1>",
            "Harbour reopens",
        ),
        # but a separator of its own stays
        (
            "<title>BUDGET | Harbour gets more</title>",
            "<h1>BUDGET | Harbour gets more</h1>",
            "BUDGET | Harbour gets more",
        ),
        # most places agree, or else the h1 is what readers see
        (
            ld(headline="Harbour reopens at last") + meta("og:title", "You won't believe it"),
            "<h1>Harbour reopens at last</h1>",
            "Harbour reopens at last",
        ),
        (
            ld(headline="Port open") + "<title>Port open</title>" + meta("og:title", "Harbour reopens"),
            "<h1>Harbour reopens</h1>",
            "Harbour reopens",
        ),
        # the social title where it is the same, only shorter
        (
            meta("og:title", "Harbour reopens after long strike"),
            "<h1>Harbour reopens after long and bitter strike</h1>",
            "Harbour reopens after long strike",
        ),
        # a page has other h1s
        ("<title>Harbour reopens</title>", "<h1>Log in</h1><h1>Harbour reopens</h1>", "Harbour reopens"),
        (ld(headline="Harbour &#8216;reopens&#8217;"), "", "Harbour ‘reopens’"),
        (ld(headline=["Harbour reopens", "Port open"]), "", "Harbour reopens"),
        (ld(headline={"@value": "x"}), "", None),
    ],
)
def test_headline(head: str, body: str, expected: str | None) -> None:
    assert read(head, body + PROSE).headline == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (ld(author={"name": "Ann Kohl"}), "", ("Ann Kohl",)),
        (ld(author=[{"name": "Ann Kohl"}, {"name": "Ben Okafor"}]), "", ("Ann Kohl", "Ben Okafor")),
        (ld(author="Ann Kohl"), "", ("Ann Kohl",)),
        (ld(author=["Ann Kohl", "ann kohl"]), "", ("Ann Kohl",)),
        (ld(author={"givenName": "Ann", "familyName": "Kohl"}), "", ("Ann Kohl",)),
        (
            script(
                '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}},'
                ' {"@id": "#a", "@type": "Person", "name": "Ann Kohl"}]}'
            ),
            "",
            ("Ann Kohl",),
        ),
        (meta("author", "By Ann Kohl and Ben Okafor"), "", ("Ann Kohl", "Ben Okafor")),
        (
            meta("article:author", "https://facebook.example/kohl") + meta("author", "Ann Kohl"),
            "",
            ("Ann Kohl",),
        ),
        # the outlet is the author only where nobody else is
        (
            ld(author={"name": "The Example"}, publisher={"name": "Example"}),
            "<p>Ann Kohl/Ben Okafor</p>",
            ("Ann Kohl", "Ben Okafor"),
        ),
        (ld(author={"name": "Example"}, publisher={"name": "Example"}), "", ("Example",)),
        ("", '<span class="byline">By Ann Kohl</span>', ("Ann Kohl",)),
        ("", '<a rel="author" href="/kohl">Ann Kohl</a>', ("Ann Kohl",)),
        ("", '<div class="author-bio">' + "Ann Kohl writes on harbours. " * 9 + "</div>", ()),
        ("", "", ()),
        (ld(author=[[["Ann"]], 7, None, {"name": ["Ann Kohl"]}]), "", ("Ann Kohl",)),
    ],
)
def test_authors(head: str, body: str, expected: tuple[str, ...]) -> None:
    assert read(head, body + PROSE).authors == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("By ANN KOHL, Political Correspondent", ("ANN KOHL",)),
        ("Ann Kohl For The Daily Example", ("Ann Kohl",)),
        ("Written by: Ann Kohl | Ben Okafor", ("Ann Kohl", "Ben Okafor")),
        ("Ann Kohl, Ben Okafor and Li Wei", ("Ann Kohl", "Ben Okafor", "Li Wei")),
        ("Ann Kohl, Jr.", ("Ann Kohl Jr",)),
        ("Ministry of Health and Welfare", ("Ministry of Health and Welfare",)),
        ("https://news.example/authors/kohl", ()),
        ("@annkohl", ()),
        ("admin", ()),
        ("Ann Kohl 3 min read", ()),
        ("x" * 5000, ()),
        ("", ()),
    ],
)
def test_names_in_a_byline(written: str, expected: tuple[str, ...]) -> None:
    assert authors.names([written]) == expected


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        (
            ld(datePublished="2024-10-25T08:11:00Z", dateModified="2024-10-27"),
            "",
            URL,
            ("2024-10-25T08:11:00+00:00", "json-ld"),
        ),
        (
            ld(datePublished="yesterday") + meta("article:published_time", "2024-10-25"),
            "",
            URL,
            ("2024-10-25", "meta"),
        ),
        (
            ld(datePublished="9999-12-31") + meta("article:published_time", "2024-10-25"),
            "",
            URL,
            ("2024-10-25", "meta"),
        ),
        (ld(datePublished=[["2024-10-25"]]), "", URL, (None, None)),
        (ld(dateModified="2024-10-25"), "", URL, (None, None)),  # not when it was published
        ("", '<time datetime="2024-10-25T08:11+0100">', URL, ("2024-10-25T08:11:00+01:00", "text")),
        ("", '<span itemprop="datePublished" content="2024-10-25">', URL, ("2024-10-25", "meta")),
        ("", "", "https://news.example/2024/10/25/harbour", ("2024-10-25", "url")),
        ("", "", "https://news.example/2024/oct/25/harbour", ("2024-10-25", "url")),
        ("", "", "https://news.example/politics/20241025-216478/", ("2024-10-25", "url")),
        ("", "", "https://news.example/2024/13/45/harbour", (None, None)),
        ("", "", None, (None, None)),
    ],
)
def test_published(head: str, body: str, url: str | None, expected: tuple[str | None, str | None]) -> None:
    article = read(head, body + PROSE, url)
    assert (article.published_at, article.published_from) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-10-25", "2024-10-25"),
        ("2024-10-25 16:38:37 +02:00", "2024-10-25T16:38:37+02:00"),
        ("2024-10-25T16:38+0200", "2024-10-25T16:38:00+02:00"),
        ("2024-10-25 16:38:37 UTC", "2024-10-25T16:38:37+00:00"),
        ("Fri, 25 Oct 2024 12:00:00 GMT", "2024-10-25T12:00:00+00:00"),
        ("October 25, 2024", "2024-10-25"),
        ("25th Oct 2024", "2024-10-25"),
        ("1729843200000", "2024-10-25T08:00:00+00:00"),
        ("04/05/2024", None),  # May or April
        ("Xyz 25, 2024", None),
        ("31 February 2024", None),
        ("0000-00-00", None),
        ("2024-10-25" * 100, None),
        ("-1", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_pages_write_them(written: str | None, expected: str | None) -> None:
    assert published.to_iso(written) == expected


@pytest.mark.parametrize(
    ("head", "outlet", "url"),
    [
        (ld(publisher={"name": "The Example"}) + meta("og:site_name", "example"), "The Example", None),
        (meta("og:site_name", "The Example"), "The Example", None),
        ('<link rel="canonical" href="https://news.example/a">', None, "https://news.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
        (meta("og:url", "https://news.example/b"), None, "https://news.example/b"),
        ("", None, None),
    ],
)
def test_outlet_and_url(head: str, outlet: str | None, url: str | None) -> None:
    article = read(head)
    assert (article.outlet, article.url) == (outlet, url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"@type": "NewsArticle", "headline": "A"}]', ["A"]),
        ('{"@type": ["Thing", "AnalysisNewsArticle"], "headline": "A"}', ["A"]),
        ('{"@type": "https://schema.org/NewsArticle", "headline": "A"}', ["A"]),
        ('<!-- {"@type": "Article", "headline": "A"} -->', ["A"]),
        ('//<![CDATA[\n{"@type": "Article", "headline": "A"}//]]>', ["A"]),
        ('{"@type": "Article", "headline": "A\nB"};', ["A\nB"]),
        ('{"@type": "Person", "headline": "A"}', []),
        # the page's own title and then what stands higher goes first
        (
            '[{"@type": "Report", "headline": "Other"}, {"@type": "Report", "headline": "Harbour reopens"}]',
            ["Harbour reopens", "Other"],
        ),
        ('[{"@type": "WebPage", "name": "Page"}, {"@type": "Article", "headline": "A"}]', ["A", "Page"]),
        ('{"@type": "NewsArticle", "headline": ', []),
        ("[" * 10_000, []),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, []),
        ('{"@type": "NewsArticle", "n": ' + "9" * 10_000 + "}", []),
        ("null", []),
        ("", []),
    ],
)
def test_linked_articles(text: str, expected: list[str]) -> None:
    found = json_ld.find([text], url=URL, titles=frozenset({"harbourreopens"}))
    assert [article.headline for article in found] == expected
