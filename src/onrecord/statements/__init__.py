"""Who said what: for each attribution its source, cue and content, linked, with a score."""

from __future__ import annotations

from onrecord.records import Article, Statement


def find(article: Article) -> tuple[Statement, ...]:
    """The statements of an article, in the order of the text, each before those within it."""
    from onrecord.statements.statement import find

    return find(article)


def model_version() -> str:
    """The version of the model that statements are found with."""
    from onrecord.statements.reader import settings

    return settings().version
