"""The full-text index of the changes: by which words, and by which facts, a topic finds them.

A change's words are what its lines say, the claim that it is about, who said them, the headlines that they
stand under and the title of the story: who follows "troops" is told of a "no comment" on troops, too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.ledger import claim_ids, marks

PLACE = "\ue000l"
STORY = "\ue000y"
ANY = "\ue000each"
"""A mark that every change has."""
_LINES = """
SELECT s.id, s.content, s.name, s.source, s.role, s.kind, s.type, s.act, s.entity_id, v.headline, v.outlet,
  s.version_id, s.id = p.new_id OR p.new_id IS NULL AS is_own
FROM change_pair p JOIN statement s ON s.id IN (p.old_id, p.new_id) JOIN version v ON v.id = s.version_id
WHERE p.change_id = ? ORDER BY p.place, s.id
"""
# What a claim is about is told by a few of its statements.
_OF_CLAIM = """
SELECT s.content FROM stance x JOIN statement s ON s.id = x.statement_id
WHERE x.claim_id = ? AND x.kind IN (0, 1) ORDER BY s.id LIMIT 5
"""
_PLACES = "SELECT DISTINCT name FROM statement_place WHERE statement_id = ? ORDER BY name"
_OUTLETS = (
    "SELECT DISTINCT outlet FROM appearance WHERE version_id = ? AND outlet IS NOT NULL ORDER BY outlet"
)
_ADD = "INSERT INTO change_words (rowid, content, who, headline, marks) VALUES (?, ?, ?, ?, ?)"


def add(connection: sqlite3.Connection, number: int) -> None:
    """Take a change up, or up anew."""
    change = connection.execute(
        "SELECT c.story, c.claim, c.version_id, v.headline, v.outlet, y.title FROM change c"
        " LEFT JOIN version v ON v.id = c.version_id LEFT JOIN story y ON y.key = c.story WHERE c.id = ?",
        (number,),
    ).fetchone()
    lines = connection.execute(_LINES, (number,)).fetchall()
    contents = [line["content"] for line in lines]
    if change["claim"] is not None:
        asked = (claim_ids.number(change["claim"]),)
        contents += [content for (content,) in connection.execute(_OF_CLAIM, asked)]
    whos = (who for line in lines for who in (line["name"], line["source"], line["role"]))
    headlines = (change["headline"], change["title"], *(line["headline"] for line in lines))
    facts = (*_facts(connection, lines), *_of_text(connection, change), ANY)
    connection.execute("DELETE FROM change_words WHERE rowid = ?", (number,))
    cells = (_joined(contents), _joined(whos), _joined(headlines), " ".join(dict.fromkeys(facts)))
    connection.execute(_ADD, (number, *cells))


def _facts(connection: sqlite3.Connection, lines: Iterable[sqlite3.Row]) -> Iterator[str]:
    """What is asked of those who brought it: act, kind, outlet; who it is, of either line."""
    for line in lines:
        if line["entity_id"] is not None:
            yield marks.entity(line["entity_id"])
        for (place,) in connection.execute(_PLACES, (line["id"],)):
            yield marks.name(PLACE, place)
        if line["is_own"]:
            facts = ((marks.ACT, line["act"]), (marks.TYPE, line["type"]), (marks.KIND, line["kind"]))
            yield from (marks.fact(letter, value) for letter, value in facts if value)


def _of_text(connection: sqlite3.Connection, change: sqlite3.Row) -> Iterator[str]:
    yield marks.name(STORY, change["story"])
    outlets = [outlet for (outlet,) in connection.execute(_OUTLETS, (change["version_id"],))]
    yield from (marks.name(marks.OUTLET, each) for each in (change["outlet"], *outlets) if each)


def _joined(words: Iterable[str | None]) -> str:
    return " | ".join(dict.fromkeys(each for each in words if each))
