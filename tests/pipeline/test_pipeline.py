"""The stages in a row: order, refusals, and nothing left running."""

import gc
import subprocess
from collections.abc import Callable, Iterator

import fake_children
import pytest

from onrecord import article, pipeline, statements
from onrecord.errors import ModelError, Refused
from onrecord.pipeline import articles, child
from onrecord.records import Article, Page, Reading, Refusal


def page(order: str, page_format: str = "text") -> Page:
    return Page(origin=f"{order[:20]}.{page_format}", format=page_format, raw=order)  # type: ignore[arg-type]


def find(found: Article) -> Reading:
    if found.text.startswith("no statements"):
        raise Refused("statements", "too long", "cut it")
    if found.text.startswith("statements bug"):
        raise KeyError("x")
    if found.text.startswith("no model"):
        raise ModelError("model.onnx is missing")
    return Reading(found, (), "fake-1")


started: list["subprocess.Popen[bytes]"] = []


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fake stages, here and in the child, and a list of the children started."""

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(article, "extract", fake_children.extract, raising=False)
    monkeypatch.setattr(statements, "find", find, raising=False)
    monkeypatch.setattr(articles, "Child", lambda: child.Child(fake_children.COMMAND))
    monkeypatch.setattr(subprocess, "Popen", Noted)
    started.clear()
    yield
    assert all(process.returncode is not None for process in started), "a child was left running"


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
        [page("no statements"), page("statements bug"), page("a")],
        [
            "no statements.text: statements: too long",
            "statements bug.text: statements: an error in onrecord: KeyError",
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


@pytest.mark.parametrize(("pages", "expected"), RUNS)
def test_run(pages: list[Page | Refusal], expected: list[str]) -> None:
    outcomes = list(pipeline.run(pages, page_seconds=1))
    assert [told(outcome) for outcome in outcomes] == expected
    bugs = [o for o in outcomes if isinstance(o, Refusal) and "an error in onrecord" in o.reason]
    assert all(bug.advice == REPORT for bug in bugs)


# (page, children started for it): text stays here unless it is long
CHILDREN = [
    (page("a"), 0),
    (page("a", "html"), 1),
    (page("x" * articles.TEXT_SIZE_HERE), 0),
    (page("x" * (articles.TEXT_SIZE_HERE + 1)), 1),
]


@pytest.mark.parametrize(("one", "children"), CHILDREN)
def test_the_child_is_started_when_needed(one: Page, children: int) -> None:
    assert len(list(pipeline.run([one, one, one]))) == 3
    assert len(started) == children


@pytest.mark.parametrize("page_format", ["text", "html"])
def test_settings_reach_the_article_stage(page_format: str) -> None:
    (reading,) = pipeline.run([page("a", page_format)], published="2024-10-25", any_language=True)
    assert reading == Reading(fake_children.article("a True", "2024-10-25"), (), "fake-1")


def test_published_is_looked_at_before_any_page() -> None:
    with pytest.raises(ValueError, match="published is not an ISO 8601 date: 'Tuesday'"):
        next(pipeline.run([page("a")], published="Tuesday"))


@pytest.mark.parametrize("page_format", ["text", "html"])
def test_a_missing_model_is_no_pages_fault(page_format: str) -> None:
    with pytest.raises(ModelError):
        list(pipeline.run([page("no model", page_format)]))


def close(run: Iterator[Reading | Refusal]) -> None:
    run.close()  # type: ignore[attr-defined]


def interrupt(run: Iterator[Reading | Refusal]) -> None:
    with pytest.raises(KeyboardInterrupt):
        run.throw(KeyboardInterrupt)  # type: ignore[attr-defined]


def forget(run: Iterator[Reading | Refusal]) -> None:
    del run
    gc.collect()


@pytest.mark.parametrize("leave", [close, interrupt, forget])
def test_leaving_early_ends_the_child(leave: Callable[[Iterator[Reading | Refusal]], None]) -> None:
    runs = [pipeline.run([page("a", "html"), page("b", "html")])]
    next(runs[0])
    assert [process.poll() for process in started] == [None]
    leave(runs.pop())
    assert all(process.returncode is not None for process in started)


def test_pages_are_taken_one_at_a_time() -> None:
    def pages() -> Iterator[Page]:
        yield page("a", "html")
        pytest.fail("the second page was asked for too early")

    run = pipeline.run(pages())
    assert isinstance(next(run), Reading)
    close(run)
