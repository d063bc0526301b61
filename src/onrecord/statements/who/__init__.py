"""Who: each source resolved within its article, with its kind and an id that holds across articles."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Article, Source, Statement


def resolve(article: Article, statements: Sequence[Statement]) -> list[Source | None]:
    """The source of each statement made out; None where the statement has none.

    Statements stand in the order of the text, each before those within it, as `statements.find` gives them.
    """
    from onrecord.statements.who.resolver import resolve

    return resolve(article, statements)
