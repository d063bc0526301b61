"""Statements made out, from a report to all their fields, with the shipped model and all rules in a row."""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import article
from onrecord.records import Page, Reading, Statement
from onrecord.statements import find

STRIKE = Path("examples/reports/harbour-strike.txt").read_text(encoding="utf-8")


def read(published: str | None) -> Reading:
    page = Page(origin="strike", format="text", raw=STRIKE)
    found = article.extract(page, published=None, any_language=False)
    return find(replace(found, published_at=published))


@pytest.fixture(scope="module")
def strike() -> Reading:
    return read("2024-10-08")


def saying(reading: Reading, words: str) -> Statement:
    """The outer statement whose content holds some words."""
    (one,) = [each for each in reading.statements if words in each.content.text and not each.within]
    return one


# (words of the content, who, kind, type, act)
SPEAKERS = [
    ("4,200 of its 4,600 members", "Dockers' Federation", "organisation", "assertion", "assert"),
    ("no more than 2,900", "Norquay Terminals", "organisation", "assertion", "assert"),
    ("Nobody here is going back", "Marit Oldenby", "person", "assertion", "assert"),
    ("of hiring crane drivers", "Marit Oldenby", "person", "assertion", "assert"),  # "She"
    ("the accusation", "Norquay Terminals", "organisation", "assertion", "deny"),  # the first word alone
    ("We have not hired a single driver", "Pieter Haldane", "person", "assertion", "deny"),
    ("privately signalled", None, "unnamed", "assertion", "assert"),  # "Two people with knowledge"
    ("on the figure", "Pieter Haldane", "person", "assertion", "decline"),
    ("would not intervene", "Ilse Brandeau", "person", "assertion", "commit"),
    ("widening the strike", "Marit Oldenby", "person", "assertion", "non-denial"),
]


@pytest.mark.parametrize(("words", "name", "kind", "sort", "act"), SPEAKERS)
def test_who_does_what(strike: Reading, words: str, name: str | None, kind: str, sort: str, act: str) -> None:
    one = saying(strike, words)
    assert one.source
    assert (one.source.name, one.source.kind, one.type, one.act) == (name, kind, sort, act)


def test_one_person_has_one_entity(strike: Reading) -> None:
    named = [one.source for one in strike.statements if one.source and one.source.name == "Marit Oldenby"]
    assert len(named) > 3
    assert {source.entity for source in named} == {"person:marit-oldenbi"}
    assert len({source.text for source in named}) > 1


def test_figures_with_their_parts(strike: Reading) -> None:
    one = saying(strike, "4,200 of its 4,600 members")
    found = {strike.figures[place].low: strike.figures[place] for place in one.figures}
    assert {low: figure.counted for low, figure in found.items()} == {4200: "members", 4600: "members"}
    whole = found[4200].part_of
    assert whole is not None
    assert strike.figures[whole].low == 4600
    most = strike.figures[saying(strike, "no more than 2,900").figures[0]]
    assert (most.low, most.high) == (None, 2900)


def test_when_and_on_what_ground(strike: Reading) -> None:
    vessels = saying(strike, "31 vessels")
    assert vessels.event_times[0].startswith("2024-10-08")
    assert saying(strike, "would not intervene").said_at == "2024-10-07"
    denial = saying(strike, "We have not hired a single driver")
    assert denial.channel
    assert denial.channel.text == "in a statement"
    told = saying(strike, "privately signalled")
    assert told.ground
    assert told.ground.text == "with knowledge of the talks"


def test_publication_changes_values_alone(strike: Reading) -> None:
    other, undated = read("2023-03-04"), read(None)
    for one in (other, undated):
        assert [(t.start, t.end, t.type) for t in one.timexes] == [
            (t.start, t.end, t.type) for t in strike.timexes
        ]
        bare = [replace(each, said_at=None, event_times=()) for each in one.statements]
        assert bare == [replace(each, said_at=None, event_times=()) for each in strike.statements]
        assert one.figures == strike.figures
    assert [t.value for t in other.timexes] != [t.value for t in strike.timexes]
