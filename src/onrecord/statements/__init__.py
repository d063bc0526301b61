"""Who said what: attributions found by the model and made out: who, act, when, how many, on what ground."""

from __future__ import annotations

from onrecord.records import Article, Note, Reading


def find(article: Article) -> Reading:
    """The reading of an article: its statements in the order of the text, each before those within it."""
    from onrecord.statements.statement import find

    return find(article)


def note(note: Note) -> Reading:
    """The reading of a statement that a person noted by hand: no model looks for it, all else is made out.

    Raises Refused where the note says nothing.
    """
    from onrecord.statements.noted import noted

    return noted(note)


def version() -> str:
    """The version of the model that finds statements. Raises ModelError where its files are missing."""
    from onrecord.statements import reader

    return reader.settings().version
