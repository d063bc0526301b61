"""Which blocks of a page are the report: trafilatura's choice, checked against the page and mended.

trafilatura finds the right place on nearly every page, but drops single paragraphs (short ones, ones with
many links) and picks up what follows the report. Both show in the page's own structure: the paragraphs of a
report stand in one element and are made alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from onrecord.article import furniture
from onrecord.article.blocks import Block, Blocks
from onrecord.article.json_ld import letters

# Share of the report's characters that its element must hold. Below 0.8 a report in two halves loses one;
# above 0.95 one stray line at the foot of the page makes the whole page the report.
_HOME_SHARE = 0.85
# A kind of paragraph is the report's where it holds this share of its characters.
_KIND_SHARE = 0.08
_SHINGLE = 4  # words; fewer match by chance, more miss paragraphs that were cut differently
_COVERED = 0.75  # share of a block's shingles
_MAX_LINKS = 0.5  # share of characters in links; menus are near 1, most paragraphs below 0.3
_ALL_LINK = 0.97  # a sentence among a report's paragraphs may be nearly all link
# What a mend may take away, as a share of the characters found; where it is more, the mend is wrong.
_MAX_LOSS = 0.25
_MAX_RELATED = 20  # headings looked at; each costs a look at the whole report
_MIN_REPEAT = 20  # letters; "Yes." may be said twice
_MIN_QUOTE = 3  # runs of words, 6 words
_REPEATED = 0.85  # share of a pull quote's runs that stand in the body; editors shorten
_MAX_CAPTION = 200  # characters
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[\"”»]$")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MAX_HEADING = 150  # characters
# Lines that stand among the paragraphs of pages and that nobody would copy; what `furniture` has for pasted
# texts is used as well.
_LABEL = re.compile(
    r"(?:recommended videos?|article content|opens (?:in )?new (?:tab|window)|please log ?in)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\bsign(?:ing)? up (?:for|to)\b.{0,80}\b(?:newsletters?|alerts?)\b"
    r"|\b(?:earn|receive) (?:an? |us an? )?(?:affiliate )?commission\b|\bour free .{0,20}newsletter\b"
    r"|\bfollow \w+ on google news\b|^(?:click|tap) here (?:to|for)\b|^subscribe now to\b"
    r"|^(?:create an account|log in|sign in) or (?:create an account|log in|sign in|subscribe)\b",
    re.IGNORECASE,
)
_MAX_LABEL = 60
_MAX_NOTICE = 260
_CREDIT = re.compile(
    r"(?:additional )?(?:reporting|writing|editing|compiled|edited|written) by\b"
    r"|additional reporting (?:from|by)\b|with (?:inputs?|files|reporting) from\b"
    r"|.{0,400}\bcontributed to this report\b"
    r"|.{0,80}\breported from\b",
    re.IGNORECASE,
)
_MAX_CREDIT = 400


@dataclass(frozen=True, slots=True)
class Report:
    """The report's blocks in the order of reading; `credits` are its closing lines of who worked on it."""

    lead: tuple[Block, ...]  # blocks before the first of the body, where a standfirst may stand
    blocks: tuple[Block, ...]
    credits: tuple[Block, ...]


def choose(blocks: Blocks, extracted: str, linked_body: str | None, headline: str | None) -> Report:
    """The report among the blocks of `blocks`.

    `extracted` is trafilatura's text, lines as it makes them; `linked_body` the articleBody of JSON-LD;
    a block that repeats the `headline` is no body.
    """
    known = _Shingles([*extracted.split("\n"), *(linked_body or "").split("\n")])
    usable = [block for block in blocks.row if _is_usable(block, headline)]
    main = [block for block in usable if known.cover(block.text)] or [
        block for block in usable if reads_as_prose(block) and block.aside_in < 0
    ]
    if not main:
        return Report((), (), ())
    inside = _inside(blocks, main)
    around = _around(blocks, min(inside))
    main = _without_strays(main, inside, around)
    main = _lose_little(main, [block for block in main if block.aside_in < 0 or block.aside_in in around])
    end = _related_from(blocks, main)
    main = [block for block in main if block.order < end]
    chosen = _once(_mend([block for block in usable if block.order < end], main, inside, around))
    chosen = _lose_little(chosen, _without_pull_quotes(chosen))
    chosen = _lose_little(chosen, [block for block in chosen if not _is_bare_caption(block)])
    chosen = _lose_little(chosen, [block for block in chosen if block.link_share < _ALL_LINK])
    chosen = _lose_little(chosen, _without_promoting_lists(blocks, chosen))
    return _report(blocks, chosen, around)


