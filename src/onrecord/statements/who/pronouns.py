"""Whom a pronoun means: "he", "it", "they", "who", "I"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.statements.reference import Gender
from onrecord.statements.who.entities import Entity
from onrecord.statements.who.nouns import DOCUMENT, KIND_OF_NOUN, PERSON, singular
from onrecord.statements.who.scene import Resolved, Scene, Turn

GENDERS: dict[str, Gender] = {
    "he": "m",
    "his": "m",
    "him": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "their", "theirs", "them", "themselves"))
FIRST = frozenset(("i", "my", "me", "myself"))
FIRST_PLURAL = frozenset(("we", "our", "us", "ourselves"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
UNKNOWN = Resolved("unnamed")
_GROUP = Resolved("group", plural=True)
# A pronoun reaches back this far, in sentences; beyond it a reader would not know either.
_REACH = 8
# What makes a person the one that "he" means: hand-set, then moved one by one on the building articles.
_SAME_SENTENCE, _PER_SENTENCE = 2.5, -0.55
_FIRST_IN_SENTENCE, _QUOTED, _OWNS = 0.8, -2.5, -0.4
_LAST_SPEAKER, _SPEAKER_BEFORE = 1.6, 0.5
_KNOWN_GENDER, _UNSURE = 0.8, 2.5
# Two capitalised words of which nothing more is known ("Met Gala") are nobody that "he" could mean.
_SOMEBODY = 1.1
_TURNS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun to resolve: its token and word, the tokens of its own content, the source it is within."""

    at: int
    word: str
    content: Collection[int]
    outer: Turn | None = None


def resolve(scene: Scene, asked: Asked) -> Resolved:
    """Whom a pronoun means; unnamed where nobody fits."""
    word = asked.word
    if word in GENDERS:
        return _person(scene, asked, GENDERS[word])
    if word in RELATIVE:
        return antecedent(scene, asked)
    if word in FIRST or word in FIRST_PLURAL:
        return _speaker(scene, asked)
    if word in NEUTER:
        return _thing(scene, asked)
    if word in PLURAL:
        return _several(scene, asked)
    return _GROUP if word in ("you", "your", "these", "those") else UNKNOWN


def _person(scene: Scene, asked: Asked, gender: Gender) -> Resolved:
    outer = asked.outer
    spoken = scene.is_quoted(asked.at)
    speaker = outer.resolved.entity if outer else None
    # "He said he had not signed": in reported speech it is the speaker more often than not.
    fits = speaker is not None and speaker.kind == "person" and speaker.gender in (None, gender)
    if outer and speaker and fits and not spoken and not _other_subject(scene, asked, speaker, gender):
        return outer.resolved
    barred = outer.resolved.entity if outer and spoken else None
    best = in_mind(scene, asked, gender, barred)
    unnamed = _unnamed_before(scene, asked, best)
    if unnamed:
        return unnamed
    return of_entity(best) if best else UNKNOWN


def in_mind(scene: Scene, asked: Asked, gender: Gender | None, barred: Entity | None = None) -> Entity | None:
    """The person whom a reader has most in mind at a token: near, named first, who spoke last."""
    best, best_weight = None, 0.0
    spoke = [turn.resolved.entity for turn in scene.last_turns(asked.at, _TURNS)]
    for entity in scene.nearby(asked.at):
        if entity.kind != "person" or entity is barred or (gender and entity.gender not in (None, gender)):
            continue
        if len(entity.key) > 1 and entity.sure < _SOMEBODY and entity not in spoke:
            continue
        weight = _weight(scene, asked, entity, gender)
        if weight is not None and (best is None or weight > best_weight):
            best, best_weight = entity, weight
    return best


def _other_subject(scene: Scene, asked: Asked, speaker: Entity, gender: Gender) -> bool:
    """Another of this sex, named in the same content before the pronoun."""
    start = min(asked.content, default=asked.at)
    low = min(start, asked.at)
    for entity in scene.nearby(asked.at):
        last = entity.before(asked.at)
        if entity is not speaker and entity.kind == "person" and entity.gender == gender and last is not None:
            outer = asked.outer
            if outer and last > outer.at and scene.sentence(last) == scene.sentence(asked.at) and last < low:
                return True
    return False


