"""Each source of an article, in the order of the text: pronoun, name or description, resolved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.records import Article, Source, SourceKind, Statement
from onrecord.statements import reference
from onrecord.statements.who import descriptions, pronouns
from onrecord.statements.who.entities import Entity
from onrecord.statements.who.name import Name
from onrecord.statements.who.phrases import Phrase, take_apart
from onrecord.statements.who.scene import Resolved, Scene, Turn
from onrecord.statements.who.tokens import one_line

# A description is followed by the name that it was given for within this many sentences: "One of the
# envoys said no. … , Mr Rim said."
_NAMED_WITHIN = 3


def resolve(article: Article, statements: Sequence[Statement]) -> list[Source | None]:
    """The source of each statement made out; None where the statement has none."""
    scene = Scene.of(article, statements)
    turns: dict[str, Turn] = {}
    depths = _depths(statements)
    for statement in sorted(statements, key=lambda one: (depths[one.id], *_order(one))):
        turn = _turn(scene, statement, turns)
        if turn:
            turns[statement.id] = turn
            scene.enter(turn)
    named = _named_later(scene)
    return [_source(statement, turns, named) for statement in statements]


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """How deep each statement stands within others."""
    depths: dict[str, int] = {}
    for statement in statements:
        depths[statement.id] = depths.get(statement.within, 0) + 1 if statement.within else 0
    return depths


def _order(statement: Statement) -> tuple[bool, int]:
    """In the order of the text, but last those whose speaker only another statement can tell: "I", "we"."""
    first_person = statement.source is not None and statement.source.text.lower() in _FIRST_PERSON
    return first_person, _start(statement)


_FIRST_PERSON = pronouns.FIRST | pronouns.FIRST_PLURAL


def _start(statement: Statement) -> int:
    return min((span.start for span in statement.source.spans), default=0) if statement.source else 0


def _turn(scene: Scene, statement: Statement, turns: dict[str, Turn]) -> Turn | None:
    phrase = (
        take_apart(scene.tokens, statement.source.spans, scene.by_token, scene.people)
        if statement.source
        else None
    )
    if phrase is None:
        return None
    outer = turns.get(statement.within) if statement.within else None
    content = frozenset(at for span in statement.content.spans for at in scene.tokens.within(*span))
    resolved = _resolved(scene, phrase, pronouns.Asked(phrase.first, phrase.head, content, outer))
    return Turn(phrase.first, resolved, phrase, statement.within is not None)


def _resolved(scene: Scene, phrase: Phrase, asked: pronouns.Asked) -> Resolved:
    if phrase.form == "pronoun":
        return pronouns.resolve(scene, asked)
    if phrase.form == "names":
        return _several(scene, phrase)
    if phrase.name:
        entity = scene.entities.of(phrase.name)
        unnamed = entity is not None and entity.kind == "group" and entity.known is None
        if unnamed and phrase.definite and not phrase.head.endswith("s"):
            entity = descriptions.in_focus(scene, phrase)  # "the German said"
        if entity:
            return _named(phrase, phrase.name, entity)

    def owned(word: str, at: int) -> Resolved:
        return pronouns.resolve(scene, pronouns.Asked(at, word, asked.content, asked.outer))

    return descriptions.resolve(scene, phrase, owned)


def _named(phrase: Phrase, name: Name, entity: Entity) -> Resolved:
    kind: SourceKind = entity.kind
    if kind == "country" and (reference.seat(name.text) or reference.capital(name.text)):
        kind = "government"
    if kind == "group" and entity.known is None:
        return Resolved(kind, role=phrase.role or name.text, plural=True)
    role = phrase.role or entity.role
    if phrase.role and phrase.role not in entity.roles:
        entity.roles.append(phrase.role)
    return Resolved(kind, entity.name, role, entity)


def _several(scene: Scene, phrase: Phrase) -> Resolved:
    """As in "Ana Ruiz and Tom Fox": people are a group named by its members, bodies one without a name."""
    members = [scene.entities.of(name) for name in (phrase.name, *phrase.others) if name]
    if not phrase.name or not all(member and member.kind == "person" for member in members):
        return Resolved("group", role=phrase.role, plural=True)
    known = [member.name for member in members if member]
    joined = " and ".join(filter(None, (", ".join(known[:-1]), known[-1])))
    return Resolved("group", joined, phrase.role, None, plural=True)


def _named_later(scene: Scene) -> dict[int, Turn]:
    """Descriptions whose name comes later, by token: "One of the envoys said no. …, Mr Rim said."

    The name must be new, bare of any role, and the next source; and nobody else be described between.
    """
    found: dict[int, Turn] = {}
    outer = [turn for turn in scene.turns if not turn.inner]
    for turn, following in pairwise(outer):
        if turn.resolved.entity or turn.resolved.kind != "unnamed" or turn.phrase.form != "description":
            continue
        entity = following.resolved.entity
        if turn.phrase.plural or turn.phrase.definite or entity is None or entity.kind != "person":
            continue
        name = following.phrase.name
        near = scene.sentence(following.at) - scene.sentence(turn.at) <= _NAMED_WITHIN
        is_new = name is not None and entity.mentions[0] == name.first and not following.phrase.role
        if near and is_new:
            entity.roles.insert(0, turn.phrase.role)
            found[turn.at] = following
    return found


def _source(statement: Statement, turns: dict[str, Turn], named: dict[int, Turn]) -> Source | None:
    source, turn = statement.source, turns.get(statement.id)
    if source is None or turn is None:
        return source
    resolved = turn.resolved
    later = named.get(turn.at)
    if later and later.resolved.entity:
        entity = later.resolved.entity
        return Source(
            source.spans, source.text, entity.name, one_line(turn.phrase.role) or None, "person", entity.id
        )
    entity_id = resolved.entity.id if resolved.entity else None
    name = resolved.entity.name if resolved.entity else resolved.name
    role = resolved.role or (resolved.entity.role if resolved.entity else "")
    return Source(source.spans, source.text, name, one_line(role) or None, resolved.kind, entity_id)
