"""What a page says of itself in JSON-LD: schema.org's NewsArticle and its kin.

All of it is hostile until shown otherwise: broken, nested without end, lists where strings belong.
Parsed JSON stays `object` and is narrowed where it is used.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Whole @graph dumps of news pages have some hundred nodes.
_MAX_NODES = 20_000
_MAX_AUTHORS = 30
_RANKS = {"newsarticle": 0, "article": 1, "blogposting": 1, "report": 1, "webpage": 4, "liveblogposting": 1}
_NO_ARTICLE = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedArticle:
    """The article as its JSON-LD has it; texts are unescaped, nothing else is done to them."""

    headline: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    description: str | None
    body: str | None
    url: str | None
    rank: int  # 0 for NewsArticle and its sub-types, more for what is less surely the report

    @property
    def is_article(self) -> bool:
        """Whether it is an article and not merely the page that holds one."""
        return self.rank < _RANKS["webpage"]


def find(scripts: Iterable[str], *, url: str | None, titles: frozenset[str]) -> tuple[LinkedArticle, ...]:
    """The articles in the page's JSON-LD `scripts`, the page's own first.

    A page often carries its related articles as well: the one with the page's `url` or one of its `titles`
    (letters and digits only, see `letters`) comes first, then the nearest to the top.
    """
    nodes = [node for script in scripts for node in _nodes(_parse(script))]
    known = {identity: node for node in nodes if (identity := _text(node.get("@id"))) and len(node) > 1}
    found = [_article(node, known) for node in nodes if _rank(node) != _NO_ARTICLE]
    return tuple(sorted(found, key=lambda article: _order(article, url, titles)))


def letters(text: str | None) -> str:
    """Only the letters and digits of `text`, case folded: for comparing what is typeset differently."""
    return "".join(character for character in text or "" if character.isalnum()).casefold()


def _order(article: LinkedArticle, url: str | None, titles: frozenset[str]) -> tuple[int, bool, bool]:
    same_url = bool(url and article.url and _bare(article.url) == _bare(url))
    return article.rank, letters(article.headline) not in titles, not same_url


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rstrip("/").partition("://")[2]


def _parse(script: str) -> object:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//").strip().removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//")
    try:
        # strict=False: line breaks inside strings are common and harmless
        parsed: object = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None
    return parsed


def _nodes(parsed: object) -> Iterator[dict[str, object]]:
    """All objects in `parsed`, nearest to the top first; without recursion, however deep it is."""
    level: list[object] = [parsed]
    seen = 0
    while level and seen < _MAX_NODES:
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                seen += 1
                yield value
                below.extend(child for child in value.values() if isinstance(child, dict | list))
            elif isinstance(value, list):
                seen += 1
                below.extend(child for child in value if isinstance(child, dict | list))
        level = below


def _rank(node: dict[str, object]) -> int:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return min((_rank_of(name) for name in names if isinstance(name, str)), default=_NO_ARTICLE)


def _rank_of(name: str) -> int:
    lowered = name.rpartition("/")[2].lower()
    if lowered.endswith("newsarticle"):  # ReportageNewsArticle, AnalysisNewsArticle, OpinionNewsArticle ...
        return 0
    return _RANKS.get(lowered, _RANKS["article"] if lowered.endswith("article") else _NO_ARTICLE)


def _article(node: dict[str, object], known: dict[str, dict[str, object]]) -> LinkedArticle:
    return LinkedArticle(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        authors=tuple(_names(node.get("author") or node.get("creator"), known))[:_MAX_AUTHORS],
        outlet=next(_names(node.get("publisher"), known), None),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        description=_text(node.get("description")),
        body=_text(node.get("articleBody")),
        url=_text(node.get("url")) or _identity(node.get("mainEntityOfPage")),
        rank=_rank(node),
    )


def _names(value: object, known: dict[str, dict[str, object]]) -> Iterator[str]:
    """The names of those in `value`: a string, an object, a reference, or a list of them."""
    values = value[:_MAX_AUTHORS] if isinstance(value, list) else [value]
    for one in values:
        name = _name(one, known)
        if name:
            yield name


def _name(value: object, known: dict[str, dict[str, object]]) -> str | None:
    if not isinstance(value, dict):
        return _text(value)
    name = _text(value.get("name")) or _text(value.get("byline")) or _given_and_family(value)
    if name:
        return name
    referred = known.get(_text(value.get("@id")) or "")
    if referred is None:
        return None
    return _text(referred.get("name")) or _given_and_family(referred)


def _given_and_family(value: dict[str, object]) -> str | None:
    given, family = _text(value.get("givenName")), _text(value.get("familyName"))
    return f"{given} {family}" if given and family else None


def _identity(value: object) -> str | None:
    return _text(value.get("@id")) or _text(value.get("url")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    """A string, or the first of a list of them; unescaped, for many pages escape twice."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), None)
    if not isinstance(value, str):
        return None
    return html.unescape(value).strip() or None
