"""Whom a description means: "the ministry", "the president", "his office", "two officials"."""

from __future__ import annotations

import re

from onrecord.records import SourceKind
from onrecord.statements import reference
from onrecord.statements.who import bodies, people
from onrecord.statements.who.bodies import RULE, Owned
from onrecord.statements.who.entities import Entity
from onrecord.statements.who.name import Name
from onrecord.statements.who.nouns import (
    DOCUMENT,
    KIND_OF_NOUN,
    PERSON,
    UNNAMED_PLURAL,
    singular,
)
from onrecord.statements.who.phrases import Phrase
from onrecord.statements.who.scene import Resolved, Scene


def resolve(scene: Scene, phrase: Phrase, owned: Owned) -> Resolved:
    """Whom a description means. Who cannot be told is unnamed, with what is said of them."""
    country = _country_of(scene, phrase)
    if country and phrase.head in RULE - {"officials"}:
        return Resolved("government", country.name, phrase.role, country)
    if phrase.head == "intelligence" and not phrase.modifiers:
        return Resolved("document")  # what is known, not the service that knows it
    if isinstance(phrase.owner, str) and phrase.head in people.KIN:
        scene.holders[phrase.first] = owned(phrase.owner, phrase.first).entity
    body = bodies.named_body(scene, phrase, owned)
    if body:
        return body
    if phrase.plural:
        return Resolved(_kind_of_plural(phrase), role=phrase.role, plural=True)
    kind = _kind(phrase.head)
    if kind == "document":
        return Resolved("document")
    if phrase.definite and kind == "unnamed" and _described_before(scene, phrase):
        return Resolved(kind, role=phrase.role)
    entity = _meant(scene, phrase, kind) if phrase.definite else None
    if entity:
        known = "government" if entity.kind == "country" and kind == "government" else entity.kind
        return Resolved(known, entity.name, entity.role, entity)
    return Resolved(kind, role=phrase.role)


def _described_before(scene: Scene, phrase: Phrase) -> bool:
    """As in "The nurse" after "a nurse said": the same one, who has no name."""
    for turn in scene.last_turns(phrase.first, 8):
        if turn.phrase.form == "description" and turn.phrase.head == phrase.head:
            return turn.resolved.entity is None and not turn.phrase.definite
    return False


def _kind(head: str) -> SourceKind:
    if head.endswith("-old") or head in PERSON:
        return "unnamed"
    return KIND_OF_NOUN.get(head, "unnamed")


def _kind_of_plural(phrase: Phrase) -> SourceKind:
    head = phrase.head
    if head in UNNAMED_PLURAL and (head != "people" or _INSIDERS.search(phrase.role)):
        return "unnamed"
    if head in DOCUMENT or singular(head) in DOCUMENT:
        return "document"
    return "group"


# "Two people with knowledge of the talks" are somebody who is not named; "people" by themselves are many.
_INSIDERS = re.compile(r"\b(?:with|familiar|briefed|close|aware|involved)\b")


def _country_of(scene: Scene, phrase: Phrase) -> Entity | None:
    """The country in "Israel's government", "the Israeli government"; of "the government" the nearest."""
    if isinstance(phrase.owner, Name):
        entity = scene.entities.of(phrase.owner)
        if entity and entity.kind == "country":
            return entity
    for at in range(phrase.first, phrase.stop):
        word = scene.tokens[at].word
        pair = f"{word} {scene.tokens[at + 1].word}" if at + 1 < phrase.stop else word
        country = reference.demonym(pair) or reference.demonym(word) or reference.country_named(word)
        if country:
            return scene.entities.country(country.code, country.name)
    return None


def _meant(scene: Scene, phrase: Phrase, kind: SourceKind) -> Entity | None:
    if kind == "country":
        return bodies.country(scene, phrase)
    if kind == "unnamed":
        return people.person(scene, phrase)
    return bodies.body(scene, phrase, kind)
