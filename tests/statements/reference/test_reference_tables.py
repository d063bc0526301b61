"""The reference tables are well-formed and complete, and say what a reader of news knows."""

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.reference import (
    bodies,
    body,
    capital,
    countries,
    country,
    country_named,
    country_of,
    demonym,
    fold,
    gender_of,
    place,
    places,
    possible_bodies,
    seat,
    title,
    titles,
)

COLUMNS = {"countries": 7, "bodies": 5, "places": 4, "titles": 4, "first_names": 3}
FLAGS = {"", "quiet-capital", "ambiguous", "quiet-capital|ambiguous"}

# The 193 members of the United Nations by ISO 3166-1 code.
LISTED_MEMBERS = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO
KM CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN
HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU
MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS
SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US
UY UZ VU VE VN YE ZM ZW
"""
MEMBERS = LISTED_MEMBERS.split()


def lines(table: str) -> list[list[str]]:
    text = files("onrecord.statements.reference").joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize("table", COLUMNS)
def test_each_row_has_its_columns_and_no_empty_name(table: str) -> None:
    for row in lines(table):
        assert len(row) == COLUMNS[table], row
        assert row[0], row
        assert all(field == field.strip() for field in row), row
        assert all(name == name.strip() and name for field in row if field for name in field.split("|")), row


def test_the_members_of_the_united_nations_are_there() -> None:
    assert len(set(MEMBERS)) == 193
    assert all(country(code) for code in MEMBERS)
    assert all(
        country(code) for code in ["VA", "PS", "TW", "XK", "HK", "MO", "GL", "GB-SCT", "GB-WLS", "GB-ENG"]
    )


def test_codes_and_names_of_countries_are_unique() -> None:
    codes = Counter(each.code for each in countries())
    assert max(codes.values()) == 1
    for column in ("names", "demonyms", "capitals", "seats"):
        found: Counter[str] = Counter()
        for each in countries():
            names = getattr(each, column) + ((each.name,) if column == "names" else ())
            found.update({fold(name) for name in names})
        assert [name for name, times in found.items() if times > 1] == [], column


def test_flags_kinds_and_codes_are_known() -> None:
    codes = {each.code for each in countries()}
    assert {row[6] for row in lines("countries")[1:]} <= FLAGS
    assert {each.kind for each in bodies()} == {"organisation", "government", "group", "outlet"}
    assert {each.country for each in bodies()} - {None} <= codes
    assert {each.country for each in places()} - {None} <= codes
    assert {row[3] for row in lines("places")[1:]} == {"", "ambiguous"}
    assert {row[2] for row in lines("titles")[1:]} <= {"m", "f", ""}
    assert {each.sort for each in titles()} == {"honorific", "role"}


def test_a_plain_name_of_a_body_is_its_own() -> None:
    found: Counter[str] = Counter()
    for each in bodies():
        found.update({fold(name) for name in (each.name, *each.names) if name not in each.ambiguous})
    assert [name for name, times in found.items() if times > 1] == []


def test_names_of_places_are_unique_and_no_countries() -> None:
    found: Counter[str] = Counter()
    for each in places():
        found.update({fold(name) for name in (each.name, *each.names)})
    assert [name for name, times in found.items() if times > 1] == []
    assert [name for name in found if country_named(name)] == []
    # A capital is listed with its country; what is called the same elsewhere is marked.
    assert all(each.ambiguous for each in places() if capital(each.name))


def test_no_given_name_has_both_genders() -> None:
    genders: dict[str, str] = {}
    for gender, _, names in lines("first_names")[1:]:
        for name in fold(names).casefold().split():
            assert genders.setdefault(name, gender) == gender, name


COUNTRIES = [
    ("Britain", "United Kingdom"),
    ("the U.S.", "United States"),
    ("The Gambia", "Gambia"),
    ("Türkiye", "Turkey"),
    ("Turkiye", "Turkey"),
    ("Côte d’Ivoire", "Ivory Coast"),
    ("NORTH KOREA", "North Korea"),
    ("DPRK", "North Korea"),
    ("Niger", "Niger"),
    ("Dutch", "Netherlands"),
    ("Filipinos", "Philippines"),
    ("Nigerien", "Niger"),
    ("Nigerians", "Nigeria"),
    ("Kiev", "Ukraine"),
    ("KYIV", "Ukraine"),
    ("Washington, D.C.", "United States"),
    ("Bogota", "Colombia"),
    ("the Kremlin", "Russia"),
    ("No 10", "United Kingdom"),
    ("Elysee", "France"),
    ("Malacanang", "Philippines"),
    ("Aso Rock", "Nigeria"),
    ("us", None),  # a pronoun
    ("Us", None),
    ("china", None),  # crockery
    ("Narnia", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "expected"), COUNTRIES)
def test_country_of(words: str, expected: str | None) -> None:
    found = country_of(words)
    assert (found.name if found else None) == expected


def test_each_sort_of_word_has_its_own_look_up() -> None:
    assert demonym("Swiss")
    assert not country_named("Swiss")
    assert capital("Peking")
    assert not demonym("Peking")
    assert seat("Whitehall")
    assert not capital("Whitehall")
    georgetown, jordan = capital("Georgetown"), country_named("Jordan")
    assert georgetown
    assert georgetown.quiet_capital
    assert jordan
    assert jordan.ambiguous


BODIES = [
    ("WHO", "World Health Organization", "organisation"),
    ("U.N.", "United Nations", "organisation"),
    ("the FBI", "Federal Bureau of Investigation", "government"),
    ("Guardian", None, None),  # a guardian of a child opens a sentence as well
    ("The Guardian", "The Guardian", "outlet"),
    ("New York Times", "The New York Times", "outlet"),
    ("Hamas", "Hamas", "group"),
    ("Hizbollah", "Hezbollah", "group"),
    ("Scotland Yard", "Metropolitan Police", "government"),
    ("BJP", "Bharatiya Janata Party", "organisation"),
    ("ICE", None, None),
    ("Congress", None, None),
    ("who", None, None),
]


@pytest.mark.parametrize(("words", "name", "kind"), BODIES)
def test_body(words: str, name: str | None, kind: str | None) -> None:
    found = body(words)
    assert (found and found.name, found and found.kind) == (name, kind)


def test_an_ambiguous_short_form_gives_all_that_it_may_be() -> None:
    assert {each.name for each in possible_bodies("PTI")} == {
        "Pakistan Tehreek-e-Insaf",
        "Press Trust of India",
    }
    assert {each.country for each in possible_bodies("AFP")} == {"FR", "AU", "PH"}
    assert possible_bodies("BBC") == (body("BBC"),)
    assert possible_bodies("nobody at all") == ()


PLACES = [
    ("Odessa", "Odesa", "UA"),
    ("St Petersburg", "Saint Petersburg", "RU"),
    ("Khan Yunis", "Khan Younis", "PS"),
    ("al-Fashir", "El Fasher", "SD"),
    ("Bombay", "Mumbai", "IN"),
    ("the Red Sea", "Red Sea", None),
    ("São Paulo", "São Paulo", "BR"),
    ("Sao Paulo", "São Paulo", "BR"),
    ("KHARKIV", "Kharkiv", "UA"),
    ("The Hague", "The Hague", "NL"),
    ("West Bank", "West Bank", "PS"),
]


@pytest.mark.parametrize(("words", "name", "code"), PLACES)
def test_place(words: str, name: str, code: str | None) -> None:
    found = place(words)
    assert found
    assert (found.name, found.country) == (name, code)


TITLES = [
    ("Mr", "honorific", "m", False),
    ("Mrs.", "honorific", "f", False),
    ("Lt. Gen.", "honorific", None, False),
    ("Datuk Seri", "honorific", "m", False),
    ("spokeswoman", "role", "f", False),
    ("spokespeople", "role", None, True),
    ("Lawmakers", "role", None, True),
    ("emissaries", "role", None, True),
    ("attorneys general", "role", None, True),
    ("chief executive", "role", None, False),
    ("widow", "role", "f", False),
]


@pytest.mark.parametrize(("words", "sort", "gender", "plural"), TITLES)
def test_title(words: str, sort: str, gender: str | None, plural: bool) -> None:
    found = title(words)
    assert found
    assert (found.sort, found.gender, found.plural) == (sort, gender, plural)


GENDERS = [
    ("Volodymyr", "m"),
    ("Yulia", "f"),
    ("José", "m"),
    ("Jose", "m"),
    ("Siân", "f"),
    ("Jean-Luc", "m"),
    ("Ngozi", "f"),
    ("Narendra", "m"),
    ("Yuriko", "f"),
    ("Andrea", None),  # a man in Italy
    ("Kim", None),
    ("Xqzt", None),
]


@pytest.mark.parametrize(("name", "gender"), GENDERS)
def test_gender_of(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


@given(st.text())
def test_any_words_can_be_looked_up(words: str) -> None:
    country_of(words)
    possible_bodies(words)
    place(words)
    title(words)
    gender_of(words)
    assert fold(fold(words)) == fold(words)


def test_long_words_are_nobodys_name() -> None:
    long = "Ukraine " * 60_000
    assert country_of(long) is None
    assert body(long) is None
    assert place(long) is None
