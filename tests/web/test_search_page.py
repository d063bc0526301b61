"""The search page: what is asked stands in the address, what is found in marks, nothing breaks it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import onrecord
from onrecord.ledger.question import OPTIONS
from onrecord.web.app import make_app
from onrecord.web.settings import Settings, desk_of

HX = {"HX-Request": "true"}


def entries(text: str) -> list[str]:
    return re.findall(r'<article class="entry" id="n(\d+)">', text)


def test_what_is_found_is_marked_counted_and_can_be_narrowed(client: TestClient) -> None:
    text = client.get("/search?words=strike").text
    assert re.search(r"<h2 id=\"found\">\d+ statements</h2>", text)
    assert len(entries(text)) == 25
    assert "<mark>strike</mark>" in text
    assert re.search(r"25 shown, from \d+ outlets and \d+ independent texts", text)
    for heading in ("Who", "Act", "Outlet", "Story", "Kind of source", "Quotation"):
        assert f"<h3>{heading}</h3>" in text
    assert "<rect" in text
    narrowed = re.search(
        r'href="(/search\?words=strike&amp;act=deny)"[^>]*><bdi>deny</bdi></a> <span class="of">(\d+)', text
    )
    assert narrowed is not None
    denials = client.get(unescape(narrowed[1])).text
    assert len(entries(denials)) == int(narrowed[2])
    chips = re.search(r'<ul class="chips".*?</ul>', denials, re.DOTALL)
    assert chips is not None
    assert 'href="/search?words=strike"' in chips[0]


def test_what_stands_in_the_source_alone_is_shown(client: TestClient) -> None:
    text = client.get("/search?words=who%3Abrandeau").text
    assert "found in the source: <bdi>Ilse <mark>Brandeau</mark>" in text


def test_pages_go_on_where_the_last_ended(client: TestClient) -> None:
    address, seen = "/search?words=strike", list[str]()
    while address:
        text = client.get(address).text
        seen += entries(text)
        found = re.search(r'href="([^"]+)" rel="next"', text)
        address = unescape(found[1]) if found else ""
    assert len(seen) == len(set(seen)) > 50


def test_an_address_has_no_empty_fields(client: TestClient) -> None:
    answer = client.get("/search?words=strike&who=&act=deny&act=ask", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?words=strike&act=deny%2Cask")
    assert client.get("/search?words=strike", follow_redirects=False).status_code == 200


def test_while_somebody_types_the_results_come_alone(client: TestClient) -> None:
    answer = client.get("/search?words=strike&who=", headers={**HX, "HX-Trigger": "words"})
    assert "<html" not in answer.text
    assert len(entries(answer.text)) == 25
    assert answer.headers["hx-replace-url"] == "/search?words=strike"
    assert answer.headers["vary"].startswith("HX-Request")
    changed = client.get("/search?words=strike&act=deny", headers={**HX, "HX-Trigger": "search"})
    assert changed.headers["hx-push-url"] == "/search?words=strike&act=deny"
    back = client.get("/search?words=strike", headers={**HX, "HX-History-Restore-Request": "true"})
    assert "<html" in back.text
    wrong = client.get("/search?words=()", headers=HX)
    assert (wrong.status_code, "there is no word in" in wrong.text) == (200, True)


@pytest.mark.parametrize(
    ("asked_for", "told"),
    [
        ("words=()", "there is no word in"),
        ("said=someday", "is no day, week, month or year; write it like 2024-10-20"),
        ("act=shout", "is none of assert"),
        ("story=zzz", "there is no story"),
        ("story=%ED%9F%BF", "is no id of a story"),
        ("figure=many", "is no number with what it counts"),
        ("score=2", "is no number from 0 to 1"),
        ("as-of=then", "is no day and no moment"),
        ("words=a&sort=best", "is none of said_at"),
        ("said=2024&said=2023", "it is asked twice"),
        ("words=strike&after=x", "it is of no answer to this question"),
        ("colour=red", "there is no such option"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(client: TestClient, asked_for: str, told: str) -> None:
    answer = client.get(f"/search?{asked_for}")
    assert answer.status_code == 400
    assert told in unescape(answer.text)
    name, _, value = asked_for.split("&")[-1].partition("=")
    if name not in ("after", "colour", "sort", "act"):
        (shown,) = parse_qsl(f"x={value}")
        assert f'value="{shown[1]}"' in unescape(answer.text)
        assert f'aria-describedby="{name}-wrong"' in answer.text


def test_nothing_found_gives_advice(client: TestClient) -> None:
    text = client.get("/search?words=nosuch+word&act=deny").text
    assert "Nothing was found" in text
    addresses = [unescape(each) for each in re.findall(r'<li><a href="([^"]+)">', text)]
    assert "/search?words=nosuch+OR+word&act=deny" in addresses
    assert "/search?words=nosuch+word" in addresses


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    onrecord.open_ledger(path).close()
    with TestClient(make_app(Settings(ledger=path, desk=desk_of(path), hosts=("testserver",)))) as client:
        assert "The ledger is empty" in client.get("/search").text


def test_a_source_and_a_story_are_called_by_name(client: TestClient) -> None:
    text = client.get("/search?source=person%3Ailse-brandeau").text
    chips = re.search(r'<ul class="chips".*?</ul>', text, re.DOTALL)
    assert chips is not None
    assert "Ilse Brandeau" in chips[0]
    nobody = client.get("/search?source=nobody&words=strike").text
    assert "Nothing was found" in nobody
    story = re.search(r'href="/search\?story=(s\w+)"', client.get("/search").text)
    assert story is not None
    text = client.get(f"/search?story={story[1]}").text
    assert "story</span> <bdi>" in text
    assert f"<bdi>{story[1]}" not in text


HOSTILE = st.one_of(
    st.text(),
    st.text("ab \"'*()-:“”,5\0\ud800💥^+{}<>&%NEARORwho\\;", max_size=80),
    st.sampled_from(
        [
            "'; DROP TABLE statement; --",
            "<script>alert(1)</script>",
            "a" * 10_000,
            "(" * 4_000,
            "9" * 9_000 + ".",
        ]
    ),
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([*OPTIONS, "colour"]), text=HOSTILE, is_part=st.booleans())
def test_whatever_is_asked_is_answered_or_told_to_be_wrong(
    client: TestClient, name: str, text: str, is_part: bool
) -> None:
    query = urlencode([(name, text.encode("utf-8", "surrogatepass"))])
    answer = client.get(f"/search?{query}", headers=HX if is_part else {})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text
    assert answer.text.count("</script>") <= 3


def test_thousands_of_fields_are_cut_short(client: TestClient) -> None:
    assert client.get("/search?" + "&".join(["act=deny"] * 3_000)).status_code == 200


# Saved searches


def test_a_search_is_saved_renamed_and_deleted(client: TestClient) -> None:
    saved = client.post("/search/save", data={"name": "The <b> strike", "query": "words=strike&after=x"})
    assert str(saved.url).endswith("/search?words=strike")
    assert "This search is saved as <b><bdi>The &lt;b&gt; strike</bdi></b>" in saved.text
    number = re.search(r"/search/saved/(\d+)/rename", saved.text)
    assert number is not None
    renamed = client.post(f"/search/saved/{number[1]}/rename", data={"name": "Strike", "query": "words=pay"})
    assert str(renamed.url).endswith("/search?words=pay")
    assert '<a href="/search?words=strike"><bdi>Strike</bdi></a>' in renamed.text
    deleted = client.post(f"/search/saved/{number[1]}/delete", data={"query": ""})
    assert "<bdi>Strike</bdi>" not in deleted.text
    assert client.post(f"/search/saved/{number[1]}/delete").status_code == 404


def test_a_name_that_is_taken_is_told_and_replaced(client: TestClient) -> None:
    client.post("/search/save", data={"name": "Mine", "query": "words=strike"})
    taken = client.post("/search/save", data={"name": "Mine", "query": "words=pay"})
    assert taken.status_code == 409
    assert "It was not saved" in taken.text
    assert 'name="words" value="pay"' in taken.text
    again = client.post("/search/save", data={"name": "Mine", "query": "words=pay", "replace": "true"})
    assert again.status_code == 200
    assert '<a href="/search?words=pay" aria-current="true"><bdi>Mine</bdi></a>' in again.text


@pytest.mark.parametrize("query", ["said=x", "colour=red", "words=()"])
def test_what_cannot_be_asked_is_not_saved(client: TestClient, query: str) -> None:
    assert client.post("/search/save", data={"name": "Mine", "query": query}).status_code == 400
    assert "<bdi>Mine</bdi>" not in client.get("/search").text


def test_a_saved_search_leads_nowhere_else(client: TestClient) -> None:
    answer = client.post(
        "/search/save", data={"name": "M", "query": "//evil.example/?words=a"}, follow_redirects=False
    )
    assert answer.status_code in (303, 400)
    assert answer.headers.get("location", "/search").startswith("/search")
