"""The places that the caller's names lead to: files, a folder's, a pattern's, addresses, standard input.

Of a folder, files with the suffixes of pages, texts, PDFs, web archives and workbooks are taken, and of
tables, XML and JSON those that look like what is read here: statements noted by hand, feeds, lists of feeds,
articles or quotations one a line.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import Refused
from onrecord.intake import signature
from onrecord.intake.stream import Stream, unreadable
from onrecord.records import Refusal

STANDARD_INPUT = "-"
# What a folder is searched for. Other files may lie beside the news (pictures, styles), so they are
# passed over; a file that is named outright is looked into whatever it is called.
_CERTAIN = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".jsonl", ".pdf", ".warc", ".xlsx")
# These hold news or anything else (settings, measurements, maps): taken if they look like what we read.
_TABLES = (".csv", ".tsv")
_LOOKED_INTO = (*_TABLES, ".xml", ".rss", ".atom", ".opml", ".json", ".ndjson")
_HEADINGS_WITHIN = 10  # rows: above them some tables have a title
_PACKED_WARC = (".warc.zst", ".warc.lz4")
_ADDRESS = re.compile(r"https?:|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
SUFFIXES = (*(suffix + gz for suffix in (*_CERTAIN, *_LOOKED_INTO) for gz in ("", ".gz")), *_PACKED_WARC)


@dataclass(frozen=True, slots=True)
class Location:
    """A file, a web address, or standard input where both are None. `origin` is its name in messages."""

    origin: str
    path: Path | None
    address: str | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open it for reading bytes. Raises Refused if it is missing, no plain file or not readable."""
        if self.path is None:
            return nullcontext(_standard_input())
        try:
            mode = self.path.stat().st_mode
            # Opening a FIFO would wait for its writer, reading a device may never end.
            if not stat.S_ISREG(mode):
                raise Refused("intake", _special_kind(mode), "give a plain file, or pipe it in and name -")
            return self.path.open("rb")
        except (OSError, ValueError) as error:
            raise unreadable(error) from error


def find(names: Iterable[str]) -> Iterator[Location | Refusal]:
    """Follow every name, in the order given, to what can be opened."""
    for name in names:
        try:
            yield from _follow(name)
        except Refused as refused:
            yield Refusal(_shown(name), refused.stage, refused.reason, refused.advice)


def _follow(name: str) -> Iterator[Location | Refusal]:
    if name == STANDARD_INPUT:
        yield Location("standard input", None)
    elif not name:
        raise Refused("intake", "an empty name", "name a file, a folder, a pattern or - for standard input")
    elif _ADDRESS.match(name):
        yield _address(name)
    elif any(sign in name for sign in "*?[") and not os.path.lexists(name):
        yield from _matching(name)
    elif _is_folder(name):
        yield from _in_folder(Path(name))
    else:
        yield _at(Path(name))


def _address(name: str) -> Location:
    scheme = name.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        advice = "give the file's name" if scheme == "file" else "give an address with http or https"
        raise Refused("intake", f"{scheme}: addresses are not fetched", advice)
    return Location(_shown(name), None, name)


def _is_folder(name: str) -> bool:
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise unreadable(error) from error


def _in_folder(folder: Path) -> Iterator[Location | Refusal]:
    empty = True
    for found in _walk(folder):
        empty = False
        yield found if isinstance(found, Refusal) else _at(found)
    if empty:
        raise Refused("intake", "a directory without news", f"it needs files that end in {_suffixes()}")


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    """Files of a folder in the order of their names, then those of its subfolders.

    Hidden entries are passed over, and links to folders are not followed: a loop of links ends here.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as scan:
                entries = sorted((entry for entry in scan if entry.name[0] != "."), key=lambda e: e.name)
        except OSError as error:
            refused = unreadable(error)
            yield Refusal(_shown(here), refused.stage, refused.reason, refused.advice)
            continue
        folders = [here / entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        waiting.extend(reversed(folders))
        files = [here / entry.name for entry in entries if _may_be_news(entry)]
        yield from (path for path in files if _looks_like_news(path))


def _may_be_news(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(SUFFIXES) and not _leads_to_folder(entry)


def _looks_like_news(path: Path) -> bool:
    """Whether a file that is found, not named, is to be read: by its name, or by its first bytes."""
    if not path.name.lower().removesuffix(".gz").endswith(_LOOKED_INTO):
        return True
    try:
        with _at(path).open() as file:
            start = Stream(file).start
            is_sheet = path.name.lower().removesuffix(".gz").endswith(_TABLES)
            return signature.is_table(start, _HEADINGS_WITHIN) if is_sheet else signature.is_collection(start)
    except Refused:  # what cannot be opened is told of when it is read
        return True


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: opening it will tell
        return False


def _matching(name: str) -> Iterator[Location | Refusal]:
    pattern = Path(name)
    # pathlib before 3.13 lets a closing ** match folders only; elsewhere it means the files below.
    if pattern.name == "**":
        pattern /= "*"
    try:
        # pathlib's ** does not follow links, glob's does: a loop of links would multiply every file.
        paths = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    except (OSError, ValueError, NotImplementedError, RecursionError) as error:
        raise Refused("intake", f"not a pattern: {error}", "see how * ? [] and ** are written") from error
    paths = [path for path in paths if not _is_hidden(path, pattern)]
    if "**" in pattern.parts:  # it matches a folder and the files in it: each is to be read once
        paths = [path for path in paths if not path.is_dir()]
    if not paths:
        raise Refused("intake", "no file matches the pattern", "check the pattern and the folder you are in")
    for path in paths:
        yield from _in_folder(path) if path.is_dir() else iter([_at(path)])


def _is_hidden(path: Path, pattern: Path) -> bool:
    """Whether the pattern found an entry as a shell would not, by a dot that it does not write itself."""
    return any(
        part[0] == "." and not wanted.startswith(".")
        for part, wanted in zip(reversed(path.parts), reversed(pattern.parts), strict=False)
    )


def _at(path: Path) -> Location:
    return Location(_shown(path), path)


def _shown(name: str | Path) -> str:
    """A name that can be printed: bytes of it that are not Unicode are shown as U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _standard_input() -> BinaryIO:
    if sys.stdin is None or sys.stdin.closed:
        raise Refused("intake", "there is no standard input", "pipe the news in, or name a file")
    return sys.stdin.buffer


def _special_kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe, not a file"
    if stat.S_ISSOCK(mode):
        return "a socket, not a file"
    return "a folder, not a file" if stat.S_ISDIR(mode) else "a device, not a file"


def _suffixes() -> str:
    return ", ".join((*_CERTAIN, *_LOOKED_INTO)) + f" (or these with .gz), {' or '.join(_PACKED_WARC)}"
