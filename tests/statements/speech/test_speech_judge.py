"""What type a statement is of, which act, how sure, whether negated: cue and content together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Quotation
from onrecord.statements.speech import Speech, judge

# source, cue, content, the four values
ROWS = """
The minister | did not deny | that the bridge had been closed | assertion non-denial certain affirmed
The club | would not rule out | a sale | assertion non-denial unspecified affirmed
The club | stopped short of | denying the sale | assertion non-denial unspecified affirmed
The bank | refused to | rule out a sale | assertion non-denial unspecified affirmed
The envoy | said | two ships had sunk | assertion assert certain affirmed
The envoy | : | two ships sank off Durban | assertion assert certain affirmed
 | according to | the tower leans by a metre | assertion assert certain affirmed
The firm | said | it would work with its rivals | assertion commit certain affirmed
The firm | said | it would not sell the mine | assertion commit certain negated
The baker | said | bread would get dearer | assertion predict certain affirmed
The coach | said | he would miss the final | assertion predict certain affirmed
The coach | said | he planned to retire | assertion commit probable affirmed
The mayor | said | it was disappointed by the ruling | assertion express certain affirmed
The army | said | it was not holding prisoners | assertion deny certain negated
The army | said | it had taken no prisoners | assertion deny certain negated
The minister | said | the government had never paid the kidnappers | assertion deny certain negated
An activist | said | the government had never paid the nurses | assertion assert certain negated
The minister | said | that was not enough | assertion assert certain negated
The palace | said | the reports were untrue | assertion deny certain affirmed
The palace | said | reports of a rift had hurt the king | assertion assert certain affirmed
The clerk | said | she did not know who had the key | assertion decline certain negated
The clerk | said | she did not think the key was lost | assertion assert certain negated
The clerk | said | she could not comment | assertion decline certain negated
The clerk | would not say | who had the key | assertion decline unspecified affirmed
The clerk | has yet to | say who had the key | assertion decline unspecified affirmed
The clerk | declined | to name the thief | assertion decline unspecified affirmed
The clerk | neither confirmed nor denied | the theft | assertion decline unspecified affirmed
The clerk | did not respond to | our letters | assertion decline unspecified affirmed
Neither bank | would comment on | the leak | assertion decline unspecified affirmed
The envoy | voiced | grave concern | attitude express unspecified affirmed
The envoy | called | the move a “clear escalation” | assertion assert unspecified affirmed
The envoy | called | the reports “fake news” | assertion deny unspecified affirmed
The envoy | called on | the army to withdraw | assertion demand unspecified affirmed
The envoy | called | on the army to withdraw | assertion demand unspecified affirmed
The envoy | called | for restraint | assertion demand unspecified affirmed
The guard | told | us to leave | assertion demand unspecified affirmed
The guard | told | us that the gate was shut | assertion assert certain affirmed
The guard | asked | us to leave | assertion demand unspecified affirmed
The guard | asked | for the key | assertion demand unspecified affirmed
The guard | asked | whether the key fitted | assertion ask unspecified affirmed
The guard | asked | the firm to explain why the gate was open | assertion demand unspecified affirmed
The guard | warned | us not to run | assertion demand unspecified negated
The guard | warned | that the wall would fall | assertion predict certain affirmed
The guard | warned | that the wall was cracked | assertion assert certain affirmed
The guard | warned of | a collapse | assertion predict unspecified affirmed
The union | should | strike | assertion demand unspecified affirmed
The union | said | the law must be scrapped | assertion demand unspecified affirmed
The union | said | the trains should return by Monday | assertion predict probable affirmed
The union | vowed | to strike | assertion commit unspecified affirmed
The union | plans to | strike | intention commit unspecified affirmed
The union | wants | to strike | intention commit unspecified affirmed
The union | wants | the firm to pay | intention demand unspecified affirmed
The union | has not decided | whether to strike | intention decline unspecified affirmed
The union | refused | to strike | intention commit unspecified affirmed
The union | rejected | the claim that it had cheated | assertion deny unspecified affirmed
The union | rejected | the offer | attitude express unspecified affirmed
The union | is critical of | the law | attitude express unspecified affirmed
The union | fears | jobs might go | belief express possible affirmed
The union | expects | 200 jobs to go | belief predict unspecified affirmed
The union | believes | the figures are right | belief assert certain affirmed
The union | learned | that the plant had been sold | knowledge assert certain affirmed
The union | voted | to ratify the deal | other - unspecified affirmed
The union | abolished | its youth wing | other - unspecified affirmed
The striker | pleaded guilty | to theft | assertion confirm unspecified affirmed
The striker | pleaded not guilty | to theft | assertion deny unspecified affirmed
The police | confirmed | that a shot might have been fired | assertion confirm possible affirmed
The police | did not confirm | that a shot was fired | assertion decline certain affirmed
The police | criticised | the film | attitude express unspecified affirmed
The police | criticized | the film | attitude express unspecified affirmed
The police | took to the radio to | deny the theft | assertion deny unspecified affirmed
The police | were quoted as saying | the road was clear | assertion assert certain affirmed
The police | said | if the rain stops they will dig | assertion commit unspecified affirmed
The police | said | in May that the road was clear | assertion assert certain affirmed
The police | said | the road, which may be mined, was shut | assertion assert certain affirmed
The police | said | it was unlikely that he drowned | assertion assert probable negated
The police | said | there was no doubt that he drowned | assertion assert certain affirmed
The police | said | no fewer than six men drowned | assertion assert certain affirmed
The police | 's claim | that he drowned | assertion assert certain affirmed
 | is alleged | that he drowned | assertion assert certain affirmed
