"""Runs a token classifier kept as ONNX over texts of any length, in windows that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.model.cores import cores
from onrecord.model.tokenizer import Ints, Pieces

Floats = npt.NDArray[np.float32]

CLS, SEP = 101, 102  # of the BERT vocabulary
SIZE = 254  # pieces in a window, as in training
OVERLAP = 128  # so that one of two windows shows at least 64 pieces on both sides of a word


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, end) are read together."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A window, and each output of the network at the first piece of its words, (end - start, columns)."""

    window: Window
    outputs: tuple[Floats, ...]


class Network:
    """One ONNX file: `ids` and `shapes` (1, pieces) in, a row for each piece out, (1, pieces, columns) each.

    Each window is run by itself and on one thread: the scales of dynamic int8 are then those of the
    window alone, so the same text gives the same numbers whatever else is read at the same time.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        if not path.is_file():
            raise ModelError(f"the model's file {path.name} is missing: install onrecord again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])

    def run(self, pieces: Pieces, shapes: Ints) -> list[Seen]:
        """What the network gives for each window of a text."""
        cuts = list(windows(pieces.first))
        threads = min(cores(), len(cuts))
        # A short text is run where it was asked for: others may be at it on the other cores.
        if threads <= 1:
            return [self._window(pieces, shapes, cut) for cut in cuts]
        with ThreadPoolExecutor(threads, thread_name_prefix="onrecord-model") as pool:
            return list(pool.map(lambda cut: self._window(pieces, shapes, cut), cuts))

    def _window(self, pieces: Pieces, shapes: Ints, cut: Window) -> Seen:
        low, high = pieces.first[cut.start], pieces.first[cut.end]
        sizes = np.diff(pieces.first[cut.start : cut.end + 1])
        each = np.repeat(shapes[cut.start : cut.end], sizes)
        fed = {
            "ids": np.concatenate(([CLS], pieces.ids[low:high], [SEP]))[None],
            "shapes": np.concatenate(([0], each, [0]))[None],
        }
        at = pieces.first[cut.start : cut.end] - low + 1
        return Seen(cut, tuple(output[0, at] for output in self._session.run(None, fed)))


def windows(first: Ints) -> Iterator[Window]:
    """The windows over words whose first pieces are `first` (n_words + 1,); every word is in at least one.

    No word has more than 100 pieces: the tokenizer makes longer ones a single piece, "unknown".
    """
    n = len(first) - 1
    start = end = 0
    while end < n:
        end = int(np.searchsorted(first, first[start] + SIZE, side="right")) - 1
        yield Window(start, end)
        start = int(np.searchsorted(first, first[end] - OVERLAP))
