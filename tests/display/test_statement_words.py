"""Who is shown for a source, each thing once, and what is told of a statement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import Builder, Who, article_of, ferry

from onrecord.display.statement_words import put_as, speakers, who
from onrecord.records import Certainty, Polarity, SourceKind


@pytest.mark.parametrize(
    ("written", "name", "role", "kind", "shown"),
    [
        # The name stands in the words as written, and so does the role: it is shown beside the name.
        ("Mayor Ola Dahl", "Ola Dahl", "Mayor", "person", ("Ola Dahl", "", "Mayor")),
        ("she", "Ola Dahl", "Mayor", "person", ("Ola Dahl", "she", "Mayor")),
        ("the mayor", "Ola Dahl", "Mayor", "person", ("Ola Dahl", "the mayor", "")),
        ("OLA\nDAHL", "Ola Dahl", None, "person", ("Ola Dahl", "", "")),
        ("Oslo", "Norway", None, "government", ("Norway", "Oslo", "")),
        # Without a name: the words as written, and what they do not say already.
        ("two officials", None, "officials", "unnamed", ("two officials", "", "")),
        ("they", None, "officials", "unnamed", ("they", "", "officials")),
        ("police", None, None, "group", ("police", "", "")),
    ],
)
def test_who(
    written: str, name: str | None, role: str | None, kind: SourceKind, shown: tuple[str, str, str]
) -> None:
    built = Builder(article_of(f"{written} x"))
    source = built.say("x", source=written, who=Who(name, role, kind)).source
    assert source is not None
    one = who(built.article, source)
    assert (one.name, one.written, one.role) == shown
    assert one.kind == kind


@pytest.mark.parametrize(
    ("certainty", "polarity", "said"),
    [
        ("certain", "affirmed", ""),
        ("unspecified", "affirmed", ""),
        ("probable", "affirmed", "probable"),
        ("possible", "negated", "possible, negated"),
        ("certain", "negated", "negated"),
    ],
)
def test_only_what_is_not_taken_for_granted_is_said(
    certainty: Certainty, polarity: Polarity, said: str
) -> None:
    statement = replace(ferry().statements[0], certainty=certainty, polarity=polarity)
    assert put_as(statement) == said


def test_one_person_counts_once_whatever_the_name() -> None:
    built = Builder(article_of("x"))
    for name, entity in (("Ola", None), ("O. Dahl", "dahl"), ("Ola Dahl", "dahl"), (None, None)):
        built.say("x", source="x", who=Who(name, entity=entity))
    assert speakers(built.reading()) == [("O. Dahl", 2), ("Ola", 1)]
