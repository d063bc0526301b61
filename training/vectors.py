"""The rows of `statements.vectors`: python -m training.vectors DATA OUT FILE, FILE being reader/vectors.npy.

A row for each word piece, so that the sum of the rows of a text points where the start weights, a network
made for the likeness of sentences, put the text. Least squares: first a linear image of what the start
weights know of a piece alone, then what each piece of the texts is worth beside that. In closed form and by
conjugate gradients from zero: the same data give the same file. Embeddings are kept in OUT and used again.
Printed are figures on the contents that the reader finds in articles held out of a first fit; what is written
has learned of all.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import transformers
from torch import Tensor

from onrecord.article import plain
from onrecord.claims.likeness import matrix
from onrecord.claims.terms import terms, weight
from onrecord.model.tokenizer import split
from onrecord.records import Article, Page, Span
from onrecord.sentences import sentences
from onrecord.statements import reader
from onrecord.statements.passage import bare
from onrecord.statements.statement import attributed
from onrecord.statements.vectors import PIECES, SIZE, Rows, packed
from training.frequencies import stories
from training.network import start_weights

Floats = npt.NDArray[np.float32]
CLS, SEP = 101, 102
LEAST, MOST = 12, 128  # characters of a text that is learned from, and pieces of it that are looked at
RIDGE, COUNTS_RIDGE, STEPS = 1.0, 0.2, 12
ROW = 0.9999  # this part of the numbers fits into int8; those beyond are cut


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to learn from, or (`said`) a held-out content to measure on."""

    story: str
    held_out: bool
    said: bool
    text: str


