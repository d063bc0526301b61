"""The schema of the ledger as a page, from the comments in its SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TABLE = re.compile(r"-- (\w+): (.*)\nCREATE (?:VIRTUAL )?(?:TABLE|VIEW) ")
_COLUMN = re.compile(r"^  (\w+) ([A-Z]+)\b.*? -- (.*)$", re.MULTILINE)
_REFERS = re.compile(r"REFERENCES (\w+)")


def tables(script: str) -> str:
    """A heading, what it is, and its columns, for each table."""
    return "\n\n".join(_table(*found) for found in _found(script))


def views(script: str) -> str:
    """The views, one a row."""
    rows = ["| view | what it shows |", "|---|---|"]
    rows += [f"| `{name}` | {told} |" for name, told, _ in _found(script)]
    return "\n".join(rows)


def _found(script: str) -> Iterator[tuple[str, str, str]]:
    places = [*_TABLE.finditer(script)]
    ends = [place.start() for place in places[1:]] + [len(script)]
    for place, end in zip(places, ends, strict=True):
        yield place[1], place[2], script[place.end() : end]


def _table(name: str, told: str, body: str) -> str:
    rows = [f"### {name}", "", told]
    columns = [*_COLUMN.finditer(body)]
    if columns:
        rows += ["", "| column | type | what it holds |", "|---|---|---|"]
        rows += [f"| `{column[1]}` | {_kind(column)} | {column[3]} |" for column in columns]
    return "\n".join(rows)


def _kind(column: re.Match[str]) -> str:
    refers = _REFERS.search(column[0])
    if refers:
        return f"`{refers[1]}`"
    return column[2].lower()
