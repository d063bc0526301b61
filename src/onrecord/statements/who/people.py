"""People whom a description means: "the president", "his wife", "the 39-year-old"."""

from __future__ import annotations

import re

from onrecord.statements.reference import Gender
from onrecord.statements.who import pronouns
from onrecord.statements.who.bodies import country_told
from onrecord.statements.who.entities import Entity
from onrecord.statements.who.name import Name
from onrecord.statements.who.phrases import Phrase
from onrecord.statements.who.scene import Scene
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import fold
from onrecord.word_list import words


def person(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "The president": the person of whom this was said, who spoke or was named last."""
    kin = _kin(scene, phrase)
    if kin:
        return kin
    head = _SPELT_OUT.get(fold(phrase.head), fold(phrase.head))
    wanted = {fold(word) for word in phrase.role.split()[:12]} - {head, ""} - _SMALL

    country = country_told(phrase.modifiers)
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


def _may_be_of(entity: Entity, code: str) -> bool:
    """Whether nothing said of a person names another country."""
    told = [
        country
        for role in entity.roles
        if (country := country_told(role.replace("'s", "").replace("’s", "").split()))
    ]
    return not told or any(country.code == code for country in told)


# Of two of an office these say which: "the shadow home secretary" is not "the home secretary".
_QUALIFIED = words("former ex shadow deputy vice acting assistant outgoing incoming")
# Who is somebody's husband or mother has no name in it; of one surname and the right sex there may be one.
KIN: dict[str, Gender | None] = {
    "wife": "f", "husband": "m", "mother": "f", "father": "m", "son": "m", "daughter": "f", "brother": "m",
    "sister": "f", "widow": "f", "mum": "f", "dad": "m", "grandmother": "f", "grandfather": "m",
}  # fmt: skip


def _kin(scene: Scene, phrase: Phrase) -> Entity | None:
    """As in "His wife": who has this role, or the only other one of his surname and the right sex."""
    if phrase.head not in KIN or phrase.owner is None:
        return None
    holder = scene.holder(phrase)
    if holder is None or not holder.key:
        return None
    gender = KIN[phrase.head]
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
