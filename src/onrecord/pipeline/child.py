"""The parent's side of the child process in which untrusted HTML is parsed.

A parser that hangs or eats up memory inside C code cannot be stopped in one's own process, but a
process can be ended. One child serves a whole run; only after a death is there a new one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from onrecord.errors import Refused
from onrecord.pipeline import frames
from onrecord.records import Article, Refusal

# 47 real news pages took trafilatura 0.02 s in the middle and 0.07 s at most, 5 MB of bare paragraphs 13 s.
PAGE_SECONDS = 20.0
# Importing the parsers takes about a second, on a busy machine or a network disk many more.
_START_SECONDS = 120.0
_END_SECONDS = 2.0
# -P: without it Python would import modules from the folder it is called in, and that may be the very
# folder of untrusted downloads that is being read.
COMMAND = (sys.executable, "-P", "-m", "onrecord.pipeline.worker")
# Number libraries set memory aside for each core: on a machine of many cores that alone would be
# beyond the child's limit, and it works on one page at a time anyway.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Child:
    """A process that is started for the first page, and again after a death. `close` it at the end."""

    def __init__(self, command: tuple[str, ...] = COMMAND, start_seconds: float = _START_SECONDS) -> None:
        self._command = command
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, task: frames.Task) -> Article | Refusal:
        """Have an article made. Raises Refused if it takes too long or the child dies of it."""
        process = self._process or self._start()
        try:
            with _time_limit(process, task.seconds) as limit:
                answer = _ask(process, task)
        except BaseException:  # Ctrl-C: the answer to this page must not be taken for the next one's
            self._end(process)
            raise
        if limit.is_over:
            self._end(process)
        if isinstance(answer, Article | Refusal):
            return answer
        status = self._end(process)
        if limit.is_over:
            advice = "leave it out, or save the report itself as a .txt file"
            raise Refused("article", f"took longer than {task.seconds:g} s", advice)
        raise Refused("article", f"ended its reader ({_cause(status)})", "please report it with the page")

    def close(self) -> None:
        """End the child, if there is one, and wait until it is gone."""
        if self._process is not None:
            self._end(self._process, seconds=_END_SECONDS)

    def _start(self) -> subprocess.Popen[bytes]:
        env = {**os.environ, **_ONE_THREAD}
        pipe = subprocess.PIPE
        self._process = process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, env=env)
        try:
            with _time_limit(process, self._start_seconds):
                is_ready = isinstance(frames.read(_pipe(process.stdout)), frames.Ready)
        except BaseException:
            self._end(process)
            raise
        if not is_ready:
            status = self._end(process)
            reason = f"the reader of HTML pages did not start ({_cause(status)})"
            raise Refused("article", reason, "install onrecord anew; its messages above may say more")
        return process

    def _end(self, process: subprocess.Popen[bytes], seconds: float = 0) -> int:
        """Give it `seconds` to go by itself; then make it. Leaves no zombie and no open pipe."""
        self._process = None
        if not seconds:
            process.kill()  # before its pipes are closed: closing would wait for it to take what is left
        try:
            _close(process)
            process.wait(seconds or None)
        except subprocess.TimeoutExpired:
            pass
        finally:
            process.kill()
            status = process.wait()
        return status


class _Limit:
    is_over = False


@contextmanager
def _time_limit(process: subprocess.Popen[bytes], seconds: float) -> Iterator[_Limit]:
    """End the process when the time is over, which ends our waiting for its answer too.

    Unlike a read with a time limit this works with pipes on every platform and leaves Ctrl-C alone.
    """
    limit = _Limit()

    def stop() -> None:
        limit.is_over = True
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield limit
    finally:
        timer.cancel()
        timer.join()  # else it might fire after all, and kill the child at its next page


def _ask(process: subprocess.Popen[bytes], task: frames.Task) -> frames.Frame | None:
    try:
        frames.write(_pipe(process.stdin), task)
        return frames.read(_pipe(process.stdout))
    except OSError:  # the child died while it was being written to
        return None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "Popen was asked for both pipes"
    return pipe


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            _pipe(pipe).close()
        except OSError:  # what was still to be written to a dead child
            continue


def _cause(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"