def articles(data: Path) -> Iterator[tuple[str, bool, Article]]:
    """Story, whether it is held out, article: Fake News Challenge (story mod 5 not 4), half of PolNeAR."""
    story_of = stories(data)
    with gzip.open(data / "stance" / "fnc_train_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            story = story_of.get(row["id"], 4)
            if story % 5 != 4:
                yield str(story), story % 10 == 3, _article(row["text"])
    with gzip.open(data / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if number % 2 == 0:
                yield row["id"], number % 20 == 0, _article(row["text"])


def _article(text: str) -> Article:
    return plain.extract(Page(origin="training", format="text", raw=text))


def texts(data: Path) -> Iterator[Text]:
    """The sentences of all articles, and the contents of those held out."""
    for story, held_out, article in articles(data):
        for start, end in sentences(article):
            if end - start >= LEAST:
                yield Text(story, held_out, False, _line(article.text[start:end]))
        for one in attributed(article) if held_out else ():
            if len(one.content.text) >= LEAST:
                yield Text(story, True, True, _line(one.content.text))


def _line(text: str) -> str:
    start, end = bare(text, Span(0, len(text)))
    return " ".join(text[start:end].split())


def _network() -> transformers.BertModel:
    return transformers.BertModel.from_pretrained(start_weights(), add_pooling_layer=False).eval()


@torch.inference_mode()
def embed(ids: Sequence[list[int]]) -> Floats:
    """The sentence embeddings of the start weights: the mean of the last layer, of unit length, (n, 384)."""
    network = _network()
    found = np.zeros((len(ids), network.config.hidden_size), dtype=np.float32)
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for begin in range(0, len(order), 64):
        at = order[begin : begin + 64]
        rows = [torch.tensor([CLS, *ids[place], SEP]) for place in at]
        fed = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
        mask = fed > 0
        hidden = network(input_ids=fed, attention_mask=mask.long()).last_hidden_state * mask[..., None]
        found[at] = torch.nn.functional.normalize(hidden.sum(dim=1), dim=1).numpy()
    return found


@torch.inference_mode()
def pieces_alone() -> tuple[Tensor, Tensor]:
    """What the start weights know of each piece: as a text of its own, and as it goes in, (PIECES, 384)."""
    network = _network()
    alone = []
    for begin in range(0, PIECES, 1024):
        ids = torch.arange(begin, min(begin + 1024, PIECES))
        fed = torch.stack([torch.full_like(ids, CLS), ids, torch.full_like(ids, SEP)], dim=1)
        alone.append(network(input_ids=fed).last_hidden_state.mean(dim=1))
    before = network.embeddings.word_embeddings.weight.clone()
    return _scaled(torch.cat(alone)), _scaled(before)


def _scaled(rows: Tensor) -> Tensor:
    return rows / rows.std()


def counted(ids: Sequence[list[int]]) -> Tensor:
    """The part that each piece has in each text, sparse (n, PIECES)."""
    at = torch.repeat_interleave(torch.arange(len(ids)), torch.tensor([len(each) for each in ids]))
    pieces = torch.tensor([piece for each in ids for piece in each])
    parts = 1 / torch.tensor([len(each) for each in ids], dtype=torch.float32)
    at_pieces, size = torch.stack([at, pieces]), (len(ids), PIECES)
    return torch.sparse_coo_tensor(at_pieces, parts[at], size, check_invariants=True).coalesce()


def known(ids: Sequence[list[int]], alone: Tensor, before: Tensor) -> Tensor:
    """What is known of each piece, weighted in several ways by how rare it is, (PIECES, features)."""
    held = torch.zeros(PIECES)
    for each in ids:
        held[list(set(each))] += 1
    rare = (torch.log((len(ids) + 1) / (held + 1)) / 5)[:, None]
    return torch.cat([alone * rare, before * rare, alone * rare**2, before, torch.ones(PIECES, 1)], dim=1)


def fit(ids: Sequence[list[int]], wanted: Tensor, alone: Tensor, before: Tensor) -> Rows:
    """The rows, (PIECES, SIZE), with which sums point as the embeddings do, (n, 384)."""
    _, axes = torch.linalg.eigh(wanted.T @ wanted)
    aim = wanted @ axes[:, -SIZE:] @ _turned()
    parts, features = counted(ids), known(ids, alone, before)
    given = torch.sparse.mm(parts, features)
    square = (given.T @ given).double() + RIDGE * torch.eye(given.shape[1])
    image = torch.linalg.solve(square, (given.T @ aim).double()).float()
    rows = features @ image + _beside(parts, aim - given @ image)
    longest = torch.quantile(rows.abs().flatten()[::7], ROW)
    return (rows * (127 / longest)).round().clamp(-127, 127).to(torch.int8).numpy()


def _turned() -> Tensor:
    """A rotation: it spreads what the first axes hold over all, and cosines stay as they are."""
    made = torch.Generator().manual_seed(1)
    turned: Tensor = torch.linalg.qr(torch.randn(SIZE, SIZE, generator=made))[0]
    return turned


def _beside(parts: Tensor, missing: Tensor) -> Tensor:
    """Ridge regression of what is missing on the parts of the pieces, by conjugate gradients."""
    across = parts.t().coalesce()
    rows = torch.zeros(PIECES, missing.shape[1])
    left = torch.sparse.mm(across, missing)
    way, size = left.clone(), (left * left).sum()
    for _ in range(STEPS):
        image = torch.sparse.mm(across, torch.sparse.mm(parts, way)) + COUNTS_RIDGE * way
        step = size / (way * image).sum()
        rows += step * way
        left -= step * image
        size, before = (left * left).sum(), size
        way = left + size / before * way
    return rows


def measure(
    held: Sequence[Text], ids: Sequence[list[int]], wanted: Floats, rows: npt.NDArray[np.int8]
) -> None:
    """Print how well likeness within a story is kept by terms, by these rows, and by the mean of both."""
    of_story: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(held):
        of_story[one.story].append(place)
    groups = [np.array(each[:80]) for each in of_story.values() if len(each) >= LEAST]
    vectors = matrix([packed(rows[each].sum(axis=0, dtype=np.int64)) for each in ids])
    figures: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for group in groups:
        right = wanted[group] @ wanted[group].T
        by_terms = _by_terms([held[place].text for place in group])
        by_rows = vectors[group] @ vectors[group].T
        for name, found in (("terms", by_terms), ("rows", by_rows), ("both", (by_terms + by_rows) / 2)):
            figures[name].append((_rank_correlation(right, found), _found(right, found)))
    print(f"{sum(map(len, groups))} contents in {len(groups)} stories held out")
    for name, each in figures.items():
        correlation, recall = np.mean(each, axis=0)
        print(f"{name:6} Spearman within a story {correlation:.3f}, of the 5 nearest among 8 {recall:.3f}")


def _by_terms(these: Sequence[str]) -> Floats:
    held = [frozenset(terms(text)) for text in these]
    lengths = [sum(weight(term) ** 2 for term in each) ** 0.5 or 1.0 for each in held]
    shared = [[sum(weight(term) ** 2 for term in one & two) for two in held] for one in held]
    return (np.array(shared) / np.outer(lengths, lengths)).astype(np.float32)


def _rank_correlation(right: Floats, found: Floats) -> float:
    pairs = np.triu_indices(len(right), 1)
    return float(np.corrcoef(_ranks(right[pairs]), _ranks(found[pairs]))[0, 1])


def _ranks(numbers: Floats) -> npt.NDArray[np.float64]:
    """The place of each in order of size; equals share the mean of theirs."""
    _, which, times = np.unique(numbers, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(times) - (times - 1) / 2)[which], dtype=np.float64)


def _found(right: Floats, found: Floats) -> float:
    """Of the 5 nearest of each, the part that is among the 8 nearest as found."""
    itself = 9 * np.eye(len(right), dtype=np.float32)
    nearest = np.argsort(itself - right, axis=1, kind="stable")[:, :5]
    taken = np.argsort(itself - found, axis=1, kind="stable")[:, :8]
    return float(np.mean([np.isin(one, two).mean() for one, two in zip(nearest, taken, strict=True)]))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, help="where embeddings are kept")
    parser.add_argument("file", type=Path, help="what is written")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    all_texts = list(dict.fromkeys(texts(given.data)))
    print(f"{len(all_texts)} texts", flush=True)
    ids = [split(one.text, reader.FOLDER / "tokenizer.json").ids[:MOST].tolist() for one in all_texts]
    kept = given.out / "embedded.npy"
    if not kept.is_file() or len(np.load(kept, mmap_mode="r")) != len(ids):
        np.save(kept, embed(ids))
    wanted, (alone, before) = np.load(kept), pieces_alone()
    learn = [place for place, one in enumerate(all_texts) if not one.held_out]
    held = [place for place, one in enumerate(all_texts) if one.said]
    first = fit([ids[place] for place in learn], torch.from_numpy(wanted[learn]), alone, before)
    measure([all_texts[place] for place in held], [ids[place] for place in held], wanted[held], first)
    np.save(given.file, fit(ids, torch.from_numpy(wanted), alone, before))


if __name__ == "__main__":
    main()
