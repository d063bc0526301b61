"""A large ledger: how fast it fills, how large it is, how long a question takes.

    python -m bench.ledger [--statements 1000000] [--keep FILE]

The readings are made by rule (bench/readings.py) and entered as `onrecord add` enters them. With --keep the
ledger stays, and where it is there already, it is only asked.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench.questions import Asked, questions
from bench.readings import Readings
from onrecord.ledger import Store, open_store
from onrecord.ledger.ask import ask
from onrecord.ledger.enter import Entering
from onrecord.ledger.question import read


def fill(store: Store, readings: Readings, count: int) -> None:
    """Enter readings until there are so many statements, and print how fast that went."""
    statements, spent, shown = 0, 0.0, 0
    with Entering(store, command="add", settings={}, code="bench") as entering:
        for page, reading in readings:
            started = time.perf_counter()
            statements += sum(entered.statements for entered in entering.enter(page, reading))
            spent += time.perf_counter() - started
            if statements // 100_000 > shown:
                shown = statements // 100_000
                print(f"  {statements:9,} statements, {statements / spent:6.0f} a second", flush=True)
            if statements >= count:
                break
        started = time.perf_counter()
    spent += time.perf_counter() - started
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"entered              {statements / spent:10,.0f} statements a second")


def sizes(store: Store) -> None:
    """Print bytes for each statement and article, in all and by table; packed pages are counted apart."""
    rows = store.connection.execute(
        "SELECT name, sum(pgsize), sum(unused) FROM dbstat GROUP BY name"
    ).fetchall()
    sizes = {name: size for name, size, _ in rows}
    statements, articles = (_count(store, table) for table in ("statement", "article"))
    pages = sizes.pop("page")
    total = sum(sizes.values())
    print(f"statements, articles {statements:10,} {articles:,}")
    print(f"bytes a statement    {total / statements:10,.0f} apart from pages ({pages / statements:,.0f})")
    print(f"bytes an article     {total / articles:10,.0f} apart from pages ({pages / articles:,.0f})")
    for name, size in sorted(sizes.items(), key=lambda each: -each[1])[:16]:
        print(f"  {name:32} {size / statements:8.1f} bytes a statement, {size / total:5.1%}")


def _count(store: Store, table: str) -> int:
    count: int = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


def asked(store: Store, readings: Readings) -> None:
    """Print how long questions take: the first of all, then warm (each is asked twice, the second counts)."""
    started = time.perf_counter()
    ask(store, read([("words", "the port")]))
    print(f"first question       {(time.perf_counter() - started) * 1000:10.1f} ms")
    warm, cold, slowest = defaultdict(list), [], list[tuple[float, Asked]]()
    for kind, written in questions(store.connection, readings):
        question = read(written)
        took = []
        for _ in range(2):
            started = time.perf_counter()
            ask(store, question)
            took.append((time.perf_counter() - started) * 1000)
        cold.append(took[0])
        warm[kind].append(took[1])
        slowest = sorted([*slowest, (took[1], written)], reverse=True)[:5]
    print(f"{len(cold)} questions         p50, p95, most, in ms")
    print(_line("warm", [each for some in warm.values() for each in some]))
    print(_line("asked the first time", cold))
    for kind, took in sorted(warm.items()):
        print(_line(f"  {kind}", took))
    for milliseconds, written in slowest:
        print(f"slow                 {milliseconds:10.1f} ms: {' '.join(f'--{o} {t}' for o, t in written)}")


def _line(what: str, took: list[float]) -> str:
    ordered = sorted(took)
    p50, p95 = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95))
    return f"{what:48} {p50:8.1f} {p95:8.1f} {ordered[-1]:8.1f}"


def main() -> None:
    """Fill, measure and ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, metavar="FILE")
    options = parser.parse_args()
    readings = Readings()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "bench.db"
        is_there = path.exists()
        store = open_store(path, create=True)
        try:
            if not is_there:
                fill(store, readings, options.statements)
            sizes(store)
            store.connection.execute("PRAGMA query_only = ON")
            asked(store, readings)
        finally:
            store.close()


if __name__ == "__main__":
    main()
