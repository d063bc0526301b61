"""How many threads the model may work on."""

from __future__ import annotations

import os

# A report of 700 words has 8 windows; each thread takes 8 MB of addresses, and a process may have too few.
MOST = 32
_sharing = 1


def cores() -> int:
    """The threads that one text is read on: this process's part of the processor's cores, 1 to MOST."""
    return max(1, min(available() // _sharing, MOST))


def available() -> int:
    """The processor's cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def share(processes: int) -> None:
    """From now on leave room for others: so many processes like this one, itself counted, are at work."""
    global _sharing
    _sharing = processes
