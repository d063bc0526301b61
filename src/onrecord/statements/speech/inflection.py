"""From an inflected English word to the words that it may be a form of ("denied" -> "deny")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Infinitive and its irregular forms, one verb between two strokes. Forms that end in "ed" or "ing" are
# regular or made by rule.
_VERBS: Final = """
be is are was were been being am|have has had having|do does did done doing|say said says|tell told|
think thought|know knew known|see saw seen|hear heard|find found|feel felt|mean meant|make made making|
take took taken|give gave given|get got gotten|go went gone goes|come came|write wrote written|read read|
speak spoke spoken|swear swore sworn|forbid forbade forbidden|foresee foresaw foreseen|forecast forecast|
foretell foretold|understand understood|uphold upheld|withhold withheld|hold held|
withdraw withdrew withdrawn|draw drew drawn|choose chose chosen|seek sought|fight fought|bring brought|
buy bought|catch caught|teach taught|begin began begun|sing sang sung|ring rang rung|drink drank drunk|
sink sank sunk|swim swam swum|run ran run|win won|lose lost|leave left|keep kept|sleep slept|meet met|
lead led|feed fed|bleed bled|flee fled|send sent|spend spent|lend lent|bend bent|build built|burn burnt|
learn learnt|dream dreamt|lay laid|pay paid|sell sold|stand stood|withstand withstood|sit sat|
fall fell fallen|rise rose risen|arise arose arisen|drive drove driven|ride rode ridden|
strive strove striven|break broke broken|wake woke woken|steal stole stolen|freeze froze frozen|
bear bore borne|wear wore worn|tear tore torn|grow grew grown|throw threw thrown|blow blew blown|
fly flew flown flies|show showed shown|shake shook shaken|mistake mistook mistaken|
undertake undertook undertaken|eat ate eaten|beat beat beaten|bite bit bitten|hide hid hidden|
become became become|overcome overcame overcome|shoot shot|shed shed|spread spread|put put putting|
cut cut cutting|set set setting|let let letting|hit hit hitting|quit quit quitting|cost cost|hurt hurt|
shut shut shutting|split split splitting|bid bid bidding|cast cast|broadcast broadcast|bet bet betting|
strike struck stricken|stick stuck|hang hung|swing swung|cling clung|spin spun|dig dug|light lit|slide slid|
deal dealt|forget forgot forgotten forgetting|forgive forgave forgiven|rebut rebutted|admit admitted|
lie lay lain lying lied lies|die died dies dying|vie vied vying|tie tied tying|deny denied|spell spelt|
wind wound|weep wept|sweep swept|shrink shrank shrunk|spring sprang sprung|grind ground|overhear overheard|
overthrow overthrew overthrown|override overrode overridden|misread misread|misunderstand misunderstood|
rethink rethought|retell retold|rewrite rewrote rewritten|plead pled pleaded|prove proved proven|
heed heeded|need needed|proceed proceeded|succeed succeeded|exceed exceeded
"""
IRREGULAR: Final = {
    form: verb.split()[0] for verb in _VERBS.replace("\n", "").split("|") for form in verb.split()[1:]
}
_CONSONANT = "bcdfghjklmnpqrstvwxz"
# American endings and words, brought to the British spelling of the tables.
_Z = re.compile(r"(?<=[a-z]{3})(i|y)z(?=e|es|ed|ing|ation)")
_OR = re.compile(r"^(fav|hon|end?eav|lab|clam|behavi|sav|rum|val|neighb|harb)or")
_SPELT: Final = {
    "skeptical": "sceptical",
    "skepticism": "scepticism",
    "defense": "defence",
    "offense": "offence",
}


@lru_cache(maxsize=8192)
def bases(word: str) -> tuple[str, ...]:
    """The lower-case word, in British spelling, and every word that it can be a form of by rule or table."""
    word = british(word)
    found = [word]
    if word in IRREGULAR:
        found.append(IRREGULAR[word])
    if len(word) > 3:
        found.extend(base for base in _regular(word) if base not in found)
    return tuple(found)


def british(word: str) -> str:
    """The word in the spelling of the tables ("criticized" -> "criticised")."""
    if "z" in word:
        word = _Z.sub(r"\1s", word)
    if "or" in word:
        word = _OR.sub(r"\1our", word)
    return _SPELT.get(word, word)


def _regular(word: str) -> list[str]:
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("es"):
        return [word[:-1], word[:-2]]
    if word.endswith("s") and not word.endswith("ss"):
        return [word[:-1]]
    if word.endswith("ied"):
        return [word[:-3] + "y"]
    if word.endswith("ed"):
        return _stems(word[:-2])
    if word.endswith("ing") and len(word) > 4:
        return _stems(word[:-3])
    return []


def _stems(stem: str) -> list[str]:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _CONSONANT:
        return [stem[:-1], stem]
    return [stem + "e", stem]
