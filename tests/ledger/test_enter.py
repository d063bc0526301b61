from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import reading as told

from faults import made
from onrecord.ledger import Store, open_store, read_back, rows
from onrecord.ledger.enter import Entered, Entering
from onrecord.records import (
    BY_HAND,
    Article,
    Dateline,
    Figure,
    Furniture,
    Page,
    Part,
    Place,
    Reading,
    Refusal,
    Source,
    Span,
    Statement,
    Timex,
    Words,
)

Given = tuple[Page | None, Reading | Article | Refusal | None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db", create=True)
    yield opened
    opened.close()


def enter(store: Store, *given: Given) -> list[Entered]:
    with Entering(store, command="add", settings={"any_language": False}, code="test") as entering:
        entered = [each for page, result in given for each in entering.enter(page, result)]
        return [*entered, *entering.flush()]


def rewritten(number: int, *, url: str | None = None, words: str = "") -> tuple[Page, Reading]:
    """Article `number` at another address, or with words at its end."""
    page, reading = made(number)
    text = reading.article.text + words
    article = replace(reading.article, text=text, parts=(Part(0, len(text), "body"),))
    return replace(page, url=url or page.url, raw=text), replace(reading, article=article)


def counts(store: Store, *tables: str) -> list[int]:
    return [store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def test_the_same_page_again_is_nothing(store: Store) -> None:
    page, reading = made(1)
    assert [each.fate for each in enter(store, (page, reading), (page, None), (page, reading.article))] == [
        "new",
        "again",
        "again",
    ]
    assert counts(store, "article", "version", "appearance", "reading") == [1, 1, 1, 1]
    assert [each.fate for each in enter(store, (page, reading))] == ["again"]
    assert counts(store, "statement", "page", "run") == [8, 1, 2]


def test_the_same_text_at_two_addresses_is_one_article(store: Store) -> None:
    page, reading = made(1)
    other = replace(page, url="https://b.example/x", outlet="The Other")
    assert [each.fate for each in enter(store, (page, reading), (other, reading))] == ["new", "appearance"]
    assert counts(store, "article", "version", "appearance", "page") == [1, 1, 2, 1]


def test_a_changed_page_is_a_new_version(store: Store) -> None:
    first, second = made(1), rewritten(1, words="\n\nThis report was changed.")
    entered = enter(store, first, second)
    assert [(each.fate, each.article, each.version) for each in entered] == [
        ("new", "article-1", 1),
        ("version", "article-1", 2),
    ]
    assert entered[1].changes == 0  # no statement changed
    assert counts(store, "statement_list", "statement", "succession") == [8, 16, 8]


@pytest.mark.parametrize(
    ("page", "fate", "key"),
    [
        # Another report at an address that is known, as on a front page, is another article.
        ({"url": "https://a.example/1"}, "new", "article-2"),
        # Two files that both number their lines from 1: nothing but the id is the same.
        ({"id": "article-1", "url": None}, "new", "article-2"),
    ],
)
def test_an_unrelated_text_is_another_article(
    store: Store, page: dict[str, str | None], fate: str, key: str
) -> None:
    other, reading = made(2)
    entered = enter(store, made(1), (replace(other, **page), reading))  # type: ignore[arg-type]
    assert [(each.fate, each.article) for each in entered] == [("new", "article-1"), (fate, key)]


def test_an_id_that_is_taken_gives_way_to_a_hash(store: Store) -> None:
    page, reading = made(2)
    clash = replace(reading, article=replace(reading.article, id="article-1"))
    entered = enter(store, made(1), (replace(page, url=None), clash))
    assert [each.article for each in entered] == ["article-1", rows.hash_of(reading.article.text)[:16]]


def test_another_id_for_a_related_text_is_a_version(store: Store) -> None:
    page, reading = made(1)
    later, changed = rewritten(1, words="\n\nMore.", url=None)
    entered = enter(
        store,
        (replace(page, id="7"), reading),
        (replace(later, id="7", url=None, origin="b.jsonl:3"), changed),
    )
    assert [each.fate for each in entered] == ["new", "version"]


def test_a_note_is_no_version_of_the_report_that_it_links_to(store: Store) -> None:
    page, reading = made(1)
    claim = reading.statements[0].content.text
    notes = []
    for number in (1, 2):  # two claims from one page, of the same heading as the page
        text = f"Ada Quill: {claim} {number}"
        article = replace(
            reading.article, id=f"note-{number}", text=text, parts=(Part(0, len(text), "body"),)
        )
        noted = Reading(article, (), BY_HAND)
        notes.append((replace(page, raw=text, origin=f"claims.csv:{number}"), noted))
    entered = enter(store, (page, reading), *notes, notes[0])
    assert [each.fate for each in entered] == ["new", "new", "new", "again"]


def test_a_refusal_is_written_down_once_with_its_page(store: Store) -> None:
    page, _ = made(1)
    refusal = Refusal("reports/1.txt", "article", "too long", "cut it")
    assert [each.fate for each in enter(store, (page, refusal), (page, refusal))] == ["refused", "refused"]
    assert counts(store, "refusal", "page", "article") == [1, 1, 0]
    with Entering(store, command="add", settings={}, code="test") as entering:
        assert not entering.knows_page(page)  # a better version of the program may read it


def test_a_page_that_the_file_does_not_take_does_not_stop_the_others(store: Store) -> None:
    page, reading = made(2)
    broken = replace(reading.statements[3], quotation=None)  # type: ignore[arg-type] # as a bug might
    statements = (*reading.statements[:3], broken)
    entered = enter(store, made(1), (page, replace(reading, statements=statements)), made(3))
    assert [each.fate for each in entered] == ["new", "refused", "new"]
    assert counts(store, "article", "statement", "refusal") == [2, 16, 1]
    assert entered[1].refusal is not None
    assert entered[1].refusal.reason == "an error in onrecord: IntegrityError"


def test_what_was_given_out_is_kept(store: Store) -> None:
    def broken_off() -> None:
        with Entering(store, command="add", settings={}, code="test") as entering:
            entering.enter(*made(1))
            assert [each.article for each in entering.flush()] == ["article-1"]
            entering.enter(*made(2))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert counts(store, "article") == [1]
    assert [row["outcome"] for row in store.connection.execute("SELECT outcome FROM run_list")] == ["stopped"]


def test_the_order_of_the_pages_does_not_change_what_is_held(tmp_path: Path) -> None:
    given = [made(number) for number in range(6)]
    held = []
    for name, order in (("a", given), ("b", given[::-1])):
        store = open_store(tmp_path / f"{name}.db", create=True)
        enter(store, *order)
        found = store.connection.execute(
            "SELECT article, key, who, content, score FROM statement_list ORDER BY article, key"
        )
        held.append([tuple(row) for row in found])
        store.close()
    assert held[0] == held[1]


def test_a_new_outlet_is_found_by_its_name(store: Store) -> None:
    page, reading = made(1)
    enter(store, (replace(page, outlet="The Lantern"), reading))
    before = counts(store, "statement_words")
    enter(store, (replace(page, url="https://b.example/1", outlet="The Beacon"), reading))
    assert counts(store, "statement_words") == before
    found = store.connection.execute("SELECT count(*) FROM statement_words('people')").fetchone()[0]
    assert found == 8


# A report with everything in it, to come out of the ledger as it went in.

texts = st.text(min_size=12, max_size=60)
maybe = st.none() | st.text(max_size=8).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(alphabet=st.characters(), min_size=12, max_size=60))
    spans = st.integers(0, len(text) - 2).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end))
    )

    def words() -> Words:
        found = tuple(draw(st.lists(spans, min_size=1, max_size=2)))
        return Words(found, " ".join(text[start:end] for start, end in found))

    said = words()
    figure = draw(spans)
    times = Timex(start=0, end=2, type="DATE", value="2024-10-25", anchor=0, begin="2024-10-25")
    statement = Statement(
        id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        source=Source(said.spans, said.text, draw(maybe), draw(maybe), "person", draw(maybe)),
        cue=draw(st.sampled_from([None, words()])),
        content=words(),
        quotation="mixed",
        within=None,
        score=draw(st.floats(0, 1)),
        type="assertion",
        act="deny",
        said_at=draw(st.sampled_from([None, "2024-10-24", "XXXX-10-24", "2024-W43"])),
        event_times=("2024-10-27/2024-10-28", "PAST_REF"),
        channel=words(),
        ground=draw(st.sampled_from([None, words()])),
        places=(Place((draw(spans),), "Kyiv"),),
        figures=(0,),
    )
    article = Article(
        id=draw(st.text("abc", min_size=1)),
        text=text,
        headline=draw(maybe),
        authors=("A. B",),
        dateline=Dateline("KYIV", 0, 2),
        parts=(Part(0, len(text), "body"),),
        furniture=(Furniture(0, 1, "share-bar"),),
        kept=draw(st.none() | st.floats(0, 1)),
    )
    counted = Figure(start=figure.start, end=figure.end, low=draw(st.none() | st.floats(0, 1e15)), high=None)
    return Reading(article, (statement,), "m", (times,), (counted,))


