"""What a page says of itself outside JSON-LD: meta tags, title, h1, microdata, bylines and times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# lxml comes without types; an element is `Any` here and nowhere leaves this stage.
Element = Any

_MAX_TEXT = 1000  # characters of one meta value, title or byline
_MAX_FOUND = 50  # elements of one kind that are looked at
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "http://ogp.me/ns/article#published_time",
    "datepublished",
    "date.created",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "og:pubdate",
    "date",
)
_AUTHOR = (
    "author",
    "article:author_name",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "dcsext.author",
)
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "copyright")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|author)s?(?:[_-]{1,2}names?)?(?=$|[\s_-])", re.IGNORECASE)
_BYLINE_START = re.compile(r"(?:written )?by[\s:]", re.IGNORECASE)
_BYLINE_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What was found; all texts with single spaces, None or empty where the page says nothing."""

    h1s: tuple[str, ...]
    og_title: str | None
    title: str | None
    descriptions: tuple[str, ...]
    outlet: str | None
    authors: tuple[str, ...]  # of meta tags
    bylines: tuple[str, ...]  # of the page as it is seen
    published: tuple[str, ...]  # of meta tags and microdata, the surest first
    times: tuple[str, ...]  # of <time datetime>, in the page's order
    url: str | None
    linked: tuple[str, ...]  # the JSON-LD scripts


def read(root: Element) -> PageHead:
    """Look at the whole tree once for each kind; nothing is changed."""
    metas = tuple(_metas(root))
    return PageHead(
        h1s=tuple(_texts(root.iter("h1"))),
        og_title=_first(metas, ("og:title", "twitter:title")),
        title=next(_texts(root.iter("title")), None),
        descriptions=tuple(_all(metas, ("og:description", "description", "twitter:description"))),
        outlet=_first(metas, _OUTLET),
        authors=tuple(_all(metas, _AUTHOR)),
        bylines=tuple(_bylines(root)),
        published=(*_all(metas, _PUBLISHED), *_microdata_dates(root)),
        times=tuple(_times(root)),
        url=_canonical(root) or _first(metas, ("og:url",)),
        linked=tuple(_linked(root)),
    )


def _metas(root: Element) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        value = single_spaced(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if value and (key := meta.get(attribute)):
                yield key.strip().lower(), value


def _all(metas: tuple[tuple[str, str], ...], keys: tuple[str, ...]) -> Iterator[str]:
    """The values of `keys`, in the order of the keys."""
    for key in keys:
        yield from (value for name, value in metas if name == key)


def _first(metas: tuple[tuple[str, str], ...], keys: tuple[str, ...]) -> str | None:
    return next(_all(metas, keys), None)


def _texts(elements: Iterable[Element]) -> Iterator[str]:
    for _, element in zip(range(_MAX_FOUND), elements, strict=False):
        text = single_spaced(" ".join(element.itertext()))
        if text:
            yield text


def _canonical(root: Element) -> str | None:
    for link in root.iter("link"):
        href = (link.get("href") or "").strip()
        if "canonical" in (link.get("rel") or "").lower().split() and href.startswith(
            ("http://", "https://")
        ):
            return str(href)[:2000]
    return None


def _linked(root: Element) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json") and script.text:
            yield script.text


def _microdata_dates(root: Element) -> Iterator[str]:
    for element in root.xpath('//*[@itemprop="datePublished" or @pubdate]')[:_MAX_FOUND]:
        value = element.get("datetime") or element.get("content") or " ".join(element.itertext())
        yield single_spaced(value)


def _times(root: Element) -> Iterator[str]:
    for _, time in zip(range(_MAX_FOUND), root.iter("time"), strict=False):
        value = single_spaced(time.get("datetime") or "")
        if value:
            yield value


def _bylines(root: Element) -> Iterator[str]:
    """What stands where bylines stand: links to the author, then elements that are called so."""
    linked = root.xpath('//*[@itemprop="author" or contains(concat(" ", @rel, " "), " author ")]')
    yield from (text for text in _texts(linked[:_MAX_FOUND]) if len(text) <= _BYLINE_LENGTH)
    named = [
        one for one in root.iter("p", "div", "span", "a", "address") if _BYLINE.search(one.get("class") or "")
    ]
    texts = [text for text in _texts(named) if len(text) <= _BYLINE_LENGTH]
    # "By Anna Kohl" is a byline for certain; other elements called "author" may be a biography or a menu
    yield from (text for text in texts if _BYLINE_START.match(text))
    yield from (text for text in texts if not _BYLINE_START.match(text))


def single_spaced(text: str) -> str:
    """`text` with every run of white space made one space, no longer than a title or byline can be."""
    return " ".join(text[: 4 * _MAX_TEXT].split())[:_MAX_TEXT]
