"""Reviewed articles as examples: only what was looked at whole teaches where there is nothing."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from training.reviewed import reviewed_examples

TEXT = "Ana said it rained.\nTom said it snowed.\nIda said it hailed."
LINES = TEXT.split("\n")


def statement(line: int, reach: int = 0) -> dict[str, Any]:
    """ "Name said content" of a line, the content so many characters longer."""
    start = sum(len(each) + 1 for each in LINES[:line])
    end = start + len(LINES[line]) - 1 + reach
    spans = {"source": [start, start + 3], "cue": [start + 4, start + 8], "content": [start + 9, end]}
    return {"id": str(line), **{role: {"spans": [span], "text": ""} for role, span in spans.items()}}


def row(verdicts: list[str | None], *, reach: int = 0) -> dict[str, Any]:
    found = [statement(line, reach if line == 0 else 0) for line in range(len(verdicts))]
    stand = [
        each for each, verdict in zip(found, verdicts, strict=True) if verdict in ("accepted", "corrected")
    ]
    reviews = [
        {"statement": each["id"], "verdict": verdict, "said": None if verdict == "accepted" else each}
        for each, verdict in zip(found, verdicts, strict=True)
    ]
    spans = [{role: each[role]["spans"] for role in ("source", "cue", "content")} for each in stand]
    return {
        "id": "a",
        "outlet": None,
        "text": TEXT,
        "complete": None not in verdicts,
        "statements": stand,
        "attributions": spans,
        "reviews": reviews,
    }


# what was decided on each line, and the texts of the examples with how many attributions each has
DECIDED: list[tuple[dict[str, Any], list[tuple[str, int]]]] = [
    (row(["accepted", "corrected", "rejected"]), [(TEXT, 2)]),
    (row(["accepted", "accepted"]), [(TEXT, 2)]),  # nothing was found in the last line
    (row(["accepted", None, "rejected"]), [(LINES[0], 1), (LINES[2], 0)]),
    (row([None, None, "accepted"]), [(LINES[2], 1)]),
    (row(["accepted", None, None], reach=8), []),  # it reaches into a line where something is left open
    (row(["accepted", "accepted", None], reach=8), []),
    (row([None, None, None]), []),
]


@pytest.mark.parametrize(("line", "wanted"), DECIDED)
def test_what_was_looked_at_whole_teaches(
    tmp_path: Path, line: dict[str, Any], wanted: list[tuple[str, int]]
) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_text(json.dumps(line) + "\n", encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        found = list(reviewed_examples(path))
        assert [(each.text, len(each.attributions)) for each in found] == wanted
    for example in found:
        for each in example.attributions:
            assert example.text[each.cue[0].start : each.cue[0].end] == "said"