The police | zorbled | that he drowned | assertion assert certain affirmed
The police | zorbled | the lake | other - unspecified affirmed
"""

QUOTED = """
“We will rebuild every house,” | commit certain affirmed
“He will rebuild every house,” | predict certain affirmed
“You must leave at once,” | demand unspecified affirmed
“Stop the killing,” | demand unspecified affirmed
“Do not open the gate.” | demand unspecified negated
“Where is the money?” | ask unspecified affirmed
“We are deeply worried,” | express certain affirmed
“Thank you for coming.” | express certain affirmed
“We took no bribes,” | deny certain negated
“He took no bribes,” | assert certain negated
“It’s all lies.” | deny certain affirmed
“I have no comment.” | decline certain negated
“The lake can’t be saved.” | assert certain negated
“Maybe it was the wind,” | assert possible affirmed
“I think the lake is dead,” | assert certain affirmed
"""


def listed(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip("\n").splitlines()]


def values(speech: Speech) -> list[str]:
    return [speech.type, speech.act or "-", speech.certainty, speech.polarity]


@pytest.mark.parametrize(("source", "cue", "content", "right"), listed(ROWS))
def test_reported(source: str, cue: str, content: str, right: str) -> None:
    assert values(judge(source or None, cue, content, "indirect")) == right.split()


@pytest.mark.parametrize(("content", "right"), listed(QUOTED))
def test_quoted(content: str, right: str) -> None:
    assert values(judge("The mayor", "said", content, "direct")) == ["assertion", *right.split()]


@given(
    st.none() | st.text(max_size=60),
    st.text(max_size=80),
    st.text(max_size=600),
    st.sampled_from(["direct", "indirect", "mixed"]),
)
def test_any_words_will_do(source: str | None, cue: str, content: str, quotation: Quotation) -> None:
    speech = judge(source, cue, content, quotation)
    assert (speech.type == "other") == (speech.act is None)


PIECES = [
    "did",
    "not",
    "n't",
    "deny",
    "said",
    "that",
    "to",
    "he",
    "would",
    "rule out",
    "if",
    ",",
    "“",
    "”",
    "?",
    "May",
]


@given(st.lists(st.sampled_from(PIECES)), st.lists(st.sampled_from(PIECES)))
def test_any_order_of_telling_words_will_do(cue: list[str], content: list[str]) -> None:
    assert judge("he", " ".join(cue), " ".join(content), "mixed").certainty


@pytest.mark.parametrize(
    "piece", ["a ", "“", "to ", "if x, ", "😀", "is ", "'", "a-", "a.", "٣", "who ", "not "]
)
def test_half_a_million_characters(piece: str) -> None:
    long = piece * (500_000 // len(piece))
    assert judge(long, long, long, "direct").polarity
