"""The tutorial on topics is true: its commands run in order, and print what it shows."""

import base64
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from onrecord.delivery.webhooks import signature
from onrecord.display.change_words import kind_words
from onrecord.records import Change, ChangeKind

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "follow.md").read_text(encoding="utf-8")
# Blocks of commands behind a mark are not run: their options are held against the help.
PART = re.compile(
    r"^(?P<mark><!-- .* -->)$|^    (?P<command>onrecord .*)$|^```text\n(?P<shown>(?:.*\n)*?)```$"
    r"|^(?P<other>\S.*)$",
    re.MULTILINE,
)


def commands() -> tuple[list[str], list[str], dict[str, str]]:
    """Those that are run, those that are not, and what is shown behind each."""
    run: list[str] = []
    left: list[str] = []
    shown: dict[str, str] = {}
    is_left = False
    for part in PART.finditer(TUTORIAL):
        if part["command"]:
            (left if is_left else run).append(part["command"])
        elif part["shown"]:
            shown[run[-1]] = part["shown"]
        else:
            is_left = bool(part["mark"])
    return run, left, shown


RUN, LEFT, SHOWN = commands()


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", TUTORIAL, re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("follow")
    (made / "examples").symlink_to(ROOT / "examples")
    (made / "onrecord.toml").write_text(block("toml"), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, tuple[int, str]]:
    """The exit code of each command, and what it prints."""
    script = [f'onrecord() {{ {shlex.quote(sys.executable)} -m onrecord "$@"; }}']
    script += [f"{command} 2>&1\nprintf '\\n<exit %d>\\n' $?" for command in RUN]
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
    # The same command twice tells of two mornings: the first is kept under its own words.
    return {command: (code, text) for command, code, text in zip(RUN, codes, rows, strict=True)}


@pytest.mark.parametrize("command", RUN)
def test_command_runs(printed: dict[str, tuple[int, str]], command: str) -> None:
    code, text = printed[command]
    assert code == 0, text
    assert "Traceback" not in text


@pytest.mark.parametrize("command", SHOWN)
def test_what_is_shown_is_printed(printed: dict[str, tuple[int, str]], command: str) -> None:
    for row in SHOWN[command].splitlines():
        assert f"\n{row.rstrip()}\n" in f"\n{printed[command][1]}\n", printed[command][1]


@pytest.mark.parametrize("command", LEFT)
def test_command_that_is_not_run_exists(command: str) -> None:
    words = shlex.split(command)[1:]
    named = words[: 2 if words[0] in ("subscribers", "hooks") else 1]
    helped = subprocess.run(
        [sys.executable, "-m", "onrecord", *named, "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert [word for word in words if word.startswith("-") and word not in helped] == []


def test_files_are_written(printed: dict[str, tuple[int, str]], folder: Path) -> None:
    assert printed
    assert "# Ships off Varnholm" in (folder / "week.md").read_text(encoding="utf-8")
    assert (folder / "week.eml").read_text(encoding="ascii").startswith("From: The desk <desk@localhost>")
    assert "ships-off-varnholm/feed.atom" in (folder / "feeds.opml").read_text(encoding="utf-8")
    assert "Ships off Varnholm" in (folder / "morning.txt").read_text(encoding="utf-8")


def test_all_kinds_of_change_are_explained() -> None:
    explained = re.findall(r"^\| ([^|]+?) \| ", TUTORIAL, re.MULTILINE)
    assert sorted(explained) == sorted([*map(words, get_args(ChangeKind)), "change"])


def words(kind: ChangeKind) -> str:
    return kind_words(
        Change(
            number=1,
            id="x",
            kind=kind,
            story="s",
            title=None,
            claim=None,
            claim_text=None,
            article="a",
            at="2024-10-25T00:00:00Z",
            recorded_at="2024-10-25T00:00:00Z",
            is_late=False,
            pairs=(),
        )
    )


def test_the_program_that_is_told_knows_our_calls() -> None:
    known: dict[str, Any] = {}
    exec(block("python"), known)
    is_ours: Callable[[str, dict[str, str], bytes], bool] = known["is_ours"]
    secret, body = bytes(range(32)), b'{"kind": "disputes"}'
    headers = {
        "webhook-id": "x0123456789ab",
        "webhook-timestamp": "1729872000",
        "webhook-signature": signature(secret, "x0123456789ab", 1729872000, body),
    }
    written = f"whsec_{base64.b64encode(secret).decode()}"
    assert is_ours(written, headers, body)
    assert not is_ours(written, headers, body + b" ")
