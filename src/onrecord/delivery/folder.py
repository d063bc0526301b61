"""Letters as .eml files in a folder, for whoever has no mail server, or wants to look first."""

from __future__ import annotations

import os
import re
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.delivery.post import NotDelivered

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,150}")


class FolderPost:
    """Writes each letter to `<Message-ID>.eml`, whole or not at all: a repeat replaces the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held."""

    def send(self, sender: str, to: str, body: bytes) -> None:  # noqa: ARG002  both stand in the letter
        """Write it. Raises NotDelivered where the folder cannot be written to."""
        name = file_name(body)
        # Hidden from who looks for .eml until it is whole.
        part = self.folder / f".{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / name)
        except OSError as error:
            reason = f"{self.folder} cannot be written to: {error.strerror or error}"
            raise NotDelivered(
                reason, is_permanent=False, is_about_address=False, is_about_server=True
            ) from error

    def cut(self) -> None:
        """Nothing takes long here."""


def file_name(body: bytes) -> str:
    """The name of a letter's file: its Message-ID where that can be a name, else a hash."""
    head = body.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    written = str(message_from_bytes(head, policy=policy.compat32)["Message-ID"] or "").strip().strip("<>")
    name = written if _PLAIN.fullmatch(written) else sha256(written.encode() or body).hexdigest()[:32]
    return f"{name}.eml"
