"""Topics: a query under a name, found by name, key or number, and told of up to a change."""

from __future__ import annotations

import pytest

from onrecord.desk import topics
from onrecord.desk.file import Desk, DeskError, NotAtDesk
from onrecord.desk.topics import Topic, TopicTaken, add, all_topics, change, find, remove, tell, told

TROOPS = [("words", "troops"), ("who", "Zelensky"), ("who", "Rutte")]


def shown(desk: Desk) -> list[tuple[str, str]]:
    return [(each.key, each.name) for each in all_topics(desk)]


def test_a_topic_is_kept_as_it_was_written(desk: Desk) -> None:
    made = add(
        desk,
        " North Korean\ntroops ",
        TROOPS,
        feeds=["https://example.org/feed", "https://example.org/feed", "http://127.0.0.1:8000/a.xml"],
        is_public=True,
        made_by="Ada",
    )
    assert made == Topic(
        number=1,
        key="north-korean-troops",
        name="North Korean troops",
        asked=(("words", "troops"), ("who", "Zelensky"), ("who", "Rutte")),
        feeds=("https://example.org/feed", "http://127.0.0.1:8000/a.xml"),
        is_public=True,
        made_by="Ada",
        made_at=made.made_at,
    )
    assert all_topics(desk) == (made,)
    assert topics.one(desk, 1) == made


def test_it_is_found_by_key_name_or_number(desk: Desk) -> None:
    troops, year = add(desk, "North Korean troops", TROOPS), add(desk, "2024", [("words", "2024")])
    for named in ("north-korean-troops", "North Korean troops", "north  KOREAN troops", "1", "#1", " 1 "):
        assert find(desk, named) == troops, named
    assert find(desk, "2024") == year  # its name goes before a number
    assert find(desk, "topic-2024") == year
    for named in ("", "3", "-1", "9" * 18, "9" * 400, "troops", "\ud800", "\0", "²"):
        with pytest.raises(NotAtDesk, match="there is no topic"):
            find(desk, named)


def test_a_name_is_given_once(desk: Desk) -> None:
    strike, pay = add(desk, "Strike", []), add(desk, "Pay", [])
    for name in ("Strike", "strike", "ＳＴＲＩＫＥ", " Stri\u212ae\n"):  # the Kelvin sign is a k to the eye
        with pytest.raises(TopicTaken, match="there is a topic 'Strike' already") as error:
            add(desk, name, TROOPS)
        assert error.value.topic == strike
        with pytest.raises(TopicTaken):
            change(desk, pay.number, name=name)
    assert shown(desk) == [("pay", "Pay"), ("strike", "Strike")]


def test_names_of_one_slug_get_keys_of_their_own(desk: Desk) -> None:
    for name in ("A B", "A-B", "a.b", "Війна", "戦争"):
        add(desk, name, [])
    assert sorted(shown(desk)) == [
        ("a-b", "A B"), ("a-b-2", "A-B"), ("a-b-3", "a.b"), ("topic", "Війна"), ("topic-2", "戦争"),
    ]  # fmt: skip


def test_parts_change_and_the_rest_stays(desk: Desk) -> None:
    made = add(desk, "Strike", TROOPS, feeds=["https://example.org/feed"])
    renamed = change(desk, made.number, name="Walkout", is_public=True)
    assert (renamed.key, renamed.name) == ("strike", "Walkout")  # feed readers know it by its key
    assert (renamed.asked, renamed.feeds, renamed.is_public) == (made.asked, made.feeds, True)
    changed = change(desk, made.number, asked=[], feeds=[], is_public=False)
    assert (changed.name, changed.asked, changed.feeds, changed.is_public) == ("Walkout", (), (), False)
    assert change(desk, made.number, name="walkout").name == "walkout"  # its own name is not taken
    assert change(desk, made.number) == find(desk, "walkout")


def test_a_number_is_never_given_again(desk: Desk) -> None:
    first = add(desk, "Strike", TROOPS)
    assert remove(desk, first.number) == first
    assert add(desk, "Strike", TROOPS).number == 2
    for number in (1, 0, -1, 10**30):
        for do in (remove, topics.one, change):
            with pytest.raises(NotAtDesk, match=r"^there is no topic"):
                do(desk, number)


@pytest.mark.parametrize(
    ("name", "asked", "feeds", "told"),
    [
        ("", [], [], "name: there is none"),
        ("\u202e \n", [], [], "name: there is none"),
        ("\u200d", [], [], "name: there is none"),
        ("n" * 101, [], [], "name: it has more than 100"),
        ("n", [("words", "a")] * 51, [], "asked: there are more than 50"),
        ("n", [("words", "a" * 8_000)], [], "asked: there are more than 8,000"),
        ("n", [("", "a")], [], "asked: '' is no option"),
        ("n", [("w" * 41, "a")], [], "asked: 'w+' is no option"),
        ("n", [], ["ftp://example.org/feed"], "feeds: 'ftp://example.org/feed' is no address"),
        ("n", [], ["javascript:alert(1)"], "feeds: .* is no address"),
        ("n", [], ["https://example.org/a b"], "feeds: .* is no address"),
        ("n", [], ["https://" + "a" * 2_000], "feeds: .* is no address"),
        ("n", [], [f"https://example.org/{n}" for n in range(51)], "feeds: there are more than 50"),
    ],
)
def test_what_cannot_be_a_topic_is_refused(
    desk: Desk, name: str, asked: list[tuple[str, str]], feeds: list[str], told: str
) -> None:
    with pytest.raises(DeskError, match=rf"^{told}"):
        add(desk, name, asked, feeds=feeds)
    made = add(desk, "made", [])
    with pytest.raises(DeskError, match=rf"^{told}"):
        change(desk, made.number, name=name, asked=asked, feeds=feeds)
    assert all_topics(desk) == (made,)


def test_a_query_holds_nothing_that_cannot_be_seen(desk: Desk) -> None:
    made = add(desk, "Strike", [("words", "pay\r\nrise\0\ud800\u202e.")])
    assert made.asked == (("words", "pay  rise   ."),)


def test_a_desk_has_room_for_so_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "MOST", 2)
    for name in ("a", "b"):
        add(desk, name, [])
    with pytest.raises(DeskError, match="there are 2 topics already: remove one first"):
        add(desk, "c", [])


def test_people_are_told_up_to_a_change_each(desk: Desk) -> None:
    strike, pay = add(desk, "Strike", []).number, add(desk, "Pay", []).number
    assert told(desk, strike, "Ada") is None
    tell(desk, strike, "Ada", 7)
    tell(desk, strike, "Bea", 9)
    tell(desk, strike, "Ada", 8)
    assert (told(desk, strike, "Ada"), told(desk, strike, "Bea"), told(desk, pay, "Ada")) == (8, 9, None)
    remove(desk, strike)
    assert told(desk, strike, "Ada") is None
    with pytest.raises(NotAtDesk):
        tell(desk, strike, "Ada", 1)
