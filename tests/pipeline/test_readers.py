"""Many pages at once: their order, what is known already, how far ahead, and deaths on the way."""

import gc
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import fake_children
import pytest

from onrecord import article, intake, statements
from onrecord.pipeline import Outcome, Readers, readers
from onrecord.records import Article, Note, Page, Reading, Refusal

pytestmark = pytest.mark.usefixtures("started")
Processes = list["subprocess.Popen[bytes]"]
Entries = list[Page | Note | Refusal]
BROKEN = Refusal("broken", "intake", "an empty file", "look")


def page(order: str) -> Page:
    return Page(origin=order, format="text", raw=order)


def note(order: str) -> Note:
    return Note(page=page(order), content=order, source="A Person")


def read(order: str) -> Reading:
    return Reading(fake_children.article(f"{order} False"), (), "fake-1")


def mixed(count: int) -> Entries:
    """Pages that take longer or shorter, of all kinds."""
    rng = random.Random(3)
    kinds = ("a", "sleep 0.03", "find: sleep 0.02", "refuse", "find: bug")
    return [
        BROKEN if number % 7 == 3 else (note if number % 5 == 1 else page)(f"{rng.choice(kinds)} {number}")
        for number in range(count)
    ]


def test_the_order_is_that_of_the_input_with_any_number_of_workers() -> None:
    entries = mixed(40)
    found = []
    for workers in (1, 2, 4):
        with Readers(workers=workers) as some:
            found.append(list(some.read(entries, knows_page=lambda page: page.origin.endswith("9"))))
    assert found[0] == found[1] == found[2]
    pages = [entry if isinstance(entry, Page) else entry.page for entry in entries]
    assert [outcome.page for outcome in found[0]] == pages
    assert [outcome.page for outcome in found[0] if outcome.result is None] == [
        page for page in pages if page and page.origin.endswith("9")
    ]


# (what the page does to its worker, the stage, the reason)
DEATHS = [
    ("die", "article", f"ended its reader (signal {signal.SIGABRT.value})"),
    ("hang", "article", "took longer than 0.5 s"),
    ("find: die", "statements", f"ended its reader (signal {signal.SIGABRT.value})"),
    ("find: exit", "statements", "ended its reader (exit status 3)"),
    ("find: eat memory", "statements", "needs too much memory"),
    ("find: hang", "statements", "took longer than 0.5 s"),
]


def test_a_death_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "FIND_SECONDS", 0.5)
    monkeypatch.setattr(readers, "FIND_SECONDS_A_CHARACTER", 0)
    entries = [page(order) for death in DEATHS for order in (death[0], "a")]
    with Readers(workers=2, page_seconds=0.5) as some:
        results = [outcome.result for outcome in some.read(entries)]
    refusals = [(r.origin, r.stage, r.reason) for r in results[::2] if isinstance(r, Refusal)]
    assert refusals == DEATHS
    assert results[1::2] == [read("a")] * len(DEATHS)


def test_a_worker_that_is_killed_is_replaced(started: Processes) -> None:
    pids = ["pid"] * 12
    with Readers(workers=2) as some:
        outcomes = some.read(map(page, pids))
        results = [next(outcomes).result]
        started[0].kill()
        results += [outcome.result for outcome in outcomes]
    refusals = [result for result in results if isinstance(result, Refusal)]
    assert len(results) == len(pids)
    assert len(refusals) <= 1
    assert all("(signal 9)" in refusal.reason for refusal in refusals)


