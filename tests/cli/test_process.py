"""What only a process of its own can show: Ctrl-C, a reader that goes away, streaming."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys, time
from onrecord import intake, pipeline
sys.path.insert(0, {here!r})
from readings import ferry
from onrecord.records import Page
from onrecord.cli import main

def read(names, **_):
    for number in range({count}):
        yield Page(origin=str(number), format="text", raw="x", size=1)

def run(pages, **options):
    for at, page in enumerate(pages):
        if at == {hang}:
            time.sleep(60)
        yield ferry()

intake.read, intake.total_bytes, pipeline.run = read, lambda names: None, run
main()
"""


def started(*arguments: str, count: int = 3, hang: int = -1) -> subprocess.Popen[str]:
    here = str(Path(__file__).parents[1])
    script = SCRIPT.format(here=here, count=count, hang=hang)
    return subprocess.Popen(
        [sys.executable, "-c", script, "read", "a", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_while_waiting_closes_what_was_printed() -> None:
    with started("-f", "json", hang=2) as process:
        assert process.stdout is not None
        printed = "".join(process.stdout.readline() for _ in range(2))
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.stderr is not None
        errors = process.stderr.read()
    assert process.returncode == 130
    assert len(json.loads(printed + rest)) == 2
    assert errors == "stopped: 2 articles read (16 statements), none refused\n"


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "html"])
def test_a_reader_that_goes_away_is_no_error(format: str) -> None:  # noqa: A002
    with started("-f", format, count=2000) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""
