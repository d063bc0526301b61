"""One statement in the words that tables and pages share: who, and the details that it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.display import figure_words, labels
from onrecord.display.time_words import time_words
from onrecord.records import Article, Reading, Source, SourceKind, Statement


@dataclass(frozen=True, slots=True)
class Who:
    """A source as it is shown: the name, or the words as written where there is none.

    `written` are the words as written where the name does not stand in them; `role` is what is said of
    them where it does not show already. Both may be empty.
    """

    name: str
    written: str
    role: str
    kind: SourceKind | None


def who(article: Article, source: Source) -> Who:
    """Say who is credited, each thing once."""
    written = labels.words(article, source)
    if not source.name:
        role = "" if _holds(written, source.role) else source.role or ""
        return Who(written, "", role, source.kind)
    as_written = "" if _holds(written, source.name) else written
    role = "" if _holds(source.name, source.role) or _holds(as_written, source.role) else source.role or ""
    return Who(source.name, as_written, role, source.kind)


def _holds(text: str, words: str | None) -> bool:
    return " ".join((words or "").split()).casefold() in " ".join(text.split()).casefold()


def details(reading: Reading, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield what else is known of a statement, each with its label; what is not known is left out."""
    article = reading.article
    if manner := put_as(statement):
        yield "put as", manner
    # "recently" and "now" are in the JSON; to the eye they say nothing that the words do not.
    dated = [value for value in statement.event_times if not value.endswith("_REF")]
    if dated:
        yield "event", ", ".join(map(time_words, dated))
    if statement.figures:
        yield "figures", "; ".join(figure_words.listed(statement.figures, reading.figures))
    if statement.ground:
        yield "ground", labels.words(article, statement.ground)
    if statement.channel:
        yield "channel", labels.words(article, statement.channel)
    if statement.places:
        yield "places", ", ".join(dict.fromkeys(place.name for place in statement.places))


def put_as(statement: Statement) -> str:
    """Say how sure and which way, where that is not what a reader takes for granted."""
    negated = "negated" if statement.polarity == "negated" else ""
    unsure = statement.certainty if statement.certainty in ("probable", "possible") else ""
    return ", ".join(filter(None, (unsure, negated)))


def speakers(reading: Reading) -> list[tuple[str, int]]:
    """Count the statements of each who has a name, the most first."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for statement in reading.statements:
        source = statement.source
        if source and source.name:
            one = source.entity or source.name
            names.setdefault(one, source.name)
            counts[one] += 1
    return [(names[one], count) for one, count in counts.most_common()]
