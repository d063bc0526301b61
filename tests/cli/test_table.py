"""Tables: aligned at any width, safe for a terminal, plain when piped."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from readings import Builder, Who, article_of, ferry
from rich.cells import cell_len

from onrecord.cli.table import Tables
from onrecord.display.selection import View
from onrecord.records import Place, Reading, Span


def printed(*readings: Reading, width: int = 80) -> str:
    return "".join(Tables(io.StringIO(), width=width).print(map(View, readings)))


def rows(width: int) -> list[str]:
    return printed(ferry(), width=width).partition("─\n")[2].splitlines()


@pytest.mark.parametrize("width", [80, 99, 100, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(ferry(), width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_what_is_known_stands_above() -> None:
    head = printed(ferry(), width=200)
    assert head.startswith("Harbour chief says ferry was overloaded, union disputes it\n")
    assert "The Else Courier · by Ida Berg · agencies: Baltic News · filed from PORT ELSE" in head
    assert "published 2024-05-14 (from the text) · language: en" in head
    assert "furniture: sign-up, photo-credit, credit-line\n" in head
    counted = "8 statements: 5 assert, 1 confirm, 1 non-denial, 1 predict; 1 without a source\n"
    assert counted in head


def test_an_undated_article_says_how_to_date_it() -> None:
    assert "published: unknown (give it with --published)" in printed(Builder(article_of("x")).reading())


def test_a_wide_terminal_has_a_column_for_the_day() -> None:
    # The number, who, the act, what (cue first), when it was said, the line, the score.
    assert rows(120)[5:11] == [
        " 3  Ana Weller                 assert      said … that the ferry Marit carried 212 passengers "
        "   2024-05-14     5   0.98",
        "    Harbour chief                          figures: 212 passengers · ground: citing the",
        "                                           boarding log",
        " 4  Ana Weller                 confirm     said “We counted them twice,” … “The ship was       "
        "  —              6   0.99",
        "    “she” · Harbour chief                  licensed for 180.”",
        "                                           figures: 180 (of 212 passengers)",
    ]


def test_a_narrow_one_has_the_day_under_the_act() -> None:
    assert rows(80)[5:9] == [
        " 3  Ana Weller        assert      said … that the ferry Marit           5   0.98",
        "    Harbour chief     2024-05-14  carried 212 passengers",
        "                                  figures: 212 passengers · ground:",
        "                                  citing the boarding log",
    ]
    assert rows(80)[-2:] == [
        " 8  —                 predict     Rescue work would go on through       9   0.31",
        "                      belief      the night",
    ]


def test_one_without_a_name_is_shown_as_written() -> None:
    at = next(at for at, row in enumerate(rows(80)) if row.startswith(" 7  The owner         non-denial"))
    assert rows(80)[at + 1].split() == ["unnamed", "lapsed"]


def test_details_are_shown_in_one_order() -> None:
    wide = printed(ferry(), width=200)
    assert "put as: negated · channel: its members\n" in wide
    assert "event: 2024-05 · places: Port Else\n" in wide


def test_deeds_that_are_hidden_are_counted() -> None:
    reading = replace(ferry(), statements=ferry().statements[:1])
    out = "".join(Tables(io.StringIO(), width=80).print([View(reading, deeds=3)]))
    assert "1 statement: 1 assert\n3 deeds hidden; --type all shows them\n" in out
    out = "".join(Tables(io.StringIO(), width=80).print([View(replace(reading, statements=()), deeds=1)]))
    assert "0 statements\n1 deed hidden; --type all shows it\n" in out


def test_a_statement_within_another_is_indented_under_it() -> None:
    lines = printed(ferry(), width=120).splitlines()
    outer = next(at for at, line in enumerate(lines) if "seamen's union" in line)
    assert "↳ Ana Weller" in lines[outer + 3]


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


def test_nothing_asked_for_is_told_from_nothing_found() -> None:
    reading = Builder(article_of("Rain.")).reading()
    out = "".join(Tables(io.StringIO(), width=80).print([View(reading, unasked=2)]))
    assert "2 statements found, none that was asked for\n" in out


def test_many_details_are_cut_to_three_lines() -> None:
    built = Builder(article_of("word " * 400))
    built.say("word", ground=built.words("word " * 300), said_at="2024-05-14T08:30:00", act=None)
    lines = printed(built.reading()).partition("─\n")[2].splitlines()
    assert len(lines) == 4
    assert "ground: word word" in lines[1]
    assert lines[-1].endswith("word…")


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe [red]x[/red] [link=file:///]y[/link] :boom:"


def test_escape_sequences_and_markup_are_shown_not_obeyed() -> None:
    built = Builder(replace(article_of(HOSTILE, headline=HOSTILE), outlet=HOSTILE, authors=(HOSTILE,)))
    who = Who(f"x {HOSTILE}", f"y {HOSTILE}", "unnamed")
    place = Place((Span(0, 1),), HOSTILE)
    at = built.count("\x1b[2J", 1, 1, unit=HOSTILE, counted=HOSTILE)
    built.say(
        HOSTILE,
        source=HOSTILE,
        cue=HOSTILE,
        who=who,
        said_at=HOSTILE,
        event_times=(HOSTILE,),
        ground=built.words(HOSTILE),
        places=(place,),
        figures=(at,),
    )
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
    assert "\x1b[" in "".join(Tables(Terminal(), width=80).print([View(ferry())]))
    assert "\x1b" not in printed(ferry())


def test_articles_come_one_by_one_with_a_line_between() -> None:
    tables = Tables(io.StringIO(), width=80).print([View(ferry()), View(ferry())])
    assert not next(tables).startswith("\n")
    assert next(tables).startswith("\nHarbour chief")
