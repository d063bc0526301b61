"""Attributions made out: who, which act, when, how many, on what ground, where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Article, Figure, Place, Reading, Span, Statement, Timex, Words
from onrecord.sentences import around
from onrecord.statements import figures, speech, timex, vectors, when, who
from onrecord.statements.setting import channel, ground, places

Find = Callable[[str, Span, Sequence[Span], Sequence[Span], Sequence[Span]], Span | None]
"""Finds a phrase in a sentence: text, sentence, source, cue, content."""


@dataclass(frozen=True, slots=True)
class Scenery:
    """What is found in an article once, for all its statements."""

    article: Article
    times: when.Times
    figures: tuple[Figure, ...]
    places: Sequence[places.PlaceMention]
    contents: Mapping[str, tuple[Span, ...]]


def make_out(article: Article, statements: Sequence[Statement], model: str) -> Reading:
    """The reading of an article whose attributions were found by a model of this version."""
    timexes: tuple[Timex, ...] = timex.find(article)
    scenery = Scenery(
        article,
        when.Times.of(article, timexes),
        figures.find(article, timexes),
        places.find(article),
        {one.id: one.content.spans for one in statements},
    )
    spoken = [
        replace(_judged(statement), source=source)
        for statement, source in zip(statements, who.resolve(article, statements), strict=True)
    ]
    said = when.said_at(scenery.times, spoken)
    made = tuple(replace(_set(scenery, one), said_at=said.get(one.id)) for one in spoken)
    meant = tuple(vectors.of_text(one.content.text) for one in made)
    return Reading(article, made, model, timexes, scenery.figures, meant)


def _judged(statement: Statement) -> Statement:
    """With type, act, certainty and polarity."""
    source = statement.source.text if statement.source else None
    cue = statement.cue.text if statement.cue else ""
    judged = speech.judge(source, cue, statement.content.text, statement.quotation)
    return replace(
        statement, type=judged.type, act=judged.act, certainty=judged.certainty, polarity=judged.polarity
    )


def _set(scenery: Scenery, statement: Statement) -> Statement:
    """With what its content names, and with the ground and channel that its sentence names."""
    content = statement.content.spans
    return replace(
        statement,
        event_times=when.event_times(scenery.times, statement),
        figures=tuple(_inside(scenery.figures, content)),
        places=tuple(_named(scenery.places, content)),
        ground=_phrase(scenery, statement, ground.find),
        channel=_phrase(scenery, statement, channel.find) if statement.type != "other" else None,
    )


def _inside(found: Sequence[Figure], spans: Sequence[Span]) -> Iterator[int]:
    """The places of the figures that begin inside some spans."""
    for start, end in sorted(spans):
        low = bisect_left(found, start, key=lambda figure: figure.start)
        yield from range(low, bisect_left(found, end, key=lambda figure: figure.start))


def _named(mentions: Sequence[places.PlaceMention], spans: Sequence[Span]) -> Iterator[Place]:
    """The places named inside some spans, each once with all its words."""
    found: dict[str, list[Span]] = {}
    for start, end in sorted(spans):
        low = bisect_left(mentions, start, key=lambda mention: mention.span.start)
        high = bisect_left(mentions, end, key=lambda mention: mention.span.start)
        for mention in mentions[low:high]:
            found.setdefault(mention.name, []).append(mention.span)
    return (Place(tuple(each), name) for name, each in found.items())


def _phrase(scenery: Scenery, statement: Statement, find: Find) -> Words | None:
    if statement.cue is None:
        return None
    at = statement.cue.spans[0].start
    sentence = around(scenery.times.sentences, at)
    if statement.within:
        # What is said inside a content rests on what stands inside it.
        sentence = next(
            (span for span in scenery.contents[statement.within] if span.start <= at < span.end), None
        )
    if sentence is None:
        return None
    text = scenery.article.text
    source = statement.source.spans if statement.source else ()
    span = find(text, sentence, source, statement.cue.spans, statement.content.spans)
    return Words((span,), text[span.start : span.end]) if span else None
