"""Runs of the commands that ask a ledger about stories and claims: brought up to date first, then read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from onrecord.cli.claiming import claim_texts
from onrecord.cli.ending import exit_code
from onrecord.cli.grouping import up_to_date
from onrecord.cli.messages import ALL_READ, SOME_REFUSED, Messages
from onrecord.cli.output import Output, write_out
from onrecord.display.claim_json import (
    account_claims,
    describe_account,
    describe_story,
    encode,
    encoded,
)
from onrecord.ledger import Store, stories
from onrecord.pipeline import accounts
from onrecord.records import Account, Story

T = TypeVar("T")
_NOTHING = "nothing was found: ask for less, or see with onrecord status what there is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    ledger: Path
    format: str
    output: Path | None = None
    words: str = ""
    since: str | None = None
    outlet: str | None = None
    limit: int = 50


def print_stories(request: Request) -> int:
    """Print the stories that were asked for; the exit code."""
    return _run(request, partial(_found, request), _stories_texts)


def print_claims(request: Request) -> int:
    """Print the claims of the stories that were asked for; the exit code."""

    def found(store: Store) -> list[Account]:
        return [accounts.account(store, story.id) for story in _found(request, store)]

    return _run(request, found, claim_texts)


def print_disputes(request: Request) -> int:
    """Print the claims that are disputed; the exit code."""

    def found(store: Store) -> tuple[Account, ...]:
        return accounts.disputes(store, since=request.since, limit=request.limit)

    return _run(request, found, partial(claim_texts, in_full=False))


def print_story(request: Request, name: str) -> int:
    """Print all that is known of one story; the exit code."""

    def found(store: Store) -> list[tuple[Account, tuple[stories.StoryLine, ...]]]:
        account = accounts.account(store, name)
        return [(account, stories.lines(store, account.story.id))]

    return _run(request, found, _story_texts)


def print_claim(request: Request, name: str) -> int:
    """Print one claim with its appearances; the exit code."""

    def found(store: Store) -> list[Account]:
        return [accounts.claim_account(store, name)]

    return _run(request, found, _claim_texts)


def _run(
    request: Request,
    find: Callable[[Store], Iterable[T]],
    texts: Callable[[list[T], str, Output], Iterator[str]],
) -> int:
    messages = Messages()

    def work() -> int:
        with up_to_date(request.ledger, messages) as store:
            found = list(find(store))
        write_out(
            request.output,
            lambda output: texts(found, request.format, output),
            as_utf8=request.format != "table",
        )
        if not found:
            messages.say(_NOTHING)
        return ALL_READ if found else SOME_REFUSED

    return exit_code(messages, work)


def _found(request: Request, store: Store) -> tuple[Story, ...]:
    return stories.stories(
        store, words=request.words, since=request.since, outlet=request.outlet, limit=request.limit
    )


def _stories_texts(found: list[Story], format: str, output: Output) -> Iterator[str]:  # noqa: A002
    if format == "table":
        from onrecord.cli.story_tables import stories_table

        yield from stories_table(found, output.stream)
    else:
        yield from encoded(map(describe_story, found))


def _story_texts(
    found: list[tuple[Account, tuple[stories.StoryLine, ...]]],
    format: str,  # noqa: A002
    output: Output,
) -> Iterator[str]:
    for account, lines in found:
        if format == "table":
            from onrecord.cli.story_tables import account_text

            yield from account_text(account, lines, output.stream)
        else:
            yield f"{encode(describe_account(account))}\n"


def _claim_texts(found: list[Account], format: str, output: Output) -> Iterator[str]:  # noqa: A002
    for account in found:
        if format == "table":
            from onrecord.cli.claim_page import claim_text

            yield from claim_text(account, output.stream)
        else:
            yield from encoded(account_claims(account))
