"""Measure and print everything: python -m bench. Linux alone (memory is read from /proc)."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path

from bench.inputs import page, texts
from bench.process import Run, run

COUNT = 60
MEMORY_COUNTS = (30, 120)
YARDSTICK = Path(".venv-training/bin/python")


def rate(folder: Path, count: int) -> tuple[float, Run]:
    """Articles a second from files to JSON lines, the start of the program left out, and the run."""
    few = run("read", str(next(folder.iterdir())), "--format", "jsonl")
    many = run("read", str(folder), "--format", "jsonl")
    found = [json.loads(line) for line in many.out.splitlines()]
    assert len(found) == count, f"{len(found)} of {count} articles were read"
    return (count - 1) / (many.seconds - few.seconds), many


def write(folder: Path, count: int, kind: str) -> Path:
    """A folder of articles, as text or html."""
    place = folder / f"{kind}-{count}"
    place.mkdir()
    for number, text in enumerate(texts(count)):
        path = place / f"{number:04}.{kind}"
        path.write_text(page(text) if kind == "html" else text, encoding="utf-8")
    return place


def model_rate() -> float:
    """Word pieces a second of the model alone: all that it runs over in its windows, best of three.

    Windows overlap, so that the model runs over most pieces twice.
    """
    from onrecord.model.network import Network, windows
    from onrecord.model.tokenizer import split
    from onrecord.statements.reader import FOLDER

    network = Network(FOLDER / "reader.onnx")
    pieces = split("\n\n".join(texts(15)), FOLDER / "tokenizer.json")
    run_over = sum(int(pieces.first[w.end] - pieces.first[w.start]) for w in windows(pieces.first))
    took = []
    for _ in range(3):
        started = time.perf_counter()
        network.run(pieces, pieces.start * 0)
        took.append(time.perf_counter() - started)
    return run_over / min(took)


def shares() -> tuple[float, float]:
    """Milliseconds an article of 700 words takes in the model, and then in making its statements out."""
    from onrecord import article
    from onrecord.records import Page
    from onrecord.statements.made_out import make_out
    from onrecord.statements.statement import attributed

    pages = [Page(origin="bench", format="text", raw=text, published_at="2025-03-04") for text in texts(20)]
    articles = [article.extract(page, published=None, any_language=True) for page in pages]
    make_out(articles[0], attributed(articles[0]), "warm-up")
    found, made = [], []
    for _ in range(3):
        started = time.perf_counter()
        statements = [attributed(each) for each in articles]
        found.append(time.perf_counter() - started)
        started = time.perf_counter()
        for each, some in zip(articles, statements, strict=True):
            make_out(each, some, "bench")
        made.append(time.perf_counter() - started)
    return min(found) / len(articles) * 1000, min(made) / len(articles) * 1000


def load_seconds() -> float:
    """Seconds to load the model, onnxruntime imported before."""
    import onnxruntime  # noqa: F401

    from onrecord.model.network import Network
    from onrecord.statements.reader import FOLDER

    started = time.perf_counter()
    Network(FOLDER / "reader.onnx")
    return time.perf_counter() - started


def best(*arguments: str, rounds: int = 5) -> float:
    """The least seconds of some runs."""
    return min(run(*arguments).seconds for _ in range(rounds))


def main() -> None:
    """Measure and print."""
    print(f"model, load              {load_seconds():8.2f} s")
    model = model_rate()
    print(f"model, in its windows    {model:8.0f} word pieces/s")
    if YARDSTICK.exists():
        command = [str(YARDSTICK), "-W", "ignore", "-m", "bench.yardstick"]
        plain = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
        print(f"torch fp32, yardstick    {plain:8.0f} word pieces/s; the model: {model / plain:.1f} times")
    else:
        print("yardstick skipped: `make bench` sets torch up")
    found, made = shares()
    print(f"statements found         {found:8.1f} ms an article of 700 words")
    print(f"statements made out      {made:8.1f} ms; of the model's time: {made / found:.2f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("txt", "html"):
            found, _ = rate(write(folder, COUNT, kind), COUNT)
            print(f"{kind:5} to JSON            {found:8.2f} articles/s of 700 words")
        print(f"--help                   {best('--help'):8.2f} s")
        one = next((folder / f"txt-{COUNT}").iterdir())
        print(f"first statement          {best('read', str(one), '--format', 'jsonl'):8.2f} s")
        for count in MEMORY_COUNTS:
            peak = run("read", str(write(folder, count, "html")), "--format", "jsonl").peak
            print(f"peak memory, {count:4} pages {peak:8.0f} MB")


if __name__ == "__main__":
    main()
