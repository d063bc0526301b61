"""How right the model was as far as persons looked, and what can be learnt from it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import add, ledger, put, reading, said
from reviewed_examples import ANNA, BEN, FIRST, HOW, LATER, NEW, WITHDRAWN, reread

from onrecord import article_json
from onrecord.ledger import Store
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.precision import Share, Tally
from onrecord.ledger.review import accept, precision, undo
from onrecord.ledger.review_training import training, training_line
from onrecord.records import Span


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", FIRST)
    yield opened
    opened.close()


# Precision


def test_how_right_the_model_was(store: Store) -> None:
    assert precision(store).reviewed == 0
    accept(store, 1, **ANNA)
    content = (Span(FIRST.article.text.index("a fire"), FIRST.article.text.index("a fire") + 6),)
    number = correct(store, 2, Correction(said_at="2024-10-24"), **HOW)
    found = precision(store)
    assert (found.accepted, found.corrected, found.rejected, found.spans_right) == (1, 1, 0, 2)
    accept(store, number, **BEN)  # it was not right as the model had it
    moved = correct(store, number, Correction(content=content, act="deny"), **HOW)
    correct(store, 3, WITHDRAWN, **HOW)
    found = precision(store)
    assert found.by_model == {"model 1": Tally(accepted=1, corrected=1, rejected=1, spans_right=1)}
    assert found.by_field == {"content": 1, "act": 1, "said_at": 1}
    assert (found.precision, found.spans, found.reviewed) == (Share(1, 3), Share(1, 3), 3)
    undo(store, moved, **HOW)
    assert precision(store).by_field == {"said_at": 1}


def test_each_model_has_its_own(store: Store) -> None:
    accept(store, 1, **ANNA)
    reread(store, put(NEW, 1, act="deny"))
    accept(store, dict(said(store, "who", "number"))["Tom Fox"], **ANNA)
    found = precision(store).by_model
    assert found == {name: Tally(accepted=1, spans_right=1) for name in ("model 1", "model 2")}


# Wilson's interval as R's binom::binom.confint(x, n, methods = "wilson") has it
SHARES = [
    (0, 0, 0.0, 1.0),
    (0, 10, 0.0, 0.2775),
    (5, 10, 0.2366, 0.7634),
    (9, 10, 0.5958, 0.9821),
    (10, 10, 0.7225, 1.0),
    (95, 100, 0.8883, 0.9785),
]


@pytest.mark.parametrize(("part", "of", "low", "high"), SHARES)
def test_the_bounds_of_a_share(part: int, of: int, low: float, high: float) -> None:
    share = Share(part, of)
    assert [share.low, share.high] == pytest.approx([low, high], abs=1e-4)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_share_lies_within_its_bounds(part: int, more: int) -> None:
    share = Share(part, part + more)
    assert 0 <= share.low <= share.high <= 1
    if share.value is not None:
        assert share.low <= share.value <= share.high


# What can be learnt from


def test_articles_to_learn_from(store: Store) -> None:
    accept(store, 1, **ANNA)
    content = (Span(FIRST.article.text.index("a fire"), FIRST.article.text.index("a fire") + 6),)
    correct(store, 2, Correction(content=content, act="deny"), **HOW)
    (one,) = training(store)
    assert [each.verdict for each in one.statements] == ["accepted", "corrected", None]
    assert not one.is_complete
    correct(store, 3, WITHDRAWN, **HOW)
    (one,) = training(store)
    assert one.is_complete
    line = json.loads(training_line(one))
    # The article as `onrecord read` has it, with the statements that stand ...
    assert {**line, **article_json.describe(one.reading)} == line
    assert [each["act"] for each in line["statements"]] == ["assert", "deny"]
    assert [line["figures"][place]["low"] for place in line["statements"][0]["figures"]] == [12.0, 40.0]
    # ... their spans as PolNeAR has them ...
    text = line["text"]
    assert [[text[s:e] for s, e in each["content"]] for each in line["attributions"]][1] == ["a fire"]
    assert line["attributions"][0]["source"] == [[*FIRST.statements[0].source.spans[0]]]  # type: ignore[union-attr]
    # ... and what the model said of those that were not right.
    told = [(each["verdict"], each["put_right"], each["said"]) for each in line["reviews"]]
    assert told[0] == ("accepted", [], None)
    assert told[1][1:] == (["content", "act"], {**article_json.describe_statement(FIRST.statements[1])})
    assert (told[2][0], told[2][2]["content"]["text"]) == ("rejected", "the quay was dry")
    assert (line["complete"], line["article"], line["version"]) == (True, "a", 1)


def test_what_is_within_another_is_no_attribution_of_its_own(tmp_path: Path) -> None:
    told = put(FIRST, 2, within=FIRST.statements[1].id)
    store = ledger(tmp_path / "w.db", told)
    for number in (1, 2, 3):
        accept(store, number, **ANNA)
    line = json.loads(training_line(next(training(store))))
    assert (len(line["statements"]), len(line["attributions"])) == (3, 2)
    store.close()


def test_training_takes_it(store: Store, tmp_path: Path) -> None:
    from training.corpus import examples
    from training.reviewed import reviewed_examples

    for number in (1, 2, 3):
        accept(store, number, **ANNA)
    path = tmp_path / "reviewed.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{training_line(each)}\n" for each in training(store))
    (example,) = examples(path)
    assert example.text == FIRST.article.text
    contents = [each.content.spans for each in FIRST.statements]
    assert [each.content for each in example.attributions] == contents
    undo(store, 2, **HOW)  # then only the other lines teach
    path.write_bytes(gzip.compress("".join(f"{training_line(each)}\n" for each in training(store)).encode()))
    lines = [line for line in FIRST.article.text.split("\n") if "said" in line]
    assert [(each.text, len(each.attributions)) for each in reviewed_examples(path)] == [
        (line, 1) for line in lines
    ]


def test_each_version_that_was_decided_on_teaches(store: Store) -> None:
    accept(store, 2, **ANNA)
    add(
        store,
        reading(
            LATER.replace("[[Tom Fox]] ((denied)) {{there was a fire}}.\n", ""), url="https://a.example/port"
        ),
    )
    number = dict(said(store, "who", "number"))["Jon Berg"]
    accept(store, number, **ANNA)
    assert [(each.version, len(each.reading.statements)) for each in training(store)] == [(1, 1), (2, 1)]
