"""What holds for every text: no error, spans in order and inside, nothing but values hangs on the date."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Article, Timex
from onrecord.statements.timex import find

_LINES = (
    "the a an of to in on at and or - , . : / ' ( ) 's last next this that every each first second third",
    "few two three twenty hundred half past early late mid end May March Sun Sat August Oct. Jan 1 2 25",
    "30 31 45 99 100 1990 2024 480 0000 2460 BC Tuesday Fridays Monday spring fall winter year years",
    "month week weekend day days hours minute quarter decade century ago later earlier before after from",
    "now today tonight tomorrow noon midnight morning night 5pm p.m. 25:70 12:30 2024-02-30",
    "2024-10-25T08:11 10/25/2023 1990s '90s Q3 H1 FY25 GMT o'clock Easter Thanksgiving 20th century",
    "fiscal nearly than about more least will said was soon recently daily \n\n é ٣ 🙂 99999999999 1/2 ½",
    "overnight midweek 9/11 weekends prior straight on between and 6-9 weeklong attacks lately not until",
    "1,000,000 $5 said which same following previous period latest",
)
_WORDS = [word for line in _LINES for word in line.split(" ")]
_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=12).map("".join),
)
_DAYS = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.datetimes().map(lambda time: time.isoformat()),
    st.sampled_from(("", "2024", "never", "2024-10-25T10:00:00Z", "2024-10-25T10:00:00+02:00")),
)


def _find(text: str, published: str | None) -> tuple[Timex, ...]:
    return find(Article(id="", text=text, published_at=published))


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _DAYS)
def test_spans_are_in_order_and_inside(text: str, published: str | None) -> None:
    end = 0
    for timex in _find(text, published):
        assert end <= timex.start < timex.end <= len(text)
        end = timex.end


@settings(max_examples=200, deadline=None)
@given(_TEXTS, _DAYS, _DAYS)
def test_the_day_of_publication_changes_values_only(text: str, one: str | None, other: str | None) -> None:
    def kept(timex: Timex) -> tuple[int, int, str, str | None]:
        return timex.start, timex.end, timex.type, timex.mod

    assert list(map(kept, _find(text, one))) == list(map(kept, _find(text, other)))


@settings(max_examples=200, deadline=None)
@given(_TEXTS, _DAYS)
def test_anchors_are_other_expressions_and_ends_are_in_order(text: str, published: str | None) -> None:
    found = _find(text, published)
    for place, timex in enumerate(found):
        assert timex.anchor is None or (0 <= timex.anchor < len(found) and timex.anchor != place)
        assert (timex.begin is None) == (timex.finish is None)
        assert timex.begin is None or timex.finish is None or timex.begin <= timex.finish


def test_long_hostile_lines_are_read() -> None:
    for piece in (
        "May ",
        "1 ",
        "the ",
        "last ",
        "9",
        "three days after ",
        "from May 1 to 2, ",
        "é🙂 ",
        "12:",
    ):
        text = piece * (200_000 // len(piece))
        assert all(timex.end <= len(text) for timex in _find(text, "2024-10-25"))


def test_a_line_of_two_million_characters_is_read() -> None:
    text = "He said on Tuesday that it may rain in May, as on May 3, 2021. " * 32_000
    assert _find(text, "2024-10-25")
