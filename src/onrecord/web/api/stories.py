"""Stories, claims and disputes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from typing_extensions import TypedDict

from onrecord.display.claim_json import (
    AccountJson,
    ClaimJson,
    StoryJson,
    account_claims,
    describe_account,
    describe_story,
)
from onrecord.ledger.stories import stories
from onrecord.pipeline.accounts import claim_account, disputes
from onrecord.web.access import Reader, ReadStore
from onrecord.web.api.answers import Limit, make_router

router = make_router("stories and claims")
_Words = Annotated[str, Query(max_length=5000, description="Words of what is said in it.")]
_Since = Annotated[str | None, Query(max_length=40, description="A day, month or year.")]
_Outlet = Annotated[str | None, Query(max_length=500, description="One that printed some of it.")]


class StoriesJson(TypedDict):
    """Stories, the last seen first."""

    stories: list[StoryJson]


class DisputesJson(TypedDict):
    """Claims that somebody disputes, the last disputed first, each with its story."""

    disputes: list[AccountJson]


@router.get("/stories")
def find_stories(
    store: ReadStore,
    _person: Reader,
    words: _Words = "",
    since: _Since = None,
    outlet: _Outlet = None,
    limit: Limit = 50,
) -> StoriesJson:
    """The stories, the last seen first."""
    found = stories(store, words=words, since=since, outlet=outlet, limit=limit)
    return {"stories": [describe_story(story) for story in found]}


@router.get("/stories/{id}")
def one_story(id: str, request: Request, store: ReadStore, _person: Reader) -> AccountJson:  # noqa: A002
    """All that is known of the story with this id, or the beginning of one: its claims, who stands where."""
    return describe_account(request.app.state.explorer.accounts.account(store, id))


@router.get("/claims/{id}")
def one_claim(id: str, store: ReadStore, _person: Reader) -> ClaimJson:  # noqa: A002
    """The claim with this id, or the beginning of one: each statement that bears on it, its figures."""
    (found,) = account_claims(claim_account(store, id))
    return found


@router.get("/disputes")
def newest_disputes(
    store: ReadStore, _person: Reader, since: _Since = None, limit: Limit = 20
) -> DisputesJson:
    """Claims that somebody disputes, the last disputed first."""
    return {"disputes": [describe_account(each) for each in disputes(store, since=since, limit=limit)]}
