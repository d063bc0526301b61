"""Texts that nobody annotated, labelled by the mean of trained readers, for one reader to learn from.

One reader that learns from several is nearly as good as all of them together, and news of other years
and countries comes in that way (Xie et al., CVPR 2020: noisy student).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from onrecord.model.network import CLS, SEP, Seen, windows
from onrecord.model.tokenizer import Ints, Pieces, split
from onrecord.statements.links import CONTENT_LINK, SOURCE_LINK, scores
from onrecord.statements.reader import Output, merged
from onrecord.statements.roles import (
    ROLES,
    Floats,
    RoleSpan,
    best_labels,
    forward_backward,
    spans,
    within_paragraphs,
)
from onrecord.statements.words import opening
from training.corpus import Labelled, Target, paragraphs, shapes_of
from training.network import Reader, load


@dataclass(frozen=True, slots=True, eq=False)
class Teachers:
    """Trained readers, and the means of what they have beside their networks."""

    readers: tuple[Reader, ...]
    transitions: Floats
    distances: Floats

    @classmethod
    def load(cls, paths: Sequence[Path]) -> Teachers:
        """Readers from their weights, at least one."""
        readers = tuple(load(path) for path in paths)
        moves = np.mean([each.moves().numpy(force=True) for each in readers], axis=0)
        return cls(readers, moves, np.mean([r.distances.numpy(force=True) for r in readers], axis=0))


def texts(data: Path) -> Iterator[str]:
    """The Fake News Challenge's articles, but for those in stories that others measure with."""
    with gzip.open(data / "stories" / "fnc_train_stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept_apart = {row["id"] for row in map(json.loads, lines) if int(row["story"]) % 5 == 4}
    with gzip.open(data / "stance" / "fnc_train_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (row["text"] for row in map(json.loads, lines) if row["id"] not in kept_apart)


def taught(text: str, teachers: Teachers, tokenizer_path: Path) -> Labelled | None:
    """A text as the teachers read it together; None where they find nothing said in it."""
    pieces = split(text, tokenizer_path)
    if not len(pieces):
        return None
    shapes = shapes_of(text, pieces)
    outputs = [_run(reader, pieces, shapes) for reader in teachers.readers]
    emissions = np.mean([output.emissions for output in outputs], axis=0)
    emissions = within_paragraphs(emissions, opening(pieces, paragraphs(text)))
    found = spans(best_labels(emissions, teachers.transitions))
    sources, cues, contents = ([span for span in found if span.role == role] for role in ROLES)
    if not cues or not contents:
        return None
    to_cue = _pairs(outputs, contents, cues, CONTENT_LINK, teachers)
    none = np.mean([output.none for output in outputs], axis=0)[[cue.first for cue in cues], None]
    to_source = np.concatenate([_pairs(outputs, sources, cues, SOURCE_LINK, teachers).T, none], axis=1)
    chosen = to_source.argmax(axis=1)
    return Labelled(
        pieces=pieces,
        shapes=shapes,
        target=_target(emissions, teachers.transitions),
        sources=_table(sources),
        cues=_table(cues),
        contents=_table(contents),
        cue_source=np.where(chosen < len(sources), chosen, -1),
        content_cue=to_cue.argmax(axis=1),
    )


def _pairs(
    outputs: Sequence[Output],
    arguments: Sequence[RoleSpan],
    cues: Sequence[RoleSpan],
    link: int,
    teachers: Teachers,
) -> Floats:
    each = [scores(output.views, arguments, cues, link, teachers.distances[link]) for output in outputs]
    return np.asarray(np.mean(each, axis=0))


def _target(emissions: Floats, transitions: Floats) -> Target:
    ahead, behind = forward_backward(emissions, transitions)
    both = ahead * behind
    odds = behind * np.exp(emissions - emissions.max(axis=1, keepdims=True))
    steps = ahead[:-1, :, None] * np.exp(transitions) * odds[1:, None, :]
    steps /= steps.sum(axis=(1, 2), keepdims=True)
    first = np.zeros_like(steps[:1]) if len(steps) else np.zeros((1, *transitions.shape))
    return Target(
        (both / both.sum(axis=1, keepdims=True)).astype(np.float16),
        np.concatenate([first, steps]).astype(np.float16),
    )


def _table(found: Sequence[RoleSpan]) -> Ints:
    return np.array([(span.first, span.last) for span in found], dtype=np.int64).reshape(-1, 2)


@torch.no_grad()
def _run(reader: Reader, pieces: Pieces, shapes: Ints) -> Output:
    """One teacher over all words, window by window as the program does it."""
    seen = []
    for window in windows(pieces.first):
        low, high = pieces.first[window.start], pieces.first[window.end]
        each = np.repeat(shapes[window.start : window.end], np.diff(pieces.first)[window.start : window.end])
        ids = torch.from_numpy(np.concatenate(([CLS], pieces.ids[low:high], [SEP])))[None]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = reader(ids, torch.from_numpy(np.concatenate(([0], each, [0])))[None], None)
        at = pieces.first[window.start : window.end] - low + 1
        seen.append(Seen(window, tuple(output.float()[0].numpy()[at] for output in outputs)))
    return merged(seen)
