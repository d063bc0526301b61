"""Wire copies: how many are found, by what an outlet did to the text, and what is taken for one and is none.

Copies are made by rule from reports, and measured beside the real ones among these. The numbers of
`onrecord.ledger.copies` were chosen on the stories whose number is not 4 mod 5; these here are the others.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from gates.evaluate import Figure, data_folder
from onrecord import article
from onrecord.errors import Refused
from onrecord.ledger.copies import SHARE, Shingles, bands, is_copy, likeness, shingles
from onrecord.records import Article, Page

SEED = 5
MEASURED = 200  # reports that copies are made of
LONG_ENOUGH = 120  # words of a report that is still one when three quarters are cut
QUOTE = re.compile(r"[“\"][^“”\"\n]{40,}[”\"]")
SPELLINGS = {"organization": "organisation", "center": "centre", "percent": "per cent", "toward": "towards"}

Bodies = Sequence[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the data: its paragraphs, its story, its text as it came."""

    id: str
    story: int
    article: Article
    bodies: tuple[str, ...]


def reports(data: Path, part: str) -> list[Report]:
    """The reports of the stories for choosing, or of those for measuring ("kept")."""
    stories = {row["id"]: int(row["story"]) for row in _rows(data / "stories" / "fnc_train_stories.jsonl.gz")}
    rows = _rows(data / "stance" / "fnc_train_articles.jsonl.gz")
    wanted = [row for row in rows if (stories[row["id"]] % 5 == 4) == (part == "kept")]
    return [report for row in wanted if (report := _report(row["id"], row["text"], stories[row["id"]]))]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _report(name: str, text: str, story: int) -> Report | None:
    try:
        found = article.extract(Page(origin=name, format="text", raw=text, id=name))
    except Refused:
        return None
    bodies = tuple(found.text[part.start : part.end] for part in found.parts if part.kind == "body")
    return Report(name, story, found, bodies)


# What outlets do to a text. Each takes its paragraphs and a paragraph of somebody else's.


def verbatim(bodies: Bodies, _: str, __: random.Random) -> Bodies:
    """Another headline and the agency's credit line alone."""
    return ["Officials give their account of what happened", *bodies, "REUTERS"]


def trimmed(share: float) -> Callable[[Bodies, str, random.Random], Bodies]:
    """Cut from the end, in the middle of a paragraph where need be; sixty words stay at least."""

    def trim(bodies: Bodies, _: str, __: random.Random) -> Bodies:
        left = max(60, int(share * sum(len(body.split()) for body in bodies)))
        kept = list[str]()
        for body in bodies:
            kept.append(" ".join(body.split()[:left]))
            left -= len(body.split())
            if left <= 0:
                break
        return kept

    return trim


def edited(every: int) -> Callable[[Bodies, str, random.Random], Bodies]:
    """About one word of so many left out, put in, or put otherwise; spellings, too."""

    def edit(bodies: Bodies, _: str, rng: random.Random) -> Bodies:
        return [" ".join(_edited(body.split(), every, rng)) for body in bodies]

    return edit


def _edited(words: Sequence[str], every: int, rng: random.Random) -> Iterator[str]:
    for word in words:
        fate = rng.randrange(3 * every)
        if fate == 0:
            continue
        if fate == 1:
            yield "on"
        yield "other" if fate == 2 else SPELLINGS.get(word, word)


def before(bodies: Bodies, own: str, _: random.Random) -> Bodies:
    """Under a paragraph of the outlet's own."""
    return [own, *bodies]


def after(bodies: Bodies, own: str, _: random.Random) -> Bodies:
    """Over a paragraph of the outlet's own."""
    return [*bodies, own]


def restyled(bodies: Bodies, _: str, __: random.Random) -> Bodies:
    """In single quotation marks, with dashes of another kind."""
    single = str.maketrans({"“": "‘", "”": "’", "—": "-", "–": "-"})
    return [re.sub(r"\"([^\"]*)\"", r"‘\1’", body).translate(single) for body in bodies]


def unled(bodies: Bodies, _: str, __: random.Random) -> Bodies:
    """Without its first paragraph, where there are more."""
    return bodies[1:] or bodies


def then(*steps: Callable[[Bodies, str, random.Random], Bodies]) -> Callable[..., Bodies]:
    """One after the other."""

    def made(bodies: Bodies, own: str, rng: random.Random) -> Bodies:
        for step in steps:
            bodies = step(bodies, own, rng)
        return bodies

    return made


KINDS: Mapping[str, Callable[[Bodies, str, random.Random], Bodies]] = {
    "verbatim": verbatim,
    "half": trimmed(1 / 2),
    "third": trimmed(1 / 3),
    "quarter": trimmed(1 / 4),
    "edited 1 in 25": edited(25),
    "edited 1 in 12": edited(12),
    "own before": before,
    "own after": after,
    "restyled": restyled,
    "without lead": unled,
    "half+own before": then(trimmed(1 / 2), before),
    "third+edited": then(trimmed(1 / 3), edited(25)),
    "half+edited+own": then(trimmed(1 / 2), edited(25), after),
}


def copies(data: Path, part: str = "kept") -> list[Figure]:
    """Recall of each kind of copy; of real copies by the bands; how many of what is none are kept apart."""
    found = reports(data, part)
    long = [report for report in found if len(" ".join(report.bodies).split()) >= LONG_ENOUGH]
    sample = random.Random(SEED).sample(long, min(len(long), MEASURED))
    return [*_recalls(sample), *_aparts(sample), *_real(found)]


