"""The stance of whole articles towards claims, on stories kept for measuring: python -m gates.stance."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gates.evaluate import Figure, data_folder

LINE = re.compile(r"^(agree|disagree|discuss|unrelated|macro|weighted) +(?:F1 +)?([\d.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, an article's id, and the stance: agree, disagree, discuss or unrelated."""

    claim: str
    article: str
    stance: str


def stance(data: Path) -> list[Figure]:
    """F1 of each stance, their macro average, the weighted score. Raises ModelError without the model."""
    gold = held_out(data)
    with tempfile.TemporaryDirectory() as folder:
        right, read = (
            _write(Path(folder, name), some) for name, some in (("gold", gold), ("read", _read(data, gold)))
        )
        command = [sys.executable, str(data.parent / "eval" / "stance.py"), str(right), str(read)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [Figure(name, float(value)) for name, value in LINE.findall(out)]


def held_out(data: Path) -> list[Pair]:
    """The pairs whose claim and article are both of stories whose number is 4 mod 5.

    A claim is of the story of its related articles; of no story where it has none.
    """
    story_of = {row["id"]: row["story"] for row in _rows(data / "stories" / "fnc_train_stories.jsonl.gz")}
    pairs = [Pair(**row) for row in _rows(data / "stance" / "fnc_train_pairs.jsonl.gz")]
    of_claim = {pair.claim: story_of.get(pair.article) for pair in pairs if pair.stance != "unrelated"}
    return [
        pair for pair in pairs if _is_held(of_claim.get(pair.claim)) and _is_held(story_of.get(pair.article))
    ]


def _is_held(story: int | None) -> bool:
    return story is not None and story % 5 == 4


def _read(data: Path, gold: Iterable[Pair]) -> list[Pair]:
    """The pairs with the stance that is read."""
    from onrecord.claims.passages import prepare
    from onrecord.claims.whole import stances
    from onrecord.records import Article

    asked = list(gold)
    named = {pair.article for pair in asked}
    articles = {
        row["id"]: prepare(Article(id=row["id"], text=row["text"]))
        for row in _rows(data / "stance" / "fnc_train_articles.jsonl.gz")
        if row["id"] in named
    }
    found = stances(((pair.claim, pair.article) for pair in asked), articles)
    return [Pair(pair.claim, pair.article, each) for pair, each in zip(asked, found, strict=True)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(path: Path, pairs: Iterable[Pair]) -> Path:
    path.write_text("".join(json.dumps(asdict(pair)) + "\n" for pair in pairs), encoding="utf-8")
    return path


def main() -> int:
    """Print the figures."""
    data = data_folder()
    if data is None:
        print("skipped: no data; name its folder in ONRECORD_DATA")
        return 0
    for figure in stance(data):
        print(f"{figure.name:10} {figure.value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
