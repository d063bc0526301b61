"""Lists of feeds: what is written is well-formed, and what our own reader takes."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from onrecord.display.opml import opml


def test_lists_stand_under_their_names() -> None:
    told = opml([("Ports & ferries", ("https://a.example/rss?x=1&y=2", "https://b.example/")), ("Empty", ())])
    body = ElementTree.fromstring(told.encode()).find("body")
    assert body is not None
    (listed,) = body
    assert listed.get("text") == "Ports & ferries"
    assert [each.get("xmlUrl") for each in listed] == ["https://a.example/rss?x=1&y=2", "https://b.example/"]


def test_nothing_is_a_list_too() -> None:
    assert ElementTree.fromstring(opml([]).encode()).tag == "opml"


@given(st.text(), st.lists(st.text(min_size=1), min_size=1))
def test_whatever_it_is_called_it_is_xml(name: str, feeds: list[str]) -> None:
    root = ElementTree.fromstring(opml([(name, feeds)]).encode("utf-8"))
    assert len(root.findall("body/outline/outline")) == len(feeds)
