"""Topics in the explorer: asked for, previewed, changed, read as a digest; in a file and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import doors
import eyes
import followed
import hostile
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.desk import topics
from onrecord.desk.file import Desk
from onrecord.desk.topics import Topic
from onrecord.web.settings import Settings

HX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def settings(strike: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return followed.settings_of(strike, tmp_path_factory.mktemp("topics"))


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[FastAPI]:
    with doors.opened(settings) as app:
        yield app


@pytest.fixture
def desk(app: FastAPI) -> Iterator[Desk]:
    found: Desk = app.state.explorer.desk
    yield found
    for each in topics.all_topics(found):
        topics.remove(found, each.number)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return doors.browser(app)


@pytest.fixture
def ports(desk: Desk) -> Topic:
    return followed.add_topics(desk)[0]


def words(html: str) -> str:
    return " ".join("".join(eyes.seen(html).words).split())


def test_nothing_is_followed_at_first(client: TestClient, desk: Desk) -> None:
    assert topics.all_topics(desk) == ()
    text = client.get("/topics").text
    assert "Nothing is followed yet" in text
    assert 'href="/topics/new"' in text
    assert 'aria-current="page">Topics' in text


def test_a_topic_is_previewed_and_made(client: TestClient, desk: Desk) -> None:
    fields = {"name": followed.PORTS, "words": "strike OR ferr*", "act": ["deny", "confirm"], "public": "yes"}
    preview = client.post("/topics/preview", data=fields)
    assert preview.status_code == 200
    told = words(preview.text)
    found = re.search(r"This would have sent you (\d+) changes? in the last 7 days", told)
    assert found is not None
    assert preview.text.count('<article class="change"') == min(int(found[1]), 10) > 0
    assert topics.all_topics(desk) == ()
    made = client.post("/topics", data=fields)
    assert (made.status_code, made.headers["location"]) == (303, "/topics/the-strike-at-the-ports")
    (topic,) = topics.all_topics(desk)
    assert topic.asked == (("words", "strike OR ferr*"), ("act", "confirm,deny"))
    assert topic.is_public
    assert f"{found[1]} change" in words(client.get("/topics").text)


def test_while_somebody_types_the_preview_comes_alone(client: TestClient) -> None:
    part = client.post("/topics/preview", data={"words": "strike"}, headers=HX)
    assert "<html" not in part.text
    assert 'id="preview"' in part.text
    wrong = client.post("/topics/preview", data={"words": "()"}, headers=HX)
    assert (wrong.status_code, "there is no word in" in wrong.text) == (200, True)
    assert "stands here" in client.post("/topics/preview", data={"name": "x"}, headers=HX).text


@pytest.mark.parametrize(
    ("fields", "option", "told"),
    [
        ({"name": "x"}, "words", "nothing is asked"),
        ({"words": "strike"}, "name", "a topic needs a name"),
        ({"name": "x" * 101, "words": "strike"}, "name", "100 characters"),
        ({"name": "x", "words": "()"}, "words", "there is no word in"),
        ({"name": "x", "figure": "many"}, "figure", "is no number with what it counts"),
        ({"name": "x", "story": "%%"}, "story", "is no id of a story"),
        ({"name": "x", "score": "2"}, "score", "is no number from 0 to 1"),
        ({"name": "x", "act": "shout"}, "act", "is none of assert"),
    ],
)
def test_what_cannot_be_followed_is_told_at_its_field(
    client: TestClient, desk: Desk, fields: dict[str, str], option: str, told: str
) -> None:
    answer = client.post("/topics", data=fields)
    assert answer.status_code == 400
    complaint = re.search(rf'<p class="wrong" id="{option}-wrong">(.*?)</p>', answer.text)
    assert complaint is not None
    assert told in unescape(complaint[1])
    for name, value in fields.items():
        if name != "act":
            assert f'name="{name}" value="{value}"' in unescape(answer.text)  # what was typed is kept
    assert topics.all_topics(desk) == ()


def test_a_search_is_followed_with_what_a_topic_can_ask(client: TestClient) -> None:
    search = client.get("/search?words=strike&act=deny&said=2024-10").text
    found = re.search(r'href="(/topics/new\?[^"]+)">Follow this search', search)
    assert found is not None
    form = client.get(unescape(found[1])).text
    assert 'name="words" value="strike"' in form
    assert 'value="deny" checked' in form
    assert "cannot ask this of your search: said 2024-10" in words(form)


def test_a_story_is_followed(client: TestClient) -> None:
    stories = client.get("/stories").text
    address = re.search(r'href="(/story/[^"]+)"', stories)
    assert address is not None
    page = client.get(address[1]).text
    found = re.search(r'href="(/topics/new\?story=[^"]+)">Follow', page)
    assert found is not None
    form = client.get(unescape(found[1])).text
    assert 'name="story" value="s' in form
    assert "This would have sent you" in form


@pytest.mark.parametrize("of", ["visit", "day", "week", "all"])
def test_a_digest_is_of_a_time(client: TestClient, ports: Topic, of: str) -> None:
    answer = client.get(f"/topics/{ports.key}?of={of}")
    assert answer.status_code == 200
    assert eyes.seen(answer.text).wrong == []
    assert (
        f'aria-current="true">{ {"visit": "Week", "day": "Day", "week": "Week", "all": "All"}[of] }<'
        in answer.text
    )


def test_a_digest_is_grouped_and_all_of_it_is_quoted(client: TestClient, ports: Topic) -> None:
    text = client.get(f"/topics/{ports.key}?of=all").text
    for heading in (
        "First of all",
        "Further changes",
        "Who said what",
        "Figures",
        "Disputed",
        "What stays unknown",
    ):
        assert f">{heading}</h2>" in text, heading
    first, _, rest = text.partition("Further changes")
    assert first.count('<article class="change"') == 5
    changes = re.findall(r'<article class="change" id="(x[0-9a-f]{12})">(.*?)</article>', text, re.DOTALL)
    assert len({name for name, _ in changes}) == len(changes)
    for _, change in changes:
        assert "<blockquote" in change
        assert '<span class="change-reason">' in change
        assert 'href="/statement/' in change
        assert 'href="/report?article=' in change
        assert ">Original<" in change
    assert "#:~:text=" in text
    assert re.search(r'<th scope="rowgroup" rowspan="\d+">', rest)


def test_a_day_leads_to_its_neighbours(client: TestClient, ports: Topic) -> None:
    text = client.get(f"/topics/{ports.key}?of=day&on=2024-10-11").text
    assert '<h2 id="period">2024-10-11</h2>' in text
    assert "of=day&amp;on=2024-10-10" in text
    assert "of=day&amp;on=2024-10-12" in text
    assert '<article class="change"' in text
    assert "Nothing new." in client.get(f"/topics/{ports.key}?of=day&on=2019-01-01").text
    assert client.get(f"/topics/{ports.key}?of=day&on=9999-12-31").status_code == 200
    assert client.get(f"/topics/{ports.key}?of=day&on=0001-01-01").status_code == 200
    assert client.get(f"/topics/{ports.key}?of=year").status_code == 422


def test_a_topic_is_changed_and_deleted(client: TestClient, desk: Desk, ports: Topic) -> None:
    form = client.get(f"/topics/{ports.key}/edit").text
    assert 'name="words" value="strike OR ferr*"' in unescape(form)
    fields = {
        "topic": ports.key,
        "name": "Ferries",
        "words": "ferr*",
        "feeds": "https://a.example/x\nhttps://b.example/y",
    }
    assert client.post("/topics", data=fields).headers["location"] == f"/topics/{ports.key}"
    now = topics.one(desk, ports.number)
    assert (now.name, now.asked, now.is_public) == ("Ferries", (("words", "ferr*"),), False)
    assert now.feeds == ("https://a.example/x", "https://b.example/y")
    taken = client.post("/topics", data={**fields, "name": "What Brandeau denies"})
    assert (taken.status_code, "there is a topic" in taken.text) == (400, True)
    opml = client.get("/topics/feeds.opml")
    assert 'xmlUrl="https://a.example/x"' in opml.text
    assert client.post(f"/topics/{ports.key}/delete").headers["location"] == "/topics"
    assert client.get(f"/topics/{ports.key}").status_code == 404
    assert client.post(f"/topics/{ports.key}/delete").status_code == 404


def test_topics_go_into_a_file_and_back(client: TestClient, desk: Desk, ports: Topic) -> None:
    file = client.get("/topics/export.json")
    assert "attachment" in file.headers["content-disposition"]
    topics.remove(desk, ports.number)
    sent = client.post("/topics/import", files={"file": ("topics.json", file.content)})
    assert (sent.status_code, sent.headers["location"]) == (303, "/topics")
    assert topics.find(desk, ports.key).asked == ports.asked
    for content in (b"", b"{}", b"\xff", b"[" * 10_000, file.content[:-5]):
        wrong = client.post("/topics/import", files={"file": ("topics.json", content)})
        assert (wrong.status_code, 'role="alert"' in wrong.text) == (400, True), content[:20]
    assert client.post("/topics/import").status_code == 400
    assert len(topics.all_topics(desk)) == 2


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "name", ["New", "Preview", "import", "export.json", "feeds.opml", "12", "Ⅻ", "../x", "войска"]
)
def test_whatever_a_topic_is_called_it_has_its_pages(client: TestClient, name: str) -> None:
    made = client.post("/topics", data={"name": name, "words": "strike", "public": "yes"}).headers["location"]
    assert f"<h1><bdi>{name}</bdi></h1>" in client.get(made).text
    assert f"Edit <bdi>{name}</bdi></h1>" in client.get(f"{made}/edit").text
    assert client.get(f"{made}/feed.atom").status_code == 200
    assert f"<h1><bdi>{name}</bdi></h1>" in client.get(made.replace("/topics/", "/newsletter/")).text


def test_names_and_words_of_topics_are_only_shown(client: TestClient, desk: Desk) -> None:
    for payload in hostile.PAYLOADS:
        sent = payload.encode("utf-8", "replace").decode()
        fields = {"name": sent, "words": "strike", "who": sent, "feeds": sent, "topic": ""}
        for path in ("/topics/preview", "/topics"):
            assert_clean(client.post(path, data=fields).text)
        client.post("/topics", data={"name": sent, "words": "strike", "public": "yes"})
    assert len(topics.all_topics(desk)) > 20
    for path in ("/topics", "/newsletter", "/hooks"):
        assert_clean(client.get(path).text)
    for topic in topics.all_topics(desk):
        for path in (
            f"/topics/{topic.number}",
            f"/topics/{topic.number}/edit",
            f"/newsletter/{topic.number}",
        ):
            answer = client.get(path)
            assert answer.status_code == 200
            assert_clean(answer.text)


def assert_clean(html: str) -> None:
    assert eyes.seen(html).wrong == []


def test_readers_see_topics_and_change_none(strike: Path, tmp_path: Path) -> None:
    with doors.opened(followed.settings_of(strike, tmp_path)) as closed:
        followed.add_topics(closed.state.explorer.desk)
        reader = doors.browser(closed, "reader")
        text = reader.get("/topics").text
        assert followed.PORTS in text
        assert "/topics/new" not in text
        assert "/subscribers" not in text
        page = reader.get("/topics/the-strike-at-the-ports").text
        assert "/edit" not in page
        assert "Follow this search" not in reader.get("/search?words=strike").text
        reviewer = doors.browser(closed, "reviewer")
        assert "/topics/the-strike-at-the-ports/edit" in reviewer.get("/topics").text
        assert 'href="/subscribers"' not in reviewer.get("/topics").text
        assert 'href="/subscribers"' in doors.browser(closed, "admin").get("/topics").text
