"""Marked stories as gold: (marked line, text, the words of each mark with its links)."""

from pathlib import Path

import pytest

from gates.claim_gold import GoldStory, Link, parse, stories
from gates.marked import Part

HEAD = "# a note\n=== r1 | Post | 2025-03-04T09:00:00Z\nHeadline\n\n"
FIGURES = "\n=== figures\nseries: people hurt\n"
PATH = Path("choose/storm.txt")


def story(body: str) -> GoldStory:
    return parse(HEAD + body, PATH)


MARKS = [
    ("Nothing is said.", "Nothing is said.", []),
    ("Ana said {{1+: that it rained}}.", "Ana said that it rained.", [("that it rained", [(1, "supports")])]),
    (  # one content, several claims; the letter o declines, a nought is part of a number
        "{{1-,20?: Is it}} {{3o: to say}}",
        "Is it to say",
        [("Is it", [(1, "disputes"), (20, "queries")]), ("to say", [(3, "declines")])],
    ),
    ("{{1~: a}} {{2!: b}}", "a b", [("a", [(1, "mentions")]), ("b", [(2, "non-denial")])]),
    ("{{1+: over two\nlines: yes}}", "over two\nlines: yes", [("over two\nlines: yes", [(1, "supports")])]),
    ("\n{{1+: “No,”}} he said.\n\n", "“No,” he said.", [("“No,”", [(1, "supports")])]),
]


@pytest.mark.parametrize(("marked", "text", "expected"), MARKS)
def test_parse(marked: str, text: str, expected: list[tuple[str, list[tuple[int, str]]]]) -> None:
    (report,) = story(marked).reports
    found = [(report.text[slice(*mark.span)], [tuple(link) for link in mark.links]) for mark in report.marks]
    assert report.text.split("\n\n", 1)[1].strip() == text
    assert report.text == report.text.strip()
    assert found == expected


def test_a_story_has_its_reports_and_series() -> None:
    told = parse(
        HEAD + "{{1+: At least 30 were hurt}}.\n=== r2 | Radio | 2025-03-05T07:00:00+02:00\n"
        "{{2+: 41}} hurt\n\nText." + FIGURES + "r1 | At least 30 | Ruiz | A\nr2 | 41 | the firm | A\n",
        PATH,
    )
    assert (told.name, told.note) == ("storm", "a note")
    assert [report.id for report in told.reports] == ["storm-r1", "storm-r2"]
    assert told.reports[1].outlet == "Radio"
    (series,) = told.series
    assert [(value.report, value.words, value.mark, value.letter) for value in series.values] == [
        ("storm-r1", "At least 30", 0, "A"),
        ("storm-r2", "41", 0, "A"),
    ]


BROKEN = [
    ("note", "a note\n", 1, "note"),
    ("words before", "# a\nb\n=== r1 | P | 2025-03-04T09:00:00Z\nH\n\nB\n", 2, "before the first report"),
    ("no report", "# a\n", 1, "no report"),
    ("head", "# a\n=== r1 | Post\nH\n\nB\n", 2, "rN | outlet"),
    ("no zone", "# a\n=== r1 | P | 2025-03-04T09:00:00\nH\n\nB\n", 2, "ISO 8601"),
    ("no body", "# a\n=== r1 | P | 2025-03-04T09:00:00Z\nH\nB\n", 3, "blank line"),
    ("nested", HEAD + "{{1+: a {{2+: b}} c}}", 5, "holds another"),
    ("open", HEAD + "Text.\n{{1+: a", 6, "not closed"),
    ("no stance", HEAD + "{{1: a}}", 5, "a mark that is not"),
    ("nought", HEAD + "{{10: a}}", 5, "a mark that is not"),
    ("a line further", HEAD + "{{1+: a\nb}}\n{{1: c}}", 7, "a mark that is not"),
    ("twice", HEAD + "Text.\n{{1+,1-: a}}", 6, "one claim twice"),
    ("figures first", "# a\n=== figures\n=== r1 | P | 2025-03-04T09:00:00Z\nH\n\nB\n", 3, "behind all"),
    ("one value", HEAD + "{{1+: 30 hurt}}" + FIGURES + "r1 | 30 | R | A", 7, "at least two"),
    ("not marked", HEAD + "30 {{1+: hurt}}" + FIGURES + "r1 | 30 | R | A", 8, "stand 0 times"),
    ("not once", HEAD + "{{1+: 30 of 30}}" + FIGURES + "r1 | 30 | R | A", 8, "stand 2 times"),
    ("no such report", HEAD + "{{1+: 30}}" + FIGURES + "r2 | 30 | R | A", 8, "a report that is there"),
]


@pytest.mark.parametrize(
    ("marked", "line", "why"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_what_does_not_parse_names_file_and_line(marked: str, line: int, why: str) -> None:
    with pytest.raises(ValueError, match=rf"choose/storm\.txt:{line}: .*{why}"):
        parse(marked, PATH)


@pytest.mark.parametrize("part", ["choose", "kept"])
def test_the_gold_set_is_whole(part: Part) -> None:
    """Eight stories of 3 to 6 reports in each half, of as many fields; someone supports each claim."""
    told = list(stories(part))
    assert len({story.name.partition("-")[0] for story in told}) == len(told) == 8
    for story in told:
        links = [link for report in story.reports for mark in report.marks for link in mark.links]
        assert 3 <= len(story.reports) <= 6, story.name
        assert {link.claim for link in links} == {link.claim for link in links if link.stance == "supports"}
        assert any(link.stance == "disputes" for link in links), story.name
        assert story.series, story.name


def test_no_report_is_in_both_halves() -> None:
    names, texts = (
        [
            {get(story, report) for story in stories(part) for report in story.reports}
            for part in ("choose", "kept")
        ]
        for get in (lambda story, _: story.name, lambda _, report: report.text)
    )
    assert not names[0] & names[1]
    assert not texts[0] & texts[1]


def test_links_are_numbers_and_stances() -> None:
    (report,) = story("{{1+,12-: words}}").reports
    assert report.marks[0].links == (Link(1, "supports"), Link(12, "disputes"))
