"""Who said what: attributions found by the model and made out: who, act, when, how many, on what ground."""

from __future__ import annotations

from onrecord.records import Article, Reading


def find(article: Article) -> Reading:
    """The reading of an article: its statements in the order of the text, each before those within it."""
    from onrecord.statements.statement import find

    return find(article)
