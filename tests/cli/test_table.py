"""Tables: aligned at any width, safe for a terminal, plain when piped."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from readings import Builder, article_of, ferry
from rich.cells import cell_len

from onrecord.cli.table import Tables
from onrecord.records import Reading


def printed(*readings: Reading, width: int = 80) -> str:
    return "".join(Tables(io.StringIO(), width=width).print(readings))


@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(ferry(), width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_what_is_known_stands_above() -> None:
    head = printed(ferry(), width=200)
    assert head.startswith("Harbour chief says ferry was overloaded, union disputes it\n")
    assert "The Else Courier · by Ida Berg · agencies: Baltic News · filed from PORT ELSE" in head
    assert "published 2024-05-14 (from the text) · language: en" in head
    assert "furniture: sign-up, photo-credit, credit-line\n" in head
    assert "8 statements: 1 direct, 6 indirect, 1 mixed; 1 without a source\n" in head


def test_an_undated_article_says_how_to_date_it() -> None:
    assert "published: unknown (give it with --published)" in printed(Builder(article_of("x")).reading())


def test_rows_say_who_cue_what_where_and_how_sure() -> None:
    rows = [" ".join(line.split()) for line in printed(ferry(), width=140).splitlines()]
    assert "3 Harbour chief Ana Weller said … that the ferry Marit carried 212 passengers – 5 0.98" in rows
    assert "4 she said “We counted them twice,” … “The ship was licensed for 180.” “” 6 0.99" in rows
    assert "8 — — Rescue work would go on through the night – 9 0.31" in rows


def test_a_statement_within_another_is_indented_under_it() -> None:
    lines = printed(ferry(), width=140).splitlines()
    outer = next(at for at, line in enumerate(lines) if "the seamen's union" in line)
    assert "↳ Weller" in lines[outer + 1]


def test_long_words_are_cut_to_three_lines() -> None:
    built = Builder(article_of("word " * 400))
    built.say("word " * 400)
    lines = printed(built.reading()).splitlines()
    assert sum("word" in line for line in lines) == 3
    assert "…" in lines[-1]


def test_a_long_word_is_cut_too() -> None:
    built = Builder(article_of("w" * 4000))
    built.say("w" * 4000, source="w" * 300)
    assert max(map(cell_len, printed(built.reading()).splitlines())) <= 80


def test_nothing_found_is_said() -> None:
    out = printed(Builder(article_of("Rain.")).reading())
    assert "no statements found" in out
    assert "score" not in out


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe [red]x[/red] [link=file:///]y[/link] :boom:"


def test_escape_sequences_and_markup_are_shown_not_obeyed() -> None:
    built = Builder(replace(article_of(HOSTILE, headline=HOSTILE), outlet=HOSTILE, authors=(HOSTILE,)))
    built.say(HOSTILE, source=HOSTILE, cue=HOSTILE)
    out = printed(built.reading(), width=200)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    assert r"\x1b[2J" in out
    assert "[red]x[/red]" in out
    assert ":boom:" in out


def test_lone_surrogates_can_be_printed() -> None:
    built = Builder(article_of("bad \ud800 text"))
    built.say("bad \ud800 text")
    printed(built.reading()).encode("utf-8")


def test_newlines_in_words_do_not_break_rows() -> None:
    built = Builder(article_of("one\n\ttwo"))
    built.say("one\n\ttwo")
    assert "one two" in printed(built.reading())


def test_colour_only_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in "".join(Tables(Terminal(), width=80).print([ferry()]))
    assert "\x1b" not in printed(ferry())


def test_articles_come_one_by_one_with_a_line_between() -> None:
    tables = Tables(io.StringIO(), width=80).print([ferry(), ferry()])
    assert not next(tables).startswith("\n")
    assert next(tables).startswith("\nHarbour chief")
