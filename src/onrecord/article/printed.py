"""Printed lines put together again: without what the pages repeat, as the paragraphs that they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, pairwise, takewhile

from onrecord import word_list
from onrecord.article.paragraphs import ends

_EDGE = 3  # lines from the top and from the bottom of a page among which headers and footers stand
_SAME_PLACE = 3.0  # points
_REPEATED = 0.6  # share of the pages: a first page, a last one and a picture are without
_SAME_SIZE = 0.06  # share by which letters of one paragraph differ in size
_HEADLINE_WITHIN = 20  # lines: below a letterhead with its addresses, and above quotations set large
_LARGE = 1.15  # times the text's size: a headline
_LEADING = 1.25  # times the usual distance of two lines: more is white space between paragraphs
_USUAL = 0.1  # share of all distances that the smallest usual one has at least
_INDENT = 0.8  # of the letters' size
_SHORT = 0.8  # of a full line
_LETTER = 0.5  # of its size is how wide a letter is, more or less, in all the usual faces
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BULLET = re.compile(r"[•‣▪●○◦■□➢✓·\uf0b7\uf0a7-]\s|[–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.)?\s*(?P<number>\d{1,4})(?:\s*(?:of|/)\s*(?P<total>\d{1,4}))?[-–—|\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_HYPHENS = ("-", "\u2010")
_SOFT_HYPHEN = "\u00ad"
_LABELS = word_list.phrases(
    "press release|news release|media release|press statement|media statement|statement|press communiqué|"
    "communiqué|press note|press notice|news|for immediate release|immediate release|press information|"
    "press information bulletin|media advisory|press advisory|announcement|embargoed|public statement"
)
# Halves of compounds that keep their hyphen ("long-term", "three-year"), but for those with which a word
# that has none may break at a line's end ("in-spection", "un-known", "Mon-day").
_FIRST_HALVES = word_list.words(
    "anti long non quasi self vice well twenty thirty forty fifty sixty seventy eighty ninety"
)
_SECOND_HALVES = word_list.words(
    "backed based elect general hour level minute month owned related scale style term year"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page (from 0): where its first letter stands, in points from the left and the bottom."""

    text: str
    page: int
    x: float
    y: float
    size: float
    is_bold: bool = False


def without_furniture(lines: tuple[Line, ...], pages: int) -> tuple[Line, ...]:
    """Leave out page numbers, and what most of the pages repeat at their top or bottom."""
    edges = _edges(lines, pages)
    enough = max(2, _REPEATED * pages)
    alike: dict[str, list[Line]] = {}
    for line in edges:
        alike.setdefault(_masked(line), []).append(line)
    furniture = {line for group in alike.values() for line in group if _repeats(line, group) >= enough}
    furniture |= _page_numbers(edges, pages)
    return tuple(line for line in lines if line not in furniture)


