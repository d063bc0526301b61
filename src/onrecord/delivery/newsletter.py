"""What a reader does: ask for a topic; and by signed links: confirm it, choose how often, leave.

Nobody learns from it who else reads: asking is answered the same way whatever is known of the address.
"""

from __future__ import annotations

import re
from datetime import timedelta

from onrecord import clock
from onrecord.delivery import letters, links
from onrecord.delivery.links import LinkWrong, Purpose
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.delivery.settings import DeliverySettings
from onrecord.desk import addresses, outbox, subscribers
from onrecord.desk.file import Desk, DeskError, NotAtDesk
from onrecord.desk.outbox import Mail
from onrecord.desk.subscribers import Following, Rhythm
from onrecord.desk.topics import Topic

MOST_CONFIRMATIONS = 3
"""Letters within a day that ask an address to confirm: more would annoy those who never asked."""
_DAY = timedelta(days=1)
_CONFIRM: Purpose = "confirm"
_SUBJECT = re.compile(r"([0-9]{1,18})(?:\.(at-once|daily|weekly))?")


def subscribe(
    desk: Desk, settings: DeliverySettings, topic: Topic, address: str, rhythm: str, cursor: int
) -> None:
    """Ask an address whether it wants a topic; `cursor` is the ledger's last change, after which it is told.

    A letter with a link is put into the outbox, unless there were three within a day. Raises AddressError for
    what is no address, DeskError for a rhythm that is none or a topic that is not public.
    """
    if not topic.is_public:
        raise DeskError(f"{topic.name!r} is not public: nobody can subscribe to it")
    address = addresses.checked(address)
    subscription = subscribers.ask(desk, address, topic.number, subscribers.checked_rhythm(rhythm), cursor)
    now = clock.now()
    if outbox.queued_to(desk, address, now - _DAY, prefix=f"{_CONFIRM}.") >= MOST_CONFIRMATIONS:
        return
    page = ReaderLinks(settings, links.key(desk)).page(_CONFIRM, f"{subscription.number}.{rhythm}", now)
    message_id = letters.message_id(settings, _CONFIRM, page)
    body = letters.confirm_letter(
        to=address, topic=topic, rhythm=rhythm, url=page, settings=settings, message_id=message_id
    )
    # Of a subscription that is confirmed it would be held back with all others where the address is paused.
    of = None if subscription.confirmed_at else subscription.number
    outbox.queue(desk, Mail(message_id=message_id, to=address, body=body, subscription=of))


def look(desk: Desk, purpose: Purpose, token: str) -> Following:
    """Whose link it is, before anything is done. Raises LinkWrong, LinkExpired, NotAtDesk where they left."""
    return subscribers.one(desk, _subscription(desk, purpose, token)[0])


def confirm(desk: Desk, token: str) -> Following:
    """The reader wants it. Done twice it is done once. Raises LinkWrong, LinkExpired, NotAtDesk."""
    number, rhythm = _subscription(desk, "confirm", token)
    following = subscribers.confirm(desk, number)
    if rhythm is None or following.subscription.rhythm == rhythm:
        return following
    return subscribers.set_rhythm(desk, number, rhythm)


def unsubscribe(desk: Desk, token: str) -> Following | None:
    """Let a reader go at once; None where they have left before. Raises LinkWrong, LinkExpired."""
    number, _ = _subscription(desk, "unsubscribe", token)
    try:
        return subscribers.unsubscribe(desk, number)
    except NotAtDesk:
        return None


def choose(desk: Desk, token: str, rhythm: str) -> Following:
    """How often from now on. Raises LinkWrong, LinkExpired, NotAtDesk, DeskError for no rhythm."""
    number, _ = _subscription(desk, "choose", token)
    return subscribers.set_rhythm(desk, number, subscribers.checked_rhythm(rhythm))


def _subscription(desk: Desk, purpose: Purpose, token: str) -> tuple[int, Rhythm | None]:
    """The subscription that a link is for, and the rhythm that it confirms."""
    found = _SUBJECT.fullmatch(links.check(links.key(desk), purpose, token, clock.now()))
    if found is None:
        raise LinkWrong("this link is not one of the newsletter's: copy all of it from the letter")
    return int(found[1]), None if found[2] is None else subscribers.checked_rhythm(found[2])
