"""Patterns over the words of a content: what tells a denial, a promise, a forecast, a refusal to say.

All are matched against lower-case words joined by single spaces, contractions apart ("did not"); those that
begin with ^ against the main verb group and what follows it. Every repeat is bounded.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.word_list import any_of, either, words

_BE: Final = "(?:is|are|was|were|am)"
_HAVE: Final = "(?:have|has|had)"
_DO_NOT: Final = "(?:do|does|did) not"
_LY: Final = r"(?:\w+ly )?"
_NAUGHT: Final = r"(?:no|neither|nothing|nobody|none)\b"

_LIES: Final = either(
    "lies?|fabrications?|hoax|fiction|myth|slander|smears?|propaganda|rumou?rs?|nonsense|fake news",
    "disinformation|misinformation|falsehoods?|concoctions?|witch.hunt|figment",
)
_FALSE: Final = either(
    "groundless|baseless|unfounded|untrue|not true|false|fake|fabricated|invented|concocted|rubbish",
    "unsubstantiated|wide of the mark|without (?:any )?(?:foundation|basis|merit|substance)",
)
_MERELY: Final = either(
    "just|all|only|nothing more than|nothing but|simply|completely|totally|entirely|absolutely|utterly",
    "politically motivated and",
)
_FALSELY: Final = rf"(?:{_FALSE}|(?:(?:a|an|pure|total|all|mere|outright) )?(?:\w+ )?{_LIES})"
# "groundless", "fake news" as what something is called.
FALSE = re.compile(rf"\b(?:{_FALSE}|{_LIES})\b")
# The same as said of something else: "called the reports false", not "described the rumours".
CALLED_FALSE = re.compile(
    rf"(?<= )(?<!\bthe )(?<!\bof )(?<!\bthese )(?<!\bthose )(?<!\babout )(?<!\bany )(?:{_FALSE}|{_LIES})\b"
)
# A sentence that calls something said a lie or a rumour, or says that it is not so.
SAID_FALSE = any_of(
    rf"^(?:{_BE}|{_HAVE} been) (?:{_MERELY} )?{_FALSELY}\b",
    rf"^{_BE} not (?:the case|true|correct|accurate|ours?|mine|us|me)\b",
    r"\bno (?:such|truth|basis|substance|foundation|merit)\b",
    r"\bnothing (?:more than|but) (?:rumou?rs|lies|propaganda)\b",
    r"^(?:did|has|have) (?:not|never) happen(?:ed)?$|^never happened\b",
)
_SAY: Final = either(
    "say|comment|confirm|discuss|disclose|speculate|elaborate|reveal|provide|be drawn|go into|name|verify",
    "give (?:a|any|further)",
)
_OF_WHAT: Final = r"(?=$| (?:who|what|where|when|why|how|which|if|whether|the|its|his|any)\b)"
_ANY_NEWS: Final = r"(?:any|more|further) (?:information|comment|details)"
_NO_NEWS: Final = either("comment|information|details?|idea|knowledge|(?:new |more )?to (?:say|add|report)")
# Speakers who do not, cannot or will not tell.
TELLS_NOT = any_of(
    rf"^{_DO_NOT} (?:yet |really )?(?:know{_OF_WHAT}|have {_ANY_NEWS})",
    rf"^{_BE} (?:not aware of (?:the|any such) (?:report|statement)|(?:not able|unable) to {_SAY})",
    rf"^{_BE} not (?:in a position to|(?:going|prepared|willing) to {_SAY})",
    rf"^(?:can|could|will|would|may|might) not (?:yet |immediately |publicly )?{_SAY}\b",
    rf"^{_HAVE} (?:no|not any|nothing) (?:further |immediate )?{_NO_NEWS}\b",
    rf"^declin\w{{1,3}} to\b|^refus\w{{1,3}} to {_SAY}\b",
)
_ACCUSED: Final = either(
    "involved|responsible|guilty|behind|linked|part of|party to|innocent|complicit",
    "a (?:racist|spy|criminal|thief|liar|traitor|murderer|terrorist|crook)",
)
_PAST: Final = r"(?:\w+ed|done|known|taken|sent|given|made|seen|had|paid|knew|took|gave|did|been \w+)"
# What speakers have not done without anybody saying that they did ("had not yet read it").
_IDLE: Final = r"(?:yet|seen|read|decided|received|heard|had|been (?:able|told|given)|done enough)\b"
_IDLY: Final = r"(?:go|expect|look|feel|hop|think|do|gett|see|worry|try|ask)ing\b"
_NO_PART: Final = "no (?:plans?|links?|ties?|role|part|connections?|involvement|dealings|contact|hand)"
# Speakers who have not done it.
DEED_NOT = any_of(
    rf"^{_HAVE} (?:not|never|neither) (?!{_IDLE})|^{_DO_NOT} (?!have\b)|^never\b",
    rf"^{_BE} (?:not|never|neither) {_LY}(?:(?!{_IDLY})\w+ing\b|{_ACCUSED}\b)",
    rf"^{_BE} \w+ing {_NAUGHT}|^{_BE} {_LY}innocent\b",
    rf"^{_HAVE} {_PAST} {_NAUGHT}|^(?!ha[ds]\b){_PAST} {_NAUGHT}",
    rf"^{_HAVE} (?:nothing|{_NO_PART})\b",
)
# Verbs of mind: "did not believe" denies nothing that was alleged.
NOT_DEEDS: Final = words(
    "believe think want like expect need support feel understand see agree trust wish hope mind accept care "
    "love find know regret remember recall fear deserve matter mean look seem appear consider regard get even"
)
OUGHT = re.compile(r"^(?:must|should|ought to|shall)(?: not| never)? (?!have\b)")
NEEDS = re.compile(r"^needs? to (?!be able\b)")
# After "should": likely rather than called for.
SOON: Final = words("reopen arrive return resume improve ease clear recover finish land come able ready back")
_WELCOME: Final = "like|love|prefer|rather|welcome|appreciate"
_JUDGED: Final = either(
    "wrong|unfair|right|a mistake|fair|better|good|happy|pleased|delighted|nice|inappropriate|premature",
    "illegal|unlawful",
)
_NO_FUTURE: Final = (
    rf"(?:have (?:been|made|done|gone|had|won|lost|come|\w+e[dn])|{_WELCOME}|say|argue|be {_JUDGED})\b"
)
FUTURE = any_of(
    rf"^(?:will|would|shall)(?! (?:not )?{_LY}{_NO_FUTURE})",
    rf"^{_BE} (?:not )?{_LY}(?:going|set|likely|unlikely|expected|due|poised|about|bound) to\b",
    rf"^{_BE} (?:not )?{_LY}on (?:course|track) (?:to|for)\b",
)
WISH = re.compile(rf"^(?:would|will) {_LY}(?:{_WELCOME})\b")
HEADLINE_FUTURE = re.compile(r"^(?:(?!\S*(?:ing|ed)\b)\S+ ){1,6}(?:not )?to [a-z]+")
MAYBE = re.compile(rf"^(?:may|might|could|can) (?:not )?{_LY}(?!have\b)(\w+)")
# After "may": what comes, rather than what is so.
COMING: Final = words(
    "rise fall drop increase decrease grow shrink last worsen return collapse reach hit spread continue "
    "take close reopen lose win cost arrive happen begin start end fail flood climb slide double exceed top "
    "resume erupt strike lead trigger push send delay slow escalate die become face see run starve"
)
# After "will": what befalls speakers rather than what they do.
BEFALLS: Final = words(
    "miss die lose suffer recover face feel become win need have know qualify survive struggle regret see"
)
BE_DONE = re.compile(r"^(?:\w+ ){1,3}be (?!(?:\w+ing|back|ready|there|available|at|in|with|on)\b)")
FEELS = re.compile(r"^(?:thanks?|thank you|congratulations|sorry|bravo|well done|what (?:an? )\w+)\b")
# What a speaker binds himself with ("it intended to"); the latter only before "to".
COMMITS: Final = words("plan intend aim promise pledge vow decide refuse undertake resolve guarantee")
COMMITS_TO: Final = words("agree ready willing prepared committed determined commit offer")
