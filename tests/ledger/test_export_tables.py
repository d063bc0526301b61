"""Tables: read back by csv, openpyxl and DuckDB, with nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exported_examples import FACTS, exports, ferry, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.export import CannotExport, Exported, export, xlsx_table
from onrecord.ledger.export.cells import harmless, original
from onrecord.ledger.export.columns import COLUMNS
from onrecord.ledger.rows import clean

_FEW = settings(max_examples=15)
NAMES = [column.name for column in COLUMNS]


def csv_rows(*selected: Exported) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        export(selected, "csv", path, facts=FACTS)
        raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_columns_begin_as_the_view_does() -> None:
    script = (Path(xlsx_table.__file__).parents[1] / "views.sql").read_text(encoding="utf-8")
    view = script.split("CREATE VIEW statement_list AS\nSELECT ", 1)[1].split("\nFROM statement s JOIN", 1)[0]
    columns = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", view).split(",")
    names = [re.split(r"[\s.]+", column.strip())[-1] for column in columns]
    assert NAMES[: len(names)] == names


def test_a_row() -> None:
    first, second, third, fourth = csv_rows(ferry())
    assert first["who"] == "Ana Weller"
    assert first["content"] == "the ferry carried\n212 passengers"
    assert first["event_times"] == "2026-05-12; 2026-W20"
    assert first["figures"] == "212 passengers"
    assert json.loads(first["figure_values"])[0]["low"] == 212
    assert len(json.loads(second["content_spans"])) == 2
    assert (third["who"], third["maker"]) == ("The owner", "Kai Noor")
    assert (fourth["who"], fourth["content"]) == ("", "'=SUM(1)")


@_FEW
@given(st.lists(exports(), max_size=2))
def test_csv_gives_the_words_back(selected: list[Exported]) -> None:
    rows = csv_rows(*selected)
    entries = [(one, entry) for one in selected for entry in one.entries]
    assert len(rows) == len(entries)
    for row, (one, entry) in zip(rows, entries, strict=True):
        assert all(not _would_run(value) for value in row.values())
        assert original(row["content"]) == clean(entry.statement.content.text)
        assert original(row["headline"]) == clean(one.article.headline or "")
        assert original(row["maker"]) == clean(entry.maker)
        text = clean(one.article.text)
        for role in ("source", "cue", "content", "ground", "channel"):
            spans = json.loads(row[f"{role}_spans"] or "[]")
            assert " ".join(text[start:end] for start, end in spans) == original(row[role])


def _would_run(value: str) -> bool:
    return value.lstrip().startswith(("=", "+", "-", "@")) or value.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-5 degrees", "'-5 degrees"),
        ("@user said", "'@user said"),
        ("\tx", "'\tx"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),  # full-width: Excel takes it for "=" in Japanese
        ("'=1", "''=1"),  # so that one apostrophe can be taken off again
        ("'We will go,'", "'We will go,'"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_formulas_are_made_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert original(shown) == text


@given(texts)
def test_what_is_made_harmless_can_be_undone(text: str) -> None:
    assert not _would_run(harmless(text))
    assert original(harmless(text)) == text


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The sheets of a workbook, as values."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    try:
        return {sheet.title: list(sheet.values) for sheet in book.worksheets}
    finally:
        book.close()


def spelt_out(value: object) -> str:
    """What Excel shows: openpyxl leaves the spelling of Office Open XML as it is."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), str(value or ""))


@_FEW
@given(exports())
def test_xlsx_gives_the_words_back(one: Exported) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.xlsx"
        export([one], "xlsx", path, facts=FACTS)
        header, *rows = sheets(path)["statements"]
    assert list(header) == NAMES
    assert len(rows) == len(one.entries)
    text = clean(one.article.text)
    for values, entry in zip(rows, one.entries, strict=True):
        row = dict(zip(NAMES, values, strict=True))
        assert row["number"] == entry.number
        assert row["score"] == pytest.approx(entry.statement.score)
        assert spelt_out(row["content"]) == clean(entry.statement.content.text)
        assert spelt_out(row["maker"]) == clean(entry.maker)
        spans = json.loads(row["content_spans"])
        assert " ".join(text[start:end] for start, end in spans) == spelt_out(row["content"])


