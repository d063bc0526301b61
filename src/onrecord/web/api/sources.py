"""Sources: who speaks in the ledger, and what is known of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Query, Request
from typing_extensions import TypedDict

from onrecord.ledger import sources as ledger
from onrecord.ledger.source_disputes import Opponent
from onrecord.ledger.source_list import ListedSource
from onrecord.ledger.sources import Counted, SourceState, Spoken
from onrecord.records import SourceKind
from onrecord.web.access import Reader, ReadStore
from onrecord.web.api.answers import Limit, make_router

router = make_router("sources")


class ListedSourceJson(TypedDict):
    """A source in a list: its key, its name, some other names, how many current statements it has."""

    entity: str
    name: str
    kind: SourceKind | None
    others: list[str]
    statements: int


class SourcesJson(TypedDict):
    """Sources, the most quoted first; `is_all` is false where there are more."""

    sources: list[ListedSourceJson]
    is_all: bool


class CountedJson(TypedDict):
    """Words, and how many statements have them."""

    words: str
    statements: int


class SpokenJson(TypedDict):
    """How many statements have one act and time: of saying, else of publication."""

    first: str | None
    last: str | None
    act: str | None
    is_said: bool
    statements: int


class OutletQuotingJson(TypedDict):
    """An outlet, how many of its reports quote the source, how many statements of it they hold."""

    outlet: str
    statements: int
    reports: int


class SourceStoryJson(TypedDict):
    """A story in which the source speaks."""

    id: str
    title: str | None
    statements: int
    last_said: str | None
    last_published: str | None


class OpponentJson(TypedDict):
    """Another source that is on the other side of so many claims."""

    name: str
    entity: str | None
    claims: int
    statements: int


class SourceJson(TypedDict):
    """A source: all its statements by time and act; the rest is read off the last `looked_at` of them.

    `parts` are entities that a person merged into it.
    """

    entity: str
    parts: list[str]
    name: str
    kind: SourceKind | None
    statements: int
    times: list[SpokenJson]
    looked_at: int
    spellings: list[CountedJson]
    roles: list[CountedJson]
    outlets: list[OutletQuotingJson]
    stories: list[SourceStoryJson]
    opponents: list[OpponentJson]


@router.get("/sources")
def find_sources(
    request: Request,
    store: ReadStore,
    _person: Reader,
    words: Annotated[str, Query(max_length=200, description="Words of a name; none: the most quoted.")] = "",
    limit: Limit = 50,
) -> SourcesJson:
    """The sources with a name that has some words, or the most quoted ones; of these counts may be old."""
    if words.strip():
        found = ledger.sources(store, words)
    else:
        found, _ = request.app.state.explorer.summaries.get("sources", ledger.most_quoted)
    listed = found.listed[:limit]
    is_all = found.is_all and len(listed) == len(found.listed)
    return {"sources": [_listed(each) for each in listed], "is_all": is_all}


@router.get("/sources/{entity:path}")
def one_source(entity: str, store: ReadStore, _person: Reader) -> SourceJson:
    """The source with this key, or that it was merged into."""
    return describe(ledger.source(store, entity))


def describe(state: SourceState) -> SourceJson:
    """Make the JSON of a source."""
    return {
        "entity": state.key,
        "parts": list(state.parts),
        "name": state.name,
        "kind": state.kind,
        "statements": state.times.total,
        "times": [_spoken(each) for each in state.times.spoken],
        "looked_at": state.looked_at,
        "spellings": _counted(state.spellings),
        "roles": _counted(state.roles),
        "outlets": [
            {"outlet": each.outlet, "statements": each.statements, "reports": each.reports}
            for each in state.outlets
        ],
        "stories": [
            {
                "id": each.id,
                "title": each.title,
                "statements": each.statements,
                "last_said": each.last_said,
                "last_published": each.last_published,
            }
            for each in state.stories
        ],
        "opponents": [_opponent(each) for each in state.opponents],
    }


def _listed(one: ListedSource) -> ListedSourceJson:
    return {
        "entity": one.key,
        "name": one.name,
        "kind": one.kind,
        "others": list(one.others),
        "statements": one.statements,
    }


def _spoken(one: Spoken) -> SpokenJson:
    return {
        "first": one.first,
        "last": one.last,
        "act": one.act,
        "is_said": one.is_said,
        "statements": one.statements,
    }


def _counted(some: Iterable[Counted]) -> list[CountedJson]:
    return [{"words": each.words, "statements": each.statements} for each in some]


def _opponent(one: Opponent) -> OpponentJson:
    return {
        "name": one.name,
        "entity": one.entity,
        "claims": one.claims,
        "statements": one.statements,
    }
