"""From the model's numbers to attributions: spans of words with roles, linked, with a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.statements.links import CONTENT_LINK, SOURCE_LINK, ends, scores
from onrecord.statements.reader import Output, Settings
from onrecord.statements.roles import NEVER, ROLES, Floats, Role, RoleSpan, best_labels, probabilities, spans

# What the score is made of, each a log odds: how sure the model is of the cue, of the least sure end of
# the contents, of their middle, of the source's least sure end, of both links; whether there is a source.
FEATURES = ("cue", "content_ends", "content", "source", "source_link", "content_link", "has_source")

# A content that goes with its likeliest cue worse than this has none of its own: the cue that signals it
# was not found. Without a floor it would go to somebody else's. Chosen on PolNeAR dev, where linked soft F1
# is .004 better on the even articles, .001 on the odd; anything from 1 to 4 does about the same.
LEAST_LINK = 3.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in words. `features` are in the order of FEATURES."""

    source: RoleSpan | None
    cue: RoleSpan
    contents: tuple[RoleSpan, ...]
    features: tuple[float, ...]


def decode(output: Output, settings: Settings) -> tuple[Attribution, ...]:
    """The attributions in some words, in the order of their cues.

    A content chooses its cue or none, a cue its source or none; a cue that no content chose is left out.
    """
    found = spans(best_labels(output.emissions, settings.transitions))
    sources, cues, contents = ([span for span in found if span.role == role] for role in ROLES)
    if not cues or not contents:
        return ()
    chances = probabilities(output.emissions, settings.transitions)
    to_source = _softmax(_source_choices(output, sources, cues, settings))
    bias = settings.distances[CONTENT_LINK]
    pairs = scores(output.views, contents, cues, CONTENT_LINK, bias)
    to_cue = _softmax(pairs)
    # A content that no window shows whole beside a cue is too long for one, or a quotation runs on: it
    # goes to the nearest cue, and what to_cue has for it, no cue likelier than another, keeps the score low.
    nearest = np.abs(ends(contents)[:, None, 0] - ends(cues)[None, :, 0]).argmin(axis=1)
    best = pairs.max(axis=1)
    chosen_cue = np.where(best > NEVER, to_cue.argmax(axis=1), nearest)
    chosen_cue[(best > NEVER) & (best < LEAST_LINK)] = -1
    made = []
    for number, cue in enumerate(cues):
        own = np.flatnonzero(chosen_cue == number).tolist()
        if not own:
            continue
        choice = int(to_source[number].argmax())
        source = sources[choice] if choice < len(sources) else None
        parts = tuple(contents[i] for i in own)
        links = float(to_source[number, choice]), float(to_cue[own, number].min())
        made.append(Attribution(source, cue, parts, _features(chances, source, cue, parts, links)))
    return tuple(made)


def _source_choices(
    output: Output, sources: Sequence[RoleSpan], cues: Sequence[RoleSpan], settings: Settings
) -> Floats:
    """How well each cue goes with each source, and in the last column with none, (n_cues, n_sources + 1)."""
    none = output.none[[cue.first for cue in cues], None]
    if not sources:
        return none
    pairs = scores(output.views, sources, cues, SOURCE_LINK, settings.distances[SOURCE_LINK])
    return np.concatenate([pairs.T, none], axis=1)


def _softmax(rows: Floats) -> Floats:
    odds = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


def _features(
    chances: Floats,
    source: RoleSpan | None,
    cue: RoleSpan,
    contents: Sequence[RoleSpan],
    links: tuple[float, float],
) -> tuple[float, ...]:
    inside = np.concatenate([_inside(chances, part) for part in contents])
    ends = min(_ends(chances, part) for part in contents)
    return (
        _log_odds(float(_inside(chances, cue).mean())),
        _log_odds(ends),
        _log_odds(float(inside.mean())),
        _log_odds(_ends(chances, source)) if source else 0.0,
        _log_odds(links[0]),
        _log_odds(links[1]),
        float(source is not None),
    )


def _inside(chances: Floats, span: RoleSpan) -> npt.NDArray[np.float32]:
    """The probability of the span's role at each of its words."""
    begin = _label(span.role)
    return np.asarray(chances[span.first : span.last + 1, begin : begin + 2].sum(axis=1))


def _ends(chances: Floats, span: RoleSpan) -> float:
    """The probability that the span opens where it does, or that it ends there, whichever is less."""
    begin = _label(span.role)
    after = 1.0 - float(chances[span.last + 1, begin + 1]) if span.last + 1 < len(chances) else 1.0
    return min(float(chances[span.first, begin]), float(_inside(chances, span)[-1]), after)


def _label(role: Role) -> int:
    return 1 + 2 * ROLES.index(role)


def _log_odds(chance: float) -> float:
    # Beyond 0.999 the model's certainty says nothing more about being right.
    clipped = min(max(chance, 0.001), 0.999)
    return float(np.log(clipped / (1 - clipped)))
