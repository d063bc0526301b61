"""Read a gold set by the shipped program and score it with the scripts that stand beside the data."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from gates.marked import Part, blocks, row


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


def own(data: Path, part: Part) -> list[Figure]:
    """The project's own gold set: figures as for PolNeAR, and of the statements within others."""
    with tempfile.TemporaryDirectory() as folder:
        gold, inner, read = (Path(folder, f"{name}.jsonl") for name in ("gold", "inner", "read"))
        _write(gold, [row(block) for block in blocks(part)])
        _write(inner, [row(block, within=True) for block in blocks(part)])
        figures = _figures(_scored(data, "attribution.py", gold, gold, read))
        _write(read, [_within(line) for line in read.read_text(encoding="utf-8").splitlines()])
        scored = _figures(_compared(data, "attribution.py", inner, read))
    within = [replace(f, name="within " + f.name.split()[1]) for f in scored if f.name.startswith("linked")]
    return [*figures, *within]


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _within(line: str) -> str:
    """A reading with the statements that stand within others alone, as if they stood by themselves."""
    found = json.loads(line)
    statements = [each | {"within": None} for each in found["statements"] if each["within"]]
    return json.dumps({"id": found["id"], "statements": statements})


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
    return _compared(data, script, gold, read)


def _compared(data: Path, script: str, gold: Path, read: Path) -> str:
    command = [sys.executable, str(data.parent / "eval" / script), str(gold), str(read)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
