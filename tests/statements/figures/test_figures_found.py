"""Which figures a text holds: (text, each as [words] low..high ~ unit counted <part of)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Figure, Furniture, Part, Timex
from onrecord.statements.figures import find


def read(text: str) -> tuple[Figure, ...]:
    return find(Article(id="a", text=text))


def shown(text: str, figure: Figure) -> str:
    low, high = ("" if end is None else f"{end:.4g}" for end in (figure.low, figure.high))
    parts = [
        f"[{text[figure.start : figure.end]}]",
        low if low == high else f"{low}..{high}",
        "~" if figure.approximate else "",
        figure.unit or "",
        f"({figure.counted})" if figure.counted else "",
        "" if figure.part_of is None else f"<{figure.part_of}",
    ]
    return " ".join(part for part in parts if part)


ROWS = [
    # digits and their scales
    ("12,000 troops", ["[12,000] 1.2e+04 (troops)"]),
    ("about 1,234.5 tonnes of rice", ["[about 1,234.5 tonnes] 1234 ~ t (rice)"]),
    ("3.5m viewers", ["[3.5m] 3.5e+06 (viewers)"]),
    ("a 3m wall", ["[3m] 3 m"]),
    ("1,50,000 voters and 2 lakh forms", ["[1,50,000] 1.5e+05 (voters)", "[2 lakh] 2e+05 (forms)"]),
    ("12 000 cartons", ["[12 000] 1.2e+04 (cartons)"]),  # groups parted by spaces
    ("Rs 2 lakh crore", ["[Rs 2 lakh crore] 2e+12 INR"]),
    ("١٢ people", ["[١٢] 12 (people)"]),  # digits of another script
    # number words
    ("twenty-one ships", ["[twenty-one] 21 (ships)"]),
    ("two hundred and fifty jobs", ["[two hundred and fifty] 250 (jobs)"]),
    ("a hundred and two people", ["[a hundred and two] 102 (people)"]),
    ("one and a half million people", ["[one and a half million] 1.5e+06 (people)"]),
    ("half a million people", ["[half a million] 5e+05 (people)"]),
    ("half a dozen eggs", ["[half a dozen] 6 (eggs)"]),
    ("two dozen arrests", ["[two dozen] 24 (arrests)"]),
    ("three million two hundred thousand votes", ["[three million two hundred thousand] 3.2e+06 (votes)"]),
    # round plurals
    ("dozens of homes", ["[dozens] 24..99 ~ (homes)"]),
    ("scores were hurt", ["[scores] 40..99 ~"]),
    ("the test scores were low", []),
    ("tens of thousands of people", ["[tens of thousands] 2e+04..1e+05 ~ (people)"]),
    ("millions of Sudanese", ["[millions] 2e+06.. ~ (Sudanese)"]),
    ("a few hundred farmers", ["[a few hundred] 200..999 ~ (farmers)"]),
    ("a couple of shots", ["[a couple of] 2 ~ (shots)"]),
    ("the couple had several cats", []),
    # bounds
    ("at least 30 people", ["[at least 30] 30.. (people)"]),
    ("no fewer than 60 lawmakers", ["[no fewer than 60] 60.. (lawmakers)"]),
    ("up to 40", ["[up to 40] ..40"]),
    ("an estimated 500 seals", ["[an estimated 500] 500 ~ (seals)"]),
    ("500-odd men, 100+ shops", ["[500-odd] 500 ~ (men)", "[100+] 100.. (shops)"]),
    ("50 or more delegates", ["[50 or more] 50.. (delegates)"]),
    ("a bridge over two rivers", ["[two] 2 (rivers)"]),  # "over" is a place before a small number
    ("asked about two letters", ["[two] 2 (letters)"]),
    ("up to an estimated 40 people", ["[up to an estimated 40] ..40 ~ (people)"]),
    # ranges, and what is none
    ("between 3 and 5 ships", ["[between 3 and 5] 3..5 (ships)"]),
    ("10 to 15 million people", ["[10 to 15 million] 1e+07..1.5e+07 (people)"]),
    ("5-10% of firms", ["[5-10%] 5..10 % (firms)"]),
    ("two or three people", ["[two or three] 2..3 (people)"]),
    ("rose from 5 to 12", ["[5] 5", "[12] 12"]),
    ("won 3-1", ["[3] 3", "[1] 1"]),
    ("a 2-4 defeat", ["[2] 2", "[4] 4"]),
    ("lined up 4-3-3", []),
    # money
    ("$3.2 billion in aid", ["[$3.2 billion] 3.2e+09 USD (aid)"]),
    ("US$5, A$6, C$7, HK$8", ["[US$5] 5 USD", "[A$6] 6 AUD", "[C$7] 7 CAD", "[HK$8] 8 HKD"]),
    ("£40m, 5bn euros", ["[£40m] 4e+07 GBP", "[5bn euros] 5e+09 EUR"]),
    ("R4bn or R4,5 billion", ["[R4bn] 4e+09 ZAR", "[R4,5 billion] 4.5e+09 ZAR"]),
    ("N500 and N95 masks, the M25", ["[N500] 500 NGN"]),
    ("Rs. 2,000 and 50 cents", ["[Rs. 2,000] 2000 INR", "[50 cents] 0.5 USD"]),
    ("5 billion won for 12 won games", ["[5 billion won] 5e+09 KRW", "[12] 12"]),
    ("tens of thousands of pounds of gifts", ["[tens of thousands of pounds] 2e+04..1e+05 ~ GBP (gifts)"]),
    ("50 pounds of cocaine", ["[50 pounds] 50 lb (cocaine)"]),
    ("a £2m grant", ["[£2m] 2e+06 GBP (grant)"]),
    # shares and multiples
    ("nearly a third of voters", ["[nearly a third] 0.3333 ~ (voters)"]),
    ("a third man", []),
    ("the third quarter", []),
    ("three quarters of the budget", ["[three quarters] 0.75 (budget)"]),
    ("half its staff, the second half", ["[half] 0.5 (staff)"]),
    ("one in five children", ["[one in five] 0.2 (children)"]),
    ("nine out of 10 nurses", ["[nine out of 10] 0.9 (nurses)"]),
    ("more than doubled", ["[more than doubled] 2.. times"]),
    ("twice as many women", ["[twice] 2 times (women)"]),
    ("he was arrested twice", []),
    ("three-to-five people", ["[three-to-five] 3..5 (people)"]),
    ("three times higher, three times", ["[three times] 3 times", "[three] 3 (times)"]),
    (
        "12 percentage points, 25 basis points",
        ["[12 percentage points] 12 points", "[25 basis points] 25 basis points"],
    ),
    ("40 km of pipe, 40 km of the city", ["[40 km] 40 km (pipe)", "[40 km] 40 km"]),
    # what is counted
    ("300 U.S. troops", ["[300] 300 (U.S. troops)"]),
    ("two Russian drones hit a depot", ["[two] 2 (Russian drones)"]),
    ("30 people on Monday", ["[30] 30 (people)"]),
    ("500 were killed", ["[500] 500"]),
    ("12 sports journalists", ["[12] 12 (sports journalists)"]),
    ("12,000 of its soldiers", ["[12,000] 1.2e+04 (soldiers)"]),
    ("three children's hospitals", ["[three] 3 (children's hospitals)"]),
    ("six F-16 jets", ["[six] 6 (F-16 jets)"]),
    ("eight air strikes, 22 runs", ["[eight] 8 (air strikes)", "[22] 22 (runs)"]),  # no verbs behind a number
    ("12 people say police lied", ["[12] 12 (people)"]),
    ("one soldier died", ["[one] 1 (soldier)"]),
    # parts
    (
        "40 people, including 12 children and one nun",
        ["[40] 40 (people)", "[12] 12 (children) <0", "[one] 1 (nun) <0"],
    ),
    ("five of the 12 ships", ["[five] 5 (ships) <1", "[12] 12 (ships)"]),
    ("Of the 30 men, eight died.", ["[30] 30 (men)", "[eight] 8 (men) <0"]),
    ("40 men. 12 of them fled.", ["[40] 40 (men)", "[12] 12 <0"]),
    ("12 men, 40 of them old", ["[12] 12 (men)", "[40] 40"]),  # no part is larger than its whole
    # left out
    ("Boeing 737, Article 5, G7, COVID-19, F-16, Route 66, No. 10, 737s", []),
    ("10 Downing Street and flight MH370", []),
    ("the Group of Seven, Air Force One", []),
    ("in 2024, the 1990s, 2023-24, since the 2019 protests", []),
    ("2,000 protests in 2000", ["[2,000] 2000 (protests)"]),
    ("Oct 25, 25 October, 10:30, 5 p.m., 9.40pm", []),
    ("three days, a 10-year plan, two more weeks", []),
    ("no one, one of them, one day, this one, one another", []),
    ("one official said so", []),  # "one" is no more than "a" there
    ("1. Buy milk\n2. Sell it", []),
    ("call 0800 123 456 or +44 20 7946 0958", []),
    ("zero tolerance, net zero, the 21st century, twenty-first", []),
    ("the 54-year-old and Ana Ruiz, 51, left", ["[54-year] 54 years", "[51] 51 years"]),
    ("one-on-one, nine-to-five, 192.168.1.1", []),
    ("Two Killed as Storm Hits Coast", ["[Two] 2"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_find(text: str, expected: list[str]) -> None:
    assert [shown(text, figure) for figure in read(text)] == expected


def test_a_time_expression_holds_no_figure() -> None:
    text = "The 54-year-old spent 12 nights and 300 pounds there"
    times = [Timex(start=4, end=15, type="DURATION", value="P54Y")]
    found = find(Article(id="a", text=text), times)
    assert [text[figure.start : figure.end] for figure in found] == ["300 pounds"]


def test_nothing_is_read_from_bylines_and_what_the_page_added() -> None:
    text = "By Team 12 people\n30 people died\nRead 5 more stories"
    article = Article(
        id="a",
        text=text,
        parts=(Part(0, 17, "byline"), Part(18, 32, "body")),
        furniture=(Furniture(33, len(text), "related-link"),),
    )
    assert [shown(text, figure) for figure in find(article)] == ["[30] 30 (people)"]


PIECES = """
1 12 500 12,000 1.5 2024 one two twenty hundred thousand million billion a half third dozen dozens tens of
the $ £ Rs % per cent km people ships were and or to in out between at least about more than including them
- . , ( ) May Oct Boeing aged old year ½ ' + : /
"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


