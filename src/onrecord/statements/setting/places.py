"""The places that an article names, with their usual English names.

Listed names count unless they are part of the name of a person or body ("Paris Hilton", "Bank of England");
others where the words beside them say that they are places ("the village of Kamenka", "Bondo County").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.records import Article, Span
from onrecord.statements.reference import gender_of, title
from onrecord.statements.setting import unlisted
from onrecord.statements.setting.mentions import Match, Word, matches, words
from onrecord.statements.setting.place_words import (
    CALENDAR,
    CLUBS,
    DIRECTIONS,
    IN,
    LOCATIVE,
    NAMING,
    OPENING,
    OWNERS,
    PARTIES,
    REGIONS,
)

# Between the names of a list, or of a town and its state.
_LISTING = frozenset({", ", " and ", ", and ", " or "})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, and its usual English name."""

    span: Span
    name: str


def find(article: Article) -> tuple[PlaceMention, ...]:
    """The places named in an article, in order, none over another; people of a place name none."""
    listed = words(article.text)
    found = matches(article.text, listed)
    people = _people(listed, found)
    known = [
        PlaceMention(match.span, match.entry.name)
        for match in found
        if match.entry.name and _names(article.text, listed, found, match, people)
    ]
    taken = {at for match in found for at in range(match.first, match.last + 1)}
    dateline = article.dateline.place if article.dateline else None
    others = [
        PlaceMention(span, name)
        for span, name in unlisted.find(article.text, listed, taken, [each.span for each in known], dateline)
    ]
    return tuple(_apart(sorted(known + others, key=lambda mention: (mention.span.start, -mention.span.end))))


def _apart(mentions: list[PlaceMention]) -> list[PlaceMention]:
    kept: list[PlaceMention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _people(listed: list[Word], found: list[Match]) -> set[str]:
    """The listed names that somebody bears in this article: "Michael Jordan", "Ms Chad", "Sofia Reyes"."""
    return {
        match.entry.name
        for match in found
        if match.entry.name
        and match.first == match.last
        and (_surname(listed, match) or _given(listed, match))
    }


def _before(listed: list[Word], match: Match) -> Word | None:
    """The word with only a space between it and a name."""
    return listed[match.first - 1] if match.first and listed[match.first].glued else None


def _after(listed: list[Word], match: Match) -> Word | None:
    at = match.last + 1
    # Behind a possessive 's another name begins.
    whole = listed[match.last].end == match.span.end
    return listed[at] if whole and at < len(listed) and listed[at].glued else None


def _surname(listed: list[Word], match: Match) -> bool:
    before = _before(listed, match)
    if before is None or not before.capital or before.text in CALENDAR:
        return False
    honorific = title(before.text)
    return gender_of(before.text) is not None or (honorific is not None and honorific.sort == "honorific")


def _given(listed: list[Word], match: Match) -> bool:
    after = _after(listed, match)
    if after is None or not _is_name(after) or title(after.text) is not None:
        return False
    return after.text not in REGIONS | PARTIES and gender_of(listed[match.first].text) is not None


def _names(text: str, listed: list[Word], found: list[Match], match: Match, people: set[str]) -> bool:
    """Whether listed words name the place here."""
    before, after = _before(listed, match), _after(listed, match)
    if _surname(listed, match) or (before and _joins(before, match)):
        return False
    named = after is not None and _is_name(after) and not _begins(found, match.last + 1)
    if after and named and not _stands_alone(after, match, before):
        return False
    if before and before.text == "of" and _owned(listed, match.first - 2):
        return False
    signed = before is not None and before.text.lower() in LOCATIVE
    if match.entry.name in people:
        return before is not None and before.text.lower() in IN
    return signed or not match.entry.ambiguous or match.entry.state or _placed(text, listed, found, match)


def _is_name(word: Word) -> bool:
    """Whether a capital makes a word part of a name: acronyms and the calendar are their own."""
    return word.capital and word.text not in CALENDAR and not (word.text.isupper() and len(word.text) < 4)


def _begins(found: list[Match], at: int) -> bool:
    """Whether the name of a place begins with a word; the matches are in order."""
    place = bisect_left(found, at, key=lambda match: match.first)
    return place < len(found) and found[place].first == at and found[place].entry.name is not None


def _ends(found: list[Match], at: int) -> bool:
    """Whether the name of a place ends with a word."""
    place = bisect_left(found, at, key=lambda match: match.last)
    return place < len(found) and found[place].last == at and found[place].entry.name is not None


def _stands_alone(after: Word, match: Match, before: Word | None) -> bool:
    """As in "London Mayor Sadiq Khan", "Sindh Province": the next word is a title or a sort of place."""
    if after.text in NAMING:
        return False
    if after.text in PARTIES:
        return True
    entitled = title(after.text) is not None or after.text in REGIONS
    clear = after.headline or (before is not None and before.text in ("in", "near"))
    return entitled or (clear and not match.entry.ambiguous)


def _joins(before: Word, match: Match) -> bool:
    """As in "Real Madrid", "Denzel Washington": the word before is part of the name."""
    if before.text in CLUBS:
        return True
    free = before.headline or before.text.isupper() or before.text in DIRECTIONS | CALENDAR
    if not before.capital or free or before.text.lower() in LOCATIVE:
        return False
    if before.opens:
        return before.text not in OPENING and not before.text.endswith(("ing", "ly", "ed"))
    entitled = title(before.text)
    return entitled is None or match.entry.ambiguous


def _owned(listed: list[Word], at: int) -> bool:
    """As in "University of Oxford", "Duke of Sussex", but "City of London", "President of Ukraine"."""
    if at < 0 or not listed[at + 1].glued or not listed[at].capital:
        return False
    return listed[at].text in OWNERS


def _placed(text: str, listed: list[Word], found: list[Match], match: Match) -> bool:
    """Whether an ambiguous name stands beside another place: "Springfield, Illinois", "northern Georgia"."""
    before = _before(listed, match)
    if before and before.text.capitalize() in DIRECTIONS:
        return True
    behind, ahead = listed[match.last].end, listed[match.first].start
    if match.first and _ends(found, match.first - 1):
        return text[listed[match.first - 1].end : ahead] in _LISTING
    after = match.last + 1
    return after < len(listed) and _begins(found, after) and text[behind : listed[after].start] in _LISTING
