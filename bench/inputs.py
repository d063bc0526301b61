"""Articles to measure with: 700 words each, put together from the reports in examples/."""

from __future__ import annotations

import html
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "examples" / "reports"
WORDS = 700


def texts(count: int) -> Iterator[str]:
    """Plain texts of about WORDS words, each of other paragraphs in another order."""
    pool = [p for path in sorted(REPORTS.glob("*.txt")) for p in _paragraphs(path)]
    rng = random.Random(7)
    for number in range(count):
        rng.shuffle(pool)
        body, words = [], 0
        for paragraph in itertools.cycle(pool):
            body.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS:
                break
        yield f"Report number {number} of the day\n\n" + "\n\n".join(body) + "\n"


def _paragraphs(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if len(line.split()) > 12]


def page(text: str) -> str:
    """A text as a news page with navigation, related links and a footer around it."""
    headline, *body = text.strip().split("\n\n")
    links = "".join(f'<li><a href="/{i}">Other news of the day, number {i}</a></li>' for i in range(40))
    paragraphs = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in body)
    return (
        f"<!doctype html><html lang=en><head><title>{headline} - The Bench</title>"
        '<meta property="article:published_time" content="2026-03-02T08:00:00Z"></head>'
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>{headline}</h1>{paragraphs}</article></main>"
        f"<aside><h2>Related</h2><ul>{links}</ul></aside><footer>Contact</footer></body></html>"
    )
