"""The shape of a content: a clause with its subject and main verb, a question, an infinitive, a bare noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.records import Quotation
from onrecord.statements.speech.inflection import IRREGULAR
from onrecord.word_list import any_of
from onrecord.word_list import words as listed

Form = Literal["clause", "question", "infinitive", "gerund", "imperative", "noun"]

# The main clause stands at the beginning; only its closing mark can stand further off (in characters).
_HEAD: Final = 400
_TAIL: Final = 20
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\b|[,;:–—]|[.?!]+(?=[\s\"'”’»]|$)")
# Between two pieces of a quotation: "… closed," "We left at once."
_NEXT_PIECE = re.compile(r",[\"'”’]{1,2} [\"'“‘]{1,2}(?=[A-Z])")
_MONTH = any_of(
    r"\b(?:in|on|of|since|until|till|by|from|last|next|this|early|late|mid|to|between|before|after) May\b",
    r"\b(?:and|during|\d{1,2}) May\b|\bMay(?= \d)",
)
_ABBREVIATED: Final = listed("mr mrs ms dr prof gen lt col sgt st sen rep gov jr sr vs no inc ltd co")
_STOPS: Final = frozenset(".!?")
_CONTRACTED: Final = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not")}
_ENDINGS: Final = {"d": "would", "ll": "will", "ve": "have", "re": "are", "m": "am"}
_MODALS: Final = listed("will would shall should may might can could must ought")
BE: Final = listed("is are was were am")
AUXILIARIES: Final = _MODALS | BE | listed("has have had do does did")
PRONOUNS: Final = listed("he she it they we i you who there this that these those")
_NOMINATIVE: Final = listed("he she they we i you")
_NO_VERBS: Final = listed("and or all both also never not still now always often , ; : – —")
_RELATIVE: Final = listed("who which whose whom where that when what")
_BREAKS: Final = listed("because but although though while if unless when until after before so since than")
_SUBORDINATES: Final = listed("because although though while unless until since than")
_OPENERS: Final = listed(
    "if when while although though because after before once since as unless until despite in on at for "
    "with by during following amid under given over without among from like unlike whether where last next "
    "this to today yesterday tomorrow now then so well look yes no yeah right indeed however sadly "
    "unfortunately frankly clearly obviously honestly hopefully ultimately still instead thus therefore "
    "first finally sir"
)
_LEADING: Final = listed("that and but or so because well look yes no yeah oh")
_ASKING: Final = listed("whether if what why how who where when which whom whose")
_INVERTED: Final = listed("he she it they we i you there")
_IMPERATIVE: Final = listed(
    "stop end let let's leave release free give stay go come get keep take listen wait remember vote "
    "resign open bring send tell show pay protect respect act join please don't do never beware boycott "
    "return hand put turn lift withdraw evacuate wear wash use avoid follow obey surrender drop cut scrap "
    "save help support look check make read think try ask call be hold start stand fight pray talk walk "
    "sit shut sign buy eat drink pick forget prepare report focus "
)
_VERBS_S: Final = listed(
    "says shows means needs wants makes takes gives gets goes comes seems appears remains becomes keeps "
    "believes thinks knows feels expects hopes fears plans intends continues supports deserves requires "
    "includes contains lacks suffers affects causes raises proves suggests depends works belongs stands "
    "runs owes poses threatens represents undermines violates faces"
)
_PREPOSITIONS: Final = listed(
    "in by on from at with to during after over since last near under for as against into of between"
)
_NO_INFINITIVE = re.compile(r"^\d|ing$|[^su]s$")  # "to 40", "to signing", "to pensions"
_NOT_INFINITIVES: Final = listed(
    "the a an his her its their our my your this that these those him them us me it one two all some any"
)
_ARTICLES: Final = listed("the a an his her its their our my your this these those of by with in for")


@dataclass(frozen=True, slots=True)
class Content:
    """The first sentence of a content in lower-case words, contractions and commas apart.

    `start` is where its main clause begins, `verb` where its main verb group does (-1 where there is none).
    `conditional`: an if-clause governs it. `that`: it opens with "that". `asked`: it ends with a question
    mark. `object_to`: a noun and an infinitive ("the army to leave").
    """

    form: Form
    words: tuple[str, ...]
    start: int
    verb: int
    conditional: bool
    that: bool
    asked: bool
    object_to: bool

    @property
    def subject(self) -> tuple[str, ...]:
        """The words before the main verb."""
        return self.words[self.start : self.verb] if self.verb >= 0 else ()

    @property
    def group(self) -> tuple[str, ...]:
        """The words from the main verb on, to the end of the sentence."""
        return self.words[self.verb :] if self.verb >= 0 else ()


def read_content(text: str, quotation: Quotation) -> Content:
    """The shape of a content, from its first sentence."""
    closed = text[-_TAIL:].rstrip(" \"'”’»)]").endswith("?")
    head = text[:_HEAD].lstrip(" \"'“‘«„”’([")
    words, asked = _words(head)
    start = _start(words)
    that = "that" in words[:start] and start < len(words)
    opened, conditional = _main_start(words, start)
    verb = _main_verb(words, opened)
    conditional = conditional or _if_behind(words, max(verb, 0))
    object_to = _holds_infinitive(words, start, verb)
    form = _form(words[start:], verb - start, quotation == "direct")
    asked = asked or (closed and (quotation == "direct" or form == "question"))
    if asked:
        form = "question"
    elif that and form in ("noun", "gerund"):
        form = "clause"
    return Content(form, tuple(words), opened, verb, conditional, that, asked, object_to)


def _words(head: str) -> tuple[list[str], bool]:
    """The words of the first sentence, and whether it is asked."""
    words: list[str] = []
    for word in _WORD.findall(_plain(head)):
        if word[0] in _STOPS:
            if words and (words[-1] in _ABBREVIATED or (len(words[-1]) == 1 and words[-1] != "i")):
                continue
            if len(words) > 1 or "?" in word:
                return words, "?" in word
        elif "'" in word or word == "cannot":
            words.extend(_apart(word, words))
        else:
            words.append(word)
    return words, False


def _plain(head: str) -> str:
    """The first piece of a content in lower case, straight apostrophes; "May" the month is no "may"."""
    piece = _NEXT_PIECE.search(head)
    head = head[: piece.start()] if piece else head
    if "May" in head:
        head = _MONTH.sub("month", head)
    return head.lower().replace("’", "'")


def _apart(word: str, before: Sequence[str]) -> Sequence[str]:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    if word == "n't":
        return ("not",)
    if word.endswith("n't"):
        return (word,) if word == "don't" and not before else (word[:-3], "not")
    base, _, ending = word.partition("'")
    if ending == "s":
        return (base, "is") if base in PRONOUNS or base in ("here", "what", "where") else (word,)
    return (base, _ENDINGS[ending]) if ending in _ENDINGS else (word,)


def _start(words: Sequence[str]) -> int:
    """Behind "that", "and", "Yes," and the like."""
    at = 0
    while at < len(words) and at < 6 and (words[at] in _LEADING or words[at] in ",;:–—"):
        follows = words[at + 1] if at + 1 < len(words) else ""
        if words[at] == "no" and follows != ",":
            break
        if words[at] == "that" and (at or follows in AUXILIARIES):
            break
        at += 1
    return at


def _main_start(words: Sequence[str], start: int) -> tuple[int, bool]:
    """Where the main clause begins, behind an opening phrase and its comma; whether that was an if-clause."""
    conditional = False
    at = start
    for _ in range(2):
        if at >= len(words) or not (words[at] in _OPENERS or words[at].endswith("ly")):
            break
        comma = _find(words, ",", at, at + 25)
        if comma < 0:
            break
        conditional |= words[at] in ("if", "unless")
        at = comma + 1
    return at, conditional


def _find(words: Sequence[str], word: str, start: int, end: int) -> int:
    return next((at for at in range(start, min(end, len(words))) if words[at] == word), -1)


def _if_behind(words: Sequence[str], verb: int) -> bool:
    at = _find(words, "if", verb + 1, len(words))
    before = words[at - 1] if at > 0 else ""
    known = (
        "even",
        "as",
        "know",
        "see",
        "ask",
        "asked",
        "wonder",
        "wondered",
        "say",
        "sure",
        "clear",
        "what",
        "only",
    )
    return at > 0 and before not in known


def _main_verb(words: Sequence[str], start: int) -> int:
    """The place of the main verb group, or -1. Relative clauses before it are stepped over."""
    at, steps, lexical = start, 0, -1
    while at < len(words):
        word = words[at]
        before = words[at - 1] if at > start else ""
        if word in AUXILIARIES and not _is_no_auxiliary(word, before):
            if not steps:
                return at if lexical < 0 else lexical
            at, steps = _past_group(words, at), 0
        elif (
            word in _RELATIVE
            and at > start
            and not (word == "that" and before in _PREPOSITIONS)
            and lexical < 0
        ):
            if before == ",":
                comma = _find(words, ",", at, len(words))
                at = comma if comma > 0 else at
            else:
                steps = 1
        elif word in _SUBORDINATES and at > start and lexical < 0:
            steps = 1
        elif lexical >= 0 and (word in _BREAKS or word in _RELATIVE or at > lexical + 8):
            return lexical
        elif lexical < 0 and _is_lexical(words, at, before):
            if steps or _is_reduced(words, at, before):
                steps = 0
            else:
                return at
        at += 1
    return lexical


def _past_group(words: Sequence[str], at: int) -> int:
    """Past an auxiliary and its participle."""
    at += 1
    while at < len(words) and (words[at] in AUXILIARIES or words[at] in ("not", "been", "be", "never")):
        at += 1
    # The loop goes on behind the place that is returned.
    return at if at < len(words) and words[at] not in _ARTICLES else at - 1


def _is_no_auxiliary(word: str, before: str) -> bool:
    """As in "the will", "his might", "to have": words that look like auxiliaries and are none here."""
    return (word in _MODALS and before in _ARTICLES) or (before == "to" and word in ("do", "have"))


def _is_lexical(words: Sequence[str], at: int, before: str) -> bool:
    """Whether a word is a finite verb by its form or place."""
    word = words[at]
    if before == "to" or before in _ARTICLES or (before in _MODALS):
        return False
    if before in _NOMINATIVE:
        return word not in _NO_VERBS and word not in _PREPOSITIONS and not word.endswith("ly")
    if word in _VERBS_S:
        return bool(before)
    if word in IRREGULAR:
        return bool(before) and not word.endswith("ing")
    return bool(before) and word.endswith("ed") and len(word) > 4


def _is_reduced(words: Sequence[str], at: int, before: str) -> bool:
    """Whether a participle belongs to the noun before it ("troops deployed in the north were")."""
    if before in PRONOUNS:
        return False
    follows = words[at + 1] if at + 1 < len(words) else ""
    if follows not in _PREPOSITIONS:
        return False
    finite = next(
        (place for place in range(at + 1, min(at + 12, len(words))) if words[place] in AUXILIARIES), -1
    )
    between = words[at + 1 : max(finite, 0)]
    return finite > 0 and not any(word in _RELATIVE or word in _BREAKS or word == "," for word in between)


def _holds_infinitive(words: Sequence[str], start: int, verb: int) -> bool:
    """Whether "to" and a verb stand in it behind a noun ("the army to leave"), no main verb behind them."""
    for at in range(start + 1, min(len(words) - 1, start + 16)):
        if words[at] == "to":
            follows = words[at + 1]
            if follows in _NOT_INFINITIVES or _NO_INFINITIVE.search(follows):
                return False
            between = words[at + 1 : verb] if verb > at else ()
            return verb < 0 or any(
                word in _RELATIVE or word in _BREAKS or word in _ASKING for word in between
            )
    return False


def _form(words: Sequence[str], verb: int, direct: bool) -> Form:
    if not words:
        return "noun"
    first = words[0]
    second = words[1] if len(words) > 1 else ""
    if first == "to" or (first == "not" and second == "to"):
        return "infinitive"
    if first in ("whether", "why") or (first in _ASKING and verb >= 0 and not direct and "," not in words):
        return "question"
    if first in AUXILIARIES and second in _INVERTED:
        return "question"
    if direct and first in _IMPERATIVE and (verb < 0 or verb > 1) and second not in AUXILIARIES:
        return "imperative"
    if direct and (first in ("please", "don't") or (first == "do" and second == "not")):
        return "imperative"
    if verb < 0 or (verb == 0 and len(words) < 3):
        return "gerund" if first.endswith("ing") and len(first) > 4 else "noun"
    return "clause"
