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

from onrecord.cli.html_cards import cards
from onrecord.display import labels
from onrecord.display.html_escape import escape
from onrecord.display.html_marks import marked_text
from onrecord.display.numbering import number
from onrecord.display.selection import View
from onrecord.records import Article

_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def html_page(views: Iterable[View]) -> Iterator[str]:
    """Yield the head of the page with the first article, then each article, then the end."""
    script = _packaged("report.js")
    count = 0
    for count, view in enumerate(views, start=1):
        if count == 1:
            yield _head(view.reading.article.headline, script)
        yield "".join(_report(view, count))
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


def _report(view: View, position: int) -> Iterator[str]:
    reading = view.reading
    statements = number(reading.statements)
    prefix = f"a{position}-"
    language = reading.article.language or ""
    yield f'<article class="report" lang="{language if _LANGUAGE.fullmatch(language) else ""}">\n'
    yield from _heading(reading.article)
    yield '<div class="text">'
    yield from marked_text(reading, statements, prefix)
    yield "</div>\n"
    yield from cards(view, statements, prefix)
    yield "</article>\n"


def _heading(article: Article) -> Iterator[str]:
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
