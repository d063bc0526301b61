"""Runs a classifier of pairs of texts kept as ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.model.cores import cores

Floats = npt.NDArray[np.float32]
# Pairs beyond this many are run on all cores; fewer are done before threads have started.
FEW = 4


class PairNetwork:
    """One ONNX file: `ids` and `kinds` (1, pieces) in, (1, answers) out; and the tokenizer that goes with it.

    Each pair is run by itself and on one thread, so that the same pair always has the same answers.
    """

    def __init__(self, path: Path, tokenizer: Path, pieces: int) -> None:
        import onnxruntime
        import tokenizers

        if not path.is_file():
            raise ModelError(f"the model's file {path.name} is missing: install onrecord again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
        self._tokenizer = tokenizers.Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(pieces, strategy="longest_first")

    def run(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """The answers to each pair, (len(pairs), answers), as the network gives them."""
        made = self._tokenizer.encode_batch([(_whole(first), _whole(second)) for first, second in pairs])
        if len(made) <= FEW or cores() == 1:
            rows = [self._one(each) for each in made]
        else:
            with ThreadPoolExecutor(cores(), thread_name_prefix="onrecord-pairs") as pool:
                rows = list(pool.map(self._one, made))
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    def _one(self, made: Any) -> Floats:
        fed = {
            "ids": np.array([made.ids], dtype=np.int64),
            "kinds": np.array([made.type_ids], dtype=np.int64),
        }
        answers: Floats = self._session.run(None, fed)[0][0]
        return answers


def _whole(text: str) -> str:
    """A text without half characters, which the tokenizer refuses; each becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
