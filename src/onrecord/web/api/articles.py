"""Articles: a report with its statements, its versions, and where it was met."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from typing_extensions import TypedDict

from onrecord.article_json import ArticleJson, describe
from onrecord.ledger.articles import Appearance, ArticleState, StatementChange, VersionState, article
from onrecord.web.access import Reader, ReadStore
from onrecord.web.api.answers import make_router

router = make_router("articles")
_MOST_VERSION = 2**31


class VersionJson(TypedDict):
    """A version: how many statements were found in it, how many differ from the version before."""

    number: int
    headline: str | None
    statements: int
    changes: int
    recorded_at: str


class AppearanceJson(TypedDict):
    """Where a version was met."""

    version: int
    outlet: str | None
    address: str
    archive_url: str | None
    headline: str | None
    published_at: str | None
    fetched_at: str | None


class ChangedJson(TypedDict):
    """What changed in a statement with a version; it was added where `before` is null."""

    version: int
    change: str
    who_before: str | None
    before: str | None
    who_after: str | None
    after: str | None


class KeptArticleJson(TypedDict):
    """An article of the ledger in one of its versions. `copies` are the keys of others with the same text."""

    key: str
    version: int
    article: ArticleJson
    versions: list[VersionJson]
    appearances: list[AppearanceJson]
    changes: list[ChangedJson]
    text_group: str
    copies: list[str]


@router.get("/articles/{key:path}")
def one_article(
    key: str,
    store: ReadStore,
    _person: Reader,
    version: Annotated[
        int | None, Query(ge=-_MOST_VERSION, le=_MOST_VERSION, description="By default the latest.")
    ] = None,
) -> KeptArticleJson:
    """The article with this key, the beginning of one, or this address."""
    return describe_state(article(store, key, version))


def describe_state(state: ArticleState) -> KeptArticleJson:
    """Make the JSON of an article of the ledger."""
    return {
        "key": state.key,
        "version": state.version,
        "article": describe(state.reading),
        "versions": [_version(each) for each in state.versions],
        "appearances": [_appearance(each) for each in state.appearances],
        "changes": [_change(each) for each in state.changes],
        "text_group": state.text_group,
        "copies": list(state.copies),
    }


def _version(one: VersionState) -> VersionJson:
    return {
        "number": one.number,
        "headline": one.headline,
        "statements": one.statements,
        "changes": one.changes,
        "recorded_at": one.recorded_at,
    }


def _appearance(one: Appearance) -> AppearanceJson:
    return {
        "version": one.version,
        "outlet": one.outlet,
        "address": one.address,
        "archive_url": one.archive_url,
        "headline": one.headline,
        "published_at": one.published_at,
        "fetched_at": one.fetched_at,
    }


def _change(one: StatementChange) -> ChangedJson:
    return {
        "version": one.version,
        "change": one.change,
        "who_before": one.who_before,
        "before": one.before,
        "who_after": one.who_after,
        "after": one.after,
    }
