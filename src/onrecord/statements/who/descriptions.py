"""Whom a description means: "the ministry", "the president", "his office", "two officials"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.records import SourceKind
from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who import pronouns
from onrecord.statements.who.entities import Entity
from onrecord.statements.who.name import Name
from onrecord.statements.who.nouns import (
    DOCUMENT,
    GOVERNMENT,
    IN_COMPANY,
    KIND_OF_NOUN,
    ORGANISATION,
    PERSON,
    UNNAMED_PLURAL,
    singular,
)  # fmt: skip
from onrecord.statements.who.phrases import Phrase
from onrecord.statements.who.scene import Resolved, Scene
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import fold, one_line
from onrecord.word_list import words

# "The Israeli government", "Seoul's leadership": the country's government.
_RULE = words(
    """
    government administration regime authorities leadership rulers officials cabinet side
    """
)

Owned = Callable[[str, int], Resolved]
"""Resolves the pronoun of "his office": its word, its token."""


def resolve(scene: Scene, phrase: Phrase, owned: Owned) -> Resolved:
    """Whom a description means. Who cannot be told is unnamed, with what is said of them."""
    country = _country_of(scene, phrase)
    if country and phrase.head in _RULE - {"officials"}:
        return Resolved("government", country.name, phrase.role, country)
    if isinstance(phrase.owner, str) and phrase.head in _KIN:
        scene.holders[phrase.first] = owned(phrase.owner, phrase.first).entity
    body = _named_body(scene, phrase, owned)
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


def _named_body(scene: Scene, phrase: Phrase, owned: Owned) -> Resolved | None:
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
    if phrase.head in _RULE:
        country = _country_told([word for role in person.roles for word in role.split()])
        if country:
            entity = scene.entities.country(country.code, country.name)
            return Resolved("government", country.name, "", entity)
        nearest = _country(scene, phrase)
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


def _meant(scene: Scene, phrase: Phrase, kind: SourceKind) -> Entity | None:
    if kind == "country":
        return _country(scene, phrase)
    if kind == "unnamed":
        return _person(scene, phrase)
    return _body(scene, phrase, kind)


def _country(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "The country": the one that spoke last, else the one named last."""
    here = scene.sentence(phrase.first)
    for turn in scene.last_turns(phrase.first, 3):
        entity = turn.resolved.entity
        if entity and entity.kind == "country" and here - scene.sentence(turn.at) <= 3:
            return entity
    return _nearest(scene, phrase, lambda entity: entity.kind == "country")


def _body(scene: Scene, phrase: Phrase, kind: SourceKind) -> Entity | None:
    """As in "the ministry": the body whose name or noun says so, else the nearest of its kind."""
    head = fold(phrase.head)
    modifiers = {fold(word) for word in phrase.modifiers if word[0].islower()} - _PLAIN
    if modifiers and head in GOVERNMENT:
        # "the health ministry" is no other ministry.
        return _nearest(scene, phrase, lambda entity: head in entity.key and modifiers <= set(entity.key))
    called = _CALLED_SO.get(head, frozenset())
    found = (
        _nearest(scene, phrase, lambda entity: head in entity.key[:1] + entity.key[-1:])
        or _nearest(scene, phrase, lambda entity: head in entity.key or head in entity.nouns)
        or _nearest(scene, phrase, lambda entity: not called.isdisjoint(entity.key))
    )
    if found or head in ("government", "state"):
        return found or _country(scene, phrase)
    if head in _COMPANIES or head in _ANY_BODY or head in _PRIVATE:
        return _company(scene, phrase)
    return _nearest(scene, phrase, lambda entity: entity.kind == kind) if kind == "outlet" else None


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