def test_the_sheet_can_be_worked_with(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "file.xlsx"
    written = export([ferry()], "xlsx", path, facts=FACTS)
    assert (written.statements, written.articles, written.cut) == (4, 1, 0)
    book = load_workbook(path)
    sheet = book["statements"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AL5"
    assert sheet.column_dimensions["G"].width == 70
    formula = sheet["G5"]
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=SUM(1)", "s", True)
    about = dict(book["about"].iter_rows(max_col=2, values_only=True))
    assert about["ledger"] == "harbour.db"
    assert about["statements"] == 4
    assert about["who"].startswith("who said it")
    book.close()


def test_no_cell_is_a_formula_or_an_error(tmp_path: Path) -> None:
    one = ferry()
    article = replace(one.article, headline="=1+1", outlet="#N/A", url="+31 20")
    entries = [replace(each, headline="=1+1", outlet="#N/A", url="@home", maker="-x") for each in one.entries]
    path = tmp_path / "file.xlsx"
    export([replace(one, article=article, entries=tuple(entries))], "xlsx", path, facts=FACTS)
    with zipfile.ZipFile(path) as packed:
        xml = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert 't="e"' not in xml
    assert sheets(path)["statements"][1][NAMES.index("outlet")] == "#N/A"


def test_a_long_cell_is_cut_and_counted(tmp_path: Path) -> None:
    one = ferry()
    # An emoji counts twice in Excel.
    long = "🚢" * 20_000
    entries = (replace(one.entries[0], headline=long), replace(one.entries[1], headline="x" * 32_767))
    path = tmp_path / "file.xlsx"
    assert export([replace(one, entries=entries)], "xlsx", path, facts=FACTS).cut == 1
    first, second = (row[NAMES.index("headline")] for row in sheets(path)["statements"][1:])
    assert first.endswith(xlsx_table.CUT)
    assert len(first.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert second == "x" * 32_767


def test_a_full_sheet_is_followed_by_another(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    tally = xlsx_table.write([ferry(), ferry()], path, FACTS, rows_of_sheet=4)
    assert tally.statements == 8
    found = sheets(path)
    assert list(found) == ["statements", "statements 2", "statements 3", "about"]
    assert [len(rows) for rows in found.values()][:3] == [4, 4, 3]
    assert {rows[0][0] for name, rows in found.items() if name != "about"} == {"number"}


def test_openpyxl_leaves_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()

    def broken() -> Any:
        yield ferry()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(broken(), "xlsx", tmp_path / "file.xlsx", facts=FACTS)
    export([ferry()], "xlsx", tmp_path / "file.xlsx", facts=FACTS)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["file.xlsx", "tmp"]


def dataset(folder: Path, name: str) -> list[dict[str, Any]]:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(folder / name)])
        columns = [each[0] for each in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


@settings(max_examples=8)
@given(st.lists(exports(), max_size=2))
def test_parquet_gives_the_words_back(selected: list[Exported]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data"
        export(selected, "parquet", path, facts=FACTS)
        rows, articles = dataset(path, "data.parquet"), dataset(path, "articles.parquet")
    assert [row["text"] for row in articles] == [clean(one.article.text) for one in selected]
    entries = [(one, entry) for one in selected for entry in one.entries]
    assert len(rows) == len(entries)
    for row, (one, entry) in zip(rows, entries, strict=True):
        assert list(row) == NAMES
        assert row["content"] == clean(entry.statement.content.text)
        assert (row["number"], row["score"]) == (entry.number, entry.statement.score)
        assert tuple(row["event_times"]) == entry.statement.event_times
        text = clean(one.article.text)
        for role in ("source", "cue", "content", "ground", "channel"):
            words = getattr(entry.statement, role)
            pieces = [text[span["start"] : span["end"]] for span in row[f"{role}_spans"]]
            assert " ".join(pieces) == (clean(words.text) if words else "")
        own = [entry.figures[place] for place in entry.statement.figures]
        assert [each["start"] for each in row["figure_values"]] == [figure.start for figure in own]


def test_duckdb_finds_the_words_by_their_offsets(tmp_path: Path) -> None:
    import duckdb

    export([ferry()], "parquet", tmp_path / "data", facts=FACTS)
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            "SELECT substring(a.text, s.content_spans[1].start + 1,"
            " s.content_spans[1].end - s.content_spans[1].start)"
            f" FROM '{tmp_path}/data/data.parquet' s JOIN '{tmp_path}/data/articles.parquet' a"
            " USING (article, version) ORDER BY s.number"
        ).fetchall()
    words = [each.statement.content.spans[0] for each in ferry().entries]
    assert [text for (text,) in found] == [ferry().article.text[start:end] for start, end in words]


def test_the_types_are_right(tmp_path: Path) -> None:
    import duckdb

    export([], "parquet", tmp_path / "data", facts=FACTS)  # also of an empty dataset
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"DESCRIBE SELECT * FROM '{tmp_path}/data/data.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in found}
    assert types["number"] == "BIGINT"
    assert types["said_at"] == types["recorded_at"] == "VARCHAR"
    assert types["content_spans"] == 'STRUCT("start" INTEGER, "end" INTEGER)[]'
    assert types["event_times"] == "VARCHAR[]"


def test_the_card(tmp_path: Path) -> None:
    export([ferry()], "parquet", tmp_path / "data", facts=FACTS)
    card = (tmp_path / "data" / "README.md").read_text(encoding="utf-8")
    front = dict(line.split(": ", 1) for line in card.split("---")[1].strip().splitlines())
    told = {key: json.loads(value) for key, value in front.items()}
    assert told["license"] == "other"
    assert told["language"] == ["en"]
    assert told["configs"][0]["data_files"] == "data.parquet"
    assert "| statements | 4 |" in card
    assert "- 3 statements by model `model-7`" in card
    assert "- 1 statement corrected by people" in card
    assert "`¦ ˋwhoˋ: weller`" in card  # the question, which is code and no table
    assert [line.split("|")[1].strip() for line in card.splitlines() if line.startswith("| `")] == [
        f"`{name}`" for name in NAMES
    ]


def test_a_folder_with_a_hostile_name(tmp_path: Path) -> None:
    folder = tmp_path / "we[i]rd *?' {a,b} é"
    folder.mkdir()
    export([ferry()], "parquet", folder / "data", facts=FACTS)
    assert sorted(each.name for each in (folder / "data").iterdir()) == [
        "README.md",
        "articles.parquet",
        "data.parquet",
        "onrecord-export.sha256",
    ]


def test_a_very_long_line(tmp_path: Path) -> None:
    one = ferry()
    article = replace(one.article, text=one.article.text + "x" * 17_000_000)
    export([replace(one, article=article)], "parquet", tmp_path / "data", facts=FACTS)
    (found,) = dataset(tmp_path / "data", "articles.parquet")
    assert len(found["text"]) == len(article.text)


def test_duckdb_that_fails_is_an_error_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.ledger.export import parquet

    monkeypatch.setattr(parquet, "_ARTICLE", {"article": "NO SUCH TYPE"})
    with pytest.raises(CannotExport, match=r"cannot write articles\.parquet"):
        export([ferry()], "parquet", tmp_path / "data", facts=FACTS)
    assert list(tmp_path.iterdir()) == []
