"""Reports: the text with its statements, and how its versions differ."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.ledger import articles, stretches
from onrecord.ledger.line_state import line_state
from onrecord.ledger.store import NotInLedger, Store
from onrecord.ledger.stretches import Outline
from onrecord.ledger.typed import QuestionError
from onrecord.web import report_view, versions_view
from onrecord.web.access import Reader, ReadStore
from onrecord.web.pages.statement import shown
from onrecord.web.rendering import page
from onrecord.web.report_sheet import sheet

router = APIRouter(include_in_schema=False)

CHANGES = 200
"""Statements that changed, of which the page of two versions tells at most."""


@router.get("/report")
def report(
    request: Request,
    store: ReadStore,
    person: Reader,
    article: str,
    version: int | None = None,
    statement: int | None = None,
    part: int | None = None,
    deeds: bool = False,
) -> HTMLResponse:
    """The text with its statements in colour and noted in the margin; `statement` is a line to be opened."""
    whole = _outline(store, article, version, statement)
    opened = shown(store, line_state(store, statement)) if statement is not None else None
    with store.in_plain_words("read"):
        around = articles.whereabouts(store.connection, whole.article_id, whole.version_id)
    return page(
        request,
        "report.html",
        person,
        sheet=sheet(store, whole, part=part, opened=opened.state.entry if opened else None, deeds=deeds),
        around=around,
        opened=opened,
        statement=statement,
        address=report_view.address,
        versions_address=report_view.versions_address,
    )


@router.get("/versions")
def versions(
    request: Request,
    store: ReadStore,
    person: Reader,
    article: str,
    before: int | None = None,
    after: int | None = None,
    part: int = 1,
) -> HTMLResponse:
    """What changed from one version to another (by default the last two): the words, and the statements."""
    new = stretches.outline(store, article, after)
    with store.in_plain_words("read"):
        around = articles.whereabouts(store.connection, new.article_id, new.version_id)
    old = stretches.outline(
        store, article, _before(around.versions, new.version) if before is None else before
    )
    if old.version == new.version:
        raise QuestionError("after", f"version {old.version} is the same as itself", "name two versions")
    changes: tuple[articles.StatementChange, ...] = ()
    if old.version < new.version:
        with store.in_plain_words("read"):
            changes = articles.changes(store.connection, new.article_id, behind=old.version, upto=new.version)
    found = versions_view.pages(versions_view.passages(old.article.text, new.article.text))
    at = min(max(part, 1), len(found))
    return page(
        request,
        "versions.html",
        person,
        old=old,
        new=new,
        around=around,
        passages=found[at - 1],
        part=at,
        part_count=len(found),
        changes=changes[:CHANGES],
        change_count=len(changes),
        versions_address=report_view.versions_address,
    )


def _outline(store: Store, article: str, version: int | None, line: int | None) -> Outline:
    """The version that is asked for; that of a line where none is."""
    if line is None:
        return stretches.outline(store, article, version)
    key, number = stretches.where(store, line)
    whole = stretches.outline(store, article, number if version is None else version)
    if (key, number) != (whole.key, whole.version):
        there = f"it stands in version {number} of {key}"
        raise NotInLedger(f"there is no line {line} in version {whole.version} of {whole.key}: {there}")
    return whole


def _before(known: Sequence[articles.VersionState], number: int) -> int:
    earlier = [each.number for each in known if each.number < number]
    if not earlier:
        raise NotInLedger(f"there is no version before version {number}")
    return earlier[-1]
