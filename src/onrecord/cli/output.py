"""Where the articles go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, TextIO

from onrecord.errors import OnrecordError


class CannotWrite(OnrecordError):
    """The output cannot be written: no such folder, not allowed, disk full."""


class Output:
    """Standard output, flushed after each article so that a reader at the other end sees it at once."""

    def __init__(self, stream: TextIO, name: str = "standard output") -> None:
        self.stream = stream
        self.name = name

    def write(self, text: str) -> None:
        """Write and flush. A reader that has gone away is a BrokenPipeError, all else CannotWrite."""
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot_write(self.name, error) from error

    def finish(self) -> None:
        """All was written."""

    def keep_part(self) -> Path | None:
        """The run was stopped: return where what was written so far is kept, if not in plain sight."""
        self.finish()
        return None

    def discard(self) -> None:
        """The run failed."""


class OutputDevice(Output):
    """A place that cannot be replaced, only written to: a named pipe, /dev/null."""

    def __init__(self, path: Path) -> None:
        super().__init__(_open(path, path, "w"), str(path))

    def finish(self) -> None:
        """Let go of it."""
        try:
            self.stream.close()
        except OSError as error:
            raise _cannot_write(self.name, error) from error

    def discard(self) -> None:
        """Let go of it; what was written cannot be taken back."""
        with contextlib.suppress(OSError):
            self.stream.close()


class OutputFile(Output):
    """A file written beside its final place and renamed at the end.

    Until then the final place keeps what it had. A run that is stopped leaves FILE.part.
    """

    def __init__(self, path: Path) -> None:
        # A link stays a link: what it points to is replaced.
        self._target = path.resolve()
        self._beside = self._target.with_name(f".onrecord-{secrets.token_hex(6)}.part")
        super().__init__(_open(self._beside, path, "x"), str(path))

    def finish(self) -> None:
        """Put the file in its place."""
        self._place(self._target)

    def keep_part(self) -> Path:
        """Keep what was written beside the place it was meant for."""
        part = self._target.with_name(f"{self._target.name}.part")
        self._place(part)
        return part

    def discard(self) -> None:
        """Leave nothing behind."""
        # Closing flushes, which fails again on a full disk.
        with contextlib.suppress(OSError):
            self.stream.close()
        self._beside.unlink(missing_ok=True)

    def _place(self, path: Path) -> None:
        try:
            os.fsync(self.stream.fileno())
            self.stream.close()
            if self._target.exists():
                self._beside.chmod(self._target.stat().st_mode & 0o777)
            self._beside.replace(path)
        except OSError as error:
            raise _cannot_write(self.name, error) from error


def open_output(path: Path | None, *, as_utf8: bool) -> Output:
    """Open FILE, or take standard output; `as_utf8` where the format is UTF-8 whatever the terminal is."""
    if path is None:
        _prepare_stdout(as_utf8)
        return Output(sys.stdout)
    if path.is_dir():
        raise CannotWrite(f"cannot write {path}: it is a folder")
    if path.exists() and not path.is_file():
        return OutputDevice(path)
    return OutputFile(path)


def write_out(path: Path | None, texts: Callable[[Output], Iterable[str]], *, as_utf8: bool) -> None:
    """Write what is made for an output, whole or not at all."""
    output = open_output(path, as_utf8=as_utf8)
    try:
        for text in texts(output):
            output.write(text)
    except BaseException:
        output.discard()
        raise
    output.finish()


def let_go_of_stdout() -> None:
    """After a broken pipe: keep the interpreter from flushing, and failing, once more at its exit."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _prepare_stdout(as_utf8: bool) -> None:
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return
    # What an old terminal cannot show becomes "?" there; a table of question marks beats a crash.
    sys.stdout.reconfigure(encoding="utf-8" if as_utf8 else None, errors="replace")


def _open(path: Path, wanted: Path, mode: Literal["w", "x"]) -> TextIO:
    try:
        return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise _cannot_write(str(wanted), error) from error


def _cannot_write(name: str, error: OSError) -> CannotWrite:
    return CannotWrite(f"cannot write {name}: {error.strerror or error}")