def _recalls(found: Sequence[Report]) -> Iterator[Figure]:
    """The share of made copies whose original is found by a shared band and told by the exact check."""
    rng = random.Random(SEED)
    for kind, make in KINDS.items():
        hits = 0
        for report in found:
            other = rng.choice([each for each in found if each.story != report.story])
            own = " ".join(" ".join(other.bodies).split()[:40])
            hits += _finds(report.article, _made(make(report.bodies, own, rng)))
        yield Figure(f"recall {kind}", hits / max(len(found), 1))


def _made(bodies: Bodies) -> Article:
    return article.extract(Page(origin="made", format="text", raw="\n\n".join(bodies)), any_language=True)


def _finds(one: Article, other: Article) -> bool:
    first, second = shingles(one), shingles(other)
    return bool(set(bands(first)) & set(bands(second))) and is_copy(first, second)


def _aparts(found: Sequence[Report]) -> Iterator[Figure]:
    """The share of made pairs that are none which the exact check keeps apart."""
    for kind, pairs in (("quotations", _quoting(found)), ("live blog", _blogs(found))):
        told = [is_copy(shingles(one), shingles(_made(other))) for one, other in pairs]
        yield Figure(f"apart {kind}", 1 - sum(told) / max(len(told), 1))


def _quoting(found: Sequence[Report]) -> Iterator[tuple[Article, Bodies]]:
    """A report, and another story's in its own words around all that the first quotes."""
    rng = random.Random(SEED)
    for report in found:
        quotes = [quote for body in report.bodies for quote in QUOTE.findall(body)]
        words = sum(len(quote.split()) for quote in quotes)
        other = rng.choice([each for each in found if each.story != report.story])
        if words >= 60:
            # As many words of its own as are quoted.
            own = trimmed(words / len(" ".join(other.bodies).split()))(other.bodies, "", rng)
            yield report.article, [*own[:1], *quotes, *own[1:]]


def _blogs(found: Sequence[Report]) -> Iterator[tuple[Article, Bodies]]:
    """A report, and a page on which its opening stands among those of nine others."""
    rng = random.Random(SEED)
    for report in found:
        others = [each for each in found if each.story != report.story]
        entries = [report, *rng.sample(others, 9)]
        opening = trimmed(1 / 3)
        yield report.article, [body for entry in entries for body in opening(entry.bodies, "", rng)]


def _real(found: Sequence[Report]) -> Iterator[Figure]:
    """Of the pairs that the exact check takes for one: how many the bands find, how many are of one story."""
    kept = {report.id: shingles(report.article) for report in found}
    story = {report.id: report.story for report in found}
    pairs = {pair for pair, share in near(kept).items() if share >= SHARE}
    candidates = _sharing({name: set(bands(each)) for name, each in kept.items()})
    yield Figure("real found", sum(pair in candidates for pair in pairs) / max(len(pairs), 1))
    yield Figure("real of one story", sum(story[a] == story[b] for a, b in pairs) / max(len(pairs), 1))


def near(kept: Mapping[str, Shingles]) -> dict[tuple[str, str], float]:
    """Every pair of texts that share a tenth of their shingles at least, and how alike they are."""
    shared = _sharing({name: each.every for name, each in kept.items()})
    fewest = {(a, b): min(len(kept[a].every), len(kept[b].every)) for a, b in shared}
    return {
        (a, b): likeness(kept[a], kept[b]) for (a, b), count in shared.items() if count >= fewest[a, b] / 10
    }


def _sharing(keys: Mapping[str, set[int] | frozenset[int]]) -> Counter[tuple[str, str]]:
    """How many keys each pair of texts shares."""
    holders = defaultdict[int, list[str]](list)
    for name in sorted(keys):
        for key in keys[name]:
            holders[key].append(name)
    return Counter(pair for names in holders.values() for pair in combinations(names, 2))


def print_near(data: Path, part: str) -> None:
    """Print the real pairs near the threshold, to be read, and what candidates and time they cost."""
    found = reports(data, part)
    start = time.perf_counter()
    kept = {report.id: shingles(report.article) for report in found}
    keyed = {name: set(bands(each)) for name, each in kept.items()}
    spent = (time.perf_counter() - start) / len(found)
    words = sum(len(" ".join(report.bodies).split()) for report in found) / len(found)
    told = near(kept)
    candidates = _sharing(keyed)
    copies = sum(share >= SHARE for share in told.values())
    print(f"{len(found)} texts of {words:.0f} words, {1e3 * spent:.2f} ms each; {copies} pairs are copies")
    print(f"{len(candidates)} candidates, {sum(map(len, keyed.values())) / len(keyed):.1f} keys a text")
    for pair, share in sorted(told.items(), key=lambda each: -each[1]):
        if abs(share - SHARE) < 0.1:
            print(f"  {share:.3f} {pair} {'' if pair in candidates else 'no candidate'}")


if __name__ == "__main__":
    folder = data_folder()
    if folder is None:
        raise SystemExit("no data; name its folder in ONRECORD_DATA")
    for name in ("choose", "kept"):
        print_near(folder, name)
        for figure in copies(folder, name):
            print(f"{name:7} {figure.name:26} {figure.value:.4f}")
