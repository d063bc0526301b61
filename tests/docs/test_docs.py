"""The docs say what the code says."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def test_generated_parts_are_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_options_named_in_the_docs_exist() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for page in PAGES:
        for line in re.findall(r"onrecord read ([^\n`|]*)", page.read_text(encoding="utf-8")):
            options = [w for w in shlex.split(line, comments=True) if w.startswith("--")]
            assert [option for option in options if option not in helped] == [], page


def test_commands_of_the_explorers_tutorial_exist() -> None:
    page = (ROOT / "docs" / "explorer.md").read_text(encoding="utf-8")
    for line in re.findall(r"^    onrecord (.*)$", page, re.MULTILINE):
        words = shlex.split(line)
        named = words[: 2 if words[0] == "account" else 1]
        helped = subprocess.run(
            [sys.executable, "-m", "onrecord", *named, "--help"], capture_output=True, text=True, check=True
        ).stdout
        assert [word for word in words if word.startswith("--") and word not in helped] == [], line
