"""The form of what is to be added: what was typed, checked, and the files that were sent, laid aside."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.intake import is_iso_date
from onrecord.web.jobs import Asked, Upload
from onrecord.web.links import web_address

if TYPE_CHECKING:
    from fastapi import UploadFile

ADDRESSES = 100
"""Web addresses that one form may name."""
_LONGEST_ADDRESS, _LONGEST_OUTLET, _LONGEST_NAME = 5_000, 200, 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class FormError(OnrecordError):
    """Something cannot be added so: what is wrong, and what to do; `status` is that of the answer."""

    def __init__(self, message: str, advice: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.advice = advice
        self.status = status


@dataclass(frozen=True, slots=True)
class Fields:
    """What was typed."""

    text: str = ""
    text_url: str = ""
    addresses: str = ""
    published: str = ""
    outlet: str = ""
    any_language: bool = False


def asked(fields: Fields, files: Sequence[UploadFile], *, text_size: int) -> Asked:
    """What is to be added. Files are laid into a folder of their own, under names of ours.

    Raises FormError.
    """
    # A browser sends the ends of lines as \r\n, whatever they were in the field.
    text = fields.text.replace("\r\n", "\n")
    sent = [file for file in files if file.filename]
    addresses = _addresses(fields.addresses)
    if len(text) > text_size:
        raise FormError(
            f"the text has {len(text):,} characters: {text_size:,} are the most",
            "send it as a file",
            status=413,
        )
    if not (text.strip() or addresses or sent):
        raise FormError("there is nothing to add", "paste a text, name an address or choose a file")
    published, outlet = fields.published.strip(), fields.outlet.strip()
    if published and not is_iso_date(published):
        raise FormError(f"{published[:40]!r} is no date", "write it like 2024-10-25")
    if len(outlet) > _LONGEST_OUTLET:
        raise FormError(f"the outlet has more than {_LONGEST_OUTLET} characters", "name it more shortly")
    text_url = _address(fields.text_url.strip()) if fields.text_url.strip() else None
    folder, uploads = _laid_aside(sent)
    return Asked(
        text=text if text.strip() else "",
        text_url=text_url,
        addresses=addresses,
        uploads=uploads,
        folder=folder,
        published=published or None,
        outlet=outlet or None,
        any_language=fields.any_language,
    )


def shown_name(name: str) -> str:
    """What a file that was sent is called: the last part of its path, in a line, of no great length."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    plain = " ".join(_UNPRINTABLE.sub(" ", last).split()).lstrip("-")
    if plain in ("", ".", ".."):
        return "a file without a name"
    # The suffix tells what a file is.
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 20]}…{plain[-19:]}"


def _addresses(typed: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(_address(line) for line in typed.split()))
    if len(found) > ADDRESSES:
        raise FormError(
            f"{len(found):,} addresses: {ADDRESSES} are the most", "send them as a list of feeds, or in parts"
        )
    return found


def _address(typed: str) -> str:
    # Never a path or a pattern: a form that came over the network names no files of this machine.
    if web_address(typed) is None or len(typed) > _LONGEST_ADDRESS:
        shown = typed if len(typed) <= 80 else f"{typed[:80]}…"
        raise FormError(f"{shown!r} is no web address", "give it with http:// or https:// in front")
    return typed


def _laid_aside(sent: Sequence[UploadFile]) -> tuple[Path | None, tuple[Upload, ...]]:
    if not sent:
        return None, ()
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    uploads = []
    try:
        for number, file in enumerate(sent, start=1):
            path = folder / f"{number:04}"
            with path.open("wb") as aside:
                shutil.copyfileobj(file.file, aside)
            uploads.append(Upload(shown_name(file.filename or ""), path))
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        reason = error.strerror or str(error)
        raise FormError(
            f"the files cannot be laid aside: {reason}", "make room on the disk", status=507
        ) from error
    return folder, tuple(uploads)
