"""Drafts of topics: what a person writes of a topic, and whether it can be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.desk import names
from onrecord.desk.file import DeskError

MOST_PAIRS = 50
LONGEST_ASKED = 8_000
"""Characters of all options and texts of a topic."""
MOST_FEEDS = 50
LONGEST_FEED = 2_000
LONGEST_OPTION = 40
_ADDRESS = re.compile(r"https?://[^/\s]\S*", re.IGNORECASE)


class DraftError(DeskError):
    """What is written cannot be a topic: the message begins with the part that is wrong."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A topic as a person writes it. `asked` are pairs of option and text; `key` None: made of the name."""

    name: str
    asked: tuple[tuple[str, str], ...] = ()
    feeds: tuple[str, ...] = ()
    is_public: bool = False
    key: str | None = None


def checked(draft: Draft) -> Draft:
    """The draft as it is kept. Raises DraftError, whose message names the part: "name: …"."""
    return replace(
        draft,
        name=checked_name(draft.name),
        asked=checked_asked(draft.asked),
        feeds=checked_feeds(draft.feeds),
        key=_checked_key(draft.key),
    )


def checked_name(name: str) -> str:
    """A name in one line, 1 to 100 characters. Raises DraftError."""
    shown = names.cleaned(name)
    if not shown or not names.key(shown):
        raise DraftError("name: there is none: write one")
    if len(shown) > names.LONGEST:
        raise DraftError(f"name: it has more than {names.LONGEST} characters: write a shorter one")
    return shown


def checked_asked(asked: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of an option and its text, without control characters. What they mean is for the ledger to say.

    Raises DraftError where there are too many or they are too long.
    """
    pairs = tuple((names.visible(option), names.visible(text)) for option, text in asked)
    if len(pairs) > MOST_PAIRS:
        raise DraftError(f"asked: there are more than {MOST_PAIRS} options: ask for less")
    if sum(len(option) + len(text) for option, text in pairs) > LONGEST_ASKED:
        raise DraftError(f"asked: there are more than {LONGEST_ASKED:,} characters: ask for less")
    for option, _ in pairs:
        if not option.strip() or len(option) > LONGEST_OPTION:
            raise DraftError(f"asked: {option[:LONGEST_OPTION]!r} is no option: name one")
    return pairs


def checked_feeds(feeds: Iterable[str]) -> tuple[str, ...]:
    """Addresses of feeds, each once. Raises DraftError where one is no address of the web."""
    found = tuple(dict.fromkeys(names.visible(feed).strip() for feed in feeds))
    if len(found) > MOST_FEEDS:
        raise DraftError(f"feeds: there are more than {MOST_FEEDS}: make two topics of it")
    for feed in found:
        if len(feed) > LONGEST_FEED or not _ADDRESS.fullmatch(feed):
            raise DraftError(f"feeds: {feed[:100]!r} is no address of a feed: write https://…")
    return found


def _checked_key(key: str | None) -> str | None:
    if key is None:
        return None
    if not names.is_slug(key):
        raise DraftError(f"key: {key[:100]!r} is none: small letters, digits and hyphens, or leave it out")
    return key