def _unnamed_before(scene: Scene, asked: Asked, best: Entity | None) -> Resolved | None:
    """The last speaker, where he is one who is not named and nobody else was named since."""
    turns = scene.last_turns(asked.at, 1)
    if not turns or asked.outer:
        return None
    turn = turns[0]
    if (
        turn.resolved.entity
        or turn.resolved.plural
        or turn.resolved.kind != "unnamed"
        or turn.phrase.form == "pronoun"
    ):
        return None
    if scene.sentence(asked.at) - scene.sentence(turn.at) > 2:
        return None
    if best is not None and (best.before(asked.at) or -1) > turn.at:
        return None
    return turn.resolved


def _weight(scene: Scene, asked: Asked, entity: Entity, gender: Gender | None) -> float | None:
    """How well an entity fits a pronoun, None where it was not named within reach."""
    best: float | None = None
    here = scene.sentence(asked.at)
    for last in reversed(_mentions(entity, asked.at)):
        gap = here - scene.sentence(last)
        if gap > _REACH and best is not None:
            break
        if last in asked.content:
            continue
        weight = _SAME_SENTENCE + _PER_SENTENCE * min(gap, 2 * _REACH)
        weight += _FIRST_IN_SENTENCE * _is_first(scene, last)
        weight += _QUOTED * scene.is_quoted(last) + _OWNS * scene.tokens[last].possessive
        best = weight if best is None else max(best, weight)
    turns = scene.last_turns(asked.at, 2)
    bonus = _KNOWN_GENDER * (gender is not None and entity.gender == gender) - _UNSURE * (entity.sure < 1.6)
    if turns and turns[0].resolved.entity is entity and here - scene.sentence(turns[0].at) <= _REACH:
        bonus += _LAST_SPEAKER
    if len(turns) > 1 and turns[1].resolved.entity is entity and here - scene.sentence(turns[1].at) <= _REACH:
        bonus += _SPEAKER_BEFORE
    return None if best is None else best + bonus


def _mentions(entity: Entity, at: int) -> list[int]:
    """The last few places before a token where an entity is named."""
    place = bisect_left(entity.mentions, at)
    return entity.mentions[max(0, place - 6) : place]


def _is_first(scene: Scene, at: int) -> bool:
    """Whether no other name stands before this one in its sentence."""
    start = scene.sentence_start(at)
    return not any(_is_person(scene, place) for place in range(max(start, at - 40), at))


def _is_person(scene: Scene, at: int) -> bool:
    name = scene.by_token.get(at)
    entity = scene.entities.of(name) if name and at == name.first else None
    return entity is not None and entity.kind == "person"


def of_entity(entity: Entity) -> Resolved:
    """An entity as a source; a group's words are no name."""
    if entity.kind == "group" and entity.known is None:
        return Resolved("group", role=entity.name, plural=True)
    return Resolved(entity.kind, entity.name, entity.role, entity)


def _speaker(scene: Scene, asked: Asked) -> Resolved:
    """Who speaks around "I", and the body that he speaks for of "we"; outside quotations, the author."""
    several = asked.word in FIRST_PLURAL
    if asked.outer:
        return _spoken_for(scene, asked.outer.resolved) if several else asked.outer.resolved
    if scene.is_quoted(asked.at):
        turn = scene.around(asked.at) or next(iter(scene.last_turns(asked.at, 1)), None)
        if turn and scene.sentence(asked.at) - scene.sentence(turn.at) <= _REACH:
            return _spoken_for(scene, turn.resolved) if several else turn.resolved
    elif several and scene.outlet:
        return Resolved("outlet", scene.outlet)
    elif not several and len(scene.authors) == 1 and scene.authors[0]:
        return Resolved("person", scene.authors[0])
    return _GROUP if several else UNKNOWN


