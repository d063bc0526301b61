"""Bodies that a description means: "the ministry", "the company", "his office"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import SourceKind
from onrecord.statements import reference
from onrecord.statements.who.entities import Entity
from onrecord.statements.who.name import Name
from onrecord.statements.who.nouns import (
    GOVERNMENT,
    IN_COMPANY,
    KIND_OF_NOUN,
    ORGANISATION,
)
from onrecord.statements.who.phrases import Phrase
from onrecord.statements.who.scene import Resolved, Scene
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import fold, one_line
from onrecord.word_list import words

# "The Israeli government", "Seoul's leadership": the country's government.
RULE = words(
    """
    government administration regime authorities leadership rulers officials cabinet side
    """
)

Owned = Callable[[str, int], Resolved]
"""Resolves the pronoun of "his office": its word, its token."""


def named_body(scene: Scene, phrase: Phrase, owned: Owned) -> Resolved | None:
    """A body told by a name and a noun: "the Clinton campaign", "Russia's foreign ministry", "his office"."""
    kind = KIND_OF_NOUN.get(phrase.head)
    if kind not in ("organisation", "government", "outlet") or (phrase.plural and phrase.head != "police"):
        return None
    words = _words(scene, phrase, 0)
    if phrase.head in ("office", "palace") and _is_seat(phrase):
        return _entered(scene, phrase, "government", words)
    if isinstance(phrase.owner, str):
        return _held(scene, phrase, kind, owned(phrase.owner, phrase.first))
    inside = _names(scene, phrase)
    of_whom = next((name for name in inside if name.title > phrase.first + 1), None)
    tokens = scene.tokens
    if phrase.head == "office" and of_whom and tokens[of_whom.title - 1].lower == "of":
        start = tokens[phrase.first + (tokens[phrase.first].lower == "the")].start
        return _entered(scene, phrase, kind, one_line(tokens.text[start : tokens[of_whom.stop - 1].end]))
    named = inside and inside[0].title <= phrase.first + 1 and inside[0].title < phrase.stop - 1
    if not named and not any(word[0].isupper() for word in phrase.modifiers[1:]):
        return None
    listed = scene.entities.listed(words, phrase.first)
    if listed:
        return Resolved(listed.kind, listed.name, "", listed)
    whose = scene.entities.of(inside[0]) if inside else None
    if whose and whose.known and phrase.head in _ANY_BODY | _PRIVATE | {"watchdog", "arm"}:
        return None  # "the UN agency" has a name of its own elsewhere
    if kind == "organisation" and all(
        reference.demonym(word) for word in phrase.modifiers if word[0].isupper()
    ):
        return None  # "the Swedish company" has a name of its own elsewhere
    return _entered(scene, phrase, kind, words)


def _names(scene: Scene, phrase: Phrase) -> list[Name]:
    places = range(phrase.first, phrase.stop)
    named = (scene.by_token.get(at) for at in places)
    return [name for name in named if name and name.first >= phrase.first and scene.entities.of(name)]


def _is_seat(phrase: Phrase) -> bool:
    """As in "the presidential office", "the prime minister's office": the office's, whoever holds it."""
    if any(word.lower() in ("presidential", "ministerial", "vice-presidential") for word in phrase.modifiers):
        return True
    return isinstance(phrase.owner, str) and title(phrase.owner) is not None


def _held(scene: Scene, phrase: Phrase, kind: SourceKind, holder: Resolved) -> Resolved | None:
    """As in "his office", "his government": of the person that is meant; a government is his country's."""
    person = holder.entity
    if person is None or person.kind != "person":
        return None
    if phrase.head in RULE:
        told = country_told([word for role in person.roles for word in role.split()])
        if told:
            entity = scene.entities.country(told.code, told.name)
            return Resolved("government", told.name, "", entity)
        nearest = country(scene, phrase)
        return Resolved("government", nearest.name, "", nearest) if nearest else None
    return _entered(scene, phrase, kind, f"{person.name}'s {_words(scene, phrase, 1)}")


def _words(scene: Scene, phrase: Phrase, skipped: int) -> str:
    """The words of a description up to its head, without an article."""
    tokens = scene.tokens
    first = phrase.first + skipped
    if tokens[first].lower in ("the", "a", "an") and first + 1 < phrase.stop:
        first += 1
    last = next((at for at in range(first, phrase.stop) if tokens[at].lower == phrase.head), phrase.stop - 1)
    return one_line(tokens.text[tokens[first].start : tokens[last].start + len(tokens[last].word)])


def _entered(scene: Scene, phrase: Phrase, kind: SourceKind, words: str) -> Resolved:
    key = tuple(filter(None, (fold(word) for word in words.replace("’s ", " ").replace("'s ", " ").split())))
    entity = scene.entities.enter(kind, words, key, phrase.first)
    return Resolved(entity.kind, entity.name, "", entity)


