"""Time expressions measured against TIMEX3 gold sets by the script that stands beside the data.

The rules were written with AQUAINT and the odd lines of TimeBank and WikiWars in sight; the even lines are
what counts.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gates.evaluate import Figure
from onrecord.records import Article
from onrecord.statements import timex

Row = dict[str, Any]  # a line of a gold set: id, published_at, text, timexes


def timexes(data: Path) -> list[Figure]:
    """Value, relaxed and strict F1 on the even lines; "seen" is what the rules were written with."""
    sets = {name: _rows(data / "timex" / f"{name}.jsonl.gz") for name in ("timebank", "wikiwars", "aquaint")}
    parts = {
        "timebank": sets["timebank"][1::2],
        "wikiwars": sets["wikiwars"][1::2],
        "seen timebank": sets["timebank"][0::2],
        "seen wikiwars": sets["wikiwars"][0::2],
        "aquaint": sets["aquaint"],
    }
    return [figure for name, rows in parts.items() for figure in _measured(data, name, rows)]


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _measured(data: Path, name: str, rows: list[Row]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        found.write_text("".join(f"{json.dumps(_found(row))}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(data.parent / "eval" / "timex.py"), str(gold), str(found)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores = re.findall(r"(strict|relaxed|value) F1 ([\d.]+)", printed)
    return [Figure(f"{name} {kind}", float(score)) for kind, score in scores]


def _found(row: Row) -> Row:
    article = Article(id=row["id"], text=row["text"], published_at=row["published_at"])
    return {
        "id": row["id"],
        "timexes": [
            {"start": each.start, "end": each.end, "type": each.type, "value": each.value}
            for each in timex.find(article)
        ],
    }
