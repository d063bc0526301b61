"""Adding to a ledger: WARC records read, memory, and the share of the time that goes into storing.

    python -m bench.adding [--records 100000] [--articles 1000]

Records are pages put together from the reports in examples/, each with other paragraphs in another order.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.inputs import page, texts
from bench.process import run

PADDING = 40_000  # characters of scripts, which make up most of a news page
DISTINCT = 400


def pages(count: int, padding: int, paragraphs: int | None = None) -> Iterator[bytes]:
    """HTML pages that differ, most of them in a sentence only; with so many paragraphs, or all."""
    bodies = [page("\n\n".join(text.split("\n\n")[:paragraphs])) for text in texts(min(count, DISTINCT))]
    script = "<script>" + "window.__data = {};" * (padding // 19) + "</script>"
    for number in range(count):
        body = bodies[number % len(bodies)]
        own = f"<p>It was report number {number} of the year, the harbour office said on Tuesday.</p>"
        yield body.replace("</body>", f"{own}{script}</body>").encode()


def write_warc(path: Path, count: int, padding: int = PADDING, paragraphs: int | None = None) -> Path:
    """A WARC file as crawlers write it: each record a gzip member of its own."""
    with path.open("wb") as file:
        for number, body in enumerate(pages(count, padding, paragraphs)):
            head = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            block = f"HTTP/1.1 200 OK\r\n{head}".encode() + body
            record = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Target-URI: https://news-{number % 50}.example/{number}\r\n"
                "WARC-Date: 2025-03-04T10:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(record + block + b"\r\n\r\n", 1))
    return path


def reading_rate(path: Path) -> tuple[int, float]:
    """Pages read out of a WARC file, and how many a second."""
    from onrecord import intake
    from onrecord.records import Page

    started = time.perf_counter()
    found = sum(isinstance(each, Page) for each in intake.read([str(path)]))
    return found, found / (time.perf_counter() - started)


def storing_share(path: Path, ledger: Path) -> tuple[float, float, int]:
    """Of an add with one worker: the share of its time spent in the ledger, seconds, statements."""
    from onrecord import intake
    from onrecord import ledger as ledgers
    from onrecord.ledger.enter import Entering
    from onrecord.pipeline import Readers

    spent, statements = 0.0, 0
    store = ledgers.open_store(ledger, create=True)
    with Readers(workers=1) as readers, Entering(store, command="add", settings={}, code="bench") as entering:
        clock = _Clock(entering)
        started = time.perf_counter()
        outcomes = readers.read(
            intake.read([str(path)]), knows_page=clock.knows_page, knows_text=clock.knows_text
        )
        for outcome in outcomes:
            at = time.perf_counter()
            statements += sum(each.statements for each in entering.enter(outcome.page, outcome.result))
            spent += time.perf_counter() - at
        at = time.perf_counter()
        statements += sum(each.statements for each in entering.flush())
        ended = time.perf_counter()
        spent += ended - at + clock.spent
    store.close()
    return spent / (ended - started), ended - started, statements


class _Clock:
    """Counts the time of the ledger's answers."""

    def __init__(self, entering: object) -> None:
        self._entering = entering
        self.spent = 0.0

    def knows_page(self, page: object) -> bool:
        return self._timed("knows_page", page)

    def knows_text(self, article: object) -> bool:
        return self._timed("knows_text", article)

    def _timed(self, name: str, argument: object) -> bool:
        started = time.perf_counter()
        answer = bool(getattr(self._entering, name)(argument))
        self.spent += time.perf_counter() - started
        return answer


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--records", type=int, default=20_000, help="records without the model")
    parser.add_argument("--articles", type=int, default=200, help="articles with the model")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warc = write_warc(folder / "large.warc.gz", 5_000)
        found, rate = reading_rate(warc)
        print(f"WARC reading alone       {rate:8.0f} records/s ({found:,} of {PADDING // 1000 + 10} kB)")
        few = write_warc(folder / "few.warc.gz", asked.articles, 0)
        share, seconds, statements = storing_share(few, folder / "few.db")
        rate = asked.articles / seconds
        print(f"add, one worker          {rate:8.1f} articles/s; of its time in the ledger: {share:.1%}")
        print(f"                         {statements:8,} statements of {asked.articles:,} articles")
        done = run("add", str(few), "--ledger", str(folder / "model.db"))
        rate = asked.articles / done.seconds
        print(f"add with the model       {rate:8.1f} articles/s, peak memory {done.peak:.0f} MB")
        # Short pages: it is the number of records that memory might grow with.
        many = write_warc(folder / "many.warc.gz", asked.records, 0, 3)
        for count in sorted({asked.records // 10, asked.records}):
            part = many if count == asked.records else write_warc(folder / "part.warc.gz", count, 0, 3)
            done = run("add", str(part), "--pages-only", "--ledger", str(folder / f"{count}.db"))
            print(
                f"add --pages-only         {count / done.seconds:8.1f} records/s of {count:,},"
                f" peak memory {done.peak:.0f} MB"
            )


if __name__ == "__main__":
    main()
