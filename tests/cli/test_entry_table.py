"""Rows of `onrecord ask`: who, what in its sentence, and where it stands."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.entry_lines import csv_lines, json_lines
from onrecord.cli.entry_table import table
from onrecord.records import Entry, Source, Span, Statement, Words

TEXT = "Ida Holm denied that the school would be sold."
ENTRY = Entry(
    number=7,
    statement=Statement(
        id="0123456789abcdef",
        source=Source((Span(0, 8),), "Ida Holm", name="Ida Holm", role="mayor of Sund", kind="person"),
        cue=Words((Span(9, 15),), "denied"),
        content=Words((Span(21, 45),), TEXT[21:45]),
        quotation="indirect",
        within=None,
        score=0.9,
        act="deny",
        said_at="2025-03-04",
    ),
    figures=(),
    article="1c9f2c6a",
    version=1,
    headline="School stays",
    outlet="The Pier",
    url="https://pier.example/1",
    published_at="2025-03-04T10:00:00Z",
    sentence=Words((Span(0, 46),), TEXT),
    line=3,
    maker="model",
    recorded_at="2025-03-05T00:00:00.000000Z",
)


def printed(entry: Entry) -> str:
    return " ".join("".join(table([entry], io.StringIO(), width=160)).split())


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            ENTRY,
            ["7 Ida Holm", "mayor of Sund", "deny", "2025-03-04", TEXT, "The Pier · 2025-03-04 · 1c9f2c6a:3"],
        ),
        # Without an outlet the host tells whose it is.
        (replace(ENTRY, outlet=None), ["pier.example · 2025-03-04"]),
        (replace(ENTRY, outlet=None, url="http://["), ["2025-03-04 · 1c9f2c6a:3"]),
        (replace(ENTRY, statement=replace(ENTRY.statement, source=None)), ["—"]),
        (replace(ENTRY, headline="\x1b[2Jgone"), [r"\x1b[2Jgone"]),
    ],
)
def test_a_row(entry: Entry, told: list[str]) -> None:
    for words in told:
        assert words in printed(entry)


def test_nothing_is_printed_of_nothing() -> None:
    assert list(table([], io.StringIO())) == []


@given(st.text(alphabet=st.characters(), max_size=40))
def test_hostile_words_harm_nobody(words: str) -> None:
    entry = replace(ENTRY, headline=words, sentence=Words((Span(0, 46),), TEXT[:20] + words), outlet=words)
    shown = "".join(table([entry], io.StringIO(), width=100))
    assert not any(sign < " " and sign != "\n" for sign in shown)
    assert len(list(json_lines([entry]))) == 1
    assert len(list(csv_lines([entry]))) == 2
