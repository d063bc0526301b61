"""What docs/fields.md lists is what the records have."""

import re
from pathlib import Path
from typing import get_args

import pytest

from onrecord import records

PAGE = (Path(__file__).parents[2] / "docs" / "fields.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[str]:
    """The first cells of the table under a heading."""
    section = PAGE.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| ([^|]+?) \|", section, re.MULTILINE)
    return [cell for cell in cells if not cell.startswith("-")][1:]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What sort", records.StatementType),
        ("What is done by saying it", records.Act),
        ("How sure", records.Certainty),
    ],
)
def test_tables_list_all_values(heading: str, kind: object) -> None:
    assert rows(heading) == list(get_args(kind))


def test_all_kinds_of_source_are_shown() -> None:
    kinds = re.search(r"\*\*kind\*\*: ([^.]+)\.", PAGE)
    assert kinds
    listed = re.sub(r"\([^)]*\)", "", kinds[1])
    assert [kind.strip() for kind in listed.split(",")] == list(get_args(records.SourceKind))
