"""Atom and JSON Feed, as readers of feeds read them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from news import change, line

from onrecord.display.atom import FeedOf, atom
from onrecord.display.json_feed import json_feed
from onrecord.display.links import Links
from onrecord.records import Change

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from hostile import ADDRESSES, PAYLOADS

FEED = FeedOf(
    title="The lock",
    address="https://onrecord.example/topics/lock/feed.atom",
    home="https://onrecord.example/topics/lock",
)
SITE = Links(base="https://onrecord.example")
WELLER = line(1, "the lock is shut", published_at="2024-05-14")
UNION = line(2, "“It is open.”", who="Seamen's Union", cue="said:", published_at="2024-05-14")
CHANGES = (
    change(1, "claim", WELLER),
    change(2, "disputes", UNION, WELLER),
    change(3, "withdrawn", None, WELLER, note="Asked for."),
)
NAMESPACE = "{http://www.w3.org/2005/Atom}"
NAMES = {
    *("feed", "id", "title", "updated", "link", "author", "name", "generator"),
    *("entry", "published", "category", "summary"),
}
SUMMARY = """\
Seamen's Union disputes what Ana Weller said on 14 May in Canal Courier.
“Seamen's Union said: “It is open.”.” (Seamen's Union · Canal Courier · 14 May 2024)
What is disputed: “Ana Weller said the lock is shut.” (Ana Weller · Canal Courier · 14 May 2024)"""


def parsed(changes: tuple[Change, ...], feed: FeedOf = FEED) -> Any:
    found = feedparser.parse(atom(feed, changes, SITE).encode())
    assert not found.bozo
    return found


def test_a_reader_of_atom_reads_it() -> None:
    found = parsed(CHANGES)
    assert found.version == "atom10"
    assert (found.feed.title, found.feed.updated) == ("The lock", "2024-05-14T18:03:00Z")
    assert found.feed.id == "tag:onrecord.example,2024:feed/topics/lock/feed.atom"
    assert {each["rel"]: each["href"] for each in found.feed.links} == {
        "self": FEED.address,
        "alternate": FEED.home,
    }
    assert [entry.id[-1] for entry in found.entries] == ["3", "2", "1"]
    entry = found.entries[1]
    assert entry.title == "Disputes · Seamen's Union: “It is open.”"
    assert entry.link == "https://onrecord.example/report?article=a2&version=1&statement=2"
    assert entry.id == "tag:onrecord.example,2024:change/x000000000002"
    assert (entry.published, entry.updated) == ("2024-05-14T17:02:00Z", "2024-05-14T18:02:00Z")
    assert entry.summary == SUMMARY


def test_every_entry_has_what_the_standard_asks_for() -> None:
    root = ElementTree.fromstring(atom(FEED, CHANGES, Links()))
    for entry in root.findall(f"{NAMESPACE}entry"):
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"{NAMESPACE}{name}")) == 1
        assert next(entry.iter(f"{NAMESPACE}link")).get("rel") == "alternate"
    assert root.find(f"{NAMESPACE}author") is not None


def test_a_change_has_the_same_id_in_every_feed() -> None:
    other = FeedOf(title="A story", address="https://onrecord.example/stories/t1/feed.atom", home=FEED.home)
    ids = [entry.id for entry in parsed(CHANGES).entries]
    assert [entry.id for entry in parsed(CHANGES, other).entries] == ids
    assert [item["id"] for item in json.loads(json_feed(FEED, CHANGES, SITE))["items"]] == ids


def test_an_empty_feed_is_a_feed() -> None:
    assert parsed(()).entries == []
    assert json.loads(json_feed(FEED, (), SITE))["items"] == []


def test_json_feed_has_its_keys() -> None:
    found = json.loads(json_feed(FEED, CHANGES, SITE))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["title"], found["feed_url"], found["home_page_url"]) == (
        "The lock",
        FEED.address,
        FEED.home,
    )
    last, dispute, _ = found["items"]
    assert dispute["url"] == "https://onrecord.example/report?article=a2&version=1&statement=2"
    assert dispute["external_url"] == "https://courier.example/2"
    assert (dispute["content_text"], dispute["tags"]) == (SUMMARY, ["disputes"])
    assert "external_url" not in last
    assert last["title"] == "Withdrawn: The report in Canal Courier was taken out of the ledger."
    assert "Reason given: “Asked for.”" in last["content_text"]


def test_the_same_changes_make_the_same_feed() -> None:
    assert atom(FEED, CHANGES, SITE) == atom(FEED, CHANGES[::-1] + CHANGES, SITE)
    assert json_feed(FEED, CHANGES, SITE) == json_feed(FEED, CHANGES[::-1], SITE)


@pytest.mark.parametrize("address", ["javascript:a()", "https://a b/", "", "https://[::1]/feed"])
def test_an_address_that_is_none(address: str) -> None:
    feed = FeedOf(title="a", address=address, home=FEED.home)
    assert parsed(CHANGES, feed).feed.id.startswith("tag:onrecord.invalid,2024:feed")
    json_feed(feed, CHANGES, SITE).encode()


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_strangers_make_no_element_and_no_link(number: int) -> None:
    payload = PAYLOADS[number] + "\ufffe\uffff"
    url = ADDRESSES[number % len(ADDRESSES)]
    one = line(1, payload, who=payload, cue=payload, outlet=payload, url=url, article=payload)
    made = change(1, "disputes", one, one, title=payload, was=payload, now=payload, note=payload, at=payload)
    feed = FeedOf(title=payload, address=FEED.address, home=FEED.home)
    written = atom(feed, (made,), SITE)
    root = ElementTree.fromstring(written.encode())
    names = {each.tag.removeprefix(NAMESPACE) for each in root.iter()}
    assert names <= NAMES
    for each in root.iter():
        assert set(each.keys()) <= {
            "rel",
            "type",
            "href",
            "term",
            "{http://www.w3.org/XML/1998/namespace}lang",
        }
        assert each.get("href", "https://").startswith(("https://", "http://"))
    assert not feedparser.parse(written.encode()).bozo
    item = json.loads(json_feed(feed, (made,), SITE).encode())["items"][0]
    assert item.get("external_url", "https://").startswith(("https://", "http://"))
