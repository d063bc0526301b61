"""The people and bodies that an article names: its names gathered, each with all its mentions."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.records import SourceKind
from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who.evidence import sign
from onrecord.statements.who.identity import body_id, country_id, person_id, sound
from onrecord.statements.who.labels import Label, country_in, kind_of_body, known, of_body
from onrecord.statements.who.matching import SMALL, acronym, same_body, same_person
from onrecord.statements.who.name import Name
from onrecord.statements.who.nouns import KIND_OF_NOUN, PERSON, WHICHEVER, singular
from onrecord.statements.who.tokens import Tokens, fold, one_line

# Looked through for short names; an article with more people is a list.
_MOST = 500
# How much must speak for a person where the tables have a country, city or body of the name.
_OUTWEIGHED, _DOUBTED = 6.0, 2.5
# More than this says that a name is a person's or a body's beyond its being two capitalised words.
_PROVEN = 1.5
_FAR = 10**9
# Tokens, about two sentences: who was named in full so shortly before is meant by the surname.
_JUST_NAMED = 50


@dataclass(slots=True, eq=False)
class Entity:
    """One person or body. `mentions` are places of tokens, in order; `roles` what is said of it, as written;
    `sure` is how much says that it is of its kind; `body` is what a person speaks for.
    """

    kind: SourceKind
    name: str
    key: tuple[str, ...]
    country: str | None = None
    known: str | None = None
    mentions: list[int] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    genders: dict[Gender, int] = field(default_factory=dict)
    nouns: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    sure: float = 0.0
    aliases: set[str] = field(default_factory=set)
    body: Entity | None = None

    @property
    def gender(self) -> Gender | None:
        """What most signs say, None where there are none or as many for the other."""
        he, she = self.genders.get("m", 0), self.genders.get("f", 0)
        return None if he == she else ("m" if he > she else "f")

    @property
    def role(self) -> str:
        """What is said of it: the first that is more than a word, else the first."""
        return next((role for role in self.roles if " " in role), self.roles[0] if self.roles else "")

    @property
    def is_place(self) -> bool:
        """A city or region, which speaks only by its government."""
        return self.known is not None and self.known.startswith("place:")

    @property
    def id(self) -> str | None:
        """The same in every article; None where the name alone does not say who it is."""
        if self.known:
            return self.known
        return person_id(self.key) if self.kind == "person" else body_id(self.kind, self.key, self.country)

    def before(self, at: int) -> int | None:
        """The last mention before a token, None where there is none."""
        place = bisect_left(self.mentions, at)
        return self.mentions[place - 1] if place else None

    def distance(self, at: int) -> int:
        """Tokens since the last mention; mentions to come are further than any that was."""
        last = self.before(at)
        return at - last if last is not None else _FAR + self.mentions[0]


class Entities:
    """All entities of an article, found by the names that name them."""

    def __init__(self, tokens: Tokens, found: Sequence[Name], sources: Collection[int]) -> None:
        self.all: list[Entity] = []
        self._by_name: dict[int, Entity] = {}
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)
        self._known: dict[str, Entity] = {}
        self._surnames: set[str] = set()
        self._tokens = tokens
        self._texts = {name.text for name in found}
        self._signs = {name.first: sign(tokens, name) for name in found}
        labels = self._labels(found, sources)
        order = sorted(found, key=lambda name: (len(name.key) < 2, name.first))
        for wanted in (True, False):
            for name in order:
                if (labels[name.key].kind == "person") == wanted:
                    self._enter(name, labels[name.key])

    def of(self, name: Name) -> Entity | None:
        """The entity that a name names."""
        return self._by_name.get(name.first)

    def people(self) -> list[Entity]:
        """The people; of a list of very many the first."""
        return list(islice((one for one in self.all if one.kind == "person"), _MOST))

    def bodies(self) -> list[Entity]:
        """The countries, governments, organisations, outlets and known groups; of very many the first."""
        named = (one for one in self.all if one.kind != "person" and (one.kind != "group" or one.known))
        return list(islice(named, _MOST))

    def listed(self, words: str, at: int) -> Entity | None:
        """A body that the reference tables have under these words: "the UN nuclear watchdog"."""
        body = reference.body(words)
        if body is None:
            return None
        entity = self._of_table(Name(at, at, at, words, (), "", False, None), of_body(body))
        insort(entity.mentions, at)
        return entity

    def country(self, code: str, name: str) -> Entity:
        """A country, named in the article or told by an adjective ("the Israeli government")."""
        known = country_id(code)
        if known not in self._known:
            self._known[known] = Entity("country", name, (), code, known, [_FAR])
            self.all.append(self._known[known])
        return self._known[known]

    def enter(self, kind: SourceKind, words: str, key: tuple[str, ...], at: int) -> Entity:
        """A body that a description names, "Russia's foreign ministry": a known one, else a new."""
        name = Name(at, at, at, words, key, "", False, None)
        entity = self._body(name, Label(kind, words, country_in(name)))
        insort(entity.mentions, at)
        return entity

    def _labels(self, found: Sequence[Name], sources: Collection[int]) -> dict[tuple[str, ...], Label]:
        """One label for all mentions of the same words; what is said around one counts for all."""
        alike: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in found:
            alike[name.key].append(name)
        labels: dict[tuple[str, ...], Label] = {}
        parts: set[str] = set()
        beginnings: set[tuple[str, ...]] = set()
        for key, group in sorted(alike.items(), key=lambda item: -len(item[0])):
            is_source = any(name.first in sources for name in group)
            label = self._label(group, parts, beginnings, is_source)
            labels[key] = label
            if label.kind == "person":
                self._surnames.add(key[-1])
            if label.kind == "person" and label.sure > _PROVEN:
                parts.update(word for word in key if word not in SMALL)
            elif label.kind in ("organisation", "government", "outlet") and label.sure > _PROVEN:
                beginnings.update(key[:length] for length in range(1, len(key)))
        return labels

    def _label(
        self, group: list[Name], parts: set[str], beginnings: set[tuple[str, ...]], is_source: bool
    ) -> Label:
        signs = [self._signs[name.first] for name in group]
        name = group[0]
        person = sum(one.person for one in signs) / len(signs) ** 0.5
        body = sum(one.body for one in signs) / len(signs) ** 0.5
        named_in_full = len(name.key) == 1 and name.key[0] in parts
        if named_in_full or (
            len(name.key) > 1 and all(word in parts for word in name.key if word not in SMALL)
        ):
            person += 4.0
        listed = known(name.text) or self._guessed(name, is_source)
        # "Mr Jordan" is a man; a pronoun nearby makes none of "Jordan" yet, nor a title one of "Kenya".
        against = _DOUBTED if listed and listed.doubtful else _OUTWEIGHED
        if listed and not (named_in_full and person > body) and person - body < against:
            return listed
        if _is_plural_of_people(name, parts):
            return Label("group", name.text)
        # "Kamau" of "Kamau Holdings"
        body += 2.0 * (name.key in beginnings)
        surname = len(name.key) == 1 and name.key[0] in self._surnames
        if len(name.key) == 1 and not surname and self._is_common(group, person, body, is_source):
            return Label("unnamed", name.text)
        # Two or three capitalised words that nothing else is said of are a person more often than not.
        person += 1.0 * (2 <= len(name.key) <= 3) + 0.5 * is_source
        if person > body:
            return Label("person", name.text, sure=person - body)
        return Label(kind_of_body(name, signs), name.text, country_in(name), sure=body - person)

    def _guessed(self, name: Name, is_source: bool) -> Label | None:
        """A short form that may be several ("AP"): what the text names in full too, or what speaks."""
        possible = reference.possible_bodies(name.text)
        for body in possible:
            if any(other in self._texts for other in (body.name, *body.names)) or (
                is_source and len(possible) == 1
            ):
                return of_body(body)
        return None

    def _is_common(self, group: list[Name], person: float, body: float, is_source: bool) -> bool:
        """A common noun: "the Company", or "Reviewers" and "Thus", capitalised only where every word is."""
        word = group[0].key[0]
        kind = KIND_OF_NOUN.get(word)
        if kind is not None and (kind != "government" or word in WHICHEVER) and not person:
            return True
        if not all(self._tokens[name.first].opens for name in group) or not group[0].text[1:].islower():
            return False
        if not person and all(self._modifies(name) for name in group):
            return True  # "Health officials", "Environment group"
        plural = singular(word) is not None and person <= 1.0
        return not body and ((not person and not is_source) or plural)

    def _modifies(self, name: Name) -> bool:
        """Whether a common noun stands right behind, so that the name's word says which."""
        if name.stop >= len(self._tokens) or self._tokens[name.stop - 1].possessive:
            return False
        following = self._tokens[name.stop].lower
        noun = (
            self._tokens[name.stop].word.islower() and {following, singular(following)} & KIND_OF_NOUN.keys()
        )
        return bool(noun)

    def _enter(self, name: Name, label: Label) -> None:
        if label.kind == "unnamed":
            return
        entity = self._person(name) if label.kind == "person" else self._body(name, label)
        self._by_name[name.first] = entity
        insort(entity.mentions, name.first)
        entity.sure = max(entity.sure, label.sure)
        here = self._signs[name.first]
        entity.roles += [role for role in (self._title(name), here.role) if role]
        entity.nouns.update(filter(None, (here.noun,)))
        entity.titles.update(filter(None, (name.role.lower(),)))
        for alias in here.aliases:
            self._index_word(entity, sound(fold(alias)))
            entity.aliases.add(fold(alias))
        for gender, weight in ((name.gender, 4), (here.gender, 1)):
            if gender:
                entity.genders[gender] = entity.genders.get(gender, 0) + weight

    def _title(self, name: Name) -> str:
        """The title before a name, with whose it is: "Ukraine's President"."""
        if name.honorific or not name.role:
            return ""
        at = name.title - 1
        if at >= 0 and self._tokens[at].possessive and self._tokens[at].capital:
            return f"{self._tokens.text[self._tokens[at].start : self._tokens[at].end]} {name.role}"
        return name.role

    def _person(self, name: Name) -> Entity:
        fitting = [
            one
            for one in self._sharing((*name.key, _in_full(name)))
            if one.kind == "person" and _is_person(one, name)
        ]
        if name.gender:
            fitting = [one for one in fitting if one.gender in (None, name.gender)]
        if len(fitting) > 1 and name.role:
            # "Dr Considine" where one of the two is a doctor
            role = name.role.lower()
            fitting = [one for one in fitting if role in one.titles] or fitting
        if fitting:
            entity = min(fitting, key=lambda one: (one.key[-1] != name.key[-1], *_salience(one, name.first)))
            if len(name.key) > len(entity.key) and "".join(entity.key) != "".join(name.key):
                entity.name, entity.key = name.text, name.key
                self._index(entity)
            return entity
        whole = self._shortened(name) if len(name.key) == 1 else None
        if whole:
            return whole
        entity = Entity("person", name.text, name.key)
        given = reference.gender_of(name.text.split()[0]) if len(name.key) > 1 else None
        if given:
            entity.genders[given] = 3
        return self._index(entity)

    def _shortened(self, name: Name) -> Entity | None:
        """The one person whose given name this is short for: "Tunde" for Babatunde, "Abby" for Abigail no."""
        word = name.key[0]
        if len(word) < 4:
            return None
        longer = [
            one
            for one in self.people()
            if len(one.key) > 1 and one.key[0].startswith(word) | one.key[0].endswith(word)
        ]
        return longer[0] if len(longer) == 1 else None

    def _index(self, entity: Entity) -> Entity:
        """Make an entity found by its words, as they sound, and by the first letters of them."""
        if not entity.mentions:
            self.all.append(entity)
        for word in sorted({sound(word) for word in entity.key} | {acronym(entity.key)}):
            self._index_word(entity, word)
        return entity

    def _index_word(self, entity: Entity, word: str) -> None:
        if entity not in self._by_word[word]:
            self._by_word[word].append(entity)

    def _sharing(self, key: Sequence[str]) -> list[Entity]:
        """The entities that share a word with a name, in the order in which they were met."""
        words = {sound(word) for word in key if word not in SMALL} | {acronym(key), sound("".join(key))}
        found = {id(entity): entity for word in sorted(words) for entity in self._by_word[word]}
        return list(found.values())

    def _body(self, name: Name, label: Label) -> Entity:
        if label.known:
            return self._of_table(name, label)
        text, country = self._with_owner(name, label)
        for entity in self._sharing(name.key):
            if entity.kind == "person" or (country and entity.country and country != entity.country):
                continue
            alias = "".join(name.key) in entity.aliases or _abbreviates(entity, name)
            if alias or same_body(entity.key, name.key):
                if len(text) > len(entity.name) and len(name.key) >= len(entity.key):
                    entity.name, entity.key = text, name.key
                    self._index(entity)
                entity.country = entity.country or country
                return entity
        return self._index(Entity(label.kind, text, name.key, label.country or country))

    def _of_table(self, name: Name, label: Label) -> Entity:
        """What the reference tables have; a country has its usual name, a body the fullest of the article."""
        assert label.known is not None
        entity = self._known.get(label.known)
        # "Brussels" may be the European Union; it is not its name.
        sure = reference.body(name.text) is not None
        if entity is None:
            shown = label.name if label.kind in ("country", "outlet") or not sure else name.text
            entity = self._known[label.known] = Entity(
                label.kind, shown, name.key, label.country, label.known
            )
            entity.nouns.update(set(map(fold, label.name.split())) & KIND_OF_NOUN.keys())
            self.all.append(entity)
        if sure and entity.kind not in ("country", "outlet") and len(name.text) > len(entity.name):
            entity.name = name.text
        return entity

    def _with_owner(self, name: Name, label: Label) -> tuple[str, str | None]:
        """As in "Russia's Defence Ministry": whose it is belongs to a name that every country has."""
        at = name.title - 1
        if label.kind == "outlet" and at >= 0 and self._tokens[at].lower == "the":
            return f"The {name.text}", None
        if label.kind != "government" or at < 0 or not self._tokens[at].possessive:
            return name.text, None
        owner = reference.country_named(self._tokens[at].word) or reference.capital(self._tokens[at].word)
        if owner is None:
            return name.text, None
        last = self._tokens[name.stop - 1]
        text = self._tokens.text[self._tokens[at].start : last.start + len(last.word)]
        return one_line(text), owner.code


