"""One run of `onrecord correct`: what a person decides, and the line that came of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.cli.commands.correct import UNKNOWN
from onrecord.cli.entry_table import table
from onrecord.cli.messages import ALL_READ, NOTHING_READ, Messages
from onrecord.cli.options import current_user
from onrecord.errors import OnrecordError
from onrecord.records import Span

_SPANS = ("source", "cue", "content")
_SPAN = re.compile(r"\s*(\d{1,9})\s*[:-]\s*(\d{1,9})\s*")


def perform(
    ledger: Path,
    line: str,
    asked: Mapping[str, str | list[str]],
    *,
    withdraw: bool,
    undo: bool,
    person: str | None,
    why: str,
) -> int:
    """Correct, show the line that stands now, and return the exit code."""
    messages = Messages()
    try:
        _correct(ledger, line, asked, withdraw=withdraw, undo=undo, person=person or current_user(), why=why)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    return ALL_READ


def _correct(
    ledger: Path,
    line: str,
    asked: Mapping[str, str | list[str]],
    *,
    withdraw: bool,
    undo: bool,
    person: str,
    why: str,
) -> None:
    from onrecord.ledger import correct, open_store
    from onrecord.ledger.entries import entries

    store = open_store(ledger, create=False)
    try:
        named = int(line) if line.isdigit() else line
        if undo:
            if asked or withdraw:
                raise correct.CorrectionError("--undo takes no other option: correct it afterwards")
            number = correct.undo(store, named, person=person, why=why)
        else:
            put = correct.Correction(**_fields(asked), withdrawn=withdraw)
            number = correct.correct(store, named, put, person=person, why=why)
        if withdraw:
            sys.stdout.write(f"line {number} was taken back\n")
            return
        sys.stdout.write("".join(table(entries(store.connection, [number]), sys.stdout)))
    finally:
        store.close()


def _fields(asked: Mapping[str, str | list[str]]) -> dict[str, Any]:
    """The fields of a Correction, which checks their values itself."""
    return {
        field: _spans(field, value) if field in _SPANS else _value(value) for field, value in asked.items()
    }


def _value(value: str | list[str]) -> str | list[str] | None:
    return None if value == UNKNOWN else value


def _spans(field: str, value: str | list[str]) -> tuple[Span, ...] | None:
    from onrecord.ledger.correct import CorrectionError

    if value == UNKNOWN:
        return None
    found = [_SPAN.fullmatch(piece) for piece in str(value).split(",")]
    if not all(found):
        raise CorrectionError(f"{value!r} tells no place for {field}: write 120:134, or 120:134,150:160")
    return tuple(Span(int(match[1]), int(match[2])) for match in found if match)
