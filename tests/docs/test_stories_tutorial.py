"""The tutorial on stories and claims is true: its commands run in order, and print what it shows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "stories.md").read_text(encoding="utf-8")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
# A command, and what it prints.
PART = re.compile(r"^    (?P<command>\S.*)$|^```text\n(?P<shown>(?:.*\n)*?)```$", re.MULTILINE)
COMMANDS = [part["command"] for part in PART.finditer(PYTHON.sub("", TUTORIAL)) if part["command"]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """The exit code of each command, and what it prints."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "examples").symlink_to(ROOT / "examples")
    (block,) = PYTHON.findall(TUTORIAL)
    script = [f'onrecord() {{ {shlex.quote(sys.executable)} -m onrecord "$@"; }}']
    script += [f"{command} 2>&1\nprintf '\\n<exit %d>\\n' $?" for command in COMMANDS]
    script += [f"{shlex.quote(sys.executable)} - 2>&1 <<'END'\n{block}\nEND\nprintf '\\n<exit %d>\\n' $?"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=plain | {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=True,
    )
    texts = re.split(r"\n<exit \d+>\n", done.stdout)[:-1]
    codes = [int(code) for code in re.findall(r"\n<exit (\d+)>\n", done.stdout)]
    rows = ["\n".join(map(str.rstrip, text.splitlines())) for text in texts]
    return dict(zip([*COMMANDS, "python"], zip(codes, rows, strict=True), strict=True))


@pytest.mark.parametrize("command", [*COMMANDS, "python"])
def test_command_runs(printed: dict[str, tuple[int, str]], command: str) -> None:
    code, text = printed[command]
    assert code == 0, text
    assert "Traceback" not in text


def test_what_is_shown_is_printed(printed: dict[str, tuple[int, str]]) -> None:
    command = ""
    for part in PART.finditer(PYTHON.sub("", TUTORIAL)):
        command = part["command"] or command
        # The score at the end of a row is no word of the tutorial.
        for line in (part["shown"] or "").splitlines():
            assert f"\n{line}" in f"\n{printed[command][1]}", printed[command][1]


def test_prose_is_true(printed: dict[str, tuple[int, str]]) -> None:
    stories = printed["onrecord stories"][1]
    assert "Cranes stop at Varnholm" in stories
    assert "Marsh fever vaccine" in stories
    assert "Marsh fever vaccine" not in printed["onrecord stories strike"][1]
    told = printed['onrecord story "$story"'][1]
    assert [
        words for words in ("who stands where", "supports", "founded by", "joined") if words not in told
    ] == []
    assert (
        "first made by" in printed['onrecord claim "$claim"'][1]
        or "nobody" in printed['onrecord claim "$claim"'][1]
    )
    assert " against" in printed["python"][1]
