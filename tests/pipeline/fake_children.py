"""Worker processes with fake stages: what they do is written in the page.

"die" dies while the article is made, "find: die" while statements are looked for. Run as a script it is such
a process. Kept apart from the tests so that it imports no pytest.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import ModelError, Refused
from onrecord.pipeline import worker
from onrecord.records import Article, Note, Page, Reading

COMMAND = (sys.executable, "-P", str(Path(__file__).resolve()))
FIND = "find: "


def article(text: str, published: str | None = None) -> Article:
    return Article(
        id=text,
        published_at=published,
        language="en",
        text=text,
    )


def extract(page: Page, /, *, published: str | None, any_language: bool) -> Article:
    order = page.raw if isinstance(page.raw, str) else page.raw.decode()
    if order == "pid":
        order = str(os.getpid())
    if not order.startswith(FIND):
        follow(order, "article")
    return article(f"{order} {any_language}", published)


def find(found: Article) -> Reading:
    if found.text.startswith(FIND):
        follow(found.text.removeprefix(FIND).rpartition(" ")[0], "statements")
    return Reading(found, (), "fake-1")


def note(noted: Note) -> Reading:
    follow(noted.content, "statements")
    return Reading(article(f"{noted.source}: {noted.content}"), (), "noted by hand")


def follow(order: str, stage: str) -> None:
    """Do what the page says."""
    if order.startswith("sleep "):
        time.sleep(float(order.split()[1]))
    if order.startswith("pid to "):
        path = Path(order.removeprefix("pid to ").removesuffix(" and hang"))
        path.write_text(str(os.getpid()), encoding="utf-8")
    if order.endswith("hang"):
        time.sleep(600)
    if order == "refuse":
        raise Refused(stage, "no report", "give another")
    if order in DEEDS:
        DEEDS[order]()


def divide() -> None:
    raise ZeroDivisionError


def miss_the_model() -> None:
    raise ModelError("model.onnx is missing")


def stray() -> None:
    print("stray output")  # noqa: T201
    os.write(1, b"more of it\n" * 10_000)


DEEDS: dict[str, Callable[[], object]] = {
    "die": os.abort,
    "exit": lambda: os._exit(3),
    "eat memory": lambda: bytearray(10_000_000_000),
    "print": stray,
    "bug": divide,
    "no model": miss_the_model,
}


if __name__ == "__main__":
    worker.serve(worker.Stages(extract, find, note))
