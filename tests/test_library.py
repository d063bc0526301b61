"""The library door: what `import onrecord` gives and what it costs."""

import doctest
import inspect
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import onrecord
from onrecord import records
from onrecord.ledger.correct import Correction
from onrecord.records import Reading, Refusal

PROJECT = Path(__file__).parents[1]
HEAVY = ("numpy", "onnxruntime", "trafilatura", "lxml", "rich", "typer", "tokenizers", "py3langid")


ONE, TWO = "The ferry was late, the harbour office said.", "The mayor denied that the school would close."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", ONE), ("b.txt", "%PDF-1.7 that ends here"), ("c.txt", ""), ("d.txt", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_read_gives_readings_and_hands_over_refusals(folder: Path) -> None:
    refused: list[Refusal] = []
    readings = list(onrecord.read(folder, published="2024-10-25", any_language=True, refused=refused.append))
    assert [reading.article.text for reading in readings] == [ONE, TWO]
    assert {reading.article.published_at for reading in readings} == {"2024-10-25"}
    assert [refusal.origin for refusal in refused] == [str(folder / "b.txt"), str(folder / "c.txt")]


def test_read_takes_paths_and_strings(folder: Path) -> None:
    readings = onrecord.read(folder / "a.txt", str(folder / "d.txt"), any_language=True)
    assert [reading.article.text for reading in readings] == [ONE, TWO]


def test_read_warns_of_refusals(folder: Path) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        list(onrecord.read(folder, any_language=True))
    assert [warning.category for warning in caught] == [onrecord.RefusalWarning] * 2
    assert str(caught[1].message).startswith(f"{folder / 'c.txt'}: intake: an empty file; ")
    assert caught[0].filename == __file__


def test_a_ledger_by_the_library(folder: Path) -> None:
    with onrecord.open_ledger(folder / "a.db") as ledger:
        added = list(ledger.add(folder / "a.txt", folder / "d.txt", any_language=True))
        assert [each.fate for each in added] == ["new", "new"]
        (entry,) = ledger.ask(onrecord.question(words="school", act="deny")).entries
        assert entry.sentence.text == TWO
        number = ledger.correct(entry.number, Correction(name="Ada Quill"), person="me", why="as she told us")
        assert ledger.article(entry.article).reading.statements[-1].source.name == "Ada Quill"  # type: ignore[union-attr]
        assert ledger.export("csv", folder / "a.csv").statements == ledger.status().statements
        ledger.forget(entry.article, person="me", why="she asked us to")
        assert ledger.status().articles == 1
        assert number not in {each.number for each in ledger.ask(onrecord.question()).entries}
    with pytest.raises(onrecord.OnrecordError, match="no ledger"):
        onrecord.open_ledger(folder / "b.db", create=False)


def test_reviewing_by_the_library(ledger: Path) -> None:
    with onrecord.open_ledger(ledger) as opened:
        number = opened.ask(onrecord.question(limit=1)).entries[0].number
        opened.accept(number, person="Ada Quill")
        opened.note(number, "heard it, too", person="Ben Holt")
        assert [each.kind for each in opened.decisions(number)] == ["accept", "note"]
        assert opened.precision().accepted == 1
        for _ in range(2):
            assert opened.undo(number, person="Ada Quill", why="not so sure") == number
        assert opened.precision().reviewed == 0
        assert [each.undone_by for each in opened.decisions(number)] == ["Ada Quill", "Ada Quill"]


def test_read_is_lazy(folder: Path) -> None:
    assert isinstance(next(onrecord.read(folder / "a.txt", any_language=True)), Reading)


def test_every_record_is_exported() -> None:
    own = {
        name
        for name, value in inspect.getmembers(records, inspect.isclass)
        if value.__module__ == records.__name__
    }
    assert own <= set(onrecord.__all__)
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)


@pytest.mark.parametrize("module", ["onrecord", "onrecord.intake", "onrecord.pipeline"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_example_in_the_docstring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    if not Path("examples/reports/harbour-strike.txt").exists():
        pytest.skip("the example report is not there")
    results = doctest.testmod(onrecord)
    assert results.failed == 0
    assert results.attempted >= 3


def test_what_became_known(ledger: Path) -> None:
    with onrecord.open_ledger(ledger, create=False) as opened:
        found = opened.changes(words="ships OR vessels", act="assert", until="2024-10-13T23:59:59Z")
    assert found
    assert all(change.at <= "2024-10-13T23:59:59Z" for change in found)
    assert [change.at for change in found] == sorted(change.at for change in found)
