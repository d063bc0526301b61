"""What a source rests a statement on: (a marked sentence, the phrase or None)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import stated

from onrecord.records import Span
from onrecord.statements.setting import ground

ROWS = [
    (
        "{s1 The agency} {q1 said} {c1 the ships had left}, citing intelligence reports.",
        "citing intelligence reports",
    ),
    ("{s1 The paper} {q1 reported} {c1 the plan}, quoting unnamed officials.", "quoting unnamed officials"),
    ("{s1 Kyodo} {q1 reported}, citing a port source, {c1 that it was late}.", "citing a port source"),
    ("{s1 Kyodo} {q1 reported} {c1 it}, citing a port source on Monday.", "citing a port source"),
    (
        "Citing documents, photographs and interviews with former staff, {s1 the report} {q1 said} {c1 so}.",
        "Citing documents, photographs and interviews with former staff",
    ),
    ("{s1 The firm} {q1 said} {c1 so}, citing people who had seen it.", "citing people who had seen it"),
    ("Citing reports that the dam was weak, {s1 he} {q1 urged} {c1 care}.", "Citing reports"),
    ("quoting officials as saying no, {s1 the agency} {q1 said} {c1 so}", "quoting officials"),
    (
        "{s1 He} {q1 said} on Friday {c1 ships would sail} after receiving reports from his pilot.",
        "after receiving reports from his pilot",
    ),
    (
        "After receiving reports from his harbour master in Goma on Friday, {s1 he} {q1 said} {c1 so}.",
        "After receiving reports from his harbour master in Goma",
    ),
    (
        "{s1 The group} {q1 said} {c1 so} after reviewing thousands of pages of court records.",
        "after reviewing thousands of pages of court records",
    ),
    ("{s1 They} {q1 said} {c1 so} after being briefed by the port.", "after being briefed by the port"),
    ("Having seen the file, {s1 she} {q1 said} {c1 so}.", "Having seen the file"),
    ("Having been briefed by the army, {s1 she} {q1 said} {c1 so}.", "Having been briefed by the army"),
    ("Based on satellite images, {s1 the institute} {q1 estimated} {c1 so}.", "Based on satellite images"),
    ("{s1 He} {q1 said} {c1 so} on the basis of two studies.", "on the basis of two studies"),
    ("Using data from 40 ports, {s1 the team} {q1 found} {c1 so}.", "Using data from 40 ports"),
    ("Based on over 1,500 interviews, {s1 the team} {q1 found} {c1 so}.", "Based on over 1,500 interviews"),
    ("Judging by the footage, {s1 he} {q1 said} {c1 so}.", "Judging by the footage"),
    ("{s1 He} {q1 said} {c1 so}, pointing to images of the harbour.", "pointing to images of the harbour"),
    (
        "{s1 The ministry} {q1 said} {c1 six had died}, according to documents seen by the Post.",
        "according to documents seen by the Post",
    ),
    # In the source.
    ("{s1 People familiar with the matter} {q1 said} {c1 it would be sold}.", "familiar with the matter"),
    (
        "{s1 Two officials with direct knowledge of the talks} {q1 said} {c1 so}.",
        "with direct knowledge of the talks",
    ),
    ("{s1 Three people briefed on the plan} {q1 said} {c1 so}.", "briefed on the plan"),
    ("{s1 Officials briefed by the harbour} {q1 said} {c1 so}.", "briefed by the harbour"),
    ("{s1 A person close to the president} {q1 said} {c1 so}.", "close to the president"),
    ("{s1 A diplomat who attended the meeting} {q1 said} {c1 so}.", "who attended the meeting"),
    ("{s1 Sources who have seen the letter} {q1 said} {c1 so}.", "who have seen the letter"),
    (
        "{s1 An official who was briefed on the call and spoke anonymously} {q1 said} {c1 so}.",
        "who was briefed on the call",
    ),
    # None.
    ("{s1 He} {q1 said} {c1 the war cost billions}.", None),
    ("{s1 He} {q1 said} after the meeting {c1 that it was late}.", None),
    ("{s1 They} {q1 said} {c1 so} after meeting a delegation.", None),
    ("{s1 The agency} {q1 said} {c1 that it was citing reports}.", None),  # inside the content
    ("{s1 She} {q1 said} {c1 so}, while B said no, citing letters.", None),  # another's
    ("{s1 Residents close to the border} {q1 said} {c1 so}.", None),
    ("{s1 Republicans who attended school} {q1 said} {c1 so}.", None),
    ("{s1 He} {q1 said} {c1 so}, pointing to the door.", None),
    ("{s1 He} {q1 opposed} {c1 a ban} that was based on religion.", None),
    ("", None),
]


def found(marked: str) -> str | None:
    if not marked:
        return ground.find("", Span(0, 0), (), (), ())  # type: ignore[return-value]
    one = stated(marked)
    span = ground.find(one.text, one.sentence, one.source, one.cue, one.content)
    return one.text[span.start : span.end] if span else None


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_ground(marked: str, expected: str | None) -> None:
    assert found(marked) == expected


PIECES = [
    "citing",
    "reports",
    "based on",
    "after receiving",
    "familiar with",
    ",",
    "that",
    "who",
    "and",
    "\n",
    "é",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map(" ".join), st.data())
def test_a_ground_is_a_span_of_the_text_outside_the_content(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    source, cue, content = (Span(ends[at], ends[at + 1]) for at in (0, 2, 4))
    span = ground.find(text, Span(0, len(text)), (source,), (cue,), (content,))
    if span:
        assert 0 <= span.start < span.end <= len(text)
        assert span.end <= content.start or span.start >= content.end or content.start == content.end


def test_a_sentence_without_end_is_read_around_its_cue() -> None:
    text = "citing reports, " * 30_000 + "he said so, based on two letters" + ", citing reports" * 30_000
    at = text.index("said")
    span = ground.find(text, Span(0, len(text)), (), (Span(at, at + 4),), (Span(at + 5, at + 7),))
    assert span
    assert text[span.start : span.end] == "based on two letters"
