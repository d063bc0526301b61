"""What docs/running.md says is what the code does: settings, measures, commands, the unit."""

import configparser
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from onrecord.delivery import settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "onrecord"


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def documented() -> list[str]:
    return re.findall(r"^\| `(\[\w+\] \w+)` \|", PAGE, re.MULTILINE)


def test_every_key_is_documented() -> None:
    """The keys that are taken from the tables of a settings file, by the function that takes them."""
    code = (SOURCE / "delivery" / "settings.py").read_text(encoding="utf-8")
    taken = set(re.findall(r"table\.(?:text|optional|number|flag|file)\(\s*\"(\w+)\"", code))
    taken |= set(re.findall(r"_address\(table, \"(\w+)\"", code))
    assert sorted(key.split()[1] for key in documented()) == sorted(taken)


def test_every_documented_key_is_taken(tmp_path: Path) -> None:
    (tmp_path / "smtp-password").write_text("secret", encoding="utf-8")
    read = settings.read(_written(tmp_path, block("toml")))
    assert read.host == "news.example.org"
    for key in documented():
        table, name = re.fullmatch(r"\[(\w+)\] (\w+)", key).groups()  # type: ignore[union-attr]
        tables = tomllib.loads(block("toml"))
        tables[table][name] = [0]  # no key is a list: one that is known says so, another that it is not known
        with pytest.raises(settings.DeliverySettingsError) as told:
            settings.read(_written(tmp_path, _toml(tables)))
        assert f"{name} in [{table}]" in str(told.value), told.value


def _written(folder: Path, text: str) -> Path:
    path = folder / "onrecord.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _toml(tables: dict[str, dict[str, object]]) -> str:
    return "\n".join(
        f"[{name}]\n" + "\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items())
        for name, table in tables.items()
    )


def test_every_measure_is_documented() -> None:
    code = (SOURCE / "web" / "pages" / "metrics.py").read_text(encoding="utf-8")
    known = {f"onrecord_{name}" for name in re.findall(r"measures\.(?:one|by)\(\s*\"(\w+)\"", code)}
    table = PAGE.split("| measure | tells |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(onrecord_\w+)", table)) == known


def test_commands_exist() -> None:
    unit = block("ini").replace("\\\n", " ")
    told = re.findall(r"^    (onrecord .*)$", PAGE, re.MULTILINE)
    told += [f"onrecord {line}" for line in re.findall(r"ExecStart=\S*/onrecord (.*)$", unit, re.MULTILINE)]
    contained = json.loads(re.findall(r"^CMD (\[.*\])$", block("dockerfile"), re.MULTILINE)[0])
    told.append(f"onrecord {shlex.join(contained)}")
    assert len(told) == 5
    for line in told:
        words = shlex.split(line)[1:]
        named = words[: 2 if words[0] in ("account", "subscribers") else 1]
        helped = subprocess.run(
            [sys.executable, "-m", "onrecord", *named, "--help"], capture_output=True, text=True, check=True
        ).stdout
        assert [word for word in words if word.startswith("--") and word not in helped] == [], line


def test_the_unit_can_be_read_and_is_hardened() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("ini").replace("\\\n", " "))
    service = unit["Service"]
    assert service["Restart"] == "on-failure"
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"] == "onrecord"
    assert int(service["TimeoutStopSec"]) > 20  # answers 10 s, then the poller, then the sender
