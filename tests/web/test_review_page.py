"""The reviewer's place: its addresses, and each decision as a browser without scripts sends it."""

from __future__ import annotations

import html
import json
import re
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import open_store
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.entries import entry
from onrecord.ledger.review import accept, decisions
from onrecord.records import Entry


def line(ledger: Path, content: str = "a pay offer of 3 per cent") -> Entry:
    """The first current line of a content."""
    with closing(open_store(ledger, create=False)) as store:
        (number,) = store.connection.execute(
            "SELECT id FROM statement WHERE content = ? AND id NOT IN (SELECT old_id FROM succession)"
            " ORDER BY id",
            (content,),
        ).fetchone()
        return entry(store, number)


def form_of(page: str, deed: str) -> dict[str, str]:
    """The fields of the form that has a deed, as a browser would send them."""
    (form,) = re.findall(rf'<form [^>]*action="/review/\d+/{deed}".*?</form>', page, re.DOTALL)
    fields = dict(re.findall(r'<input [^>]*?name="([^"]+)" value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL))
    for name, options in re.findall(r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
        fields[name] = (chosen[0][0] or chosen[0][1]) if chosen else ""
    return {name: html.unescape(value) for name, value in fields.items()}


def test_the_least_sure_statement_comes_first_with_the_next_behind_it(
    client: TestClient, ledger: Path
) -> None:
    answer = client.get("/review")
    assert answer.status_code == 200
    first = line(ledger)
    assert f"Line {first.number}" in answer.text
    assert "nothing reviewed yet" in answer.text
    behind = re.search(r'id="behind" href="([^"]+)"', answer.text)
    assert behind is not None
    number = behind[1].rpartition("=")[2]
    assert number != str(first.number)
    assert f"Line {number} " in client.get(html.unescape(behind[1])).text


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/review?who=brandeau&act=express", 200, "for the figures that her ministry had given"),
        ("/review?words=nosuchword", 200, "Nothing waits here"),
        ("/review?act=sing", 400, "none of assert"),
        ("/review?words=*&order=newest", 400, "write it like"),
        ("/review?after=soon", 400, "after"),
        ("/review?line={line}", 200, "To the queue"),
        ("/review?line={line}&order=newest", 200, "Next"),
        ("/review?line={line}&edit=yes", 200, "one piece a line"),
        ("/review/{line}/accept", 200, "Line {line}"),  # the address of a form leads back
        ("/review/done", 200, "Nothing has been decided yet"),
        ("/review/precision", 200, "nothing reviewed yet"),
        ("/review/names?name=Sor", 200, "Viktor Sorin"),
        ("/review/names?name=%00", 200, "nobody who is known"),
    ],
)
def test_each_state_is_an_address(
    client: TestClient, ledger: Path, address: str, status: int, told: str
) -> None:
    number = line(ledger).number
    answer = client.get(address.format(line=number))
    assert answer.status_code == status
    assert told.format(line=number) in answer.text


def test_the_part_that_changes_is_all_that_scripts_ask_for(client: TestClient) -> None:
    part = client.get("/review", headers={"HX-Request": "true"})
    assert 'id="work"' in part.text
    assert "<html" not in part.text
    again = client.get("/review", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in again.text
    assert part.headers["vary"].startswith("HX-Request")


def kinds(ledger: Path, number: int) -> list[tuple[str, bool]]:
    """What was decided on a statement, and whether it holds."""
    with closing(open_store(ledger, create=False)) as store:
        return [(each.kind, each.undone_at is None) for each in decisions(store, number)]


def opened(client: TestClient, number: int, **typed: str) -> dict[str, str]:
    """The fields of the open form of a line, with something typed into some."""
    page = client.get(f"/review?line={number}&edit=yes&order=unsure").text
    return form_of(page, "correct") | typed


def test_who_accepts_goes_on_to_the_next_and_can_undo_it(client: TestClient, ledger: Path) -> None:
    number = line(ledger).number
    fields = form_of(client.get("/review").text, "note")
    answer = client.post(f"/review/{number}/accept", data=fields, follow_redirects=False)
    assert answer.status_code == 303
    behind = client.get(answer.headers["location"])
    assert f"Line {fields['then_line']} " in behind.text
    assert "local accepted it on" in behind.text
    assert kinds(ledger, number) == [("accept", True)]
    back = client.post(f"/review/{number}/undo", data=form_of(behind.text, "undo"))
    assert f"Line {number} " in back.text
    assert "local undid on" in back.text
    assert kinds(ledger, number) == [("accept", False)]


def test_who_rejects_may_say_why(client: TestClient, ledger: Path) -> None:
    number = line(ledger).number
    fields = form_of(client.get("/review").text, "note") | {"note": "a vote, <b>not</b> a statement"}
    behind = client.post(f"/review/{number}/reject", data=fields)
    assert "a vote, &lt;b&gt;not&lt;/b&gt; a statement" in behind.text
    gone = client.get(f"/review?line={number}").text
    assert "It was taken back" in gone
    client.post(f"/review/{number}/undo", data=form_of(gone, "undo"))
    assert kinds(ledger, number) == [("reject", False)]
    assert line(ledger).number != number  # it stands again, as a new line


def test_a_note_leaves_the_reviewer_at_the_statement(client: TestClient, ledger: Path) -> None:
    number = line(ledger).number
    fields = form_of(client.get("/review").text, "note") | {"note": "ask <script>alert(1)</script> the desk"}
    answer = client.post(f"/review/{number}/note", data=fields)
    assert f"Line {number} " in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    empty = client.post(f"/review/{number}/note", data={"note": " "})
    assert empty.status_code == 422
    assert "the note is empty" in empty.text
    long = client.post(f"/review/{number}/note", data={"note": "x" * 2_001})
    assert long.status_code == 422
    assert "2,001 characters are too many" in long.text
    assert "x" * 2_001 in long.text  # nothing typed is lost
    assert kinds(ledger, number) == [("note", True)]


def test_a_statement_is_put_right_by_a_form_without_scripts(client: TestClient, ledger: Path) -> None:
    before = line(ledger)
    typed = {
        "act": "deny",
        "name": "Marit Oldenby",
        "source": "federation president Marit Oldenby",
        "why": "read",
    }
    answer = client.post(f"/review/{before.number}/correct", data=opened(client, before.number, **typed))
    assert answer.status_code == 200
    assert "local put it right" in answer.text
    after = line(ledger)
    assert after.statement.act == "deny"
    assert after.statement.source is not None
    assert after.statement.source.text == "federation president Marit Oldenby"
    assert after.statement.source.entity == "person:marit-oldenbi"  # the key that the ledger knows her by
    assert after.statement.content == before.statement.content
    assert after.statement.said_at == before.statement.said_at
    (one,) = [json.loads(each) for each in client.get("/review/training.jsonl").text.splitlines()]
    assert [each["verdict"] for each in one["reviews"] if each["verdict"]] == ["corrected"]


def test_pieces_of_a_content_stay_pieces(client: TestClient, ledger: Path) -> None:
    before = line(ledger)
    typed = {"content": "We did not want this strike\na pay offer of 3 per cent"}
    client.post(f"/review/{before.number}/correct", data=opened(client, before.number, **typed))
    with closing(open_store(ledger, create=False)) as store:
        (last,) = store.connection.execute("SELECT max(id) FROM statement").fetchone()
        content = entry(store, last).statement.content
    assert len(content.spans) == 2
    assert content.text == "We did not want this strike a pay offer of 3 per cent"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "nothing to correct"),
        ({"said_at": "last <Friday>"}, "is no time"),
        ({"act": "sing"}, "is no act"),
        ({"cue": "told"}, "stands in more than one place"),
        ({"source": "a pay offer"}, "lie over one another"),
        ({"content_at": "1-999999"}, "does not lie in the text"),
        ({"role": "r" * 301}, "301 characters are too many"),
    ],
)
def test_what_is_refused_is_told_and_stays_typed(
    client: TestClient, ledger: Path, typed: dict[str, str], told: str
) -> None:
    number = line(ledger).number
    fields = opened(client, number, **typed)
    answer = client.post(f"/review/{number}/correct", data=fields)
    assert answer.status_code == 422
    assert told in html.unescape(answer.text)
    assert form_of(answer.text, "correct") | {"csrf": ""} == fields | {"csrf": ""}
    assert answer.headers["hx-push-url"] == "false"
    assert kinds(ledger, number) == []


