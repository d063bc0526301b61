"""How long to wait before something is tried again, and when to give up."""

from __future__ import annotations

from datetime import timedelta

# After the first failure a minute, and so on; the last is repeated.
_WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
# As long as mail servers keep a letter before they send it back, at least (RFC 5321, 4.5.4.1: 4 to 5 days for
# what goes on to strangers; ours is handed to a server of our own, and hooks are programs).
_PATIENCE = timedelta(days=2)
LONGEST = max(_WAITS)


def wait(failures: int) -> timedelta | None:
    """How long to wait after so many failures in a row (1 or more); None: two days of waiting are over.

    Counted by failures, not read off a clock: a clock that is put right gives nothing up.
    """
    waited = sum((_wait(each) for each in range(1, failures)), timedelta())
    return None if waited >= _PATIENCE else _wait(failures)


def _wait(failures: int) -> timedelta:
    return _WAITS[min(max(failures, 1), len(_WAITS)) - 1]
