"""Word pieces a second of plain MiniLM-L6 in torch: fp32, batch 1, windows of 254, two threads, best of 3."""

from __future__ import annotations

import sys
import time

import torch

from training.network import Reader

PIECES, ROUNDS = 254, 12


def main() -> None:
    """Print word pieces a second. Needs the environment of `make train`."""
    torch.set_num_threads(2)
    encoder = Reader().encoder.eval()
    ids = torch.randint(1000, 20000, (1, PIECES + 2))
    with torch.no_grad():
        encoder(input_ids=ids)
        took = []
        for _ in range(3):
            started = time.perf_counter()
            for _ in range(ROUNDS):
                encoder(input_ids=ids)
            took.append(time.perf_counter() - started)
    sys.stdout.write(f"{ROUNDS * PIECES / min(took):.0f}\n")


if __name__ == "__main__":
    main()
