"""What is exported of a ledger: what is current, or what answers a question, in an order that stays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import made
import pytest
from exported_examples import FACTS, TEXT, ferry

from onrecord import article_json
from onrecord.ledger import LedgerError, Store, open_store
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.export import Exported, export, select
from onrecord.ledger.question import Question
from onrecord.records import Reading

STRIKE = """\
[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships}}.
[[The union]] ((denied)) {{that 300 workers were told}}.
Nobody else was asked."""
ROAD = """\
[[Tom Fox]] ((said)) {{the road was open}}."""
SILENT = "Nothing was said about the bridge. Nothing at all, in a long report of many words."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A ledger with three articles, one of them without a statement."""
    about = {"url": "https://example.org/strike", "outlet": "The Else Courier", "headline": "Strike"}
    strike = made.reading(STRIKE, id="strike", published_at="2024-10-24", language="en", **about)
    road, silent = made.reading(ROAD, id="road"), made.reading(SILENT, id="silent")
    return made.ledger(tmp_path / "onrecord.db", strike, road, silent)


def first(store: Store) -> Exported:
    """The first of all that is current."""
    (found, *_) = select(store)
    return found


def told(selected: Exported) -> list[str]:
    return [entry.statement.content.text for entry in selected.entries]


def test_all_that_is_current_in_the_order_in_which_it_came(store: Store) -> None:
    strike, road, silent = select(store)
    assert [one.key for one in (strike, road, silent)] == ["strike", "road", "silent"]
    assert told(strike) == ["the port would close on 2024-10-25 with 12 ships", "that 300 workers were told"]
    assert (told(road), told(silent)) == (["the road was open"], [])
    assert strike.appearances[0].outlet == "The Else Courier"
    assert strike.appearances[0].page_hash
    assert strike.entries[0].sentence.text.startswith("Ana Ruiz said")
    assert [entry.line for entry in strike.entries] == [1, 2]
    assert strike.model == "model 1"


def test_a_reading_comes_out_as_it_went_in(tmp_path: Path) -> None:
    one = ferry()
    article = replace(one.article, dateline=None)
    reading = Reading(article, one.reading().statements, "model-7", one.timexes, one.figures)
    with_names = made.ledger(tmp_path / "onrecord.db", reading)
    (found,) = select(with_names)
    assert found.article.text == TEXT
    assert article_json.describe(found.reading()) == article_json.describe(reading)


def test_what_is_exported_can_be_added_to_another_ledger(store: Store, tmp_path: Path) -> None:
    from onrecord import intake

    path = tmp_path / "out.jsonl"
    export(select(store), "jsonl", path, facts=FACTS)
    pages = list(intake.read([str(path)]))
    exported = [one.reading().article for one in select(store)]
    assert [(page.id, page.raw, page.url, page.published_at) for page in pages] == [  # type: ignore[union-attr]
        (article.id, article.text, article.url, article.published_at) for article in exported
    ]
    other = made.ledger(tmp_path / "other.db", *(one.reading() for one in select(store)))
    assert [one.reading() for one in select(other)] == [one.reading() for one in select(store)]


def test_a_question_takes_the_lines_that_answer_it(store: Store) -> None:
    (strike,) = select(
        store, Question(acts=frozenset(), words="workers", types=frozenset({"assertion", "other"}))
    )
    assert told(strike) == ["that 300 workers were told"]
    # Of the article's figures all are there: offsets and places stay what they are.
    assert len(strike.figures) == 2
    assert [json.dumps(each.figures) for each in strike.reading().statements] == ["[1]"]
    assert list(select(store, Question(words="nowhere"))) == []


def test_all_answers_come_whatever_the_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ledger.export import selection

    monkeypatch.setattr(selection, "_AT_ONCE", 1)
    everything = Question(types=frozenset({"assertion", "other"}), limit=1)
    assert [told(one) for one in select(store, everything)] == [
        told(one) for one in select(store) if told(one)
    ]


def test_a_corrected_line_stays_in_its_place(store: Store) -> None:
    before = first(store).entries
    correct(store, before[0].number, Correction(act="confirm"), person="Kai Noor", why="she confirmed it")
    strike = first(store)
    assert told(strike) == [entry.statement.content.text for entry in before]
    line = strike.entries[0]
    assert (line.maker, line.replaces, line.statement.act) == ("Kai Noor", before[0].number, "confirm")
    assert strike.by_hand == {line.number}


def test_as_it_was(store: Store) -> None:
    before = first(store).entries
    moment = made.rows(store, "SELECT max(recorded_at) FROM statement")[0][0]
    correct(store, before[0].number, Correction(act="confirm"), person="Kai Noor", why="she confirmed it")
    asked = Question(as_of=moment, article="strike", types=frozenset({"assertion", "other"}))
    (strike,) = select(store, asked)
    assert [entry.number for entry in strike.entries] == [entry.number for entry in before]
    assert strike.entries[0].maker == "model 1"
    assert strike.by_hand == frozenset()


def test_versions(store: Store) -> None:
    """What is gone from the page was said nevertheless; what is still there is told once."""
    later = made.reading(
        STRIKE.replace("[[The union]] ((denied)) {{that 300 workers were told}}.\n", "").replace("12", "14"),
        id="strike",
        url="https://example.org/strike",
    )
    made.add(store, later)
    earlier, second, *_ = select(store)
    assert [(one.key, one.version) for one in (earlier, second)] == [("strike", 1), ("strike", 2)]
    assert told(earlier) == ["that 300 workers were told"]
    assert told(second) == ["the port would close on 2024-10-25 with 14 ships"]


def test_what_is_added_meanwhile_is_not_exported(store: Store, tmp_path: Path) -> None:
    selected = select(store)
    next(selected)
    other = open_store(tmp_path / "onrecord.db", create=False)
    made.add(other, made.reading("[[Bo Li]] ((said)) {{it was late}}.", id="late"))
    assert [one.key for one in selected] == ["road", "silent"]
    assert [one.key for one in select(store)] == ["strike", "road", "silent", "late"]
    other.close()


def test_a_selection_that_is_left_leaves_the_ledger_free(store: Store) -> None:
    selected = select(store)
    next(selected)
    selected.close()  # type: ignore[attr-defined]
    made.add(store, made.reading("[[Bo Li]] ((said)) {{it was late}}.", id="late"))
    assert len(list(select(store))) == 4


def test_a_ledger_opened_for_reading_is_exported(store: Store, tmp_path: Path) -> None:
    store.close()
    reader = open_store(tmp_path / "onrecord.db", create=False, read_only=True)
    written = export(select(reader), "csv", tmp_path / "out.csv", facts=FACTS)
    assert (written.articles, written.statements) == (3, 3)
    reader.close()


def test_a_ledger_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    selected = select(store)
    store.connection.execute("BEGIN")
    store.close()
    with pytest.raises(LedgerError):
        export(selected, "csv", tmp_path / "out.csv", facts=FACTS)
    assert not (tmp_path / "out.csv").exists()
