"""Sources of marked text, resolved: "{s1 Ana Ruiz} {q1 said} {c1 that …}"."""

from __future__ import annotations

from gates.marked import Gold, parse
from gates.names import statement
from onrecord import article
from onrecord.records import Article, Page, Source, Statement
from onrecord.statements import who

Rights = dict[str, tuple[str | None, str]]
"""For each source by number its name and kind; what is parted by " / " is just as right, None is no name."""


def marked(text: str) -> tuple[Article, list[Statement]]:
    """The article of a marked text and its statements, each before those within it."""
    block = parse(text)
    page = Page(origin="marked", format="text", raw=block.text, id="marked")
    report = article.extract(page, any_language=True)
    return report, [statement(report, gold) for gold in sorted(block.attributions, key=_place)]


def _place(gold: Gold) -> list[int]:
    return [int(part) for part in gold.number.split(".")]


def sources(text: str) -> dict[str, Source | None]:
    """Who is made out of each source of a marked text, by its number."""
    report, statements = marked(text)
    resolved = who.resolve(report, statements)
    return {one.id: source for one, source in zip(statements, resolved, strict=True)}


def alone(words: str) -> Source:
    """Who is made out of a source of which the article says nothing but this."""
    source = sources(f"{{s1 {words}}} {{q1 said}} {{c1 that nothing had changed}}.")["1"]
    assert source is not None
    return source


Wrong = dict[str, tuple[str, tuple[str | None, str | None]]]


def wrong(text: str, rights: Rights) -> Wrong:
    """The sources of a marked text that are not who they should be, with who they are taken for."""
    found = {number: source for number, source in sources(text).items() if source}
    return {
        number: (found[number].text, (found[number].name, found[number].kind))
        for number, (name, kind) in rights.items()
        if found[number].name not in _names(name) or found[number].kind not in kind.split(" / ")
    }


def _names(name: str | None) -> list[str | None]:
    return [None] if name is None else [None if one == "-" else one for one in name.split(" / ")]
