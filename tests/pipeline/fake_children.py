"""Child processes with a fake article stage: what it does is written in the page.

Run as a script it is such a child. Kept apart from the tests so that the child imports no pytest.
"""

import os
import sys
import time
from pathlib import Path

from onrecord.errors import Refused
from onrecord.pipeline import worker
from onrecord.records import Article, Page

COMMAND = (sys.executable, "-P", str(Path(__file__).resolve()))


def article(text: str, published: str | None = None) -> Article:
    return Article(
        id=text,
        published_at=published,
        language="en",
        text=text,
    )


def extract(page: Page, /, *, published: str | None, any_language: bool) -> Article:
    order = page.raw if isinstance(page.raw, str) else page.raw.decode()
    if order == "hang":
        time.sleep(600)
    if order == "die":
        os.abort()
    if order == "exit":
        os._exit(3)
    if order == "eat memory":
        return article(str(len(b"x" * 10_000_000_000)))
    if order == "print":
        print("stray output")  # noqa: T201
        os.write(1, b"more of it\n" * 10_000)
    if order == "refuse":
        raise Refused("article", "no report", "give another")
    if order == "bug":
        raise ZeroDivisionError
    if order == "pid":
        order = str(os.getpid())
    return article(f"{order} {any_language}", published)


if __name__ == "__main__":
    worker.serve(extract)
