"""The vectors of contents, with the rows that are shipped: near what they should be, whatever the text."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.records import Article, Note, Page, Part
from onrecord.statements import find, note, vectors
from onrecord.statements.vectors import LONGEST, PIECES, SIZE, of_text, packed

TEXT = (
    "The harbour master said on Monday that the ferry had sunk after striking a reef.\n"
    "“According to the crew, the captain was asleep,” he added.\n"
)


def article(text: str) -> Article:
    return Article(id="an-article", language="en", text=text, parts=(Part(0, len(text), "body"),))


def cosine(one: bytes, two: bytes) -> float:
    a, b = (np.frombuffer(each, np.int8).astype(float) for each in (one, two))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


# A content, another way to put it, and something else of the same story.
NEAR = [
    (
        "the ferry had sunk after striking a reef",
        "the boat went down when it hit rocks",
        "the port's cranes will be painted next spring",
    ),
    (
        "the drug cut deaths by a third",
        "the medicine lowered mortality by 33 percent",
        "the company's shares were suspended on Tuesday",
    ),
    (
        "prosecutors dropped all charges against the banker",
        "the case against the financier was abandoned",
        "the courtroom was too small for the crowd",
    ),
    ("3,000 troops were sent to the border", "soldiers deployed at the frontier", "wheat prices doubled"),
]


@pytest.mark.parametrize(("content", "same", "other"), NEAR)
def test_other_words_for_it_are_nearer_than_other_things(content: str, same: str, other: str) -> None:
    assert cosine(of_text(content), of_text(same)) > cosine(of_text(content), of_text(other)) + 0.1


@pytest.mark.parametrize(
    "text",
    [
        "that the bridge is safe",
        "“the bridge is safe”",
        "that “the bridge is safe”",
        "The Bridge is SAFE",
        "the\nbridge   is safe",
    ],
)
def test_what_stands_around_a_content_plays_no_part(text: str) -> None:
    assert of_text(text) == of_text("the bridge is safe")


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "“”", "that"])
def test_no_words_no_vector(text: str) -> None:
    assert of_text(text) == b""


@given(st.text(max_size=80) | st.text(st.characters(categories=["Cs", "So", "Mn", "Cc"]), max_size=20))
def test_any_text_has_a_vector_or_none(text: str) -> None:
    vector = of_text(text)
    assert len(vector) in (0, SIZE)
    assert vector == of_text(text)
    assert not vector or np.abs(np.frombuffer(vector, np.int8).astype(int)).max() in (0, 127)


def test_a_lone_surrogate_is_read_as_a_question_mark() -> None:
    assert of_text("safe \ud800") == of_text("safe ?")


def test_a_very_long_text_is_looked_at_in_part() -> None:
    text = "the bridge is safe " * (LONGEST // 10)
    assert of_text(text) == of_text(text[:LONGEST])
    assert len(of_text("x" * 500_000)) == SIZE


@given(st.lists(st.integers(-(10**6), 10**6), min_size=SIZE, max_size=SIZE))
def test_packing_keeps_the_direction(numbers: list[int]) -> None:
    total = np.array(numbers, dtype=np.int64)
    back = np.frombuffer(packed(total), np.int8).astype(float)
    if np.abs(total).max():
        assert back == pytest.approx(total * 127 / np.abs(total).max(), abs=0.5)
    else:
        assert not back.any()


def test_each_statement_of_a_reading_has_its_vector() -> None:
    reading = find(article(TEXT))
    assert any(statement.within for statement in reading.statements)
    assert reading.vectors == tuple(of_text(statement.content.text) for statement in reading.statements)
    assert all(len(vector) == SIZE for vector in reading.vectors)


def test_a_note_has_the_vector_of_its_content() -> None:
    page = Page(origin="notes.csv:2", format="text", raw="")
    noted = Note(page=page, content="the bridge is safe", source="Ana Ruiz")
    assert note(noted).vectors == (of_text("the bridge is safe"),)


@pytest.mark.parametrize(
    "rows",
    [
        None,
        b"",
        b"no array",
        np.zeros((3, SIZE), np.int8),
        np.zeros((PIECES, SIZE), np.float16),
        np.array([{}], dtype=object),  # would have to be unpickled
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, rows: "bytes | np.ndarray | None") -> None:
    if isinstance(rows, bytes):
        (tmp_path / "vectors.npy").write_bytes(rows)
    elif rows is not None:
        np.save(tmp_path / "vectors.npy", rows)
    with pytest.raises(ModelError, match=r"vectors\.npy .* install onrecord again"):
        vectors._rows(tmp_path)
