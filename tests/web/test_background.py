"""The work behind the pages: adding, grouping, stopping, failing."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from readings import article_of

from onrecord.errors import ModelError
from onrecord.ledger import open_store, ungrouped
from onrecord.ledger.enter import Entering
from onrecord.pipeline.grouping import Grouping
from onrecord.records import Reading
from onrecord.web import background as module
from onrecord.web.background import Background
from onrecord.web.jobs import KEPT, LISTED, WAITING, Asked, Job, JobError, Jobs, Owner, Upload
from onrecord.web.settings import Settings, desk_of

IDA = Owner("Ida")
Processes = list["subprocess.Popen[bytes]"]


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Processes:
    """Worker processes that do what a page says."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "pipeline")
    started: Processes = request.getfixturevalue("started")
    return started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.fixture
def work(path: Path, children: Processes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Background]:  # noqa: ARG001
    monkeypatch.setattr(module, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    found = Background(Settings(ledger=path, desk=desk_of(path)))
    found.start()
    yield found
    found.close()


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it did not come to pass"
        time.sleep(0.01)


def done(job: Job) -> bool:
    return job.state().is_over


def rows(path: Path, command: str) -> list[tuple[object, ...]]:
    store = open_store(path, create=True)
    try:
        return [tuple(row) for row in store.connection.execute(command)]
    finally:
        store.close()


def test_what_is_asked_for_is_added_and_grouped(work: Background, path: Path) -> None:
    job = work.add(Asked(text="a report"), IDA)
    until(lambda: done(job))
    state = job.state()
    assert (state.stage, state.drawn, state.pages, state.fates) == ("done", 1, 1, (("new", 1),))
    assert state.article_count == 1
    assert state.only_article == "a report False"
    assert rows(path, "SELECT article FROM story_history") == [("a report False",)]
    assert ("add", "done") in rows(path, "SELECT command, outcome FROM run_list")
    # once more: it is known
    again = work.add(Asked(text="a report"), IDA)
    until(lambda: done(again))
    assert again.state().fates == (("again", 1),)


def test_refusals_are_told_and_what_else_was_asked_for_is_read(work: Background, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "1").write_bytes(b"refuse")
    (folder / "2").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    (folder / "3").write_bytes(b"")
    uploads = tuple(
        Upload(name, folder / at)
        for name, at in (("one.txt", "1"), ("tool", "2"), ("3.txt", "3"), ("4", "4"))
    )
    asked = Asked(text="a report", addresses=("http://127.0.0.1:1024/x",), uploads=uploads, folder=folder)
    job = work.add(asked, IDA)
    until(lambda: done(job))
    state = job.state()
    told = {each.origin: each.reason for each in state.refusals}
    assert state.stage == "done"
    assert told["one.txt"] == "no report"
    assert told["tool"] == "this is a program"
    assert told["3.txt"] == "an empty file"
    assert told["4"] == "no such file"
    assert "http://127.0.0.1:1024/x" in told
    assert state.refusal_count == 5
    assert state.article_count == 1
    assert state.only_article is None
    assert not folder.exists()


def test_the_outlet_and_the_date_are_those_that_were_given(work: Background, path: Path) -> None:
    asked = Asked(text="a report", text_url="https://outlet.example/1", published="2024-10-25", outlet="Post")
    job = work.add(asked, IDA)
    until(lambda: done(job))
    assert rows(path, "SELECT outlet, address, origin FROM appearance") == [
        ("Post", "https://outlet.example/1", "pasted text")
    ]
    assert rows(path, "SELECT published_at FROM version") == [("2024-10-25",)]


def test_a_job_can_be_stopped_in_the_middle_of_a_page(work: Background, path: Path) -> None:
    job = work.add(Asked(text="hang"), IDA)
    waiting = work.add(Asked(text="another"), IDA)
    until(lambda: job.state().drawn == 1)
    begun = time.monotonic()
    work.stop(job)
    until(lambda: done(job))
    assert time.monotonic() - begun < 10
    assert job.state().stage == "stopped"
    until(lambda: done(waiting))
    assert waiting.state().stage == "done"
    # it is no refusal of the page's
    assert rows(path, "SELECT * FROM refusal") == []
    assert rows(path, "SELECT outcome FROM run_list WHERE command = 'add' ORDER BY run") == [
        ("stopped",),
        ("done",),
    ]


def test_a_job_that_waits_can_be_stopped(work: Background, path: Path) -> None:
    first = work.add(Asked(text="sleep 0.5"), IDA)
    job = work.add(Asked(text="another"), IDA)
    work.stop(job)
    until(lambda: done(job))
    assert first.state().stage == "done"
    assert job.state().stage == "stopped"
    assert rows(path, "SELECT count(*) FROM article") == [(1,)]


def test_closing_ends_what_is_read_within_seconds(path: Path, children: Processes) -> None:
    work = Background(Settings(ledger=path, desk=desk_of(path)))
    work.start()
    job = work.add(Asked(text="find: hang"), IDA)
    until(lambda: children)
    until(lambda: job.state().drawn == 1)
    begun = time.monotonic()
    work.close()
    assert time.monotonic() - begun < 9
    assert done(job)
    assert rows(path, "SELECT outcome FROM run_list") == [("stopped",)]


def test_an_error_is_its_job_s_and_the_next_one_is_done(work: Background) -> None:
    failing = work.add(Asked(text="no model"), IDA)
    other = work.add(Asked(text="bug"), IDA)
    good = work.add(Asked(text="a report"), IDA)
    until(lambda: done(good))
    assert failing.state().stage == "failed"
    assert "model.onnx is missing" in (failing.state().message or "")
    # a bug that a page meets is that page's refusal
    assert [each.reason for each in other.state().refusals] == ["an error in onrecord: ZeroDivisionError"]
    assert good.state().stage == "done"


def test_what_other_programs_add_is_grouped(work: Background, path: Path) -> None:
    until(path.exists)
    store = open_store(path, create=True)
    with Entering(store, command="add", settings={}) as entering:
        entering.enter(None, Reading(article_of("A storm came over Sund.", id="storm"), (), "fake"))
    until(lambda: ungrouped.count(store) == 0)
    until(lambda: rows(path, "SELECT article FROM story_history") == [("storm",)])
    store.close()
    until(lambda: not work.working.is_grouping)


def test_grouping_that_fails_is_told_and_tried_again(
    work: Background, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ModelError("judge.onnx is missing")

    monkeypatch.setattr(module, "Grouping", failing)
    job = work.add(Asked(text="a report"), IDA)
    until(lambda: done(job))
    assert job.state().stage == "done"
    until(lambda: work.working.problem == "judge.onnx is missing")
    monkeypatch.setattr(module, "Grouping", Grouping)
    until(lambda: rows(path, "SELECT count(*) FROM story_line") == [(1,)])
    until(lambda: work.working.problem is None)


def test_jobs_are_few_and_old_ones_are_forgotten() -> None:
    jobs = Jobs()
    first = Job(Asked(text="x"), IDA)
    jobs.put(first)
    for _ in range(WAITING - 1):
        jobs.put(Job(Asked(text="x"), IDA))
    with pytest.raises(JobError, match="wait already"):
        jobs.put(Job(Asked(text="x"), IDA))
    for _ in range(2 * KEPT):
        for job in jobs.all():
            job.enter("done")
        jobs.put(Job(Asked(text="x"), IDA))
    assert len(jobs.all()) == KEPT
    assert jobs.get(first.id) is None
    assert jobs.next() is jobs.all()[-1]
    assert len({job.id for job in jobs.all()}) == KEPT
    assert all(len(job.id) >= 20 for job in jobs.all())


def test_of_many_refusals_the_first_are_listed() -> None:
    from onrecord.ledger.enter import Entered
    from onrecord.records import Refusal

    job = Job(Asked(text="x"), IDA)
    job.add([Entered("x", "refused", refusal=Refusal("x", "intake", "empty", "fill it"))] * (LISTED + 5))
    assert len(job.state().refusals) == LISTED
    assert job.state().refusal_count == LISTED + 5
