"""Time expressions, found by rules, read as TIMEX3, counted from the day of publication or one another.

text -> words (`tokens`) -> expressions (`scan`, rules of `dates`, `relative`, ...) -> values (`anchor`)
"""

from __future__ import annotations

from datetime import date, datetime

from onrecord.interval import ends
from onrecord.records import Article, Timex
from onrecord.statements.timex.anchor import Anchored, Reader
from onrecord.statements.timex.events import settle
from onrecord.statements.timex.history import tells_history
from onrecord.statements.timex.meaning import Expression
from onrecord.statements.timex.scan import scan

__all__ = ["find"]


def find(article: Article) -> tuple[Timex, ...]:
    """The time expressions of an article, in order, none over another."""
    expressions = list(settle(article.text, list(scan(article.text))))
    published = _day(article.published_at)
    history = tells_history(expressions, published)
    reader = Reader(article.text, expressions, _moment(article.published_at) or published, history)
    return tuple(map(_timex, expressions, reader.read()))


def _timex(expression: Expression, anchored: Anchored) -> Timex:
    begin, finish = ends(anchored.value)
    return Timex(
        start=expression.start,
        end=expression.end,
        type=expression.type,
        value=anchored.value,
        mod=expression.mod,
        anchor=anchored.anchor,
        begin=begin,
        finish=finish,
    )


def _moment(published_at: str | None) -> datetime | None:
    """The time of publication, as its own clock has it; midnight is what is written where none is known."""
    try:
        moment = datetime.fromisoformat(published_at or "")
    except ValueError:
        return None
    return moment if moment.hour or moment.minute else None


def _day(published_at: str | None) -> date | None:
    """The day of publication, as its own clock has it."""
    try:
        return date.fromisoformat((published_at or "")[:10])
    except ValueError:
        return None
