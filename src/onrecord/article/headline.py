"""Which of a page's titles is the headline."""

from __future__ import annotations

import re

from onrecord.article.head import PageHead
from onrecord.article.json_ld import LinkedArticle, letters

# "Headline | Daily Example", "Headline - Daily Example", "Headline * Daily Example * by Anna Kohl"
_SEPARATOR = re.compile(r"\s[|\-–—·•*:«»]\s")


def choose(head: PageHead, linked: LinkedArticle | None) -> str | None:
    """The title that most of the page's places agree on; in a draw the one that readers see, the h1.

    Pages give other titles to search engines (`title`) and to social networks (`og:title`). Where the latter
    is only the headline made shorter, word for word, it is taken: that is the editors' own short form.
    """
    h1s = _likely_h1s(head, linked)
    given = [
        title for title in (*h1s, linked.headline if linked else None, head.og_title, head.title) if title
    ]
    if not given:
        return None
    titles = [_without_outlet(title, given, head.outlet) for title in given]
    votes = [sum(letters(other) == letters(title) for other in titles) for title in titles]
    best = titles[votes.index(max(votes))]
    short = _without_outlet(head.og_title, given, head.outlet) if head.og_title else ""
    return short if _is_shorter_form(short, best) else best


def _likely_h1s(head: PageHead, linked: LinkedArticle | None) -> tuple[str, ...]:
    """The h1 of the report, by the words it shares with other titles: pages have more ("Log in")."""
    others = " ".join(
        title for title in (linked.headline if linked else None, head.og_title, head.title) if title
    )
    known = set(_words(others))
    if not known:
        return head.h1s[:1]
    ranked = sorted(head.h1s, key=lambda h1: -_shared(h1, known))
    return tuple(h1 for h1 in ranked[:1] if _shared(h1, known) >= 0.3)


def _shared(title: str, known: set[str]) -> float:
    words = _words(title)
    return sum(word in known for word in words) / len(words) if words else 0.0


def _without_outlet(title: str, others: list[str], outlet: str | None) -> str:
    """Cut what follows a separator, where the rest is a title of its own or what is cut is the outlet."""
    known = {letters(other) for other in others}
    name = letters(outlet).removeprefix("the")
    for cut in _SEPARATOR.finditer(title):
        before, after = title[: cut.start()], letters(title[cut.end() :]).removeprefix("the")
        if letters(before) in known or (
            name and after and (after.startswith(name) or name.startswith(after))
        ):
            return before
    return title


def _is_shorter_form(short: str, long: str) -> bool:
    """Whether `short` is `long` with words left out, the order kept, and still most of it."""
    few, many = _words(short), iter(_words(long))
    return len(few) >= 4 and letters(short) != letters(long) and all(word in many for word in few)


def _words(title: str) -> list[str]:
    return [word for word in map(letters, title.split()) if word]
