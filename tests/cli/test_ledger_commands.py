"""The commands of the ledger, one after the other, as a person would use them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.command import app

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports and a ledger that holds them."""
    folder = tmp_path_factory.mktemp("newsroom")
    for name in ("harbour-strike.txt", "court-ruling.txt"):
        shutil.copy(REPORTS / name, folder / name)
    done = CliRunner().invoke(app, ["add", str(folder), "--ledger", str(folder / "a.db")])
    assert done.exit_code == 0, done.output
    assert "2 articles: 2 new" in done.output
    return folder


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command beside a copy of the ledger."""
    shutil.copy(filled / "a.db", tmp_path / "a.db")
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "a.db"))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def answers(done: Result) -> list[dict[str, object]]:
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_adding_again_is_nothing(filled: Path, run: Run) -> None:
    done = run("add", str(filled / "harbour-strike.txt"))
    assert done.exit_code == 0
    assert "1 known already" in done.stdout
    assert "0 statements added" in done.stdout


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--act", "deny"], "Norquay denied the accusation"),
        (["--who", "Norquay"], "Norquay"),
        (["dockers", "pay"], "pay"),
        (["--figure", ">4000 members"], "4,200"),
        (["strik*", "--sort", "relevance"], "strike"),
    ],
)
def test_asking_finds(run: Run, asked: list[str], words: str) -> None:
    done = run("ask", *asked)
    assert done.exit_code == 0
    assert words.split()[0] in done.stdout
    found = answers(run("ask", *asked, "--format", "jsonl"))
    assert any(words in json.dumps(each, ensure_ascii=False) for each in found)


def test_asking_pages_through_everything(run: Run) -> None:
    everything = answers(run("ask", "--type", "all", "--limit", "1000", "--format", "jsonl"))
    first = run("ask", "--type", "all", "--limit", "20", "--format", "jsonl")
    mark = first.stderr.split("--after ")[1].split()[0]
    rest = answers(run("ask", "--type", "all", "--limit", "1000", "--after", mark, "--format", "jsonl"))
    assert answers(first) + rest == everything


def test_a_row_of_csv_for_each_statement(run: Run) -> None:
    done = run("ask", "--act", "deny", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert {row["act"] for row in rows} == {"deny"}


def test_json_is_one_array(run: Run) -> None:
    assert json.loads(run("ask", "--act", "deny", "--format", "json").stdout)
    nothing = run("ask", "zebra", "--format", "json")
    assert json.loads(nothing.stdout) == []
    assert nothing.exit_code == 1


def test_a_correction_takes_the_place_of_the_line(run: Run) -> None:
    before = answers(run("ask", "--act", "deny", "--limit", "1", "--format", "jsonl"))[0]
    number = str(before["number"])
    done = run(
        "correct", number, "--act", "non-denial", "--why", "she ruled nothing out", "--by", "Ada Quill"
    )
    assert done.exit_code == 0, done.output
    after = answers(run("ask", "--article", str(before["article"]), "--format", "jsonl", "--limit", "1000"))
    put_right = next(each for each in after if each["replaces"] == before["number"])
    assert put_right["maker"] == "Ada Quill"
    assert before["number"] not in {each["number"] for each in after}
    then = answers(run("ask", "--as-of", str(before["recorded_at"]), "--format", "jsonl", "--limit", "1000"))
    assert before["number"] in {each["number"] for each in then}
    undone = run(
        "correct", str(put_right["number"]), "--undo", "--why", "she did deny it", "--by", "Ada Quill"
    )
    assert undone.exit_code == 0, undone.output


def test_showing_an_article_and_the_state(run: Run) -> None:
    key = answers(run("ask", "--limit", "1", "--format", "jsonl"))[0]["article"]
    shown = run("show", str(key))
    assert "Where it appeared" in shown.stdout
    assert json.loads(run("show", str(key), "--format", "jsonl").stdout)["statements"]
    state = json.loads(run("status", "--json").stdout)
    assert (state["articles"], state["texts"]) == (2, 2)
    assert "Last runs" in run("status").stdout


def test_exporting_what_was_asked_for(run: Run, tmp_path: Path) -> None:
    done = run("export", "--to", "csv", "-o", str(tmp_path / "denied.csv"), "--act", "deny")
    assert done.exit_code == 0, done.output
    written = (tmp_path / "denied.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert {row["act"] for row in rows} == {"deny"}


def test_pages_first_and_statements_later(filled: Path, run: Run, tmp_path: Path) -> None:
    book = ("--ledger", str(tmp_path / "b.db"))
    report = str(filled / "court-ruling.txt")
    assert "0 statements added" in run("add", report, "--pages-only", *book).stdout
    first = run("reread", *book)
    assert first.exit_code == 0, first.output
    assert "1 text read again: 0 statements as before" in first.stdout
    assert run("reread", *book).stdout.startswith("0 texts read again")
    assert json.loads(run("status", "--json", *book).stdout)["statements"] > 10


def test_what_was_taken_out_does_not_come_back(filled: Path, run: Run) -> None:
    key = str(answers(run("ask", "dockers", "--limit", "1", "--format", "jsonl"))[0]["article"])
    unsure = run("forget", key, "--why", "the court ordered it", "--by", "Ada Quill")
    assert unsure.exit_code == 2
    done = run("forget", key, "--why", "the court ordered it", "--by", "Ada Quill", "--yes")
    assert done.exit_code == 0, done.output
    assert run("ask", "dockers").exit_code == 1
    again = run("add", str(filled / "harbour-strike.txt"))
    assert again.exit_code == 2
    assert "the court ordered it" in again.stderr


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["ask", "--ledger", "no.db"], "there is no ledger no.db"),
        (["status", "--ledger", "no.db"], "there is no ledger no.db"),
        (["ask", "--act", "shout"], "shout"),
        (["ask", "--said", "last week"], "2024-10"),
        (["ask", "--figure", "many"], "many"),
        (["show", "nobody"], "there is no article 'nobody'"),
        (["correct", "999999", "--act", "deny", "--why", "x", "--by", "me"], "there is no line 999999"),
        (["correct", "1", "--why", "x", "--by", "me"], "nothing to correct"),
        (["export", "--to", "csv", "-o", "/nowhere/at/all.csv"], "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, command: list[str], told: str) -> None:
    done = run(*command)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output
