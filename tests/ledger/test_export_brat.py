"""brat: read back by a small reader that is as strict as brat's own."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from exported_examples import FACTS, exports, ferry
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.export import Exported, export
from onrecord.ledger.rows import clean


@dataclass
class Standoff:
    """The annotations of a document."""

    text: str
    marks: dict[str, tuple[str, list[tuple[int, int]], str]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, object]] = field(default_factory=dict)


def read(folder: Path, name: str) -> Standoff:
    """Read a document as brat does: lines may end at whatever Python takes for an end of line."""
    told = Standoff((folder / f"{name}.txt").read_bytes().decode("utf-8"))
    seen = set()
    for line in (folder / f"{name}.ann").read_bytes().decode("utf-8").splitlines():
        number, data, *tail = line.split("\t")
        assert number not in seen
        seen.add(number)
        match number[0]:
            case "T":
                (shown,) = tail
                told.marks[number] = _mark(told.text, data, shown)
            case "R":
                relation = re.fullmatch(r"(\S+) Arg1:(T\d+) Arg2:(T\d+)", data)
                assert relation
                told.relations.append(relation.groups())  # type: ignore[arg-type]
            case "A":
                sort, mark, value = data.split(" ")
                told.attributes.setdefault(mark, {})[sort] = value
            case "#":
                told.notes[data.split(" ")[1]] = json.loads(tail[0])
    return told


def _mark(text: str, data: str, shown: str) -> tuple[str, list[tuple[int, int]], str]:
    sort, places = data.split(" ", 1)
    pieces = [(int(start), int(end)) for start, end in (each.split(" ") for each in places.split(";"))]
    for (_, before), (behind, _) in pairwise(pieces):
        assert before <= behind
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert " ".join(text[start:end] for start, end in pieces) == shown
    assert len(shown.splitlines()) == 1
    return sort, pieces, shown


def test_an_article(tmp_path: Path) -> None:
    written = export([ferry()], "brat", tmp_path / "brat", facts=FACTS)
    assert (written.statements, written.articles, written.left_out) == (4, 1, 0)
    told = read(tmp_path / "brat", "ferry-1")
    assert told.text == ferry().article.text
    shown = {number: (sort, words) for number, (sort, _, words) in told.marks.items()}
    assert list(shown.values())[:3] == [
        ("Content", "the ferry carried 212 passengers"),  # split where the line ends
        ("Source", "Harbour chief Ana Weller"),
        ("Cue", "said"),
    ]
    words = [(name, shown[one][1], shown[other][1]) for name, one, other in told.relations]
    assert ("Attribution", "that he kne\u0301w of it", "The owner") in words
    assert words[-1][0] == "Within"
    (content,) = [number for number, each in shown.items() if each == ("Content", "that he kne\u0301w of it")]
    assert told.attributes[content] == {
        "Act": "deny",
        "Type": "assertion",
        "Certainty": "unspecified",
        "Polarity": "affirmed",
        "Quotation": "indirect",
    }
    assert told.notes[content]["maker"] == "Kai Noor"
    (listed,) = map(json.loads, (tmp_path / "brat" / "articles.jsonl").read_text().splitlines())
    assert (listed["file"], listed["article"]) == ("ferry-1", "ferry-1")


@settings(max_examples=20)
@given(st.lists(exports(), max_size=3))
def test_the_words_are_there(selected: list[Exported]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brat"
        written = export(selected, "brat", path, facts=FACTS)
        files = [json.loads(line)["file"] for line in (path / "articles.jsonl").read_text().splitlines()]
        assert len(set(files)) == len(selected)
        told = [read(path, name) for name in files]
    assert written.statements + written.left_out == sum(len(one.entries) for one in selected)
    for one, standoff in zip(selected, told, strict=True):
        assert standoff.text == clean(one.article.text)
        _check(one, standoff)


def _check(one: Exported, standoff: Standoff) -> None:
    contents = {number: mark for number, mark in standoff.marks.items() if mark[0] == "Content"}
    noted = {note["number"]: number for number, note in standoff.notes.items()}
    assert set(noted.values()) == set(contents)
    for entry in one.entries:
        spans = entry.statement.content.spans
        covered = [at for start, end in spans for at in range(start, end)]
        if entry.number not in noted:
            assert "".join(standoff.text[at] for at in covered).strip() == ""
            continue
        _, pieces, _ = contents[noted[entry.number]]
        marked = [at for start, end in pieces for at in range(start, end)]
        left = sorted(set(covered) - set(marked))
        assert set(marked) <= set(covered)
        assert all(standoff.text[at].isspace() for at in left)
        assert standoff.notes[noted[entry.number]]["content"] == [list(span) for span in spans]


def test_the_configuration_allows_what_is_written(tmp_path: Path) -> None:
    export([ferry()], "brat", tmp_path / "brat", facts=FACTS)
    sections: dict[str, list[str]] = {}
    for line in (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line:
            section.append(line)
    told = read(tmp_path / "brat", "ferry-1")
    assert {sort for sort, _, _ in told.marks.values()} <= set(sections["entities"])
    allowed = {tuple(re.split(r"\tArg1:|, Arg2:", line)) for line in sections["relations"]}
    assert {(name, told.marks[a][0], told.marks[b][0]) for name, a, b in told.relations} <= allowed
    values = {line.split("\t")[0]: line.rsplit(":", 1)[1].split("|") for line in sections["attributes"]}
    for attributes in told.attributes.values():
        assert all(value in values[name] for name, value in attributes.items())


def test_ids_become_file_names(tmp_path: Path) -> None:
    keys = [
        "../x",
        "/etc/passwd",
        "a\0b",
        "x" * 300,
        "x" * 301,
        "Same",
        "same",
        "CON",
        "",
        ".",
        "é",
        "\ud800",
    ]
    one = ferry()
    selected = [replace(one, key=key) for key in keys] + [replace(one, key="same", version=2)]
    export(selected, "brat", tmp_path / "brat", facts=FACTS)
    assert [each.name for each in tmp_path.iterdir()] == ["brat"]
    names = [each.name for each in (tmp_path / "brat").iterdir()]
    texts = [name for name in names if name.endswith(".txt")]
    assert len(texts) == len({name.casefold() for name in texts}) == len(selected)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,100}\.(txt|ann)", name) for name in texts)
    assert "Same.txt" in names
    assert "CON.txt" not in names
    listed = [json.loads(line) for line in (tmp_path / "brat" / "articles.jsonl").read_text().splitlines()]
    assert [each["article"] for each in listed][:4] == keys[:4]
