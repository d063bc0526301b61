"""What a source rests a statement on: "citing intelligence reports", "familiar with the matter"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Span
from onrecord.statements.setting import vocabulary as v
from onrecord.statements.setting.clause import Clause, Token, clause, is_time, phrase_end
from onrecord.word_list import words

# Longer than a channel: "after receiving reports from his top commander in the eastern city of ...".
_LONGEST = 25

# What can be seen, read or heard, and so rested on.
_EVIDENCE = words("""
    account accounts accident advice affidavit affidavits analysis analyses article articles assessment
    assessments audio briefing briefings calculation calculations calls cctv census chart charts
    communication communications complaint complaints conversation conversations correspondence data dataset
    database disclosure disclosures document documents documentation dossier dossiers email emails e-mail
    e-mails estimate estimates evidence examination experience figures file files filing filings findings
    finding footage forecast forecasts image imagery images information indictment inquiry inspection
    intelligence intercept intercepts interview interviews investigation investigations law leak leaks
    letter letters list lists log logs material materials measurement measurements memo memos message
    messages minutes model models modelling monitoring note notes notice observation observations official
    officials paper papers people person photo photograph photographs photos picture pictures poll polls
    polling post posts precedent presentation projections proof recording recordings record records register
    registry report reporting reports request research results review rules ruling sample samples satellite
    screenshots sensor source sources spokesman spokeswoman spokesperson statement statements statistics
    studies study survey surveys tally test tests testimony testimonies texts tip tips tracking transcript
    transcripts tracker update video videos witness witnesses eyewitness eyewitnesses diplomats diplomat
    insiders insider aide aides residents adviser advisers colleagues experts medics doctors police ministry
    media outlet outlets agency radar scans x-rays autopsy forensics dna flight signals trial trials
    surveillance works writings laws regulation regulations constitution treaty agreement contract contracts
    guidelines rule
""")

# After these anything is what was learned from, after the others only a word of evidence.
_PERCEIVING = words("""
    receiving reviewing seeing viewing reading examining studying analysing analyzing inspecting hearing
    watching interviewing consulting investigating observing verifying checking comparing assessing
    surveying scrutinising scrutinizing
""")
_GATHERING = words("""
    talking speaking conducting getting obtaining gathering collecting monitoring listening visiting
    questioning
""")
_SEEN = words("""
    seen read reviewed examined heard viewed received studied analysed analyzed obtained inspected watched
    spoken consulted interviewed investigated been visited observed verified checked surveyed
""")
_TAUGHT = words("briefed told informed shown given advised notified")
_KNOWLEDGE = words("knowledge access insight insights awareness familiarity")
_WITNESSED = words("witnessed saw reviewed read viewed inspected")
_INFORMED = words("familiar briefed privy close acquainted conversant aware knowledgeable informed")
_INFORMED_BY = words("with on to of about in by")
_AUXILIARIES = words("was were is are has have had been also all both directly personally")
_TALKS = words(
    "meeting meetings talks session briefing hearing call discussions negotiations conversation trial"
)
_SPEAKING = v.VERBS | v.SPEAKING | words("requested declined wished")
_FINITE = words("is are was were has have had will would could can may might must shall should did does do")
_QUALIFIERS = words(
    "direct first-hand firsthand intimate inside detailed close personal specific some full prior deep"
)


def find(
    text: str, sentence: Span, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
) -> Span | None:
    """The phrase that tells what the source rests the statement on, None without one.

    It stands in the statement's sentence outside the content, or is the part of the source that tells
    how it knows ("familiar with the matter").
    """
    inside = _in_source(text, source)
    if inside:
        return inside
    around = clause(text, sentence, cue, (*source, *content))
    spans = [span for at in range(len(around.tokens)) if (span := _ground(around, at))]
    return min(spans, key=lambda span: around.distance(span.start)) if spans else None


def _in_source(text: str, source: Sequence[Span]) -> Span | None:
    """The words of a source by which it knows: "with direct knowledge of the talks"."""
    for piece in source:
        tokens = clause(text, piece, (), ()).tokens
        for at in range(1, len(tokens)):
            if _knows(tokens, at):
                return _extent(tokens, at)
    return None


def _knows(tokens: Sequence[Token], at: int) -> bool:
    word, after = tokens[at].lower, _word(tokens, at + 1)
    if word in _INFORMED:
        return after in _INFORMED_BY and not _closeness(tokens, at)
    if word in ("with", "having"):
        zone = [_word(tokens, at + k) for k in range(1, 5)]
        known = next((k for k, each in enumerate(zone) if each in _KNOWLEDGE), None)
        return known is not None and all(each in _QUALIFIERS or each == "and" for each in zone[:known])
    if word == "who":
        return _witnessed(tokens, at + 1)
    return _opens(tokens, at) and word in ("citing", "quoting", "based", "after")


def _witnessed(tokens: Sequence[Token], at: int) -> bool:
    """As in "who saw the letter" and "who attended the meeting": not "who attended school"."""
    verb = next((k for k in range(at, at + 3) if _word(tokens, k) not in _AUXILIARIES), at)
    word, passive = _word(tokens, verb), _word(tokens, verb - 1) in _AUXILIARIES and verb > at
    if word in ("attended", "joined", "heard", "present", "participated"):
        return any(_word(tokens, k) in _TALKS for k in range(verb + 1, verb + 6))
    if word in _TAUGHT:
        return passive
    return word in _WITNESSED or (word in _SEEN and word not in ("been", "spoken", "watched") and passive)


def _closeness(tokens: Sequence[Token], at: int) -> bool:
    """A place ("close to the border"), where "close to the president" knows something."""
    near = ("border", "frontline", "front", "airport", "river", "scene", "coast", "home", "tears")
    return tokens[at].lower == "close" and any(_word(tokens, at + k) in near for k in range(2, 6))


def _ground(around: Clause, at: int) -> Span | None:
    tokens = around.tokens
    if not _opens(tokens, at):
        return None
    own = around.cue.start <= tokens[at].start < around.cue.end
    span = None if own or not (around.attaches(at) or _modifies(tokens, at)) else _extent(tokens, at)
    return span if span and _belongs(around, span) else None


def _modifies(tokens: Sequence[Token], at: int) -> bool:
    """As in "a study based on 40 interviews": with a word of evidence it need not stand apart."""
    return tokens[at].lower in ("based", "according", "citing", "quoting") and _evident(tokens, at)


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a ground begins with a token."""
    word, after, third = tokens[at].lower, _word(tokens, at + 1), _word(tokens, at + 2)
    if word in ("citing", "quoting"):
        return bool(after) and after != "that"
    if word == "based":
        return after in ("on", "upon", "off") and _word(tokens, at - 1) not in _AUXILIARIES
    if word == "on":
        basis = (
            after == "the" and third in ("basis", "strength", "evidence") and _word(tokens, at + 3) == "of"
        )
        return basis and _evident(tokens, at + 3)
    if word in ("relying", "drawing", "resting"):
        return after in ("on", "upon")
    if word == "after":
        return _learns(tokens, at + 1)
    if word == "having":
        return after in _SEEN or (after == "been" and third in _TAUGHT)
    if word in ("according", "pointing", "judging", "using", "thanks", "per"):
        return _evident(tokens, at)
    return False


