"""What `onrecord follow`, `unfollow` and `topics` do: topics kept at the desk."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import clock
from onrecord.cli import at_desk, stretches
from onrecord.cli.ending import exit_code
from onrecord.cli.grouping import up_to_date
from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import open_output, write_out
from onrecord.cli.stretches import Stretch
from onrecord.desk import topics as kept
from onrecord.display.claim_json import encode
from onrecord.display.visible import escaped
from onrecord.ledger import changes as log
from onrecord.ledger import topics
from onrecord.ledger.topics import TopicAsked
from onrecord.ledger.typed import QuestionError
from onrecord.pipeline import following

if TYPE_CHECKING:
    from onrecord.desk.file import Desk
    from onrecord.desk.topics import Topic
    from onrecord.ledger import Store

_LARGEST = 64_000_000  # bytes of a file of topics; what may stand in it, the desk knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A topic as it was asked for on the command line. `name` None: it is made of what is asked."""

    asked: tuple[tuple[str, str], ...]
    name: str | None
    feeds: tuple[str, ...]
    is_public: bool
    person: str | None


def follow(ledger: Path, wanted: Wanted) -> int:
    """Keep a topic, say what it would have brought, and return the exit code."""
    messages = Messages()

    def work() -> int:
        asked = topics.read(wanted.asked)
        with at_desk.opened(ledger, make=True) as desk:
            topic = kept.add(
                desk,
                wanted.name or _name(wanted.asked),
                wanted.asked,
                feeds=wanted.feeds,
                is_public=wanted.is_public,
                made_by=wanted.person,
            )
        _say(f"{topic.name} is followed, as {topic.key}")
        if not ledger.exists():
            messages.say(f"there is no ledger {ledger} yet: onrecord add or onrecord run fills one")
            return ALL_READ
        with up_to_date(ledger, messages, noticing=True) as store:
            _say(_preview(store, asked))
        _say(f"onrecord changes {topic.key} lists them, onrecord digest {topic.key} makes a digest")
        return ALL_READ

    return exit_code(messages, work)


def unfollow(ledger: Path, named: str, *, is_sure: bool) -> int:
    """Let go of a topic, and return the exit code. One that others hang on only where the person is sure."""
    from onrecord.desk import hooks, subscribers

    def work(desk: Desk) -> int:
        topic = kept.find(desk, named)
        readers = len(subscribers.of_topic(desk, topic.number))
        calls = sum(hook.topic == topic.number for hook in hooks.all_hooks(desk))
        hanging = [counted(readers, "subscription")] if readers else []
        hanging += [counted(calls, "hook")] if calls else []
        if hanging and not is_sure:
            told = f"onrecord: {topic.name} has {' and '.join(hanging)}, which go with it: say so with --yes"
            Messages().say(told)
            return NOTHING_READ
        kept.remove(desk, topic.number)
        _say(f"{topic.name} is followed no more{': ' + ' and '.join(hanging) + ' ended' if hanging else ''}")
        return ALL_READ

    return at_desk.perform(ledger, work)


def list_topics(ledger: Path, format: str, output: Path | None) -> int:  # noqa: A002
    """Print the topics, and return the exit code."""

    def work(desk: Desk) -> int:
        found = kept.all_topics(desk)
        if format == "table":
            from onrecord.cli.topic_table import topics_table

            write_out(output, lambda to: topics_table(found, to.stream), as_utf8=False)
        else:
            write_out(output, lambda _: (f"{_row(topic)}\n" for topic in found), as_utf8=True)
        if not found:
            Messages().say(at_desk.NO_TOPIC)
        return ALL_READ if found else SOME_REFUSED

    return at_desk.perform(ledger, work)


def export_topics(ledger: Path, path: Path) -> int:
    """Write all topics as a file that `import_topics` reads; "-" is standard output."""
    return at_desk.perform(ledger, lambda desk: _write(path, kept.export(desk)))


def import_topics(ledger: Path, path: Path, *, replace: bool, person: str | None) -> int:
    """Take in the topics of a file, all or none, and return the exit code."""

    def work(desk: Desk) -> None:
        taken = kept.import_(desk, _text(path), replace=replace, made_by=person)
        for topic in taken:
            _say(f"{topic.name} is followed, as {topic.key}")
        _say(f"{counted(len(taken), 'topic')} taken in")

    return at_desk.perform(ledger, work, make=True)


def export_feeds(ledger: Path, path: Path, site: str | None) -> int:
    """Write the feeds of topics as OPML: those that they name, and with a `site` their own."""
    from onrecord.display.links import web_address
    from onrecord.display.opml import opml

    def work(desk: Desk) -> None:
        if site is not None and web_address(site) is None:
            raise QuestionError("site", "it is no address of the web", "https://news.example.org")
        own = f"{site.rstrip('/')}/topics/{{}}/feed.atom" if site else ""
        found = ((topic, [own.format(topic.key)] if own else []) for topic in kept.all_topics(desk))
        _write(path, opml([(topic.name, [*first, *topic.feeds]) for topic, first in found]))

    return at_desk.perform(ledger, work)


def asks(topic: Topic) -> str:
    """What a topic asks, as it is written behind `onrecord follow`."""
    words = [text for option, text in topic.asked if option == "words"]
    return " ".join(
        [*words, *(f"--{name} {shlex.quote(text)}" for name, text in topic.asked if name != "words")]
    )


def _name(asked: Sequence[tuple[str, str]]) -> str:
    words = " ".join(text for option, text in asked if option == "words").replace('"', "")
    others = [text for option, text in asked if option != "words"]
    return (words or ", ".join(others))[:100]


def _preview(store: Store, asked: TopicAsked) -> str:
    """What the topic would have brought in the last seven days, or in the last that are on record."""
    newest = following.changes(store, asked, limit=1)
    if not newest:
        return "nothing on record is of it yet"
    now = clock.now()
    is_past = (now - datetime.fromisoformat(newest[0].at)).days >= 7
    week = stretches.week_up_to(newest[0].at if is_past else now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    count = counted(_count(store, asked, week), "change")
    days = f"the week up to {newest[0].at[:10]}, its newest" if is_past else "the last 7 days"
    return f"this would have brought {count} in {days} (by day of publication)"


def _count(store: Store, asked: TopicAsked, week: Stretch) -> int:
    return len(log.within(store, topics.matching(store, asked), *week.behind))


def _row(topic: Topic) -> str:
    return encode(
        {
            "number": topic.number,
            "key": topic.key,
            "name": topic.name,
            "asked": [list(pair) for pair in topic.asked],
            "feeds": list(topic.feeds),
            "public": topic.is_public,
            "made_by": topic.made_by,
            "made_at": topic.made_at,
        }
    )


def _write(path: Path, text: str) -> None:
    output = open_output(None if str(path) == "-" else path, as_utf8=True)
    try:
        output.write(text)
    except BaseException:
        output.discard()
        raise
    output.finish()


def _text(path: Path) -> str:
    """A file of topics, "-" is standard input."""
    try:
        if str(path) == "-":
            raw = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(_LARGEST + 1)
        return raw.decode("utf-8")
    except OSError as error:
        raise kept.TopicFileError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise kept.TopicFileError(f"{path} is no file of topics: it is not UTF-8") from error


def _say(text: str) -> None:
    sys.stdout.write(f"{escaped(text)}\n")