def _report(blocks: Blocks, chosen: list[Block], around: frozenset[int]) -> Report:
    first = min((block.order for block in chosen if block.tag not in _HEADINGS), default=0)
    before = (block for block in blocks.row if block.order < first)
    lead = tuple(block for block in before if block.aside_in < 0 or block.aside_in in around)
    body, credit = _split_credits([block for block in chosen if block.order >= first])
    return Report(lead, tuple(body), tuple(credit))


def is_heading(block: Block) -> bool:
    """Whether the block is a subheading: by its tag, or a short line all in bold that is no sentence."""
    if block.tag in _HEADINGS:
        return True
    short = len(block.text) <= _MAX_HEADING
    return short and block.bold_share > 0.95 and not _SENTENCE_END.search(block.text)


def _is_usable(block: Block, headline: str | None) -> bool:
    if block.tag == "h1" or block.is_caption or block.is_embed or not letters(block.text):
        return False
    if block.tag in _HEADINGS and len(block.text) > 2 * _MAX_HEADING:
        return False
    return not _is_furniture(block.text) and letters(block.text) != letters(headline)


def _is_furniture(text: str) -> bool:
    if furniture.kind(text) not in (None, "credit-line"):
        return True
    if len(text) <= _MAX_LABEL and _LABEL.match(text):
        return True
    return len(text) <= _MAX_NOTICE and bool(_NOTICE.search(text))


def reads_as_prose(block: Block, *, max_links: float = _MAX_LINKS) -> bool:
    """Whether the block is a sentence or more, and not a link or a heading."""
    return (
        len(block.text) >= 40
        and block.link_share < max_links
        and bool(_SENTENCE_END.search(block.text))
        and block.tag not in _HEADINGS
    )


def _inside(blocks: Blocks, main: list[Block]) -> frozenset[int]:
    """The numbers of the report's element, the deepest with most of its characters, and of all in it."""
    held: Counter[int] = Counter()
    for block in main:
        number = block.home
        while number >= 0:
            held[number] += len(block.text)
            number = blocks.parents[number]
    enough = _HOME_SHARE * sum(len(block.text) for block in main)
    # numbers grow from the outside in, so of the elements that hold enough the greatest is the deepest
    within = {max(number for number, size in held.items() if size >= enough)}
    for number in range(min(within) + 1, len(blocks.parents)):
        if blocks.parents[number] in within:
            within.add(number)
    return frozenset(within)


def _around(blocks: Blocks, home: int) -> frozenset[int]:
    """The numbers of `home` and of all elements around it: called asides or not, they hold the report."""
    around = {home}
    while (home := blocks.parents[home]) >= 0:
        around.add(home)
    return frozenset(around)


def _kinds(main: Iterable[Block]) -> frozenset[str]:
    """The signatures that hold a good part of the report."""
    sizes: Counter[str] = Counter()
    for block in main:
        if block.tag not in _HEADINGS and not block.in_list:
            sizes[block.signature] += len(block.text)
    enough = _KIND_SHARE * sum(sizes.values())
    return frozenset(kind for kind, size in sizes.items() if size >= enough)


def _lose_little(before: list[Block], after: list[Block]) -> list[Block]:
    """`after`, unless too much of `before` would be lost."""
    size = sum(len(block.text) for block in before)
    return after if sum(len(block.text) for block in after) >= (1 - _MAX_LOSS) * size else before


def _without_strays(main: list[Block], inside: frozenset[int], around: frozenset[int]) -> list[Block]:
    """Leave out what stands outside the report's element, unless it is made like the report's paragraphs."""
    kinds = _kinds(block for block in main if block.home in inside)
    first = min(block.order for block in main if block.home in inside)
    return [
        block
        for block in main
        if block.home in inside
        or block.signature in kinds
        or (
            block.order < first and reads_as_prose(block) and (block.aside_in < 0 or block.aside_in in around)
        )
    ]


def _related_from(blocks: Blocks, main: list[Block]) -> int:
    """The order of a heading such as "More from The Example", behind which other reports are shown.

    Where paragraphs made like the report's follow, it only interrupts the report.
    """
    headings = (
        block
        for block in blocks.row[main[0].order :]
        if block.tag in _HEADINGS and furniture.kind(block.text) == "related-link"
    )
    for heading in islice(headings, _MAX_RELATED):
        before = [block for block in main if block.order < heading.order]
        kinds = _kinds(before)
        goes_on = any(block.order > heading.order and block.signature in kinds for block in main)
        if not goes_on and _lose_little(main, before) is before:
            return heading.order
    return len(blocks.row)


