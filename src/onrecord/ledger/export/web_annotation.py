"""W3C Web Annotations (JSON-LD): one annotation a statement, with where it stands and how it was made (PROV).

The text is quoted with 32 characters around, which finds it on the page (TextQuoteSelector); its place is
given in code points, as the recommendation counts, of the text in the ledger (TextPositionSelector).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.ledger.export import addresses
from onrecord.ledger.export.exported import Exported, Facts, Tally, own_figures
from onrecord.ledger.export.json_line import json_line
from onrecord.ledger.rows import hash_of
from onrecord.records import Entry, Span, Words

AROUND = 32
"""Characters of the text before and behind a quote."""
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "onrecord": "urn:onrecord:term:",
        "prov:endedAtTime": {"@type": "xsd:dateTime"},
        "prov:used": {"@type": "@id"},
        "prov:wasDerivedFrom": {"@type": "@id"},
    },
]
# xsd:dateTime in UTC, which is what a state's date has to be.
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
Json = dict[str, object]


def write(selected: Iterable[Exported], path: Path, facts: Facts) -> Tally:
    """Write one collection with one page, an annotation a line."""
    tally = Tally()
    program = _program(facts)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_opening(facts, program))
        before = "\n"
        for one in selected:
            for annotation in annotations_of(one, facts, program):
                file.write(before + json_line(annotation))
                before = ",\n"
            tally.count(one)
        file.write(f'\n]}},\n"total": {tally.statements}}}\n')
    return tally


def annotations_of(one: Exported, facts: Facts, program: Json) -> Iterator[Json]:
    """The annotations of an article."""
    page = _Page(one)
    for entry in one.entries:
        yield {
            "id": addresses.urn("line", entry.statement.id, entry.recorded_at),
            "type": "Annotation",
            "motivation": "describing",
            "created": entry.recorded_at,
            "creator": _maker(one, entry),
            "generated": facts.moment,
            "generator": program,
            "body": list(_bodies(page, entry)),
            "target": page.resources(entry.statement.content),
            "prov:wasGeneratedBy": {
                "type": "prov:Activity",
                "prov:wasAssociatedWith": _maker(one, entry),
                "prov:used": page.text_id,
                "prov:endedAtTime": entry.recorded_at,
            },
            "prov:wasDerivedFrom": page.derived_from,
        }


class _Page:
    """The page that an article stands on, and pieces of its text."""

    def __init__(self, one: Exported) -> None:
        self._text = one.article.text
        self._address = addresses.page(one)
        self._state = _state(one)
        self.text_id = addresses.sha256(hash_of(self._text))
        hashes = dict.fromkeys(each.page_hash for each in one.appearances if each.page_hash)
        self.derived_from = [addresses.sha256(each) for each in hashes] or [self.text_id]

    def resources(self, words: Words) -> list[Json]:
        """The pieces of words, each as a resource of its own: several selectors would be alternatives."""
        return [self._resource(span) for span in words.spans]

    def _resource(self, span: Span) -> Json:
        resource: Json = {
            "type": "SpecificResource",
            "source": self._address,
            "selector": [self._quote(span), _position(span)],
        }
        return {**resource, "state": self._state} if self._state else resource

    def _quote(self, span: Span) -> Json:
        return {
            "type": "TextQuoteSelector",
            "exact": self._text[span.start : span.end],
            "prefix": self._text[max(0, span.start - AROUND) : span.start],
            "suffix": self._text[span.end : span.end + AROUND],
        }


def _position(span: Span) -> Json:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _state(one: Exported) -> Json | None:
    """When the page was as it was read, and where an archive keeps it so."""
    met = next((each for each in one.appearances if each.url == one.article.url), None)
    if met is None:
        return None
    told: Json = {}
    if met.fetched_at and _UTC.fullmatch(met.fetched_at):
        told["sourceDate"] = met.fetched_at
    if addresses.web(met.archive_url):
        told["cached"] = addresses.web(met.archive_url)
    return {"type": "TimeState", **told} if told else None


def _bodies(page: _Page, entry: Entry) -> Iterator[Json]:
    statement = entry.statement
    source = statement.source
    yield _text("content", statement.content.text, "describing")
    parts = {"source": source, "cue": statement.cue, "channel": statement.channel, "ground": statement.ground}
    for part, words in parts.items():
        for resource in page.resources(words) if words else ():
            yield {**resource, "purpose": "identifying", "onrecord:part": part}
    if source:
        told = {"name": source.name, "role": source.role, "kind": source.kind, "entity": source.entity}
        for part, value in told.items():
            if value:
                yield _text(part, value, "identifying")
    for part, value in _classes(entry):
        yield _text(part, value, "classifying")
    for figure in own_figures(entry):
        (resource,) = page.resources(Words((Span(figure.start, figure.end),), ""))
        yield {**resource, "purpose": "identifying", "onrecord:part": "figure"}


def _classes(entry: Entry) -> Iterator[tuple[str, str]]:
    statement = entry.statement
    if statement.act:
        yield "act", statement.act
    yield "type", statement.type
    yield "certainty", statement.certainty
    yield "polarity", statement.polarity
    yield "quotation", statement.quotation
    if statement.said_at:
        yield "said_at", statement.said_at
    for time in statement.event_times:
        yield "event_time", time
    for place in statement.places:
        yield "place", place.name
    yield "score", f"{statement.score:.3f}"


def _text(part: str, value: str, purpose: str) -> Json:
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "purpose": purpose,
        "onrecord:part": part,
    }


def _maker(one: Exported, entry: Entry) -> Json:
    if entry.number in one.by_hand:
        return {"type": "Person", "name": entry.maker}
    return {"id": addresses.urn("model", entry.maker), "type": "Software", "name": f"model {entry.maker}"}


def _program(facts: Facts) -> Json:
    return {
        "id": addresses.urn("program", facts.program),
        "type": "Software",
        "name": "onrecord",
        "schema:softwareVersion": facts.program,
    }


def _opening(facts: Facts, program: Json) -> str:
    told = f"{facts.program} {facts.ledger} {facts.moment} {facts.question}".encode("utf-8", "surrogatepass")
    name = uuid.uuid5(uuid.NAMESPACE_OID, told.hex()).urn
    collection = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"Statements of {facts.ledger}: {facts.question or 'all that is current'}",
        "generated": facts.moment,
        "generator": program,
    }
    page = f'{{"id": "{name}#page", "type": "AnnotationPage", "partOf": "{name}", "startIndex": 0, "items": ['
    return f'{json_line(collection)[:-1]},\n"first": {page}'
