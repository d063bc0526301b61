"""The file of topics: what goes out comes in again; all of a file or nothing."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.desk import drafts, names, topic_file, topics
from onrecord.desk.drafts import Draft
from onrecord.desk.file import Desk, DeskError
from onrecord.desk.topics import TopicFileError, add, all_topics, export, import_

WRITTEN = """{
  "format": "onrecord topics 1",
  "topics": [
    {
      "name": "Everything",
      "key": "everything",
      "asked": [],
      "feeds": [],
      "public": false
    },
    {
      "name": "Élysée \\"strike\\"",
      "key": "elysee-strike",
      "asked": [
        ["words", "strike"],
        ["who", "the union"]
      ],
      "feeds": [
        "https://example.org/feed"
      ],
      "public": true
    }
  ]
}
"""


def of(*written: object, **more: object) -> str:
    return json.dumps({"format": topic_file.FORMAT, "topics": written, **more})


def shown(desk: Desk) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    return [(each.key, each.name, each.asked) for each in all_topics(desk)]


def test_a_person_can_read_it(desk: Desk) -> None:
    assert export(desk) == '{\n  "format": "onrecord topics 1",\n  "topics": []\n}\n'
    add(desk, "Everything", [])
    asked = [("words", "strike"), ("who", "the union")]
    add(desk, 'Élysée "strike"', asked, feeds=["https://example.org/feed"], is_public=True)
    assert export(desk) == WRITTEN


def test_what_is_there_is_kept_unless_it_is_to_be_replaced(desk: Desk) -> None:
    kept = add(desk, "Strike", [("words", "strike")], made_by="Ada")
    file = of({"name": "strike", "asked": [["words", "walkout"]]}, {"name": "Pay"})
    assert [each.name for each in import_(desk, file, made_by="Bea")] == ["Pay"]
    assert topics.one(desk, kept.number) == kept
    replaced, pay = import_(desk, file, replace=True)
    assert (replaced.number, replaced.key, replaced.made_by) == (kept.number, "strike", "Ada")
    assert (replaced.name, replaced.asked) == ("strike", (("words", "walkout"),))
    assert (pay.key, pay.made_by) == ("pay", "Bea")
    assert import_(desk, file) == ()


def test_a_key_that_is_taken_gets_a_number(desk: Desk) -> None:
    add(desk, "Strike", [])
    import_(desk, "\ufeff" + of({"name": "Walkout", "key": "strike"}, {"name": "Pay", "key": "wages"}))
    assert shown(desk) == [("wages", "Pay", ()), ("strike", "Strike", ()), ("strike-2", "Walkout", ())]


GOOD: dict[str, Any] = {"name": "Good"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1, character 1: no JSON"),
        ('{\n  "format": ,', "line 2, character 13: no JSON"),
        ("[" * 100_000, "the file is no list of topics"),
        ('{"a":' * 100_000, "the file is no list of topics"),
        ("1" * 10_000, "the file is no list of topics"),
        ("[]", 'the file is no list of topics: it needs "format"'),
        ('{"format": "onrecord topics 2", "topics": []}', "the file is no list of topics: it needs"),
        ('{"format": "onrecord topics 1"}', 'the file has no list "topics"'),
        (of(*[{}] * 5_001), "the file has more than 5,000 topics"),
        (of(more=1), "more: not known: there are format, topics"),
        (of(GOOD, 7), "topic 2: not an object"),
        (of(GOOD, {}), "topic 2: name: not a text"),
        (of(GOOD, {"name": " "}), "topic 2: name: there is none"),
        (of(GOOD, {"name": "n" * 101}), "topic 2: name: it has more than 100"),
        (of(GOOD, GOOD), "topic 2: name: topic 1 is called 'Good' too"),
        (of(GOOD, {"name": "a", "colour": "red"}), "topic 2: colour: not known"),
        (of(GOOD, {"name": "a", "asked": {"words": "a"}}), "topic 2: asked: not a list"),
        (of(GOOD, {"name": "a", "asked": [["words"]]}), "topic 2: asked: not a pair of texts"),
        (of(GOOD, {"name": "a", "asked": [["words", 7]]}), "topic 2: asked: not a pair of texts"),
        (of(GOOD, {"name": "a", "asked": ["ab"]}), "topic 2: asked: not a pair of texts"),
        (of(GOOD, {"name": "a", "asked": [["words", "a"]] * 51}), "topic 2: asked: there are more than 50"),
        (of(GOOD, {"name": "a", "feeds": "https://example.org"}), "topic 2: feeds: not a list"),
        (of(GOOD, {"name": "a", "feeds": [1]}), "topic 2: feeds: not a text"),
        (of(GOOD, {"name": "a", "feeds": ["file:///etc/passwd"]}), "topic 2: feeds: 'file:///etc/passwd'"),
        (of(GOOD, {"name": "a", "public": 1}), "topic 2: public: neither true nor false"),
        (of(GOOD, {"name": "a", "key": "../a"}), r"topic 2: key: '\.\./a' is none"),
        (of(GOOD, {"name": "a", "key": "\ud800"}), "topic 2: key: .* is none"),
    ],
)
def test_a_file_that_cannot_be_taken_in_changes_nothing(desk: Desk, text: str, told: str) -> None:
    kept = add(desk, "Strike", [])
    with pytest.raises(TopicFileError, match=f"^{told}"):
        import_(desk, text, replace=True)
    assert all_topics(desk) == (kept,)


def test_a_huge_file_is_refused_at_once(desk: Desk) -> None:
    began = time.monotonic()
    with pytest.raises(TopicFileError, match=r"^the file has more than 16,000,000 characters: split it"):
        import_(desk, " " * 20_000_000)
    assert time.monotonic() - began < 2


def test_no_room_for_all_is_no_room_for_any(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "MOST", 2)
    with pytest.raises(DeskError, match="there are 2 topics already"):
        import_(desk, of({"name": "a"}, {"name": "b"}, {"name": "c"}))
    assert all_topics(desk) == ()


TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)
DRAFTS = st.lists(
    st.builds(
        Draft,
        name=TEXT.filter(lambda name: bool(names.key(name))),
        asked=st.lists(st.tuples(TEXT.filter(lambda text: bool(names.cleaned(text))), TEXT), max_size=5).map(
            tuple
        ),
        feeds=st.lists(
            st.from_regex(r"https?://[a-z]{1,9}\.org/[!-~]{0,20}", fullmatch=True), max_size=3
        ).map(tuple),
        is_public=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda draft: names.key(draft.name),
)


@given(DRAFTS)
def test_what_is_written_is_read_again(written: list[Draft]) -> None:
    kept = tuple(drafts.checked(draft) for draft in written)
    assert topic_file.read(topic_file.write(kept)) == kept


@given(DRAFTS)
@settings(max_examples=25)
def test_what_goes_out_comes_in_at_another_desk(written: list[Draft]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Desk(Path(folder) / "one.db"), Desk(Path(folder) / "other.db")
        for draft in written:
            add(one, draft.name, draft.asked, feeds=draft.feeds, is_public=draft.is_public)
        file = export(one)
        import_(other, file)
        assert export(other) == file
        assert import_(one, file) == ()
        assert len(import_(one, file, replace=True)) == len(written)
        assert export(one) == file
        one.close()
        other.close()