def test_the_second_of_two_is_told_and_loses_nothing(client: TestClient, ledger: Path) -> None:
    number = line(ledger).number
    mine = opened(client, number, act="ask", role="the lot & <more>", certainty="possible")
    with closing(open_store(ledger, create=False)) as store:
        put = Correction(act="deny", polarity="negated")
        now = correct(store, number, put, person="<i>Bo</i>", why="I heard it")
    answer = client.post(f"/review/{number}/correct", data=mine)
    assert answer.status_code == 409
    assert "&lt;i&gt;Bo&lt;/i&gt; put it right on" in answer.text
    assert "<i>Bo</i>" not in answer.text
    kept = form_of(answer.text, "correct")
    told = (kept["act"], kept["role"], kept["certainty"], kept["polarity"])
    assert told == ("ask", "the lot & <more>", "possible", "negated")
    assert "it stands as “deny” now" in answer.text
    assert client.post(f"/review/{now}/correct", data=kept).status_code == 200


@pytest.mark.parametrize("deed", ["accept", "reject", "undo"])
def test_who_decides_on_what_was_decided_meanwhile_is_told(
    client: TestClient, ledger: Path, deed: str
) -> None:
    number = line(ledger).number
    fields = form_of(client.get(f"/review?line={number}").text, "note") | {"note": "mine"}
    with closing(open_store(ledger, create=False)) as store:
        accept(store, number, person="Bo")
    answer = client.post(f"/review/{number}/{deed}", data=fields)
    assert answer.status_code == 409
    assert "Bo accepted it on" in answer.text
    assert form_of(answer.text, "note")["note"] == "mine"
    assert kinds(ledger, number) == [("accept", True)]


