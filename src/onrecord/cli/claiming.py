"""One run of `onrecord stories --from` or `onrecord claims --from`: articles in, no ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path

from rich.console import Console

from onrecord.cli.ending import exit_code
from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import Output, write_out
from onrecord.cli.progress import Counter, Meter
from onrecord.cli.stopping import Stopping
from onrecord.pipeline.claiming import Collection, Gathered, gather
from onrecord.records import Account, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    names: tuple[str, ...]
    format: str
    output: Path | None = None
    published: str | None = None
    any_language: bool = False
    workers: int | None = None
    allow_private: bool = False


@dataclass(slots=True)
class Tally:
    """How many articles were taken up, and how many pages were refused."""

    articles: int = 0
    refused: int = 0

    @property
    def exit_code(self) -> int:
        """0 when all was read, 1 when some was refused, 2 when nothing was read."""
        if not self.articles:
            return NOTHING_READ
        return SOME_REFUSED if self.refused else ALL_READ


def print_stories(request: Request) -> int:
    """Group the articles, print the stories and return the exit code."""
    messages = Messages()
    return exit_code(messages, partial(_stories, request, messages))


def print_claims(request: Request) -> int:
    """Match the statements of the articles, print the claims and return the exit code."""
    messages = Messages()
    return exit_code(messages, partial(_claims, request, messages))


def _stories(request: Request, messages: Messages) -> int:
    collection, tally = collect(
        request, messages, Collection(copies=request.format == "table"), statements=False
    )
    write_out(
        request.output, partial(_story_texts, collection, request.format), as_utf8=request.format != "table"
    )
    stories = len({story for _, story in collection.story_of()})
    many = "story" if stories == 1 else "stories"
    messages.say(
        f"{counted(tally.articles, 'article')} in {stories:,} {many}, {tally.refused or 'none'} refused"
    )
    return tally.exit_code


def _story_texts(collection: Collection, format: str, output: Output) -> Iterator[str]:  # noqa: A002
    if format == "table":
        from onrecord.cli.story_tables import stories_table

        yield from stories_table(collection.stories(), output.stream)
    else:
        from onrecord.display.claim_json import encoded

        yield from encoded({"id": article, "story": story} for article, story in collection.story_of())


def _claims(request: Request, messages: Messages) -> int:
    collection, tally = collect(request, messages, Collection(copies=request.format == "table"))
    claims = 0

    def refuse(refusal: Refusal) -> None:
        tally.refused += 1
        messages.refuse(refusal)

    def told() -> Iterator[Account]:
        nonlocal claims
        stories = len({story for _, story in collection.story_of()})
        counter = counter_beside(request.output, messages, "matching", "stories", total=stories)
        try:
            for account in collection.accounts(refused=refuse):
                claims += len(account.claims)
                counter.count()
                yield account
        finally:
            counter.close()

    write_out(
        request.output,
        lambda output: claim_texts(told(), request.format, output),
        as_utf8=request.format != "table",
    )
    found = f"{counted(claims, 'claim')} in {counted(tally.articles, 'article')}"
    messages.say(f"{found}, {tally.refused or 'none'} refused")
    return tally.exit_code


def claim_texts(
    accounts: Iterable[Account],
    format: str,  # noqa: A002
    output: Output,
    *,
    in_full: bool = True,
) -> Iterator[str]:
    """The claims of stories, as they come: a table for each story, or a line of JSON for each claim."""
    from onrecord.display.claim_json import account_claims, encoded

    if format != "table":
        for account in accounts:
            yield from encoded(account_claims(account))
        return
    from onrecord.cli.story_tables import claims_text

    blank = ""
    for account in (each for each in accounts if each.claims):
        for text in claims_text(account, output.stream, in_full=in_full):
            yield blank + text
            blank = ""
        blank = "\n"


def counter_beside(
    output: Path | None, messages: Messages, doing: str, noun: str, total: int | None = None
) -> Counter:
    """A counter on standard error, and none where what is counted scrolls by on the terminal itself."""
    is_beside = output is not None or not sys.stdout.isatty()
    return Counter(
        messages.console if is_beside else Console(quiet=True, file=StringIO()), doing, noun, total
    )


def collect(
    request: Request, messages: Messages, collection: Collection, *, statements: bool = True
) -> tuple[Collection, Tally]:
    """Take up what the names lead to; refusals are told as they come. Raises KeyboardInterrupt on Ctrl-C."""
    tally = Tally()
    meter = Meter(messages.console, shown=messages.console.is_terminal)
    try:
        with Stopping() as stopping:
            for gathered in stopping.until_asked(gathering(request, meter, statements=statements)):
                refusal = collection.add(gathered)
                if refusal is not None:
                    tally.refused += 1
                    messages.refuse(refusal)
                tally.articles = len(collection)
                meter.article_done()
    finally:
        meter.close()
    if stopping.asked:
        # Half of the articles make other stories than all of them: what there is so far would mislead.
        raise KeyboardInterrupt
    return collection, tally


def gathering(request: Request, meter: Meter, *, statements: bool = True) -> Iterator[Gathered]:
    """What becomes of each page that the names lead to."""
    # A generator, so that Ctrl-C is obeyed during the imports and the look through the folders, too.
    from onrecord import intake
    from onrecord.net import Fetcher

    if meter.shown:
        meter.expect(intake.total_bytes(request.names))
    with Fetcher(allow_private=request.allow_private) as fetcher:
        yield from gather(
            meter.drawing(intake.read(request.names, fetcher=fetcher)),
            statements=statements,
            any_language=request.any_language,
            published=request.published,
            workers=request.workers,
        )
