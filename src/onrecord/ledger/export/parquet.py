"""Parquet: a dataset of statements (data.parquet) and their articles (articles.parquet), with a card.

DuckDB makes it of JSON lines that we write beside it and take away again: it reads no other file, and no
network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.ledger.export.cells import plain
from onrecord.ledger.export.columns import COLUMNS, Kind, Value, rows
from onrecord.ledger.export.data_card import Card
from onrecord.ledger.export.exported import CannotExport, Exported, Facts, Tally
from onrecord.ledger.export.json_line import json_line
from onrecord.records import Span

if TYPE_CHECKING:
    import duckdb

_SPANS = 'STRUCT("start" INTEGER, "end" INTEGER)[]'
_FIGURES = (
    'STRUCT("start" INTEGER, "end" INTEGER, low DOUBLE, high DOUBLE, approximate BOOLEAN, unit VARCHAR,'
    " counted VARCHAR)[]"
)
_TYPES: Mapping[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "texts": "VARCHAR[]",
    "spans": _SPANS,
    "figures": _FIGURES,
}
_ARTICLE: Mapping[str, str] = {
    "article": "VARCHAR",
    "version": "BIGINT",
    "headline": "VARCHAR",
    "outlet": "VARCHAR",
    "published_at": "VARCHAR",
    "url": "VARCHAR",
    "language": "VARCHAR",
    "authors": "VARCHAR[]",
    "agencies": "VARCHAR[]",
    "model": "VARCHAR",
    "page_hashes": "VARCHAR[]",
    "text": "VARCHAR",
}
# As much as DuckDB takes for one line by itself; longer ones have it take as much as they need.
_LEAST_LINE = 16_777_216
_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": "1",  # the same file however many cores there are
}


def write(selected: Iterable[Exported], folder: Path, facts: Facts) -> Tally:
    """Write the two tables and the card into an empty folder."""
    tally, card = Tally(), Card(facts)
    statements = _Lines(folder / "data.jsonl")
    articles = _Lines(folder / "articles.jsonl")
    with statements.path.open("xb") as statement_file, articles.path.open("xb") as article_file:
        for one in selected:
            for row in rows(one):
                values = zip(COLUMNS, row, strict=True)
                line = {column.name: _plain(column.kind, value) for column, value in values}
                statement_file.write(statements.line(line))
            article_file.write(articles.line(_article(one)))
            card.count(one)
            tally.count(one)
    statements.pack({column.name: _TYPES[column.kind] for column in COLUMNS})
    articles.pack(_ARTICLE)
    (folder / "README.md").write_text(card.text(tally), encoding="utf-8", newline="\n")
    return tally


class _Lines:
    """A file of JSON lines that becomes a Parquet file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._longest = _LEAST_LINE

    def line(self, value: Mapping[str, object]) -> bytes:
        line = f"{json_line(value)}\n".encode()
        self._longest = max(self._longest, len(line))
        return line

    def pack(self, types: Mapping[str, str]) -> None:
        """Make the Parquet file, and take the lines away."""
        import duckdb

        target = self.path.with_suffix(".parquet")
        settings = {**_SETTINGS, "temp_directory": str(self.path.parent / ".duckdb")}
        try:
            with duckdb.connect(":memory:", config=settings) as connection:
                _copy(connection, self.path, target, types, self._longest)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise CannotExport(f"cannot write {target.name}: {reason}: check the free room there") from error
        self.path.unlink()


def _copy(
    connection: duckdb.DuckDBPyConnection, lines: Path, target: Path, types: Mapping[str, str], longest: int
) -> None:
    columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in types.items())
    connection.execute(
        f"COPY (SELECT * FROM read_json({_quoted(str(lines))}, format = 'newline_delimited',"
        f" maximum_object_size = {longest}, columns = {{{columns}}}))"
        f" TO {_quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _plain(kind: Kind, value: Value) -> object:
    if kind == "spans" and isinstance(value, tuple):
        return [{"start": span.start, "end": span.end} for span in value if isinstance(span, Span)]
    if kind == "figures" and isinstance(value, tuple):
        return [plain(figure) for figure in value if not isinstance(figure, str)]
    return value


def _article(one: Exported) -> dict[str, object]:
    article = one.article
    hashes = dict.fromkeys(each.page_hash for each in one.appearances if each.page_hash)
    return {
        "article": one.key,
        "version": one.version,
        "headline": article.headline,
        "outlet": article.outlet,
        "published_at": article.published_at,
        "url": article.url,
        "language": article.language,
        "authors": article.authors,
        "agencies": article.agencies,
        "model": one.model,
        "page_hashes": list(hashes),
        "text": article.text,
    }
