"""What the names that a person gives lead to."""

import gzip
import json
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from onrecord import intake
from onrecord.intake import locations
from onrecord.records import Note, Page, Refusal


def outcomes(*names: Path | str) -> list[Page | Refusal]:
    found = intake.read([str(name) for name in names])
    return [outcome.page if isinstance(outcome, Note) else outcome for outcome in found]


def only(*names: Path | str) -> Page | Refusal:
    (outcome,) = outcomes(*names)
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = ("b.txt", "a.html", "sub/c.txt", "sub/deep/d.md", "e.jpg", ".hidden.txt", ".git/f.txt", "g.HTML")
    for name in files:
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "news"


# (names below the folder, the files found there, in order)
FOUND = [
    ([""], ["a.html", "b.txt", "g.HTML", "sub/c.txt", "sub/deep/d.md"]),
    (["sub"], ["sub/c.txt", "sub/deep/d.md"]),
    (["b.txt", "a.html"], ["b.txt", "a.html"]),  # in the order given
    (["*.txt"], ["b.txt"]),
    (["?.html", "[b]*"], ["a.html", "b.txt"]),
    (["**/*.txt"], ["b.txt", "sub/c.txt"]),
    (["sub/**"], ["sub/c.txt", "sub/deep/d.md"]),
    (["s*"], ["sub/c.txt", "sub/deep/d.md"]),  # a pattern may match folders
    ([".hid*"], [".hidden.txt"]),
    (["*/c.txt"], ["sub/c.txt"]),
]


@pytest.mark.parametrize(("names", "files"), FOUND)
def test_found(folder: Path, names: list[str], files: list[str]) -> None:
    found = [Path(outcome.origin) for outcome in outcomes(*(folder / name for name in names))]
    assert found == [folder / file for file in files]


def test_found_from_where_one_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "sub")
    origins = [outcome.origin for outcome in outcomes("../*.txt", "*/*", ".")]
    assert origins == ["../b.txt", "deep/d.md", "c.txt", "deep/d.md"]


def test_loops_of_links_do_no_harm(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    origins = [Path(outcome.origin).name for outcome in outcomes(folder)]
    assert origins == ["a.html", "b.txt", "g.HTML", "self.txt", "c.txt", "d.md"]
    assert len(outcomes(folder / "**/*.txt")) == 2 + 1  # self.txt is a refusal
    loop = only(folder / "self.txt")
    assert isinstance(loop, Refusal)


# (a name, what the reason says)
NOT_FOUND = [
    ("", "an empty name"),
    ("missing.txt", "no such file"),
    ("b.txt/x", "no such file"),
    ("*.none", "no file matches the pattern"),
    ("none/**", "no file matches the pattern"),
    ("pictures", "a directory without news"),
    ("a\0b", "cannot be read: embedded null byte"),
    ("x" * 300, "cannot be read: File name too long"),
    ("https://example.org/a.html", "a web address, not a file"),
    ("HTTP:example.org", "a web address, not a file"),
    ("file:///etc/passwd", "file: addresses are not fetched"),
    ("FTP://example.org/a.html", "ftp: addresses are not fetched"),
    ("data+x://a", "data+x: addresses are not fetched"),
    ("http", "no such file"),
    ("a b:c", "no such file"),
    ("/dev/zero", "a device, not a file"),
    ("pipe.txt", "a pipe, not a file"),
    ("socket.txt", "a socket, not a file"),
]


@pytest.fixture
def odd_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Said.", encoding="utf-8")
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        yield tmp_path


@pytest.mark.parametrize(("name", "reason"), NOT_FOUND)
@pytest.mark.usefixtures("odd_folder")
def test_not_found(name: str, reason: str) -> None:
    refusal = only(name)
    assert isinstance(refusal, Refusal)
    assert refusal.origin == name
    assert refusal.reason == reason
    assert refusal.advice


def test_not_permitted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, mode: str) -> None:
        raise PermissionError(13, f"Permission denied ({mode})")

    monkeypatch.setattr(Path, "open", refuse)
    refusal = only(folder / "b.txt")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "not permitted to read it"


def test_folder_not_permitted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    refusal = outcomes(folder)[-1]
    assert refusal == Refusal(
        str(folder / "sub"), "intake", "not permitted to read it", "ask its owner for the right to read it"
    )


def test_a_name_that_is_not_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Said.", encoding="utf-8")
    page = only(os.fsdecode(path))
    assert isinstance(page, Page)
    assert page.origin == f"{tmp_path}/caf\ufffd.txt"


def test_sizes_add_up_to_the_total(folder: Path) -> None:
    lines = "".join(json.dumps({"text": os.urandom(500).hex()}) + "\n" for _ in range(300))
    (folder / "l.jsonl").write_text(lines, encoding="utf-8")
    (folder / "l.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    pages = [page for page in outcomes(folder) if isinstance(page, Page)]
    assert len(pages) == 605
    assert sum(page.size for page in pages) == intake.total_bytes([str(folder)])


def test_total_bytes(folder: Path) -> None:
    names = [str(folder / "b.txt"), str(folder / "missing.txt")]
    assert intake.total_bytes(names) == len("b.txt")
    assert intake.total_bytes([*names, "-"]) is None
    assert intake.total_bytes([]) == 0


def test_every_suffix_of_a_folder_is_named_in_the_advice(tmp_path: Path) -> None:
    refusal = only(tmp_path)
    assert isinstance(refusal, Refusal)
    assert all(suffix.removesuffix(".gz") in refusal.advice for suffix in locations.SUFFIXES)
