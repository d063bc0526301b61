"""What persons decided on the model's statements: a table for eyes, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from rich.console import RenderableType
from rich.table import Table

from onrecord.cli.claim_tables import console_for, rendered
from onrecord.cli.options import counted
from onrecord.cli.status_page import titled_table
from onrecord.display.visible import one_line
from onrecord.ledger.precision import Precision, Share, Tally

_NUMBERS = ("reviewed", "accepted", "corrected", "rejected")
_NAMES = {"said_at": "when it was said", "event_times": "times in it", "entity": "who that is"}
_SAMPLE = "The least sure are shown to reviewers first: of all statements more may be right than of these."


def tables(found: Precision, stream: TextIO) -> Iterator[str]:
    """The tally of all and of each model, and how often each field was put right."""
    fields: list[RenderableType] = ["", _fields(found)] if found.by_field else []
    yield rendered(
        console_for(stream),
        f"Precision on reviewed: {_share(found.precision)} of {counted(found.reviewed, 'statement')}",
        f"Source, cue and content right: {_share(found.spans)}",
        "",
        _models(found),
        *fields,
        "",
        _SAMPLE,
    )


def json_rows(found: Precision) -> Iterator[str]:
    """One line for all, with the fields that were put right; one for each model."""
    yield _row(None, found, put_right=dict(found.by_field))
    for model, tally in found.by_model.items():
        yield _row(model, tally)


def _models(found: Precision) -> Table:
    table = titled_table("By the model that found them", "model")
    for name in (*_NUMBERS, "right", "spans right"):
        table.add_column(name, justify="right", no_wrap=True)
    for model, tally in found.by_model.items():
        numbers = (f"{getattr(tally, name):,}" for name in _NUMBERS)
        table.add_row(one_line(model), *numbers, _percent(tally.precision), _percent(tally.spans))
    return table


def _fields(found: Precision) -> Table:
    table = titled_table("What was put right", "field")
    table.add_column("statements", justify="right")
    table.add_column("of reviewed", justify="right")
    for name, times in found.by_field.items():
        table.add_row(_NAMES.get(name, name), f"{times:,}", _percent(Share(times, found.reviewed)))
    return table


def _share(share: Share) -> str:
    return f"{_percent(share)} (95 %: {share.low:.0%} to {share.high:.0%})"


def _percent(share: Share) -> str:
    return f"{share.value:.0%}" if share.value is not None else ""


def _row(model: str | None, tally: Tally, **more: Any) -> str:
    shares = {"precision": tally.precision, "spans": tally.spans}
    told = {name: {"share": each.value, "low": each.low, "high": each.high} for name, each in shares.items()}
    counts = {name: getattr(tally, name) for name in (*_NUMBERS, "spans_right")}
    return json.dumps({"model": model, **counts, **told, **more}) + "\n"
