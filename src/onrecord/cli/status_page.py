"""The ledger at a glance, as tables for eyes or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.messages import ALL_READ, NOTHING_READ, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import open_output
from onrecord.display.visible import one_line
from onrecord.errors import OnrecordError
from onrecord.ledger.status import KEPT, Status

_BAR = 20
_OUTLETS = 12
_FEEDS = 12


def show(ledger: Path, *, as_json: bool) -> int:
    """Print the status of a ledger; the exit code."""
    from onrecord.ledger import open_store
    from onrecord.ledger.status import status

    try:
        store = open_store(ledger, create=False, read_only=True)
        try:
            found = status(store)
        finally:
            store.close()
    except OnrecordError as error:
        Messages().say(f"onrecord: {error}")
        return NOTHING_READ
    output = open_output(None, as_utf8=as_json)
    if as_json:
        output.write(json.dumps({"ledger": str(ledger), **asdict(found)}, indent=2) + "\n")
    else:
        _print(ledger, found, Console(file=sys.stdout, markup=False, emoji=False, highlight=False))
    return ALL_READ


def _print(ledger: Path, found: Status, console: Console) -> None:
    size = f"{_bytes(found.file_bytes)}, {_bytes(found.page_bytes)} of it pages as they came"
    console.print(Text.assemble((one_line(str(ledger)), "bold"), f"   {size}"))
    console.print()
    facts = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    for name, value in _facts(found):
        facts.add_row(name, value)
    console.print(facts)
    for table in (_runs(found), _feeds(found), _refusals(found), _health(found)):
        if table.row_count:
            console.print()
            console.print(table)


def _facts(found: Status) -> Iterator[tuple[str, str]]:
    versions = f" in {found.versions:,} versions" if found.versions != found.articles else ""
    undated = f", {found.undated:,} of them undated" if found.undated else ""
    yield "articles", f"{found.articles:,}{versions}{undated}"
    met = f"{counted(found.appearances, 'appearance')}, {counted(found.outlets, 'outlet')}"
    yield "texts", f"{found.texts:,} independent; {met}"
    earlier = found.lines - found.statements
    yield (
        "statements",
        f"{found.statements:,}" + (f"; {counted(earlier, 'earlier line')} kept" if earlier else ""),
    )
    yield "sources", f"{found.sources:,} named; {found.unnamed:,} statements have no name"
    yield "said", _days(found.first_said, found.last_said)
    yield "published", _days(found.first_published, found.last_published)
    if found.corrections:
        yield "corrected", counted(found.corrections, "statement")
    if found.forgotten:
        yield "taken out", counted(found.forgotten, "article")


def _runs(found: Status) -> Table:
    table = titled_table("Last runs", "run", "began", "ended", "outcome", "statements")
    for run in found.runs:
        ended = _minute(run.ended_at) if run.ended_at else ""
        table.add_row(run.command, _minute(run.started_at), ended, run.outcome, f"{run.statements:,}")
    return table


def _feeds(found: Status) -> Table:
    failing = sum(feed.failures > 0 for feed in found.feeds)
    title = f"Feeds that are watched: {len(found.feeds)}, {failing or 'none'} failing"
    table = titled_table(title, "feed", "asked", "due", "failures", "because")
    for feed in sorted(found.feeds, key=lambda each: -each.failures)[:_FEEDS]:
        table.add_row(
            one_line(feed.title or feed.address),
            _minute(feed.asked_at or ""),
            _minute(feed.due_at or ""),
            str(feed.failures or ""),
            one_line(feed.message or ""),
        )
    return table


def _refusals(found: Status) -> Table:
    table = titled_table("Refused", "pages", "stage", "reason", "for example")
    for each in found.refusals:
        table.add_row(f"{each.pages:,}", each.stage, one_line(each.reason), one_line(each.example))
    return table


def _health(found: Status) -> Table:
    title = f"HTML pages of which at least {KEPT:.0%} of the visible words were kept"
    table = titled_table(title, "outlet", "pages", "kept", "")
    losing = [each for each in found.health if each.kept < each.pages]
    for each in losing[:_OUTLETS]:
        share = each.kept / each.pages
        outlet = one_line(each.outlet or "(outlet unknown)")
        table.add_row(outlet, f"{each.pages:,}", f"{share:.0%}", "█" * round(share * _BAR))
    for name, rest in (("others", losing[_OUTLETS:]), ("all kept", found.health[len(losing) :])):
        if rest:
            pages, kept = sum(each.pages for each in rest), sum(each.kept for each in rest)
            outlets = f"({name}: {len(rest)} outlet{'' if len(rest) == 1 else 's'})"
            table.add_row(outlets, f"{pages:,}", f"{kept / pages:.0%}", "█" * round(kept / pages * _BAR))
    return table


def titled_table(title: str, *columns: str) -> Table:
    """An empty table of the look that all tables about the ledger have."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.title_style = "bold"
    table.header_style = "dim"
    for column in columns:
        is_number = column in ("pages", "statements", "kept")
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    return table


def _days(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return "unknown"
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"


def _minute(moment: str) -> str:
    return f"{moment[:10]} {moment[11:16]} UTC" if moment else ""


def _bytes(count: int) -> str:
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"
