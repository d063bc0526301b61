"""Decoding by hand-made numbers: what the model marks becomes linked attributions."""

import numpy as np
import pytest

from onrecord.statements.attributions import FEATURES, Attribution, decode
from onrecord.statements.links import COLUMNS, DISTANCES, RANK, View
from onrecord.statements.reader import Output, Settings
from onrecord.statements.roles import LABELS, NEVER, Floats, RoleSpan, allowed
from onrecord.statements.scores import score

MOVES = np.where(allowed(), 0.0, NEVER).astype(np.float32)
SETTINGS = Settings(
    version="none",
    transitions=MOVES,
    distances=np.zeros((2, DISTANCES), dtype=np.float32),
    calibration=np.zeros(len(FEATURES) + 1, dtype=np.float32),
    cue_words=frozenset(),
)
LABEL = {".": 0, "S": 1, "s": 2, "Q": 3, "q": 4, "C": 5, "c": 6}


def decoded(row: str, links: tuple[tuple[int, int], ...] = (), none: tuple[int, ...] = ()) -> list[str]:
    """Attributions as text: `row` has a letter a word; `links` say which words the model joins to a cue."""
    emissions = np.full((len(row), LABELS), -6.0, dtype=np.float32)
    emissions[range(len(row)), [LABEL[letter] for letter in row]] = 6.0
    vectors = np.zeros((len(row), COLUMNS), dtype=np.float32)
    for number, (argument, cue) in enumerate(links):
        link = "SQC".index(row[argument]) // 2
        vectors[argument, link * 4 * RANK + number] = 20
        vectors[cue, (link * 4 + 2) * RANK + number] = 20
    vectors[list(none), -1] = 100
    output = Output(emissions, vectors[:, -1], (View(0, vectors),))
    return [as_text(found) for found in decode(output, SETTINGS)]


def as_text(found: Attribution) -> str:
    def span(part: RoleSpan) -> str:
        return f"{part.first}-{part.last}"

    source = span(found.source) if found.source else "none"
    return f"{source} {span(found.cue)} {' '.join(map(span, found.contents))}"


ROWS = [
    ("", (), (), []),
    ("....", (), (), []),
    ("SsQCcc", ((0, 2), (3, 2)), (), ["0-1 2-2 3-5"]),
    ("CcSQ.Cc", ((0, 3), (2, 3), (5, 3)), (), ["2-2 3-3 0-1 5-6"]),  # content in two pieces around the cue
    ("SQCQC", ((0, 1), (2, 1), (0, 3), (4, 3)), (), ["0-0 1-1 2-2", "0-0 3-3 4-4"]),  # one source, two cues
    ("QCc", ((1, 0),), (0,), ["none 0-0 1-2"]),  # no source at all
    ("SQCc", ((2, 1),), (1,), ["none 1-1 2-3"]),  # a source stands there, but not of this cue
    ("QC.C", ((1, 0),), (0,), ["none 0-0 1-1"]),  # the second goes with no cue
    ("SQ", ((0, 1),), (), []),  # a cue of nothing
    ("SCc", (), (), []),  # no cue
]


@pytest.mark.parametrize(("row", "links", "none", "expected"), ROWS)
def test_decode(
    row: str, links: tuple[tuple[int, int], ...], none: tuple[int, ...], expected: list[str]
) -> None:
    assert decoded(row, links, none) == expected


def test_a_content_out_of_sight_of_every_cue_goes_to_the_nearest() -> None:
    row = "QC..QC" + "." * 8 + "C"
    emissions = np.full((len(row), LABELS), -6.0, dtype=np.float32)
    emissions[range(len(row)), [LABEL[letter] for letter in row]] = 6.0
    vectors = np.zeros((len(row), COLUMNS), dtype=np.float32)
    vectors[[1, 5], [4 * RANK, 4 * RANK + 1]] = vectors[[0, 4], [6 * RANK, 6 * RANK + 1]] = 20
    output = Output(emissions, vectors[:, -1], (View(0, vectors[:8]), View(7, vectors[7:])))
    assert [as_text(found) for found in decode(output, SETTINGS)] == ["none 0-0 1-1", "none 4-4 5-5 14-14"]


def test_score_rises_with_what_the_model_is_sure_of() -> None:
    calibration: Floats = np.array([1.0] * len(FEATURES) + [-3.0], dtype=np.float32)
    sure = Attribution(None, RoleSpan("cue", 0, 0), (), (2.0,) * len(FEATURES))
    unsure = Attribution(None, RoleSpan("cue", 0, 0), (), (-2.0,) * len(FEATURES))
    assert 0 <= score(unsure, calibration) < 0.01 < 0.99 < score(sure, calibration) <= 1
