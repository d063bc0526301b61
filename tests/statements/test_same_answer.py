"""The same text gives the same numbers, whatever else is read and on however many threads."""

import random
from pathlib import Path

import numpy as np
import pytest

from onrecord.model import network
from onrecord.model.tokenizer import split
from onrecord.records import Article, Part, Reading
from onrecord.statements import find, reader
from onrecord.statements.links import COLUMNS
from onrecord.statements.roles import LABELS

REPORTS = sorted(Path("examples/reports").glob("*.txt"))


def article(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    return Article(id=path.stem, language="en", text=text, parts=(Part(0, len(text), "body"),))


@pytest.fixture(scope="module")
def alone() -> dict[str, Reading]:
    return {path.stem: find(article(path)) for path in REPORTS}


def test_the_reports_hold_statements(alone: dict[str, Reading]) -> None:
    assert all(len(found.statements) > 5 for found in alone.values())


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_and_order_change_nothing(
    alone: dict[str, Reading], threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "cores", lambda: threads)
    monkeypatch.setattr("onrecord.statements.statement.cores", lambda: threads)
    reader._network.cache_clear()
    for path in random.Random(threads).sample(REPORTS, len(REPORTS)):
        assert find(article(path)) == alone[path.stem]
    reader._network.cache_clear()


def test_overlapping_windows_count_by_the_words_around() -> None:
    """Two windows say 1 and 2 of words 0-4 and 2-6."""
    seen = [
        network.Seen(
            network.Window(start, start + 5),
            (np.full((5, LABELS), says, np.float32), np.full((5, COLUMNS), says, np.float32)),
        )
        for start, says in ((0, 1.0), (2, 2.0))
    ]
    output = reader.merged(seen)
    # Word 2 has two words on each side in the first window and is the edge of the second: weights 3 and 1.
    expected = [1, 1, 5 / 4, 3 / 2, 7 / 4, 2, 2]
    assert output.emissions.shape == (7, LABELS)
    assert output.emissions[:, 0] == pytest.approx(expected)
    assert output.none == pytest.approx(expected)
    assert [view.start for view in output.views] == [0, 2]


def test_the_model_is_small() -> None:
    assert (reader.FOLDER / "reader.onnx").stat().st_size < 25e6


def test_a_long_text_is_read_in_windows() -> None:
    text = REPORTS[0].read_text(encoding="utf-8")
    pieces = split(text, reader.FOLDER / "tokenizer.json")
    assert len(pieces.ids) > network.SIZE
    assert len(reader.run(pieces, np.zeros(len(pieces), dtype=np.int64)).views) > 1