def _abbreviates(entity: Entity, name: Name) -> bool:
    """As in "Norquay" after "Norquay Terminals"; where the one word came first, it is the name."""
    if len(name.key) != 1 or not 2 <= len(entity.key) <= 3 or entity.kind not in ("organisation", "outlet"):
        return False
    word = name.key[0]
    own = word not in KIND_OF_NOUN and reference.demonym(name.text) is None
    return own and entity.key[0] == word and entity.mentions[0] < name.first


def _salience(entity: Entity, at: int) -> tuple[bool, int]:
    """Of two with one surname: who was just named in full, else who is named most."""
    last = entity.before(at)
    return (last is None or at - last > _JUST_NAMED, -len(entity.mentions))


def _is_person(entity: Entity, name: Name) -> bool:
    return same_person(entity.key, name.key) or bool({"".join(name.key), _in_full(name)} & entity.aliases)


def _in_full(name: Name) -> str:
    """Title and name in one word, as aliases are kept: "Baba Oja"."""
    return "".join(fold(word) for word in (*name.role.split(), *name.key))


def _is_plural_of_people(name: Name, parts: set[str]) -> bool:
    """As in "Republicans", "Palestinians", "the Khans"."""
    word = name.text.lower()
    noun = singular(word)
    if len(name.key) > 1 or noun is None:
        return reference.demonym(name.text) is not None
    return noun in PERSON or fold(noun) in parts or reference.demonym(name.text) is not None
