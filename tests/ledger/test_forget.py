from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made import add, check_whole, counts, dump, ledger, page, reading, rows, said

from onrecord.ledger import LedgerError, Store, open_store, takedown
from onrecord.ledger.correct import Correction, correct, undo
from onrecord.ledger.enter import Entering
from onrecord.ledger.forget import forget
from onrecord.ledger.reread import Rereading
from onrecord.records import Refusal

# Words that stand nowhere else.
RARE = ("Xylqor", "wurbling", "Jebbitz", "klorvath", "Quimsock", "99173", "zibbertown", "yuxgrave")
REPORT = """Xylqor wurbling
[[Ana Jebbitz]] ((said)) {{the klorvath would cost 99173 crowns}}.
[[Tom Fox]] ((denied)) {{it in zibbertown}}."""
OTHER = """Quiet day in port
[[Tom Fox]] ((said)) {{nothing happened on 2024-10-25}}."""
HOW = {"why": "a court asked for it", "person": "R. Amin"}
URL = "https://a.example/xylqor"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    told = reading(REPORT, id="xylqor-report", url=URL, headline="Quimsock", outlet="The Yuxgrave")
    opened = ledger(tmp_path / "a.db", told, reading(OTHER, id="quiet", url="https://a.example/quiet"))
    yield opened
    opened.close()


def traces(store: Store) -> set[str]:
    """The rare words that stand in the ledger's files, in any case."""
    files = store.path.parent.glob(f"{store.path.name}*")
    held = b"".join(file.read_bytes() for file in files if not file.name.endswith("-shm")).lower()
    return {word for word in RARE if word.lower().encode() in held}


def use(store: Store) -> None:
    """Give the article a second version, a correction, a re-reading and a refusal at its address."""
    later = reading(REPORT + "\nYuxgrave is far.", id="xylqor-report", url=URL)
    add(store, later)
    number = rows(store, "SELECT number FROM statement_list WHERE version = 2 ORDER BY number")[0][0]
    undo(store, correct(store, number, Correction(name="Quimsock"), person="P", why="it is Quimsock"), **HOW)
    correct(
        store, rows(store, "SELECT max(number) FROM statement_list")[0][0], Correction(withdrawn=True), **HOW
    )
    undo(store, rows(store, "SELECT max(id) FROM statement")[0][0], person="P", why="klorvath again")
    with Rereading(store, settings={}) as rereading:
        rereading.enter(3, replace(later, model="model 2", statements=later.statements[:1]))
    refused = replace(page(later), raw="<p>Xylqor wurbling", format="html")
    with Entering(store, command="add", settings={}, code="test") as entering:
        entering.enter(refused, Refusal("Quimsock.html", "article", "too deep", "mend it", refused))


def test_no_byte_of_it_is_left(store: Store) -> None:
    use(store)
    assert traces(store) == set(RARE)
    forgotten = forget(store, "xylqor-report", **HOW)
    assert (forgotten.versions, forgotten.appearances, forgotten.pages) == (2, 2, 3)
    assert forgotten.is_wiped
    # The key and the address stay in the tombstone: they say what is not to be taken in again.
    assert traces(store) == {"Xylqor"}
    assert "xylqor-report" not in str(dump(store, ("tombstone",)))
    check_whole(store)
    store.close()
    assert traces(store) == {"Xylqor"}


def test_what_others_have_stays(store: Store) -> None:
    alone = ledger(store.path.with_name("b.db"), reading(OTHER, id="quiet", url="https://a.example/quiet"))
    use(store)
    forget(store, URL, **HOW)
    tables = "article version appearance page reading timex figure statement statement_figure statement_event"
    others = "entity entity_name succession version_difference refusal copy_band wire_copy statement_place"
    for name in (*tables.split(), *others.split()):
        assert counts(store, name) == counts(alone, name), name
    columns = "number", "who", "content", "said_at", "article"
    assert [row[1:] for row in said(store, *columns)] == [row[1:] for row in said(alone, *columns)]
    assert rows(store, "SELECT names FROM source_list") == [("Tom Fox",)]
    found = "SELECT rowid FROM statement_words WHERE statement_words MATCH ?"
    assert len(rows(store, found, '"Tom Fox"')) == 1
    assert rows(store, found, "klorvath") == []
    alone.close()


def test_a_tombstone_says_who_and_why_and_nothing_comes_again(store: Store) -> None:
    told = reading(REPORT, id="xylqor-report", url=URL)
    forget(store, "xylqor-report", **HOW)
    shown = "SELECT t.article_key, t.why, r.person, r.command FROM tombstone t JOIN run r ON r.id = t.run_id"
    assert rows(store, shown) == [("xylqor-report", "a court asked for it", "R. Amin", "forget")]
    assert rows(store, "SELECT outcome FROM run_list WHERE command = 'forget'") == [("done",)]
    again = [
        told,  # the same
        replace(told, article=replace(told.article, id="x", url="https://b.example/")),  # its text elsewhere
        reading("Wholly other words.", id="z", url=URL),  # its address
    ]
    for each in again:
        (entered,) = add(store, each)
        assert entered.fate == "forgotten"
        assert entered.refusal is not None
        assert "a court asked for it" in entered.refusal.reason
    assert counts(store, "article") == [1]
    assert add(store, reading("Wholly other words.", id="z"))[0].fate == "new"


def test_lines_can_not_be_changed_after_it(store: Store) -> None:
    forget(store, "xylqor-report", **HOW)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        store.connection.execute("DELETE FROM tombstone")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.connection.execute("INSERT INTO tombstone_mark (mark, tombstone_id) VALUES ('x', 99)")


