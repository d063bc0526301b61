"""What watches a running explorer asks: is it well, and how much of everything is there."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from onrecord import clock
from onrecord.desk import hooks, outbox, subscribers
from onrecord.desk.file import Desk
from onrecord.errors import OnrecordError
from onrecord.ledger import changes, noticed
from onrecord.ledger.status import Status, status
from onrecord.ledger.store import Store
from onrecord.ledger.watch import FeedState
from onrecord.web import access, measures
from onrecord.web.access import NotAllowed, ReadStore, person_of
from onrecord.web.measures import Measure

router = APIRouter(include_in_schema=False)

_FAILING = 3  # times in a row
# A proxy on this machine passes on what others ask.
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-host")
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")


@router.get("/healthz")
def healthz(request: Request) -> Response:
    """200 "ok", or 503 with the reason in a few words."""
    reason = _reason(request)
    return PlainTextResponse(reason or "ok", 503 if reason else 200, {"Cache-Control": "no-store"})


@router.get("/metrics")
def metrics(request: Request, store: ReadStore) -> Response:
    """Measures for Prometheus: to programs of this machine, and to admins."""
    if not _is_of_this_machine(request):
        _check_admin(request)
    told = measures.written(_measures(request, store))
    return Response(told, media_type=measures.TYPE, headers={"Cache-Control": "no-store"})


def _reason(request: Request) -> str | None:
    """Why all is not well; nothing of the inside, for anybody may ask."""
    explorer = request.app.state.explorer
    try:
        with explorer.stores.reading() as store:
            changes.last(store)
    except OnrecordError:
        return "the ledger cannot be read"
    try:
        outbox.counts(explorer.desk)
    except OnrecordError:
        return "the desk cannot be read"
    if explorer.background.working.problem:
        return "stories and claims cannot be brought up to date: see /health"
    return None


def _is_of_this_machine(request: Request) -> bool:
    """Whether a program of this machine asks, for itself and not for somebody elsewhere."""
    if any(name in request.headers for name in _PASSED_ON):
        return False
    name = request.headers.get("host", "").lower().rpartition(":")
    host = name[0] if name[0] and name[2].isdigit() else request.headers.get("host", "").lower()
    try:
        is_loopback = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        is_loopback = False
    return is_loopback and host in _OWN_NAMES


def _check_admin(request: Request) -> None:
    person = person_of(request)
    if person is None:
        raise access.LogInNeeded("nobody is logged in")
    if person.role != "admin":
        raise NotAllowed(f"this takes the role admin, and {person.name} is {person.role}")


def _measures(request: Request, store: Store) -> Iterator[Measure]:
    explorer = request.app.state.explorer
    counted, _ = explorer.summaries.get("status", status)
    yield from _of_ledger(counted, store)
    yield from _of_feeds(counted.feeds)
    yield from _of_desk(explorer.desk)
    working = explorer.background.working
    yield measures.one(
        "reports_ungrouped", "Reports that are still to be placed in a story.", working.ungrouped
    )
    yield measures.one(
        "background_problem", "1 where stories cannot be brought up to date.", bool(working.problem)
    )


def _of_ledger(counted: Status, store: Store) -> Iterator[Measure]:
    yield measures.one("articles", "Articles in the ledger.", counted.articles)
    yield measures.one("statements", "Current statements in the ledger.", counted.statements)
    refused = Counter[str]()
    for each in counted.refusals:
        refused[each.stage] += each.pages
    yield measures.by(
        "refusals", "Pages that were not read, by the stage that refused them.", "stage", refused
    )
    yield measures.one("changes", "Changes that were noticed.", changes.last(store))
    yield measures.one("texts_unnoticed", "Texts still to be looked at for changes.", noticed.count(store))
    yield measures.one("ledger_bytes", "Size of the ledger's file.", counted.file_bytes)


def _of_feeds(feeds: tuple[FeedState, ...]) -> Iterator[Measure]:
    states = Counter({"well": 0, "stumbling": 0, "failing": 0})
    states.update(_state(each) for each in feeds)
    yield measures.by("feeds", "Feeds that are watched, by how they do.", "state", states)
    failing = {each.address: float(each.failures) for each in feeds if each.failures}
    yield measures.by("feed_failures", "Failures in a row of feeds that fail.", "feed", failing)
    asked = max((each.asked_at for each in feeds if each.asked_at), default=None)
    since = measures.seconds_since(asked, clock.now())
    yield measures.one("seconds_since_poll", "Seconds since a feed was asked last.", since)


def _state(feed: FeedState) -> str:
    return "well" if not feed.failures else "failing" if feed.failures >= _FAILING else "stumbling"


def _subscribers(desk: Desk) -> Counter[str]:
    known = Counter({"waiting": 0, "active": 0, "paused": 0})
    after, found = 0, subscribers.listed(desk)
    while found:
        known.update(each.state for each in found)
        after = found[-1].number
        found = subscribers.listed(desk, after=after)
    return known


def _of_desk(desk: Desk) -> Iterator[Measure]:
    mails = outbox.counts(desk)
    told = {"waiting": mails.waiting, "held": mails.held, "sent": mails.sent, "failed": mails.failed}
    yield measures.by(
        "mails", "Letters by what became of them; sent and failed ones while they are kept.", "state", told
    )
    oldest = measures.seconds_since(mails.oldest_at, clock.now())
    yield measures.one(
        "oldest_mail_seconds", "How long the oldest letter that is due has waited.", oldest or 0.0
    )
    since = measures.seconds_since(mails.sent_at, clock.now())
    if since is not None:
        yield measures.one("seconds_since_send", "Seconds since a letter was sent last.", since)
    yield measures.by("subscribers", "Addresses by state.", "state", _subscribers(desk))
    every = hooks.all_hooks(desk)
    states = Counter({"well": 0, "failing": 0, "paused": 0})
    states.update("paused" if each.paused_why else "failing" if each.failures else "well" for each in every)
    yield measures.by("hooks", "Hooks by how they do.", "state", states)
