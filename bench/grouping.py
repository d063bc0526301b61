"""Stories and claims in a large ledger: how long one more article takes, and how large they are.

    python -m bench.grouping [--statements 10000 1000000] [--keep FOLDER]

The readings are made by rule (bench/affairs.py). Each size is a ledger of its own, filled and grouped with a
cheap stand-in for the model that judges; then more articles are added and grouped one by one, as a watch does
it, with that stand-in and with the model. With --keep the ledgers stay, and are used again.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from bench.affairs import Affairs
from onrecord.claims.judge import Answers, Judge, judge
from onrecord.ledger import Store, open_store
from onrecord.ledger.enter import Entering
from onrecord.pipeline.grouping import Grouping, group
from onrecord.records import Page, Reading

MORE = 40  # articles that are added one by one
_TABLES = ("vector", "story", "member", "claim", "stance", "ungrouped")
_OTHER, _SAME = Answers(0.0, 0.0, 0.0, 0.0, 1.0), Answers(0.9, 0.0, 0.0, 0.05, 0.05)

Told = Iterator[tuple[Page, Reading]]


def cheap(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """Stands in for the model: what holds most words of a claim supports it."""
    split = [({*claim.split()}, {*read.split()}) for claim, read in pairs]
    return [_SAME if len(claim & read) > 0.7 * len(claim) else _OTHER for claim, read in split]


def fill(store: Store, told: Told, count: int) -> None:
    """Enter readings until there are so many statements, group them, and print how fast that went."""
    statements = articles = 0
    with Entering(store, command="add", settings={}, code="bench") as entering:
        for page, reading in told:
            statements += len(reading.statements)
            articles += 1
            entering.enter(page, reading)
            if statements >= count:
                break
    started = time.perf_counter()
    with Grouping(store, judge=cheap) as grouping:
        for _ in grouping.catch_up():
            pass
    spent = time.perf_counter() - started
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"  filled: {statements:,} statements in {articles:,} articles, {_count(store, 'story'):,} stories")
    print(f"  grouped, all at once             {spent / articles * 1000:8.1f} ms an article")


def sizes(store: Store) -> None:
    """Print the bytes that stories and claims take for each statement."""
    found = store.connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    count = _count(store, "statement")
    own = {name: size / count for name, size in found if name.startswith(_TABLES) or _of(name)}
    print(f"  bytes a statement                {sum(own.values()):8.1f}")
    for name, size in sorted(own.items(), key=lambda each: -each[1])[:8]:
        print(f"    {name:30} {size:8.1f}")


def one_more(store: Store, told: Told, judge: Judge) -> tuple[float, float]:
    """Milliseconds to place one more article, and to match it: the middle of MORE."""
    placed, matched = [], []
    for page, reading in islice(told, MORE):
        with Entering(store, command="add", settings={}, code="bench") as entering:
            entering.enter(page, reading)
        started = time.perf_counter()
        steps = group(store, judge=judge)
        if next(steps, None) is None:  # a copy to the letter: nothing new
            continue
        between = time.perf_counter()
        for _ in steps:
            pass
        placed.append((between - started) * 1000)
        matched.append((time.perf_counter() - between) * 1000)
    return median(placed), median(matched)


def measured(path: Path, statements: int) -> list[float]:
    """Fill a ledger, unless it is there, and measure one more article."""
    print(f"{statements:,} statements")
    told = iter(Affairs())
    is_there = path.exists()
    store = open_store(path, create=True)
    try:
        if is_there:
            told = islice(told, _count(store, "article"), None)
        else:
            fill(store, told, statements)
        sizes(store)
        figures: list[float] = []
        for name, judges in (("a stand-in", cheap), ("the model", judge)):
            placed, matched = one_more(store, told, judges)
            print(f"  one more, matched by {name:11} {placed:8.1f} ms placed, {matched:8.1f} ms matched")
            figures.append(placed + matched)
        return figures
    finally:
        store.close()


def _of(index: str) -> bool:
    """Whether the index that SQLite makes for a key is of one of the tables."""
    return index.startswith(tuple(f"sqlite_autoindex_{name}" for name in _TABLES))


def _count(store: Store, table: str) -> int:
    count: int = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


def main() -> None:
    """Measure each size, and how the last compares with the first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        figures = [measured(place / f"grouping-{count}.db", count) for count in options.statements]
    for name, first, last in zip(("a stand-in", "the model"), figures[0], figures[-1], strict=True):
        print(f"one more article with {name}: {first:.1f} ms, then {last:.1f} ms: {last / first:.2f} times")


if __name__ == "__main__":
    main()
