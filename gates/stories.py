"""Stories: articles put together as they come, scored by the script that stands beside the data.

The numbers of `onrecord.claims.stories` and `sketch` were chosen on the stories whose number is not 4 mod 5.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gates.evaluate import Figure, data_folder
from onrecord import article
from onrecord.claims.shelf import Member, MemoryShelf
from onrecord.claims.stories import member, settle
from onrecord.records import Page

SHUFFLES = 5
_F1 = re.compile(r"BCubed P ([\d.]+) +R ([\d.]+) +F1 ([\d.]+)")

Gold = Mapping[str, int]


def stories(data: Path) -> list[Figure]:
    """BCubed F1 of the stories kept for measuring alone; of all, as given and in the worst shuffle."""
    gold = _gold(data)
    kept = {name: story for name, story in gold.items() if story % 5 == 4}
    members = _members(data, gold)
    shuffled = [_scored(data, "all, shuffled F1", gold, _shuffled(members, seed)) for seed in range(SHUFFLES)]
    worst = min(shuffled, key=lambda figure: figure.value)
    return [
        _scored(data, "held-out stories F1", kept, [each for each in members if each.article in kept]),
        _scored(data, "all, given order F1", gold, members),
        Figure("all, worst of five shuffles F1", worst.value, worst.precision, worst.recall),
    ]


def choose(data: Path) -> list[Figure]:
    """The same of the stories that the numbers were chosen on, as given and in each shuffle."""
    gold = {name: story for name, story in _gold(data).items() if story % 5 != 4}
    members = _members(data, gold)
    shuffled = [
        _scored(data, f"shuffle {seed} F1", gold, _shuffled(members, seed)) for seed in range(SHUFFLES)
    ]
    return [_scored(data, "given order F1", gold, members), *shuffled]


def _gold(data: Path) -> dict[str, int]:
    with gzip.open(data / "stories" / "fnc_train_stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["story"] for row in map(json.loads, lines)}


def _members(data: Path, wanted: Iterable[str]) -> list[Member]:
    names = frozenset(wanted)
    with gzip.open(data / "stance" / "fnc_train_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in names]
    pages = (Page(origin=row["id"], format="text", raw=row["text"], id=row["id"]) for row in rows)
    found = (article.extract(page, any_language=True) for page in pages)
    return [member(each, number) for number, each in enumerate(found)]


def _shuffled(members: Sequence[Member], seed: int) -> list[Member]:
    return random.Random(seed).sample(members, len(members))


def _scored(data: Path, name: str, gold: Gold, members: Iterable[Member]) -> Figure:
    shelf = MemoryShelf()
    for number, each in enumerate(members):
        settle(replace(each, number=number), shelf)
    with tempfile.TemporaryDirectory() as folder:
        right, made = Path(folder, "gold.jsonl"), Path(folder, "made.jsonl")
        _write(right, gold)
        _write(made, {each: shelf.story(each) for each in gold})
        command = [sys.executable, str(data.parent / "eval" / "stories.py"), str(right), str(made)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = _F1.search(printed)
    assert found is not None, printed
    return Figure(name, float(found[3]), float(found[1]), float(found[2]))


def _write(path: Path, stories: Mapping[str, object]) -> None:
    lines = (json.dumps({"id": name, "story": story}) + "\n" for name, story in stories.items())
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    folder = data_folder()
    if folder is None:
        raise SystemExit("no data; name its folder in ONRECORD_DATA")
    for part, measure in (("choose", choose), ("kept", stories)):
        for figure in measure(folder):
            parts = f"P {figure.precision:.4f}  R {figure.recall:.4f}"
            print(f"{part:7} {figure.name:32} {figure.value:.4f}  {parts}")