def headline(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of the first page in the largest letters, where these are larger than the text's."""
    first = [line for line in lines if line.page == 0 and not is_label(line.text)][:_HEADLINE_WITHIN]
    largest = max((line.size for line in first if len(line.text.split()) > 1), default=0.0)
    if largest < _LARGE * _usual_size(lines):
        return ()
    above = list(dropwhile(lambda line: not _are_alike(line.size, largest), first))
    return tuple(takewhile(lambda line: _are_alike(line.size, largest), above))


def is_label(text: str) -> bool:
    """Whether the line only says what kind of paper it is: "PRESS RELEASE", "For immediate release"."""
    return text.strip(" .:*").lower() in _LABELS


def paragraphs(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The text of each paragraph, its lines joined, words that were broken made whole."""
    layout = _Layout(lines)
    known = frozenset(_whole_words(lines))
    grouped: list[list[str]] = []
    for at, line in enumerate(lines):
        if at and layout.goes_on(lines[at - 1], line):
            grouped[-1].append(line.text)
        else:
            grouped.append([line.text])
    return tuple(_joined(group, known) for group in grouped)


class _Layout:
    """How far apart the lines of a paragraph are, and how long its full lines."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._leading = _usual_leading(lines)
        ends_at = sorted(_right(line) for line in lines)
        self._left = min((line.x for line in lines), default=0.0)
        self._full = ends_at[min(len(ends_at) - 1, int(0.9 * len(ends_at)))] - self._left if ends_at else 0.0

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether the following line goes on with the line's paragraph."""
        if _BULLET.match(following.text) or not _are_alike(line.size, following.size):
            return False
        distance = line.y - following.y
        if line.page != following.page or distance <= 0 or line.is_bold != following.is_bold:
            return _flows(line, following)
        if distance > _LEADING * self._leading * line.size:
            return False
        is_indented = following.x - line.x > _INDENT * line.size
        if is_indented and ends(line.text) and not _BULLET.match(line.text):
            return False
        return self._is_full(line, following) or _flows(line, following)

    def _is_full(self, line: Line, following: Line) -> bool:
        """Whether the line had no room for the next word, so that it had to be broken."""
        word = following.text.split(maxsplit=1)[0]
        room = _right(line) - self._left + _LETTER * line.size * (len(word) + 1)
        return room > _SHORT * self._full


def _flows(line: Line, following: Line) -> bool:
    """Whether a sentence visibly goes on."""
    return not ends(line.text) and following.text[0].islower()


def _usual_leading(lines: tuple[Line, ...]) -> float:
    """The smallest usual distance between lines, in sizes of their letters."""
    distances = Counter(
        round((a.y - b.y) / a.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and _are_alike(a.size, b.size) and 0.8 * a.size < a.y - b.y < 3 * a.size
    )
    usual = [d for d, count in distances.items() if count >= _USUAL * distances.total()]
    return min(usual, default=1.2)


def _usual_size(lines: tuple[Line, ...]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _right(line: Line) -> float:
    return line.x + _LETTER * line.size * len(line.text)


def _are_alike(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * max(size, other)


def _edges(lines: tuple[Line, ...], pages: int) -> set[Line]:
    """The lines at the top and at the bottom of their pages."""
    on: list[list[Line]] = [[] for _ in range(pages)]
    for line in lines:
        on[line.page].append(line)
    found: set[Line] = set()
    for page in on:
        page.sort(key=lambda line: line.y)
        found.update(page[:_EDGE], page[-_EDGE:])
    return found


def _repeats(line: Line, group: list[Line]) -> int:
    """On how many pages a line of the group stands where this one stands."""
    return len({other.page for other in group if abs(other.y - line.y) <= _SAME_PLACE})


def _masked(line: Line) -> str:
    return _DIGITS.sub("0", line.text).casefold()


def _page_numbers(edges: set[Line], pages: int) -> set[Line]:
    """Lines that only number the pages: each is as far from the page's own number as the others."""
    found: dict[int, set[Line]] = {}
    for line in edges:
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match and (match["total"] is None or int(match["total"]) >= pages):
            found.setdefault(int(match["number"]) - line.page, set()).add(line)
    sure = (
        lines
        for first, lines in found.items()
        if len({line.page for line in lines}) > 1 or first == pages == 1
    )
    return {line for lines in sure for line in lines}


def _whole_words(lines: tuple[Line, ...]) -> Iterator[str]:
    """The words of the lines, those apart that a line's end may have broken."""
    for line in lines:
        broken = line.text.endswith((*_HYPHENS, _SOFT_HYPHEN))
        words = _WORD.findall(line.text.casefold())
        yield from words[: len(words) - broken]


def _joined(group: list[str], known: frozenset[str]) -> str:
    text = group[0]
    for line in group[1:]:
        text = _join(text, line, known)
    return text.replace(_SOFT_HYPHEN, "")


def _join(text: str, line: str, known: frozenset[str]) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + line
    if not text.endswith(_HYPHENS) or text[-2:-1].isspace() or not line[0].isalnum():
        return f"{text} {line}"
    first = _WORD.findall(text[-100:-1])[-1:]
    second = _WORD.match(line)
    if not first or second is None or _keeps_hyphen(first[0], second[0], known):
        return text + line
    return text[:-1] + line


def _keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether the hyphen is part of the word, so that it does not go with the line's end."""
    if not (first[-1].islower() and second[0].islower()):
        return True
    first, second = first.casefold(), second.casefold()
    if f"{first}-{second}" in known or f"{first}{second}" in known:
        return f"{first}-{second}" in known
    return "-" in first or first in _FIRST_HALVES or second in _SECOND_HALVES
