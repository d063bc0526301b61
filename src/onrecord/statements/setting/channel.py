"""Where or through what something was said: "in a statement", "told {reporters}", "on Telegram"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import Span
from onrecord.statements.reference import possible_bodies, seat
from onrecord.statements.setting import vocabulary as v
from onrecord.statements.setting.clause import (
    BLOT,
    Clause,
    Token,
    clause,
    head_zone,
    is_time,
    phrase_end,
    stem,
)
from onrecord.statements.setting.said import split_opening
from onrecord.word_list import words

_EVENTS_AND_MEDIA = v.EVENTS | v.MEDIA
_CARRIERS = v.AIR | v.MEANS | v.MOUTHS
_PRONOUNS = words(
    "him her them me us you it himself herself themselves each everyone everybody anyone nobody"
)
# What is told rather than whom: "told the story of the port".
_TALES = words("story stories tale tales truth truths lie lies joke jokes anecdote anecdotes")
_POSSESSIVES = words("his her its their my our your own official personal verified private")
_OUTLET_WORDS = 4
_BEHIND = v.CARRYING | v.TIMES
_WIRES = words("phone telephone radio zoom video loudspeaker loudspeakers intercom email")
# Single letters and plain words that are a platform only with a capital.
_CAPITALISED = words("x signal line threads medium truth social gab discord zoom mastodon")


def find(
    text: str, sentence: Span, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
) -> Span | None:
    """The phrase of a statement's sentence that tells where or through what it was said, None without one.

    It begins with its preposition and ends before a time, a comma or another clause; behind "told" it is
    the listeners. It stands outside the source and the content, but for a phrase that the content opens with.
    """
    around = clause(text, sentence, cue, (*source, *_without_opening(text, content)))
    listeners = _listeners(text, around) if not _demands(text, content) else None
    if listeners:
        return listeners
    found = [at for at in range(len(around.tokens)) if _is_channel(text, around, at)]
    spans = [(around.distance(around.tokens[at].start), _span(around.tokens, at)) for at in found]
    return min(spans)[1] if spans else None


def _without_opening(text: str, content: Sequence[Span]) -> tuple[Span, ...]:
    opening = split_opening(text, content[0]) if content else None
    return (opening, *content[1:]) if opening else tuple(content)


def _demands(text: str, content: Sequence[Span]) -> bool:
    """As in "told the army {to withdraw}": the army is asked to act rather than to listen."""
    return any(
        text[span.start : span.start + 7].lower().startswith(("to ", "not to ")) for span in content[:1]
    )


def _span(tokens: Sequence[Token], at: int) -> Span:
    last = tokens[phrase_end(tokens, at) - 1]
    # on NBC's "Meet the Press": the quotation ends the phrase, its owner is no genitive any more.
    return Span(tokens[at].start, last.end - (len(last.lower) - len(stem(last.lower))))


def _listeners(text: str, around: Clause) -> Span | None:
    """The object of a verb of telling that is the cue, or ends it."""
    tokens, cue = around.tokens, around.cue
    inside = [at for at, token in enumerate(tokens) if cue.start <= token.start < cue.end]
    telling = [at for at in inside if tokens[at].lower in v.TELLING]
    if telling and telling[-1] + 1 < len(tokens):
        at = telling[-1] + 1
        return _object(tokens, at) if _hears(text, tokens, at - 1) else None
    addressing = [at for at, token in enumerate(tokens) if token.lower == "addressing" and _near(around, at)]
    return _object(tokens, addressing[0] + 1) if addressing and addressing[0] + 1 < len(tokens) else None


def _hears(text: str, tokens: Sequence[Token], telling: int) -> bool:
    """Whoever is told listens; whoever is asked or warned does if listening is what they are there for."""
    if tokens[telling].lower in ("told", "tells", "tell", "telling", "addressing"):
        return True
    zone = tuple(head_zone(tokens, telling + 1, phrase_end(tokens, telling + 1)))
    return bool(zone) and (_has(zone, v.LISTENERS | v.EVENTS) or _outlet(text, zone))


def _object(tokens: Sequence[Token], at: int) -> Span | None:
    """The listeners that begin with a token: whole for an event, for others up to the first preposition."""
    first = tokens[at]
    if not first.is_word or first.lower in _PRONOUNS or first.lower in v.PREPOSITIONS | v.CLAUSES:
        return None
    if is_time(tokens, at):
        return None
    end = phrase_end(tokens, at)
    if not any(stem(token.lower) in v.EVENTS for token in head_zone(tokens, at, end)):
        end = next((k for k in range(at, end) if tokens[k].lower in v.PREPOSITIONS - {"of"}), end)
    end = max(end, at + 1)
    if tokens[end - 1].lower in _TALES or all(
        token.lower in v.ARTICLES | v.DANGLING for token in tokens[at:end]
    ):
        return None
    return Span(first.start, tokens[end - 1].end)


def _is_channel(text: str, around: Clause, at: int) -> bool:
    """Whether the phrase that begins with a token is one, and belongs to this cue and no other."""
    test = _TESTS.get(around.tokens[at].lower)
    if test is None:
        return False
    zone = tuple(head_zone(around.tokens, at + 1, phrase_end(around.tokens, at)))
    return bool(zone) and test(text, around, at, zone) and around.attaches(at) and _near(around, at)


def _near(around: Clause, at: int) -> bool:
    """Whether no other cue stands between a phrase and the cue."""
    token = around.tokens[at]
    end = around.tokens[phrase_end(around.tokens, at) - 1].end
    return not any(each.lower in v.REPORTING and not each.capital for each in around.gap(token.start, end))


Zone = tuple[Token, ...]
Test = Callable[[str, Clause, int, Zone], bool]


def _has(zone: Zone, heads: frozenset[str]) -> bool:
    """Whether one of the words is among some heads; one that needs an article has something before it."""
    for place, token in enumerate(zone):
        word = stem(token.lower)
        after = zone[place + 1] if place + 1 < len(zone) else None
        # "during the mass shooting": the head is the last word, but for "a statement issued late".
        last = (
            after is None
            or (after.capital and not token.capital)
            or after.lower.endswith(("ed", "ly"))
            or after.lower in _BEHIND
        )
        if word in heads and last and (place or word not in v.DETERMINED):
            return True
    return False


def _follows(around: Clause, at: int) -> bool:
    """Whether a phrase stands right behind the cue or a verb of speaking."""
    before = around.tokens[at - 1] if at else None
    if before is None or before.lower == BLOT:
        return False
    return around.cue.start <= before.start < around.cue.end or before.lower in v.SPEAKING


def _outlet(text: str, zone: Zone) -> bool:
    """Whether the first words name a newspaper, agency or broadcaster."""
    for count in range(min(_OUTLET_WORDS, len(zone)), 0, -1):
        words = stem(text[zone[0].start : zone[count - 1].end])
        if any(body.kind == "outlet" for body in possible_bodies(words)):
            return True
    return False


def _in(text: str, around: Clause, at: int, zone: Zone) -> bool:
    following = at + 1 + len(zone)
    shows = (
        following < len(around.tokens) and around.tokens[following].lower == "of" and zone[-1].lower == "show"
    )
    # "in a show of force" shows nothing on television.
    if shows:
        return False
    return _has(zone, v.MEDIA) or _chamber(zone) or (_follows(around, at) and _outlet(text, zone))


def _chamber(zone: Zone) -> bool:
    """As in "in Parliament", "in court", "in the House of Commons": the name and nothing behind it."""
    last = zone[-1]
    return last.lower in v.CHAMBERS and (last.capital or last.lower in ("court", "parliament", "congress"))


def _at(text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    words = text[zone[0].start : zone[-1].end]
    named = any(body.kind != "outlet" for body in possible_bodies(words)) or seat(words) is not None
    return named or _has(zone, v.EVENTS)


def _during(_text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    return _has(zone, _EVENTS_AND_MEDIA)


def _on(text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    if _outlet(text, zone):
        return True
    owned = zone[0].lower in _POSSESSIVES or any(
        token.capital or token.lower[-2:] == "'s" for token in zone[:2]
    )
    return any(
        word in v.AIR
        and (token.capital or word not in _CAPITALISED or word == "social")
        and (owned or word not in v.OWNED)
        and (place or word not in v.DETERMINED)
        for place, token in enumerate(zone)
        for word in (stem(token.lower),)
    )


def _via(text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    return _has(zone, _CARRIERS) or _outlet(text, zone)


def _by(_text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    last = zone[-1]
    return last.lower in v.MEANS and (last.capital or last.lower not in _CAPITALISED)


def _over(_text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    return zone[-1].lower in _WIRES


def _through(_text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    return _has(zone, v.MOUTHS | v.MEANS) or zone[-1].lower in ("media", "statement", "channels")


def _before(_text: str, around: Clause, at: int, zone: Zone) -> bool:
    return around.tokens[at - 1].lower in v.SPEAKING and _has(zone, v.BENCHES) if at else False


def _after(_text: str, around: Clause, at: int, zone: Zone) -> bool:
    return around.tokens[at - 1].lower in v.SPEAKING and _has(zone, v.EVENTS) if at else False


def _under(_text: str, _around: Clause, _at: int, zone: Zone) -> bool:
    return zone[-1].lower in ("oath", "cross-examination", "questioning")


def _from(text: str, around: Clause, at: int, zone: Zone) -> bool:
    stands = zone[-1].lower in v.STANDS or seat(text[zone[0].start : zone[-1].end]) is not None
    return stands and _follows(around, at)


def _to(text: str, around: Clause, at: int, zone: Zone) -> bool:
    listeners = _has(zone, v.LISTENERS) or _outlet(text, zone)
    return _follows(around, at) and (listeners or (len(zone) > 1 and _has(zone, v.EVENTS)))


def _with(text: str, around: Clause, at: int, zone: Zone) -> bool:
    return _follows(around, at) and (_has(zone, v.LISTENERS) or _outlet(text, zone))


_TESTS: dict[str, Test] = {
    "in": _in,
    "at": _at,
    "during": _during,
    "on": _on,
    "via": _via,
    "by": _by,
    "over": _over,
    "through": _through,
    "before": _before,
    "after": _after,
    "outside": _after,
    "under": _under,
    "from": _from,
    "to": _to,
    "with": _with,
}
