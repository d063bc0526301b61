"""Whatever the words and the spans, channel, ground and opening are spans of the text or None."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Article, Span
from onrecord.statements.setting import channel, ground, places
from onrecord.statements.setting.said import split_opening

# What the rules look for, marks, and letters that change their number in small letters.
LISTED = """
in a statement told reporters , that on X at Friday “ ’s é 😀 citing Paris Hilton reports village Mr U.S. St.
Kamenka district ' & / and İ ǆ ß ﬁ addressing during after receiving based familiar with who according to
"""
WORDS = LISTED.split()
TEXTS = st.lists(st.sampled_from([*WORDS, "\n"]) | st.text(max_size=4), max_size=25).map(" ".join)


@settings(max_examples=500)
@given(TEXTS, st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_any_words_with_any_spans(text: str, ends: list[int]) -> None:
    ends = sorted(min(end, len(text)) for end in ends)
    first, second, third = (Span(ends[at], ends[at + 1]) for at in (0, 2, 4))
    whole = Span(0, len(text))
    for find in (channel.find, ground.find):
        for source, cue, content in (
            ((first,), (second,), (third,)),
            ((third,), (second,), (first,)),
            ((), (), ()),
            ((), (first,), (second, third)),
        ):
            span = find(text, whole, source, cue, content)
            assert span is None or 0 <= span.start < span.end <= len(text)
    for piece in (first, second, third, whole):
        rest = split_opening(text, piece)
        assert rest is None or piece.start < rest.start < rest.end == piece.end
    places.find(Article(id="a", text=text))
