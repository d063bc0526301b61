"""`onrecord --help` answers at once: nothing heavy is imported before there is work."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "numpy",
    "onnxruntime",
    "trafilatura",
    "lxml",
    "tokenizers",
    "py3langid",
    "rich",
    "fastapi",
    "starlette",
    "uvicorn",
    "argon2",
)


def loaded_after(statement: str) -> set[str]:
    script = f"import sys\n{statement}\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(done.stderr.split())


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded_after("import onrecord.cli") & set(HEAVY)


def test_help_loads_nothing_heavy() -> None:
    helped = "from onrecord.cli.command import app\napp(['read', '--help'], standalone_mode=False)"
    assert not loaded_after(helped) & set(HEAVY)
