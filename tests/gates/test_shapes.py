"""Marked text as gold: (marked, text, the roles of each attribution)."""

import pytest

from gates.shapes import parse, shapes

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


def test_an_open_mark_is_an_error() -> None:
    with pytest.raises(ValueError, match="not closed"):
        parse("{s1 Ana said no.")


def test_every_block_of_the_file_can_be_read() -> None:
    assert sum(len(shape.attributions) for shape in shapes()) > 30
