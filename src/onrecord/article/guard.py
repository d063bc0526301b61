"""A look at a page's markup before any parser gets it: size, number of tags, depth.

One pass over the text, never back: its time grows with the length and with nothing else. The depth is
that of the tree a parser would build, so elements without an end tag (`<br>`, an unclosed `<p>`
or `<li>`) do not add up.
"""

from __future__ import annotations

import re

from onrecord.errors import Refused
from onrecord.word_list import words

# The longest of the news pages looked at has 1.7 million characters; 20 million is also where
# trafilatura stops.
MAX_CHARACTERS = 20_000_000
# News pages have 1,000 to 10,000 tags; reading takes about a millisecond for ten of them.
MAX_TAGS = 100_000
# libxml2 drops everything below its 255th level, html and body counted. News pages are 20 to 40 deep.
MAX_DEPTH = 240

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/><]{0,60}))")
_COMMENT_END = re.compile("-->")
_VOID = words(
    "area base br col embed hr img input link meta param source track wbr frame basefont bgsound keygen"
)
# Elements whose inside is no markup: everything up to their end tag is skipped.
_RAW_ENDS = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")
}
# An opening tag closes an open one of its group when nothing else stands between (HTML standard,
# "optional tags").
_GROUPS = (
    frozenset({"p"}),
    frozenset({"li"}),
    frozenset({"dt", "dd"}),
    frozenset({"option", "optgroup"}),
    frozenset({"td", "th"}),
    frozenset({"tr", "td", "th"}),
    frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"}),
    frozenset({"a"}),
)
_CLOSED_BY = {
    "p": _GROUPS[0],
    "li": _GROUPS[1] | _GROUPS[0],
    "dt": _GROUPS[2] | _GROUPS[0],
    "dd": _GROUPS[2] | _GROUPS[0],
    "option": _GROUPS[3],
    "optgroup": _GROUPS[3],
    "td": _GROUPS[4] | _GROUPS[0],
    "th": _GROUPS[4] | _GROUPS[0],
    "tr": _GROUPS[5] | _GROUPS[0],
    "thead": _GROUPS[6] | _GROUPS[0],
    "tbody": _GROUPS[6] | _GROUPS[0],
    "tfoot": _GROUPS[6] | _GROUPS[0],
    "a": _GROUPS[7],
}
# Block elements close an open paragraph.
_CLOSES_P = words(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main "
    "nav ol pre section table ul"
)
# Formatting that a new block cuts off: an unclosed <b> in a paragraph does not outlive it in the tree.
_INLINE_LOOK = 8  # levels; without a bound, many tags in deep formatting would take time squared
_INLINE = words("a b big code em font i s small span strike strong tt u")


def check(html: str) -> None:
    """Raise `Refused` where `html` is larger, busier or deeper than a news page can be."""
    if len(html) > MAX_CHARACTERS:
        raise _refused(f"the page has {len(html):,} characters, more than {MAX_CHARACTERS:,}")
    open_tags = _OpenTags()
    position = tags = 0
    while match := _TAG.search(html, position):
        position = match.end()
        if match[1]:
            position = _after(_COMMENT_END, html, position)
            continue
        tags += 1
        if tags > MAX_TAGS:
            raise _refused(f"the page has more than {MAX_TAGS:,} tags")
        name = match[3].lower()
        if match[2]:
            open_tags.close(name)
        elif name in _RAW_ENDS:
            position = _after(_RAW_ENDS[name], html, position)
        elif name not in _VOID:
            open_tags.open(name)


class _OpenTags:
    """The elements open at one place of the page, innermost last."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._count: dict[str, int] = {}

    def open(self, name: str) -> None:
        self._close_implied(name)
        self._names.append(name)
        self._count[name] = self._count.get(name, 0) + 1
        if len(self._names) > MAX_DEPTH:
            raise _refused(f"the page's elements are nested more than {MAX_DEPTH} deep")

    def close(self, name: str) -> None:
        """Close the innermost open `name` and what stands open in it; a stray end tag closes nothing."""
        if self._count.get(name):
            while self._pop() != name:
                pass

    def _close_implied(self, name: str) -> None:
        closed = _CLOSED_BY.get(name) or (_GROUPS[0] if name in _CLOSES_P else None)
        if closed is None:
            return
        inner = len(self._names)
        for inline in reversed(self._names[-_INLINE_LOOK:]):
            if inline in closed or inline not in _INLINE:
                break
            inner -= 1
        if inner and self._names[inner - 1] in closed:
            while len(self._names) >= inner:
                self._pop()
            self._close_implied(name)

    def _pop(self) -> str:
        name = self._names.pop()
        self._count[name] -= 1
        return name


def _after(mark: re.Pattern[str], html: str, position: int) -> int:
    """Where `mark` ends behind `position`, or the end of the page: what is never closed hides the rest."""
    found = mark.search(html, position)
    return found.end() if found else len(html)


def _refused(reason: str) -> Refused:
    return Refused("article", reason, "cut the page down to the report, or give the report as plain text")