def check(text: str, found: tuple[Figure, ...]) -> None:
    end = 0
    for place, figure in enumerate(found):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.counted is None or figure.counted in text
        assert figure.part_of is None or (figure.part_of != place and 0 <= figure.part_of < len(found))


@given(st.text())
def test_any_text(text: str) -> None:
    check(text, read(text))


@given(st.lists(WORDS, max_size=40), st.sampled_from(["", " "]))
def test_any_row_of_number_words(words: list[str], between: str) -> None:
    text = between.join(words)
    check(text, read(text))


@given(st.lists(WORDS, min_size=1, max_size=20), st.integers(0, 30), st.integers(1, 20))
def test_no_figure_overlaps_a_time_expression(words: list[str], start: int, length: int) -> None:
    text = " ".join(words)
    start = min(start, len(text) - 1)
    timex = Timex(start=start, end=min(start + length, len(text)), type="DATE", value=None)
    for figure in find(Article(id="a", text=text), [timex]):
        assert figure.end <= timex.start or timex.end <= figure.start


@pytest.mark.parametrize("piece", ["1 ", "1,", "1", "and ", "million ", " ", "a", "."])
def test_long_rows_of_one_thing_come_to_an_end(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    check(text, read(text))


@pytest.mark.parametrize(
    "piece",
    [
        "one million ", "one ", "a ", "of ", "1-", "1 to ", "123 ", "1 of the ", "at least ", "$", "one in ",
        "between 1 and ", "including 1 ", "1, including ", "A 1 ", "\n", "half a ", "twenty-", "s ", "1.",
        "five of them ", "tens of ", "U.", "about 1 ", "1 about ", "1 a", "1'",
    ],
)  # fmt: skip
def test_rows_of_one_thing_come_to_an_end(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    check(text, read(text))
