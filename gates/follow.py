"""What is noticed of simulated days: python -m gates.follow [choose | kept] [--list] [--write].

`choose` are five days by which to choose; `kept`, which is measured unless told otherwise, are ten days for
measuring alone. `--list` prints which planted changes are missing and which changes are false, of choose
alone. `--write` writes the digests of the ten days to tests/follow/ten_days, for a person to check: they are
what the test of the ten days expects.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from gates import follow_gold
from gates.evaluate import Figure
from gates.follow_gold import Gold, Planted
from gates.follow_scores import Score, score
from gates.marked import Part
from gates.ten_days import Evening, live
from onrecord.display.digest_markdown import digest_markdown
from onrecord.display.links import Links
from onrecord.records import Change, ChangeKind

GOLDEN = Path(__file__).parent.parent / "tests" / "follow" / "ten_days"


def follow(part: Part = "kept") -> list[Figure]:
    """All figures of a half, for `make gates`. Raises ModelError without a model."""
    gold = follow_gold.read(part)
    with tempfile.TemporaryDirectory() as folder:
        return figures(gold, score(gold, live(gold, Path(folder) / "ten_days.db")))


def figures(gold: Gold, found: Score) -> list[Figure]:
    """Recall, of all and by kind; the days without a false change more than allowed; repeats."""
    per_day = len(found.false) / len(gold.days)
    kinds = [kind for kind in get_args(ChangeKind) if any(row.kind == kind for row in gold.planted)]
    listed = len(found.right) + len(found.false)
    return [
        Figure("recall", found.recall()),
        *(Figure(f"recall {kind}", found.recall(kind)) for kind in kinds),
        Figure("precision", len(found.right) / max(listed, 1)),
        # A floor is under a figure: the fewer, the higher it is.
        Figure("false changes a day, less", -per_day),
        Figure("repeated changes, less", -len(found.repeated)),
    ]


def markdown(evening: Evening) -> Iterator[tuple[str, str]]:
    """The digests of an evening that tell of anything: name of the file, and what is in it.

    Ports change from run to run, and are left out.
    """
    for key, digest in evening.digests.items():
        if evening.by_topic[key]:
            text = digest_markdown(digest, Links(), most=1000)
            yield f"{evening.day}-{key}.md", text.replace(f":{evening.news.port}/", "/")


def write(evenings: Iterator[Evening]) -> Iterator[Evening]:
    """Write the golden digests anew while they are made."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.md"):
        old.unlink()
    for evening in evenings:
        for name, text in markdown(evening):
            (GOLDEN / name).write_text(text, encoding="utf-8")
        yield evening


def _print(gold: Gold, found: Score) -> None:
    for figure in figures(gold, found):
        print(f"follow  {figure.name:28} {figure.value:.4f}")
    print(f"{'kind':14}{'planted':>8}{'found':>7}{'astray':>7}{'listed':>7}{'false':>7}")
    for kind in get_args(ChangeKind):
        planted = _count(gold.planted, kind)
        false = sum(change.kind == kind for _, change in found.false)
        listed = false + sum(change.kind == kind for change in found.right)
        own = f"{planted:8}{_count(found.found, kind):7}{_count(found.astray, kind):7}"
        print(f"{kind:14}{own}{listed:7}{false:7}")
    for day in gold.days:
        print(f"{day}  false {sum(when == day for when, _ in found.false)}")


def _count(rows: tuple[Planted, ...] | list[Planted], kind: str) -> int:
    return sum(row.kind == kind for row in rows)


def _list(found: Score) -> None:
    for name, rows in (("MISSING", found.missing), ("ASTRAY", found.astray)):
        for row in rows:
            print(f"{name} {row.day} {row.report} {row.kind}: {row.who}: {row.places[0]!r} ({row.note})")
    for day, change in found.false:
        print(f"FALSE {day} {_told(change)}")
    for first, second in found.repeated:
        print(f"REPEATED {_told(first)}\n    {_told(second)}")


def _told(change: Change) -> str:
    lines = []
    for pair in change.pairs:
        earlier, later = (
            f"{each.url} {each.statement.content.text!r}" if each else "-"
            for each in (pair.earlier, pair.later)
        )
        lines.append(f"{pair.what}: {later} <- {earlier} [{pair.was} -> {pair.now}]")
    return f"{change.kind} " + "\n      ".join(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gates.follow", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("choose", "kept"), default="kept")
    parser.add_argument("--list", action="store_true", help="list what is missing and false, of choose alone")
    parser.add_argument("--write", action="store_true", help="write the expected digests, of kept alone")
    arguments = parser.parse_args()
    if arguments.list and arguments.part != "choose":
        parser.error("what is wrong of kept is not shown: it is for the last measure alone")
    if arguments.write and arguments.part != "kept":
        parser.error("the digests that a test expects are those of kept")
    return arguments


def main() -> int:
    """Measure, and list or write what is asked for."""
    asked = _arguments()
    gold = follow_gold.read(asked.part)
    with tempfile.TemporaryDirectory() as folder:
        evenings = live(gold, Path(folder) / "ten_days.db")
        found = score(gold, write(evenings) if asked.write else evenings)
    _print(gold, found)
    if asked.list:
        _list(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
