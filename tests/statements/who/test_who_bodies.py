"""Who bodies, countries, groups and documents are: a marked text, and for each source its name and kind."""

from __future__ import annotations

import pytest
from marked_sources import Rights, sources, wrong


def of(name: str | None, kind: str, *numbers: str) -> Rights:
    return dict.fromkeys(numbers, (name, kind))


GOVERNMENTS: tuple[tuple[str, Rights], ...] = (
    # A seat of power or a capital stands for its country.
    ("{s1 Seoul} {q1 said} {c1 it was late}.", of("South Korea", "government", "1")),
    ("{s1 The Kremlin} {q1 said} {c1 it was late}.", of("Russia", "government", "1")),
    ("{s1 Downing Street} {q1 said} {c1 it was late}.", of("United Kingdom", "government", "1")),
    ("{s1 No 10} {q1 said} {c1 it was late}.", of("United Kingdom", "government", "1")),
    ("{c1 It was late}, {s1 No 10} {q1 said}.", of("United Kingdom", "government", "1")),
    ("{s1 The White House} {q1 denied} {c1 it}.", of("United States", "government", "1")),
    ("{s1 Washington} {q1 urged} {c1 {s1.1 Kiev} {q1.1 to agree} {c1.1 to talks}}.",
     of("United States", "government", "1") | of("Ukraine", "government", "1.1")),
    ("{s1 The Blue House} {q1 denied} {c1 it}.", of("South Korea", "government", "1")),
    ("{s1 Whitehall} {q1 denied} {c1 it}.", of("United Kingdom", "government", "1")),
    # A person who has the name of a place is a person.
    ("{s1 Denzel Washington Otieno} {q1 said} {c1 it was too soon}. {s2 Otieno} {q2 added} {c2 that it was "
     "late}.", of("Denzel Washington Otieno", "person", "1", "2")),
    ("{s1 The Israeli government} {q1 said} {c1 it was late}.", of("Israel", "government", "1")),
    ("{s1 Kenya’s government} {q1 said} {c1 it was late}.", of("Kenya", "government", "1")),
    ("{s1 The government of Kenya} {q1 said} {c1 it was late}.", of("Kenya", "government", "1")),
    ("{s1 The South Korean authorities} {q1 denied} {c1 it}.", of("South Korea", "government / group", "1")),
    # Which government, the article tells.
    ("Kenya shut its border on Monday. {s1 The government} {q1 said} {c1 it was a test}.",
     of("Kenya", "government", "1")),
    # Nothing tells which.
    ("{s1 The government} {q1 said} {c1 it was a test}.", of(None, "government", "1")),
    ("{s1 South Korea} {q1 said} {c1 it was too soon}. {s2 The country} {q2 denied} {c2 it had sent arms}.",
     of("South Korea", "country / government", "1", "2")),
    ("{s1 The U.S.} {q1 said} {c1 it was too soon}. {s2 The United States} {q2 added} {c2 that it was "
     "late}.", of("United States", "country / government", "1", "2")),
    ("{s1 Britain} {q1 said} {c1 it was too soon}. {s2 The UK} {q2 added} {c2 that it was late}.",
     of("United Kingdom", "country / government", "1", "2")),
    # Offices and ministries keep their own name, the fullest in the article.
    ("{s1 Russia’s Foreign Ministry} {q1 said} {c1 it was too soon}. {s2 The ministry} {q2 added} {c2 that "
     "it was late}.", of("Russia’s Foreign Ministry", "government", "1", "2")),
    ("{s1 The Foreign Ministry} {q1 said} {c1 it was too soon}. {s2 Russia’s Foreign Ministry} {q2 added} "
     "{c2 that it was late}.", of("Russia’s Foreign Ministry", "government", "1", "2")),
    ("{s1 The Ministry of Works} {q1 said} {c1 it was too soon}. {s2 The ministry} {q2 added} {c2 that it "
     "was late}.", of("Ministry of Works", "government", "1", "2")),
    # Each ministry by its own name.
    ("{s1 The Health Ministry} {q1 said} {c1 it was too soon}. {s2 The Works Ministry} {q2 said} {c2 it "
     "was not}. {s3 The health ministry} {q3 denied} {c3 it}.",
     of("Health Ministry", "government", "1", "3") | of("Works Ministry", "government", "2")),
    ("{s1 Ukrainian military intelligence} {q1 said} {c1 it was too soon}. {s2 It} {q2 added} {c2 that it "
     "was late}.", of("Ukrainian military intelligence", "government", "1", "2")),
    ("{s1 The Tarn City Council} {q1 said} {c1 it was too soon}. {s2 The council} {q2 added} {c2 that it "
     "was late}.", of("Tarn City Council", "government", "1", "2")),
    ("President Milo Brandt left. {s1 His office} {q1 declined} {c1 to comment}.",
     of("Milo Brandt’s office / Milo Brandt's office", "government / organisation", "1")),
    ("{s1 The Supreme Court} {q1 ruled} {c1 that it was late}. {s2 The court} {q2 said} {c2 the law was "
     "clear}.", of("Supreme Court", "government", "1", "2")),
    ("{s1 The Royal Tarnian Navy} {q1 said} {c1 it was too soon}. {s2 The navy} {q2 added} {c2 that it was "
     "late}.", of("Royal Tarnian Navy", "government", "1", "2")),
)  # fmt: skip

