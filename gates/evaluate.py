"""Read a gold set by the shipped program and score it with the scripts that stand beside the data."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from gates.shapes import Gold
from gates.shapes import shapes as all_shapes


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `precision` and `recall` are None where the script prints none."""

    name: str
    value: float
    precision: float | None = None
    recall: float | None = None


def data_folder() -> Path | None:
    """The folder named by ONRECORD_DATA, None where there is none."""
    named = os.environ.get("ONRECORD_DATA", "../shared/data")
    return Path(named) if Path(named, "polnear").is_dir() else None


def attribution(data: Path, part: str = "dev") -> list[Figure]:
    """PolNeAR: exact, token and linked figures, as eval/attribution.py prints them."""
    gold = data / "polnear" / f"{part}.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder:
        return _figures(_scored(data, "attribution.py", gold, gold, Path(folder, "read.jsonl")))


def _figures(printed: str) -> list[Figure]:
    line = re.compile(r"(\w+ \w+) +P ([\d.]+) +R ([\d.]+) +F1 ([\d.]+)")
    return [Figure(name, float(f), float(p), float(r)) for name, p, r, f in line.findall(printed)]


def shapes(data: Path) -> list[Figure]:
    """The shapes of shapes.txt: figures as for PolNeAR, and the share of statements within others found."""
    gold, within = [], []
    for number, shape in enumerate(all_shapes()):
        outer = [asdict(a) for a in shape.attributions if "." not in a.number]
        gold.append({"id": str(number), "text": shape.text, "attributions": outer})
        within += [(str(number), _first(shape.text, a)) for a in shape.attributions if "." in a.number]
    with tempfile.TemporaryDirectory() as folder:
        given, read = Path(folder, "gold.jsonl"), Path(folder, "read.jsonl")
        given.write_text("\n".join(json.dumps(row) for row in gold), encoding="utf-8")
        figures = _figures(_scored(data, "attribution.py", given, given, read))
        rows = [json.loads(line) for line in read.read_text(encoding="utf-8").splitlines()]
    found = {(r["id"], s["source"]["text"]) for r in rows for s in r["statements"] if s["within"]}
    return [*figures, Figure("within", sum(one in found for one in within) / len(within))]


def _first(text: str, gold: Gold) -> str:
    start, end = gold.source[0]
    return text[start:end]


def pages(data: Path) -> list[Figure]:
    """News pages: body, headline, day and author, read from a copy with id, url and html alone."""
    gold = data / "pages.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "pages.jsonl")
        with gzip.open(gold, "rt", encoding="utf-8") as lines, bare.open("w", encoding="utf-8") as out:
            for row in map(json.loads, lines):
                out.write(json.dumps({key: row[key] for key in ("id", "url", "html")}) + "\n")
        printed = _scored(data, "pages.py", gold, bare, Path(folder, "read.jsonl"))
    found = re.findall(r"(body|headline|day|author)(?: word F1)? ([\d.]+)", printed)
    return [Figure(name, float(value)) for name, value in found]


def _scored(data: Path, script: str, gold: Path, given: Path, read: Path) -> str:
    # Exit code 1 says that some pages were refused; the script counts those as not found.
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "read",
        str(given),
        "--format",
        "jsonl",
        "--output",
        str(read),
    ]
    if subprocess.run(command, check=False).returncode == 2:
        raise SystemExit(f"nothing could be read from {given}")
    command = [sys.executable, str(data.parent / "eval" / script), str(gold), str(read)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
