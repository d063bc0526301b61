"""`onrecord reviews`: how right the model was as far as persons looked, and what can be learnt from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord.cli.command import app
from onrecord.ledger.correct import Correction

Run = Callable[..., Result]


@pytest.fixture
def run(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ONRECORD_LEDGER", str(ledger))
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(app, ["reviews", *arguments])


@pytest.fixture
def numbers(ledger: Path) -> list[int]:
    """Statements of a ledger: the first was accepted, then one corrected, one taken back, one noted about."""
    with onrecord.open_ledger(ledger) as opened:
        article = opened.ask(onrecord.question(limit=1)).entries[0].article
        entries = opened.ask(onrecord.question(article=article, limit=1000, type="all")).entries
        found = [entry.number for entry in entries]
        opened.accept(found[0], person="Ada Quill")
        opened.correct(found[1], Correction(said_at="1999-01-01"), person="Ada Quill", why="the archive")
        opened.correct(found[2], Correction(withdrawn=True), person="Ben Holt", why="a caption")
        opened.note(found[3], "who is this?", person="Ben Holt")
    return found


def test_nothing_was_reviewed(run: Run, tmp_path: Path) -> None:
    done = run()
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nothing was reviewed yet" in done.stderr
    assert run("--training", str(tmp_path / "t.jsonl")).exit_code == 1
    missing = run("--ledger", str(tmp_path / "none.db"))
    assert (missing.exit_code, "there is no ledger" in missing.stderr) == (2, True)


@pytest.mark.usefixtures("numbers")
def test_a_table_for_eyes(run: Run) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    assert "Precision on reviewed: 33% (95 %: 6% to 79%) of 3 statements" in done.stdout
    assert "Source, cue and content right: 67%" in done.stdout
    assert "when it was said            1           33%" in done.stdout
    (model,) = [line.split() for line in done.stdout.splitlines() if line.endswith("67%")]
    assert model[1:] == ["3", "1", "1", "1", "33%", "67%"]
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.usefixtures("numbers")
def test_json_for_programs(run: Run, tmp_path: Path) -> None:
    done = run("--format", "jsonl", "--output", str(tmp_path / "r.jsonl"))
    assert (done.exit_code, done.stdout) == (0, "")
    whole, model = map(json.loads, (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines())
    assert whole["model"] is None
    assert model["model"]
    for told in (whole, model):
        assert [told[name] for name in ("reviewed", "accepted", "corrected", "rejected")] == [3, 1, 1, 1]
        assert told["precision"]["share"] == pytest.approx(1 / 3)
        assert told["precision"]["low"] < 1 / 3 < told["precision"]["high"]
    assert whole["put_right"] == {"said_at": 1}


def test_what_to_learn_from(run: Run, numbers: list[int], tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    done = run("--training", str(path))
    assert done.exit_code == 0, done.output
    assert (
        f"{path}: 3 reviewed statements of 1 article, 0 of them with every statement reviewed" in done.stderr
    )
    (line,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert len(line["statements"]) == 2
    assert len(line["reviews"]) == len(numbers)
    # It can be read again, to see what the model makes of it now.
    again = CliRunner().invoke(app, ["read", str(path), "--format", "jsonl"])
    assert json.loads(again.stdout)["text"] == line["text"]
