"""The stages in a row: order, refusals, and nothing left running."""

import gc
import subprocess
from collections.abc import Callable, Iterator

import fake_children
import pytest

from onrecord import pipeline
from onrecord.errors import ModelError
from onrecord.records import Page, Reading, Refusal

Processes = list["subprocess.Popen[bytes]"]


def page(order: str, page_format: str = "text") -> Page:
    return Page(origin=f"{order[:20]}.{page_format}", format=page_format, raw=order)  # type: ignore[arg-type]


def told(outcome: Reading | Refusal) -> str:
    """One line of what came out."""
    if isinstance(outcome, Reading):
        return f"{outcome.article.text} {outcome.model}"
    return f"{outcome.origin}: {outcome.stage}: {outcome.reason}"


REPORT = "please report it with the page"
# (pages, what comes out)
RUNS: list[tuple[list[Page | Refusal], list[str]]] = [
    ([], []),
    ([page("a")], ["a False fake-1"]),
    ([page("a", "html")], ["a False fake-1"]),
    ([Refusal("x", "intake", "an empty file", "look")], ["x: intake: an empty file"]),
    (  # refusals stand where their pages stood
        [page("a", "html"), page("refuse", "html"), page("b"), page("refuse"), page("c", "html")],
        [
            "a False fake-1",
            "refuse.html: article: no report",
            "b False fake-1",
            "refuse.text: article: no report",
            "c False fake-1",
        ],
    ),
    (
        [page("bug"), page("bug", "html"), page("a")],
        [
            "bug.text: article: an error in onrecord: ZeroDivisionError",
            "bug.html: article: an error in onrecord: ZeroDivisionError",
            "a False fake-1",
        ],
    ),
    (
        [page("find: refuse"), page("find: bug"), page("a")],
        [
            "find: refuse.text: statements: no report",
            "find: bug.text: statements: an error in onrecord: ZeroDivisionError",
            "a False fake-1",
        ],
    ),
    (
        [page("hang", "html"), page("exit", "html"), page("a", "html")],
        [
            "hang.html: article: took longer than 1 s",
            "exit.html: article: ended its reader (exit status 3)",
            "a False fake-1",
        ],
    ),
]


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(("pages", "expected"), RUNS)
def test_run(pages: list[Page | Refusal], expected: list[str]) -> None:
    outcomes = list(pipeline.run(pages, page_seconds=1))
    assert [told(outcome) for outcome in outcomes] == expected
    bugs = [o for o in outcomes if isinstance(o, Refusal) and "an error in onrecord" in o.reason]
    assert all(bug.advice == REPORT for bug in bugs)


@pytest.mark.usefixtures("started")
def test_what_was_refused_comes_with_its_page() -> None:
    whole, broken = page("refuse"), Refusal("x", "intake", "an empty file", "look")
    first, second = pipeline.run([whole, broken])
    assert (first, second) == (Refusal("refuse.text", "article", "no report", "give another", whole), broken)


@pytest.mark.parametrize(("count", "workers", "processes"), [(0, 2, 0), (1, 2, 1), (6, 1, 1), (6, 2, 2)])
def test_processes_are_started_when_there_are_pages_for_them(
    count: int, workers: int, processes: int, started: Processes
) -> None:
    assert len(list(pipeline.run([page("a")] * count, workers=workers))) == count
    assert len(started) == processes


@pytest.mark.usefixtures("started")
def test_settings_reach_the_article_stage() -> None:
    (reading,) = pipeline.run([page("a")], published="2024-10-25", any_language=True)
    assert reading == Reading(fake_children.article("a True", "2024-10-25"), (), "fake-1")


# (settings, the message)
WRONG: list[tuple[dict[str, object], str]] = [
    ({"published": "Tuesday"}, "published is not an ISO 8601 date: 'Tuesday'"),
    ({"workers": 0}, "at least one worker is needed, not 0"),
]


@pytest.mark.parametrize(("settings", "message"), WRONG)
def test_settings_are_looked_at_before_any_page(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        next(pipeline.run([page("a")], **settings))  # type: ignore[arg-type]


@pytest.mark.usefixtures("started")
def test_a_missing_model_is_no_pages_fault() -> None:
    with pytest.raises(ModelError, match=r"model\.onnx is missing"):
        list(pipeline.run([page("a"), page("find: no model"), page("b")]))


def close(run: Iterator[Reading | Refusal]) -> None:
    run.close()  # type: ignore[attr-defined]


def interrupt(run: Iterator[Reading | Refusal]) -> None:
    with pytest.raises(KeyboardInterrupt):
        run.throw(KeyboardInterrupt)  # type: ignore[attr-defined]


def forget(run: Iterator[Reading | Refusal]) -> None:
    del run
    gc.collect()


@pytest.mark.parametrize("leave", [close, interrupt, forget])
def test_leaving_early_ends_the_processes(
    leave: Callable[[Iterator[Reading | Refusal]], None], started: Processes
) -> None:
    runs = [pipeline.run([page("a"), page("hang"), page("find: hang"), page("b")], workers=3)]
    next(runs[0])
    assert [process.poll() for process in started] == [None] * 3
    leave(runs.pop())
    assert all(process.returncode is not None for process in started)
