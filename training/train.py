"""Fine-tune MiniLM-L6 on PolNeAR: python -m training.train DATA OUT [--epochs N] [--teachers WEIGHTS …].

With teachers, one reader learns from them together, on texts that nobody annotated, beside PolNeAR.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.statements.links import CONTENT_LINK, SOURCE_LINK
from training.corpus import Example, Labelled, examples, label
from training.network import Reader, start_weights
from training.teach import Teachers, taught, texts
from training.vary import vary
from training.windows import Batch, Window, batch, cut

BATCH = 8
RATE, HEAD_RATE = 3e-4, 1e-3
WARMUP = 0.06
TAUGHT = 0.4  # of the articles labelled by teachers in each epoch, so that annotated ones prevail
AVERAGE = 0.998  # weights averaged over about the last 500 steps


def links_loss(model: Reader, vectors: Tensor, window: Window) -> Tensor:
    """How surprised the model is by the links of one window; 0 where it has none to learn from."""
    loss = vectors.new_zeros(())
    if not len(window.cues):
        return loss
    gold = window.sources.gold
    if (gold >= 0).any():
        pairs = model.link_scores(
            vectors, window.sources.spans, window.cues, SOURCE_LINK, window.sources.near
        ).T
        none = vectors[window.cues[:, 0], -1:]
        loss = loss + functional.cross_entropy(torch.cat([pairs, none], dim=1), gold, ignore_index=-1)
    gold = window.contents.gold
    if (gold >= 0).any():
        pairs = model.link_scores(
            vectors, window.contents.spans, window.cues, CONTENT_LINK, window.contents.near
        )
        loss = loss + functional.cross_entropy(pairs, gold, ignore_index=-1)
    return loss


def losses(model: Reader, rows: Batch) -> tuple[Tensor, Tensor]:
    """The loss of roles and of links of one batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions, vectors = model(rows.ids, rows.shapes, rows.mask)
    emissions, vectors = emissions.float(), vectors.float()
    at_words = emissions.gather(1, rows.first[..., None].expand(-1, -1, emissions.shape[-1]))
    roles = model.role_loss(at_words, rows.labels, rows.steps, rows.words)
    links = torch.stack([links_loss(model, v, w) for v, w in zip(vectors, rows.windows, strict=True)])
    return roles, links.mean()


def optimizer_of(model: Reader) -> torch.optim.AdamW:
    """AdamW with a slow rate for what was pre-trained and a faster one for what is new."""
    old = list(model.encoder.parameters())
    known = {id(p) for p in old}
    new = [p for p in model.parameters() if id(p) not in known and p is not model.transitions]
    return torch.optim.AdamW(
        [
            {"params": old, "lr": RATE, "weight_decay": 0.01},
            {"params": new, "lr": HEAD_RATE, "weight_decay": 0.01},
            {"params": [model.transitions], "lr": 1e-2, "weight_decay": 0.0},
        ]
    )


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to learn from: annotated articles, and articles labelled by teachers."""

    annotated: tuple[Example, ...]
    taught: tuple[Labelled, ...]

    def epoch(self, rng: random.Random) -> list[list[Window]]:
        """All windows of an epoch in batches, shuffled: every annotated article, some of the others."""
        tokenizer = start_weights() / "tokenizer.json"
        articles = [label(vary(example, rng), tokenizer) for example in self.annotated]
        articles += rng.sample(self.taught, int(TAUGHT * len(self.taught)))
        windows = [window for article in articles for window in cut(article, rng)]
        rng.shuffle(windows)
        return [windows[i : i + BATCH] for i in range(0, len(windows), BATCH)]


def material(data: Path, teachers: Sequence[Path]) -> Material:
    """PolNeAR train, and where there are teachers what they say of other texts."""
    annotated = tuple(examples(data / "polnear" / "train.jsonl.gz"))
    if not teachers:
        return Material(annotated, ())
    together, tokenizer = Teachers.load(teachers), start_weights() / "tokenizer.json"
    found = []
    for number, text in enumerate(texts(data), 1):
        found += [one] if (one := taught(text, together, tokenizer)) else []
        if number % 200 == 0:
            print(f"{number} texts labelled by {len(teachers)} teachers", flush=True)
    return Material(annotated, tuple(found))


def run(learn: Material, out: Path, epochs: int, seed: int) -> None:
    """Train and write OUT/reader.pt (averaged weights) after each epoch."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    model = Reader()
    averaged = copy.deepcopy(model).eval()
    optimizer = optimizer_of(model)
    batches = learn.epoch(rng)
    total = len(batches) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(step / (WARMUP * total), max(0.0, (total - step) / (total * (1 - WARMUP)))),
    )
    done, started = 0, time.monotonic()
    for epoch in range(epochs):
        batches = learn.epoch(rng) if epoch else batches
        seen = [0.0, 0.0]
        for number, windows in enumerate(batches, 1):
            model.train()
            roles, links = losses(model, batch(windows))
            # Between equal means (1) and the joint likelihood of a window (about 20 words to a link).
            (roles * 5 + links).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            done += 1
            average(averaged, model, min(AVERAGE, done / (done + 50)))
            seen = [seen[0] + roles.item(), seen[1] + links.item()]
            if number % 50 == 0:
                left = (time.monotonic() - started) / done * (total - done)
                print(
                    f"epoch {epoch + 1} {number}/{len(batches)} roles {seen[0] / number:.4f} "
                    f"links {seen[1] / number:.4f} left {left / 60:.0f} min",
                    flush=True,
                )
        torch.save(averaged.state_dict(), out / "reader.pt")


@torch.no_grad()
def average(averaged: Reader, model: Reader, keep: float) -> None:
    """Move the averaged weights towards the model's by 1 - keep."""
    for mean, now in zip(averaged.parameters(), model.parameters(), strict=True):
        mean.lerp_(now, 1 - keep)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teachers", type=Path, nargs="*", default=(), help="weights of trained readers")
    given = parser.parse_args()
    torch.set_num_threads(2)
    run(material(given.data, given.teachers), given.out, given.epochs, given.seed)


if __name__ == "__main__":
    main()