ORGANISATIONS: tuple[tuple[str, Rights], ...] = (
    ("{s1 Hollis Foods} {q1 said} {c1 it was too soon}. {s2 The company} {q2 added} {c2 that it was late}.",
     of("Hollis Foods", "organisation", "1", "2")),
    ("{s1 Hollis Foods Ltd} {q1 said} {c1 it was too soon}. {s2 Hollis} {q2 added} {c2 that it was late}.",
     of("Hollis Foods Ltd / Hollis Foods", "organisation", "1", "2")),
    ("{s1 Hollis Foods} {q1 said} {c1 it was too soon}. {s2 It} {q2 added} {c2 that it was late}.",
     of("Hollis Foods", "organisation", "1", "2")),
    # "They" may be a company.
    ("{s1 Hollis Foods} {q1 said} {c1 {s1.1 it} {q1.1 expects} {c1.1 to grow}}.",
     of("Hollis Foods", "organisation", "1", "1.1")),
    ("{s1 The dairy maker Hollis Foods} {q1 said} {c1 it was too soon}. {s2 The dairy maker} {q2 added} "
     "{c2 that it was late}.", of("Hollis Foods", "organisation", "1", "2")),
    # "We" is the body that the speaker speaks for.
    ("{c1 “{s1.1 We} {q1.1 expect} {c1.1 to grow},”} {s1 Hollis Foods chief executive Dana Reyes} {q1 "
     "said}.",
     of("Dana Reyes", "person", "1") | of("Hollis Foods / Dana Reyes", "organisation / person", "1.1")),
    ("{c1 “{s1.1 We} {q1.1 know} {c1.1 nothing},”} {s1 residents} {q1 said}.", of(None, "group", "1", "1.1")),
    # A founder's name within that of his body.
    ("{s1 Ana Ruiz} {q1 said} {c1 it was too soon}. {s2 The Ana Ruiz Foundation} {q2 added} {c2 that it "
     "was late}.", of("Ana Ruiz", "person", "1") | of("Ana Ruiz Foundation", "organisation", "2")),
    ("{s1 The Harlow Fishermen’s Union} {q1 said} {c1 it was too soon}. {s2 The union} {q2 added} {c2 that "
     "it was late}.", of("Harlow Fishermen’s Union", "organisation", "1", "2")),
    ("{s1 The University of Tarn} {q1 said} {c1 it was too soon}. {s2 The university} {q2 added} {c2 that "
     "it was late}.", of("University of Tarn", "organisation", "1", "2")),
    ("{s1 Hollis Foods Ltd} {q1 said} {c1 it was too soon}.\n\n{s2 The firm} {q2 added} {c2 that it was "
     "late}.", of("Hollis Foods Ltd / Hollis Foods", "organisation", "1", "2")),
    ("Workers of the dairy maker Hollis left. {s1 The company} {q1 said} {c1 it was too soon}.",
     of("Hollis", "organisation", "1")),
    # Of two companies the one last named.
    ("{s1 Hollis Foods} {q1 said} {c1 it was too soon}. {s2 Tarn Motors} {q2 said} {c2 it was not}. {s3 "
     "The company} {q3 added} {c3 that it was late}.",
     of("Hollis Foods", "organisation", "1") | of("Tarn Motors", "organisation", "2", "3")),
    # Acronyms spelt out.
    ("{s1 The World Health Organization (WHO)} {q1 said} {c1 it was too soon}. {s2 The WHO} {q2 added} {c2 "
     "that it was late}. {s3 The agency} {q3 denied} {c3 it}.",
     of("World Health Organization", "organisation", "1", "2", "3")),
    ("{s1 The WHO} {q1 said} {c1 it was late}.", of("WHO", "organisation", "1")),
    ("{s1 The Harlow Fish Union (HFU)} {q1 said} {c1 it was too soon}. {s2 The HFU} {q2 added} {c2 that it "
     "was late}.", of("Harlow Fish Union", "organisation", "1", "2")),
    ("{s1 The HFU} {q1 said} {c1 it was too soon}. {s2 The Harlow Fish Union, or HFU,} {q2 added} {c2 that "
     "it was late}.", of("Harlow Fish Union", "organisation", "1", "2")),
    # No mark spells it out: its letters do.
    ("{s1 The Tarn Ports Federation} {q1 said} {c1 it was too soon}. {s2 The TPF} {q2 added} {c2 that it "
     "was late}.", of("Tarn Ports Federation", "organisation", "1", "2")),
    ("{s1 The Tarn Institute of Ports} {q1 said} {c1 it was too soon}. {s2 TIP} {q2 added} {c2 that it was "
     "late}.", of("Tarn Institute of Ports", "organisation", "1", "2")),
    ("{s1 The UN} {q1 said} {c1 it was too soon}. {s2 The United Nations} {q2 added} {c2 that it was late}.",
     of("United Nations", "organisation", "1", "2")),
    ("{s1 Harlow Rovers} {q1 said} {c1 it was too soon}. {s2 The club} {q2 added} {c2 that it was late}.",
     of("Harlow Rovers", "organisation", "1", "2")),
    ("Hollis Foods, {s1 which} {q1 denies} {c1 any wrong}, closed.", of("Hollis Foods", "organisation", "1")),
    ("{s1 The Social Justice party} {q1 said} {c1 it was too soon}. {s2 The party} {q2 added} {c2 that it "
     "was late}.", of("Social Justice party / Social Justice Party", "organisation", "1", "2")),
)  # fmt: skip

