"""Claims, disputes and series of figures in the gold stories: python -m gates.claims choose [--errors].

    gold reports -> readings (kept in .build) -> stories and claims, as `onrecord claims` -> figures

`--write FILE` writes the reports as JSONL, `--claims FILE` scores what `onrecord claims --from` printed of
them. All reports of a half are one input, so that the stories have to be told apart, too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gates import claim_errors
from gates.claim_aligned import Answer, Case, Key
from gates.claim_gold import GoldStory, stories
from gates.claim_scores import claim_pairs, disputes, is_right, standings, stories_f1
from gates.claim_series import series_pairs
from gates.evaluate import Figure
from gates.marked import Part
from onrecord.records import Claim, Page, Point, Reading, Series, Span, Stance

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".build" / "readings"
# What a reading depends on: these change, and it is made anew.
READ_BY = ("statements", "article", "model", "records.py", "sentences.py", "interval.py", "word_list.py")


def claims(part: Part, cache: Path | None = None) -> list[Figure]:
    """All figures of a half. Readings are kept in the folder `cache`. Raises ModelError without a model."""
    gold = list(stories(part))
    return figures(Case(gold, answer(readings(gold, cache))))


def figures(case: Case) -> list[Figure]:
    """What is measured: see the README of the gold stories."""
    from onrecord.claims.agreement import agree

    stood = standings(case)
    right = sum(is_right(case, standing) for standing in stood)
    return [
        Figure("statements", len(case.met) / max(len(case.marks), 1)),
        *claim_pairs(case).figures("claims"),
        *claim_pairs(case, supporting=True).figures("supporting"),
        *disputes(case).figures(),
        Figure("stance", right / max(len(stood), 1)),
        *series_pairs(case).figures(agree),
        stories_f1(case),
    ]


def rows(gold: Iterable[GoldStory]) -> Iterator[str]:
    """The reports as lines of JSON, as the program takes them."""
    for report in (report for story in gold for report in story.reports):
        row = {
            "id": report.id,
            "text": report.text,
            "outlet": report.outlet,
            "published_at": report.published_at,
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def readings(gold: Sequence[GoldStory], cache: Path | None = None) -> list[Reading]:
    """The reports as read. With `cache` they are kept there, until a report or what reads them changes."""
    if cache is None:
        return _read(gold)
    kept = cache / f"{_digest(gold)}.pickle"
    if kept.exists():
        found: list[Reading] = pickle.loads(kept.read_bytes())
        return found
    made = _read(gold)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(made))
    return made


def _read(gold: Iterable[GoldStory]) -> list[Reading]:
    from onrecord import article, statements

    made = []
    for report in (report for story in gold for report in story.reports):
        page = Page(
            origin=report.id,
            format="text",
            raw=report.text,
            id=report.id,
            outlet=report.outlet,
            published_at=report.published_at,
        )
        made.append(statements.find(article.extract(page)))
    return made


def _digest(gold: Iterable[GoldStory]) -> str:
    digest = hashlib.sha256("".join(rows(gold)).encode())
    for name in READ_BY:
        path = ROOT / "src" / "onrecord" / name
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and file.suffix in {".py", ".tsv", ".txt", ".json", ".npy", ".onnx"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def answer(read: Iterable[Reading]) -> Answer:
    """What the program makes of readings, in their order. Raises ModelError where its model is missing."""
    from onrecord.claims.sayings import sayings
    from onrecord.pipeline.claiming import Collection, Gathered

    collection = Collection()
    for reading in read:
        collection.add(Gathered(reading.article.id, reading.article, sayings(reading)))
    accounts = list(collection.accounts())
    return Answer(
        {
            Key(saying.article, saying.statement.id): saying.statement.content.spans
            for account in accounts
            for saying in account.sayings
        },
        tuple(claim for account in accounts for claim in account.claims),
        dict(collection.story_of()),
    )


def printed(lines: Iterable[str]) -> Answer:
    """The same from what `onrecord claims --format jsonl` printed; a statement without a claim is missing."""
    found = [json.loads(line) for line in lines if line.strip()]
    spans = {
        Key(each["article"], each["statement"]): tuple(Span(*span) for span in each["spans"])
        for row in found
        for each in row["statements"]
    }
    story_of = {each["article"]: row["story"] for row in found for each in row["statements"]}
    return Answer(spans, tuple(map(_claim, found)), story_of)


def _claim(row: Mapping[str, Any]) -> Claim:
    stances = tuple(
        Stance(
            claim=row["id"],
            statement=each["statement"],
            article=each["article"],
            kind=each["stance"],
            score=each.get("score", 1.0),
        )
        for each in row["statements"]
    )
    series = tuple(
        Series(each["counted"], tuple(map(_point, each["points"])), each.get("differ", False))
        for each in row["figures"]
    )
    return Claim(
        id=row["id"], story=row["story"], text=row["text"], statement="", stances=stances, series=series
    )


def _point(row: Mapping[str, Any]) -> Point:
    return Point(
        article=row["article"],
        statement=row["statement"],
        low=row["low"],
        high=row["high"],
        approximate=row["approximate"],
        unit=row.get("unit"),
        source=row["source"],
        said_at=row["said_at"],
        text=row.get("text", ""),
        scope=row.get("scope"),
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gates.claims", description=__doc__)
    parser.add_argument("part", choices=("choose", "kept"))
    parser.add_argument("--errors", action="store_true", help="list what is wrong, of choose alone")
    parser.add_argument("--readings", type=Path, default=CACHE, help="where readings are kept")
    parser.add_argument("--write", type=Path, help="write the reports as JSONL and stop")
    parser.add_argument("--claims", type=Path, help="score this output of the command")
    arguments = parser.parse_args()
    if arguments.errors and arguments.part != "choose":
        parser.error("the errors of kept are not shown: it is for the last measure alone")
    return arguments


def main() -> int:
    """Print the figures of a half."""
    told = _arguments()
    gold = list(stories(told.part))
    if told.write:
        told.write.write_text("".join(rows(gold)), encoding="utf-8")
        return 0
    if told.claims:
        found = printed(told.claims.read_text(encoding="utf-8").splitlines())
    else:
        found = answer(readings(gold, told.readings))
    case = Case(gold, found)
    if told.errors:
        sys.stdout.writelines(f"{line}\n" for line in claim_errors.lines(case))
    for figure in figures(case):
        rates = "" if figure.precision is None else f"  P {figure.precision:.4f}  R {figure.recall:.4f}"
        print(f"{told.part:8} {figure.name:22} {figure.value:.4f}{rates}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