def country(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "The country": the one that spoke last, else the one named last."""
    here = scene.sentence(phrase.first)
    for turn in scene.last_turns(phrase.first, 3):
        entity = turn.resolved.entity
        if entity and entity.kind == "country" and here - scene.sentence(turn.at) <= 3:
            return entity
    return nearest(scene, phrase, lambda entity: entity.kind == "country")


def body(scene: Scene, phrase: Phrase, kind: SourceKind) -> Entity | None:
    """As in "the ministry": the body whose name or noun says so, else the nearest of its kind."""
    head = fold(phrase.head)
    modifiers = {fold(word) for word in phrase.modifiers if word[0].islower()} - _PLAIN
    if modifiers and head in GOVERNMENT:
        # "the health ministry" is no other ministry.
        return nearest(scene, phrase, lambda entity: head in entity.key and modifiers <= set(entity.key))
    called = _CALLED_SO.get(head, frozenset())
    found = (
        nearest(scene, phrase, lambda entity: head in entity.key[:1] + entity.key[-1:])
        or nearest(scene, phrase, lambda entity: head in entity.key or head in entity.nouns)
        or nearest(scene, phrase, lambda entity: not called.isdisjoint(entity.key))
    )
    if found or head in ("government", "state"):
        return found or country(scene, phrase)
    if head in _COMPANIES or head in _ANY_BODY or head in _PRIVATE:
        return _company(scene, phrase)
    return nearest(scene, phrase, lambda entity: entity.kind == kind) if kind == "outlet" else None


_PRIVATE = words("club team side agency institute institution centre center foundation")
# What else is in the names of such bodies.
_CALLED_SO = {
    "union": words("federation association congress workers teachers nurses employees educators guild"),
    "airline": words("air airlines airways"),
    "carmaker": words("motors motor automotive auto"),
    "automaker": words("motors motor automotive auto"),
    "lender": words("bank banking finance financial"),
    "bank": words("banco banque bangko bancorp"),
    "regulator": words("authority commission agency council regulatory office"),
    "watchdog": words("authority commission agency council office ombudsman"),
    "tank": words("institute institution centre center council foundation"),
    "charity": words("trust foundation fund relief aid"),
    "court": words("tribunal"),
    "tribunal": words("court"),
    "party": words("democrats republicans congress front alliance movement conservatives labour"),
    "club": words("fc afc united city rovers athletic wanderers rangers cf sc"),
    "team": words("fc afc united city rovers athletic wanderers rangers"),
    "university": words("college school institute"),
    "ministry": words("department office"),
    "force": words("police constabulary"),
    "department": words("ministry office"),
    "body": words("council association federation authority commission board"),
}  # fmt: skip
_PLAIN = words("the this that same local national federal state new old whole country city capital its their")
# Where things are posted: named for that, they are not the company that a report is about.
_PLATFORMS = words(
    """
    twitter facebook x instagram telegram tiktok youtube whatsapp linkedin weibo wechat reddit
    """
)


def _company(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "The company": who spoke or was called one counts as nearer than who was merely named."""
    here = phrase.first
    spoke = {id(turn.resolved.entity) for turn in scene.turns if turn.at < here}
    best: tuple[float, Entity] | None = None
    for entity in scene.entities.bodies():
        armed = entity.kind == "group" and entity.known is not None and phrase.head in _ANY_BODY
        if (entity.kind != "organisation" and not armed) or _other_noun(entity, phrase.head):
            continue
        called = id(entity) in spoke or bool(entity.nouns)
        platform = entity.key[-1:] and entity.key[-1] in _PLATFORMS
        bare = entity.name.isupper() or any(word.isdigit() for word in entity.key)
        if not called and (platform or bare or (entity.known is None and entity.sure < _SURE)):
            continue
        weight = entity.distance(here) - _CALLED * called
        if best is None or weight < best[0]:
            best = (weight, entity)
    return best[1] if best else None


# A body that spoke or was called a firm is as near as one named so many tokens later; one that only
# looks like a body must look it this much.
_CALLED, _SURE = 80.0, 3.0


# Any body may be called these; another noun in a body's own name rules the rest out: "the bank" is no union.
_ANY_BODY = words("group body organisation organization agency outfit network")
_COMPANIES = words(
    """
    company firm corporation conglomerate business giant group maker carmaker automaker retailer
    manufacturer producer developer operator provider supplier lender insurer carrier airline brand startup
    start-up utility miner brewer publisher studio platform chain chipmaker drugmaker
    """
)


def _other_noun(entity: Entity, head: str) -> bool:
    """Whether a body's own name says that it is something else than the noun."""
    last = entity.key[-1] if entity.key else ""
    if head in _ANY_BODY or last == head or last not in ORGANISATION | GOVERNMENT:
        return False
    return not (head in _COMPANIES and last in IN_COMPANY)


def nearest(scene: Scene, phrase: Phrase, fits: Callable[[Entity], bool]) -> Entity | None:
    """The entity that fits and was named last before the phrase; one named later only if none was before."""
    fitting = [entity for entity in scene.entities.bodies() if fits(entity)]
    if not fitting:
        return None
    return min(fitting, key=lambda entity: entity.distance(phrase.first))


def country_told(words: Sequence[str]) -> reference.Country | None:
    """The country that one of the words names or is the adjective of."""
    for word in words:
        country = reference.demonym(word) or reference.country_named(word)
        if country:
            return country
    return None
