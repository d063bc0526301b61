"""Export: the ledger, or what a question asks for, in the formats of others.

select(store, question) -> article by article -> export(..., to=FORMAT) -> a file or a folder, whole
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args

from onrecord.ledger.export.beside import file_beside, folder_beside
from onrecord.ledger.export.exported import (
    Appearance,
    CannotExport,
    Exported,
    Facts,
    Tally,
    Written,
)
from onrecord.ledger.export.selection import select

__all__ = [
    "FORMATS",
    "Appearance",
    "CannotExport",
    "Exported",
    "Facts",
    "Format",
    "Written",
    "export",
    "select",
]

Format = Literal["jsonl", "csv", "xlsx", "parquet", "web-annotation", "schema-org", "gdelt", "brat", "spacy"]
FORMATS: tuple[Format, ...] = get_args(Format)
Write = Callable[[Iterable[Exported], Path, Facts], Tally]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The module that writes a format, and whether it makes a file or a folder."""

    module: str
    beside: Callable[[Path], AbstractContextManager[Path]]

    @property
    def write(self) -> Write:
        """What writes it; imported when it is needed."""
        write: Write = import_module(f"{__name__}.{self.module}").write
        return write


_SHAPES: dict[Format, _Shape] = {
    "jsonl": _Shape("jsonl", file_beside),
    "csv": _Shape("csv_table", file_beside),
    "xlsx": _Shape("xlsx_table", file_beside),
    "parquet": _Shape("parquet", folder_beside),
    "web-annotation": _Shape("web_annotation", file_beside),
    "schema-org": _Shape("schema_org", file_beside),
    "gdelt": _Shape("gdelt", file_beside),
    "brat": _Shape("brat", folder_beside),
    "spacy": _Shape("spacy_docs", folder_beside),
}


def export(selected: Iterable[Exported], to: Format, path: Path, *, facts: Facts) -> Written:
    """Write what is selected in a format, article by article: memory does not grow with it.

    `path` is a file, for "parquet", "brat" and "spacy" a folder. It is written beside and renamed when all is
    there; where this raises (CannotExport, LedgerError, KeyboardInterrupt) nothing is left and what was there
    before still is. So whoever breaks off has to raise: an iteration that merely ends is taken for all.
    """
    shape = _SHAPES[to]
    with shape.beside(path) as place:
        tally = shape.write(selected, place, facts)
    return Written(
        path=path,
        statements=tally.statements,
        articles=tally.articles,
        cut=tally.cut,
        left_out=tally.left_out,
    )
