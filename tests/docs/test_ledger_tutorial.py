"""The tutorial on the ledger is true: its commands run in order, as written, and print what it shows."""

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
NETWORK = "<!-- needs the network -->"
# A command, what it prints, the mark of one that is left out.
PART = re.compile(
    rf"^    (?P<command>\S.*)$|^```text\n(?P<shown>(?:.*\n)*?)```$|^(?P<mark>{NETWORK})$", re.MULTILINE
)
# In the answers of commands, by a piece of them: what the tutorial says of it in its prose.
TOLD = {
    "--figure '>30' --sort": (" 43.", " 47 ships", " 52\n"),
    "--act deny --sort": ("Chamber of Shipping",),
    "'fairy tale'": ("Seljeline",),
    "'wheat OR silo*'": ("14 river", "three silos"),
    "--to xlsx": ("denials.xlsx",),
    "--who Brandeau --said": ("2024-10-08", "2024-10-07"),
}


# The tutorial names a line by its number. A number moves with every statement that is read before it, so the
# line is looked up, and the numbers before rows are not compared.
NUMBER = re.compile(r"^ *\d+(?=  \S)", re.MULTILINE)
CORRECTED, BY_NUMBER = (
    "correct 226 ",
    'correct "$(onrecord ask "fairy tale" --format csv | tail -n 1 | cut -d, -f1)" ',
)


@dataclass(frozen=True)
class Step:
    """A command, and the stretches of lines that the tutorial shows of what it prints."""

    command: str
    shown: tuple[str, ...] = ()


def steps() -> Iterator[Step]:
    step, is_left_out = None, False
    for part in PART.finditer(TUTORIAL):
        if part["shown"] is not None:
            assert step is not None, part["shown"]
            assert not step.shown, part["shown"]
            stretches = [each.strip("\n") for each in re.split(r"^…$", part["shown"], flags=re.MULTILINE)]
            step = Step(step.command, tuple(each for each in stretches if each))
            continue
        if step is not None:
            yield step
        step = Step(part["command"]) if part["command"] and not is_left_out else None
        is_left_out = bool(part["mark"])
    if step is not None:
        yield step


STEPS = list(steps())


@dataclass(frozen=True)
class Followed:
    """The folder in which the tutorial was followed, and the exit code and print of each command."""

    folder: Path
    codes: list[int]
    printed: list[str]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "examples").symlink_to(ROOT / "examples")
    script = [f'onrecord() {{ {shlex.quote(sys.executable)} -m onrecord "$@"; }}']
    commands = [step.command.replace(CORRECTED, BY_NUMBER) for step in STEPS]
    script += [f"{command} 2>&1\nprintf '\\n<exit %d>\\n' $?" for command in commands]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=plain | {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=True,
    )
    *printed, _ = re.split(r"\n<exit \d+>\n", done.stdout)
    codes = [int(code) for code in re.findall(r"\n<exit (\d+)>\n", done.stdout)]
    return Followed(folder, codes, ["\n".join(map(str.rstrip, each.splitlines())) for each in printed])


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[step.command[:60] for step in STEPS])
def test_command_prints_what_is_shown(followed: Followed, number: int) -> None:
    step, printed = STEPS[number], followed.printed[number]
    assert followed.codes[number] == 0, printed
    for stretch in step.shown:
        assert f"\n{NUMBER.sub('', stretch)}\n" in f"\n{NUMBER.sub('', printed)}\n", printed
    for piece, told in TOLD.items():
        if piece in step.command and "--as-of" not in step.command:
            assert [words for words in told if words not in printed] == [], printed


def test_the_line_that_is_corrected_is_the_one_that_is_shown() -> None:
    shown = next(step.shown[0] for step in STEPS if "--act deny --sort" in step.command)
    assert shown.split()[0] == CORRECTED.split()[1]


def test_prose_is_looked_for_in_commands_that_exist() -> None:
    assert [piece for piece in TOLD if not any(piece in step.command for step in STEPS)] == []


def test_files_are_written(followed: Followed) -> None:
    assert (followed.folder / "denials.xlsx").read_bytes().startswith(b"PK")
    assert "Seljeline" in (followed.folder / "strike.csv").read_text(encoding="utf-8-sig")


def test_query(followed: Followed) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", TUTORIAL, re.DOTALL)
    with closing(sqlite3.connect(followed.folder / "onrecord.db")) as connection:
        rows = connection.execute(query).fetchall()
    assert ("2024-10-13", "Transport Ministry", 51, "ships") in rows
    assert ("2024-10-08", "Transport Ministry", 22, "vessels") in rows


def test_what_was_taken_out_is_gone(followed: Followed) -> None:
    with closing(sqlite3.connect(followed.folder / "onrecord.db")) as connection:
        (left,) = connection.execute(
            "SELECT count(*) FROM appearance_list WHERE url LIKE '%saboteurs'"
        ).fetchone()
        (others,) = connection.execute(
            "SELECT count(*) FROM statement_list WHERE content LIKE '%power cables of two cranes%'"
        ).fetchone()
    assert (left, others) == (0, 2)
