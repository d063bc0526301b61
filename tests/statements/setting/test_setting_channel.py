"""Where or through what something was said: (a marked sentence, the phrase or None)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import stated

from onrecord.records import Span
from onrecord.statements.setting import channel

ROWS = [
    # Listeners.
    ("{s1 The minister} {q1 told} reporters {c1 that the port would open}.", "reporters"),
    ("{s1 He} {q1 told} the BBC {c1 that no ship had left}.", "the BBC"),
    (
        '{c1 "No ship left,"} {s1 she} {q1 told} the BBC\'s Today programme on Monday.',
        "the BBC's Today programme",
    ),
    ("{s1 He} {q1 told} parliament {c1 that the ferry was late}.", "parliament"),
    ("{s1 She} {q1 told} Radio Sol earlier this week {c1 that it was late}.", "Radio Sol"),
    ("{s1 Ana Ruiz} {q1 told} a news conference in Lima {c1 the road was cut}.", "a news conference in Lima"),
    ("{s1 He} {q1 told} Sen. Mark Lee {c1 that it was late}.", "Sen. Mark Lee"),
    ("{s1 He} {q1 told} a crowd of supporters outside the hall {c1 it was late}.", "a crowd of supporters"),
    ("{s1 He} {q1 told} lawmakers privately {c1 that it was late}.", "lawmakers"),
    ("{s1 He} {q1 warned} investors {c1 that the fund was empty}.", "investors"),
    ("{s1 He} {q1 confirmed} to AFP {c1 that the deal was off}.", "to AFP"),
    (
        "Speaking to journalists in Manila, {s1 she} {q1 said} {c1 the dam was safe}.",
        "to journalists in Manila",
    ),
    (
        "Addressing the Munich Security Conference, {s1 he} {q1 said} {c1 so}.",
        "the Munich Security Conference",
    ),
    ("{s1 She} {q1 told} him {c1 that she would leave}.", None),  # a pronoun is no audience
    ("{s1 The court} {q1 told} the army {c1 to withdraw}.", None),  # asked to act
    ("{s1 He} {q1 told} {c1 the story of the port}.", None),
    ("{s1 He} {q1 warned} {c1 that the fund was empty}.", None),
    ("{s1 He} {q1 warned} of {c1 a flood}.", None),
    ("{s1 Todd} {q1 asked} his brother {c1 how high the wall was}.", None),
    # In, by and through what.
    ("{s1 She} {q1 said} in a statement on Tuesday {c1 that the port would open}.", "in a statement"),
    ("In a statement late on Tuesday, {s1 the ministry} {q1 said} {c1 the port was open}.", "In a statement"),
    ("{s1 She} {q1 said} in a Tuesday statement {c1 that it was late}.", "in a Tuesday statement"),
    (
        "{s1 The army} {q1 said} in a statement posted on Telegram {c1 so}.",
        "in a statement posted on Telegram",
    ),
    ("{s1 The ministry}, in a statement, {q1 said} {c1 it was late}.", "in a statement"),
    (
        "{s1 B} {q1 said} in a letter to the governor of Texas {c1 it stood}.",
        "in a letter to the governor of Texas",
    ),
    ("{s1 The clerk} {q1 said} in an affidavit {c1 that the ballots were lost}.", "in an affidavit"),
    (
        "{s1 He} {q1 said} in an interview with the broadcaster about tax {c1 so}.",
        "in an interview with the broadcaster",
    ),
    ("{s1 He} {q1 said} in a video address late on Sunday {c1 that the town held}.", "in a video address"),
    ("{s1 The king} {q1 said} in a televised address {c1 that he was ill}.", "in a televised address"),
    ("{s1 He} {q1 said} in court {c1 that he slept}.", "in court"),
    ("{s1 The bank} {q1 said} by email {c1 that the accounts were safe}.", "by email"),
    ("{s1 He} {q1 said} over the phone from Goma {c1 that it was open}.", "over the phone from Goma"),
    ("{s1 He} {q1 said} through his lawyer {c1 that he was innocent}.", "through his lawyer"),
    ("{s1 The governor} {q1 said} via Telegram {c1 that three houses burned}.", "via Telegram"),
    ("Writing in the Guardian, {s1 she} {q1 said} {c1 it was wrong}.", "in the Guardian"),
    ("{s1 He} {q1 said} in response to a question {c1 that it was late}.", None),
    ("{s1 He} {q1 said} in a show of force {c1 that it was late}.", None),
    ("{s1 He} {q1 said} in May {c1 that it was late}.", None),
    # On what.
    ("{c1 “We open,”} {s1 he} {q1 wrote} on social media platform X.", "on social media platform X"),
    ('{s1 Mr Diaz} {q1 wrote} on Truth Social: {c1 "No more."}', "on Truth Social"),
    ("{s1 She} {q1 said} in a post on X {c1 that no ship had left}.", "in a post on X"),
    ("{s1 The agency} {q1 said} on its website {c1 that it was late}.", "on its website"),
    ("{s1 He} {q1 said} on CNN {c1 that it was late}.", "on CNN"),
    ('{s1 She} {q1 said} on NBC\'s "Meet the Press" {c1 that it was late}.', "on NBC"),
    ("{s1 He} {q1 said} on the move {c1 that it was late}.", None),
    ("{s1 She} {q1 said} on behalf of the families {c1 that it was late}.", None),
    ("{s1 An official}, speaking on condition of anonymity, {q1 said} {c1 it was lost}.", None),
    # Where.
    ("Speaking at a rally in Ohio on Saturday, {s1 he} {q1 said} {c1 it was over}.", "at a rally in Ohio"),
    ("{s1 She} {q1 said} during a press briefing {c1 that it was late}.", "during a press briefing"),
    ("{s1 He} {q1 said} in Lima at a forum on Monday {c1 that it was late}.", "at a forum"),
    ("{s1 He} {q1 said} at last week's summit {c1 that it was late}.", "at last week's summit"),
    ("{s1 She} {q1 said} at the White House {c1 that it was late}.", "at the White House"),
    (
        "Testifying before the Ethics Committee, {s1 she} {q1 said} {c1 so}.",
        "before the Ethics Committee",
    ),
    (
        "{s1 She} {q1 said} {c1 at the UN General Assembly’s First Committee on Disarmament and "
        "International Security that it sent neither}.",
        "at the UN General Assembly’s First Committee on Disarmament and International Security",
    ),  # the content opens with it
    ("{s1 An official} {q1 said} in Kyiv {c1 the town was lost}.", None),
    ("{s1 An official} {q1 said} on Tuesday {c1 the town was lost}.", None),
    ("{s1 He} {q1 said} at the time {c1 that it was late}.", None),
    # What belongs to another statement, or to another word than the cue.
    ("{s1 A} {q1 said} {c1 the bridge fell}, while B told reporters in a letter that it stood.", None),
    ("{s1 Officials at the briefing} {q1 said} {c1 it was late}.", None),
    ("{s1 He} {q1 said} {c1 so}, referring to a debate on the network.", None),
    ("Preparing him for talks in parliament, {s1 she} {q1 hoped} {c1 for rain}.", None),
]


def found(marked: str) -> str | None:
    one = stated(marked)
    span = channel.find(one.text, one.sentence, one.source, one.cue, one.content)
    return one.text[span.start : span.end] if span else None


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_channel(marked: str, expected: str | None) -> None:
    assert found(marked) == expected


PIECES = [
    "in a statement",
    "told",
    "reporters",
    ",",
    " that ",
    "on X",
    "at",
    "Tuesday",
    "“",
    "’s",
    "\n",
    "é",
    "😀",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map(" ".join), st.data())
def test_a_channel_is_a_span_of_the_sentence_outside_source_and_content(
    text: str, data: st.DataObject
) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    source, cue, content = (Span(ends[at], ends[at + 1]) for at in (0, 2, 4))
    span = channel.find(text, Span(0, len(text)), (source,), (cue,), (content,))
    if span:
        assert 0 <= span.start < span.end <= len(text)
        assert span.end <= source.start or span.start >= source.end or source.start == source.end


def test_a_sentence_without_end_is_read_around_its_cue() -> None:
    text = "in a statement, " * 30_000 + "he said on X that " + "at a rally " * 30_000
    at = text.index("said")
    span = channel.find(text, Span(0, len(text)), (), (Span(at, at + 4),), (Span(at + 15, len(text)),))
    assert span
    assert text[span.start : span.end] == "on X"


def test_nothing_to_look_at() -> None:
    assert channel.find("", Span(0, 0), (), (), ()) is None
    assert channel.find("told", Span(0, 4), (), (Span(0, 4),), ()) is None