OUTLETS: tuple[tuple[str, Rights], ...] = (
    ("{s1 The Guardian} {q1 reported} {c1 that it was late}.", of("The Guardian", "outlet", "1")),
    ("{c1 It was late}, {s1 the Guardian} {q1 reported}.", of("The Guardian", "outlet", "1")),
    ("{s1 Reuters} {q1 reported} {c1 that it was late}.", of("Reuters", "outlet", "1")),
    ("{s1 The newspaper Harlow Echo} {q1 reported} {c1 it was too soon}. {s2 The paper} {q2 said} {c2 it "
     "was late}.", of("Harlow Echo", "outlet", "1", "2")),
    ("{s1 The Harlow Times} {q1 reported} {c1 that it was late}.",
     of("The Harlow Times / Harlow Times", "outlet", "1")),
)  # fmt: skip

GROUPS: tuple[tuple[str, Rights], ...] = (
    ("{s1 Police} {q1 said} {c1 it was too soon}. {s2 They} {q2 added} {c2 that it was late}.",
     of(None, "group", "1", "2")),
    ("{s1 South Korean lawmakers} {q1 said} {c1 it was late}.", of(None, "group", "1")),
    ("{s1 Western allies} {q1 said} {c1 it was late}.", of(None, "group", "1")),
    ("{s1 Residents} {q1 said} {c1 {s1.1 they} {q1.1 feared} {c1.1 a flood}}. Ana Ruiz was away.",
     of(None, "group", "1", "1.1")),
    ("{s1 Two officials with knowledge of the matter} {q1 said} {c1 it was late}.", of(None, "unnamed", "1")),
    ("{s1 A spokesman for the ministry} {q1 said} {c1 it was late}.", of(None, "unnamed", "1")),
    # What he speaks for has a name, he has none.
    ("{s1 A spokeswoman for Hollis Foods} {q1 said} {c1 it was too soon}. {s2 She} {q2 added} {c2 that it "
     "was late}.", of(None, "unnamed", "1", "2")),
    ("{s1 A senior U.S. official} {q1 said} {c1 it was too soon}. {s2 The official} {q2 added} {c2 that it "
     "was late}.", of(None, "unnamed", "1", "2")),
    ("{s1 One of the drivers} {q1 said} {c1 it was late}. {s2 Another} {q2 said} {c2 it was not}.",
     of(None, "unnamed", "1", "2")),
    ("{s1 Many Kenyans} {q1 think} {c1 it was late}.", of(None, "group", "1")),
    ("{s1 Critics of Ana Ruiz} {q1 said} {c1 it was late}.", of(None, "group", "1")),
    ("{s1 Experts} {q1 fear} {c1 a flood}.", of(None, "group", "1")),
    # Some groups have a name of their own.
    ("{s1 The Taliban} {q1 said} {c1 it was late}.", of("Taliban", "group / organisation / government", "1")),
    ("{s1 Hamas} {q1 said} {c1 it was late}.", of("Hamas", "group / organisation", "1")),
    ("{s1 Hezbollah} {q1 said} {c1 it was late}.", of("Hezbollah", "group / organisation", "1")),
    ("{s1 A security guard} {q1 said} {c1 it was late}.", of(None, "unnamed", "1")),
    # Two named together.
    ("{s1 Ana Ruiz and Tom Fallow} {q1 said} {c1 it was too soon}. {s2 Fallow} {q2 added} {c2 that it was "
     "late}.", of("Ana Ruiz and Tom Fallow / -", "group", "1") | of("Tom Fallow", "person", "2")),
    ("{s1 Ana Ruiz and Tom Fallow} {q1 said} {c1 it was too soon}. {s2 They} {q2 added} {c2 that it was "
     "late}.", of("Ana Ruiz and Tom Fallow / -", "group", "1", "2")),
    ("{s1 Ana Ruiz and her lawyer} {q1 said} {c1 it was late}.", of("Ana Ruiz / -", "group / person", "1")),
    ("{s1 Police and prosecutors} {q1 said} {c1 it was late}.", of(None, "group", "1")),
    ("{s1 Germany and France} {q1 said} {c1 it was late}.", of("Germany and France", "group", "1")),
    ("{s1 Nobody} {q1 knows} {c1 why}.", of(None, "group / unnamed", "1")),
)  # fmt: skip

