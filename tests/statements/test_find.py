"""The way from an article to its statements, with the shipped model; its quality is the gates' matter."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Article, Dateline, Furniture, Part, PartKind, Quotation, Span, Statement
from onrecord.statements import find
from onrecord.statements.passage import BLOCK, MARGIN, blocks, of_article, of_content, quotation

TEXT = (
    "By Tom Okafor\n"
    "Subscribe: the mayor said buy now\n"
    "LAGOS - The mayor said on Monday that, according to the army, the bridge was safe.\n"
    "“We walked across it,” Ana Ruiz said. “Nothing moved.”\n"
)


def article(text: str, kinds: dict[str, PartKind] | None = None) -> Article:
    """An article whose every line is a paragraph; `kinds` says by a line's first word what else it is."""
    lines = [match.span() for match in re.finditer(r"\S[^\n]*", text)]
    kind_of = kinds or {}
    return Article(
        id="an-article",
        language="en",
        text=text,
        parts=tuple(Part(s, e, kind_of.get(text[s:e].split()[0], "body")) for s, e in lines),
    )


def spans_of(statement: Statement) -> list[Span]:
    parts = (statement.source, statement.cue, statement.content)
    return [span for words in parts if words for span in words.spans]


def check(found: tuple[Statement, ...], text: str) -> None:
    ids = [statement.id for statement in found]
    assert len(set(ids)) == len(ids)
    for statement in found:
        assert all(0 <= start < end <= len(text) for start, end in spans_of(statement))
        for words in (statement.source, statement.cue, statement.content):
            assert words is None or words.text == " ".join(text[s:e] for s, e in words.spans)
        assert 0 <= statement.score <= 1
        assert statement.within is None or statement.within in ids[: ids.index(statement.id)]


SENTENCES = st.sampled_from(
    [
        "Ana Ruiz said the port was closed.",
        "“No,” he said. “Never.”",
        "According to the report, sales fell 🎣.",
        "وقال الوزير إن الميناء مغلق.",
        "It",
        "e\u0301te\u0301 said\u200b so",
        "\r",
        " ",
        "\n",
        "\n\n",
        "The mayor denied that the minister had said that the bank was warned.",
    ]
)


@settings(max_examples=30)
@given(st.lists(SENTENCES | st.text(max_size=30), max_size=12).map(" ".join))
def test_spans_lie_in_the_text_and_are_its_words(text: str) -> None:
    check(find(article(text)).statements, text)


def test_nothing_is_read_out_of_furniture_bylines_and_datelines() -> None:
    kinds: dict[str, PartKind] = {"By": "byline"}
    line = TEXT.index("Subscribe"), TEXT.index("\nLAGOS")
    place = TEXT.index("LAGOS")
    made = article(TEXT, kinds)
    made = replace(
        made,
        parts=tuple(part for part in made.parts if part.start != line[0]),
        furniture=(Furniture(*line, "sign-up"),),
        dateline=Dateline("LAGOS", place, place + 5),
    )
    unread = [range(TEXT.index("\n")), range(*line), range(place, place + 8)]
    words = of_article(made).pieces.start.tolist()
    assert not any(at in stretch for at in words for stretch in unread)
    assert words[0] == TEXT.index("The mayor said on")
    check(find(made).statements, TEXT)


def test_same_text_gives_same_statements() -> None:
    made = article(TEXT)
    assert find(made) == find(made)


def test_ids_hang_on_the_articles_id_and_the_spans() -> None:
    made = article(TEXT)
    ids, others = ({s.id for s in find(each).statements} for each in (made, replace(made, id="another")))
    assert ids
    assert not ids & others


@given(st.integers(0, 5 * BLOCK))
def test_every_word_of_a_long_text_counts_in_one_block(n_words: int) -> None:
    cuts = list(blocks(n_words))
    assert [word for _, own in cuts for word in own] == list(range(n_words))
    for block, own in cuts:
        assert len(block) <= BLOCK
        assert own.start == 0 or own.start - block.start == MARGIN
        assert own.stop == n_words or block.stop - own.stop == MARGIN


QUOTATIONS: list[tuple[str, Quotation]] = [
    ("“All of it.”", "direct"),
    ("none of it", "indirect"),
    ("a “part” of it", "mixed"),
    ('"Straight marks"', "direct"),
    ("…", "indirect"),
]


@pytest.mark.parametrize(("content", "expected"), QUOTATIONS)
def test_quotation(content: str, expected: Quotation) -> None:
    text = f"She said {content} today."
    assert quotation(of_article(article(text)), [Span(9, 9 + len(content))]) == expected


CONTENTS = [
    (" “ ‘Go’ is what she told us.” ", "Go’ is what she told us."),  # the marks around it
    ("that, according to the army, it was so", "according to the army, it was so"),
    ("That’s all we know", "That’s all we know"),
    ("thatch burns", "thatch burns"),
]


@pytest.mark.parametrize(("content", "expected"), CONTENTS)
def test_content_is_read_as_a_sentence_of_its_own(content: str, expected: str) -> None:
    text = f"He said: {content} Then he left."
    inner = of_content(of_article(article(text)), Span(9, 9 + len(content)))
    starts, ends = inner.pieces.start, inner.pieces.end
    assert text[starts[0] : ends[-1]] == expected
    assert np.flatnonzero(inner.opening).tolist() == [0]


def test_model_version_is_known() -> None:
    assert re.fullmatch(r"minilm-l6-polnear-[0-9a-f]{8}", find(article("It rained.")).model)
