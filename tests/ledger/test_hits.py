"""Hits: where the words of a question stand, by the folding of the index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import Store
from onrecord.ledger.amounts import folded
from onrecord.ledger.ask import ask
from onrecord.ledger.hits import NONE, hits, who
from onrecord.ledger.question import Question, QuestionError
from onrecord.records import Entry, Words

CONTENT = "The dockers’ strike ends; DOCKERS at Värnholm-Süd strike a deal, the strikers say"
HEADLINE = "Strike ends: union takes the deal"


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entry]:
    told = made.reading(f"[[Ana Ruiz]] ((said)) {{{{{CONTENT}}}}}.", headline=HEADLINE)
    told = made.put(told, 0, name="Ana Ruiz", role="port director", type="assertion")
    store: Store = made.ledger(tmp_path_factory.mktemp("hits") / "a.db", told)
    yield ask(store, Question()).entries[0]
    store.close()


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("words", "content", "headline"),
    [
        ("strike", ["strike", "strike"], ["Strike"]),
        ("dockers", ["dockers", "DOCKERS"], []),
        ("varnholm", ["Värnholm"], []),  # without its accent
        ("VÄRNHOLM sud", ["Värnholm", "Süd"], []),
        ("strik*", ["strike", "strike", "strikers"], ["Strike"]),
        ('"strike ends"', ["strike ends"], ["Strike ends"]),
        ('"dockers strike"', ["dockers’ strike"], []),  # what stands between words is no word
        ('"the deal"', [], ["the deal"]),
        ("varnholm-sud", ["Värnholm-Süd"], []),  # a phrase, as the index takes it
        ("NEAR(union deal, 2)", [], ["union", "deal"]),
        ("headline:strike", [], ["Strike"]),
        ("content:strike", ["strike", "strike"], []),
        ("who:ruiz", [], []),  # it stands in the source
        ("director deal", ["deal"], ["deal"]),
        ("deal OR nosuchword", ["deal"], ["deal"]),
        ("deal -nosuchword", ["deal"], ["deal"]),
        ("-nosuchword", [], []),
        ("nosuchword", [], []),  # answers no question that finds this
        ("", [], []),
    ],
)
def test_hits(entry: Entry, words: str, content: list[str], headline: list[str]) -> None:
    (found,) = hits([entry], Question(words=words))
    assert marked(CONTENT, found.content) == content
    assert marked(HEADLINE, found.headline) == headline


def test_hits_in_who_said_it(entry: Entry) -> None:
    told = who(entry.statement.source)
    assert told == "Ana Ruiz | Ana Ruiz | port director"
    (found,) = hits([entry], Question(words="ruiz direct* deal"))
    assert marked(told, found.who) == ["Ruiz", "Ruiz", "director"]


def test_hits_of_several(entry: Entry) -> None:
    other = replace(entry, headline=None, statement=replace(entry.statement, source=None))
    found = hits([other, entry, other], Question(words="deal takes"))
    assert [bool(each.content or each.headline) for each in found] == [False, True, False]
    assert hits([], Question(words="deal")) == ()
    assert hits([entry], Question(who="ruiz")) == (NONE,)


# What an index takes for words, and what might lead a marker astray.
letters = st.text(st.one_of(st.sampled_from("aAbBäÄ ß\0\x02\x03<>&\"'-.\ue000\ud800💥漢é"), st.characters()))
asked = st.one_of(st.text('abäß *"-()ORNEAR:,5\0\x02', min_size=1), letters)


@given(content=letters, headline=st.one_of(st.none(), letters), words=asked)
def test_hits_lie_in_the_text_and_are_what_was_asked(
    entry: Entry, content: str, headline: str | None, words: str
) -> None:
    statement = replace(entry.statement, content=Words((), content))
    with suppress(QuestionError):
        (found,) = hits([replace(entry, statement=statement, headline=headline)], Question(words=words))
        source = who(statement.source)
        for text, spans in (
            (content, found.content),
            (source, found.who),
            (headline or "", found.headline),
        ):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(one.end <= other.start for one, other in pairwise(spans))


@given(
    text=st.lists(st.sampled_from(("Strike", "strikes", "PÖRT", "port", "pay", "the", "-", "'")), min_size=1),
    words=st.lists(st.sampled_from(("strike", "port", "pay", "po*", "stri*", "THE")), min_size=1),
)
def test_marked_are_the_words_that_match(entry: Entry, text: list[str], words: list[str]) -> None:
    content = " ".join(text)
    statement = replace(entry.statement, content=Words((), content))
    asked_for = Question(words=f"({' OR '.join(words)})")
    (found,) = hits([replace(entry, statement=statement, headline=None)], asked_for)
    wanted = []
    for word in re.finditer(r"\w+", content):
        (plain,) = folded(word.group())
        lowered = [each.lower() for each in words]
        if any(plain == each or (each[-1] == "*" and plain.startswith(each[:-1])) for each in lowered):
            wanted.append(word.group())
    assert marked(content, found.content) == wanted
