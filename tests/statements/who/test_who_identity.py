"""One id for one person or body in every article: spellings that are one, and names that are not."""

from __future__ import annotations

from itertools import combinations

import pytest
from marked_sources import alone

from onrecord.records import SourceKind
from onrecord.statements.who.identity import body_id, person_id, sound
from onrecord.statements.who.tokens import fold


def entity(words: str) -> str | None:
    return alone(words).entity


# Each row is one person or body, as articles write it.
SAME: tuple[tuple[str, ...], ...] = (
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "President Volodymyr Zelensky"),
    ("Kim Jong Un", "Kim Jong-un", "Kim Jong-Un", "North Korean leader Kim Jong Un"),
    ("J.D. Vance", "JD Vance", "J. D. Vance", "Vice President JD Vance"),
    ("Mohammed Farid", "Muhammad Farid", "Mohamed Farid", "Mohammad Farid", "Dr Mohammed Farid"),
    ("Ana Ruiz", "Mayor Ana Ruiz", "Ms Ana Ruiz", "Ana Ruiz, 54,", "the mayor, Ana Ruiz"),
    ("Ana Ruiz", "Ana M. Ruiz", "Ana Maria Ruiz"),
    ("José Núñez", "Jose Nunez"),
    # A hard space, as pages have it.
    ("Ana Ruiz", "Ana\u00a0Ruiz"),
    ("Łukasz Żak", "Lukasz Zak"),
    ("Bjørn Øverland", "Bjorn Overland"),
    ("Sergei Lapin", "Sergey Lapin"),
    ("Dmitry Orlovsky", "Dmitri Orlovskiy", "Dmitriy Orlovskyi"),
    ("Yevgeny Tarasov", "Evgeny Tarasov", "Yevgeniy Tarasov"),
    ("Youssef Karam", "Yousef Karam"),
    ("Ali Khamran", "Ali Khamraan"),
    ("Aoife O'Dowd", "Aoife O’Dowd"),
    ("Nasser al-Marri", "Nasser Al Marri", "Nasser al Marri"),
    ("Park Min-seo", "Park Min Seo", "Park Minseo"),
    ("Lt. Gen. Bruno Haskel", "General Bruno Haskel", "Bruno Haskel"),
    ("Jack Marlow Jr.", "Jack Marlow Jr", "Jack Marlow, Jr.,"),
    ("Sir Colin Marlow", "Colin Marlow", "Colin Marlow KC"),
    ("Datuk Seri Azman bin Rahim", "Azman Rahim"),
    # Countries, with their governments and seats of power.
    ("Kiev", "Kyiv", "Ukraine", "The Ukrainian government"),
    ("Seoul", "South Korea", "The South Korean government"),
    ("The Kremlin", "Moscow", "Russia", "Russia’s government"),
    ("Washington", "The United States", "The U.S.", "The White House"),
    ("Britain", "The UK", "The United Kingdom", "Downing Street", "London"),
    ("Turkey", "Türkiye", "Ankara"),
    ("Burma", "Myanmar"),
    ("Ivory Coast", "Côte d’Ivoire"),
    ("The Czech Republic", "Czechia"),
    # Bodies.
    ("The World Health Organization", "The World Health Organisation", "The WHO"),
    ("The United Nations", "The UN", "The U.N."),
    ("The European Union", "The EU"),
    ("Ukraine’s Ministry of Defense", "Ukraine’s Defence Ministry", "The Ukrainian Defense Ministry"),
    ("Hollis Foods", "Hollis Foods Ltd", "Hollis Foods Inc."),
)
# Never the same, however near in letters.
DIFFERENT: tuple[tuple[str, str], ...] = (
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Min-seo", "Kim Min-su"),
    ("Park Ji-won", "Park Ji-woo"),
    ("John Marsh", "Joan Marsh"),
    ("Mario Conti", "Maria Conti"),
    ("Peter Lund", "Petra Lund"),
    ("Ali Hassan", "Ali Hussein"),
    ("Hassan Ali", "Hussein Ali"),
    ("Ahmed Omar", "Hamed Omar"),
    ("Ivan Lapin", "Ivana Lapin"),
    ("Daniel Reyes", "Daniela Reyes"),
    ("Wang Wei", "Wang Hui"),
    ("Zhao Lan", "Zhou Lan"),
    ("Liu Yang", "Liu Yan"),
    ("Nguyen Van Nam", "Nguyen Van Minh"),
    ("Tran Thi Hoa", "Tran Thi Hong"),
    ("Oleg Petrak", "Olga Petrak"),
    ("Ana Ruiz", "Ana Reyes"),
    ("Tom Fallow", "Tim Fallow"),
    ("Tom Fallow", "Tom Farrow"),
    ("Tom Brown", "Tom Braun"),
    ("Eva Lind", "Eva Lund"),
    ("Ibrahim Musa", "Ibrahim Isa"),
    ("Babatunde Ojo", "Babajide Ojo"),
    ("Jack Marlow", "Mack Marlow"),
    ("Amina Said", "Amin Said"),
    # A suffix is no surname.
    ("Jack Marlow Jr.", "Jack Harlan Jr."),
    ("Jack Marlow III", "Jack Harlan III"),
    ("King Oskar II", "King Oskar III"),
    ("J. Marlow", "I. Marlow"),
    # First names that sound alike are not one name in English.
    ("Mary Dunn", "Marie Dunn"),
    ("Kay Lund", "Kai Lund"),
    ("Ray Lund", "Rai Lund"),
    ("Shane Dunn", "Sane Dunn"),
    ("Phil Dunn", "Will Dunn"),
    ("Ana Ruiz", "The Ana Ruiz Foundation"),
    ("Hollis Foods", "Hollis Motors"),
    ("North Korea", "South Korea"),
    ("Niger", "Nigeria"),
    ("Sudan", "South Sudan"),
    ("Austria", "Australia"),
    ("Slovakia", "Slovenia"),
    ("Iran", "Iraq"),
    ("Guinea", "Guinea-Bissau"),
    ("Guinea", "Papua New Guinea"),
    ("Dominica", "The Dominican Republic"),
    ("Russia", "Belarus"),
    ("Russia’s Foreign Ministry", "China’s Foreign Ministry"),
    ("Russia’s Foreign Ministry", "Russia’s Defence Ministry"),
    ("Russia’s Foreign Ministry", "Russia"),
    ("The University of Tarn", "The University of Harlow"),
    ("The Harlow Times", "The Harlow Post"),
    ("The Tarn Workers’ Union", "The Tarn Teachers’ Union"),
    # Without its accent or mark a name may be another, but never another letter.
    ("Peter Cohen", "Peter Cowan"),
)
# Anybody's: a surname, a given name, an office, a body that every country has.
NOBODY = (
    "Ruiz",
    "Mr Ruiz",
    "Kim",
    "President Brandt",
    "Sheikh Nasser",
    "The president",
    "A mayor",
    "Police",
    "He",
    "Two officials",
    "The report",
    "The government",
    "The Ministry of Health",
    "The Health Ministry",
    "The Supreme Court",
    "The Foreign Ministry",
)


