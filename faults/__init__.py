"""Ends a program that adds to a ledger at random moments, as a power cut would, and looks at what is left.

    python -m faults 100     # `make faults`

Nothing that was acknowledged may be lost, nothing may be there twice, the file has to open whole, and the
same command has to go on where it was. The texts are made up and their statements, too: reading takes long,
and it is the writing that is looked at.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.ledger import enter, open_store
from onrecord.ledger.store import Store
from onrecord.records import Article, Figure, Page, Part, Reading, Source, Span, Statement, Words

ARTICLES = 150
STATEMENTS = 8
_PEOPLE = ("Ada Quill", "Bo Marsh", "Ines Okoro", "Tomas Vale", "Rhea Stone")
_WORDS = ("harbour", "strike", "bridge", "vote", "storm", "budget", "school", "river", "court", "tram")


def made(number: int) -> tuple[Page, Reading]:
    """Article `number`, always the same."""
    rng = random.Random(number)
    lines, statements, figures = [f"Report {number} of the {rng.choice(_WORDS)}"], [], []
    at = len(lines[0]) + 2
    for place in range(STATEMENTS):
        who, count = rng.choice(_PEOPLE), rng.randrange(2, 9999)
        content = f"{count} people were at the {' '.join(rng.sample(_WORDS, 4))}"
        line = f"{who} said {content}."
        first = at + len(who) + len(" said ")
        figures.append(
            Figure(start=first, end=first + len(str(count)), low=count, high=count, counted="people")
        )
        statements.append(
            Statement(
                id=f"{number:08x}{place:08x}",
                source=Source(
                    (Span(at, at + len(who)),), who, name=who, kind="person", entity=f"person:{who}"
                ),
                cue=Words((Span(at + len(who) + 1, first - 1),), "said"),
                content=Words((Span(first, first + len(content)),), content),
                quotation="indirect",
                within=None,
                score=0.9,
                type="assertion",
                act="assert",
                figures=(place,),
            )
        )
        lines.append(line)
        at += len(line) + 2
    text = "\n\n".join(lines)
    article = Article(
        id=f"article-{number}", text=text, headline=lines[0], parts=(Part(0, len(text), "body"),)
    )
    page = Page(
        origin=f"reports/{number}.txt", format="text", raw=text.encode(), url=f"https://a.example/{number}"
    )
    return page, Reading(article, tuple(statements), "made", (), tuple(figures))


def add(path: Path, articles: int) -> None:
    """Add the articles and print the key of each once it is kept."""
    enter.PAGES = 7  # many small transactions: many moments to be ended at
    store = open_store(path, create=True)
    with enter.Entering(store, command="add", settings={}, code="test") as entering:
        for number in range(articles):
            page, reading = made(number)
            result = None if entering.knows_page(page) else reading
            _acknowledge(entering.enter(page, result))
        _acknowledge(entering.flush())
    store.close()


def _acknowledge(entered: tuple[enter.Entered, ...]) -> None:
    for each in entered:
        sys.stdout.write(f"{each.article}\n")
    sys.stdout.flush()


def broken_off(path: Path, seconds: float) -> set[str]:
    """Add in a process that is killed after some seconds; gives what it had acknowledged."""
    command = [sys.executable, "-m", "faults", "add", str(path), str(ARTICLES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()  # it writes by now
    time.sleep(seconds)
    process.kill()
    rest, _ = process.communicate()
    # A line that was cut off in the middle was not acknowledged.
    return {line for line in rest.split("\n")[:-1] if line}


def faults(store: Store, acknowledged: set[str]) -> Iterator[str]:
    """What is wrong with a ledger after a program was ended."""
    connection = store.connection
    (state,) = connection.execute("PRAGMA integrity_check").fetchone()
    if state != "ok":
        yield f"integrity_check: {state}"
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        yield "a line names another that is not there"
    kept = [key for (key,) in connection.execute("SELECT key FROM article")]
    if len(kept) != len(set(kept)):
        yield "an article is there twice"
    if lost := acknowledged - set(kept):
        yield f"{len(lost)} acknowledged articles are lost"
    halves = connection.execute(
        "SELECT v.name FROM version v LEFT JOIN statement s ON s.version_id = v.id"
        " GROUP BY v.id HAVING count(s.id) <> ?",
        (STATEMENTS,),
    ).fetchall()
    if halves:
        yield f"{len(halves)} articles are not whole"
    (indexed,) = connection.execute(
        "SELECT count(*) FROM statement_words WHERE statement_words MATCH 'people'"
    ).fetchone()
    if indexed != len(kept) * STATEMENTS:
        yield f"the index finds {indexed} of {len(kept) * STATEMENTS} lines"


def content(store: Store) -> list[tuple[object, ...]]:
    """What a ledger holds, without the numbers and moments of its lines."""
    found = store.connection.execute(
        "SELECT article, version, key, who, act, content, score, headline, url FROM statement_list"
        " ORDER BY article, version, key"
    )
    return [tuple(row) for row in found]


def rounds(folder: Path, count: int, seed: int = 1) -> Iterator[str]:
    """Break off `count` times, starting anew once all is in; yield every fault."""
    rng = random.Random(seed)
    whole = folder / "whole.db"
    add_quietly(whole)
    with_all = _content_of(whole)
    path, acknowledged = folder / "ledger.db", set[str]()
    for number in range(count):
        acknowledged |= broken_off(path, rng.uniform(0, 0.12))
        store = open_store(path, create=True)
        for fault in faults(store, acknowledged):
            yield f"round {number + 1}: {fault}"
        is_full = len(content(store)) == len(with_all)
        store.close()
        if is_full or number == count - 1:
            add_quietly(path)
            if _content_of(path) != with_all:
                yield f"round {number + 1}: going on gives another ledger"
            for file in folder.glob("ledger.db*"):
                file.unlink()
            acknowledged = set()


def add_quietly(path: Path) -> None:
    """Add all, to the end."""
    command = [sys.executable, "-m", "faults", "add", str(path), str(ARTICLES)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _content_of(path: Path) -> list[tuple[object, ...]]:
    store = open_store(path, create=False)
    try:
        return content(store)
    finally:
        store.close()
