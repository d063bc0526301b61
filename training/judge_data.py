"""What the judge of stance learns from: claims and passages of articles, claims and statements."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.claims.passages import Prepared, coverage, joined, passages, prepare
from onrecord.claims.terms import terms
from onrecord.records import Article
from training.frequencies import stories

Half = Literal["learn", "choose", "measure"]
# The five answers of the judge, and which of them each label of the data stands for.
ANSWERS = ("supports", "disputes", "queries", "mentions", "other")
MEANT: dict[str, tuple[int, ...]] = {
    "agree": (0,),
    "disagree": (1,),
    "discuss": (2, 3),
    "unrelated": (4,),
    **{answer: (number,) for number, answer in enumerate(ANSWERS)},
}
PAIRS = Path(__file__).with_name("pairs")
# Taken of each stance in each epoch from one story: a few stories have most of the pairs, and what a judge
# learns from a hundred pairs of one of them is the story. A rare pair is taken up to REPEATED times.
MOST = {"agree": 10, "disagree": 14, "discuss": 10, "unrelated": 6}
REPEATED = 3
DROPPED = 0.15  # of the passages behind the lead, so that no single sentence decides
SAME, STRANGE = 0.15, 0.25  # pairs made of each own pair
SAID = (
    "{}, officials said.",
    "She said: {}",
    "{}",
    "According to the report, {}.",
    "He told reporters: \u201c{}\u201d",
)
NEAR = 0.1  # an unrelated article is worth learning from where it holds this part of the claim's terms


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, what is read with it, and the answers that are right."""

    claim: str
    read: str
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim and an article of the Fake News Challenge."""

    claim: str
    article: str
    stance: str
    half: Half | None


def half(story: int) -> Half:
    """Stories to learn from, to choose settings on, to measure on (mod 5 = 4)."""
    if story % 5 == 4:
        return "measure"
    return "choose" if story % 10 == 3 else "learn"


def asked(data: Path) -> list[Asked]:
    """All pairs; a half is named where the claim's story and the article's are both in it."""
    of_article = stories(data)
    with gzip.open(data / "stance" / "fnc_train_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    of_claim = {row["claim"]: of_article[row["article"]] for row in rows if row["stance"] != "unrelated"}
    found = []
    for row in rows:
        halves = {half(of_claim[row["claim"]]), half(of_article[row["article"]])}
        found.append(
            Asked(row["claim"], row["article"], row["stance"], *halves if len(halves) == 1 else (None,))
        )
    return found


def prepared(data: Path) -> dict[str, Prepared]:
    """The articles, cut into sentences."""
    with gzip.open(data / "stance" / "fnc_train_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: prepare(Article(id=row["id"], text=row["text"])) for row in rows}


def own_pairs(*, chosen_on: bool) -> list[Pair]:
    """The project's own pairs; those of every tenth claim are kept to choose on."""
    rows = [row for path in sorted(PAIRS.glob("*.tsv")) for row in _rows(path)]
    numbers = {claim: number for number, claim in enumerate(sorted({row[0] for row in rows}))}
    return [Pair(c, s, MEANT[stance]) for c, s, stance in rows if (numbers[c] % 10 == 0) == chosen_on]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def varied(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    """Pairs that are sure: a claim and itself as somebody says it, a claim and a statement of another.

    Without them a judge learns that many words in common speak for another thing, as in hard pairs they do.
    """
    made = []
    for pair in pairs:
        if rng.random() < SAME:
            made.append(Pair(pair.claim, rng.choice(SAID).format(pair.claim.rstrip(".")), MEANT["supports"]))
        if rng.random() < STRANGE:
            made.append(Pair(pair.claim, rng.choice(pairs).read, MEANT["other"]))
    return [pair for pair in made if pair.claim]


@dataclass(frozen=True, slots=True)
class Passages:
    """A claim and the passages of an article that bear on it."""

    claim: str
    passages: tuple[str, ...]
    right: tuple[int, ...]

    def pair(self, rng: random.Random) -> Pair:
        """The pair with some passages left out; the lead always stays."""
        kept = [each for place, each in enumerate(self.passages) if not place or rng.random() >= DROPPED]
        return Pair(self.claim, " ".join(kept), self.right)


class Material:
    """All pairs to learn from, a part of which makes an epoch: the challenge's by story, and our own."""

    def __init__(self, data: Path, own: Sequence[Pair] = ()) -> None:
        articles, of_article = prepared(data), stories(data)
        self.own = list(own)
        self.by_story: defaultdict[tuple[int, str], list[Passages]] = defaultdict(list)
        for row in asked(data):
            if row.half == "learn" and (row.stance != "unrelated" or near(row, articles)):
                article = articles[row.article]
                spans = passages(frozenset(terms(row.claim)), article)
                read = tuple(joined(article.article.text, [span]) for span in spans)
                key = (of_article[row.article], row.stance)
                self.by_story[key].append(Passages(row.claim, read, MEANT[row.stance]))

    def epoch(self, rng: random.Random) -> list[Pair]:
        """The pairs of one epoch, shuffled."""
        pairs = self.own + varied(self.own, rng)
        for (_, stance), held in sorted(self.by_story.items()):
            times = REPEATED if stance == "disagree" else 1
            drawn = rng.sample(held * times, min(MOST[stance], times * len(held)))
            pairs += [each.pair(rng) for each in drawn]
        rng.shuffle(pairs)
        return pairs


def near(row: Asked, articles: dict[str, Prepared]) -> bool:
    """Whether an article is at all like the claim."""
    return coverage(frozenset(terms(row.claim)), articles[row.article].everything) > NEAR


def batches(pairs: Iterable[Pair], rows: int, rng: random.Random) -> list[list[Pair]]:
    """Pairs of about one length together."""
    pairs, made = list(pairs), []
    for begin in range(0, len(pairs), 40 * rows):
        mixed = sorted(pairs[begin : begin + 40 * rows], key=lambda pair: len(pair.claim) + len(pair.read))
        made += [mixed[at : at + rows] for at in range(0, len(mixed), rows)]
    rng.shuffle(made)
    return made
