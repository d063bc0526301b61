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
from training.network import Reader, load, start_weights
from training.own import own_examples
from training.reviewed import reviewed_examples
from training.teach import Teachers, taught, texts
from training.vary import vary
from training.windows import Batch, Window, batch, cut

PIECES = 8 * 256  # in a batch
MIXED = 800  # windows among which those of one length are put together
RATE, HEAD_RATE = 3e-4, 1e-3
WARMUP = 0.06
AGAIN = 0.4  # of the rates, where trained weights are trained on
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


def optimizer_of(model: Reader, scale: float) -> torch.optim.AdamW:
    """AdamW with a slow rate for what was pre-trained and a faster one for what is new, times `scale`."""
    old = list(model.encoder.parameters())
    known = {id(p) for p in old}
    new = [p for p in model.parameters() if id(p) not in known and p is not model.transitions]
    return torch.optim.AdamW(
        [
            {"params": old, "lr": RATE * scale, "weight_decay": 0.01},
            {"params": new, "lr": HEAD_RATE * scale, "weight_decay": 0.01},
            {"params": [model.transitions], "lr": 1e-2 * scale, "weight_decay": 0.0},
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
        windows = [window for article in articles if len(article.pieces) for window in cut(article, rng)]
        rng.shuffle(windows)
        return _batches(windows, rng)


def _batches(windows: list[Window], rng: random.Random) -> list[list[Window]]:
    """Windows of about one length together, as many as PIECES allow, in a random order."""
    batches: list[list[Window]] = []
    for begin in range(0, len(windows), MIXED):
        batches.append([])
        for window in sorted(windows[begin : begin + MIXED], key=lambda each: len(each.ids)):
            if (len(batches[-1]) + 1) * len(window.ids) > PIECES:
                batches.append([])
            batches[-1].append(window)
    rng.shuffle(batches)
    return batches


def material(data: Path, teachers: Sequence[Path], own: bool, reviewed: Path | None) -> Material:
    """PolNeAR train, own and reviewed texts if wanted, and what teachers, if any, say of other texts."""
    annotated = tuple(examples(data / "polnear" / "train.jsonl.gz"))
    annotated += tuple(own_examples()) if own else ()
    annotated += tuple(reviewed_examples(reviewed)) if reviewed else ()
    if not teachers:
        return Material(annotated, ())
    together, tokenizer = Teachers.load(teachers), start_weights() / "tokenizer.json"
    found = []
    for number, text in enumerate(texts(data), 1):
        found += [one] if (one := taught(text, together, tokenizer)) else []
        if number % 200 == 0:
            print(f"{number} texts labelled by {len(teachers)} teachers", flush=True)
    return Material(annotated, tuple(found))


def run(learn: Material, out: Path, epochs: int, seed: int, start: Path | None) -> None:
    """Train and write OUT/reader.pt (averaged weights) after each epoch; with `start`, go on from there."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    model = load(start) if start else Reader()
    averaged = copy.deepcopy(model).eval()
    optimizer = optimizer_of(model, AGAIN if start else 1.0)
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
    parser.add_argument("--own", action="store_true", help="learn from the project's own texts too")
    parser.add_argument("--reviewed", type=Path, help="learn from what `onrecord reviews --training` wrote")
    parser.add_argument("--start", type=Path, help="go on from these weights, more slowly")
    given = parser.parse_args()
    torch.set_num_threads(2)
    learn = material(given.data, given.teachers, given.own, given.reviewed)
    run(learn, given.out, given.epochs, given.seed, given.start)


if __name__ == "__main__":
    main()
