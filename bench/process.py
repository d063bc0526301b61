"""One run of the program, its time and its memory. Linux alone (memory is read from /proc)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: seconds, and the most memory that it and its children held, in MB."""

    seconds: float
    peak: float
    out: str


def run(*arguments: str) -> Run:
    """Run onrecord and watch its memory."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", *arguments]
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.01)
        took = time.perf_counter() - started
        out.seek(0)
        return Run(took, peak, out.read())


def _resident(pid: int) -> float:
    """Resident memory of a process and its children, MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        # A child belongs to the thread that started it.
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        children = [child for task in tasks for child in task.read_text(encoding="ascii").split()]
    except (OSError, ProcessLookupError):
        return 0.0
    sizes = [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")]
    return sum(sizes) + sum(_resident(int(child)) for child in children)
