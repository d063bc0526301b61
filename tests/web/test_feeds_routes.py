"""Feeds of topics, stories, sources and claims: who may have them, and what is not sent twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import doors
import followed
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.desk import tokens, topics

KEY = "the-strike-at-the-ports"
FEED = f"/topics/{KEY}/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def app(strike: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """One where nobody has to log in; all changes of its ledger but those of the last report are late."""
    settings = followed.settings_of(strike, tmp_path_factory.mktemp("feeds"))
    with doors.opened(settings) as app:
        followed.add_topics(app.state.explorer.desk)
        yield app


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return doors.browser(app)


def addresses(client: TestClient) -> list[str]:
    """The feeds that pages name, one of each kind."""
    pages = [f"/topics/{KEY}", f"/newsletter/{KEY}", "/source?entity=person%3Ailse-brandeau"]
    for listed, link in (("/stories", r'href="(/story/[^"?#]+)"'), ("/", r'href="(/claim/[^"?#]+)"')):
        found = re.search(link, client.get(listed).text)
        assert found is not None
        pages.append(found[1])
    named = [
        re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', client.get(page).text) for page in pages
    ]
    assert [len(each) for each in named] == [2] * len(pages)
    return [address for each in named for address in each]


def test_pages_name_their_feeds_and_all_are_there(client: TestClient) -> None:
    found = addresses(client)
    assert {address.split("/")[1] for address in found} == {"topics", "sources", "stories", "claims"}
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if address.endswith("json"):
            assert answer.headers["content-type"] == "application/feed+json"
            told = json.loads(answer.text)
            assert told["feed_url"] == f"http://testserver{address}"
            assert told["home_page_url"].startswith("http://testserver/")
        else:
            assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
            root = ElementTree.fromstring(answer.content)
            links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
            assert links["self"] == f"http://testserver{address}"


def test_late_changes_stay_out(app: FastAPI, client: TestClient) -> None:
    with app.state.explorer.stores.reading() as store:
        late = {key for (key,) in store.connection.execute("SELECT key FROM change WHERE is_late = 1")}
        news = {key for (key,) in store.connection.execute("SELECT key FROM change WHERE is_late = 0")}
    items = json.loads(client.get(f"/topics/{KEY}/feed.json").text)["items"]
    shown = {re.sub(r".*change/", "", each["id"]) for each in items}
    assert shown
    assert shown <= news
    assert late.isdisjoint(shown)
    assert len(items) <= 50


@pytest.mark.parametrize("form", ["atom", "json"])
def test_what_is_known_is_not_sent_again(client: TestClient, form: str) -> None:
    address = f"/topics/{KEY}/feed.{form}"
    first = client.get(address)
    tag, moment = first.headers["etag"], first.headers["last-modified"]
    assert client.get(address).content == first.content
    for headers in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"other", {tag}'},
        {"If-None-Match": tag.removeprefix("W/")},
        {"If-None-Match": "*"},
        {"If-Modified-Since": moment},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-None-Match": tag, "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["etag"] == tag
    for headers in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": moment},  # the tag counts
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Modified-Since": "some day"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 -0000"},  # of no zone
    ):
        assert client.get(address, headers=headers).status_code == 200, headers
    assert parsedate_to_datetime(moment).year >= 2024


def test_a_feed_of_nothing_is_one_too(app: FastAPI, client: TestClient) -> None:
    topics.add(app.state.explorer.desk, "Zeppelins", [("words", "zeppelin")])
    answer = client.get("/topics/zeppelins/feed.atom")
    assert "<entry>" not in answer.text
    assert "last-modified" not in answer.headers
    assert client.get("/topics/zeppelins/feed.atom", headers={"If-Modified-Since": "x"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/topics/none/feed.atom",
        "/stories/none/feed.atom",
        "/sources/none/feed.atom",
        "/sources/a/b/c/feed.json",
        "/claims/none/feed.json",
        "/claims/c00000000000/feed.json",
        f"/sources/{quote('<zq7x>', safe='')}/feed.atom",
        "/sources/..%2F..%2Fetc%2Fpasswd/feed.atom",
    ],
)
def test_what_is_not_there_has_no_feed(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_no_other_form(client: TestClient) -> None:
    assert client.get(f"/topics/{KEY}/feed.rss").status_code == 422


def test_feeds_of_public_topics_are_open_and_others_want_a_token(
    client: TestClient, strike: Path, tmp_path: Path
) -> None:
    found = addresses(client)
    with doors.opened(followed.settings_of(strike, tmp_path)) as closed:
        desk = closed.state.explorer.desk
        public, own = followed.add_topics(desk)
        reader = doors.browser(closed, "reader")
        token = tokens.make(desk, "reader")
        nobody = TestClient(closed, follow_redirects=False)
        assert nobody.get(FEED).status_code == 200
        assert "/newsletter/" in nobody.get(FEED).text  # the page of the topic would ask them to log in
        closed_ones = [f"/topics/{own.key}/feed.atom", "/topics/none/feed.atom"]
        closed_ones += [address for address in found if f"/{public.key}/" not in address]
        told = set()
        for address in closed_ones:
            answer = nobody.get(address)
            assert answer.status_code == 401, address
            assert answer.headers["www-authenticate"].startswith("Bearer")
            told.add(re.sub(r"X-CSRF-Token[^}]*", "", answer.text))
            wrong = nobody.get(address, headers={"Authorization": "Bearer x"})
            assert wrong.status_code == 401
            asked = (
                nobody.get(address, headers={"Authorization": f"Bearer {token}"}),
                reader.get(address),
            )
            for each in asked:
                assert each.status_code == (404 if "none" in address else 200), address
        assert len(told) == 1  # who may not see a topic does not learn whether there is one
        # The token opens feeds and the API, no page.
        bearer = {"Authorization": f"Bearer {token}"}
        assert nobody.get(f"/topics/{public.key}", headers=bearer).status_code == 303


def test_a_feed_readers_asking_is_no_visit(app: FastAPI, client: TestClient) -> None:
    with app.state.explorer.desk.writing() as connection:
        connection.execute("DELETE FROM visit")
    client.get(FEED)
    client.get("/metrics")
    with app.state.explorer.desk.reading() as connection:
        assert connection.execute("SELECT count(*) FROM visit").fetchone()[0] == 0
