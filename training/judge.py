"""Fine-tune MiniLM-L6 to judge stance: python -m training.judge DATA OUT [--epochs N] [--own].

In go a claim and a passage, out come the five answers of `judge_data.ANSWERS`. Learns from the stories of
the Fake News Challenge with number mod 5 not 4 (and mod 10 not 3, which are kept to choose on) and, with
`--own`, from the project's own pairs.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import tokenizers
import torch
import transformers
from torch import Tensor, nn

from training.judge_data import ANSWERS, Material, Pair, batches, own_pairs
from training.judge_stories import story_pairs
from training.network import start_weights
from training.windows import MASK

ROWS, PIECES = 16, 160  # pairs in a batch; pieces of a pair, special ones included
RATE, HEAD_RATE = 1.2e-4, 1e-3
WARMUP, AVERAGE = 0.08, 0.997
AGAIN = 0.6  # of the rates, where trained weights are trained on
HIDDEN = 0.06  # of the word pieces are hidden in training: no single word should decide
SMOOTH = 0.05  # of the probability is spread over all answers: annotators of such pairs differ


class Judge(nn.Module):
    """Word pieces of claim and passage in; the mean of their states tells the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = transformers.BertModel.from_pretrained(start_weights(), add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.answers = nn.Linear(2 * self.encoder.config.hidden_size, len(ANSWERS))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """`ids`, `kinds` (0 claim, 1 passage), `mask` are (batch, pieces); out comes (batch, ANSWERS)."""
        hidden = self.encoder(ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        weights = mask[..., None].to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        answers: Tensor = self.answers(self.dropout(torch.cat([hidden[:, 0], mean], dim=1)))
        return answers


def load(weights: Path) -> Judge:
    """A trained judge, ready to be run."""
    model = Judge()
    model.load_state_dict(torch.load(weights, weights_only=True))
    return model.eval()


def tokenizer() -> tokenizers.Tokenizer:
    """Claim and passage to pieces; the passage is cut where both are too long."""
    made = tokenizers.Tokenizer.from_file(str(start_weights() / "tokenizer.json"))
    made.enable_truncation(PIECES, strategy="only_second")
    # Few lengths: the matrix kernels are made anew for every one that is met.
    made.enable_padding(pad_id=0, pad_to_multiple_of=32)
    return made


def tensors(pairs: list[Pair], pieces: tokenizers.Tokenizer) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, kinds and mask of some pairs, (pairs, pieces)."""
    made = pieces.encode_batch([(pair.claim[:400], pair.read) for pair in pairs])
    return (
        torch.tensor([each.ids for each in made]),
        torch.tensor([each.type_ids for each in made]),
        torch.tensor([each.attention_mask for each in made]),
    )


def hide(ids: Tensor) -> Tensor:
    """Some word pieces hidden, none of the special ones."""
    hidden = (torch.rand(ids.shape) < HIDDEN) & (ids > MASK)
    return ids.masked_fill(hidden, MASK)


def loss_of(answers: Tensor, pairs: list[Pair]) -> Tensor:
    """How surprised the judge is: of several right answers any will do ("discuss" is queries or mentions)."""
    logs = torch.log_softmax(answers, dim=1)
    right = torch.zeros_like(answers, dtype=torch.bool)
    for row, pair in enumerate(pairs):
        right[row, list(pair.right)] = True
    taken = torch.logsumexp(logs.masked_fill(~right, -1e9), dim=1)
    return -((1 - SMOOTH) * taken + SMOOTH * logs.mean(1)).mean()


def run(material: Material, out: Path, epochs: int, seed: int, start: Path | None) -> None:
    """Train and write OUT/judge.pt (averaged weights) after each epoch; with `start`, go on from there."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    model, pieces = load(start) if start else Judge(), tokenizer()
    averaged = copy.deepcopy(model).eval()
    new = list(model.answers.parameters())
    scale = AGAIN if start else 1.0
    groups = [
        {"params": list(model.encoder.parameters()), "lr": RATE * scale},
        {"params": new, "lr": HEAD_RATE * scale},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    ready = batches(material.epoch(rng), ROWS, rng)
    total = len(ready) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(step / (WARMUP * total), max(0.0, (total - step) / (total * (1 - WARMUP)))),
    )
    done, started = 0, time.monotonic()
    for epoch in range(epochs):
        ready = batches(material.epoch(rng), ROWS, rng) if epoch else ready
        seen = 0.0
        for number, pairs in enumerate(ready, 1):
            model.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                ids, kinds, mask = tensors(pairs, pieces)
                answers = model(hide(ids), kinds, mask)
            loss = loss_of(answers.float(), pairs)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            done += 1
            seen += loss.item()
            keep = min(AVERAGE, done / (done + 50))
            with torch.no_grad():
                for mean, now in zip(averaged.parameters(), model.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            if number % 25 == 0:
                left = (time.monotonic() - started) / done * (total - done) / 60
                print(
                    f"epoch {epoch + 1} {number}/{len(ready)} loss {seen / number:.4f} left {left:.0f} min",
                    flush=True,
                )
        torch.save(averaged.state_dict(), out / "judge.pt")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--own", action="store_true", help="learn from the project's own pairs too")
    parser.add_argument(
        "--stories", action="store_true", help="… and from the project's own training stories"
    )
    parser.add_argument("--start", type=Path, help="go on from these weights, more slowly")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    own = own_pairs(chosen_on=False) if given.own else []
    if given.stories:
        own += story_pairs()
    run(Material(given.data, own), given.out, given.epochs, given.seed, given.start)


if __name__ == "__main__":
    main()