def _spoken_for(scene: Scene, speaker: Resolved) -> Resolved:
    """As in "We": the body in the speaker's role ("chief executive of Kamau Holdings"), else several."""
    if speaker.kind != "person" or speaker.entity is None:
        return speaker
    if speaker.entity.body:
        return of_entity(speaker.entity.body)
    said = " ".join(speaker.entity.roles)
    for entity in scene.entities.bodies():
        if entity.kind != "country" and not entity.is_place and entity.name in said:
            return of_entity(entity)
    return _GROUP


def _thing(scene: Scene, asked: Asked) -> Resolved:
    """As in "it": the last body, country or document that spoke, or that a sentence is about."""
    here = scene.sentence(asked.at)
    outer = asked.outer
    if outer and outer.resolved.kind not in ("person", "group", "unnamed") and not scene.is_quoted(asked.at):
        return outer.resolved
    for turn in scene.last_turns(asked.at, 3):
        gap = here - scene.sentence(turn.at)
        if gap > 3:
            break
        if turn.resolved.kind in ("person", "unnamed", "group") and gap:
            nearer = _nearest_body(scene, asked, turn.at)
            if nearer:
                return nearer
            continue
        if turn.resolved.kind not in ("person", "unnamed", "group"):
            nearer = (
                _nearest_body(scene, asked, turn.at) if gap and scene.sentence(turn.at) < here - 1 else None
            )
            return nearer or turn.resolved
    return _nearest_body(scene, asked, -1) or UNKNOWN


def _nearest_body(scene: Scene, asked: Asked, after: int) -> Resolved | None:
    """The body or country named first in the latest sentence that names one, not before a token."""
    here = scene.sentence(asked.at)
    best: tuple[int, int, Entity] | None = None
    for entity in scene.nearby(asked.at):
        if entity.kind == "person":
            continue
        for last in reversed(_mentions(entity, asked.at)):
            if last <= after or last in asked.content or here - scene.sentence(last) > 3:
                continue
            rank = (-scene.sentence(last), last)
            if best is None or rank < best[:2]:
                best = (*rank, entity)
    return of_entity(best[2]) if best else None


def _several(scene: Scene, asked: Asked) -> Resolved:
    """As in "they": the last several who spoke, or a body."""
    here = scene.sentence(asked.at)
    if asked.outer and asked.outer.resolved.plural and not scene.is_quoted(asked.at):
        return asked.outer.resolved
    for turn in scene.last_turns(asked.at, 3):
        if here - scene.sentence(turn.at) > 4:
            break
        if turn.resolved.plural or turn.resolved.kind not in ("person", "unnamed", "document"):
            return turn.resolved
    return _GROUP


def antecedent(scene: Scene, asked: Asked) -> Resolved:
    """As in "who", "which", "that": what stands right before."""
    at = asked.at - 1
    comma = False
    while at >= 0 and not scene.tokens[at].word[0].isalnum():
        comma = True
        at -= 1
    start = scene.sentence_start(asked.at)
    if at >= start and singular(scene.tokens[at].lower) and not scene.tokens[at].capital:
        return _common_noun(scene, at)  # "voters, who"
    for place in range(at, max(start, at - 14) - 1, -1):
        name = scene.by_token.get(place)
        entity = scene.entities.of(name) if name and name.first == place else None
        if name is None or entity is None:
            continue
        close = name.stop - 1 >= at
        if asked.word in ("who", "whose", "whom") and entity.kind != "person":
            if close and singular(scene.tokens[at].lower):
                return Resolved("group", role=name.text, plural=True)  # "Republicans who"
            continue
        if close or comma:
            return of_entity(entity)
        break
    return _common_noun(scene, at)


def _common_noun(scene: Scene, at: int) -> Resolved:
    if at < 0:
        return UNKNOWN
    word = scene.tokens[at].lower
    noun = singular(word)
    if word in DOCUMENT or noun in DOCUMENT:
        return Resolved("document", role=scene.tokens[at].word)
    if word in PERSON:
        return Resolved("unnamed", role=scene.tokens[at].word)
    if noun is not None or word in ("people", "those", "others", "many"):
        return Resolved("group", role=scene.tokens[at].word, plural=True)
    kind = KIND_OF_NOUN.get(word)
    return Resolved(kind, role=scene.tokens[at].word) if kind else UNKNOWN
