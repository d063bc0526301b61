"""The places that a text names: (text, [words, or (words, usual name)])."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Dateline
from onrecord.statements.setting import places

ROWS: list[tuple[str, list[str | tuple[str, str]]]] = [
    ("Russia's army took Kiev, and Moscow denied it.", ["Russia", ("Kiev", "Kyiv"), "Moscow"]),
    ("KYIV - Ukraine said so. NEW DELHI replied.", [("KYIV", "Kyiv"), "Ukraine", ("NEW DELHI", "New Delhi")]),
    (
        "Drones hit Odessa, Khan Yunis and the Red Sea.",
        [("Odessa", "Odesa"), ("Khan Yunis", "Khan Younis"), "Red Sea"],
    ),
    (
        "Côte d’Ivoire, Port-au-Prince, Cox's Bazar.",
        [("Côte d’Ivoire", "Ivory Coast"), "Port-au-Prince", "Cox's Bazar"],
    ),
    ("US-China talks; the U.S.-led force.", [("US", "United States"), "China", ("U.S.", "United States")]),
    ("a Kyiv-based group", ["Kyiv"]),
    ("the Kharkiv region, Sindh Province and Gaza City", ["Kharkiv", "Sindh", "Gaza City"]),
    ("Residents of Kharkiv fled.", ["Kharkiv"]),
    ("The President of Ukraine left the City of London.", ["Ukraine", "London"]),
    ("Ana Ruiz of Odesa met Democrat Lee of Tennessee.", ["Odesa", "Tennessee"]),
    ("London Mayor Ana Ruiz spoke.", ["London"]),
    ("US President Ana Ruiz spoke in Warsaw.", [("US", "United States"), "Warsaw"]),
    ("Russia Sends Troops To Ukraine Border After Talks", ["Russia", "Ukraine"]),
    ("They hate us and the china.", []),
    # Adjectives and peoples.
    ("North Korean troops met Ukrainians.", []),
    ("Papua New Guinean police left Papua New Guinea.", ["Papua New Guinea"]),
    # Parts of other names.
    ("Paris Hilton flew to Paris.", ["Paris"]),
    ("The Bank of England raised rates in England.", ["England"]),
    ("The Duke of Sussex left the University of Oxford.", []),
    ("He told the Washington Post that Washington was cold.", ["Washington"]),
    ("Denzel Washington left Washington.", ["Washington"]),
    ("Manchester United beat Real Madrid in Lisbon.", ["Lisbon"]),
    ("the Oslo Accords, the Paris Agreement, the Berlin Wall", []),
    # Names of people, and words, as well as of places.
    ("Michael Jordan played in Jordan. Jordan said he was glad.", ["Jordan"]),
    ("Sen. Jordan and Rep. Jackson of Houston met.", ["Houston"]),
    ("Chad Smith drums. Chad said no.", []),
    ("Chad has a border with Sudan.", ["Chad", "Sudan"]),
    ("He went to Reading. Reading books is fun.", ["Reading"]),
    ("Nice is nice. They met in Nice, France.", ["Nice", "France"]),
    ("He won Florida, Virginia and Ohio.", ["Florida", "Virginia", "Ohio"]),
    # Unlisted.
    ("the village of Kamenka burned; later in Kamenka a school fell", ["Kamenka", "Kamenka"]),
    ("Police in Zubovo County said so.", ["Zubovo County"]),
    ("A flood in the Mirgorod district killed two.", ["Mirgorod"]),
    ("Soldiers near Orikhovo waited.", ["Orikhovo"]),
    ("He lived in Tuam, Ireland.", ["Tuam", "Ireland"]),
    ("They live in Bondurant, a suburb of Des Moines.", ["Bondurant", "Des Moines"]),
    ("Ana Ruiz, 60, from Tynebank, left.", ["Tynebank"]),
    ("the village of Alma al-Chaab", ["Alma al-Chaab"]),
    ("In a Democratic district, in March, in Parliament, the federal region.", []),
    ("", []),
]


def article(text: str, dateline: Dateline | None = None) -> Article:
    return Article(id="a", text=text, dateline=dateline)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_places(text: str, expected: list[str | tuple[str, str]]) -> None:
    found = [
        (text[start:end], mention.name)
        for mention in places.find(article(text))
        for start, end in (mention.span,)
    ]
    assert found == [(each, each) if isinstance(each, str) else each for each in expected]


def test_the_place_of_the_dateline_is_known_to_be_one() -> None:
    text = "ZUBOVO - The mill in Zubovo burned."
    found = places.find(article(text, Dateline("ZUBOVO", 0, 6)))
    assert [mention.name for mention in found] == ["Zubovo"]
    assert not places.find(article(text))


PIECES = [
    "Paris",
    "in",
    "Hilton",
    "village",
    "of",
    "Kamenka",
    "Jordan",
    "Mr",
    "’s",
    ".",
    "\n",
    "-",
    "US",
    "é",
    "😀",
    "߂",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map(" ".join))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    ends = [0]
    for mention in places.find(article(text)):
        assert ends[-1] <= mention.span.start < mention.span.end <= len(text)
        assert mention.name
        assert "\n" not in text[mention.span.start : mention.span.end]
        ends.append(mention.span.end)


@pytest.mark.parametrize(
    "piece", ["Paris ", "New York ", "village of A ", "a", "A", "'s ", "Port-au-", "of ", "Mr. "]
)
def test_hostile_lengths(piece: str) -> None:
    places.find(article(piece * (200_000 // len(piece))))
