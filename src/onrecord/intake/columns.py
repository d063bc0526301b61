"""Which column of a spreadsheet holds what, told from the headings that people give."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.errors import Refused
from onrecord.word_list import phrases

# By column the usual headings, the surest first: "claimant" before "author", "speaker" before "source". Case,
# punctuation, numbers and camelCase are levelled first ("claimReview[0].publisher.name").
_NAMES = {
    column: tuple(listed.split("|"))
    for column, listed in {
        "content": (
            "claim reviewed|claim|claims|claim text|claims text|the claim|claim content|statement"
            "|statements|statement text|quote|quotes|quotation|quote text|quoted text|verbatim|assertion"
            "|allegation|what was said|what they said|what is said|what|said|content|text"
        ),
        "source": (
            "claimant|claim claimant|claims claimant|item reviewed author name|item reviewed author"
            "|claim author|claim author name|claim source|speaker|speakers|speaker name|said by"
            "|claimed by|stated by|made by|statement by|quote by|attributed to|who said it|who said|who"
            "|source|sources|source name|person|politician|author|by|name"
        ),
        "role": (
            "role|speaker role|source role|speaker title|speaker s job title|speaker job title|job title"
            "|job|position|office|function|occupation|speaker position|affiliation"
        ),
        "said_at": (
            "claim date|claims claim date|date of claim|claimed on|said on|said at|date said"
            "|statement date|date of statement|stated on|quote date|date of quote|when|when said|date|day"
        ),
        "published_at": (
            "published at|published on|published|date published|publication date|pub date|article date"
            "|date of publication|review date|claim review review date|claims claim review review date"
        ),
        "url": (
            "url|link|source url|source link|url of source|link to source|claim url|claim link|appearance"
            "|appearances|appearance url|claim appearance|first appearance|article url|article link"
            "|original url|original link|permalink|web address|address|claim review url"
            "|claims claim review url|review url"
        ),
        "archive_url": (
            "archive|archive url|archive link|archived|archived url|archived link|archived at"
            "|archive copy|wayback|wayback url|wayback link|wayback machine|perma|perma link"
        ),
        "outlet": (
            "outlet|news outlet|media outlet|publisher|publisher name|publication|newspaper|medium|media"
            "|broadcaster|where|site|website|claim review publisher name"
            "|claims claim review publisher name|claim review publisher site"
        ),
        "headline": (
            "headline|title|article title|article headline|page title|review title|claim review title"
            "|claims claim review title"
        ),
        "id": ("id|claim id|statement id|quote id|row id|uid|uuid|key"),
    }.items()
}
# In data about fact checks "author" is who checked, not who claimed, unless another column says who checked.
_CHECKED = phrases("claim reviewed")
_CHECKERS = phrases(
    "publisher|publisher name|reviewer|reviewed by|checker|fact checker|fact checked by|checked by"
    "|organisation|organization|claim review publisher name|claim review author|review author|outlet"
)
# Cells that people fill in where they know nothing.
_NOTHING = phrases("-|–|—|--|?|n/a|n.a.|na|none|null|nil|unknown|tbd|#n/a|nan")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 10
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column that is read, None where there is none. `headings` are all, each once."""

    headings: tuple[str, ...]
    content: int
    source: int | None
    role: int | None
    said_at: int | None
    published_at: int | None
    url: int | None
    archive_url: int | None
    outlet: int | None
    headline: int | None
    id: int | None

    def count(self) -> int:
        """How many columns are known."""
        return sum(getattr(self, name) is not None for name in _NAMES)

    def heading(self, place: int) -> str:
        """What a column is called, also one behind the last heading."""
        return self.headings[place] if place < len(self.headings) else f"column {place + 1}"


def recognise(cells: Sequence[str]) -> Columns | None:
    """The columns that some headings name; None where none of them is of what was said."""
    levelled = [_levelled(cell) for cell in cells]
    places = {name: _place(levelled, names) for name, names in _NAMES.items()}
    content = places.pop("content")
    if content is None:
        return None
    source = places["source"]
    if source is not None and levelled[source] == "author" and _is_checker(levelled, content):
        places["source"] = None
    return Columns(tuple(_each_once(cells)), content, **places)


def find(rows: Iterable[Sequence[str]]) -> tuple[int, Columns] | None:
    """The row with the headings, from 0, and its columns: of the first ten the one that names most.

    Above it many a sheet has a title, a date, a word of explanation.
    """
    found = [
        (number, columns)
        for number, cells in zip(range(_LOOKED_AT), rows, strict=False)
        if (columns := recognise(cells))
    ]
    return max(found, key=lambda each: (each[1].count(), -each[0]), default=None)


def refusal(rows: Iterable[Sequence[str]]) -> Refused:
    """Why a sheet without a column of claims is not read: with the headings that it has."""
    first = next((cells for cells in rows if any(cell.strip() for cell in cells)), ())
    headings = [" ".join(cell.split())[:40] for cell in first if cell.strip()]
    shown = ", ".join(headings[:_SHOWN]) + (", ..." if len(headings) > _SHOWN else "")
    return Refused(
        "intake",
        f"no column of claims; its headings are: {shown or 'none'}",
        "call one column claim, statement or quote; read are also speaker, role, date, url, archive, outlet, "
        "headline and id",
    )


def known(cell: str) -> str | None:
    """What a cell says, None where it is empty or says that nothing is known."""
    text = cell.strip()
    return None if text.lower() in _NOTHING else text or None


def _place(levelled: Sequence[str], names: Iterable[str]) -> int | None:
    return next((levelled.index(name) for name in names if name in levelled), None)


def _is_checker(levelled: Sequence[str], content: int) -> bool:
    return levelled[content] in _CHECKED and _CHECKERS.isdisjoint(levelled)


def _levelled(heading: str) -> str:
    """As in "claimReview[0].publisher_name": "claim review publisher name"; "Date (DD/MM/YYYY)": "date"."""
    text = unicodedata.normalize("NFKC", heading[:200])
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    bare = re.sub(r"\([^()]*\)", " ", text)
    return " ".join(_WORD.findall(bare) or _WORD.findall(text))


def _each_once(cells: Iterable[str]) -> Iterable[str]:
    """Headings as they stand; one that comes again gets a number, one that is empty its place."""
    seen: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"
