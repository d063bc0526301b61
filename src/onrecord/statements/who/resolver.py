"""Each source of an article, in the order of the text: pronoun, name or description, resolved."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Article, Source, SourceKind, Statement
from onrecord.statements import reference
from onrecord.statements.who import descriptions, people, pronouns
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
            entity = people.in_focus(scene, phrase)  # "the German said"
        if entity:
            if entity.kind == "person" and entity.body is None:
                entity.body = _body_of(scene, phrase, asked)
            return _named(phrase, phrase.name, entity)

    def owned(word: str, at: int) -> Resolved:
        return pronouns.resolve(scene, pronouns.Asked(at, word, asked.content, asked.outer))

    return descriptions.resolve(scene, phrase, owned)


def _named(phrase: Phrase, name: Name, entity: Entity) -> Resolved:
    kind: SourceKind = entity.kind
    if kind == "country" and reference.country_named(name.text) is None and reference.metonym(name.text):
        kind = "government"
    if kind == "group" and entity.known is None:
        return Resolved(kind, role=phrase.role or name.text, plural=True)
    role = phrase.role or entity.role
    if phrase.role and phrase.role not in entity.roles:
        entity.roles.append(phrase.role)
    return Resolved(kind, entity.name, role, entity)


def _body_of(scene: Scene, phrase: Phrase, asked: pronouns.Asked) -> Entity | None:
    """Whom a person speaks for: "Swaram Labs co-founder Arjun Rao", "its director, Lena Brandt"."""
    for at in range(phrase.first, phrase.stop):
        if scene.tokens[at].lower in ("its", "their"):
            return pronouns.resolve(scene, pronouns.Asked(at, "its", asked.content, asked.outer)).entity
        name = scene.by_token.get(at)
        entity = scene.entities.of(name) if name else None
        if entity and entity.kind in ("organisation", "government", "outlet") and not entity.is_place:
            return entity
    return None


def _several(scene: Scene, phrase: Phrase) -> Resolved:
    """As in "Ana Ruiz and Tom Fox": people and countries are a group named by its members."""
    members = [scene.entities.of(name) for name in (phrase.name, *phrase.others) if name]
    kinds = {member.kind if member else None for member in members}
    if not phrase.name or kinds not in ({"person"}, {"country"}):
        return Resolved("group", role=phrase.role, plural=True)
    known = [member.name for member in members if member]
    joined = " and ".join(filter(None, (", ".join(known[:-1]), known[-1])))
    return Resolved("group", joined, phrase.role, None, plural=True)


def _named_later(scene: Scene) -> dict[int, Entity]:
    """Who is described first and named later, by the description's token."""
    outer = [turn for turn in scene.turns if not turn.inner]
    found: dict[int, Entity] = {}
    for at, turn in enumerate(outer):
        if not _is_somebody(turn):
            continue
        following = outer[at + 1] if at + 1 < len(outer) else None
        entity = _next_name(scene, turn, following) or _of_this_role(scene, turn)
        if entity:
            entity.roles.append(turn.phrase.role)
            found[turn.at] = entity
    return found


def _is_somebody(turn: Turn) -> bool:
    """One person who is described and not named: "a former branch manager", "one of the envoys"."""
    phrase, resolved = turn.phrase, turn.resolved
    single = phrase.form == "description" and not phrase.plural and not phrase.definite
    return single and resolved.kind == "unnamed" and resolved.entity is None


def _next_name(scene: Scene, turn: Turn, following: Turn | None) -> Entity | None:
    """As in "One of the envoys said no. …, Mr Rim said.": the next source, new and bare of any role."""
    entity = following.resolved.entity if following else None
    if following is None or entity is None or entity.kind != "person" or following.phrase.name is None:
        return None
    near = scene.sentence(following.at) - scene.sentence(turn.at) <= _NAMED_WITHIN
    is_new = entity.mentions[0] == following.phrase.name.first and not following.phrase.role
    return entity if near and is_new else None


# Of these a report has one, unless it says otherwise.
_ONE_OF_A_KIND = frozenset(
    ("judge", "mayor", "governor", "minister", "senator", "ambassador", "coroner", "bishop")
)


def _of_this_role(scene: Scene, turn: Turn) -> Entity | None:
    """As in "A former branch manager told a court …. Rodel Cruz, the former branch manager, …": the only one
    named afterwards of whom the same is said.
    """
    head = turn.phrase.head
    words = {word.lower() for word in turn.phrase.modifiers if len(word) > 2} - {"the", "one"}
    if not words:
        return None
    if head in _ONE_OF_A_KIND:
        words.add(head)
    fitting = []
    for entity in scene.entities.people():
        said = {word.lower() for role in entity.roles for word in role.split()}
        if entity.mentions[0] > turn.at and head in said and words & said:
            fitting.append(entity)
    return fitting[0] if len(fitting) == 1 else None


def _source(statement: Statement, turns: dict[str, Turn], named: dict[int, Entity]) -> Source | None:
    source, turn = statement.source, turns.get(statement.id)
    if source is None or turn is None:
        return source
    resolved = turn.resolved
    later = named.get(turn.at)
    if later:
        role = one_line(turn.phrase.role) or None
        return Source(source.spans, source.text, later.name, role, "person", later.id)
    entity_id = resolved.entity.id if resolved.entity else None
    name = resolved.entity.name if resolved.entity else resolved.name
    role = resolved.role or (resolved.entity.role if resolved.entity else "")
    return Source(source.spans, source.text, name, one_line(role) or None, resolved.kind, entity_id)
