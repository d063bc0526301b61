"""What is exported, article by article, and what is said of the export as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.records import Article, Entry, Figure, Reading, Statement, Timex


class CannotExport(OnrecordError):
    """The export cannot be written: the message says where, why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Where a version of an article was met. `page_hash` is SHA-256 of the page as it came, hexadecimal."""

    outlet: str | None = None
    headline: str | None = None
    url: str | None = None
    archive_url: str | None = None
    published_at: str | None = None
    fetched_at: str | None = None
    page_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One version of an article with the lines that are asked for, in the order of the text.

    `article.id` is the id that the text was read under (ids of statements hang on it), `key` the article's
    id in the ledger, `model` that of the latest reading. The figures of an entry are those of its reading.
    `by_hand` are the numbers of the lines that a person made out.
    """

    article: Article
    key: str
    version: int
    model: str
    entries: tuple[Entry, ...]
    timexes: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    by_hand: frozenset[int] = frozenset()

    def reading(self) -> Reading:
        """The same as a reading; the statements' figures are places in its figures."""
        figures = list(self.figures)
        statements = tuple(_placed(entry, figures) for entry in self.entries)
        return Reading(self.article, statements, self.model, self.timexes, tuple(figures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a card says of an export: version of onrecord, the ledger's name, when, what was asked for."""

    program: str
    ledger: str
    moment: str
    question: str | None = None


@dataclass(slots=True)
class Tally:
    """What was written so far."""

    statements: int = 0
    articles: int = 0
    cut: int = 0
    left_out: int = 0

    def count(self, one: Exported) -> None:
        """An article was written whole."""
        self.articles += 1
        self.statements += len(one.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written; `cut` cells were too long for the format, `left_out` statements not of its kind."""

    path: Path
    statements: int
    articles: int
    cut: int = 0
    left_out: int = 0


def own_figures(entry: Entry) -> tuple[Figure, ...]:
    """The figures of an entry's statement, in its order."""
    return tuple(entry.figures[place] for place in entry.statement.figures)


def _placed(entry: Entry, figures: list[Figure]) -> Statement:
    """The statement with its figures found among those of the reading, where they are added if need be."""
    at = {_alone(figure): place for place, figure in reversed(list(enumerate(figures)))}

    def find(figure: Figure) -> int:
        alone = _alone(figure)
        if alone not in at:  # a line of an earlier reading, which found more, or took it for something else
            at[alone] = len(figures)
            figures.append(alone)
            whole = entry.figures[figure.part_of] if figure.part_of is not None else None
            figures[at[alone]] = replace(figure, part_of=find(whole) if whole else None)
        return at[alone]

    return replace(entry.statement, figures=tuple(find(figure) for figure in own_figures(entry)))


def _alone(figure: Figure) -> Figure:
    return replace(figure, part_of=None)
