"""The judge as it ships: whole probabilities, the same for a pair in whatever company."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.claims.judge import judge, version
from onrecord.errors import ModelError
from onrecord.model.pair_network import PairNetwork

PAIRS = [
    ("The harbour bridge was closed", "The mayor said that the harbour bridge was closed on Monday."),
    ("The harbour bridge was closed", "The mayor denied that the harbour bridge was closed."),
    ("The harbour bridge was closed", "Rain fell on the hills, farmers said."),
    ("", ""),
    ("word " * 5_000, "a \ud83d half " * 5_000),
    ("The bridge", "The mayor said so."),
]


def test_probabilities() -> None:
    for answer in judge(PAIRS):
        assert sum(answer) == pytest.approx(1.0, abs=1e-5)
        assert min(answer) >= 0.0


def test_a_pair_is_judged_alike_alone_and_in_company() -> None:
    together = judge(PAIRS)
    assert [judge([pair])[0] for pair in PAIRS] == together
    assert judge([]) == []


def test_what_is_plain() -> None:
    said, denied, strange = judge(PAIRS[:3])
    assert np.argmax(said) == 0
    assert np.argmax(denied) == 1
    assert np.argmax(strange) == 4


def test_version_and_missing_file(tmp_path: Path) -> None:
    assert version().startswith("minilm-l6-stance-")
    with pytest.raises(ModelError, match=r"judge\.onnx is missing"):
        PairNetwork(tmp_path / "judge.onnx", tmp_path / "tokenizer.json", 160)
