"""The form of a reviewer: where typed words stand, what is put right by it, where in the queue it was."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.correct import UNCHANGED, Correction
from onrecord.records import Article, Source, Span, Statement, Words
from onrecord.web import review_form, review_state, review_words
from onrecord.web.review_form import FormError, Typed, correction, typed_of
from onrecord.web.review_text import Passage, passage
from onrecord.web.review_words import WordsError

TEXT = (
    "Ferry fares to rise\n\n"
    "The port's chairwoman, Ada Lind, said on Monday that fares would rise. The rise, she said, is small.\n\n"
    "Nobody at the union would comment on the rise.\n\nFurther down it says nothing."
)


def words(*pieces: str) -> Words:
    """Pieces of the text, each where it stands first behind the one before."""
    spans, at = [], 0
    for piece in pieces:
        start = TEXT.index(piece, at)
        at = start + len(piece)
        spans.append(Span(start, at))
    return Words(tuple(spans), " ".join(pieces))


def statement(**more: object) -> Statement:
    source = words("The port's chairwoman, Ada Lind,")
    made = Statement(
        id="s",
        source=Source(source.spans, source.text, "Ada Lind", "chairwoman", "person", "person:ada-lind"),
        cue=words("said"),
        content=words("fares would rise"),
        quotation="indirect",
        within=None,
        score=0.4,
        type="assertion",
        act="assert",
        said_at="2024-10-21",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def shown(made: Statement | None = None) -> Passage:
    return passage(Article(id="a", text=TEXT), made or statement())


# ---- The text


def test_the_paragraphs_of_a_statement_are_shown_with_one_on_either_side() -> None:
    paragraphs = shown().paragraphs
    assert [TEXT[each.start : each.end].split()[0] for each in paragraphs] == ["Ferry", "The", "Nobody"]
    marked = [(segment.text, segment.roles) for segment in paragraphs[1].segments if segment.roles]
    assert marked == [
        ("The port's chairwoman, Ada Lind,", ("source",)),
        ("said", ("cue",)),
        ("fares would rise", ("content",)),
    ]


def test_of_a_very_long_line_only_what_is_near_is_shown() -> None:
    text = "word " * 20_000 + "Ada said so" + " word" * 20_000
    at = text.index("Ada")
    made = statement(source=None, cue=None, content=Words((Span(at, at + 11),), "Ada said so"))
    (only,) = passage(Article(id="a", text=text), made).paragraphs
    assert only.end - only.start < 5_000
    assert only.is_behind_gap
    assert text[only.start : only.end].startswith("word")


@given(st.text("ab \n\r\t\u2028\U0001f600", max_size=60), st.data())
def test_what_is_shown_is_the_text_to_the_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    made = statement(source=None, cue=None, content=Words((span,), text[span.start : span.end]))
    for each in passage(Article(id="a", text=text), made).paragraphs:
        told = "".join(segment.text for segment in each.segments)
        assert told == text[each.start : each.end].replace("\r", " ")


# ---- Words and places that are typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("12-20", [(12, 20)]),
        (" 31 – 40, 12-20 ", [(12, 20), (31, 40)]),
        ("1-2;3-4 5-6", [(1, 2), (3, 4), (5, 6)]),
    ],
)
def test_places_are_read(typed: str, expected: list[tuple[int, int]]) -> None:
    assert list(review_words.places(typed)) == expected


@pytest.mark.parametrize(
    "typed", ["twelve", "12", "12-", "-3", "1-2 x", "1" * 12 + "-3", ", ".join(["1-2"] * 21)]
)
def test_what_is_no_place_is_told(typed: str) -> None:
    with pytest.raises(WordsError, match="is no place: write"):
        review_words.places(typed)


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)), max_size=20))
def test_places_are_read_as_they_are_written(spans: list[tuple[int, int]]) -> None:
    ordered = tuple(sorted(Span(*span) for span in spans))
    assert review_words.places(review_words.written(ordered)) == ordered


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ada Lind", ["Ada Lind"]),
        ("  Ada   Lind ", ["Ada Lind"]),  # white space of another kind
        ("The port’s chairwoman", ["The port's chairwoman"]),  # quotation marks of another kind
        ("The rise,\nis small", ["The rise,", "is small"]),  # two pieces
        ("she", ["she"]),  # not that of "Further"
        ("Further down", ["Further down"]),  # not in the paragraphs shown, but in the text
        ("would rise.\nThe rise", ["would rise.", "The rise"]),  # behind the piece before
    ],
)
def test_words_are_found_where_they_stand(typed: str, expected: list[str]) -> None:
    found = review_words.stand(typed, TEXT, shown())
    assert [TEXT[start:end] for start, end in found] == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Ada Lund", "does not stand in the text"),
        ("said", "stands in more than one place"),
        ("is small\nThe rise", "does not stand behind the piece before it"),
        ("\n".join(["rise"] * 21), "there are 21 lines"),
    ],
)
def test_words_that_stand_nowhere_or_anywhere_are_told(typed: str, message: str) -> None:
    with pytest.raises(WordsError, match=message):
        review_words.stand(typed, TEXT, shown())


def test_of_several_places_the_one_is_meant_where_the_role_stood() -> None:
    first, second = (match.start() for match in re.finditer("said", TEXT))
    before = [Span(second - 4, second + 2)]
    assert review_words.stand("said", TEXT, shown(), before) == (Span(second, second + 4),)
    assert first != second


# ---- The form


def put(**typed: str) -> Correction:
    made = statement()
    return correction(replace(typed_of(made, TEXT), **typed), made, TEXT, shown())


COMMENT = words("comment on the rise").spans


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, {}),
        ({"act": "deny", "certainty": "probable"}, {"act": "deny", "certainty": "probable"}),
        ({"act": ""}, {"act": None}),
        ({"said_at": ""}, {"said_at": None}),
        ({"name": "Ada Lindt"}, {"name": "Ada Lindt"}),  # whose entity the ledger finds
        ({"entity": "person:a-lind"}, {"entity": "person:a-lind"}),
        ({"entity": "-"}, {"entity": None}),
        ({"event_times": "2024-11; 2025, 2026"}, {"event_times": ("2024-11", "2025", "2026")}),
        ({"cue": ""}, {"cue": None}),
        ({"source_at": ""}, {"source": None}),
        ({"content": "comment on the rise"}, {"content": COMMENT}),
        ({"content_at": review_words.written(COMMENT)}, {"content": COMMENT}),
        (
            {"content": "comment on the rise", "content_at": review_words.written(COMMENT)},
            {"content": COMMENT},
        ),
        ({"content": "fares would\nis small"}, {"content": words("fares would", "is small").spans}),
        ({"content": "fares  would\u00a0rise"}, {}),  # the same words
        ({"why": "I heard it"}, {}),  # nothing is put right by that alone
    ],
)
def test_only_what_was_changed_is_put_right(typed: dict[str, str], expected: dict[str, object]) -> None:
    made = put(**typed)
    assert {f: getattr(made, f) for f in Correction.__slots__ if getattr(made, f) is not UNCHANGED} == {
        "withdrawn": False,
        **expected,
    }


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"content": ""}, "content", "a statement has a content"),
        ({"source": "the chairman"}, "source", "does not stand"),
        ({"cue": "she said", "cue_at": "3-9"}, "cue", "are not the same"),
        ({"cue_at": "soon"}, "cue", "is no place"),
        ({"name": "A" * 201}, "name", "201 characters are too many"),
        ({"content": "a\n" * 10_001}, "content", "too many"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(typed: dict[str, str], field: str, message: str) -> None:
    with pytest.raises(FormError) as told:
        put(**typed)
    assert message in told.value.problems[field]


def test_a_field_that_did_not_come_is_as_it_was() -> None:
    before = typed_of(statement(), TEXT)
    assert review_form.read({"act": "deny"}, before) == replace(before, act="deny")
    assert review_form.read({"content": " fares\r\nwould  rise\r\n"}, before).content == "fares\nwould rise"


def test_what_two_typed_is_laid_over_one_another() -> None:
    before = Typed(act="assert", said_at="2024", name="Ada", content="so", content_at="3-5")
    mine = replace(before, act="deny", name="Ada Lind", content="and so", content_at="1-5")
    now = replace(before, act="confirm", said_at="2024-10", content_at="2-5")
    both = review_form.over(mine, before, now, same_text=True)
    assert (both.act, both.name, both.said_at, both.content_at) == ("deny", "Ada Lind", "2024-10", "1-5")
    assert review_form.contested(mine, before, now) == ("content", "act")
    assert review_form.over(mine, before, now, same_text=False).content_at == "2-5"  # places of another text


@given(st.text(max_size=30), st.sampled_from(["words", "who", "outlet", "after"]))
def test_the_state_of_the_queue_is_its_address(value: str, name: str) -> None:
    state = review_state.read({name: value, "order": "newest"}, has_line=False)
    query = dict(parse_qsl(urlsplit(state.address(7)).query))
    assert review_state.read(query, has_line=True) == state
