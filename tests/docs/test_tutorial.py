"""The tutorial can be followed: its Python runs, its commands are taken."""

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    onrecord (.+)$", TUTORIAL, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    arguments = [sys.executable, "-m", "onrecord", *shlex.split(command)]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if "missing.txt" in command else 0), done.stderr
    assert ("missing.txt" in done.stderr) == ("missing.txt" in command)


def test_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```python\n(.*?)```", TUTORIAL, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(block, {})
    lines = printed.getvalue().splitlines()
    assert any(line.startswith("denied: ") for line in lines)
    rows = [line for line in lines if not line.startswith("denied: ")]
    assert len(rows) == 5
    assert all(int(row.split()[0]) >= 1 for row in rows)