def _is_bare_caption(block: Block) -> bool:
    """Whether a line under a picture is a caption, though no markup says so: it is no sentence."""
    return (
        block.after_image
        and block.tag not in _HEADINGS
        and len(block.text) <= _MAX_CAPTION
        and block.bold_share < 0.5
        and not _SENTENCE_END.search(block.text)
    )


def _without_promoting_lists(blocks: Blocks, chosen: list[Block]) -> list[Block]:
    """Leave out lists with an item such as "Sign up to our newsletter": the other items advertise as well."""
    promoting = {
        _list_of(blocks, block) for block in blocks.row if block.in_list and _is_furniture(block.text)
    }
    return [block for block in chosen if not block.in_list or _list_of(blocks, block) not in promoting]


def _list_of(blocks: Blocks, block: Block) -> int:
    return blocks.parents[block.home] if block.tag in ("li", "dd", "dt") else block.home


def _mend(
    usable: list[Block], main: list[Block], inside: frozenset[int], around: frozenset[int]
) -> list[Block]:
    """Put back what was lost in the report's element, and drop lists that are not prose."""
    kinds = _kinds(main)
    alike = frozenset((block.tag, block.class_words) for block in main if block.signature in kinds)
    orders = {block.order for block in main}
    first, last = min(orders), max(orders)
    chosen = []
    for block in usable:
        kept = block.order in orders
        if not kept and block.home in inside and (block.aside_in < 0 or block.aside_in in around):
            is_alike = block.signature in kinds or (block.tag, block.class_words) in alike
            kept = _belongs(block, is_alike=is_alike, between=first < block.order < last)
        if kept and (not block.in_list or _SENTENCE_END.search(block.text)):
            chosen.append(block)
    return chosen


def _belongs(block: Block, *, is_alike: bool, between: bool) -> bool:
    if block.tag in _HEADINGS:
        return between and block.link_share < _MAX_LINKS
    if block.in_list or not is_alike:
        return False
    if between and block.link_share < _MAX_LINKS:
        return True
    return reads_as_prose(block) or (between and reads_as_prose(block, max_links=_ALL_LINK))


def _once(blocks: list[Block]) -> list[Block]:
    """Each text once: of equal paragraphs the first."""
    seen: set[str] = set()
    once = []
    for block in blocks:
        key = letters(block.text)
        if len(key) < _MIN_REPEAT or key not in seen:
            once.append(block)
        seen.add(key)
    return once


def _without_pull_quotes(blocks: list[Block]) -> list[Block]:
    """Leave out what only repeats a sentence of another paragraph."""
    runs = {block.order: frozenset(_runs(block.text)) for block in blocks}
    held = Counter(run for one in runs.values() for run in one)
    quotes = set()
    # the shortest first, and what is taken out no longer counts: of two nearly equal ones the longer stays
    for block in sorted(blocks, key=lambda block: len(block.text)):
        own = runs[block.order]
        if len(own) >= _MIN_QUOTE and sum(held[run] > 1 for run in own) >= _REPEATED * len(own):
            quotes.add(block.order)
            held.subtract(own)
    return [block for block in blocks if block.order not in quotes]


def _split_credits(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Take the closing lines "Reporting by ...; editing by ..." off, and headings that nothing follows."""
    body = list(blocks)
    credit: list[Block] = []
    while body and (is_heading(body[-1]) or is_credit(body[-1].text) or not _has_words(body[-1].text)):
        block = body.pop()
        if is_credit(block.text):
            credit.insert(0, block)
    return (body, credit) if body else (list(blocks), [])


def is_credit(text: str) -> bool:
    """Whether the line says who worked on the report and nothing else."""
    if furniture.kind(text) == "credit-line":
        return True
    return len(text) <= _MAX_CREDIT and bool(_CREDIT.match(text.lstrip("([—–-_ ")))


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


class _Shingles:
    """The runs of words in known lines; says of a block whether it is among them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: set[str] = set()
        self._runs: set[tuple[str, ...]] = set()
        for line in lines:
            self._lines.add(letters(line))
            self._runs.update(_runs(line))

    def cover(self, text: str) -> bool:
        """Whether `text` is one of the lines, or nearly all of it stands in them."""
        if letters(text) in self._lines:
            return True
        runs = _runs(text)
        return bool(runs) and sum(run in self._runs for run in runs) >= _COVERED * len(runs)


def _runs(text: str) -> list[tuple[str, ...]]:
    words = [letters(word) for word in text.split()]
    return [tuple(words[index : index + _SHINGLE]) for index in range(len(words) - _SHINGLE + 1)]
