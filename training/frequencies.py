"""How many texts hold each stem: python -m training.frequencies DATA > …/claims/frequencies.tsv.

From the articles of PolNeAR train and those of the Fake News Challenge that stories are built on (story
number mod 5 not 4). Each row has the stem, the number of articles, and the number of affairs: there the
articles of one story count once, for up to fifty tell of the same and their words are not the more common for
it. Stems of fewer than LEAST articles are left out: names of private persons among them.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.claims.terms import terms

LEAST = 3


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """The affair and the text of each article that words are counted in."""
    with gzip.open(data / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from ((f"article {number}", json.loads(line)["text"]) for number, line in enumerate(lines))
    built_on = {name: story for name, story in stories(data).items() if story % 5 != 4}
    with gzip.open(data / "stance" / "fnc_train_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in built_on:
                yield f"story {built_on[row['id']]}", row["text"]


def stories(data: Path) -> dict[str, int]:
    """The story of each article of the Fake News Challenge's training part."""
    with gzip.open(data / "stories" / "fnc_train_stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["story"] for row in map(json.loads, lines)}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    articles: collections.Counter[str] = collections.Counter()
    held: dict[str, set[str]] = collections.defaultdict(set)
    for affair, text in texts(parser.parse_args().data):
        found = set(terms(text))
        articles.update([*found, ""])
        held[affair] |= found | {""}
    affairs = collections.Counter(term for found in held.values() for term in found)
    for term, count in sorted(articles.items()):
        if count >= LEAST:
            print(f"{term}\t{count}\t{affairs[term]}")


if __name__ == "__main__":
    main()
