"""The pages of stories: of the strike, and of stories written by hand, some of them hostile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from claimed import HOSTILE, REPORTS, Report, Told, put
from claimed import ledger as ledger_of
from starlette.testclient import TestClient

from onrecord.ledger import Store, open_store
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.stories import stories
from onrecord.ledger.story_list import story_page
from onrecord.web.app import make_app
from onrecord.web.settings import Settings, desk_of
from onrecord.web.story_view import CLAIMS, NEWEST

Opened = Callable[..., TestClient]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens an explorer of one story of some reports."""
    clients: list[TestClient] = []

    def make(*reports: Report) -> TestClient:
        path = tmp_path / "onrecord.db"
        ledger_of(path, *reports).close()
        client = TestClient(make_app(Settings(ledger=path, desk=desk_of(path), hosts=("testserver",))))
        clients.append(client)
        return client.__enter__()

    yield make
    for client in clients:
        client.__exit__(None, None, None)


def words_of(page: str) -> str:
    """What a page says, in one line."""
    (main,) = re.findall(r"<main.*?</main>|<section id=\"who-said-what\".*</section>", page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_the_story_of_the_strike(client: TestClient, ledger: Path) -> None:
    store = open_store(ledger, create=False, read_only=True)
    (told, *_) = sorted(stories(store), key=lambda story: -len(story.articles))
    store.close()
    answer = client.get(f"/story/{told.id}")
    assert answer.status_code == 200
    words = words_of(answer.text)
    for expected in (
        f"{len(told.articles)} reports",
        f"{len(told.outlets)} outlets, {told.independent} independent texts.",
        "When it was said, and when it is said to happen",
        "Who said what",
        "Figures",
        "Changes of mind",
        "What happened to the story",
        "the same text in",
        "statements of which no day of saying is known",
    ):
        assert expected in words
    assert answer.text.count("<svg") >= 3
    assert "style=" not in answer.text
    assert len(answer.text) < 150_000
    # Headings go down one step at a time.
    levels = [int(level) for level in re.findall(r"<h([1-6])", answer.text[answer.text.index("<main") :])]
    assert levels[0] == 1
    assert set(levels[1:-1]) == {2}


def test_the_beginning_of_an_id_leads_to_the_story(opened: Opened) -> None:
    answer = opened().get("/story/s?only=disputed", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/story/s1?only=disputed"


def test_a_merged_story_leads_to_where_it_went(client: TestClient, ledger: Path) -> None:
    store = open_store(ledger, create=False)
    (first, *_) = stories(store)
    run = store.connection.execute("SELECT max(id) FROM run").fetchone()[0]
    with store.writing() as moment:
        article = store.connection.execute("SELECT min(id) FROM article").fetchone()[0]
        store.connection.execute(
            "INSERT INTO story_line (article_id, story, before, why, run_id, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (article, first.id, "s00000000ff", "merged", run, moment),
        )
    store.close()
    answer = client.get("/story/s00000000ff", follow_redirects=False)
    assert answer.headers["location"] == f"/story/{first.id}"


def test_there_is_no_such_story(client: TestClient) -> None:
    answer = client.get("/story/nowhere")
    assert answer.status_code == 404
    assert "no story" in words_of(answer.text)


def test_the_matrix_alone(opened: Opened) -> None:
    client = opened()
    asked = {"HX-Request": "true", "HX-Target": "who-said-what"}
    part = client.get("/story/s1?only=disputed", headers=asked)
    assert part.text.lstrip().startswith("<section")
    words = words_of(part.text)
    assert "All claims (2) Only disputed (1)" in words
    assert "2 more claims" not in words
    whole = client.get("/story/s1?only=disputed")
    (section,) = re.findall(r"<section id=\"who-said-what\".*?</section>", whole.text, re.DOTALL)
    assert section.split() == part.text.split()


def test_cells_tell_stance_and_day(opened: Opened) -> None:
    page = opened().get("/story/s1").text
    (table,) = re.findall(r'<table class="matrix">.*?</table>', page, re.DOTALL)
    rows = [
        [
            " ".join(unescape(re.sub(r"<[^>]*>", " ", cell)).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    ]
    assert rows[0] == ["Claim", "Eve Moss", "Ben Low", "Ida Holm", "Tom Fox", "Una Bay"]
    assert rows[1][0].endswith("5 sources, disputed")
    assert rows[1][1:] == [
        "supports undated",
        "declines by 2024-10-11",
        "supports by 2024-10-07",
        "disputes by 2024-10-08",
        "supports by 2024-10-09",
    ]
    assert rows[2][1:] == ["supports undated", *["– silent"] * 4]
    assert table.count('scope="row"') == len(rows) - 1
    assert table.count('scope="col"') == len(rows[0])


def test_a_correction_is_seen_everywhere(opened: Opened, tmp_path: Path) -> None:
    client = opened()
    assert "Tom Fox" in client.get("/story/s1").text
    store = open_store(tmp_path / "onrecord.db", create=False)
    (number,) = store.connection.execute("SELECT id FROM statement WHERE name = 'Tom Fox'").fetchone()
    correct(store, number, Correction(name="Tim Fuchs"), person="Ida", why="misread")
    store.close()
    page = client.get("/story/s1").text
    assert "Tim Fuchs" in page
    assert "Tom Fox" not in page


def test_wire_copies_are_folded(opened: Opened) -> None:
    words = words_of(opened().get("/story/s1").text)
    assert "4 outlets, 5 independent texts" in words or "5 outlets, 5 independent texts" in words
    assert "the same text in 2 outlets, 2 times" in words
    assert "Of 1 it is not known when it came out; it stands last." in words


def test_one_report_in_which_nobody_disputes_anything(opened: Opened) -> None:
    words = words_of(opened(REPORTS[0]).get("/story/s1").text)
    assert "1 report" in words
    assert "1 claim; nobody disputes it; 1 rests on one source alone." in words
    assert "Only disputed" not in words
    assert "Changes of mind" not in words


def test_a_report_in_which_nothing_is_said(opened: Opened) -> None:
    words = words_of(opened(Report("r1", (), None, None)).get("/story/s1?only=disputed").text)
    assert "No claim is known in this story" in words
    assert "No day is known." in words
    assert "no date known" in words


def test_only_disputed_where_nothing_is(opened: Opened) -> None:
    words = words_of(opened(REPORTS[0]).get("/story/s1?only=disputed").text)
    assert "No claim of this story is disputed." in words
    assert "Show all claims" in words


def test_a_large_story_says_what_is_not_counted(opened: Opened) -> None:
    some = [
        Report(
            f"r{n:02}", (Told(f"Name {n}", f"the count is {n}", f"c{n:010x}"),), "Harbour Post", "2024-10-07"
        )
        for n in range(NEWEST + 5)
    ]
    client = opened(*some)
    page = client.get("/story/s1").text
    assert (
        f"The {NEWEST} reports that came in last are read here; 5 older ones are not counted below."
        in words_of(page)
    )
    assert f"{NEWEST - CLAIMS} more claims" in words_of(page)
    assert f"Read all {NEWEST + 5}" in words_of(page)
    assert "articles=all" in page
    whole = words_of(client.get(f"/story/s1?articles=all&claims={NEWEST}").text)
    assert "are read here" not in whole
    assert f"{NEWEST + 5} claims" in whole
    assert "5 more claims" in whole


def test_nothing_of_a_stranger_is_markup(opened: Opened) -> None:
    bad = Report(
        "r1",
        (
            Told(HOSTILE, f"that {HOSTILE} is 30 people"),
            Told("Tom Fox", f"no {HOSTILE}", "c00000000a1", "disputes"),
        ),
        outlet=HOSTILE,
        url="javascript:alert(1)",
        headline=f"{HOSTILE}\x00\x85",
    )
    client = opened(bad)
    for address in ("/story/s1", "/stories", f"/stories?words={HOSTILE}&outlet={HOSTILE}&since={HOSTILE}"):
        page = client.get(address).text
        assert HOSTILE not in page
        assert 'href="javascript:' not in page
        assert "&lt;script&gt;" in page


# The list

LOCK = Report("e1", (Told("Rolf Tiede", "the lock is shut", "c00000000e1"),), "Tarvian Monitor", "2024-11-02")
CHOIR = Report("f1", (Told("Ann Ray", "the choir sings", "c00000000f1"),), "Harbour Post", None)


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Store]:
    """Three stories, the last published first: s2, s1, s3, of which no day is known."""
    store = ledger_of(tmp_path / "onrecord.db")
    put(store, LOCK, story="s2")
    put(store, CHOIR, story="s3")
    for key, minute in (("s1", 202410110000), ("s2", 202411020000)):
        store.connection.execute("UPDATE story SET newest = ? WHERE key = ?", (minute, key))
    yield store
    store.close()


@pytest.fixture
def listing(several: Store) -> Iterator[TestClient]:
    path = several.path
    settings = Settings(ledger=path, desk=desk_of(path), hosts=("testserver",))
    with TestClient(make_app(settings)) as client:
        yield client


def listed(page: str) -> list[str]:
    return re.findall(r'<h2[^>]*><a href="/story/([^"]+)"', page)


def test_the_list_of_stories(listing: TestClient) -> None:
    page = listing.get("/stories").text
    assert listed(page) == ["s2", "s1", "s3"]
    words = words_of(page)
    assert (
        "6 reports 4 outlets 5 independent texts 2024-10-07 to 2024-10-11, 1 undated 2 claims, 1 disputed"
        in words
    )
    assert "1 report 1 outlet 1 independent text no date known 1 claim" in words
    assert "These are the last." in words


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=lock", ["s2"]),
        ("words=wages", ["s1"]),
        ("since=2024-11", ["s2"]),
        ("since=2024-10", ["s2", "s1"]),
        ("since=2025", []),
        ("outlet=Harbour+Post", ["s1", "s3"]),
        ("outlet=Harbour+Post&since=2024-10&words=harbour", ["s1"]),
        ("words=nobodysaysso", []),
        # What is no place to go on at is the beginning.
        ("after=x", ["s2", "s1", "s3"]),
        ("after=0.0.0", []),
        ("after=9.9", ["s2", "s1", "s3"]),
    ],
)
def test_stories_that_are_asked_for(listing: TestClient, asked: str, found: list[str]) -> None:
    answer = listing.get(f"/stories?{asked}")
    assert answer.status_code == 200
    assert listed(answer.text) == found
    assert found or 'class="notice"' in answer.text


def test_what_cannot_be_asked_is_said_at_the_field(listing: TestClient) -> None:
    answer = listing.get("/stories?since=soon")
    assert answer.status_code == 400
    assert 'value="soon"' in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("outlet", [None, "Harbour Post"])
def test_pages_of_stories_are_all_of_them(several: Store, outlet: str | None) -> None:
    expected = [each.story.id for each in story_page(several, outlet=outlet).stories]
    assert expected == [story.id for story in stories(several, outlet=outlet)]
    found: list[str] = []
    after: str | None = None
    while True:
        page = story_page(several, outlet=outlet, after=after, limit=1)
        found += [each.story.id for each in page.stories]
        after = page.after
        if after is None:
            break
    assert found == expected
