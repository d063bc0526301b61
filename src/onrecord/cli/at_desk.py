"""The desk's file, opened for one command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.ending import exit_code
from onrecord.cli.messages import ALL_READ, Messages

if TYPE_CHECKING:
    from onrecord.desk.file import Desk

NO_TOPIC = "nothing is followed yet: onrecord follow begins"


@contextmanager
def opened(ledger: Path, *, make: bool = False, missing: str = NO_TOPIC) -> Iterator[Desk]:
    """The desk of a ledger; `make` makes one where there is none, else that is an error. Raises DeskError."""
    from onrecord.desk.file import Desk, NotAtDesk
    from onrecord.web.settings import desk_of

    path = desk_of(ledger)
    if not make and not path.exists():
        raise NotAtDesk(f"{path}: {missing}")
    desk = Desk(path)
    try:
        yield desk
    finally:
        desk.close()


def perform(
    ledger: Path, work: Callable[[Desk], int | None], *, make: bool = False, missing: str = NO_TOPIC
) -> int:
    """Do the work at the desk, and return the exit code: that of the work, 0 where it gives none."""

    def done() -> int:
        with opened(ledger, make=make, missing=missing) as desk:
            code = work(desk)
        return ALL_READ if code is None else code

    return exit_code(Messages(), done)
