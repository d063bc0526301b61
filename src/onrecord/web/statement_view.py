"""What the page of a statement shows: the words that it rests on, and why each thing is as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.claims.claim import claims_of
from onrecord.claims.sayings import sayings
from onrecord.display import labels
from onrecord.display.figure_words import spelt
from onrecord.display.numbering import number
from onrecord.display.statement_words import Who, who
from onrecord.display.time_words import time_words, timex_words
from onrecord.ledger import stances
from onrecord.ledger.decisions import Decision
from onrecord.ledger.line_state import LineStance, LineState, ToldTime
from onrecord.ledger.store import Store
from onrecord.records import Article, Entry, Reading, Saying, Stance, StanceKind, Timex, Words
from onrecord.web.fragments import at_words
from onrecord.web.links import web_address
from onrecord.web.marked import blocks
from onrecord.web.windows import window

# Claims whose wording is looked up, and articles that are read for one: a claim with more is worded by those.
_CLAIMS, _ARTICLES = 6, 20
_WIDEST = 3_000  # characters of the text around a statement


@dataclass(frozen=True, slots=True)
class Time:
    """A time: its TIMEX3 value, what that means, its expression in the text, what that is counted from."""

    value: str
    means: str
    written: str | None
    counted_from: str | None


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where the words of a role stand: "characters 120 to 138"."""

    role: str
    places: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim that the statement takes a stance towards."""

    claim: str
    text: str
    kind: StanceKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """All that is known of a statement, in words. Parts that are not known are None or empty."""

    state: LineState
    who: Who | None
    evidence: tuple[Markup, ...]
    reason: str
    certainty: str
    said: Time | None
    events: tuple[Time, ...]
    figures: tuple[str, ...]
    stretches: tuple[Stretches, ...]
    claims: tuple[ClaimLine, ...]
    decisions: tuple[Decision, ...]
    original: str | None
    archive: str | None
    is_current: bool


def detail(store: Store, state: LineState, decisions: tuple[Decision, ...] = ()) -> Detail:
    """What the page of a line shows; `decisions` are what people said of it. Raises LedgerError."""
    entry, article = state.entry, state.article
    source = entry.statement.source
    return Detail(
        state=state,
        who=who(article, source) if source else None,
        evidence=evidence(state),
        reason=reason(entry),
        certainty=", ".join(
            filter(None, (entry.statement.certainty, entry.statement.polarity if source else ""))
        ),
        said=_time(article, state.said) if state.said else None,
        events=tuple(_time(article, told) for told in state.events),
        figures=tuple(spelt(entry.figures[place], entry.figures) for place in entry.statement.figures),
        stretches=tuple(_stretches(entry)),
        claims=claims(store, state),
        decisions=decisions,
        original=at_words(entry.url, article.text, entry.statement.content.spans),
        archive=web_address(state.archive_url),
        is_current=not any(step.number == entry.number and step.settled for step in state.steps),
    )


def evidence(state: LineState) -> tuple[Markup, ...]:
    """The sentence, and as far as the statement's words go beyond it, with source, cue and content marked."""
    statement, text = state.entry.statement, state.article.text
    roles = (statement.source, statement.cue, statement.content, state.entry.sentence)
    spans = [span for words in roles if words for span in words.spans]
    if not spans:
        return ()
    start = min(span.start for span in spans)
    end = min(max(span.end for span in spans), start + _WIDEST, len(text))
    timexes = tuple(dict.fromkeys(told.timex for told in (state.said, *state.events) if told and told.timex))
    reading = Reading(state.article, (statement,), "", timexes, state.entry.figures)
    inner = window(reading, start, end)
    shown = blocks(inner, number(inner.statements), are_numbered=False)
    return tuple(block.html for block in shown if block.kind != "blank")


def reason(entry: Entry) -> str:
    """Why it is of this type and act, as far as the rules tell; "" where they say otherwise today."""
    from onrecord.statements.speech import judge
    from onrecord.statements.speech.cue import read_cue

    statement = entry.statement
    if statement.cue is None:
        return "no words signal it"
    source = statement.source.text if statement.source else None
    today = judge(source, statement.cue.text, statement.content.text, statement.quotation)
    if (today.type, today.act) != (statement.type, statement.act):
        return ""
    cue = read_cue(statement.cue.text[:300], ())
    if not cue.phrase:
        return "the cue is not in the lexicon: it is taken for something said"
    negated = ", negated" if cue.negated else ""
    told = f"the lexicon has the cue as “{cue.phrase}”{negated}"
    if cue.rows[-1].open and not cue.negated:
        return f"{told}, which leaves the act to what is said"
    return told


def _time(article: Article, told: ToldTime) -> Time:
    timex = told.timex
    if timex is None:
        return Time(told.value, time_words(told.value), None, None)
    means = timex_words(timex) if timex.value == told.value else time_words(told.value)
    return Time(told.value, means, _words(article, timex), _anchor(article, told))


def _anchor(article: Article, told: ToldTime) -> str | None:
    if told.anchor is None:
        return None
    means = timex_words(told.anchor)
    return f"“{_words(article, told.anchor)}” ({means})"


def _words(article: Article, timex: Timex) -> str:
    return " ".join(article.text[timex.start : timex.end].split())


def _stretches(entry: Entry) -> Iterator[Stretches]:
    statement = entry.statement
    roles: tuple[tuple[str, Words | None], ...] = (
        ("source", statement.source),
        ("cue", statement.cue),
        ("content", statement.content),
        ("ground", statement.ground),
        ("channel", statement.channel),
        *(("place", Words(place.spans, place.name)) for place in statement.places),
    )
    for role, words in roles:
        if words and words.spans:
            places = tuple(f"{span.start:,}–{span.end:,}" for span in words.spans)
            yield Stretches(role, places, words.text)


def claims(store: Store, state: LineState) -> tuple[ClaimLine, ...]:
    """The claims of its story towards which it takes a stance, each in its clearest wording."""
    with store.in_plain_words("read"):
        return tuple(_claim_line(store, state, stance) for stance in state.stances[:_CLAIMS])


def _claim_line(store: Store, state: LineState, stance: LineStance) -> ClaimLine:
    said: list[Saying] = []
    held: list[Stance] = []
    for member in stances.of_claim(store.connection, stance.number)[:_ARTICLES]:
        own = {
            key: [each for each in some if each.claim == stance.claim]
            for key, some in stances.of_article(store.connection, member).items()
        }
        told = stances.told(store.connection, member)
        if told is None:
            continue
        kept = tuple(one for one in told.reading.statements if own.get(one.id))
        said += sayings(replace(told.reading, statements=kept, vectors=()))
        held += [each for one in kept for each in own[one.id]]
    found = claims_of(state.story[1] if state.story else "", said, held)
    text = found[0].text if found else state.entry.statement.content.text
    return ClaimLine(stance.claim, text, stance.kind, stance.score)


def title(detail: Detail) -> str:
    """The statement in a few words: who, and what is done by saying it."""
    name = detail.who.name if detail.who else "No one credited"
    act = labels.act(detail.state.entry.statement)
    return f"{name}: {act}" if act != labels.UNKNOWN else name
