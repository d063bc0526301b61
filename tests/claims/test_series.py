"""Which figures of a story stand in one series.

A story is written as lines "Source | sentence", the content in [brackets], in the order of saying; a series
is its figures as written.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.series import series
from onrecord.records import Act, Article, Place, Saying, Series, Source, Span, Statement, Words
from onrecord.statements.figures import find

MARK = re.compile(r"\[(.*)\]")
DENIALS: dict[str, Act] = {"denied": "deny", "asked": "ask"}


def said(line: str, number: int, published: str | None = None) -> Saying:
    """A saying from a line; the words behind the second | are the name of its article."""
    source, sentence, *article = (part.strip() for part in line.split("|"))
    found = MARK.search(sentence)
    assert found
    text = sentence[: found.start()] + found.group(1) + sentence[found.end() :]
    span = Span(found.start(), found.start() + len(found.group(1)))
    figures = tuple(
        each for each in find(Article(id="a", text=text)) if span.start <= each.start and each.end <= span.end
    )
    act = next((act for cue, act in DENIALS.items() if f" {cue} [" in sentence), "assert")
    statement = Statement(
        id=f"s{number}",
        source=Source((Span(0, 1),), source, name=source) if source else None,
        cue=None,
        content=Words((span,), found.group(1)),
        quotation="indirect",
        within=None,
        score=1.0,
        act=act,  # type: ignore[arg-type]
        figures=tuple(range(len(figures))),
    )
    return Saying(
        statement=statement,
        figures=figures,
        article=article[0] if article else f"a{number}",
        published_at=published or f"2025-03-{number + 1:02}T09:00:00Z",
        outlet=None,
        sentence=text,
        read=text,
        in_headline=False,
        vector=b"",
    )


def story(*lines: str) -> list[Saying]:
    return [said(line, number) for number, line in enumerate(lines)]


def shown(found: tuple[Series, ...]) -> list[list[str]]:
    return [[point.text for point in each.points] for each in found]


STORIES = [
    # one count in other words
    (
        "Police | Police said [12 people had died].",
        "Hospital | The hospital spoke of [fifteen bodies].",
        "Mayor | The mayor put [the death toll at 14].",
        "Army | [Sixteen were killed], the army said.",
        ["12", "fifteen", "14", "Sixteen"],
    ),
    # said of the same people, and not the same thing
    (
        "Police | Police said [12 people had been killed and 30 injured].",
        "Mayor | The mayor said [14 people were dead and 28 wounded].",
        ["12", "14"],
        ["30", "28"],
    ),
    (
        "Police | [At least 12 died], police said.",
        "Mayor | The mayor said [40 people were missing].",
        "County | The county said [900 residents had been evacuated].",
    ),
    # "killing 12 and injuring 30": the verb stands before
    (
        "Police | Police said the blast had happened at noon, [killing 12 people and injuring 30].",
        "Mayor | The mayor said [31 were hurt and 11 were killed].",
        ["12", "11"],
        ["30", "31"],
    ),
    # killed and wounded together are neither
    (
        "Army | The army said [400 soldiers had been killed or wounded].",
        "Ministry | The ministry said [150 soldiers had been killed].",
        "Group | The group counted [500 casualties].",
    ),
    # expected is not so yet
    (
        "Ministry | The ministry said [8,000 people had fallen ill].",
        "Ministry | It said [10,000 people were expected to fall ill by winter].",
    ),
    # what is said of all stands behind those who are told of apart
    (
        "Police | Police said [40 people, including 3 children and two nurses, were injured].",
        "Mayor | The mayor said [43 people were injured].",
        ["40", "43"],
    ),
    # other soldiers
    (
        "Ministry | The ministry said [300 Russian soldiers had been killed].",
        "Staff | The general staff said [120 North Korean soldiers had been killed].",
    ),
    # a subset is not compared, but for the same number
    (
        "Police | Police said [19 people had been killed].",
        "Charity | The charity said [7 children had been killed].",
    ),
    (
        "Police | Police confirmed [nine deaths].",
        "Charity | The charity said [nine children had died].",
        ["nine", "nine"],
    ),
    # over another extent
    (
        "Union | The union said [40,000 people had marched].",
        "Police | Police said [25,000 demonstrators had gathered].",
        "Minister | The minister said [90,000 people had marched in the whole country].",
        ["40,000", "25,000"],
    ),
    # ellipsis
    (
        "Union | The union said [40,000 people had marched]; police counted 18,000.|a",
        "Police | The union said 40,000 people had marched; police counted [18,000].|a",
        "Mayor | The mayor said [30,000 people had marched].",
        ["40,000", "18,000", "30,000"],
    ),
    # another year, another period
    (
        "Ministry | The ministry said [212 people had drowned].",
        "Ministry | Last year the ministry said [340 people had drowned].",
        "Ministry | It said [some 20 people drowned each week].",
    ),
    # more of them, and a change by so many
    (
        "Police | Police said [12 people had died].",
        "Police | Police said [another 3 people had died].",
        "Police | Police said [five more people had died].",
        "Mayor | The mayor said [deaths rose by 4].",
    ),
    # jobs, whoever words it
    (
        "Union | The union said [900 jobs would go].",
        "Firm | The firm said [350 positions were affected].",
        "Mayor | The mayor said [1,000 people would lose their jobs].",
        "Firm | It said [120 jobs would be created].",
        ["900", "350", "1,000"],
    ),
    # money of one currency, said to be the same
    (
        "Banker | A banker said [the price was about 2 billion euros].",
        "Firm | The firm said [it would buy its rival for 2.4 billion euros].",
        "Firm | It said [losses came to 300 million euros].",
        "Paper | The paper put [the price at 3 billion dollars].",
        ["about 2 billion euros", "2.4 billion euros"],
    ),
    # a currency that is left to be understood
    (
        "Banker | A banker said [the fee was 30 million euros].",
        "Club | The club said [it received 22 million for him].",
        ["30 million euros", "22 million"],
    ),
    # things without a word of the field, by the words of the clause
    (
        "Firm | The firm said [the pump could lift 30 litres from a flooded shaft].",
        "Engineer | The engineer said [the pump could lift 45 litres from a shaft].",
        "Mayor | The mayor said [the town burned 600 litres in its buses].",
        ["30 litres", "45 litres"],
    ),
    (
        "Charity | The charity said [1,200 homes had been destroyed].",
        "County | The county said [900 houses were destroyed].",
        "County | It said [60 houses were damaged].",
        ["1,200", "900"],
    ),
    # two prices of two things: the clause has to tell which
    (
        "Maker | The maker said [the steel clock would cost 500 euros and the gold clock 5,000 euros].",
        "Shop | The shop said [the gold clock would sell for 4,000 euros].",
        "Paper | The paper said [the gold clock would cost 5,500 euros].",
        ["5,000 euros", "4,000 euros", "5,500 euros"],
    ),
    # which, not how many
    (
        "Maker | The maker said [the 12-inch screen was new].",
        "Paper | The paper said [the 13-inch screen was new].",
        "Shop | The shop said [it was as large as a Kestrel 6].",
        "Blog | The blog said [it was as large as a Kestrel 7].",
    ),
    # ages, scores, factors and "the two" are nobody's count
    (
        "Coach | The coach said [his side won 3-1 after two goals].",
        "Keeper | The keeper said [a 2-1 win was all he hoped for].",
        "Agent | The agent said [the two had talked].",
        "Club | The club said [the two had not talked].",
    ),
]


@pytest.mark.parametrize("rows", STORIES)
def test_figures_of_one_series_and_of_none(rows: tuple[str | list[str], ...]) -> None:
    lines = [row for row in rows if isinstance(row, str)]
    assert shown(series(story(*lines))) == [row for row in rows if isinstance(row, list)]


SENT = "Seoul | Seoul said [about 3,000 soldiers had been sent to support the war in Tarn]."
# lines, the scopes of the points of their series, whether it differs; none where there is no series
MOVED = [
    (
        (SENT, "Kyiv | Kyiv said [12,000 troops, including 500 officers, were already in Russia]."),
        (["sent", "already in Russia"], False),
    ),
    ((SENT, "Kyiv | Kyiv said [12,000 northern troops had been deployed]."), (["sent", "deployed"], True)),
    ((SENT, "Kyiv | Kyiv said [2,900 soldiers were sent]."), (["sent", "sent"], False)),
    (
        (SENT, "Kyiv | Kyiv said [10,000 were ready; 12,000 troops were expected to be sent by winter]."),
        (["sent", "expected to be sent"], False),
    ),
    (
        (SENT, "Kyiv | Kyiv said [2,000 soldiers were training].", "Oslo | Oslo said [900 troops arrived]."),
        (["sent", "training", "arrived"], False),
    ),
    # one that differs from another of its scope, among others
    (
        (
            SENT,
            "Kyiv | Kyiv said [12,000 soldiers were in the border region].",
            "Oslo | Oslo put [8,000 troops in the border region].",
        ),
        (["sent", "in the border region", "in the border region"], True),
    ),
    # one statement may tell both
    (
        ("Kyiv | Kyiv said [3,000 troops had been sent and 9,000 troops would be sent by May].", SENT),
        (["sent", "would be sent", "sent"], False),
    ),
    # who is dead or missing is not counted with those sent; nor are others than those sent
    (
        (SENT, "Kyiv | Kyiv said [900 soldiers were killed].", "Oslo | It said [70 troops were missing]."),
        None,
    ),
    (
        ("A | A said [400 Russian soldiers had been sent].", "B | B said [90 Greek soldiers were deployed]."),
        None,
    ),
    ((SENT, "Kyiv | Kyiv said [40 tanks were already in Russia]."), None),
    ((SENT, "Kyiv | Kyiv said [12,000 troops had been sent last year]."), None),
    # who is no soldier, and what is no place
    (("A | A said [90 people were sent home].", "B | B said [500 people were already in the hall]."), None),
    ((SENT, "Kyiv | Kyiv said [12,000 soldiers were in danger]."), None),
]


@pytest.mark.parametrize(("lines", "expected"), MOVED)
def test_those_sent_and_those_there(lines: tuple[str, ...], expected: tuple[list[str], bool] | None) -> None:
    found = [([point.scope for point in each.points], each.differ) for each in series(story(*lines))]
    assert found == ([expected] if expected else [])


def test_other_places_part_those_who_are_there() -> None:
    sayings = story("A | A said [12 tanks were in Tarn].", "B | B said [30 tanks were in Moss].")
    placed = [
        replace(each, statement=replace(each.statement, places=(Place((_at(each, name),), name),)))
        for each, name in zip(sayings, ("Tarn", "Moss"), strict=True)
    ]
    assert series(placed) == ()


def test_differ_is_whether_some_two_do_not_agree() -> None:
    one = series(story("A | A said [about 50 people had died].", "B | B said [52 people had died]."))
    two = series(story("A | A said [50 people had died].", "B | B said [52 people had died]."))
    assert [each.differ for each in (*one, *two)] == [False, True]


def test_a_point_tells_who_gave_it_and_when() -> None:
    first, second = story("A | A said [at least 50 people had died].", "B | B said [52 people had died].")
    first = replace(first, statement=replace(first.statement, said_at="2025-02-27"))
    point = series([first, second])[0].points[0]
    told = (point.article, point.statement, point.low, point.high, point.source, point.said_at, point.text)
    assert told == ("a0", "s0", 50, None, "A", "2025-02-27", "at least 50")


def test_counted_is_as_written_up_to_what_is_said_of_it() -> None:
    found = series(story("A | A said [12 people had died].", "B | B said [14 victims were killed]."))
    assert found[0].counted == "people had died"


# Corrections: the earlier number is his who held it, else nobody's.


def test_a_number_taken_back_stays_with_who_held_it() -> None:
    lines = ("A | A said [26 children had fallen ill].", "B | B said [19 children, not 26, had fallen ill].")
    assert [(p.text, p.source) for p in series(story(*lines))[0].points] == [("26", "A"), ("19", "B")]


def test_a_number_taken_back_that_nobody_holds_is_nobodys() -> None:
    lines = ("A | A said [19 children, not 26, had fallen ill].", "B | B said [20 children had fallen ill].")
    found = series(story(*lines))[0].points
    assert [(p.text, p.source) for p in found] == [("19", "A"), ("26", None), ("20", "B")]


def test_revised_from() -> None:
    lines = ("A | A said [the death toll was revised from 12 to 9].", "B | B said [ten people had died].")
    found = series(story(*lines))[0].points
    assert [(p.text, p.source) for p in found] == [("12", None), ("9", "A"), ("ten", "B")]


@pytest.mark.parametrize(
    "line",
    [
        "C | C denied [that 90 people had died].",
        "C | C asked [whether 90 people had died].",
        "C | C said [never had 90 people died].",
        "C | C called [the claim of 90 dead nonsense].",
    ],
)
def test_a_number_that_is_only_denied_or_doubted_is_no_point(line: str) -> None:
    lines = ("A | A said [12 people had died].", "B | B said [14 people had died].", line)
    assert shown(series(story(*lines))) == [["12", "14"]]


# Copies and repetitions.


def test_copies_alone_are_no_series() -> None:
    line = "Police | Police said [12 people had died]."
    assert series(story(line, line, line)) == ()


def test_copies_are_points_of_a_series_of_others() -> None:
    line = "Police | Police said [12 people had died]."
    found = series(story(line, line, "Mayor | The mayor said [14 people had died]."))
    assert shown(found) == [["12", "12", "14"]]


def test_a_headline_is_no_point_where_the_text_says_it() -> None:
    headline, body, other = story(
        "Police | Police: [12 dead]|a",
        "Police chief | The chief said [12 people had died].|a",
        "B | B said [9 died].",
    )
    assert shown(series([replace(headline, in_headline=True), body, other])) == [["12", "9"]]


def test_a_headline_that_nobody_is_credited_with_is_no_point() -> None:
    headline, *others = story("| [12 dead] in blast", "A | A said [10 people died].", "B | B said [9 died].")
    assert shown(series([replace(headline, in_headline=True), *others])) == [["10", "9"]]


def test_two_numbers_of_one_statement_count_two_things() -> None:
    lines = (
        "A | A said [12 people died in the north and 30 people died in the south].",
        "B | B said [13 died].",
    )
    assert shown(series(story(*lines))) == [["12", "13"]]


def test_other_places_part_figures() -> None:
    sayings = story("A | A said [12 died in Tarn].", "B | B said [30 died in Moss].")
    placed = [
        replace(each, statement=replace(each.statement, places=(Place((_at(each, name),), name),)))
        for each, name in zip(sayings, ("Tarn", "Moss"), strict=True)
    ]
    assert len(series(sayings)) == 1
    assert series(placed) == ()


def _at(saying: Saying, name: str) -> Span:
    start = saying.sentence.index(name)
    return Span(start, start + len(name))


def test_the_inner_statement_gave_the_figure() -> None:
    outer, other = story(
        "Ana | Ana said [that Ben told her 12 people had died].", "C | C said [9 people died]."
    )
    start = outer.sentence.index("12")
    content = Words((Span(start, start + 18),), outer.sentence[start : start + 18])
    ben = Source((Span(0, 1),), "Ben", name="Ben")
    inner = replace(outer.statement, id="inner", within=outer.statement.id, source=ben, content=content)
    found = series([outer, replace(outer, statement=inner), other])
    assert [point.source for point in found[0].points] == ["Ben", "C"]


# Laws.

SENTENCES = st.sampled_from(
    [
        "A | A said [12 people had died].",
        "B | B said [around 300 soldiers, not 400, were sent].",
        "C | C said [the price was 2 million euros].",
        "D | D said [that 5 percent of voters stayed away].",
        "E | E said [250 soldiers had been sent and 30 killed].",
        "F | F said [it paid 3 million].",
        "G | G denied [that 12 people had died].",
    ]
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(SENTENCES, max_size=25).flatmap(
        lambda lines: st.tuples(st.just(lines), st.permutations(range(len(lines))))
    )
)
def test_order_of_arrival_does_not_matter(drawn: tuple[list[str], list[int]]) -> None:
    lines, order = drawn
    sayings = [said(line, number, f"2025-03-01T09:{number:02}:00Z") for number, line in enumerate(lines)]
    assert series([sayings[place] for place in order]) == series(sayings)


@settings(deadline=None, max_examples=60)
@given(st.lists(SENTENCES, max_size=25))
def test_a_figure_is_a_point_once(lines: list[str]) -> None:
    found = series(story(*lines))
    points = [(point.article, point.statement, point.text) for each in found for point in each.points]
    assert len(points) == len(set(points))
    assert all(len(each.points) >= 2 for each in found)


def test_nothing_of_nothing() -> None:
    assert series([]) == ()
