"""The explorer on a large ledger: server time of every page, what a page transfers, readers beside an add.

    python -m bench.explorer LEDGER [--rounds 60] [--readers 50] [--seconds 20]

LEDGER is one of `python -m bench.grouping --keep FOLDER`; a copy of it is served, and asked over loopback,
each page with another story, claim, source, report or question every time. Times are of whole answers, as a
client on the same machine sees them. Then so many readers go from page to page while reports are added.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from bench.affairs import Affairs
from bench.questions import questions

_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_ENCODED = {"Accept-Encoding": "gzip"}
_REPORTS = Path("examples/strike/reports.jsonl")
Draw = Callable[[], str]


class Pages:
    """Addresses of pages, drawn at random from what the ledger holds."""

    def __init__(self, path: Path, seed: int = 3) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.row_factory = sqlite3.Row
        self._rng = random.Random(seed)
        self._asked = [asked for _, asked in questions(self._connection, Affairs(), seed)]

    def kinds(self) -> dict[str, Draw]:
        """How to draw an address of each kind of page."""
        return {
            "front": lambda: "/",
            "stories": lambda: "/stories",
            "story": lambda: f"/story/{self._any('story', 'key')}",
            "largest stories": lambda: f"/story/{self._rng.choice(self._largest())}",
            "claim": lambda: f"/claim/c{self._any('claim', 'id'):010x}",
            "sources": lambda: "/sources",
            "source": self._source,
            "report": lambda: f"/report?{urlencode({'article': self._any('article', 'key')})}",
            "statement": lambda: f"/statement/{self._any('statement', 'id')}",
            "search": lambda: f"/search?{urlencode(list(self._rng.choice(self._asked)))}",
            "add": lambda: "/add",
            "review": lambda: "/review",
            "health": lambda: "/health",
        }

    def _any(self, table: str, column: str) -> str:
        (last,) = self._connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()
        at = self._rng.randrange(last) + 1
        found = self._connection.execute(
            f"SELECT {column} FROM {table} WHERE rowid >= ? ORDER BY rowid LIMIT 1", (at,)
        ).fetchone()
        return found[0]  # type: ignore[no-any-return]

    def _source(self) -> str:
        """Half of the time one that anybody has heard of: the source of any statement."""
        if self._rng.random() < 0.5:
            return f"/source?{urlencode({'entity': self._any('entity', 'key')})}"
        found = None
        while found is None:
            found = self._connection.execute(
                "SELECT e.key FROM statement s JOIN entity e ON e.id = s.entity_id WHERE s.id = ?",
                (self._any("statement", "id"),),
            ).fetchone()
        return f"/source?{urlencode({'entity': found[0]})}"

    def _largest(self) -> list[str]:
        found = self._connection.execute(
            "SELECT s.key FROM member m JOIN story s ON s.id = m.story_id GROUP BY m.story_id"
            " ORDER BY count(*) DESC LIMIT 20"
        )
        return [key for (key,) in found]


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The explorer of a ledger, in a process of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            with suppress(httpx2.TransportError):
                httpx2.get(f"{address}/static/explorer.css")
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def times(address: str, pages: Pages, rounds: int) -> None:
    """Print the server time of each kind of page, and what its largest answer transfers with its files."""
    print(f"{'page':18}{'p50 ms':>8}{'p95 ms':>8}{'max ms':>8}{'first':>8}{'KB':>7}{'KB with files':>15}")
    with httpx2.Client(base_url=address, timeout=120, headers=_ENCODED, follow_redirects=True) as client:
        for kind, draw in pages.kinds().items():
            taken, largest, files = [], 0, 0
            for _ in range(rounds):
                started = time.perf_counter()
                answer, size = _get(client, draw())
                taken.append((time.perf_counter() - started) * 1000)
                if size > largest:
                    largest, files = size, sum(_get(client, each)[1] for each in _ASSET.findall(answer))
            first, *rest = taken
            row = (statistics.median(rest), _p95(rest), max(rest), first)
            sizes = f"{largest / 1e3:7.0f}{(largest + files) / 1e3:15.0f}"
            print(f"{kind:18}{''.join(f'{each:8.0f}' for each in row)}{sizes}")


def _get(client: httpx2.Client, path: str) -> tuple[str, int]:
    """An answer's text, and the bytes that it took."""
    with client.stream("GET", path) as answer:
        answer.read()
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
        return answer.text, answer.num_bytes_downloaded


def readers(address: str, ledger: Path, pages: Pages, count: int, seconds: float) -> None:
    """Let so many readers go from page to page while reports are added, and print what they met."""
    drawn = [draw() for kind, draw in pages.kinds().items() for _ in range(40) if kind != "largest stories"]
    taken: dict[int, list[float]] = defaultdict(list)
    failed: list[str] = []
    until = time.monotonic() + seconds

    def read(number: int) -> None:
        rng = random.Random(number)
        with httpx2.Client(base_url=address, timeout=120, headers=_ENCODED, follow_redirects=True) as client:
            while time.monotonic() < until:
                path = rng.choice(drawn)
                started = time.perf_counter()
                try:
                    answer = client.get(path)
                except httpx2.TransportError as error:
                    failed.append(f"{path}: {error!r}")
                    continue
                taken[number].append((time.perf_counter() - started) * 1000)
                if answer.status_code != 200:
                    failed.append(f"{path}: {answer.status_code}")
                time.sleep(rng.uniform(0.5, 1.5))  # a reader reads

    threads = [threading.Thread(target=read, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    command = [sys.executable, "-m", "onrecord", "add", str(_REPORTS), "--ledger", str(ledger)]
    added = subprocess.run(command, capture_output=True, text=True, check=False)
    for thread in threads:
        thread.join()
    every = [each for some in taken.values() for each in some]
    print(
        f"{count} readers beside an add: {len(every)} pages, {len(failed)} errors, p50 "
        f"{statistics.median(every):.0f} ms, p95 {_p95(every):.0f} ms; add: {added.stdout.splitlines()[0]}"
    )
    for line in islice(failed, 5):
        print(f"  {line}")


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[max(int(len(taken) * 0.95) - 1, 0)]


def main() -> None:
    """Serve a copy and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(options.ledger, Path(folder) / "onrecord.db"))
        with served(copy) as address:
            pages = Pages(copy)
            times(address, pages, options.rounds)
            readers(address, copy, pages, options.readers, options.seconds)


if __name__ == "__main__":
    main()
