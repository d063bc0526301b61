"""One article of the ledger, as `onrecord read` prints an article, with its history behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from onrecord.cli.messages import ALL_READ, NOTHING_READ, READER_GONE, Messages
from onrecord.cli.output import Output, let_go_of_stdout, write_out
from onrecord.cli.status_page import titled_table
from onrecord.display.selection import Selection, View
from onrecord.display.visible import one_line
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.ledger.articles import ArticleState


def show(ledger: Path, name: str, *, version: int | None, format: str, output: Path | None) -> int:  # noqa: A002
    """Print one article; the exit code."""
    from onrecord.ledger import open_store
    from onrecord.ledger.articles import article

    try:
        store = open_store(ledger, create=False, read_only=True)
        try:
            found = article(store, name, version)
        finally:
            store.close()
        write_out(output, partial(_texts, found, format), as_utf8=format != "table")
    except BrokenPipeError:
        let_go_of_stdout()
        return READER_GONE
    except OnrecordError as error:
        Messages().say(f"onrecord: {error}")
        return NOTHING_READ
    return ALL_READ


def _texts(found: ArticleState, format: str, output: Output) -> Iterator[str]:  # noqa: A002
    from onrecord.cli.json_article import json_array, json_lines

    view = Selection(deeds=format in ("json", "jsonl")).view(found.reading)
    if format == "html":
        from onrecord.cli.html_page import html_page

        yield from html_page([view])
    elif format != "table":
        yield from (json_array if format == "json" else json_lines)([view.reading])
    else:
        yield from _tables(found, view, output)


def _tables(found: ArticleState, view: View, output: Output) -> Iterator[str]:
    from onrecord.cli.table import Tables

    yield from Tables(output.stream).print([view])
    console = Console(file=output.stream, markup=False, emoji=False, highlight=False)
    for table in (_versions(found), _changes(found), _appearances(found)):
        if table is not None:
            with console.capture() as capture:
                console.print()
                console.print(table)
            yield "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
    if found.copies:
        first = "this is the first" if found.text_group == found.key else f"{found.text_group} is the first"
        yield f"\nThe same text ({first}) stands in: {', '.join(found.copies)}\n"


def _versions(found: ArticleState) -> Table | None:
    if len(found.versions) == 1:
        return None
    table = titled_table(
        f"Versions of {found.key}", "version", "written down", "statements", "changes", "headline"
    )
    for each in found.versions:
        shown = f"{each.number} (above)" if each.number == found.version else str(each.number)
        changes = str(each.changes) if each != found.versions[0] else ""
        moment = f"{each.recorded_at[:16].replace('T', ' ')} UTC"
        table.add_row(shown, moment, str(each.statements), changes, one_line(each.headline or ""))
    return table


def _changes(found: ArticleState) -> Table | None:
    if not found.changes:
        return None
    table = titled_table("What changed", "version", "change", "before", "after")
    for each in found.changes:
        before, after = _told(each.who_before, each.before), _told(each.who_after, each.after)
        table.add_row(str(each.version), each.change, before, after)
    return table


def _told(who: str | None, content: str | None) -> str:
    if content is None:
        return ""
    return one_line(f"{who or '(unnamed)'}: {content}")


def _appearances(found: ArticleState) -> Table:
    table = titled_table("Where it appeared", "version", "outlet", "address", "published", "fetched")
    for each in found.appearances:
        table.add_row(
            str(each.version),
            one_line(each.outlet or ""),
            one_line(each.address) + (f"\n{one_line(each.archive_url)}" if each.archive_url else ""),
            (each.published_at or "")[:10],
            (each.fetched_at or "")[:10],
        )
    return table
