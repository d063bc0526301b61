"""Questions: all that can be asked of a ledger, and how a person writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onrecord.ledger import amounts, match, typed
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.typed import Days, QuestionError
from onrecord.records import Act, Quotation, SourceKind, StatementType

__all__ = ["AmountAsked", "Days", "Question", "QuestionError", "Sort", "read"]

Sort = Literal["said_at", "published_at", "relevance"]
SORTS: tuple[Sort, ...] = get_args(Sort)
ACTS: tuple[Act, ...] = get_args(Act)
TYPES: tuple[StatementType, ...] = get_args(StatementType)
KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
QUOTATIONS: tuple[Quotation, ...] = get_args(Quotation)
DEED: StatementType = "other"
"""The type that is left out where no type is asked for: a deed reports nothing."""
ALL = "all"
MOST_ENTRIES = 10_000
# Characters of a figure asked for: reading it takes time that grows with their square.
_LONGEST_FIGURE = 200
# Ids of stories are made of these; anything else was meant for another option.
_STORY = re.compile(r"[A-Za-z0-9_.-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; a field that keeps its default asks for nothing. All that is asked has to hold.

    `words` are looked for in contents, in sources and their roles, and in headlines (`match` tells how they
    are written), `who` in sources and roles alone, there also by another name of the same person or body.
    `acts`, `types`, `kinds` and `quotations` are any of these; without `types`, deeds (type "other") stay
    out. `said` and `about_time` are days: what was said, or what it is about, may be longer or shorter than
    they are, and has to share a day with them. `outlets` are names of outlets; one that none has is taken for
    words of a name. `source` is the key of an entity; those that people have made one with it count as it.
    `figure` has to be named in the content. `article` is an article's key, `story` the id of a story or the
    beginning of one (where there is not just one such story, whoever answers raises QuestionError). `as_of`
    is a moment: the answer is what the ledger would have given then.

    `sort` is newest first by when it was said or published (what has no date comes last), or by relevance to
    `words` or `who`. `limit` is how many entries are wanted, `after` goes on behind an earlier answer (its
    `after`). Raises QuestionError where a field cannot be asked.
    """

    words: str = ""
    who: str = ""
    acts: frozenset[Act] = frozenset()
    types: frozenset[StatementType] = frozenset()
    kinds: frozenset[SourceKind] = frozenset()
    quotations: frozenset[Quotation] = frozenset()
    said: Days | None = None
    about_time: Days | None = None
    outlets: tuple[str, ...] = ()
    source: str | None = None
    figure: AmountAsked | None = None
    min_score: float = 0.0
    article: str | None = None
    story: str | None = None
    as_of: str | None = None
    sort: Sort = "said_at"
    limit: int = 50
    after: str | None = None

    def __post_init__(self) -> None:
        match.read(self.words)
        match.read(self.who, "who")
        lists = (("acts", ACTS), ("types", TYPES), ("kinds", KINDS), ("quotations", QUOTATIONS))
        for field, known in lists:
            if getattr(self, field):
                typed.listed(field, ",".join(getattr(self, field)), known)
        for field, stretch in (("said", self.said), ("about_time", self.about_time)):
            if stretch is not None:
                typed.days(field, "..".join(stretch))
        if self.story is not None:
            _story("story", self.story)
        typed.share("min_score", str(self.min_score))
        typed.count("limit", str(self.limit), MOST_ENTRIES)
        if self.as_of is not None:
            typed.moment("as_of", self.as_of)
        if self.sort not in SORTS:
            raise QuestionError("sort", f"{typed.shown(self.sort)} is none of {', '.join(SORTS)}", SORTS[0])
        if self.sort == "relevance" and not (self.words.strip() or self.who.strip()):
            raise QuestionError("sort", "there are no words that anything could be relevant to", SORTS[0])


def read(written: Iterable[tuple[str, str]]) -> Question:
    """The question that options ask, as a person wrote them: ("act", "deny,confirm"), ("said", "2024-10").

    `OPTIONS` are their names. Acts, types, kinds, quotations and outlets can be asked more than once, for any
    of them. Raises QuestionError.
    """
    return Question(**gathered(written, OPTIONS))


Options = Mapping[str, tuple[str, Callable[[str, str], Any]]]
"""Options by their names: which field each fills, and how it is read."""


def gathered(written: Iterable[tuple[str, str]], options: Options) -> dict[str, Any]:
    """The fields that options fill, as a person wrote them. Raises QuestionError."""
    asked: dict[str, Any] = {}
    for option, text in written:
        if option not in options:
            raise QuestionError(option, "there is no such option", f"one of {', '.join(options)}")
        field, reading = options[option]
        found = reading(option, text)
        if field not in asked:
            asked[field] = found
        elif isinstance(found, frozenset):
            asked[field] |= found
        elif isinstance(found, tuple) and type(found) is tuple:
            asked[field] += found
        else:
            raise QuestionError(option, "it is asked twice", "one of the two")
    return asked


def _words(option: str, text: str) -> str:
    match.read(text, option)
    return text


def _outlets(option: str, text: str) -> tuple[str, ...]:
    if not text.strip():
        raise QuestionError(option, "no outlet is named", "Reuters")
    return (text.strip(),)


def _sort(option: str, text: str) -> str:
    if text not in SORTS:
        raise QuestionError(option, f"{typed.shown(text)} is none of {', '.join(SORTS)}", SORTS[0])
    return text


def _figure(option: str, text: str) -> AmountAsked:
    if len(text) > _LONGEST_FIGURE:
        raise QuestionError(option, f"more than {_LONGEST_FIGURE} characters", ">1000 troops")
    return amounts.read(option, text)


def _story(option: str, text: str) -> str:
    if not _STORY.fullmatch(text.strip()):
        raise QuestionError(option, f"{typed.shown(text)} is no id of a story", "s3f0a91c2d4")
    return text.strip()


def _any_of(known: tuple[str, ...], everything: str | None = None) -> Callable[[str, str], frozenset[str]]:
    return lambda option, text: typed.listed(option, text, known, everything=everything)


def _as_it_is(_option: str, text: str) -> str:
    return text.strip()


OPTIONS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "words": ("words", _words),
    "who": ("who", _words),
    "act": ("acts", _any_of(ACTS)),
    "type": ("types", _any_of(TYPES, ALL)),
    "kind": ("kinds", _any_of(KINDS)),
    "quotation": ("quotations", _any_of(QUOTATIONS)),
    "said": ("said", typed.days),
    "about-time": ("about_time", typed.days),
    "outlet": ("outlets", _outlets),
    "source": ("source", _as_it_is),
    "figure": ("figure", _figure),
    "score": ("min_score", typed.share),
    "article": ("article", _as_it_is),
    "story": ("story", _story),
    "as-of": ("as_of", typed.moment),
    "sort": ("sort", _sort),
    "limit": ("limit", lambda option, text: typed.count(option, text, MOST_ENTRIES)),
    "after": ("after", _as_it_is),
}
"""The options by their names: which field of the question each fills, and how it is read."""
