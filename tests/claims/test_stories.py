"""Articles put together to stories, as they come."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.shelf import CANDIDATES, MEMBERS, Member, MemoryShelf, Move
from onrecord.claims.sketch import Sketch, sketch_of
from onrecord.claims.stories import group, member, place, settle, story_id
from onrecord.records import Article

# Each affair in the words of several reporters.
FERRY = (
    "The ferry Marit capsized off Port Else on Monday night. Divers searched the hull for passengers.",
    "Divers found two passengers alive in the hull of the capsized ferry Marit, the coast guard said.",
    "Why did the ferry capsize? Marit left Port Else with its bow gate open, said a diver who saw the hull.",
)
WHEAT = (
    "The wheat harvest in the southern valleys fell by a third this summer after drought and rust.",
    "Rust and drought cost millers a third of the wheat harvest; bread will be dearer, bakers say.",
    "Bakers and millers ask for help: the wheat harvest of the valleys is a third smaller through drought.",
)
CHOIR = (
    "The cathedral choir sang Brahms on a scaffold while painters restored the ceiling above the organ.",
    "Painters on the scaffold put down brushes as the choir sang Brahms below the cathedral ceiling.",
    "Rehearsals of the cathedral choir go on under the scaffold; the organ is silent until painters leave.",
)
AFFAIRS = {"ferry": FERRY, "wheat": WHEAT, "choir": CHOIR}
ARTICLES = [
    Article(id=f"{affair} {number}", text=text)
    for affair, texts in AFFAIRS.items()
    for number, text in enumerate(texts)
]


def made(article: str, number: int, weights: dict[str, float], day: str | None = None) -> Member:
    """An article with the sketch that is wanted, brought to length 1."""
    length = sum(weight**2 for weight in weights.values()) ** 0.5
    terms = tuple(sorted(weights))
    found = Sketch(terms, tuple(weights[term] / length for term in terms))
    return Member(article=article, number=number, sketch=found, published_at=day, headline=None)


def told(text: str, number: int, day: str | None = None) -> Member:
    return Member(
        article=f"a{number}", number=number, sketch=sketch_of(text), published_at=day, headline=None
    )


def filled(members: Iterable[Member]) -> tuple[MemoryShelf, list[Move]]:
    shelf = MemoryShelf()
    moves = [move for each in members for move in settle(each, shelf)]
    return shelf, moves


def parts(stories: dict[str, str]) -> set[frozenset[str]]:
    held: dict[str, set[str]] = {}
    for article, story in stories.items():
        held.setdefault(story, set()).add(article)
    return {frozenset(each) for each in held.values()}


EXPECTED = {frozenset(f"{affair} {number}" for number in range(3)) for affair in AFFAIRS}


@given(st.permutations(ARTICLES))
@settings(max_examples=60, deadline=None)
def test_any_order_gives_the_same_stories(articles: list[Article]) -> None:
    assert parts(group(articles)) == EXPECTED


@given(st.permutations(ARTICLES))
@settings(max_examples=10, deadline=None)
def test_ids_are_the_same_in_every_run(articles: list[Article]) -> None:
    once = group(articles)
    assert group(articles) == once
    assert list(once) == [each.id for each in articles]
    # A story goes by the first of its articles, whatever merged with it since.
    firsts = {story_id(next(each.id for each in articles if each.id in part)) for part in parts(once)}
    assert set(once.values()) == firsts


@given(
    st.lists(st.sampled_from(["", "?", "the", "ferry", "a b c", FERRY[0], WHEAT[0], "\ud800", "渡轮沉没"]))
)
@settings(max_examples=60, deadline=None)
def test_any_texts_find_a_place(texts: list[str]) -> None:
    stories = group(Article(id=str(number), text=text) for number, text in enumerate(texts))
    assert len(stories) == len(texts)
    for text in (FERRY[0], WHEAT[0], "渡轮沉没"):  # copies go together
        assert len({stories[str(number)] for number, each in enumerate(texts) if each == text}) <= 1
    # What has no words is like nothing.
    empty = [stories[str(number)] for number, text in enumerate(texts) if text in ("", "?", "the")]
    assert len(set(empty)) == len(empty)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Le traversier Marit a chaviré lundi au large de Port Else; des plongeurs fouillent la coque.",
            "Des plongeurs ont trouvé deux passagers dans la coque du traversier Marit qui avait chaviré.",
        ),
        ("渡轮在港口外沉没，潜水员搜寻乘客。", "潜水员在沉没的渡轮中找到两名乘客。"),
    ],
)
def test_other_languages(one: str, other: str) -> None:
    others = [
        "La récolte de blé a baissé dans les vallées; du pain plus cher est à craindre.",
        "小麦收成下降三分之一",
    ]
    language = "zh" if "渡" in one else "fr"
    stories = group(
        Article(id=str(number), text=text, language=language if number < 2 else None)
        for number, text in enumerate([one, other, *others])
    )
    assert stories["0"] == stories["1"]
    assert len(set(stories.values())) == 3


def test_one_alone_and_an_id_twice() -> None:
    assert group([]) == {}
    assert group([ARTICLES[0]]) == {"ferry 0": story_id("ferry 0")}
    assert group([ARTICLES[0], replace(ARTICLES[3], id="ferry 0")]) == {"ferry 0": story_id("ferry 0")}


def test_what_happens_is_told() -> None:
    found = [member(each, number) for number, each in enumerate([*ARTICLES[:2], ARTICLES[3]])]
    _, moves = filled(found)
    ferry, wheat = story_id("ferry 0"), story_id("wheat 0")
    assert moves == [
        Move("ferry 0", ferry, None, "founded"),
        Move("ferry 1", ferry, None, "joined"),
        Move("wheat 0", wheat, None, "founded"),
    ]


def test_stories_merge_when_an_article_stands_between_them() -> None:
    ends = [made("x", 0, {"a": 1, "b": 0.2}), made("y", 1, {"b": 1, "a": 0.05})]
    shelf, moves = filled(ends)
    # Like enough to be one only when one more is like both.
    between = made("z", 2, {"a": 1, "b": 1})
    assert {move.why for move in moves} in ({"founded"}, {"founded", "joined"})
    settle(between, shelf)
    assert {shelf.story(each) for each in "xyz"} == {story_id("x")}


def test_the_older_of_two_stories_keeps_its_id() -> None:
    one = [made("x", 0, {"a": 1, "p": 0.9}), made("y", 1, {"b": 1, "q": 0.9})]
    shelf, _ = filled(one)
    assert shelf.story("x") != shelf.story("y")
    moves = settle(made("z", 2, {"b": 1, "a": 0.8, "q": 0.3, "p": 0.3}), shelf)
    assert moves == (
        Move("z", story_id("x"), None, "joined"),
        Move("y", story_id("x"), story_id("y"), "merged"),
    )


def test_an_article_moves_to_the_story_that_came_later() -> None:
    # "x" joined the only story that was like it; then its own came.
    shelf, _ = filled(
        [made("a", 0, {"a": 1}), made("b", 1, {"a": 1, "c": 0.1}), made("x", 2, {"a": 0.3, "x": 1})]
    )
    assert shelf.story("x") == story_id("a")
    moves = settle(made("y", 3, {"x": 1, "y": 1.5}), shelf)
    assert Move("y", story_id("y"), None, "founded") in moves
    assert Move("x", story_id("y"), story_id("a"), "moved") in moves
    assert shelf.story("a") == shelf.story("b") == story_id("a")


def test_an_article_that_fits_no_more_is_split_off() -> None:
    # The story turns away from the article that it began with.
    words = [{"a": 1, "b": 0.8}, {"b": 1, "c": 0.9}, *({"c": 1, f"n{number}": 0.5} for number in range(9))]
    shelf, moves = filled(made(str(number), number, each) for number, each in enumerate(words))
    split = [move for move in moves if move.why == "split"]
    assert [move.article for move in split] == ["0"]
    # It founded the story that lives on without it, under the id that it had: its new one has another.
    assert split[0].story == story_id("0", 1)
    assert split[0].before == story_id("0")
    assert shelf.story("0") == story_id("0", 1)
    assert shelf.story("1") == story_id("0")


@pytest.mark.parametrize(
    ("days", "together"),
    [
        (("2024-05-01", "2024-05-03"), True),
        (("2024-05-01", "2024-05-22"), True),
        (("2024-05-01", "2024-05-23"), False),  # after weeks of silence
        (("2024-05-23", "2024-05-01"), False),  # whatever comes first
        (("2024-05-01T23:59:00+02:00", "2024-05-20"), True),
        ((None, "2024-05-23"), True),  # by what is in them alone
        (("2024-05-01", None), True),
        (("2024", "1999-02-31"), True),  # no days
        (("", "soon"), True),
        (("0001-01-01", "9999-12-31"), False),
    ],
)
def test_days(days: tuple[str | None, str | None], together: bool) -> None:
    # A linkage of 0.25: enough within some weeks.
    one, other = made("x", 0, {"a": 1, "b": 3**0.5}, days[0]), made("y", 1, {"a": 1, "c": 3**0.5}, days[1])
    shelf, _ = filled([one, other])
    assert (shelf.story("x") == shelf.story("y")) is together


def test_after_silence_what_is_the_same_belongs_together() -> None:
    shelf, _ = filled([told(FERRY[0], 0, "2024-05-01"), told(FERRY[0] + " Again.", 1, "2025-05-01")])
    assert shelf.story("a0") == shelf.story("a1")


def test_placing_changes_nothing_by_itself() -> None:
    shelf, _ = filled([told(FERRY[0], 0)])
    new = told(FERRY[1], 1)
    assert place(new, shelf) == place(new, shelf) == (Move("a1", story_id("a0"), None, "joined"),)
    assert shelf.story("a1") is None
    assert shelf.total(story_id("a0"))[1] == 1


def crowd(count: int, seed: int = 3) -> list[Member]:
    """A story of many articles, each with words of its own."""
    rng = random.Random(seed)
    shared = {f"s{number}": 1.0 for number in range(12)}
    own = [{f"w{rng.randrange(4000)}": 1.0 for _ in range(20)} for _ in range(count)]
    return [made(f"c{number}", number, shared | each) for number, each in enumerate(own)]


def test_ten_thousand_copies_are_one_story() -> None:
    copy = told(FERRY[0], 0)
    start = time.perf_counter()
    shelf, moves = filled(replace(copy, article=str(number), number=number) for number in range(10_000))
    assert time.perf_counter() - start < 60
    assert {move.story for move in moves} == {story_id("0")}
    assert shelf.total(story_id("0"))[1] == 10_000


def test_an_article_costs_the_same_in_a_large_story() -> None:
    asked: list[int] = []

    class Counting(MemoryShelf):
        def members(self, story: str) -> Sequence[Member]:
            found = super().members(story)
            asked.append(len(found))
            return found

        def sharing(self, terms: Sequence[str]) -> Sequence[str]:
            found = super().sharing(terms)
            assert len(found) <= CANDIDATES
            return found

    shelf = Counting()
    for each in crowd(600):
        asked.clear()
        settle(each, shelf)
        assert sum(asked) <= 2 * MEMBERS
    assert shelf.total(story_id("c0"))[1] == 600
    assert [each.number for each in shelf.members(story_id("c0"))] == [*range(600 - MEMBERS, 600)]


def test_two_large_stories_stay_apart() -> None:
    """More articles than are looked at would have to move."""
    many = MEMBERS + 5
    one = [made(f"x{number}", number, {"a": 1, "p": 0.9}) for number in range(many)]
    other = [made(f"y{number}", many + number, {"b": 1, "q": 0.9}) for number in range(many)]
    between = [
        made(f"z{number}", 3 * many + number, {"a": 1, "b": 1, f"n{number}": 0.2}) for number in range(9)
    ]
    shelf, moves = filled([*one, *other, *between])
    assert not [move for move in moves if move.why == "merged"]
    assert shelf.story("x0") != shelf.story("y0")
