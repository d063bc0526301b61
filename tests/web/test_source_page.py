"""The page of a source, the list of all, and what reviewers decide there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import claimed
import doors
import pytest
from claimed import HOSTILE, A, Report, Told
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.ledger import open_store, sources
from onrecord.ledger.correct import Correction, correct
from onrecord.records import SourceKind
from onrecord.web.app import make_app
from onrecord.web.settings import Settings
from onrecord.web.source_keys import key_of

IDA, TOM, EVE = "person:ida holm", "person:tom fox", "person:eve moss"
WHY = {"why": "one person"}
REPORTS = (
    Report("r1", (Told("Ida Holm", "the harbour is closed"),), "Harbour Post", "2024-10-07"),
    Report(
        "r2", (Told("Tom Fox", "that the harbour is closed", A, "disputes", "deny"),), "Mail", "2024-10-08"
    ),
    Report("r3", (Told("Ida Holm", "the cranes are safe", "c00000000b1"),), "Mail", "2024-12-01"),
    Report(
        "r4",
        (Told("Eve Moss", HOSTILE), Told(HOSTILE, "it rained", "c00000000b1")),
        HOSTILE,
        headline=HOSTILE,
    ),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = doors.settings_of(tmp_path)
    store = claimed.ledger(settings.ledger, *REPORTS)
    correct(store, 3, Correction(said_at="2024-11-30"), person="R. Amin", why="in the paper")
    store.connection.execute("DELETE FROM ungrouped")  # what is matched stays as it was put
    store.close()
    return settings


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return make_app(settings)


@pytest.fixture
def page(app: FastAPI) -> Iterator[TestClient]:
    """A browser on the page; it says where it is sent instead of going there."""
    with doors.browser(app) as client:
        yield client


def words(html: str, of: str = "main") -> str:
    """What a page says, or the section that has a heading of this id."""
    inside = html.split("<main")[1].split("</main>")[0]
    if of != "main":
        inside = inside.split(f'aria-labelledby="{of}"')[1].split("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside.partition(">")[2]).split())


def source(page: TestClient, entity: str, **asked: str) -> str:
    answer = page.get("/source", params={"entity": entity, **asked})
    assert answer.status_code == 200, answer.text
    return answer.text


def entries(html: str) -> list[str]:
    return re.findall(r'<article class="entry" id="n(\d+)">', html)


def test_what_a_source_said_and_did(page: TestClient) -> None:
    html = source(page, IDA)
    assert "<h1><bdi>Ida Holm</bdi></h1>" in html
    assert "2 statements, in 2 reports of 2 outlets, 2 independent texts. Said on 2024-11-30" in words(html)
    acts = words(html, of="acts-title")
    assert "Statements by act and month, Oct 2024 to Nov 2024. All panels have one scale, up to 1." in acts
    assert "Oct 2024 0 + 1 Nov 2024 1 + 0" in acts
    assert words(html, of="disputes") == (
        "In dispute with Tom Fox 1 claim supports Ida Holm the harbour is closed disputes Tom Fox"
        " that the harbour is closed The claim, side by side (c00000000a1)"
    )
    assert (
        words(html, of="stories")
        == "Stories they speak in Dockers walk out 2 statements , last said 2024-11-30"
    )
    assert words(html, of="outlets") == "Quoted by Harbour Post 1 in 1 report Mail 1 in 1 report"
    assert "Of 1 it is known when it was said, of 1 it is not." in words(html, of="statements-title")
    assert entries(html) == ["6", "1"]


def test_all_that_a_source_said_in_october(page: TestClient) -> None:
    html = source(page, IDA)
    (october,) = re.findall(r'<a href="([^"]+)"><span aria-hidden="true">Oct', html)
    assert unescape(october) == "/source?entity=person%3Aida+holm&from=2024-10-01&to=2024-10-31#statements"
    html = page.get(unescape(october)).text
    assert entries(html) == ["1"]
    told = words(html, of="statements-title")
    assert "What they said, October 2024" in told
    assert "0 were said then. 1 was published then, and when it was said is not known." in told
    assert 'aria-current="true"><span aria-hidden="true">Oct' in html
    assert 'name="from" type="date" value="2024-10-01"' in html


# what is asked, which lines are shown, what is said
NARROWED: list[tuple[dict[str, str], list[str], str]] = [
    ({"act": "assert"}, ["6", "1"], "What they said : assert"),
    ({"act": "deny"}, [], "Nothing of this kind is on record"),
    ({"from": "2024-11"}, ["6"], "from 2024-11-01"),
    ({"to": "2024-10-07"}, ["1"], "up to 2024-10-07"),
    ({"from": "2024", "to": "2024"}, ["6", "1"], "What they said, 2024"),
    ({"story": "s1"}, ["6", "1"], "Show all"),
    ({"act": "", "from": " ", "to": "", "story": "", "after": ""}, ["6", "1"], "What they said"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "lines", "told"), NARROWED)
def test_statements_are_narrowed(
    page: TestClient, asked: dict[str, str], lines: list[str], told: str
) -> None:
    html = source(page, IDA, **asked)
    assert entries(html) == lines
    assert told.replace(" :", ":") in words(html, of="statements-title")


# what is asked, the status, what is said
WRONG: list[tuple[str, dict[str, str], int, str]] = [
    ("/source", {"entity": "person:x"}, 404, "There is no source &#39;person:x&#39;"),
    ("/source", {"entity": "\0"}, 404, "There is no source"),
    ("/source", {"entity": ""}, 404, "There is no source"),
    ("/source", {}, 422, "Entity is missing"),
    ("/source", {"entity": IDA, "act": "sing"}, 400, "none of assert, confirm"),
    ("/source", {"entity": IDA, "from": "soon"}, 400, "no day, week, month or year"),
    ("/source", {"entity": IDA, "from": "2024-10", "to": "2023"}, 400, "ends before it begins"),
    ("/source", {"entity": IDA, "story": "s9"}, 400, "there is no story"),
    ("/source", {"entity": IDA, "story": "../x"}, 400, "no id of a story"),
    ("/source", {"entity": IDA, "after": "x"}, 400, "of no list of statements"),
    ("/source", {"entity": IDA, "after": "x" * 300}, 422, "After is too long"),
    ("/sources", {"kind": "robot"}, 400, "none of person"),
    ("/sources", {"words": "—"}, 400, "there is no word in it"),
    ("/sources", {"after": "-1"}, 400, "no whole number"),
    ("/source/merge", {"entity": IDA, "other": "x"}, 404, "There is no source"),
    ("/source/merge", {"entity": IDA, "other": IDA}, 409, "one already"),
    ("/source/split", {"entity": IDA, "name": "Ida", "line": "2"}, 400, "not of this source"),
    ("/source/split", {"entity": IDA, "name": "Ida", "line": str(2**70)}, 422, "Line"),
]


@pytest.mark.parametrize(("path", "asked", "status", "told"), WRONG)
def test_what_cannot_be_asked_is_told(
    page: TestClient, path: str, asked: dict[str, str], status: int, told: str
) -> None:
    answer = page.get(path, params=asked)
    assert (answer.status_code, told in answer.text) == (status, True), answer.text


def test_sources_are_listed_and_found(page: TestClient) -> None:
    html = page.get("/sources").text
    assert re.findall(r'<th scope="row"><a[^>]+><bdi>([^<]+)</bdi>', html)[0] == "Ida Holm"
    assert page.get("/sources", params={"words": "hol"}).text.count('<th scope="row">') == 1
    assert "No source on record has such a name" in page.get("/sources", params={"words": "nobody"}).text
    assert page.get("/sources", params={"words": "hol", "kind": "outlet"}).text.count("<tbody") == 0


def test_two_become_one_and_are_parted_again(page: TestClient) -> None:
    html = page.get("/source/merge", params={"entity": IDA, "words": "fox"}).text
    (other,) = re.findall(r'<li><a href="([^"]+)"><bdi>Tom Fox', html)
    html = page.get(unescape(other)).text
    assert "Are these one?" in html
    assert {"Ida Holm", "Tom Fox"} <= set(re.findall(r"<bdi>([^<]+)</bdi></a></h2>", html))
    answer = page.post("/source/merge", data={"entity": IDA, "other": TOM, "into": TOM, **WHY})
    assert (answer.status_code, answer.headers["location"]) == (303, "/source?entity=person%3Atom+fox")
    html = source(page, TOM)
    assert "<h1><bdi>Tom Fox</bdi></h1>" in html
    assert "3 statements" in words(html)
    assert "Ida Holm is the same, decided by local on" in words(html, of="decisions")
    answer = page.get("/source", params={"entity": IDA, "act": "deny"})  # what it asks is asked there
    assert (answer.status_code, answer.headers["location"]) == (
        302,
        "/source?entity=person%3Atom+fox&act=deny",
    )
    # Everywhere else it is one, too.
    assert page.get("/sources", params={"words": "holm"}).text.count("<bdi>Tom Fox</bdi></a>") == 1
    assert len(entries(page.get("/search", params={"who": "holm", "type": "all"}).text)) == 3
    answer = page.post("/source/part", data={"entity": IDA, **WHY})
    assert (answer.status_code, answer.headers["location"]) == (303, "/source?entity=person%3Aida+holm")
    assert "2 statements" in words(source(page, IDA))
    assert "is the same" not in source(page, TOM)


def test_statements_are_split_off_and_rejoined(page: TestClient) -> None:
    form = page.get("/source/split", params={"entity": IDA}).text
    assert re.findall(r'type="checkbox" name="line" value="(\d+)"', form) == ["6", "1"]
    nothing = page.get("/source/split", params={"entity": IDA, "name": "Ida Holm"}).text
    assert "Nothing is chosen yet" in nothing
    plan = page.get(
        "/source/split", params={"entity": IDA, "name": "Ida Holm", "kind": "person", "line": "6"}
    ).text
    assert "1 statement of another source" in words(plan)
    assert "another Ida Holm" in words(plan)
    fields = dict(re.findall(r'<input type="(?:hidden|radio)" name="(\w+)" value="([^"]*)"', plan))
    assert fields["to"] == "person:ida-holm"
    answer = page.post("/source/split", data={**fields, **WHY})
    assert (answer.status_code, answer.headers["location"]) == (303, "/source?entity=person%3Aida-holm")
    html = source(page, "person:ida-holm")
    assert "1 statement, in 1 report" in words(html)
    assert "1 statement split off from Ida Holm , decided by local" in words(html, of="decisions")
    assert "1 statement split off to Ida Holm , decided by local" in words(source(page, IDA), of="decisions")
    (number,) = re.findall(r'name="number" value="(\d+)"', html)
    answer = page.post("/source/rejoin", data={"entity": IDA, "number": number, **WHY})
    assert answer.status_code == 303
    assert "2 statements" in words(source(page, IDA))
    assert "No current statement names this source" in words(source(page, "person:ida-holm"))


def test_who_is_on_record_already_is_offered(page: TestClient) -> None:
    plan = page.get("/source/split", params={"entity": IDA, "name": "Tom Fox", "spelling": "Ida Holm"}).text
    assert "2 statements of another source" in words(plan)
    assert re.findall(r'name="to" value="([^"]+)" checked', plan) == [TOM]
    assert "Tom Fox , who is on record already (person, 1 statement)" in words(plan)


# what is sent, the status
REFUSED: list[tuple[str, dict[str, Any], int]] = [
    ("/source/merge", {"entity": IDA, "other": TOM, "into": EVE, **WHY}, 400),
    ("/source/merge", {"entity": IDA, "other": TOM, "into": TOM}, 400),  # no reason
    ("/source/merge", {"entity": IDA, "other": "x", "into": IDA, **WHY}, 404),
    ("/source/merge", {"entity": IDA, "other": IDA, "into": IDA, **WHY}, 409),
    ("/source/part", {"entity": IDA, **WHY}, 400),
    ("/source/split", {"entity": IDA, "to": TOM, "name": "Tom Fox", "line": "1"}, 400),  # no reason
    ("/source/split", {"entity": IDA, "to": TOM, "name": "Tom Fox", "line": "x", **WHY}, 422),
    ("/source/split", {"entity": IDA, "to": IDA, "name": "Ida Holm", "line": "1", **WHY}, 400),
    (
        "/source/split",
        {"entity": IDA, "to": TOM, "name": "Tom Fox", "line": "3", **WHY},
        409,
    ),  # put right since
    ("/source/rejoin", {"entity": IDA, "number": "1", **WHY}, 400),
    ("/source/rejoin", {"entity": IDA, "number": "0", **WHY}, 422),
]


@pytest.mark.parametrize(("path", "data", "status"), REFUSED)
def test_what_cannot_be_done_changes_nothing(
    page: TestClient, settings: Settings, path: str, data: dict[str, Any], status: int
) -> None:
    assert page.post(path, data=data).status_code == status
    store = open_store(settings.ledger, create=False, read_only=True)
    assert sources.source(store, IDA).times.total == 2
    store.close()


def test_readers_are_not_asked_to_decide(app: FastAPI) -> None:
    with doors.browser(app, "reader") as reader:
        html = source(reader, IDA)
        assert "Merge with" not in html
        assert '<h2 id="decisions">' not in html
        assert reader.get("/source/merge", params={"entity": IDA}).status_code == 403
        assert reader.post("/source/part", data={"entity": IDA, **WHY}).status_code == 403


def test_nothing_of_a_stranger_runs(page: TestClient) -> None:
    hostile = f"person:{HOSTILE.lower()}"
    addresses: tuple[tuple[str, dict[str, str]], ...] = (
        ("/source", {"entity": EVE}),
        ("/source", {"entity": hostile}),
        ("/source", {"entity": EVE, "after": HOSTILE}),
        ("/sources", {}),
        ("/sources", {"words": HOSTILE}),
        ("/source/merge", {"entity": EVE, "words": HOSTILE}),
        ("/source/merge", {"entity": EVE, "other": hostile}),
        ("/source/split", {"entity": EVE, "name": HOSTILE, "spelling": "Eve Moss"}),
    )
    for path, asked in addresses:
        html = page.get(path, params=asked).text
        assert "<script>alert" not in html
        assert ' style="' not in html
        assert not re.search(r"<[^>]+ on[a-z]+=", html)


# a name and a kind, the key that a report would give it
KEYS: list[tuple[str, SourceKind | None, str]] = [
    ("Ilse Brandeau", "person", "person:ilse-brandeau"),
    ("Ilse Brandeau", None, "person:ilse-brandeau"),
    ("Brandeau", "person", "name:brandeau"),  # a surname alone may be anybody's
    ("Norquay Terminals", "organisation", "body:norquay-terminals"),
    ("United States", "country", "country:US"),
    ("—", "person", "name:unwritten"),
]


@pytest.mark.parametrize(("name", "kind", "key"), KEYS)
def test_a_new_source_has_the_key_that_reports_would_give_it(
    name: str, kind: SourceKind | None, key: str
) -> None:
    assert key_of(name, kind) == key
