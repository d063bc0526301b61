"""One run of `onrecord read`: pages in, articles out as they come, refusals and counts to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from onrecord.cli.ending import exit_code
from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, STOPPED, Messages
from onrecord.cli.output import Output, open_output
from onrecord.cli.progress import Meter
from onrecord.cli.stopping import Stopping
from onrecord.display.selection import Selection, View
from onrecord.records import Act, Reading, Refusal, StatementType

Printer = Callable[[Iterable[View]], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    names: tuple[str, ...]
    format: str
    published: str | None
    any_language: bool
    min_score: float
    types: frozenset[StatementType] | None
    acts: frozenset[Act] | None
    output: Path | None
    allow_private: bool = False


@dataclass(slots=True)
class Tally:
    """What came of the pages so far."""

    read: int = 0
    refused: int = 0
    statements: int = 0

    @property
    def exit_code(self) -> int:
        """0 when all was read, 1 when some was refused, 2 when nothing was read."""
        if not self.read:
            return NOTHING_READ
        return SOME_REFUSED if self.refused else ALL_READ

    def __str__(self) -> str:
        articles = f"{self.read} article{'' if self.read == 1 else 's'} read"
        statements = f"{self.statements} statement{'' if self.statements == 1 else 's'}"
        refused = f"{self.refused or 'none'} refused"
        return f"{articles} ({statements}), {refused}"


def perform(request: Request) -> int:
    """Read what was asked for and return the exit code."""
    messages = Messages()
    return exit_code(messages, lambda: _read_all(request, messages))


def _read_all(request: Request, messages: Messages) -> int:
    output = open_output(request.output, as_utf8=request.format != "table")
    tally = Tally()
    try:
        with Stopping() as stopping:
            views = _views(request, messages, tally, stopping)
            for text in _printer(request, output)(views):
                output.write(text)
    except BaseException:
        output.discard()
        raise
    if stopping.asked:
        _explain_stop(messages, tally, output.keep_part())
        return STOPPED
    output.finish()
    if tally.read + tally.refused > 1 or len(request.names) > 1:
        messages.say(str(tally))
    return tally.exit_code


def _views(request: Request, messages: Messages, tally: Tally, stopping: Stopping) -> Iterator[View]:
    selection = _selection(request)
    meter = Meter(messages.console, shown=_wants_progress(request, messages.console))
    try:
        for result in stopping.until_asked(_results(request, meter)):
            if isinstance(result, Refusal):
                tally.refused += 1
                messages.refuse(result)
                continue
            view = selection.view(result)
            yield view
            tally.read += 1
            tally.statements += len(view.reading.statements)
            meter.article_done()
    finally:
        meter.close()


def _selection(request: Request) -> Selection:
    # Eyes get what a reader would call who said what, programs all there is.
    deeds = request.format in ("json", "jsonl")
    return Selection(min_score=request.min_score, types=request.types, acts=request.acts, deeds=deeds)


def _results(request: Request, meter: Meter) -> Iterator[Reading | Refusal]:
    # A generator, so that Ctrl-C is obeyed during the imports and the look through the folders, too.
    from onrecord import intake, pipeline
    from onrecord.net import Fetcher

    if meter.shown:
        meter.expect(intake.total_bytes(request.names))
    with Fetcher(allow_private=request.allow_private) as fetcher:
        pages = meter.drawing(intake.read(request.names, fetcher=fetcher))
        yield from pipeline.run(pages, published=request.published, any_language=request.any_language)


def _wants_progress(request: Request, console: Console) -> bool:
    # Where the articles themselves scroll by on this terminal they are the progress.
    return console.is_terminal and (request.output is not None or not sys.stdout.isatty())


def _printer(request: Request, output: Output) -> Printer:
    from onrecord.cli.json_article import json_array, json_lines

    if request.format in ("json", "jsonl"):
        printed = json_array if request.format == "json" else json_lines
        return lambda views: printed(view.reading for view in views)
    if request.format == "html":
        from onrecord.cli.html_page import html_page

        return html_page
    from onrecord.cli.table import Tables

    return Tables(output.stream).print


def _explain_stop(messages: Messages, tally: Tally, part: Path | None) -> None:
    kept = f"; what was read is in {part}" if part else ""
    messages.say(f"stopped: {tally}{kept}")
