"""Values of a row as the cells of a table: text or numbers, nothing that a spreadsheet would run."""

from __future__ import annotations

import math
import re

from onrecord.ledger.export.columns import Value
from onrecord.ledger.export.json_line import clean, json_line
from onrecord.records import Figure, Span

Cell = str | int | float | None
# What Excel, LibreOffice and Google Sheets may take for a formula (OWASP, "CSV injection"): it begins with
# one of these signs, also their full-width forms, perhaps behind blanks and control characters; or with a tab
# or an end of line, which split a cell. Apostrophes count as well, so that ours can be told from the text's.
_RUNS = re.compile("[\\s\x00-\x1f\x7f\ufeff']*[=+\\-@＝＋－＠]|'*[\t\r\n]")


def cell(value: Value) -> Cell:
    """The cell of a value: lists of words with "; " between, spans and figures as JSON; None where empty."""
    if not isinstance(value, tuple):
        return clean(value) if isinstance(value, str) else value
    if not value:
        return None
    if isinstance(value[0], str):
        return clean("; ".join(each for each in value if isinstance(each, str)))
    return json_line([plain(each) for each in value if not isinstance(each, str)])


def plain(value: Span | Figure) -> object:
    """A span or a figure as JSON has it."""
    if not isinstance(value, Figure):
        return list(value)
    return {
        "start": value.start,
        "end": value.end,
        "low": _finite(value.low),
        "high": _finite(value.high),
        "approximate": value.approximate,
        "unit": value.unit,
        "counted": value.counted,
    }


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before one that it might."""
    return f"'{text}" if _RUNS.match(text) else text


def original(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text, 1) else text


def is_harmless(text: str) -> bool:
    """Whether no spreadsheet would take it for a formula."""
    return _RUNS.match(text) is None


def _finite(bound: float | None) -> float | None:
    # JSON has no infinity, which is what a number of 400 digits comes to.
    try:
        return float(bound) if bound is not None and math.isfinite(bound) else None
    except OverflowError:
        return None
