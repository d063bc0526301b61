"""`onrecord stories --from`, `claims --from` and `check`: articles in, no ledger anywhere."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.command import app

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
STRIKE = Path(__file__).parents[2] / "examples" / "strike" / "reports.jsonl"
Run = Callable[..., Result]
FERRY = (
    "The ferry Marit capsized off Port Else on Monday night, the coast guard said. Divers searched the hull"
    " of the ferry for passengers. Harbour master Ana Weller said that the bow gate of the ferry had been"
    " open."
)
OTHER = (
    "The ferry Marit, which capsized off Port Else on Monday, was not overloaded, its owner said. The ferry's"
    " owner denied that the bow gate of the ferry had been open. Divers found the hull of the ferry whole."
)
WHEAT = "The wheat harvest fell by a third, the farmers' league said. Rust had damaged the wheat, it said."
FRENCH = (
    "Le traversier Marit a chaviré lundi soir au large de Port Else, ont annoncé les garde-côtes du pays."
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def write(path: Path, *rows: dict[str, str]) -> str:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return str(path)


@pytest.fixture
def articles(tmp_path: Path) -> str:
    return write(
        tmp_path / "articles.jsonl.gz",
        {"id": "a", "text": FERRY, "outlet": "Else Courier", "published_at": "2024-05-14"},
        {"id": "b", "text": OTHER, "outlet": "Coast Post", "published_at": "2024-05-15"},
        {"id": "c", "text": WHEAT},
        {"id": "d", "text": FRENCH},
        {"id": "e", "text": "hull " * 101_000},
    )


def rows(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_story_for_each_article_that_has_a_text(run: Run, articles: str) -> None:
    done = run("stories", "--from", articles, "--format", "jsonl")
    found = {row["id"]: row["story"] for row in rows(done)}
    assert list(found) == ["a", "b", "c", "d", "e"]
    assert found["a"] == found["b"] != found["c"]
    assert done.exit_code == 1  # e is longer than any report
    assert "characters" in done.stderr
    assert list(Path.cwd().iterdir()) == [Path.cwd() / "articles.jsonl.gz"]  # no ledger is made


def test_stories_as_a_table(run: Run, articles: str) -> None:
    done = run("stories", "--from", articles, "-o", "stories.txt")
    assert "2024-05-15" in Path("stories.txt").read_text(encoding="utf-8")
    assert done.stdout == ""
    assert "5 articles in" in done.stderr


def test_claims_with_who_stands_where(run: Run, articles: str) -> None:
    done = run("claims", "--from", articles, "--format", "jsonl", "--workers", "1")
    claims = rows(done)
    assert done.exit_code == 1
    assert "the text is in French (fr)" in done.stderr
    statements = [each for claim in claims for each in claim["statements"]]  # type: ignore[attr-defined]
    assert {each["article"] for each in statements} >= {"a", "b", "c"}
    assert {"supports", "disputes"} <= {each["stance"] for each in statements}
    for each in statements:
        text = {"a": FERRY, "b": OTHER, "c": WHEAT}[each["article"]]
        assert " ".join(text[start:end] for start, end in each["spans"]) == each["text"]


def test_a_sentence_against_articles(run: Run, articles: str) -> None:
    done = run("check", "The bow gate of the ferry was open", articles, "--format", "jsonl", "--workers", "1")
    found = rows(done)
    evidence = [row for row in found if "statement" in row]
    wholes = {row["article"]: row["stance"] for row in found if "statement" not in row}
    assert set(wholes) == {"a", "b", "c", "d", "e"}
    assert wholes["c"] == "unrelated"
    assert evidence
    assert {row["article"] for row in evidence} <= {"a", "b"}
    assert all(row["line"] == 1 for row in evidence)


def test_pairs_in_their_order(run: Run, articles: str, tmp_path: Path) -> None:
    pairs = write(
        tmp_path / "pairs.jsonl.gz",
        {"claim": "Bread will cost more", "article": "a"},
        {"claim": "The ferry Marit capsized off Port Else", "article": "nobody"},
        {"claim": "The ferry Marit capsized off Port Else", "article": "a"},
        {"claim": "The ferry Marit capsized off Port Else", "article": "c"},
    )
    done = run("check", "--pairs", pairs, "--articles", articles, "--format", "jsonl")
    assert [(row["article"], row["claim"]) for row in rows(done)] == [
        ("a", "Bread will cost more"),
        ("a", "The ferry Marit capsized off Port Else"),
        ("c", "The ferry Marit capsized off Port Else"),
    ]
    assert {row["stance"] for row in rows(done)} <= {"agree", "disagree", "discuss", "unrelated"}
    assert rows(done)[2]["stance"] == "unrelated"
    assert "no article has the id 'nobody'" in done.stderr
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["stories", "words", "--from", "a.jsonl"], "WORDS cannot be asked beside --from"),
        (["claims", "--from", "a.jsonl", "--since", "2024"], "--since cannot be asked beside --from"),
        (["stories", "--from", "none.jsonl"], "no such file"),
        (["claims", "--from", "none.jsonl"], "no such file"),
        (["check"], "Write what is to be checked"),
        (["check", " "], "Write what is to be checked"),
        (["check", "a", "--articles", "b"], "--articles goes with --pairs"),
        (["check", "--pairs", "a"], "Name the articles, too"),
        (["check", "a", "--pairs", "b", "--articles", "c"], "TEXT cannot be asked beside --pairs"),
        (["check", "a", "none.jsonl"], "there is nothing to check in"),
        (["check", "a"], "there is no ledger"),
        (["stories"], "there is no ledger"),
        (["claims"], "there is no ledger"),
        (["disputes"], "there is no ledger"),
        (["story", "s1"], "there is no ledger"),
        (["claim", "c1"], "there is no ledger"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, command: list[str], told: str) -> None:
    done = run(*command)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output


def test_a_file_without_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    for command in ("stories", "claims"):
        done = run(command, "--from", str(tmp_path / "empty.jsonl"), "--format", "jsonl")
        assert (done.exit_code, done.stdout) == (2, "")
