"""Variants of an annotated article with the same labels: other typography, other people and places.

PolNeAR is one American campaign in one house style each; a reader must not know it by its names.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.records import Span
from training.corpus import Attribution, Example, Spans

STYLES: tuple[dict[int, str], ...] = (
    {},
    str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"}),
    str.maketrans({"“": "‘", "”": "’", "‘": "“"}),
    str.maketrans({"“": "'", "”": "'", "‘": '"', "’": "'"}),
)
TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
PEOPLE = (TABLE["first_names"], TABLE["surnames"])
WORDS: dict[str, list[str]] = TABLE["words"]
OLD = sorted({*WORDS, *(name for names in PEOPLE for name in names["old"])}, key=len, reverse=True)
NAMES = re.compile(rf"\b(?:{'|'.join(OLD)})\b")


def vary(example: Example, rng: random.Random) -> Example:
    """The article in another house's typography; every other one with other names as well."""
    if rng.random() < 0.5:
        example = renamed(example, rng)
    return restyled(example, rng)


def restyled(example: Example, rng: random.Random) -> Example:
    """Other typography, character for character.

    Half keep the corpus's own curly marks; the rest get straight, British curly or British straight
    ones. Half lose the full stop that PolNeAR puts behind each headline: real headlines have none.
    One headline in five is in lower case but for its first letter or in capitals.
    """
    text = example.text.translate(rng.choices(STYLES, weights=(5, 3, 1, 1))[0])
    end = text.find("\n")
    if end > 0 and text[end - 1] == "." and rng.random() < 0.5:
        text = text[: end - 1] + " " + text[end:]
    if end > 0 and rng.random() < 0.2:
        headline = text[:end].capitalize() if rng.random() < 0.7 else text[:end].upper()
        # A letter that becomes two ("ß") would move the labels.
        text = headline + text[end:] if len(headline) == end else text
    return replace(example, text=text)


def renamed(example: Example, rng: random.Random) -> Example:
    """Other names for the campaign's people, parties, places and outlets, the same throughout."""
    new = {old: rng.choice(choices) for old, choices in WORDS.items()}
    for names in PEOPLE:
        new |= zip(names["old"], rng.sample(names["new"], len(names["old"])), strict=True)
    text, at = "", 0
    moved = [(0, 0)]
    for match in NAMES.finditer(example.text):
        text += example.text[at : match.start()] + new[match.group()]
        at = match.end()
        moved.append((at, len(text)))
    text += example.text[at:]
    old, now = np.array(moved).T

    def place(offset: int) -> int:
        which = int(np.searchsorted(old, offset, side="right")) - 1
        return min(int(now[which]) + offset - int(old[which]), len(text))

    def spans(parts: Spans) -> Spans:
        return tuple(Span(place(part.start), place(part.end)) for part in parts)

    moved_too = (Attribution(spans(a.source), spans(a.cue), spans(a.content)) for a in example.attributions)
    return replace(example, text=text, attributions=tuple(moved_too))
