"""One self-contained page: reports with their statements marked, a list of the statements beside each.

Nothing is fetched and nothing but the script and style written here runs: the page's policy names
them by hash, so that even an escaping mistake could not make a report's own script run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from importlib import resources

from onrecord.cli import labels
from onrecord.cli.html_marks import escape, marked_text
from onrecord.cli.numbering import Lines, Numbered, number
from onrecord.records import Article, Reading, Words

_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def html_page(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the head of the page with the first article, then each article, then the end."""
    script = _packaged("report.js")
    count = 0
    for count, reading in enumerate(readings, start=1):
        if count == 1:
            yield _head(reading.article.headline, script)
        yield "".join(_report(reading, count))
    if not count:
        yield _head(None, script) + "<p>No article was read.</p>\n"
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _packaged(name: str) -> str:
    return resources.files("onrecord.cli").joinpath(name).read_text(encoding="utf-8")


def _head(headline: str | None, script: str) -> str:
    style = _packaged("report.css")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    fields = {
        "{{policy}}": policy,
        "{{title}}": f"{escape(headline)} · onrecord" if headline else "Who said what · onrecord",
        "{{style}}": style,
    }
    head = _packaged("report.html")
    # One pass: a headline that reads {{style}} stays a headline.
    return re.sub("|".join(map(re.escape, fields)), lambda match: fields[match.group()], head)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _report(reading: Reading, position: int) -> Iterator[str]:
    article = reading.article
    statements = number(reading.statements)
    prefix = f"a{position}-"
    language = article.language if article.language and _LANGUAGE.fullmatch(article.language) else ""
    yield f'<article class="report" lang="{language}">\n'
    yield from _heading(reading)
    yield '<div class="text">'
    yield from marked_text(article, statements, prefix)
    yield "</div>\n"
    yield f'<aside class="statements" aria-label="Statements">\n<h3>{escape(labels.counts(reading))}</h3>\n'
    yield from _list(article, statements, prefix)
    yield f'<p class="model">model {escape(reading.model)}</p>\n</aside>\n</article>\n'


def _heading(reading: Reading) -> Iterator[str]:
    article = reading.article
    yield '<header class="facts">'
    if article.headline and not any(part.kind == "headline" for part in article.parts):
        yield f'<h2 class="headline" dir="auto">{escape(article.headline)}</h2>'
    yield "<ul>"
    yield from (f"<li><bdi>{escape(fact)}</bdi></li>" for fact in labels.facts(article))
    yield from _address(article.url)
    furniture = labels.furniture(article)
    yield f'<li class="furniture">{escape(furniture)}</li>' if furniture else ""
    yield "</ul></header>\n"


def _address(url: str | None) -> Iterator[str]:
    if not url:
        return
    # Only the web: a javascript: address would run in this page.
    if _WEB_ADDRESS.match(url):
        yield f'<li><a href="{escape(url)}" rel="noopener noreferrer"><bdi>{escape(url)}</bdi></a></li>'
    else:
        yield f"<li><bdi>{escape(url)}</bdi></li>"


def _list(article: Article, statements: tuple[Numbered, ...], prefix: str) -> Iterator[str]:
    lines = Lines(article.text)
    yield "<ol>\n"
    for numbered in statements:
        yield from _card(article, numbered, lines, prefix)
    yield "</ol>\n"


def _card(article: Article, numbered: Numbered, lines: Lines, prefix: str) -> Iterator[str]:
    statement = numbered.statement
    line = lines.at(min(statement.content.spans).start)
    within = f"within {numbered.within}" if numbered.within else ""
    facts = (statement.quotation, f"line {line}", within, f"score {labels.score(statement)}")
    at, depth = numbered.number, min(numbered.depth, 3)
    yield f'<li id="{prefix}c{at}" class="depth-{depth}" data-c="{at}">'
    yield f'<a class="number" href="#{prefix}s{at}" data-n="{at}" aria-label="Statement {at}, to the text">'
    yield '</a><p dir="auto">'
    yield from _words(article, statement.source, "source", "no source")
    yield from _words(article, statement.cue, "cue", "")
    yield '</p><p class="what" dir="auto">'
    yield from _words(article, statement.content, "content", "")
    yield f'</p><p class="how">{" · ".join(filter(None, facts))}</p></li>\n'


def _words(article: Article, words: Words | None, role: str, unknown: str) -> Iterator[str]:
    if words:
        yield f'<span class="{role}">{escape(labels.words(article, words))}</span> '
    elif unknown:
        yield f'<span class="unknown">{unknown}</span> '
