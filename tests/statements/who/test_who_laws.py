"""What holds of who for any text with any sources: one answer each, nothing of the input changed, it ends."""

from __future__ import annotations

import copy
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Part, Source, SourceKind, Span, Statement, Words
from onrecord.sentences import sentences
from onrecord.statements import who
from onrecord.statements.who.names import names
from onrecord.statements.who.tokens import Tokens, fold

LENGTH = 300_000
WORDS = (
    "Ana", "Ruiz", "Tom", "Fallow", "Mr", "Ms", "Dr.", "President", "Kim", "Jong-un", "bin", "van", "J.",
    "D.", "he", "she", "it", "they", "who", "which", "I", "we", "his", "her", "the", "a", "The", "A", "two",
    "of", "and", "president", "ministry", "office", "wife", "spokesman", "company", "report", "police",
    "officials", "mayor", "Seoul", "Kremlin", "Israeli", "government", "UN", "WHO", "(WHO)", "World",
    "Health", "Organization", "Ministry", "said", "Says", "known", "as", "“Bobby”", "'s", "’s", "s'", "’",
    '"', "“", "”", "‘", ",", ".", ":", ";", "—", "-", "(", ")", "\n", "\n\n", "\u2028", "\t", "\xa0", "ß",
    "İ", "ﬁ", "Ǆ", "é", "é", "\u200b", "\u202e", "😀", "٣", "²", "54", "金", "金正恩", "Łukasz", "Æ", "_",
    "&", "…", "\x00",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
    st.text(max_size=200),
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    start = draw(st.integers(0, len(text) - 1))
    pieces = [Span(start, draw(st.integers(start + 1, len(text))))]
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(Span(start, draw(st.integers(start + 1, len(text)))))
    return tuple(pieces)


def words(text: str, found: tuple[Span, ...]) -> Words:
    return Words(found, " ".join(text[start:end] for start, end in found))


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, list[Statement]]:
    """Any text, parted or not, with any spans as the words of its statements."""
    text = draw(texts.filter(bool))
    made: list[Statement] = []
    for number in range(draw(st.integers(0, 6))):
        source = draw(st.none() | spans(text))
        cue = draw(st.none() | spans(text))
        made.append(
            Statement(
                id=str(number),
                source=Source(source, words(text, source).text) if source else None,
                cue=words(text, cue) if cue else None,
                content=words(text, draw(spans(text))),
                quotation=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                within=draw(st.none() | st.sampled_from([one.id for one in made])) if made else None,
                score=1.0,
            )
        )
    middle = draw(st.integers(0, len(text)))
    parts = [Part(0, middle, "headline")] * bool(middle) + [Part(middle, len(text), "body")] * (
        middle < len(text)
    )
    outlet = draw(st.none() | st.sampled_from(["The Harlow Echo", ""]))
    authors = draw(st.sampled_from([(), ("Ana Ruiz",), ("",)]))
    return (
        Article(
            id="a",
            text=text,
            parts=tuple(parts) if draw(st.booleans()) else (),
            outlet=outlet,
            authors=authors,
        ),
        made,
    )


@given(articles())
def test_any_sources_of_any_text(case: tuple[Article, list[Statement]]) -> None:
    article, statements = case
    before = copy.deepcopy(statements)
    found = who.resolve(article, statements)
    assert statements == before
    assert len(found) == len(statements)
    for statement, source in zip(statements, found, strict=True):
        if statement.source is None or source is None:
            assert source is statement.source is None
            continue
        assert (source.spans, source.text) == (statement.source.spans, statement.source.text)
        assert source.kind is None or source.kind in get_args(SourceKind)
        # Unknown is None, never "".
        assert "" not in (source.name, source.role, source.entity)
        # No name, no id.
        assert source.name is not None or source.entity is None
        # A name stands on one line.
        assert source.name is None or source.name == " ".join(source.name.split())


@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\xa0", "\n", "\r\n", "\x0b", "\x85", "\u2028", "\u2009"])
def test_a_name_is_one_line_of_single_spaces(gap: str) -> None:
    text = f"The mayor, Ana{gap}Ruiz, said that it was far too soon."
    end = text.index(", said")
    said = Statement(
        id="1",
        source=Source((Span(0, end),), text[:end]),
        cue=words(text, (Span(end + 2, end + 6),)),
        content=words(text, (Span(end + 7, len(text) - 1),)),
        quotation="indirect",
        within=None,
        score=1.0,
    )
    (source,) = who.resolve(Article(id="a", text=text, parts=(Part(0, len(text), "body"),)), [said])
    assert source is not None
    assert source.name in ("Ana Ruiz", "Ruiz", "Ana", None)


@given(articles())
def test_the_same_answer_each_time(case: tuple[Article, list[Statement]]) -> None:
    article, statements = case
    assert who.resolve(article, statements) == who.resolve(article, statements)


@given(texts)
def test_tokens_stand_in_the_text(text: str) -> None:
    tokens = Tokens(text, sentences(Article(id="a", text=text)))
    end = 0
    for token in tokens:
        assert end <= token.start < token.end <= len(text)
        assert token.word
        assert text[token.start : token.end].startswith(token.word)
        end = token.end


@given(texts)
def test_names_stand_in_the_text(text: str) -> None:
    lines = sentences(Article(id="a", text=text))
    tokens = Tokens(text, lines)
    stop = 0
    for name in names(tokens, [tokens.within(*line) for line in lines]):
        assert stop <= name.title <= name.first < name.stop <= len(tokens)
        assert name.key
        stop = name.stop


@given(st.text(max_size=20))
def test_fold_is_at_rest(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    "unit",
    [
        "Mr Smith said ",
        "Mr Smith said he was late. ",
        "A B C D E F ",
        "ANA RUIZ SAID THE BRIDGE WAS SHUT AND ",
        "“ ",
        "the the the ",
        "the president of the ministry of the ",
        "Ruiz, who said that he, who said that she, ",
        "Ana",
        "x",
        "Ana Ruiz’s Ana Ruiz’s ",
        "(WHO) ",
        "Ana “",
        "J. ",
        "van der ",
        "Ana\n",
        "😀",
        "\u0301",
    ],
)
def test_hostile_texts_end(unit: str) -> None:
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    statements = [
        Statement(
            id=str(at),
            source=Source((Span(at, at + 8),), text[at : at + 8]),
            cue=None,
            content=words(text, (Span(at + 10, at + 30),)),
            quotation="direct",
            within=None,
            score=1.0,
        )
        for at in range(0, LENGTH - 100, 1000)
    ]
    assert len(who.resolve(Article(id="a", text=text), statements)) == len(statements)
