"""The names in a byline: "By ANNA KOHL and Ben Okafor, Staff Writers" is two people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from onrecord.article.json_ld import letters

_MAX_LENGTH = 400  # characters of one byline; longer ones are biographies
_MAX_NAME = 60
_MAX_WORDS = 7
_MAX_NAMES = 20
_PREFIX = re.compile(
    r"(?:(?:written|posted|published|reported|reporting|story|words|article|text|contributed|analysis|opinion)"
    r"\s{1,3})?by(?::|\s|$)\s{0,3}|author:\s{0,3}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?[;|/•·\n\t]\s?|,\s|\s(?:and|with|&)\s|\s-\s|\s[–—]\s", re.IGNORECASE)
_TAIL = re.compile(
    # "for the Daily Mail", "in Berlin", "at the White House", "of the AP", "updated 3 May"
    r"\s(?:for|in|at|from|of the|updated|published)\s.*$|\s?\(.*$",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(
    r"\b(?:reporters?|editors?|correspondents?|writers?|staff|columnists?|producers?|analysts?|critics?|bureau|desk|"
    r"contributors?|journalists?|photographers?|head|chief|director|professor|minutes?|read|updated|published)\b",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    letters(name)
    for name in (
        "admin",
        "administrator",
        "editor",
        "webmaster",
        "author",
        "by",
        "guest",
        "user",
        "null",
        "none",
        "unknown",
        "undefined",
        "anonymous",
        "view all posts",
        "profile",
        "follow",
    )
)
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})


def names(written: Iterable[str]) -> tuple[str, ...]:
    """The names in `written`, each once, in order; addresses, roles and "By" are left out."""
    found: dict[str, str] = {}
    for byline in written:
        for name in _split(byline):
            found.setdefault(letters(name), name)
    return tuple(found.values())[:_MAX_NAMES]


def without_outlet(authors: tuple[str, ...], outlets: Iterable[str | None]) -> tuple[str, ...]:
    """`authors` without the outlet's own name: "Daily Example" wrote nothing, somebody there did."""
    own = {letters(outlet).removeprefix("the") for outlet in outlets if outlet}
    return tuple(name for name in authors if letters(name).removeprefix("the") not in own)


def _split(byline: str) -> list[str]:
    text = html.unescape(byline[:_MAX_LENGTH]).strip()
    if len(byline) > _MAX_LENGTH or _is_address(text):
        return []
    if match := _PREFIX.match(text):
        text = text[match.end() :]
    pieces = _rejoin(_BETWEEN.split(text), text)
    return [name for piece in pieces if (name := _name(piece))]


def _rejoin(pieces: list[str], whole: str) -> list[str]:
    """Undo splits that cut one name: "Lee, Jr.", "Ministry of Health and Welfare"."""
    joined: list[str] = []
    for piece in pieces:
        if joined and letters(piece) in _GENERATION:
            joined[-1] = f"{joined[-1]} {piece.strip()}"
        else:
            joined.append(piece)
    one_word = [piece for piece in joined if len(piece.split()) == 1]
    # "Health and Welfare": a half of one word is no person's full name, unless all are ("Batsheva and Koh")
    if one_word and len(one_word) < len(joined) and " and " in whole and "," not in whole:
        return [whole]
    return joined


def _name(piece: str) -> str | None:
    text = " ".join(_TAIL.sub("", f" {piece} ").split()).strip(" ,.:*-–—")
    if match := _PREFIX.match(text):
        text = text[match.end() :]
    if not text or len(text) > _MAX_NAME or len(text.split()) > _MAX_WORDS or _is_address(text):
        return None
    if letters(text) in _NO_NAME or not letters(text) or _ROLE.search(text) or any(map(str.isdigit, text)):
        return None
    return text


def _is_address(text: str) -> bool:
    start = text.lower()
    return "://" in start or start.startswith(("www.", "@", "/")) or ("@" in start and " " not in start)