class Known:
    """What a ledger would know; only the thread that made it may ask."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._thread = threading.get_ident()
        self.asked: list[str] = []

    def page(self, page: Page) -> bool:
        return self._look(page.origin)

    def text(self, article: Article) -> bool:
        return self._look(article.text.removesuffix(" False"))

    def _look(self, origin: str) -> bool:
        assert threading.get_ident() == self._thread
        self.asked.append(origin)
        return self._word in origin


def test_known_pages_reach_no_worker(started: Processes) -> None:
    known = Known("known")
    entries: Entries = [page("known 1"), BROKEN, note("known 2"), page("known die")]
    with Readers(workers=2) as some:
        outcomes = list(some.read(entries, knows_page=known.page))
    assert outcomes == [
        Outcome(page("known 1"), None),
        Outcome(None, BROKEN),
        Outcome(page("known 2"), None),
        Outcome(page("known die"), None),
    ]
    assert known.asked == ["known 1", "known 2", "known die"]
    assert started == []


def test_of_known_texts_no_statements_are_found() -> None:
    known = Known("known")
    entries: Entries = [page("a"), page("find: die, known"), note("known"), page("refuse")]
    with Readers(workers=2) as some:
        results = [outcome.result for outcome in some.read(entries, knows_text=known.text)]
    assert results[:3] == [
        read("a"),
        fake_children.article("find: die, known False"),
        fake_children.article("A Person: known"),
    ]
    assert sorted(known.asked) == ["A Person: known", "a", "find: die, known"]


def test_the_model_may_be_left_out() -> None:
    known = Known("known")
    entries: Entries = [page("find: die"), page("known"), note("a"), page("refuse")]
    with Readers(workers=2, statements=False) as some:
        results = [outcome.result for outcome in some.read(entries, knows_text=known.text)]
    assert results == [
        Reading(fake_children.article("find: die False"), (), "none"),
        fake_children.article("known False"),
        Reading(fake_children.article("A Person: a"), (), "noted by hand"),
        Refusal("refuse", "article", "no report", "give another", page("refuse")),
    ]


class Drawn:
    """Pages that count how many of them were drawn."""

    def __init__(self, orders: list[str]) -> None:
        self._orders = orders
        self.count = 0

    def __iter__(self) -> Iterator[Page]:
        for order in self._orders:
            self.count += 1
            yield page(order)


@pytest.mark.parametrize("workers", [1, 3])
def test_few_pages_are_drawn_ahead(workers: int) -> None:
    drawn = Drawn(["sleep 0.3", *["a"] * 30])
    ahead = []
    with Readers(workers=workers) as some:
        for given, _ in enumerate(some.read(drawn), 1):
            ahead.append(drawn.count - given)
    assert len(ahead) == 31
    # One that is given is out of the way, and another one may have been drawn before the next was looked at.
    assert max(ahead) < readers.AHEAD * workers
    assert max(ahead) > 0


def test_large_pages_are_drawn_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "AHEAD_SIZE", 5)
    drawn = Drawn(["sleep 0.05"] * 4)
    with Readers(workers=2) as some:
        assert [drawn.count for _ in some.read(drawn)] == [1, 2, 3, 4]


def test_where_pages_come_slowly_each_is_given_before_the_next_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readers, "SLOW_SECONDS", -1)
    drawn = Drawn(["a"] * 4)
    with Readers(workers=2) as some:
        assert [drawn.count for _ in some.read(drawn)] == [1, 2, 3, 4]


def test_one_read_after_the_other(started: Processes) -> None:
    with Readers(workers=2) as some:
        first = some.read([page("a"), page("sleep 0.1"), page("find: sleep 0.1"), page("refuse"), page("a")])
        assert next(first).result == read("a")
        with pytest.raises(RuntimeError, match="one read at a time"):
            next(some.read([page("b")]))
        first.close()  # type: ignore[attr-defined]
        assert [outcome.result for outcome in some.read([page("b"), page("c")])] == [read("b"), read("c")]
    assert len(started) == 2
    with pytest.raises(RuntimeError, match="closed"):
        next(some.read([page("b")]))


def test_closing_gives_up_what_is_read_at_once() -> None:
    begun = time.monotonic()
    with Readers(workers=3) as some:
        outcomes = some.read([page(order) for order in ("a", "hang", "find: hang", *"bcdefghij")])
        next(outcomes)
    some.close()
    assert time.monotonic() - begun < 10
    del outcomes
    gc.collect()


class Broken(Exception):
    """What a ledger or an intake may raise."""


def fail(_: object) -> bool:
    raise Broken


@pytest.mark.parametrize("question", ["knows_page", "knows_text"])
def test_an_error_of_the_ledger_ends_the_reading(question: str) -> None:
    with Readers(workers=2) as some, pytest.raises(Broken):
        list(some.read([page("a")] * 9, **{question: fail}))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="signals")
def test_ctrl_c_while_waiting() -> None:
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.4)
    try:
        with pytest.raises(KeyboardInterrupt), Readers(workers=2) as some:
            list(some.read([page("hang"), page("find: hang"), page("a")]))
    finally:
        signal.signal(signal.SIGALRM, previous)


def program(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a program that uses the pipeline."""
    env = {**os.environ, "PYTHONPATH": str(Path(readers.__file__).parents[2])}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)


def test_a_program_may_end_in_the_middle() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import fake_children;"
        "from onrecord import pipeline; from onrecord.pipeline import child;"
        "from onrecord.records import Page;"
        "child.COMMAND = fake_children.COMMAND;"
        "pages = [Page(origin=raw, format='text', raw=raw) for raw in ('pid', 'hang', 'find: hang')];"
        "outcomes = pipeline.run(pages, workers=3);"
        "print(next(outcomes).article.text)"
    )
    ended = program(code, str(Path(__file__).parent))
    assert ended.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.stdout.split()[0]), 0)


HEAVY = ("numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "py3langid")
REPORTS = Path(__file__).parents[2] / "examples" / "reports"


def test_the_parent_stays_light() -> None:
    code = (
        "import sys; from onrecord import intake, pipeline;"
        "(reading,) = pipeline.run(intake.read(sys.argv[1:]));"
        "print(len(reading.statements), *(name for name in sys.modules))"
    )
    found, *modules = program(code, str(REPORTS / "harbour-strike.txt")).stdout.split()
    assert int(found) > 5
    assert set(HEAVY).isdisjoint(modules)


def test_workers_read_as_this_process_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real worker
    names = [str(REPORTS / name) for name in ("court-ruling.txt", "harbour-strike.txt", "vaccine-trial.html")]
    pages = list(intake.read(names))
    with Readers(workers=2) as some:
        there = [outcome.result for outcome in some.read(pages)]
    assert there == [statements.find(article.extract(page)) for page in pages if isinstance(page, Page)]