def _learns(tokens: Sequence[Token], at: int) -> bool:
    """As in "after receiving reports" and "after being told": not "after meeting him"."""
    word, after = _word(tokens, at), _word(tokens, at + 1)
    if word == "being":
        return after in _TAUGHT
    if word == "having":
        return after in _SEEN or after == "been"
    if word in _PERCEIVING:
        return bool(after)
    return word in _GATHERING and _evident(tokens, at)


def _evident(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of evidence stands in the phrase."""
    end = phrase_end(tokens, at)
    return any(token.lower in _EVIDENCE for token in tokens[at + 1 : end])


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _extent(tokens: Sequence[Token], at: int) -> Span | None:
    """The words from a token to the end of the clause: a comma, a time, "that", a verb of saying."""
    end = at + 1
    limit = min(len(tokens), at + _LONGEST)
    while end < limit and not _over(tokens, at, end):
        end += 1
    while end > at + 1 and (not tokens[end - 1].is_word or tokens[end - 1].lower in v.DANGLING):
        end -= 1
    return Span(tokens[at].start, tokens[end - 1].end) if end > at + 1 else None


def _over(tokens: Sequence[Token], start: int, at: int) -> bool:
    token = tokens[at]
    if not token.is_word:
        return not _runs_on(tokens, at)
    if token.lower == "as":
        return _word(tokens, at + 1) == "saying"
    if token.lower in (
        "that",
        "while",
        "but",
        "when",
        "although",
        "because",
        "which",
        "whether",
        "if",
        "adding",
    ):
        return True
    if is_time(tokens, at) and at > start + 1:
        return token.lower not in ("last", "early", "late", "this", "now", "here", "there", "then", "first")
    if token.lower == "on" and at + 1 < len(tokens) and is_time(tokens, at + 1):
        return True
    if token.lower == "and" and _word(tokens, at + 1) in _SPEAKING:
        return True
    if token.lower in _FINITE:
        # "citing people who had seen the letter" runs on.
        return all(each.lower not in ("who", "which") for each in tokens[start:at])
    return token.lower in v.REPORTING and at > start + 2 and tokens[at - 1].lower not in v.ARTICLES


def _runs_on(tokens: Sequence[Token], at: int) -> bool:
    """A mark inside a name, or the comma of a list that "and" closes: "documents, files and letters"."""
    mark, before = tokens[at].lower, tokens[at - 1]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.is_word:
        return False
    if mark in "'’":
        return before.end == tokens[at].start
    if mark == ".":
        return after.start == tokens[at].end or (before.capital and len(before.lower) <= 3 and after.capital)
    return mark in "&/" or (mark == "," and _lists(tokens, at))


def _lists(tokens: Sequence[Token], at: int) -> bool:
    for k in range(at + 1, min(at + 6, len(tokens))):
        token = tokens[k]
        if token.lower in v.VERBS | v.CLAUSES:
            return False
        if token.lower == "and":
            return k > at + 1 and k + 1 < len(tokens) and tokens[k + 1].lower not in v.VERBS
        if not token.is_word and token.lower != ",":
            return False
    return False


def _belongs(around: Clause, span: Span) -> bool:
    """Whether no other cue stands between a ground and the cue."""
    gap = around.gap(span.start, span.end)
    return not any(token.lower in v.REPORTING and not token.capital for token in gap)