# what is named, and what is told
NAMES = [
    ("nowhere", "there is no article 'nowhere': onrecord ask shows the keys"),
    ("xylqor", "xylqor-report"),  # the beginning of one is enough
    ("xyl", r"there is no article 'xyl': did you mean https://a.example/xylqor or xylqor-report\?"),
    ("xyqlor-report", r"did you mean xylqor-report\?"),
    ("https://a.example/x", r"did you mean https://a.example/xylqor\?"),
    ("", "there is no article ''"),
]


@pytest.mark.parametrize(("name", "told"), NAMES)
def test_what_is_meant(store: Store, name: str, told: str) -> None:
    if name == "xylqor":
        assert forget(store, name, **HOW).article == told
        return
    before = dump(store)
    with pytest.raises(LedgerError, match=told):
        forget(store, name, **HOW)
    assert dump(store) == before


def test_one_name_of_two_articles(store: Store) -> None:
    add(store, reading("{{It was another day}}.", id="xylqor-two", url=URL))
    for name in (URL, "xylqor"):
        with pytest.raises(LedgerError, match=r"more than one article: xylqor-report, xylqor-two"):
            forget(store, name, **HOW)
    forget(store, "xylqor-two", **HOW)
    # Its address is the other's, too: what comes from there is taken in.
    (entered,) = add(store, reading(f"{REPORT}\nMore.", id="xylqor-report", url=URL))
    assert entered.fate == "version"


def test_a_reason_and_a_person_are_asked_for(store: Store) -> None:
    for why, person in ((" ", "R. Amin"), ("so", "")):
        with pytest.raises(LedgerError, match="needs a reason and the name"):
            forget(store, "xylqor-report", why=why, person=person)


PLACES = ["north", "south", "east", "west", "inner", "outer", "upper", "lower", "old", "new", "long", "short"]
WIRE = "\n".join(f"The {place} quay of the harbour was closed on the {place} side too." for place in PLACES)


def test_a_group_keeps_together_when_its_first_text_goes(tmp_path: Path) -> None:
    copies = [
        reading(f"{WIRE}\nMore of {place}.", id=place, url=f"https://{place}.example/") for place in "abcd"
    ]
    store = ledger(tmp_path / "w.db", *copies)
    groups = "SELECT article, text_group FROM article_list ORDER BY article"
    assert {group for _, group in rows(store, groups)} == {"a"}
    assert forget(store, "b", **HOW).copies == ("a", "c", "d")
    assert rows(store, groups) == [("a", "a"), ("c", "a"), ("d", "a")]
    assert forget(store, "a", **HOW).copies == ("c", "d")
    assert rows(store, groups) == [("c", "c"), ("d", "c")]
    add(store, reading(f"{WIRE}\nMore of e.", id="e", url="https://e.example/"))
    assert rows(store, groups)[-1] == ("e", "c")
    check_whole(store)
    store.close()


def test_a_page_of_two_articles_stays(store: Store) -> None:
    """Two extractions of one page are two texts: the page is the other's, too."""
    other = reading("{{Another text of the same page}}.", id="other")
    same = page(reading(REPORT), url="https://c.example/")
    with Entering(store, command="add", settings={}, code="test") as entering:
        entering.enter(replace(same, id="other"), other)
    forget(store, "xylqor-report", **HOW)
    assert rows(store, "SELECT count(*) FROM appearance JOIN page ON page.id = page_id") == [(2,)]
    check_whole(store)


def test_somebody_who_reads_keeps_the_last_of_it(store: Store) -> None:
    reader = open_store(store.path, create=False, read_only=True)
    reader.connection.execute("BEGIN")
    assert len(said(reader)) == 3
    store.connection.execute("PRAGMA busy_timeout = 50")
    forgotten = forget(store, "xylqor-report", **HOW)
    assert not forgotten.is_wiped
    assert len(said(reader)) == 3  # what it asks has one answer as long as it asks
    reader.close()
    again = forget(store, "xylqor-report", **HOW)
    assert again == replace(forgotten, versions=0, statements=0, appearances=0, pages=0, is_wiped=True)
    assert traces(store) == {"Xylqor"}
    assert counts(store, "tombstone") == [1]


def test_all_goes_or_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    use(store)
    before = dump(store)

    def fail(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(takedown, "_bury", fail)
        with pytest.raises(KeyboardInterrupt):
            forget(store, "xylqor-report", **HOW)
    assert dump(store) == before
    check_whole(store)
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute("DELETE FROM run")


KILLED = """
import os, sys
from pathlib import Path
from onrecord.ledger import forget, open_store, takedown
module, function = sys.argv[2].split(".")
setattr(getattr(sys.modules["onrecord.ledger"], module), function, lambda *_: os._exit(9))
forget.forget(open_store(Path(sys.argv[1]), create=False), "xylqor-report", why="so", person="P")
"""


@pytest.mark.parametrize(("at", "articles"), [("takedown._bury", 2), ("forget._wipe", 1)])
def test_killed_in_the_middle(store: Store, at: str, articles: int) -> None:
    path = store.path
    store.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), at], check=False)
    assert done.returncode == 9
    opened = open_store(path, create=False)
    assert counts(opened, "article") == [articles]
    check_whole(opened)
    assert forget(opened, "xylqor-report", **HOW).is_wiped
    assert traces(opened) == {"Xylqor"}
    assert counts(opened, "article", "tombstone") == [1, 1]
    opened.close()
