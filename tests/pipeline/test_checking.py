"""Checking a claim against statements and against whole articles, and reading pairs of both."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.claims.judge import Answers
from onrecord.ledger import open_store
from onrecord.ledger.enter import Entering
from onrecord.pipeline import checking, pairs
from onrecord.pipeline.checking import WholeStance, evidence, of_articles, of_ledger, whole_stances
from onrecord.pipeline.claiming import Gathered
from onrecord.pipeline.pairs import Pair
from onrecord.records import Act, Article, Part, Reading, Refusal, Saying, Source, Span, Statement, Words

TEXT = (
    "Bridge closed\n\nThe mayor said the old bridge would be closed on Friday.\n"
    "A baker denied the old bridge would be closed on Friday. The baker said bread would cost more.\n"
)
ARTICLE = Article(id="r1", text=TEXT, parts=(Part(0, 13, "headline"), Part(15, len(TEXT), "body")))
CLOSED = "the old bridge would be closed on Friday"


def statement(content: str, who: str, act: Act = "assert", near: str = "") -> Statement:
    at = TEXT.index(who, TEXT.index(near))
    start = TEXT.index(content, at)
    return Statement(
        id=f"s{start}",
        source=Source((Span(at, at + len(who)),), who, name=who),
        cue=None,
        content=Words((Span(start, start + len(content)),), content),
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=act,
    )


STATEMENTS = (
    statement(CLOSED, "The mayor"),
    statement(CLOSED, "A baker", "deny"),
    statement("bread would cost more", "The baker"),
)
READING = Reading(ARTICLE, STATEMENTS, "test-1")


def sayings() -> tuple[Saying, ...]:
    from onrecord.claims.sayings import sayings

    return sayings(READING)


def by_words(asked: Sequence[tuple[str, str]]) -> list[Answers]:
    """A judge that knows the bridge, and a denial by its word."""
    answers = []
    for _, read in asked:
        if "bridge" not in read:
            answers.append(Answers(0, 0, 0, 0, 1.0))
        else:
            answers.append(Answers(0, 0.7, 0, 0, 0.3) if "baker" in read else Answers(0.9, 0, 0, 0, 0.1))
    return answers


def test_who_supports_and_who_disputes_best_first() -> None:
    found = evidence(CLOSED, of_articles([Gathered("r1", ARTICLE, sayings())]), judge=by_words)
    assert [(each.kind, each.line, each.saying.statement.id) for each in found] == [
        ("supports", 3, STATEMENTS[0].id),
        ("disputes", 4, STATEMENTS[1].id),
    ]
    assert found[0].score > found[1].score


def test_the_statements_of_a_ledger(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db", create=True)
    with Entering(store, command="add", settings={}) as entering:
        list(entering.enter(None, READING))
        list(entering.flush())
    placed = list(of_ledger(store, "Will the old bridge be closed on Friday?"))
    assert {each.line for each in placed} == {3, 4}
    for each in placed:  # what the judge reads is the same as of articles that are given
        same = next(one for one in sayings() if one.read == each.saying.read)
        assert each.saying.statement.content == same.statement.content
        assert each.saying.sentence == same.sentence
    assert [each.kind for each in evidence(CLOSED, placed, judge=by_words)] == ["supports", "disputes"]
    assert list(of_ledger(store, "?!")) == []
    assert list(of_ledger(store, "zebra's \" OR ( NEAR -- ' ;")) == []
    store.close()


def test_pieces_of_a_role_are_found_again() -> None:
    words = Words((Span(3, 8), Span(20, 23)), "alpha two")
    assert list(checking._pieces(words)) == [(3, "alpha"), (20, "two")]


def write(path: Path, *lines: object) -> Path:
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    packed = gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode()
    path.write_bytes(packed)
    return path


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.jsonl.gz"])
def test_pairs_of_a_file(tmp_path: Path, name: str) -> None:
    path = write(
        tmp_path / name, {"claim": "a b", "article": "7"}, "", {"claim": "c", "article": 8, "stance": None}
    )
    assert list(pairs.read(path)) == [Pair("a b", "7", f"{path}:1"), Pair("c", "8", f"{path}:3")]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[1]",
        "null",
        '{"claim": "a"}',
        '{"claim": "", "article": "1"}',
        '{"claim": ["a"], "article": "1"}',
        '{"claim": "a", "article": true}',
        '{"claim": "\\ud83d", "article": "1"}',  # half a character
        "[" * 50_000,
        '{"claim": "a", "article": ' + "9" * 5_000 + "}",
        '{"claim": "' + "a" * 200_000 + '", "article": "1"}',
    ],
    ids=range(11),
)
def test_a_broken_pair_stops_no_other(tmp_path: Path, line: str) -> None:
    good = {"claim": "a", "article": "1"}
    found = list(pairs.read(write(tmp_path / "p.jsonl", good, line, good)))
    assert [type(each) for each in found] == [Pair, Refusal, Pair]
    assert found[1].origin.endswith(":2")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (none,) = pairs.read(tmp_path / "none.jsonl")
    assert isinstance(none, Refusal)
    assert none.reason == "no such file"
    packed = write(tmp_path / "p.jsonl.gz", *[{"claim": "a", "article": "1"}] * 50).read_bytes()
    (tmp_path / "p.jsonl.gz").write_bytes(packed[:-20])
    *_, last = pairs.read(tmp_path / "p.jsonl.gz")
    assert isinstance(last, Refusal)
    assert "gzip" in last.reason


def test_whole_articles_in_the_order_of_the_pairs() -> None:
    articles = checking.prepared([ARTICLE, replace(ARTICLE, text="another of the same id")])
    told = Refusal("p:3", "intake", "broken", "mend it")
    asked: list[Pair | Refusal] = [
        Pair("zebras eat gravel", "r1", "p:1"),
        Pair("x", "r9", "p:2"),
        told,
        Pair(CLOSED, "r1", "p:4"),
        told,
    ]
    read: list[str] = []

    def judge(asked: Sequence[tuple[str, str]]) -> list[Answers]:
        read.extend(claim for claim, _ in asked)
        return by_words(asked)

    found = list(whole_stances(asked, articles, judge=judge))
    assert [type(each) for each in found] == [WholeStance, Refusal, Refusal, WholeStance, Refusal]
    assert found[0] == WholeStance("zebras eat gravel", "r1", "unrelated")
    assert isinstance(found[1], Refusal)
    assert "'r9'" in found[1].reason
    assert isinstance(found[3], WholeStance)
    assert (found[3].claim, found[3].article) == (CLOSED, "r1")
    assert read == [CLOSED]  # an article that shares nothing with a claim need not be read


def test_no_pairs_and_no_articles() -> None:
    assert list(whole_stances([], {}, judge=by_words)) == []
    (found,) = whole_stances([Pair("a", "1", "p:1")], {}, judge=by_words)
    assert isinstance(found, Refusal)
