"""Pages made of templates: everything that is filled in is text from strangers until it is known better."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.display import change_words, claim_words, digest_parts, quotation
from onrecord.display.claim_words import Side
from onrecord.display.figure_words import short
from onrecord.display.html_escape import shown
from onrecord.display.time_words import time_words
from onrecord.records import Account, Entry
from onrecord.web import links
from onrecord.web.access import Person

_LONGEST_QUOTED = 280  # characters in a cell of a table; the statement's page has all


def page(
    request: Request, template: str, person: Person, *, status_code: int = 200, **fields: Any
) -> HTMLResponse:
    """The answer that a template makes of some fields. `person` is who asks."""
    return HTMLResponse(filled(request, template, person, **fields), status_code)


def filled(request: Request, template: str, person: Person, **fields: Any) -> str:
    """A page, or a part of one, as text."""
    explorer = request.app.state.explorer
    return (
        _environment()
        .get_template(template)
        .render(
            person=person,
            path=request.url.path,
            csrf=explorer.csrf(request),
            has_accounts=explorer.has_accounts(),
            **fields,
        )
    )


@cache
def asset(name: str) -> str:
    """The address of a file that is shipped: it changes with the file, so that browsers keep it for good."""
    raw = resources.files("onrecord.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={sha256(raw).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.globals.update(link=links, asset=asset, sides=_sides, evidence=change_words.evidence)
    environment.filters.update(
        time=time_words,
        figure=short,
        point=claim_words.point,
        day=_day,
        minute=_minute,
        count=_count,
        kind_words=change_words.kind_words,
        reason=change_words.reason,
        movement=change_words.movement,
        quotation=quotation.quotation,
        quoted=_quoted,
        counts=change_words.counts,
        speakers=digest_parts.speakers,
        figure_rows=digest_parts.figures,
    )
    return environment


def _quoted(entry: Entry) -> str:
    """What a line says, between quotation marks."""
    return quotation.in_quotes(quotation.content(entry, _LONGEST_QUOTED))


def _sides(account: Account) -> tuple[Side, ...]:
    """Who stands where towards the first claim of an account."""
    sayings = {saying.statement.id: saying for saying in account.sayings}
    return tuple(claim_words.sides(account.claims[0], sayings))


def _day(moment: str | None) -> str:
    return (moment or "")[:10]


def _minute(moment: str | None) -> str:
    """An ISO 8601 moment in UTC as people read it: "2024-10-25 18:30"."""
    return (moment or "")[:16].replace("T", " ")


def _count(number: int) -> str:
    return f"{number:,}"


def _showable(value: object) -> object:
    """What a page cannot carry is shown as other characters; what is HTML already stays."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
