"""The parent's side of one worker process, in which whatever came from outside is read.

A parser that hangs or eats up memory inside C code cannot be stopped in one's own process, but a
process can be ended. One serves many pages; only after a death is there a new one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from onrecord.errors import ModelError, Refused
from onrecord.pipeline import frames
from onrecord.pipeline.frames import Find, NoModel, Ready, Task
from onrecord.records import Article, Reading, Refusal

# Importing the parsers or the model takes about a second, on a busy machine or a network disk many more.
_START_SECONDS = 120.0
# -P: without it Python would import modules from the folder it is called in, and that may be the very
# folder of untrusted downloads that is being read.
COMMAND = (sys.executable, "-P", "-m", "onrecord.pipeline.worker")
# Number libraries and the C library (glibc) set addresses aside for each core or thread: 1.6 GB on sixteen
# threads, 0.7 GB with these. On a machine of many cores that alone would be beyond the worker's limit.
_FRUGAL = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
_ADVICE = {
    "article": "leave it out, or save the report itself as a .txt file",
    "statements": "leave it out, or cut it into its articles, one a file",
}


class Child:
    """A process that is started for the first page, and again after a death. `close` it at the end.

    One thread may talk to it; `stop` alone may be called from another.
    """

    def __init__(self, command: tuple[str, ...] | None = None, start_seconds: float = _START_SECONDS) -> None:
        self._command = command or COMMAND
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_stopped = False

    def ask(self, asked: Task | Find) -> Article | Reading | Refusal:
        """Have an article made, or statements found in the article that was made last.

        Raises Refused if it takes too long or the process dies of it, ModelError if there is no model.
        """
        try:
            process = self._ready_process(asked)
            with _time_limit(process, asked.seconds) as limit:
                answer = _hear(process)
        except BaseException:  # Ctrl-C: the answer to this page must not be taken for the next one's
            self._end()
            raise
        if isinstance(answer, NoModel):
            raise ModelError(answer.reason)
        if not isinstance(answer, Article | Reading | Refusal):
            cause = self._end()
            raise _overdue(asked) if limit.is_over else _fallen(asked, cause)
        if limit.is_over:  # killed when it had just answered
            self._end()
        return answer

    def stop(self) -> None:
        """End the process at once and for good; whoever waits for its answer gets Refused."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process, if there is one, and wait until it is gone."""
        self.stop()
        self._end()

    def _ready_process(self, asked: Task | Find) -> subprocess.Popen[bytes]:
        """The process that is asked, once it has all that it needs to work on an answer."""
        if self._process is not None and self._makes_ready(self._process, asked):
            return self._process
        cause = self._end()
        if isinstance(asked, Find):
            raise _fallen(asked, cause)
        # There was none, or it died between two pages, and that is neither's fault.
        process = self._start(asked)
        if not self._makes_ready(process, asked):
            raise _not_started(asked, self._end())
        return process

    def _makes_ready(self, process: subprocess.Popen[bytes], asked: Task | Find) -> bool:
        with _time_limit(process, self._start_seconds):
            return isinstance(_exchange(process, asked), Ready)

    def _start(self, asked: Task) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise Refused(asked.stage, "the reading was stopped", "read it again")
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={**os.environ, **_FRUGAL},
                    start_new_session=True,  # Ctrl-C would reach it before it can leave that to us
                )
            except OSError as error:  # too many processes, no memory
                raise _not_started(asked, error.strerror or str(error)) from None
            return self._process

    def _end(self) -> str:
        """Leave no process, no zombie and no open pipe, and say what it ended of."""
        process, self._process = self._process, None
        if process is None:
            return "it was not there"
        process.kill()  # before its pipes are closed: closing would wait for it to take what is left
        _close(process)
        return _cause(process.wait())


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


def _exchange(process: subprocess.Popen[bytes], asked: Task | Find) -> frames.Frame | None:
    try:
        frames.write(_pipe(process.stdin), asked)
    except OSError:  # the process died while it was being written to
        return None
    return _hear(process)


def _hear(process: subprocess.Popen[bytes]) -> frames.Frame | None:
    return frames.read(_pipe(process.stdout))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "Popen was asked for both pipes"
    return pipe


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            _pipe(pipe).close()
        except OSError:  # what was still to be written to a dead child
            continue


def _overdue(asked: Task | Find) -> Refused:
    return Refused(asked.stage, f"took longer than {asked.seconds:g} s", _ADVICE[asked.stage])


def _fallen(asked: Task | Find, cause: str) -> Refused:
    return Refused(asked.stage, f"ended its reader ({cause})", "please report it with the page")


def _not_started(asked: Task | Find, cause: str) -> Refused:
    reason = f"the process that reads pages did not start ({cause})"
    return Refused(asked.stage, reason, "install onrecord anew; its messages above may say more")


def _cause(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"
