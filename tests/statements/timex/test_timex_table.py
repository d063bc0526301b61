"""Time expressions by example: a sentence, the day it was published, and what is to be found in it.

Each row: the text, the day of publication (or None), and for each expression "words = TYPE value" with the
TIMEX3 `mod` behind it where there is one. Friday, October 25, 2024 is FRIDAY.
"""

from __future__ import annotations

import pytest

from onrecord.records import Article
from onrecord.statements.timex import find

FRIDAY = "2024-10-25"
NEWS: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
    # Full dates, in the orders that outlets write them.
    ("The treaty was signed on March 5, 2021.", FRIDAY, ("March 5, 2021 = DATE 2021-03-05",)),
    ("The treaty was signed on 5 March 2021.", FRIDAY, ("5 March 2021 = DATE 2021-03-05",)),
    ("The treaty was signed on Friday, March 5, 2021.", FRIDAY, ("Friday, March 5, 2021 = DATE 2021-03-05",)),
    ("It was signed on the 5th of March 2021.", FRIDAY, ("the 5th of March 2021 = DATE 2021-03-05",)),
    ("Filed 2021-03-05 in court.", FRIDAY, ("2021-03-05 = DATE 2021-03-05",)),
    ("Logged at 2021-03-05T14:30 by the tower.", FRIDAY, ("2021-03-05T14:30 = TIME 2021-03-05T14:30",)),
    ("The form is dated 10/25/2023.", FRIDAY, ("10/25/2023 = DATE 2023-10-25",)),
    ("The form is dated 25.10.2023.", FRIDAY, ("25.10.2023 = DATE 2023-10-25",)),
    # Both 4 October and 10 April: not told.
    ("The form is dated 04/10/2023.", FRIDAY, ("04/10/2023 = DATE None",)),
    ("She was born in February 1987.", FRIDAY, ("February 1987 = DATE 1987-02",)),
    ("She was born in February of 1987.", FRIDAY, ("February of 1987 = DATE 1987-02",)),
    ("The law of 1974 still holds.", FRIDAY, ("1974 = DATE 1974",)),
    ("The year 2050 is the target.", FRIDAY, ("The year 2050 = DATE 2050",)),
    ("It opened in nineteen ninety-six.", FRIDAY, ("nineteen ninety-six = DATE 1996",)),
    ("The class of '98 met again.", FRIDAY, ("'98 = DATE 1998",)),
    # Dates without a year: by the day of publication and the tense.
    ("The minister said on Oct 25 that talks failed.", FRIDAY, ("Oct 25 = DATE 2024-10-25",)),
    ("The plant closed on Nov. 30.", FRIDAY, ("Nov. 30 = DATE 2023-11-30",)),
    ("The plant will close on Nov. 30.", FRIDAY, ("Nov. 30 = DATE 2024-11-30",)),
    ("The offer expires Dec. 31.", FRIDAY, ("Dec. 31 = DATE 2024-12-31",)),
    ("A vote is set for 14 January.", FRIDAY, ("14 January = DATE 2025-01-14",)),
    ("Prices rose in September.", FRIDAY, ("September = DATE 2024-09",)),
    ("Prices rose in December.", FRIDAY, ("December = DATE 2023-12",)),
    ("The bridge is expected to reopen in February.", FRIDAY, ("February = DATE 2025-02",)),
    ("He has been in office since January.", FRIDAY, ("January = DATE 2024-01",)),
    ("The court sat on the 14th.", FRIDAY, ("the 14th = DATE 2024-10-14",)),
    ("The deal of last May collapsed.", FRIDAY, ("last May = DATE 2024-05",)),
    ("Voters go to the polls next April.", FRIDAY, ("next April = DATE 2025-04",)),
    ("The rule takes effect in June next year.", FRIDAY, ("June next year = DATE 2025-06",)),
    # Weekdays.
    ("The union met on Tuesday.", FRIDAY, ("Tuesday = DATE 2024-10-22",)),
    ("The union will meet on Tuesday.", FRIDAY, ("Tuesday = DATE 2024-10-29",)),
    ("Officials said Friday the dam held.", FRIDAY, ("Friday = DATE 2024-10-25",)),
    ("Police said on Wednesday they would search the lake on Monday.", FRIDAY,
     ("Wednesday = DATE 2024-10-23", "Monday = DATE 2024-10-28")),
    ("The strike began last Friday.", FRIDAY, ("last Friday = DATE 2024-10-18",)),
    ("The strike begins next Monday.", FRIDAY, ("next Monday = DATE 2024-10-28",)),
    ("The trial starts on Tuesday next week.", FRIDAY, ("Tuesday next week = DATE 2024-10-29",)),
    ("He fell ill on Thursday of last week.", FRIDAY, ("Thursday of last week = DATE 2024-10-17",)),
    ("A rally this Sunday is planned.", FRIDAY, ("this Sunday = DATE 2024-10-27",)),
    ("He was arrested last night.", FRIDAY, ("last night = TIME 2024-10-24TNI",)),
    ("Critics attacked Tuesday's ruling.", FRIDAY, ("Tuesday = DATE 2024-10-22",)),
    ("The ceasefire, due to start on Sunday, was welcomed.", FRIDAY, ("Sunday = DATE 2024-10-27",)),
    # Days and weeks from the day of publication.
    ("It rained yesterday and today, and will tomorrow.", FRIDAY,
     ("yesterday = DATE 2024-10-24", "today = DATE 2024-10-25", "tomorrow = DATE 2024-10-26")),
    ("She arrived the day before yesterday.", FRIDAY, ("the day before yesterday = DATE 2024-10-23",)),
    ("Talks resume next week after a pause this week.", FRIDAY,
     ("next week = DATE 2024-W44", "this week = DATE 2024-W43")),
    ("Sales fell last month.", FRIDAY, ("last month = DATE 2024-09",)),
    ("Taxes rise next year.", FRIDAY, ("next year = DATE 2025",)),
    ("Earlier this year the bank merged.", FRIDAY, ("Earlier this year = DATE 2024 START",)),
    ("The fire broke out over the weekend.", FRIDAY, ("the weekend = DATE 2024-W43-WE",)),
    ("He resigned two weeks ago.", FRIDAY, ("two weeks ago = DATE 2024-W41",)),
    ("He resigned 10 days ago.", FRIDAY, ("10 days ago = DATE 2024-10-15",)),
    ("He resigned a month ago.", FRIDAY, ("a month ago = DATE 2024-09",)),
    ("The firm was founded 40 years ago.", FRIDAY, ("40 years ago = DATE 1984",)),
    ("The town flooded several years ago.", FRIDAY, ("several years ago = DATE PAST_REF",)),
    # From the date last mentioned.
    ("The king died on March 3, 2020. The next day his son was crowned.", FRIDAY,
     ("March 3, 2020 = DATE 2020-03-03", "The next day = DATE 2020-03-04")),
    ("The king died on March 3, 2020. Three days later came the funeral.", FRIDAY,
     ("March 3, 2020 = DATE 2020-03-03", "Three days later = DATE 2020-03-06")),
    ("Troops landed on May 2, 2011. They had left the day before.", FRIDAY,
     ("May 2, 2011 = DATE 2011-05-02", "the day before = DATE 2011-05-01")),
    ("The club won in 2003. It was sold that year.", FRIDAY, ("2003 = DATE 2003", "that year = DATE 2003")),
    ("It was founded in 1998 and closed the following year.", FRIDAY,
     ("1998 = DATE 1998", "the following year = DATE 1999")),
    # From what follows, or a length where nothing does.
    ("They fled three days after the vote on May 2.", FRIDAY,
     ("three days after = DATE 2024-05-05", "May 2 = DATE 2024-05-02")),
    ("He fell ill a week after his election.", FRIDAY, ("a week = DURATION P1W",)),
    # From one to another: each is an expression of its own.
    ("The fair runs from Oct 27 to 28.", FRIDAY, ("Oct 27 = DATE 2024-10-27", "28 = DATE 2024-10-28")),
    ("The fair ran Oct 12-13.", FRIDAY, ("Oct 12 = DATE 2024-10-12", "13 = DATE 2024-10-13")),
    ("The fair ran March 3-5, 2022.", FRIDAY, ("March 3 = DATE 2022-03-03", "5, 2022 = DATE 2022-03-05")),
    ("The fair ran 3-5 March 2022.", FRIDAY, ("3 = DATE 2022-03-03", "5 March 2022 = DATE 2022-03-05")),
    ("The war of 1990-91 was short.", FRIDAY, ("1990 = DATE 1990", "91 = DATE 1991")),
    ("She served from 2001 to 2005.", FRIDAY, ("2001 = DATE 2001", "2005 = DATE 2005")),
    ("It fell between May and June.", FRIDAY, ("May = DATE 2024-05", "June = DATE 2024-06")),
    ("Fighting raged in October and November 2019.", FRIDAY,
     ("October = DATE 2019-10", "November 2019 = DATE 2019-11")),
    # Parts of a year.
    ("Profit fell in the second quarter of 2023.", FRIDAY, ("the second quarter of 2023 = DATE 2023-Q2",)),
    ("Profit fell in Q2 2023.", FRIDAY, ("Q2 2023 = DATE 2023-Q2",)),
    ("Third-quarter profit fell.", FRIDAY, ("Third-quarter = DATE 2024-Q3",)),
    ("Output shrank in the first half of 2023.", FRIDAY, ("the first half of 2023 = DATE 2023-H1",)),
    ("Sales peaked in fiscal 2022.", FRIDAY, ("fiscal 2022 = DATE 2022",)),
    ("Third-quarter profit was $3 million, against $2 million a year earlier.", FRIDAY,
     ("Third-quarter = DATE 2024-Q3", "a year earlier = DATE 2023-Q3")),
    ("The heat of summer 2023 broke records.", FRIDAY, ("summer 2023 = DATE 2023-SU",)),
    ("He left last winter.", FRIDAY, ("last winter = DATE 2023-WI",)),
    ("Rents rose this spring.", FRIDAY, ("this spring = DATE 2024-SP",)),
    ("The bank expects to cut rates by the end of the second quarter.", FRIDAY,
     ("the end of the second quarter = DATE 2025-Q2 END",)),
    ("Growth may return in the second half of the year.", FRIDAY,
     ("the second half of the year = DATE 2024-H2",)),
    # Decades and centuries.
    ("The mine closed in the 1990s.", FRIDAY, ("the 1990s = DATE 199",)),
    ("The mine closed in the '80s.", FRIDAY, ("the '80s = DATE 198",)),
    ("The mine closed in the nineties.", FRIDAY, ("the nineties = DATE 199",)),
    ("The church dates from the 12th century.", FRIDAY, ("the 12th century = DATE 11",)),
    # Fuzzy edges.
    ("Snow fell in early October.", FRIDAY, ("early October = DATE 2024-10 START",)),
    ("The dam broke in mid-2023.", FRIDAY, ("mid-2023 = DATE 2023 MID",)),
    ("He was hired late last year.", FRIDAY, ("late last year = DATE 2023 END",)),
    ("It must end by the end of the month.", FRIDAY, ("the end of the month = DATE 2024-10 END",)),
    ("It rained in the late 1990s.", FRIDAY, ("the late 1990s = DATE 199 END",)),
    # Lengths.
    ("He served three years.", FRIDAY, ("three years = DURATION P3Y",)),
    ("She won a three-year term.", FRIDAY, ("three-year = DURATION P3Y",)),
    ("It took several months.", FRIDAY, ("several months = DURATION PXM",)),
    ("It went on for some time.", FRIDAY, ("some time = DURATION PXM",)),
    ("They waited for hours.", FRIDAY, ("hours = DURATION PTXH",)),
    ("The drive takes two and a half hours.", FRIDAY, ("two and a half hours = DURATION PT2H30M",)),
    ("The flight lasts 5 1/2 hours.", FRIDAY, ("5 1/2 hours = DURATION PT5H30M",)),
    ("It takes five working days.", FRIDAY, ("five working days = DURATION P5D",)),
    ("It lasted half an hour.", FRIDAY, ("half an hour = DURATION PT30M",)),
    ("He ruled for two decades.", FRIDAY, ("two decades = DURATION P20Y",)),
    ("Prices doubled in the past three years.", FRIDAY, ("the past three years = DURATION P3Y",)),
    ("He was jailed for more than two years.", FRIDAY, ("more than two years = DURATION P2Y MORE_THAN",)),
    ("He was jailed for at least two years.", FRIDAY, ("at least two years = DURATION P2Y EQUAL_OR_MORE",)),
    ("He was jailed for nearly two years.", FRIDAY, ("nearly two years = DURATION P2Y LESS_THAN",)),
    ("He was jailed for less than two years.", FRIDAY, ("less than two years = DURATION P2Y LESS_THAN",)),
    ("He was jailed for up to two years.", FRIDAY, ("up to two years = DURATION P2Y EQUAL_OR_LESS",)),
    ("He was jailed for about two years.", FRIDAY, ("about two years = DURATION P2Y APPROX",)),
    ("It was a decade-long war.", FRIDAY, ("a decade-long = DURATION P10Y",)),
    ("It grew over the last decade.", FRIDAY, ("the last decade = DURATION P10Y",)),
    ("A two-and-a-half-year term.", FRIDAY, ("two-and-a-half-year = DURATION P2Y6M",)),
    # An age is a figure and no time.
    ("The 20-year-old student won.", FRIDAY, ()),
    ("The eight-month-old truce broke.", FRIDAY, ("eight-month-old = DURATION P8M",)),
    # What recurs.
    ("The council meets every Tuesday.", FRIDAY, ("every Tuesday = SET XXXX-WXX-2",)),
    ("The council meets on Mondays.", FRIDAY, ("Mondays = SET XXXX-WXX-1",)),
    ("Ships arrive daily.", FRIDAY, ("daily = SET P1D",)),
    ("The fee is paid annually.", FRIDAY, ("annually = SET P1Y",)),
    ("Floods come each month.", FRIDAY, ("each month = SET P1M",)),
    ("It meets once a year.", FRIDAY, ("once a year = SET P1Y",)),
    ("It earns $5 million a year.", FRIDAY, ("a year = SET P1Y",)),
    ("The march is held each July.", FRIDAY, ("each July = SET XXXX-07",)),
    # Times of day.
    ("The siren sounded at 5 p.m. Tuesday.", FRIDAY, ("5 p.m. Tuesday = TIME 2024-10-22T17:00",)),
    ("The siren sounded at noon.", FRIDAY, ("noon = TIME 2024-10-25T12:00",)),
    ("The siren sounded at 1430 GMT.", FRIDAY, ("1430 GMT = TIME 2024-10-25T14:30",)),
    ("Posted 08:11 PM.", FRIDAY, ("08:11 PM = TIME 2024-10-25T20:11",)),
    ("The raid began Tuesday morning.", FRIDAY, ("Tuesday morning = TIME 2024-10-22TMO",)),
    ("She speaks tonight.", FRIDAY, ("tonight = TIME 2024-10-25TNI",)),
    ("The bus crashed late Monday night.", FRIDAY, ("late Monday night = TIME 2024-10-21TNI END",)),
    ("They met at 7 o'clock in the evening.", FRIDAY, ("7 o'clock in the evening = TIME 2024-10-25T19:00",)),
    ("The raid began in the early hours of Thursday.", FRIDAY,
     ("the early hours of Thursday = TIME 2024-10-24TMO START",)),
    ("Doors open tomorrow at 8am.", FRIDAY, ("tomorrow = DATE 2024-10-26", "8am = TIME 2024-10-26T08:00")),
    ("She speaks at 7:30 tonight.", FRIDAY, ("7:30 tonight = TIME 2024-10-25T19:30",)),
    ("It rang at 10:30pm on Friday 18 October 2024.", FRIDAY,
     ("10:30pm on Friday 18 October 2024 = TIME 2024-10-18T22:30",)),
    # The present, the past, the future as such.
    ("He is now in exile.", FRIDAY, ("now = DATE PRESENT_REF",)),
    ("It currently has 40 members.", FRIDAY, ("currently = DATE PRESENT_REF",)),
    ("She recently moved.", FRIDAY, ("recently = DATE PAST_REF",)),
    ("In the past, it refused.", FRIDAY, ("the past = DATE PAST_REF",)),
    ("Previously, it refused.", FRIDAY, ("Previously = DATE PAST_REF",)),
    ("It may change in the future.", FRIDAY, ("the future = DATE FUTURE_REF",)),
    ("The bank will soon close.", FRIDAY, ("soon = DATE FUTURE_REF",)),
    # Feasts.
    ("The law was passed on Christmas Eve 2021.", FRIDAY, ("Christmas Eve 2021 = DATE 2021-12-24",)),
    ("They met at Easter 2023.", FRIDAY, ("Easter 2023 = DATE 2023-04-09",)),
    ("Clocks change on the last Sunday of October.", FRIDAY,
     ("the last Sunday of October = DATE 2024-10-27",)),
    ("Unions marched on May Day.", FRIDAY, ("May Day = DATE 2024-05-01",)),
    # Words that look like times and are none.
    ("May said he may resign in May.", FRIDAY, ("May = DATE 2025-05",)),
    ("Theresa May may march on.", FRIDAY, ()),
    ("Mr March ran in the sun for a second time.", FRIDAY, ()),
    ("The Sun reported it; the august body sat.", FRIDAY, ()),
    ("She finished second, a fall from grace.", FRIDAY, ()),
    ("He walked 2000 miles with 1500 men, route 1990 m long.", FRIDAY, ()),
    ("Prices will fall and hopes spring up.", FRIDAY, ()),
    ("Call as soon as you can.", FRIDAY, ()),
    ("USA Today and the Daily Mail reported it.", FRIDAY, ()),
    ("Resolution 1701 and flight 1990 and 555-2024.", FRIDAY, ()),
    ("The 25th anniversary of the 3rd Battalion.", FRIDAY, ()),
    # A time that cannot exist is kept without a value.
    ("The bill is due on February 30.", FRIDAY, ("February 30 = DATE None",)),
    ("The clock showed 25:70.", FRIDAY, ("25:70 = TIME None",)),
    # Nothing to count from.
    ("The minister spoke on Oct 25.", None, ("Oct 25 = DATE XXXX-10-25",)),
    ("The minister spoke on Tuesday.", None, ("Tuesday = DATE XXXX-WXX-2",)),
    ("The minister spoke yesterday.", None, ("yesterday = DATE None",)),
    ("The minister spoke in October.", None, ("October = DATE XXXX-10",)),
    ("KYIV, Oct 25, 2024 - The minister said on Tuesday that it was over.", None,
     ("Oct 25, 2024 = DATE 2024-10-25", "Tuesday = DATE 2024-10-22")),
    # A history is counted from itself.
    ("The war began in April 1861. On July 21 the armies met. The next day it rained.", None,
     ("April 1861 = DATE 1861-04", "July 21 = DATE 1861-07-21", "The next day = DATE 1861-07-22")),
    ("On December 20, 1943 the city fell. In January the army moved on.", None,
     ("December 20, 1943 = DATE 1943-12-20", "January = DATE 1944-01")),
    ("In May 1915 they landed; in June 1916 they left; in July 1917 they came back, and in August they won.",
     FRIDAY,
     ("May 1915 = DATE 1915-05", "June 1916 = DATE 1916-06", "July 1917 = DATE 1917-07",
      "August = DATE 1917-08")),
    ("The battle of 480 BC was decisive.", None, ("480 BC = DATE BC0480",)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "published", "expected"), NEWS, ids=[row[0][:50] for row in NEWS])
def test_found_in_a_sentence(text: str, published: str | None, expected: tuple[str, ...]) -> None:
    found = find(Article(id="", text=text, published_at=published))
    assert tuple(shown(text, timex) for timex in found) == expected


def shown(text: str, timex: object) -> str:
    """An expression as the rows above write it."""
    from onrecord.records import Timex

    assert isinstance(timex, Timex)
    words = " ".join(text[timex.start : timex.end].split())
    return f"{words} = {timex.type} {timex.value}" + (f" {timex.mod}" if timex.mod else "")
