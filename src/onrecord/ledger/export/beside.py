"""Files and folders written beside their place and renamed: there whole, or not at all.

A file in that place is replaced (a ledger never is). A folder only if it is an earlier export that nobody
has touched since: annotations that somebody made in it are not lost.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.ledger.export.exported import CannotExport

# What stands in the folder, as `sha256sum --check` reads it: by it an earlier export is known.
MANIFEST = "onrecord-export.sha256"
_DATABASE = b"SQLite format 3\0"
_PIECE = 1 << 20


@contextmanager
def file_beside(path: Path) -> Iterator[Path]:
    """Give a path to write to, which takes the place of `path` if all goes well. Raises CannotExport."""
    with _in_plain_words(path):
        target = path.resolve()  # a link stays a link: what it points to is replaced
        _check_file(path, target)
        beside = _name_beside(target)
        try:
            yield beside
            _settle(beside, target)
            beside.replace(target)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Give an empty folder, which takes the place of `path` if all goes well. Raises CannotExport."""
    with _in_plain_words(path):
        target = path.resolve()
        _check_folder(path, target)
        beside = _name_beside(target)
        beside.mkdir()
        try:
            yield beside
            _list_files(beside)
            os.sync()  # one wait for all files, which may be many
            _check_folder(path, target)  # the export may have taken hours
            _swap(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _name_beside(target: Path) -> Path:
    return target.with_name(f".onrecord-{secrets.token_hex(6)}.part")


@contextmanager
def _in_plain_words(path: Path) -> Iterator[None]:
    if "\0" in str(path):
        raise CannotExport(f"cannot write {str(path)!r}: no name can have a NUL in it: take another")
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotExport(f"cannot write {path}: {reason}: check the folder and its free room") from error


def _check_file(path: Path, target: Path) -> None:
    _check_parent(path, target)
    if target.is_dir():
        raise CannotExport(f"cannot write {path}: it is a folder, and this format is a file: name a file")
    if not target.exists():
        return
    if not target.is_file():
        raise CannotExport(f"cannot write {path}: it is no plain file: name another")
    with target.open("rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise CannotExport(f"cannot write {path}: it is a database, perhaps a ledger: name another file")


def _check_parent(path: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise CannotExport(f"cannot write {path}: there is no folder {path.parent}: make it first")


def _settle(beside: Path, target: Path) -> None:
    """Bring the file to the disk, with the rights of the one that it replaces."""
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    if target.exists():
        beside.chmod(target.stat().st_mode & 0o777)


def _check_folder(path: Path, target: Path) -> None:
    _check_parent(path, target)
    if not target.exists():
        return
    if not target.is_dir():
        raise CannotExport(f"cannot write {path}: it is a file, and this format is a folder: name a folder")
    reason = _not_ours(target)
    if reason:
        raise CannotExport(f"cannot write {path}: {reason}: name another folder, or take this one away")


def _not_ours(folder: Path) -> str | None:
    """Why a folder is not replaced: it is no earlier export, or was changed since; None where it may be."""
    found = {each.name for each in folder.iterdir()}
    if not found:
        return None
    if MANIFEST not in found:
        return "a folder is there that is not an earlier export"
    listed = _listed(folder / MANIFEST)
    for name in sorted(found - {MANIFEST}):
        if name not in listed or _hash(folder / name) != listed[name]:
            return f"an earlier export is there that was changed since ({name})"
    return None


def _listed(manifest: Path) -> dict[str, str]:
    with suppress(OSError, UnicodeDecodeError):
        lines = manifest.read_text(encoding="utf-8").splitlines()
        return {line[66:]: line[:64] for line in lines}
    return {}


def _list_files(folder: Path) -> None:
    names = sorted(each.name for each in folder.iterdir())
    with (folder / MANIFEST).open("x", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{_hash(folder / name)}  {name}\n" for name in names)


def _hash(path: Path) -> str | None:
    """SHA-256 of a file; None of what is none."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _swap(beside: Path, target: Path) -> None:
    """Put the folder in its place; the one that was there is put back if that fails."""
    if not target.exists():
        beside.rename(target)
        return
    earlier = _name_beside(target)
    target.rename(earlier)
    try:
        beside.rename(target)
    except BaseException:
        earlier.rename(target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
