"""Which words look like a plural noun."""

from __future__ import annotations

from onrecord.word_list import words

_ODD = words(
    "people men women children police troops staff personnel crew cattle sheep fish aircraft spacecraft "
    "deer dead wounded injured missing teeth feet geese mice criteria phenomena data media alumni fungi "
    "bacteria larvae offspring species series headquarters livestock cavalry infantry clergy faculty youth "
    "rohingya taliban british french dutch irish swiss welsh buffalo salmon oxen brethren elk squid shrimp "
    "poultry crises theses bases hypotheses kin folk helicopters elderly homeless unemployed emirati "
    "yazidi percentiles manpower policemen servicemen firemen fishermen aides lives wives knives halves "
    "selves hovercraft watercraft genera strata referenda memoranda stadia cacti nuclei vertebrae algae "
    "antennae"
)
_NOT = words(
    "was is has does this its his us as yes thus plus always perhaps sometimes besides towards afterwards "
    "upwards downwards backwards forwards overseas less unless nevertheless nonetheless across alias gas "
    "bus bias canvas atlas christmas texas kansas arkansas dallas las los vegas lens news-wise whereas "
    "ours theirs yours hers its let's that's it's he's she's there's here's what's who's vs mrs versus "
    "says mathematics physics politics economics athletics ethics measles diabetes rabies lens ss indoors "
    "outdoors upstairs downstairs nowadays sideways regardless sans chaos ethos cosmos pathos asbestos "
    "rhinoceros apropos kudos hamas james charles thomas douglas nicolas lucas reuters brussels wales "
    "athens honduras cyprus laos barbados bahamas mars venus hans jesus moses mercedes tigres tunis paris "
    "davis ellis lewis louis morris harris memphis curtis chris dennis francis travis doris boris texas's"
)
_MEN = ("men", "women", "children", "people", "wives", "lives", "folk")
# "The Sunnis", "taxis": plurals in -is, which otherwise ends a singular ("crisis").
_IS = words("taxis skis alibis safaris kiwis sunnis nazis houthis yazidis israelis iraqis bikinis")
_ESE = ("ese", "ish")


def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like a plural noun; the last piece decides ("left-handers")."""
    word = word.rpartition("-")[2]
    if word in _ODD or word.endswith(_MEN):
        return True
    if len(word) < 3 or not word.endswith("s") or word in _NOT or "'" in word:
        return word.endswith("'s") and len(word) == 3
    if word.endswith("is"):
        return word in _IS
    return not word.endswith(("ss", "us"))


def is_people(written: str) -> bool:
    """Whether a word with a capital names people as it stands: "Israelis", "Chinese"."""
    if not written[:1].isupper() or len(written) < 5:
        return False
    return written.endswith("ese") or (written.endswith("is") and written.lower() not in _NOT)
