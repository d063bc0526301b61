"""Run as a program: the rounds, or the program that is ended."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from faults import add, rounds


def main() -> int:
    """Run as a program: the rounds, or the program that is ended."""
    if sys.argv[1] == "add":
        add(Path(sys.argv[2]), int(sys.argv[3]))
        return 0
    count, found = int(sys.argv[1]), 0
    with tempfile.TemporaryDirectory() as name:
        for fault in rounds(Path(name), count):
            found += 1
            sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{count} times ended at a random moment: {found or 'no'} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
