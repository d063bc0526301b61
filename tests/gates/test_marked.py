"""Marked text as gold: (marked, text, the roles of each attribution)."""

import json

import pytest

from gates.marked import Gold, blocks, parse, row

ROWS = [
    ("Nothing is said.", "Nothing is said.", []),
    ("{s1 Ana} {q1 said} {c1 no}.", "Ana said no.", [("1", ["Ana"], ["said"], ["no"])]),
    (
        "{c1 “No,”} {s1 Ana} {q1 said}. {c1 “Go.”}",
        "“No,” Ana said. “Go.”",
        [("1", ["Ana"], ["said"], ["“No,”", "“Go.”"])],
    ),
    (  # one source of two
        "{s1,2 A} {q1 said} {c1 b}, {q2 adding} {c2 c}",
        "A said b, adding c",
        [("1", ["A"], ["said"], ["b"]), ("2", ["A"], ["adding"], ["c"])],
    ),
    (
        "{s1 A} {q1 said} {c1 {s1.1 B} {q1.1 says} {c1.1 no}}",
        "A said B says no",
        [("1", ["A"], ["said"], ["B says no"]), ("1.1", ["B"], ["says"], ["no"])],
    ),
]


@pytest.mark.parametrize(("marked", "text", "expected"), ROWS)
def test_parse(marked: str, text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    shape = parse(marked)
    found = [
        (a.number, *([text[s:e] for s, e in spans] for spans in (a.source, a.cue, a.content)))
        for a in shape.attributions
    ]
    assert shape.text == text
    assert found == expected


@pytest.mark.parametrize(
    ("marked", "why"),
    [("{s1 Ana said no.", "not closed"), ("{s1 Ana} {q1 said} no.", "lack a cue or a content")],
)
def test_broken_marks_are_an_error(marked: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(marked)


@pytest.mark.parametrize("within", [False, True])
def test_row_has_the_attributions_of_one_level(within: bool) -> None:
    block = parse("{s1 A} {q1 said} {c1 {s1.1 B} {q1.1 says} {c1.1 no}}", "block")
    found = json.loads(row(block, within))
    assert (found["id"], found["text"]) == ("block", "A said B says no")
    assert [each["number"] for each in found["attributions"]] == (["1.1"] if within else ["1"])


def _spans(gold: Gold) -> list[tuple[int, int]]:
    return [*gold.source, *gold.cue, *gold.content]


def test_the_gold_set_is_whole() -> None:
    """At least 300 sentences and 12 reports in two halves; what is within another lies inside it."""
    halves = {part: list(blocks(part)) for part in ("choose", "kept")}
    for some in halves.values():
        assert sum(block.id.startswith("report") for block in some) == 6
        assert sum(block.id.startswith("sentences") for block in some) == 180
    texts = [block.text for some in halves.values() for block in some]
    assert len(set(texts)) == len(texts)
    for block in (*halves["choose"], *halves["kept"]):
        outer = {gold.number: gold for gold in block.attributions}
        for number, gold in outer.items():
            if "." in number:
                around = outer[number.rpartition(".")[0]].content
                assert min(s for s, _ in around) <= min(s for s, _ in _spans(gold)), (block.id, number)
                assert max(e for _, e in around) >= max(e for _, e in _spans(gold)), (block.id, number)