DOCUMENTS: tuple[tuple[str, Rights], ...] = (
    ("{s1 The report} {q1 said} {c1 it was too soon}. {s2 It} {q2 added} {c2 that it was late}.",
     of(None, "document", "1", "2")),
    ("{c1 The bridge was not safe}, {s1 court filings} {q1 show}.", of(None, "document", "1")),
    ("{s1 A study in Nature} {q1 found} {c1 that it was late}.", of(None, "document", "1")),
    ("{q1 According to} {s1 a 40-page indictment}, {c1 it was late}.", of(None, "document", "1")),
    ("{s1 Documents seen by Reuters} {q1 show} {c1 that it was late}.", of(None, "document", "1")),
    # A body's report is the report, not the body.
    ("{s1 The World Bank’s report} {q1 said} {c1 it was late}.", of(None, "document", "1")),
    ("{s1 A letter from Ana Ruiz to the council} {q1 said} {c1 it was late}.", of(None, "document", "1")),
    ("{s1 Satellite images} {q1 showed} {c1 a new road}.", of(None, "document", "1")),
    ("{q1 According to} {s1 intelligence}, {c1 it was late}. Tarn military intelligence left.",
     of(None, "document", "1")),
    ("{s1 The data} {q1 showed} {c1 a fall}.", of(None, "document", "1")),
    ("{s1 Article 12 of the constitution} {q1 says} {c1 it is free}.", of("Article 12", "document", "1")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "rights"), [*GOVERNMENTS, *ORGANISATIONS, *OUTLETS, *GROUPS, *DOCUMENTS])
def test_bodies(text: str, rights: Rights) -> None:
    assert wrong(text, rights) == {}


def test_a_statement_without_a_source_has_none() -> None:
    assert sources("{q1 It is said} {c1 that the bridge holds}.") == {"1": None}
