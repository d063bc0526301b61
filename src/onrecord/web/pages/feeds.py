"""Feeds: what is new of a topic, a story, a source or a claim, as Atom and as JSON Feed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.desk import topics as desk_topics
from onrecord.desk.file import Desk, NotAtDesk
from onrecord.desk.topics import Topic
from onrecord.ledger import changes, facets, sources, stories, topics
from onrecord.pipeline.one_claim import named_claim
from onrecord.web import links
from onrecord.web.access import LogInNeeded, Reader, ReadStore, person_of
from onrecord.web.feed_answer import LOOKED_AT, Feed, answer
from onrecord.web.links import FeedFormat

router = APIRouter(include_in_schema=False)
_LONGEST_TITLE = 200


@router.get("/topics/{key}/feed.{to}")
def of_topic(request: Request, store: ReadStore, key: str, to: FeedFormat) -> Response:
    """What is new of a topic; of a public one for everybody."""
    explorer = request.app.state.explorer
    found = (
        _open_topic(explorer.desk, key)
        if person_of(request) is None
        else desk_topics.find(explorer.desk, key)
    )
    numbers = topics.matching(store, topics.read(found.asked), limit=LOOKED_AT)[::-1]
    is_outside = found.is_public and explorer.has_accounts()  # the page of the topic asks for a log-in
    home = links.newsletter(found) if is_outside else links.topic(found)
    return answer(request, store, Feed(found.name, links.topic_feed(found, to), home, to), numbers)


@router.get("/stories/{name}/feed.{to}")
def of_story(request: Request, store: ReadStore, _person: Reader, name: str, to: FeedFormat) -> Response:
    """What is new of a story."""
    with store.in_plain_words("read"):
        found = stories.story(store.connection, stories.find(store.connection, name))
    feed = Feed(
        found.title or "Story without a headline",
        links.feed("stories", found.id, to),
        links.story(found.id),
        to,
    )
    return answer(request, store, feed, changes.of_story(store, found.id, LOOKED_AT))


@router.get("/sources/{key:path}/feed.{to}")
def of_source(request: Request, store: ReadStore, _person: Reader, key: str, to: FeedFormat) -> Response:
    """What is new of a source: what it said, and who answered."""
    found = sources.find(store, key).key
    name = facets.source_name(store, found) or found
    feed = Feed(name, links.feed("sources", found, to), links.source(found), to)
    return answer(request, store, feed, changes.of_source(store, found, LOOKED_AT))


@router.get("/claims/{name}/feed.{to}")
def of_claim(request: Request, store: ReadStore, _person: Reader, name: str, to: FeedFormat) -> Response:
    """What is new of a claim: who holds it, who disputes it."""
    found = named_claim(store, name).key
    numbers = changes.of_claim(store, found, LOOKED_AT)
    told = changes.read(store, numbers[-1:])
    words = (told[0].claim_text if told else None) or "A claim"
    title = words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"
    return answer(
        request, store, Feed(title, links.feed("claims", found, to), links.claim(found), to), numbers
    )


def _open_topic(desk: Desk, key: str) -> Topic:
    """A public topic. A topic that is not there is told like one that is not public."""
    try:
        found = desk_topics.find(desk, key)
    except NotAtDesk:
        found = None
    if found is None or not found.is_public:
        raise LogInNeeded("this feed is for those who log in")
    return found
