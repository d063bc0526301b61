"""The library door: what `import onrecord` gives and what it costs."""

import doctest
import inspect
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import onrecord
from onrecord import article, errors, records, statements
from onrecord.records import Article, Page, Reading, Refusal

PROJECT = Path(__file__).parents[1]
HEAVY = ("numpy", "onnxruntime", "trafilatura", "lxml", "rich", "typer", "tokenizers", "py3langid")


def extract(page: Page, /, *, published: str | None, any_language: bool) -> Article:
    assert isinstance(page.raw, bytes)
    if page.raw == b"refuse":
        raise errors.Refused("article", "no report", "give another")
    return Article(
        id=page.raw.decode(),
        published_at=published,
        language="xx" if any_language else "en",
        text=page.raw.decode(),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(article, "extract", extract, raising=False)
    monkeypatch.setattr(statements, "find", lambda found: Reading(found, (), "fake-1"), raising=False)
    for name, text in (("a.txt", "one"), ("b.txt", "refuse"), ("c.txt", ""), ("d.txt", "two")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_read_gives_readings_and_hands_over_refusals(folder: Path) -> None:
    refused: list[Refusal] = []
    readings = list(onrecord.read(folder, published="2024-10-25", any_language=True, refused=refused.append))
    assert [reading.article.text for reading in readings] == ["one", "two"]
    assert {reading.article.published_at for reading in readings} == {"2024-10-25"}
    assert {reading.article.language for reading in readings} == {"xx"}
    assert [refusal.origin for refusal in refused] == [str(folder / "b.txt"), str(folder / "c.txt")]


def test_read_takes_paths_and_strings(folder: Path) -> None:
    readings = onrecord.read(folder / "a.txt", str(folder / "d.txt"))
    assert [reading.article.text for reading in readings] == ["one", "two"]


def test_read_warns_of_refusals(folder: Path) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        list(onrecord.read(folder))
    assert [warning.category for warning in caught] == [onrecord.RefusalWarning] * 2
    assert str(caught[0].message) == f"{folder / 'b.txt'}: article: no report; give another"
    assert caught[0].filename == __file__


def test_read_is_lazy(folder: Path) -> None:
    assert isinstance(next(onrecord.read(folder)), Reading)


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