@pytest.mark.parametrize("spellings", SAME, ids="/".join)
def test_one_id_through_spellings(spellings: tuple[str, ...]) -> None:
    ids = {words: entity(words) for words in spellings}
    assert None not in ids.values(), ids
    assert len(set(ids.values())) == 1, ids


@pytest.mark.parametrize("pair", DIFFERENT, ids="/".join)
def test_two_ids_for_two(pair: tuple[str, str]) -> None:
    one, other = map(entity, pair)
    assert one is not None
    assert other is not None
    assert one != other


def test_rows_of_one_id_differ_from_one_another() -> None:
    ids = {row: entity(row[0]) for row in SAME if row[0] != "Ana Ruiz"}
    assert [pair for pair in combinations(ids, 2) if ids[pair[0]] == ids[pair[1]]] == []


@pytest.mark.parametrize("words", NOBODY)
def test_no_id_for_who_may_be_anybody(words: str) -> None:
    assert entity(words) is None


# The keys themselves: folded words of a name.


def key(name: str) -> list[str]:
    return [fold(word) for word in name.split()]


@pytest.mark.parametrize("name", ["", "Ruiz", "al Marri", "bin", "J. D."])
def test_no_person_of_less_than_two_names(name: str) -> None:
    assert person_id(key(name)) is None


@pytest.mark.parametrize(
    ("kind", "name", "country", "has"),
    [
        ("government", "Ministry of Health", None, False),
        ("government", "Ministry of Health", "KE", True),
        ("government", "Tarn City Council", None, True),
        ("organisation", "Hollis Foods", None, True),
        ("organisation", "", None, False),
        ("organisation", "The of", None, False),
    ],
)
def test_bodies_that_every_country_has_need_one(
    kind: SourceKind, name: str, country: str | None, has: bool
) -> None:
    assert (body_id(kind, key(name), country) is not None) is has


def test_a_ministry_is_its_countrys() -> None:
    words = key("Ministry of Defense")
    assert body_id("government", words, "UA") == body_id("government", key("Defence Ministry"), "UA")
    assert body_id("government", words, "UA") != body_id("government", words, "RU")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelensky", "zelenskyy", True),
        ("muhammad", "mohamed", True),
        ("hassan", "hussein", False),
        ("lund", "lind", False),
        ("marsh", "march", False),
        ("omar", "amor", False),
    ],
)
def test_sounds(one: str, other: str, same: bool) -> None:
    assert (sound(one) == sound(other)) is same


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("O’Dowd", "odowd"),
        ("Seo-yeon", "seoyeon"),
        ("Núñez", "nunez"),
        ("Łukasz", "lukasz"),
        ("Ølgaard", "olgaard"),
        ("J.", "j"),
        ("", ""),
        ("—", ""),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded
