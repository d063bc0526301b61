"""The page of a claim, and what reviewers decide there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import claimed
import doors
import pytest
from claimed import CLOSED, HOSTILE, TUESDAY, A, B, C, Report, Told
from starlette.testclient import TestClient

from onrecord.ledger import open_store
from onrecord.ledger.claim_list import ListedClaim
from onrecord.web import claim_view
from onrecord.web.app import make_app
from onrecord.web.claim_choices import choices
from onrecord.web.settings import Settings

WHY = {"why": "they are not the same"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = doors.settings_of(tmp_path)
    claimed.ledger(settings.ledger).close()
    return settings


@pytest.fixture
def page(settings: Settings) -> Iterator[TestClient]:
    """A browser on the page; it says where it is sent instead of going there."""
    with doors.browser(make_app(settings)) as client:
        yield client


def words(html: str, *, of: str = "main") -> str:
    """What a page says, or a part of it by its id."""
    inside = re.split(rf'<(?:section|header)[^>]*(?:id|class)="{of}"', html)[-1] if of != "main" else html
    inside = (
        re.split(r"</section>|</header>|</main>", inside)[0] if of != "main" else inside.split("<main")[1]
    )
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def test_who_made_it_first_and_who_stands_where(page: TestClient) -> None:
    html = page.get(f"/claim/{A}").text
    assert f'<h1 dir="auto">{TUESDAY}</h1>' in html  # of those that support it the one most like the others
    said = words(html)
    assert "First put forward by Ida Holm , in a report of 2024-10-07 in Harbour Post ." in said
    assert '<a class="button" href="/report?article=r1&amp;version=1&amp;statement=1">Read the first' in html
    assert "6 statements 4 outlets 5 independent texts story: Dockers walk out" in said
    stands = words(html, of="stands")
    assert "supports put it forward Ida Holm by 2024-10-07 citing the log Una Bay by 2024-10-09" in stands
    assert "supports confirm it Eve Moss undated" in stands
    assert "disputes dispute it Tom Fox by 2024-10-08" in stands
    assert "declines decline to say Ben Low by 2024-10-11" in stands


def test_the_wordings_in_the_order_of_saying(page: TestClient) -> None:
    html = page.get(f"/claim/{A}").text
    assert re.findall(r'<span class="place">(\d+)</span>', html) == ["1", "2", "3", "4", "5"]
    assert "Varnholm <del>is</del> <ins>stays</ins> closed until <del>Monday</del> <ins>Tuesday</ins>" in html
    said = words(html, of="wordings")
    assert "the first wording" in said
    assert "the same words" in said
    assert "to comment in other words" in said
    assert "matched 0.75 sure, why" in said
    assert "ground citing the log" in said
    # copies of one wire text stand once, with the other outlet
    assert "the same text in Evening Sun" in said
    assert "/report?article=r4&amp;version=1" in html
    # the publisher's page opens at the words
    assert 'href="https://r1.example/#:~:text=the%20harbour%20of' in html


def test_a_claim_that_nobody_puts_forward(settings: Settings, page: TestClient) -> None:
    store = open_store(settings.ledger, create=False)
    told = Told("Tom Fox", "the boats were sunk", C, "disputes", "deny")
    claimed.put(store, Report("x1", (told,), "Coast Mail", "2024-10-08"), story="s2")
    store.close()
    said = words(page.get(f"/claim/{C}").text)
    assert "Nobody is on record as putting it forward. First comes Tom Fox , who disputes it" in said


def test_pages_of_appearances(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_view, "ON_PAGE", 2)
    found = [page.get(f"/claim/{A}?page={number}").text for number in (1, 2, 3, 99)]
    places = [re.findall(r'<span class="place">(\d+)</span>', html) for html in found]
    assert places == [["1", "2"], ["3", "4"], ["5"], ["5"]]
    assert f'<a href="/claim/{A}?page=2#wordings">Later ones</a>' in found[0]
    assert "Earlier ones" not in found[0]
    assert f'<a href="/claim/{A}#wordings">Earlier ones</a>' in found[1]
    assert "3 to 4 of 5" in words(found[1])
    assert page.get(f"/claim/{A}?page=0").status_code == 422


def test_many_sources_are_counted(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_view, "VOICES", 1)
    assert "Ida Holm by 2024-10-07 citing the log and 1 more" in words(
        page.get(f"/claim/{A}").text, of="stands"
    )


@pytest.mark.parametrize("name", ["cffffffffff", "c", "c00000000", "x", "%00", "c00000000A1", "c" * 300])
def test_what_is_no_claim(page: TestClient, name: str) -> None:
    for address in (f"/claim/{name}", f"/claim/{name}/merge", f"/claim/{name}/split?statement=1"):
        assert page.get(address).status_code == 404
    answer = page.post(f"/claim/{name}/merge", data={"into": A, **WHY})
    assert answer.status_code == 404


def test_words_of_strangers_are_text(settings: Settings, page: TestClient) -> None:
    store = open_store(settings.ledger, create=False)
    told = Told(HOSTILE, f"it is {HOSTILE} so", C, ground=HOSTILE)
    reports = [
        Report(
            f"x{number}",
            (told,),
            HOSTILE,
            "2024-10-08",
            f"javascript:alert({number})",
            HOSTILE,
            body=f"No {number}.",
        )
        for number in range(2)
    ]
    claimed.put(store, *reports, story="s2")
    store.close()
    page.post(f"/claim/{C}/split", data={"statement": "8", "why": HOSTILE})
    for address in (f"/claim/{C}", f"/claim/{C}/merge", f"/claim/{C}/split?statement=8&words={HOSTILE}"):
        html = page.get(address).text
        assert "alert(" in html
        assert "<script>alert" not in html
        assert 'href="javascript' not in html


def test_two_claims_are_merged_and_come_apart_again(page: TestClient) -> None:
    before = words(page.get(f"/claim/{A}").text, of="wordings")
    choose = page.get(f"/claim/{B}/merge").text
    assert "wages rise by an eighth" in choose
    answer = page.post(f"/claim/{B}/merge", data={"into": A, "why": "it is one dispute"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{A}#decisions")
    gone = page.get(f"/claim/{B}")
    assert (gone.status_code, gone.headers["location"]) == (302, f"/claim/{A}")
    html = page.get(f"/claim/{A}").text
    assert "7 statements" in words(html)
    decided = words(html, of="decisions")
    assert "Another claim was merged into this one: wages rise by an eighth" in decided
    assert "local , " in decided
    assert "“ it is one dispute ”" in decided
    assert "placed by a decision" in words(html, of="wordings")
    (number,) = re.findall(r'name="decision" value="(\d+)"', html)
    answer = page.post(f"/claim/{A}/undo", data={"decision": number, **WHY})
    assert answer.status_code == 303
    html = page.get(f"/claim/{A}").text
    assert words(html, of="wordings") == before
    assert "Taken back by local" in words(html, of="decisions")
    assert page.get(f"/claim/{B}").status_code == 200


def test_a_statement_is_split_off(page: TestClient) -> None:
    choose = page.get(f"/claim/{A}/split?statement=3").text
    assert "the harbour of Varnholm stays closed until Tuesday" in words(choose)
    assert "It goes to a claim of its own" in words(choose)
    answer = page.post(f"/claim/{A}/split", data={"statement": "3", "into": "", **WHY})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{A}#decisions")
    html = page.get(f"/claim/{A}").text
    assert "5 statements" in words(html)
    (own,) = set(re.findall(r"/claim/(c[0-9a-f]{10})", words_of_links(html))) - {A}
    assert f'<h1 dir="auto">{TUESDAY}</h1>' in page.get(f"/claim/{own}").text
    answer = page.post(f"/claim/{A}/split", data={"statement": "2", "into": B, **WHY})
    assert answer.status_code == 303
    assert "disputes dispute it Tom Fox" in words(page.get(f"/claim/{B}").text, of="stands")


def words_of_links(html: str) -> str:
    """The addresses that the part with decisions links to."""
    return " ".join(re.findall(r'href="([^"]+)"', html.split('id="decisions"')[1]))


def test_the_second_of_two_is_told(page: TestClient) -> None:
    for status in (303, 409):
        answer = page.post(f"/claim/{B}/merge", data={"into": A, **WHY})
        assert answer.status_code == status
    assert "is already a part of" in answer.text
    for status in (303, 409):
        answer = page.post(f"/claim/{A}/split", data={"statement": "3", **WHY})
        assert answer.status_code == status
    for status in (303, 409):
        answer = page.post(f"/claim/{A}/undo", data={"decision": "1", **WHY})
        assert answer.status_code == status


def test_what_cannot_be_decided(settings: Settings, page: TestClient) -> None:
    store = open_store(settings.ledger, create=False)
    claimed.put(store, Report("x1", (Told("Tom Fox", "the boats were sunk", C),)), story="s2")
    store.close()
    answer = page.post(f"/claim/{A}/merge", data={"into": C, **WHY})
    assert (answer.status_code, "of the story s1" in answer.text) == (400, True)
    assert page.post(f"/claim/{A}/merge", data={"into": B, "why": " "}).status_code == 400
    assert page.post(f"/claim/{A}/merge", data={"into": B}).status_code == 422
    assert page.post(f"/claim/{A}/merge", data={"into": "x", **WHY}).status_code == 404
    assert page.post(f"/claim/{A}/split", data={"statement": "x", **WHY}).status_code == 422
    assert page.post(f"/claim/{A}/split", data={"statement": str(2**63), **WHY}).status_code == 422
    assert page.post(f"/claim/{A}/undo", data={"decision": "9", **WHY}).status_code == 404


def test_readers_see_decisions_and_decide_nothing(settings: Settings) -> None:
    app = make_app(settings)
    with doors.browser(app, "reviewer") as reviewer:
        reviewer.post(f"/claim/{B}/merge", data={"into": A, **WHY})
        with doors.browser(app, "reader") as reader:
            html = reader.get(f"/claim/{A}").text
            assert "reviewer , " in words(html, of="decisions")
            main = html.split("<main")[1]
            assert "<form" not in main.split("</main>")[0]
            assert "Another claim…" not in main
            assert reader.get(f"/claim/{A}/merge").status_code == 403
            assert reader.post(f"/claim/{A}/undo", data={"decision": "1", **WHY}).status_code == 403


def test_the_claims_that_share_most_words_are_offered_first() -> None:
    among = [
        ListedClaim("c1", "the ferries are idle", None, 1),
        ListedClaim("c2", "the harbour is closed", None, 2),
        ListedClaim("c3", "that the harbour of Varnholm was closed by dockers", None, 1),
        ListedClaim("c4", CLOSED, None, 9),
        ListedClaim("c5", "wages rise", None, 1),
    ]
    found = choices(CLOSED, among, but="c4")
    assert ([each.id for each in found.claims], found.more) == (["c3", "c2"], 2)
    found = choices(CLOSED, among, but="c4", words="Wages")
    assert ([each.id for each in found.claims], found.more) == (["c5"], 0)
    assert choices("", (), but="c1").claims == ()


def test_every_claim_of_a_real_story_has_a_page(client: TestClient, ledger: Path) -> None:
    store = open_store(ledger, create=False)
    found = [row["id"] for row in store.connection.execute("SELECT id FROM claim ORDER BY id LIMIT 25")]
    store.close()
    for number in found:
        answer = client.get(f"/claim/c{number:010x}")
        assert answer.status_code == 200
        assert "Read the first appearance" in answer.text