@given(readings())
def test_what_goes_in_comes_out_to_the_character(reading: Reading) -> None:
    store = open_store(Path(":memory:"), create=True)
    enter(store, (None, reading))
    kept = read_back.current(store.connection, 1)
    assert kept is not None
    assert kept.reading == reading
    store.close()


@pytest.mark.parametrize(
    ("value", "days"),
    [
        (None, (None, None)),
        ("2024-10-25", ("2024-10-25", "2024-10-25")),
        ("2024-10", ("2024-10-01", "2024-10-31")),
        ("2024-10-27/2024-10-28", ("2024-10-27", "2024-10-28")),
        ("2024-10-27/2024-11", ("2024-10-27", "2024-11-30")),
        ("XXXX-10-25", (None, None)),
        ("PAST_REF", (None, None)),
    ],
)
def test_the_days_that_a_time_covers(value: str | None, days: tuple[str | None, str | None]) -> None:
    assert rows.covered(value) == days


@pytest.mark.parametrize(
    ("text", "is_later"),
    [
        ("This article has been withdrawn while its claims are checked.", True),
        ("Correction: the Post has retracted this story in full.", True),
        ("Editor's note. We have removed a report published here on Monday.", True),
        ("The minister withdrew on Friday. His party said nothing.", False),  # not of itself
        ("Trains stopped at noon. " * 60 + "This article has been withdrawn.", False),  # another report
    ],
)
def test_a_notice_that_a_report_was_taken_back_is_a_version_of_it(
    store: Store, text: str, is_later: bool
) -> None:
    first = told("[[Ana Ruiz]] ((said)) {{the port would close}}.", headline="Port will close")
    page = Page(origin="p", format="html", raw="1", url="https://post.example/port")
    notice = Reading(Article(id="b", text=text, headline="Note to readers"), (), "model 1")
    with Entering(store, command="add", settings={}, code="test") as entering:
        entering.enter(page, first)
        found = [*entering.enter(replace(page, raw="2"), notice), *entering.flush()]
    assert [each.fate for each in found if each.article][-1] == ("version" if is_later else "new")
