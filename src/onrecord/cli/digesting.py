"""One run of `onrecord digest`: what is new of a topic, as a text to read or to send on.

The same ledger gives the same bytes: nothing in a digest is of the moment at which it is printed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import at_desk, stretches
from onrecord.cli.ending import exit_code
from onrecord.cli.grouping import up_to_date
from onrecord.cli.messages import ALL_READ, SOME_REFUSED, Messages
from onrecord.cli.options import current_user
from onrecord.cli.output import write_out
from onrecord.cli.stretches import Stretch
from onrecord.desk import topics as kept
from onrecord.display.links import Links
from onrecord.follow.digest import digest
from onrecord.ledger import Store, topics, typed
from onrecord.ledger import changes as log
from onrecord.ledger.typed import QuestionError
from onrecord.pipeline import following
from onrecord.records import Change, Digest

if TYPE_CHECKING:
    from onrecord.delivery.settings import DeliverySettings
    from onrecord.desk.file import Desk
    from onrecord.desk.topics import Topic

# A list of a letter is cut, with a link to the page; who asks by hand wants all of it.
_ALL = 1_000_000
_BEGINNING = "0001-01-01T00:00:00Z"
_DATE = re.compile(rb"^Date: [^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line."""

    ledger: Path
    topic: str
    asked: stretches.Asked
    since_last: bool
    format: str
    output: Path | None
    site: str | None
    settings: Path | None
    to: str | None
    person: str | None

    @property
    def who(self) -> str:
        """Whom `--since-last` is for."""
        return self.person or current_user() or "local"


def perform(request: Request) -> int:
    """Print the digest, and return the exit code."""
    messages = Messages()
    return exit_code(messages, lambda: _print(request, messages))


def _print(request: Request, messages: Messages) -> int:
    stretch = _stretch(request)
    settings = _settings(request)
    with at_desk.opened(request.ledger) as desk:
        topic = kept.find(desk, request.topic)
        with up_to_date(request.ledger, messages, noticing=True) as store:
            newest = log.last(store)
            if stretch is None:
                made = _since_last(request, desk, topic, store, newest)
            else:
                made = _of_days(topic, store, stretch)
        text = _text(made, request, topic, settings)
        write_out(request.output, lambda _output: [text], as_utf8=request.format != "text")
        if request.since_last:
            # Only now: what could not be written was not told.
            kept.tell(desk, topic.number, request.who, newest)
    if not (made.headlines or made.changes):
        messages.say("nothing changed: ask for another stretch, or see with onrecord topics what it asks for")
        return SOME_REFUSED
    return ALL_READ


def _stretch(request: Request) -> Stretch | None:
    """The stretch that is asked for, None for what came since the last time."""
    stretch = stretches.read(request.asked)
    if not request.since_last:
        return stretch
    if stretch != Stretch():
        raise QuestionError("since-last", "it cannot be asked beside other days", "one of the two")
    return None


def _settings(request: Request) -> DeliverySettings | None:
    if request.settings is None:
        if request.format == "eml":
            raise QuestionError("settings", "a letter is from somebody", "--settings onrecord.toml")
        return None
    from onrecord.delivery import settings

    return settings.read(request.settings)


def _since_last(request: Request, desk: Desk, topic: Topic, store: Store, newest: int) -> Digest:
    """What was noticed since this person was told last: also what was published before, and came later."""
    told = kept.told(desk, topic.number, request.who) or 0
    found = following.since_number(store, topics.read(topic.asked), told, until=newest)
    before = log.read(store, [told])
    since = before[0].recorded_at if before else ""
    until = max((change.recorded_at for change in found), default=since or _BEGINNING)
    return _digest(topic, found, since, until)


def _of_days(topic: Topic, store: Store, stretch: Stretch) -> Digest:
    """What was published then; of no days in particular the week up to the newest change."""
    asked = topics.read(topic.asked)
    if stretch == Stretch():
        last = following.changes(store, asked, limit=1)
        stretch = stretches.week_up_to(last[0].at) if last else stretch
    since, until = stretch.behind
    found = following.changes(store, asked, since=since, until=until, limit=topics.MOST)
    last_at = found[-1].at if found else _BEGINNING
    return _digest(
        topic, found, stretch.since or _BEGINNING, stretch.until or max(last_at, stretch.since or "")
    )


def _digest(topic: Topic, found: tuple[Change, ...], since: str, until: str) -> Digest:
    # Late is what is no news to readers of letters. Who asks for days by hand asks for all of them.
    every = [replace(change, is_late=False) for change in found]
    return digest(topic.name, every, since=since, until=until)


def _text(made: Digest, request: Request, topic: Topic, settings: DeliverySettings | None) -> str:
    links = _links(request, topic, settings)
    if request.format == "json":
        from onrecord.display import digest_json

        return json.dumps(digest_json.describe(made), ensure_ascii=False, indent=2) + "\n"
    if request.format == "markdown":
        from onrecord.display.digest_markdown import digest_markdown

        return digest_markdown(made, links, most=_ALL)
    if request.format == "html":
        from onrecord.display.digest_html import digest_html

        return digest_html(made, links)
    if settings is not None and request.format == "eml":
        return _letter(made, request, topic, settings, links)
    from onrecord.display.digest_text import digest_text

    return digest_text(made, links, most=_ALL)


def _links(request: Request, topic: Topic, settings: DeliverySettings | None) -> Links:
    from onrecord.display.links import web_address

    site = request.site or (settings.site if settings else None)
    if site is None:
        return Links()
    if web_address(site) is None:
        raise QuestionError("site", "it is no address of the web", "https://news.example.org")
    return Links(base=site, topic=f"{site.rstrip('/')}/topics/{topic.key}")


def _letter(made: Digest, request: Request, topic: Topic, settings: DeliverySettings, links: Links) -> str:
    """The letter as it would be sent, but of the digest's own time."""
    from onrecord.delivery import letters
    from onrecord.delivery.mail_address import MailAddress, NoMailAddress

    try:
        to = MailAddress.read(request.to).bare if request.to else settings.mail.sender.bare
    except NoMailAddress as error:
        raise QuestionError("to", f"{typed.shown(request.to or '')} {error}", "ana@example.org") from None
    named = letters.message_id(settings, "digest", topic.key, made.since, made.until)
    letter = letters.digest_letter(made, to=to, topic=topic, settings=settings, links=links, message_id=named)
    date = format_datetime(datetime.fromisoformat(made.until)).encode()
    return _DATE.sub(b"Date: " + date, letter, count=1).decode("ascii").replace("\r\n", "\n")