def test_a_line_that_another_replaced_leads_to_the_one_that_stands(client: TestClient, ledger: Path) -> None:
    number = line(ledger).number
    with closing(open_store(ledger, create=False)) as store:
        now = correct(store, number, Correction(act="deny"), person="Bo", why="I heard it")
    old = client.get(f"/review?line={number}").text
    assert f"line {now}</a>" in old
    assert "Accept" not in re.findall(r"<button[^>]*>(\w+)", old)
    assert client.post(f"/review/{number}/accept", data={}).status_code == 409


def test_hostile_names_are_text(client: TestClient, ledger: Path) -> None:
    hostile = '"><script>alert(1)</script>\u202e'
    before = line(ledger).number
    fields = opened(client, before, name=hostile, role="</textarea><img src=x onerror=alert(1)>", act="deny")
    assert client.post(f"/review/{before}/correct", data=fields).status_code == 200
    now = line(ledger).number
    for address in (f"/review?line={now}", f"/review?line={now}&edit=yes", "/review/done", "/review"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/review/1/sing", 404),
        ("/review/one/accept", 422),
        ("/review/999999999/accept", 404),
        ("/review/9999999999999999999/undo", 422),  # more than SQLite can count
    ],
)
def test_what_is_not_there_cannot_be_decided_on(client: TestClient, address: str, status: int) -> None:
    assert client.post(address, data={}).status_code == status


def test_where_a_reviewer_goes_stays_within_the_explorer(client: TestClient, ledger: Path) -> None:
    number = line(ledger).number
    fields = {"queue_order": "unsure", "then_line": "//evil.example", "then_after": "//evil.example"}
    answer = client.post(f"/review/{number}/accept", data=fields, follow_redirects=False)
    assert answer.headers["location"].startswith("/review?order=unsure&after=")
