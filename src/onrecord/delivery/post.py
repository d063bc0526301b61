"""The post: takes a letter and delivers it, or says why not. By a mail server, or into a folder."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from onrecord.delivery.settings import DeliverySettings
from onrecord.errors import OnrecordError


class NotDelivered(OnrecordError):
    """A letter was not taken. `reason` says why, in plain words.

    `is_permanent`: the server will not take it later either. `is_about_address`: it is the address, not the
    letter or the server; `is_about_server`: no letter could have left, so that others need not be tried.
    """

    def __init__(
        self, reason: str, *, is_permanent: bool, is_about_address: bool, is_about_server: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_permanent = is_permanent
        self.is_about_address = is_about_address
        self.is_about_server = is_about_server


class Post(Protocol):
    """What delivers letters. Used by one thread; `cut` may be called from another."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def send(self, sender: str, to: str, body: bytes) -> None:
        """Deliver a letter from and to bare addresses. Raises NotDelivered."""

    def cut(self) -> None:
        """Give up what is being sent."""


def open_post(settings: DeliverySettings) -> Post:
    """The post of the settings."""
    if isinstance(settings.mail.way, Path):
        from onrecord.delivery.folder import FolderPost

        return FolderPost(settings.mail.way)
    from onrecord.delivery.smtp import SmtpPost

    return SmtpPost(settings.mail.way, settings.host)