def _person(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "The president": the person of whom this was said, who spoke or was named last."""
    kin = _kin(scene, phrase)
    if kin:
        return kin
    head = _SPELT_OUT.get(fold(phrase.head), fold(phrase.head))
    wanted = {fold(word) for word in phrase.role.split()[:12]} - {head, ""} - _SMALL

    country = _country_told(phrase.modifiers)
    asked = {word.lower() for word in phrase.modifiers} & _QUALIFIED

    def fit(entity: Entity) -> float:
        said = {_SPELT_OUT.get(fold(word), fold(word)) for role in entity.roles for word in role.split()[:12]}
        if country and not _may_be_of(entity, country.code):
            return 0.0
        shared = len(wanted & said)
        if not asked <= said:
            return 0.0
        plain = 0.5 * ((said & _QUALIFIED) == asked)
        return (2.0 + shared + plain if head in said else 0.0) or (shared if shared > 1 else 0.0)

    fits = [(fit(entity), entity) for entity in scene.entities.people()]
    most = max((weight for weight, _ in fits), default=0.0)
    fitting = [entity for weight, entity in fits if weight == most] if most else []
    if fitting:
        return min(fitting, key=lambda entity: entity.distance(phrase.first))
    if title(phrase.head) is None and not phrase.head.endswith("-old"):
        return None
    has_more = (
        (" of " in phrase.role and not _CHILDREN.search(phrase.role))
        or " for " in phrase.role
        or isinstance(phrase.owner, (str, Name))
    )
    return None if phrase.head in _OFFICES or has_more else in_focus(scene, phrase)


# "The mother of five"
_CHILDREN = re.compile(r" of (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b")
_SPELT_OUT = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "pres": "president",
    "prof": "professor", "adv": "lawyer", "advocate": "lawyer", "attorney": "lawyer", "barrister": "lawyer",
    "sec": "secretary", "amb": "ambassador", "pm": "minister", "mp": "lawmaker", "fm": "minister",
    "justice": "judge", "attorneyatlaw": "lawyer", "solicitor": "lawyer", "counsel": "lawyer", "kc": "lawyer",
}  # fmt: skip


def _country_told(words: Sequence[str]) -> reference.Country | None:
    for word in words:
        country = reference.demonym(word) or reference.country_named(word)
        if country:
            return country
    return None


def _may_be_of(entity: Entity, code: str) -> bool:
    """Whether nothing said of a person names another country."""
    told = [
        country
        for role in entity.roles
        if (country := _country_told(role.replace("'s", "").replace("’s", "").split()))
    ]
    return not told or any(country.code == code for country in told)


# Of two of an office these say which: "the shadow home secretary" is not "the home secretary".
_QUALIFIED = words("former ex shadow deputy vice acting assistant outgoing incoming")
# Who is somebody's husband or mother has no name in it; of one surname and the right sex there may be one.
_KIN: dict[str, Gender | None] = {
    "wife": "f", "husband": "m", "mother": "f", "father": "m", "son": "m", "daughter": "f", "brother": "m",
    "sister": "f", "widow": "f", "mum": "f", "dad": "m", "grandmother": "f", "grandfather": "m",
}  # fmt: skip


def _kin(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "His wife": who has this role, or the only other one of his surname and the right sex."""
    if phrase.head not in _KIN or phrase.owner is None:
        return None
    holder = scene.holder(phrase)
    if holder is None or not holder.key:
        return None
    gender = _KIN[phrase.head]
    others = [
        entity
        for entity in scene.entities.people()
        if entity is not holder and entity.key[-1:] == holder.key[-1:] and len(entity.key) > 1
    ]
    others = [entity for entity in others if entity.gender in (None, gender)]
    return others[0] if len(others) == 1 else None


# An office is somebody's: who holds it is only known if the article says so. A man or a guest is anybody.
_OFFICES = words(
    """
    president minister premier chancellor secretary governor mayor spokesman spokeswoman spokesperson
    official source judge lawyer prosecutor court king queen pope ambassador envoy commissioner chief head
    director officer man woman boy girl guest person child suspect critic friend neighbour neighbor driver
    reporter journalist leader member colleague partner rival opponent counterpart
    """
)
_SMALL = words("the a an of for and in at on to by with former")


def in_focus(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "The 39-year-old", "the singer": the person of the right sex whom the report is at."""
    told = title(phrase.head)
    asked = pronouns.Asked(phrase.first, phrase.head, range(phrase.first, phrase.stop))
    return pronouns.in_mind(scene, asked, told.gender if told else None)


def _nearest(scene: Scene, phrase: Phrase, fits: Callable[[Entity], bool]) -> Entity | None:
    """The entity that fits and was named last before the phrase; one named later only if none was before."""
    fitting = [entity for entity in scene.entities.bodies() if fits(entity)]
    if not fitting:
        return None
    return min(fitting, key=lambda entity: entity.distance(phrase.first))
