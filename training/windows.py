"""Windows of an article for training, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.model.tokenizer import Ints
from onrecord.statements.links import distances, ends
from onrecord.statements.roles import RoleSpan
from training.corpus import Halves, Labelled

SIZE = 254
CLS, SEP, MASK = 101, 102, 103
HIDDEN = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Spans of one window as (n, 2) pieces, their distances (n, n_cues), and what each should choose."""

    spans: Tensor
    near: Tensor
    gold: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A stretch of an article: pieces with CLS and SEP, first pieces of words, what labels, links."""

    ids: Ints
    shapes: Ints
    first: Ints
    labels: Halves
    steps: Halves
    cues: Tensor
    sources: Links
    contents: Links


def cut(article: Labelled, rng: random.Random) -> list[Window]:
    """Windows that cover the article, each ending a random way into the next, so that epochs differ."""
    windows, begin = [], 0
    first = article.pieces.first
    while True:
        end = int(np.searchsorted(first, first[begin] + SIZE, side="right")) - 1
        end = max(end, begin + 1)
        windows.append(_window(article, begin, end, rng))
        if end >= len(article.pieces):
            return windows
        step = SIZE - rng.randrange(10, 60)
        begin = max(begin + 1, int(np.searchsorted(first, first[begin] + step, side="right")) - 1)


def _window(article: Labelled, begin: int, end: int, rng: random.Random) -> Window:
    pieces, low = article.pieces, int(article.pieces.first[begin])
    high = int(pieces.first[end])
    high = min(high, low + SIZE)
    sizes = np.diff(pieces.first)[begin:end]
    shapes = np.repeat(article.shapes[begin:end], sizes)[: high - low]
    first = pieces.first[begin:end] - low + 1
    inside = {name: _inside(getattr(article, name), begin, end) for name in ("sources", "cues", "contents")}
    cues = [_span(article.cues[i], begin, rng) for i in inside["cues"]]
    labels, steps = _opened(article.target.labels[begin:end], article.target.steps[begin:end])
    return Window(
        ids=np.concatenate(([CLS], _hidden(pieces.ids[low:high], rng), [SEP])),
        shapes=np.concatenate(([0], shapes, [0])),
        first=first,
        labels=labels,
        steps=steps,
        cues=_pieces(cues, first),
        sources=_source_links(article, inside, cues, begin, first, rng),
        contents=_content_links(article, inside, cues, begin, first, rng),
    )


def _opened(labels: Halves, steps: Halves) -> tuple[Halves, Halves]:
    """Where the window cuts a span, its first word opens the rest."""
    labels, steps = labels.copy(), steps.copy()
    for each in (labels[:1], steps[1:2].swapaxes(1, 2)):
        each[..., 1::2] += each[..., 2::2]
        each[..., 2::2] = 0
    return labels, steps


def _hidden(ids: Ints, rng: random.Random) -> Ints:
    """Some word pieces hidden: no single word should decide, and a pupil sees less than its teachers."""
    hide = np.random.default_rng(rng.randrange(2**32)).random(len(ids)) < HIDDEN
    return np.where(hide, MASK, ids)


def _inside(spans: Ints, begin: int, end: int) -> list[int]:
    return np.flatnonzero((spans[:, 0] >= begin) & (spans[:, 1] < end)).tolist()


def _span(span: Ints, begin: int, rng: random.Random) -> RoleSpan:
    """One span in words of the window, one end in ten off by a word, as predicted spans may be."""
    first, last = int(span[0]) - begin, int(span[1]) - begin
    if first < last and rng.random() < 0.1:
        first += 1
    if first < last and rng.random() < 0.1:
        last -= 1
    return RoleSpan("cue", first, last)


def _pieces(spans: list[RoleSpan], first: Ints) -> Tensor:
    return torch.from_numpy(first[ends(spans)])


def _near(arguments: list[RoleSpan], cues: list[RoleSpan]) -> Tensor:
    return torch.from_numpy(distances(ends(arguments), ends(cues)))


Inside = dict[str, list[int]]


def _source_links(
    article: Labelled, inside: Inside, cues: list[RoleSpan], begin: int, first: Ints, rng: random.Random
) -> Links:
    """Each cue's source: its place among the window's, len(sources) for none, -1 where it lies outside."""
    spans = [_span(article.sources[i], begin, rng) for i in inside["sources"]]
    place = {number: i for i, number in enumerate(inside["sources"])} | {-1: len(spans)}
    gold = [place.get(int(article.cue_source[i]), -1) for i in inside["cues"]]
    return Links(_pieces(spans, first), _near(spans, cues), torch.tensor(gold, dtype=torch.long))


def _content_links(
    article: Labelled, inside: Inside, cues: list[RoleSpan], begin: int, first: Ints, rng: random.Random
) -> Links:
    """Each content's cue: its place among the window's, -1 where it lies outside."""
    spans = [_span(article.contents[i], begin, rng) for i in inside["contents"]]
    place = {number: i for i, number in enumerate(inside["cues"])}
    gold = [place.get(int(article.content_cue[i]), -1) for i in inside["contents"]]
    return Links(_pieces(spans, first), _near(spans, cues), torch.tensor(gold, dtype=torch.long))


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Windows padded to one length: ids, shapes, mask (batch, pieces), the others (batch, words, …)."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    labels: Tensor
    steps: Tensor
    words: Tensor
    windows: tuple[Window, ...]


def batch(windows: list[Window]) -> Batch:
    """Windows as one batch."""
    ids = _padded([w.ids for w in windows])
    mask = _padded([np.ones_like(w.ids) for w in windows])
    words = _padded([np.ones_like(w.first) for w in windows])
    return Batch(
        ids=ids,
        shapes=_padded([w.shapes for w in windows]),
        mask=mask,
        first=_padded([w.first for w in windows]),
        labels=_padded([w.labels for w in windows]).float(),
        steps=_padded([w.steps for w in windows]).float(),
        words=words.bool(),
        windows=tuple(windows),
    )


def _padded(rows: Sequence[Ints | Halves]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.from_numpy(row) for row in rows], batch_first=True)
