"""The child process: what it answers, and what becomes of it when a page is too much for it."""

import io
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import fake_children
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError, Refused
from onrecord.pipeline import blame, child, frames
from onrecord.pipeline.child import Child
from onrecord.records import Article, Note, Page, Reading, Refusal, Span, Statement, Words


def task(order: str, seconds: float = 20) -> frames.Task:
    page = Page(origin=f"{order}.html", format="html", raw=order)
    return frames.Task(page, "2024-10-25", any_language=True, seconds=seconds)


def find(order: str, seconds: float = 20) -> frames.Find:
    return frames.Find(f"{order}.html", seconds, processes=1)


@pytest.fixture
def fake() -> Iterator[Child]:
    fake = Child(fake_children.COMMAND)
    yield fake
    fake.close()


def answer(fake: Child, asked: frames.Task | frames.Find) -> Article | Reading | Refusal:
    """What the pipeline would make of it."""
    try:
        return fake.ask(asked)
    except Refused as refused:
        return blame.refusal(asked.origin, asked.stage, refused)


def pid(fake: Child) -> int:
    article = answer(fake, task("pid"))
    assert isinstance(article, Article)
    return int(article.text.split()[0])


def is_alive(number: int) -> bool:
    """Whether there is such a process; a zombie is one."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


# (what the page makes a stage do, the reason given)
REASONS = [
    ("refuse", "no report"),
    ("bug", "an error in onrecord: ZeroDivisionError"),
    ("eat memory", "needs too much memory"),
    ("exit", "ended its reader (exit status 3)"),
    ("die", f"ended its reader (signal {signal.SIGABRT.value})"),
]
NEXT = fake_children.article("next True", "2024-10-25")


@pytest.mark.parametrize(("order", "reason"), REASONS)
def test_refusals_do_not_stop_the_next_page(fake: Child, order: str, reason: str) -> None:
    refusal = answer(fake, task(order))
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.stage, refusal.reason) == (f"{order}.html", "article", reason)
    assert refusal.advice
    assert answer(fake, task("next")) == NEXT


@pytest.mark.parametrize(("order", "reason"), REASONS)
def test_refusals_of_statements_do_not_stop_it_either(fake: Child, order: str, reason: str) -> None:
    assert isinstance(answer(fake, task(f"find: {order}")), Article)
    refusal = answer(fake, find(order))
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.stage, refusal.reason) == (f"{order}.html", "statements", reason)
    assert refusal.advice
    assert answer(fake, task("next")) == NEXT
    assert answer(fake, find("next")) == Reading(NEXT, (), "fake-1")


def test_statements_are_found_in_the_article_that_was_made_last(fake: Child) -> None:
    for order in ("first", "next"):
        assert isinstance(answer(fake, task(order)), Article)
    assert answer(fake, find("next")) == Reading(NEXT, (), "fake-1")


def test_no_statements_are_found_without_an_article(fake: Child) -> None:
    for asked in (find("any"), task("bug"), find("bug")):
        assert isinstance(answer(fake, asked), Refusal)


# (the steps until it hangs, the stage that is blamed)
HANGING = [
    ([task("hang", seconds=0.3)], "article"),
    ([task("find: hang"), find("hang", seconds=0.3)], "statements"),
]


@pytest.mark.parametrize(("steps", "stage"), HANGING, ids=["article", "statements"])
def test_a_page_that_hangs_is_ended(fake: Child, steps: list[frames.Task | frames.Find], stage: str) -> None:
    first = pid(fake)
    begun = time.monotonic()
    refusal = [answer(fake, step) for step in steps][-1]
    assert time.monotonic() - begun < 10
    assert isinstance(refusal, Refusal)
    assert (refusal.stage, refusal.reason) == (stage, "took longer than 0.3 s")
    assert not is_alive(first)
    assert pid(fake) != first


def test_a_child_that_dies_between_two_pages_costs_none(fake: Child) -> None:
    kill(pid(fake))
    assert answer(fake, task("next")) == NEXT


def test_a_child_that_dies_with_the_article_costs_that_one(fake: Child) -> None:
    number = pid(fake)
    kill(number)
    refusal = answer(fake, find("pid"))
    assert isinstance(refusal, Refusal)
    assert refusal.stage == "statements"
    assert refusal.reason == f"ended its reader (signal {signal.SIGKILL.value})"
    assert answer(fake, task("next")) == NEXT


def kill(number: int) -> None:
    """As the system does where memory is short. It is a zombie then, until it is waited for."""
    os.kill(number, signal.SIGKILL)
    until = time.monotonic() + 5
    while is_running(number) and time.monotonic() < until:
        time.sleep(0.01)


def test_a_missing_model_is_no_pages_fault(fake: Child) -> None:
    fake.ask(task("find: no model"))
    with pytest.raises(ModelError, match=r"model\.onnx is missing"):
        fake.ask(find("no model"))


def test_one_child_serves_many_pages(fake: Child) -> None:
    assert pid(fake) == pid(fake)


def test_stray_prints_do_not_disturb(fake: Child) -> None:
    assert answer(fake, task("print")) == fake_children.article("print True", "2024-10-25")


def test_large_pages_pass(fake: Child) -> None:
    text = "x" * 5_000_000
    assert answer(fake, task(text)) == fake_children.article(f"{text} True", "2024-10-25")


def test_a_closed_child_leaves_nothing(fake: Child) -> None:
    number = pid(fake)
    fake.close()
    assert not is_alive(number)
    fake.close()
    assert isinstance(answer(fake, task("next")), Refusal)


def test_a_child_is_stopped_from_another_thread(fake: Child) -> None:
    number = pid(fake)
    stopping = threading.Timer(0.3, fake.stop)
    stopping.start()
    assert isinstance(answer(fake, task("hang")), Refusal)
    stopping.join()
    assert not is_alive(number)


# (a command that does not become a child, the seconds it has for it, the reason given)
DEAD = [
    ("raise SystemExit(4)", 30, "did not start (exit status 4)"),
    ("print('hello')", 30, "did not start (exit status 0)"),
    ("import time; time.sleep(600)", 0.5, f"did not start (signal {signal.SIGKILL.value})"),
]


@pytest.mark.parametrize(("code", "seconds", "reason"), DEAD)
def test_a_child_that_does_not_start(code: str, seconds: float, reason: str) -> None:
    refusal = answer(Child((sys.executable, "-c", code), start_seconds=seconds), task("any"))
    assert isinstance(refusal, Refusal)
    assert refusal.reason.endswith(reason)


def test_ctrl_c_ends_the_child(fake: Child) -> None:
    number = pid(fake)
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            fake.ask(task("hang"))
    finally:
        signal.signal(signal.SIGALRM, previous)
    assert not is_alive(number)


def test_the_child_leaves_ctrl_c_to_its_parent(fake: Child) -> None:
    number = pid(fake)
    os.kill(number, signal.SIGINT)
    assert pid(fake) == number


# (what is in the page while its reader's parent is killed)
AT_WORK = ["pid to {} and hang", "find: pid to {} and hang", "pid to {}"]


@pytest.mark.skipif(not hasattr(select, "poll"), reason="the end of standard input cannot be waited for")
@pytest.mark.parametrize("order", AT_WORK)
def test_the_child_goes_when_its_parent_is_gone(tmp_path: Path, order: str) -> None:
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); import fake_children as f;"
        "from onrecord.pipeline.child import Child; from onrecord.pipeline.frames import Find, Task;"
        "from onrecord.records import Page;"
        "child = Child(f.COMMAND);"
        "child.ask(Task(Page(origin='a', format='text', raw=sys.argv[2]), None, False, 60));"
        "child.ask(Find('a', 60, 1));"
        "time.sleep(60)"
    )
    here = str(Path(__file__).parent)
    pid_file = tmp_path / "pid"
    env = {**os.environ, "PYTHONPATH": str(Path(child.__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, "-c", code, here, order.format(pid_file)], env=env)
    until = time.monotonic() + 20
    while not (pid_file.exists() and pid_file.read_bytes()) and time.monotonic() < until:
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    number = int(pid_file.read_text(encoding="utf-8"))
    while is_running(number) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_running(number)


def is_running(number: int) -> bool:
    """Whether there is such a process and it is no zombie: whose parent is gone may never be waited for."""
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def test_the_real_child_starts_wherever_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the folder that is read must not be imported as a module by the child."""
    (tmp_path / "struct.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(child.__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    real = Child()
    try:
        refusal = answer(real, task(""))  # no report in it
    finally:
        real.close()
    assert isinstance(refusal, Refusal)
    assert "did not start" not in refusal.reason


_text = st.text(st.characters(exclude_categories=[]), max_size=50)
_spans = st.tuples(st.integers(), st.integers()).map(lambda pair: Span(*pair))
_words = st.builds(Words, st.lists(_spans).map(tuple), _text)
_statements = st.builds(Statement, content=_words, score=st.floats(allow_nan=False))
_articles = st.builds(Article, text=_text)
_seconds = st.floats(allow_nan=False)
_frames = st.one_of(
    st.builds(frames.Ready),
    st.builds(frames.NoModel, _text),
    st.builds(frames.Task, st.one_of(st.builds(Page), st.builds(Note)), st.none(), st.booleans(), _seconds),
    st.builds(frames.Find, _text, _seconds, st.integers()),
    _articles,
    st.builds(Reading, _articles, st.lists(_statements, max_size=2).map(tuple), _text),
    st.builds(Refusal),
)


@given(st.lists(_frames, max_size=3))
def test_frames_come_back_as_written(written: list[frames.Frame]) -> None:
    pipe = io.BytesIO()
    for frame in written:
        frames.write(pipe, frame)
    pipe.seek(0)
    assert [frames.read(pipe) for _ in written] == written
    assert frames.read(pipe) is None


@given(_frames, st.integers(min_value=0, max_value=30))
def test_a_frame_that_breaks_off_is_none(frame: frames.Frame, length: int) -> None:
    pipe = io.BytesIO()
    frames.write(pipe, frame)
    assert frames.read(io.BytesIO(pipe.getvalue()[:length])) is None


# (an object that is none of our records)
FOREIGN = [os.system, subprocess.Popen, Path("a"), ZeroDivisionError()]


@pytest.mark.parametrize("foreign", FOREIGN, ids=repr)
def test_only_our_records_are_let_in(foreign: object) -> None:
    pipe = io.BytesIO()
    frames.write(pipe, foreign)  # type: ignore[arg-type]
    pipe.seek(0)
    with pytest.raises(pickle.UnpicklingError, match="none of our records"):
        frames.read(pipe)
