"""When it was said, and the times that a content names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.records import Article, Span, Statement, Timex
from onrecord.sentences import around, sentences

# What stands between two expressions that are one stretch of time: "Oct 27 to 28", "from May until June".
_JOINTS = frozenset(("to", "-", "–", "—", "until", "till", "through", "and"))
_ENDS = re.compile(
    r"\b(?:from|until|till|by|since|starting|beginning|through|before|after|as early as)\s+(?:the\s+)?$"
)
# A clause that tells of something else: "born in 1970", "having lost in May", "the fire of Tuesday".
_ASIDE = re.compile(r"\b(?:born|having|who|which|whose|founded|elected|killed)\b[^,;“”\"]*$|\bof\s+$")
_STRETCH = re.compile(
    r"\s{1,3}(?:(?:starting|beginning) (?:from |on |in )?|from |until |by |through )(?:the )?"
)
# A speaker's time holds for what he says next, in so many sentences: "…, it said."
_HOLDS = 3


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of an article, found by place."""

    article: Article
    timexes: Sequence[Timex]
    sentences: Sequence[Span]

    @classmethod
    def of(cls, article: Article, timexes: Sequence[Timex]) -> Times:
        """Gather them."""
        return cls(article, timexes, sentences(article))

    def may_tell(self, timex: Timex) -> bool:
        """Whether it can be when something was said: a day, month or hour of the calendar, not after the
        publication and no end of a stretch ("from May", "until Friday", "by 2030").
        """
        if timex.type not in ("DATE", "TIME") or timex.value is None or timex.value.endswith("_REF"):
            return False
        published = self.article.published_at
        if published and timex.begin and timex.begin[:10] > published[:10]:
            return False
        before = self.article.text[max(0, timex.start - 60) : timex.start]
        return not _ENDS.search(before) and not _ASIDE.search(before)

    def inside(self, spans: Sequence[Span]) -> list[Timex]:
        """The expressions that begin inside some spans, in order."""
        found: list[Timex] = []
        for start, end in sorted(spans):
            low = bisect_left(self.timexes, start, key=lambda timex: timex.start)
            high = bisect_left(self.timexes, end, key=lambda timex: timex.start)
            found += self.timexes[low:high]
        return found


def event_times(times: Times, statement: Statement) -> tuple[str, ...]:
    """The times inside the content: each value once, "a/b" for a stretch from one to the other.

    Those that say from or until when, right behind a content that ends too early, count too.
    """
    inside = times.inside(statement.content.spans)
    inside += _behind(times, max(statement.content.spans).end)
    dated = [timex for timex in inside if timex.type in ("DATE", "TIME")]
    return tuple(dict.fromkeys(_joined(times.article.text, dated)))


def _behind(times: Times, end: int) -> list[Timex]:
    """As in "to deploy troops | starting from Oct 27 to 28": the stretch that begins right behind a span."""
    opening = _STRETCH.match(times.article.text, end)
    if opening is None:
        return []
    found: list[Timex] = []
    for timex in times.inside([Span(opening.end(), opening.end() + 40)]):
        if found and times.article.text[found[-1].end : timex.start].strip().lower() not in _JOINTS:
            break
        if not found and timex.start != opening.end():
            break
        found.append(timex)
    return found


def _joined(text: str, timexes: Sequence[Timex]) -> Iterator[str]:
    at = 0
    while at < len(timexes):
        one = timexes[at]
        following = timexes[at + 1] if at + 1 < len(timexes) else None
        if following and _is_stretch(text, one, following):
            yield f"{one.value}/{following.value}"
            at += 2
            continue
        if one.value:
            yield one.value
        at += 1


def _is_stretch(text: str, one: Timex, other: Timex) -> bool:
    """Whether two expressions are the ends of one stretch. "and" needs a "between" before."""
    if not one.value or not other.value or other.start - one.end > 20 or one.value >= other.value:
        return False
    between = text[one.end : other.start].strip().lower()
    if between == "and":
        return text[max(0, one.start - 9) : one.start].lower().strip().endswith("between")
    return between in _JOINTS


def said_at(times: Times, statements: Sequence[Statement]) -> dict[str, str]:
    """When each statement was said, by its id, where the text tells: its own sentence, else its speaker's
    words just before.
    """
    contents = sorted(span for one in statements if not one.within for span in one.content.spans)
    by_id = {one.id: one for one in statements}
    found: dict[str, str] = {}
    for statement in statements:
        outer = by_id.get(statement.within) if statement.within else None
        own = _own(times, statement, contents, outer)
        if own:
            found[statement.id] = own
    for statement, before in _followed(times, statements):
        if statement.id not in found and before.id in found:
            found[statement.id] = found[before.id]
    return found


def _own(times: Times, statement: Statement, contents: Sequence[Span], outer: Statement | None) -> str | None:
    """The time in the statement's sentence that stands with the cue: in no content and no source."""
    cue = (statement.cue or statement.content).spans[0]
    sentence = around(times.sentences, cue.start)
    if sentence is None:
        return None
    low, high = _reach(times.article.text, sentence, cue, statement.quotation == "direct")
    if outer:
        piece = next((span for span in outer.content.spans if span.start <= cue.start < span.end), None)
        low, high = (max(low, piece.start), min(high, piece.end)) if piece else (low, high)
    taken = list(statement.content.spans) + list(statement.source.spans if statement.source else ())
    if not outer:
        taken += _within(contents, low, high)
    near = (timex for timex in times.inside([Span(low, high)]) if times.may_tell(timex))
    candidates = [timex for timex in near if not _overlaps(timex, taken)]
    if not candidates:
        return None
    return min(candidates, key=lambda timex: _distance(timex, cue)).value


def _reach(text: str, sentence: Span, cue: Span, direct: bool) -> Span:
    """The sentence, from the clause before to the one behind: a semicolon ends it."""
    start = text.rfind(";", sentence.start, cue.start) + 1 or sentence.start
    end = text.find(";", cue.end, sentence.end)
    return Span(start, sentence.end if end < 0 or direct else end)


def _within(spans: Sequence[Span], low: int, high: int) -> Sequence[Span]:
    first = max(0, bisect_left(spans, low, key=lambda span: span.start) - 8)
    return spans[first : bisect_left(spans, high, key=lambda span: span.start)]


def _overlaps(timex: Timex, spans: Sequence[Span]) -> bool:
    return any(timex.start < end and start < timex.end for start, end in spans)


def _distance(timex: Timex, cue: Span) -> int:
    return timex.start - cue.end if timex.start >= cue.start else cue.start - timex.end + 20


def _followed(times: Times, statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Statements with the last one before them of the same speaker, if nobody else spoke between."""
    outer = sorted((one for one in statements if not one.within and one.source), key=_place)
    for before, statement in pairwise(outer):
        if _speaker(before) == _speaker(statement) is not None and statement.type == "assertion":
            gap = _sentence(times, statement) - _sentence(times, before)
            if 0 <= gap <= _HOLDS and _is_short(statement):
                yield statement, before


def _place(statement: Statement) -> int:
    return (statement.cue or statement.content).spans[0].start


def _sentence(times: Times, statement: Statement) -> int:
    return bisect_left(times.sentences, _place(statement) + 1, key=lambda span: span.start)


def _speaker(statement: Statement) -> str | None:
    source = statement.source
    return (source.entity or source.name) if source else None


def _is_short(statement: Statement) -> bool:
    """Whether a source goes on from what stands before: a pronoun or bare name, not named in full anew."""
    return statement.source is not None and len(statement.source.text.split()) <= 3
