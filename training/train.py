"""Fine-tune MiniLM-L6 on PolNeAR: python -m training.train DATA OUT [--epochs N]."""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.statements.links import CONTENT_LINK, SOURCE_LINK
from training.corpus import Labelled, examples, held_out, label, vary
from training.network import Reader, start_weights
from training.windows import Batch, Window, batch, cut

BATCH = 8
RATE, HEAD_RATE = 3e-4, 1e-3
WARMUP = 0.06
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
    roles = model.role_loss(at_words, rows.labels, rows.words)
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


def epoch_windows(articles: list[Labelled], rng: random.Random) -> list[list[Window]]:
    """All windows of an epoch in batches, shuffled."""
    windows = [window for article in articles for window in cut(article, rng)]
    rng.shuffle(windows)
    return [windows[i : i + BATCH] for i in range(0, len(windows), BATCH)]


def run(data: Path, out: Path, epochs: int, seed: int) -> None:
    """Train and write OUT/reader.pt (averaged weights) after each epoch."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = start_weights() / "tokenizer.json"
    rows = examples(data / "polnear" / "train.jsonl.gz")
    train, _ = held_out(rows)
    model = Reader()
    averaged = copy.deepcopy(model).eval()
    optimizer = optimizer_of(model)
    first = epoch_windows([label(vary(e, rng), tokenizer) for e in train], rng)
    total = len(first) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(step / (WARMUP * total), max(0.0, (total - step) / (total * (1 - WARMUP)))),
    )
    done, started = 0, time.monotonic()
    for epoch in range(epochs):
        batches = first if not epoch else epoch_windows([label(vary(e, rng), tokenizer) for e in train], rng)
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
    given = parser.parse_args()
    torch.set_num_threads(2)
    run(given.data, given.out, given.epochs, given.seed)


if __name__ == "__main__":
    main()
