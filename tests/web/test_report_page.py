"""The page of a report, and of one statement of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import Builder, Who, article_of, aside, ferry, part
from starlette.testclient import TestClient

from onrecord.display.numbering import number
from onrecord.ledger import articles, open_store, review, stretches
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.enter import Entering
from onrecord.ledger.line_state import line_state
from onrecord.ledger.read_back import Kept
from onrecord.ledger.store import Store
from onrecord.ledger.stretches import LinePlace
from onrecord.records import Page, Reading, Span
from onrecord.web import links, windows
from onrecord.web.marked import blocks
from onrecord.web.report_view import rows, speakers
from onrecord.web.statement_view import detail
from onrecord.web.windows import parts, window

CRANES = "https://harbourpost.example/2024/10/07/cranes-stop"
HOSPITAL = "https://varnholmmail.example/2024/10/12/hospital-counts"


def kept(reading: Reading) -> Kept:
    return Kept(reading, {one.id: 100 + place for place, one in enumerate(reading.statements)})


def whole(reading: Reading) -> Span:
    return Span(0, len(reading.article.text))


# --- the rows of a report


def test_notes_stand_beside_the_paragraph_in_which_the_content_begins() -> None:
    reading = ferry()
    found = [row for row in rows(kept(reading), whole(reading), before=0) if row.notes]
    assert [[note.number for note in row.notes] for row in found] == [[1], [2], [3], [4], [5, 6], [7], [8]]
    assert [note.depth for note in found[4].notes] == [0, 1]
    assert found[0].kind == "headline"
    assert found[0].notes[0].line == 100


def test_furniture_is_folded_with_the_names_of_its_kinds() -> None:
    text = "Sign up now\nFollow topic\n\nHeadline of it\n\nThe mayor said it would rain.\nShare\n"
    article = replace(
        article_of(text),
        parts=(part(text, "Headline of it", "headline"), part(text, "The mayor said it would rain.", "body")),
        furniture=(
            aside(text, "Sign up now", "sign-up"),
            aside(text, "Follow topic", "topic-bar"),
            aside(text, "Share", "share-bar"),
        ),
    )
    reading = Builder(article).reading()
    found = rows(kept(reading), whole(reading), before=0)
    assert [(row.kind, row.furniture, len(row.html)) for row in found] == [
        ("set-aside", (("sign-up", 1), ("topic-bar", 1)), 2),
        ("headline", (), 1),
        ("body", (), 1),
        ("set-aside", (("share-bar", 1),), 1),
    ]


def test_the_blocks_hold_the_text_and_nothing_of_it_as_html() -> None:
    text = '<h1>A</h1>\n\n</p> said </h2> & more\n<p class="body">last'
    shown = list(blocks(Builder(article_of(text)).reading(), ()))
    assert [block.start for block in shown] == [0, 11, 12, 35]
    assert [block.kind for block in shown] == ["body", "blank", "body", "body"]
    assert "<" not in re.sub(r"</?(span|a)\b[^>]*>", "", "".join(block.html for block in shown))


def test_who_speaks_how_often() -> None:
    lines = [
        LinePlace(1, "a", None, False, "Ana Weller", "weller-1", 0, 0, 9),
        LinePlace(2, "b", None, False, "Weller", "weller-1", 20, 20, 29),
        LinePlace(3, "c", None, False, None, None, 40, 40, 49),
        LinePlace(4, "d", None, False, "The union", None, 60, 60, 69),
    ]
    assert [(each.name, each.entity, each.statements) for each in speakers(lines)] == [
        ("Ana Weller", "weller-1", 2),
        ("The union", None, 1),
    ]


# --- long reports, in parts


def place(start: int, last: int) -> LinePlace:
    return LinePlace(start, str(start), None, False, None, None, start, start, last)


@given(
    st.lists(st.integers(0, 400), max_size=60),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 80)), max_size=60),
)
def test_parts_are_the_text_and_each_statement_begins_in_one(
    lines: list[int], said: list[tuple[int, int]]
) -> None:
    text = "\n".join("w " * (length // 2) for length in lines)
    places = sorted(
        (place(at, at + size) for at, size in said if at + size <= len(text)), key=lambda one: one.start
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "CHARACTERS", 500)
        patch.setattr(windows, "STATEMENTS", 10)
        found = parts(text, places)
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(0 < span.end - span.start <= 500 for span in found if text)


def test_no_statement_is_cut_where_there_is_a_better_place() -> None:
    text = ("x" * 99 + "\n") * 600
    # One from before the place where a part is full to behind it.
    (first, second) = parts(text, [place(windows.CHARACTERS - 150, windows.CHARACTERS + 50)])
    assert first.end == second.start == windows.CHARACTERS - 200
    assert text[first.end - 1] == "\n"


@given(st.integers(0, 700), st.integers(0, 700))
def test_a_window_shows_the_same_as_the_whole(one: int, other: int) -> None:
    reading = ferry()
    start, end = sorted((min(one, len(reading.article.text)), min(other, len(reading.article.text))))
    inner = window(reading, start, end)
    assert inner.article.text == reading.article.text[start:end]
    for before, after in zip(reading.statements, inner.statements, strict=True):
        clipped = [
            reading.article.text[max(a, start) : min(b, end)]
            for a, b in before.content.spans
            if max(a, start) < min(b, end)
        ]
        assert [inner.article.text[a:b] for a, b in after.content.spans] == clipped
    for figure in inner.figures:
        assert figure.part_of is None or figure.part_of < len(inner.figures)
    "".join(block.html for block in blocks(inner, number(inner.statements)))


def test_numbers_go_on_from_part_to_part() -> None:
    reading = ferry()
    found = rows(kept(reading), whole(reading), before=40)
    assert [note.number for row in found for note in row.notes] == list(range(41, 49))


# --- the pages


def test_a_report_shows_its_text_with_its_statements(client: TestClient) -> None:
    text = client.get("/report", params={"article": CRANES}).text
    assert text.count("<h1") == 1
    assert "Harbour Post" in text
    assert "by Nils Aderholt" in text
    assert 'class="source"' in text
    assert 'class="cue"' in text
    notes = re.findall(r'<li id="c(\d+)".*?href="/statement/(\d+)"', text)
    numbers = [int(at) for at, _ in notes]
    assert numbers == list(range(1, len(notes) + 1))
    assert len(notes) > 15
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    # every number in the text leads to a note, without any script
    assert set(re.findall(r'class="number"[^>]* href="#c(\d+)"', text)) == {str(each) for each in numbers}


def test_nothing_of_a_page_is_style_or_script(client: TestClient) -> None:
    for path in (f"/report?article={CRANES}", "/statement/3", f"/versions?article={HOSPITAL}", "/add"):
        text = client.get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert " on" not in re.sub(r"[^<]*(<[^>]*>)[^<]*", r"\1", text).replace(" onrecord", "")
        assert "<script>" not in text


def test_a_statement_opens_beside_its_report_and_by_itself(client: TestClient) -> None:
    report = client.get("/report", params={"article": CRANES}).text
    line = int(re.findall(r'href="/statement/(\d+)"', report)[3])
    by_itself = client.get(f"/statement/{line}")
    opened = client.get(links.report(CRANES, None, line))
    part_of_it = client.get(
        f"/statement/{line}",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/report?article=x"},
    )
    assert [each.status_code for each in (by_itself, opened, part_of_it)] == [200, 200, 200]
    assert "<html" in by_itself.text
    assert "<html" not in part_of_it.text
    assert part_of_it.headers["hx-replace-url"].endswith(f"&statement={line}")
    assert "hx-replace-url" not in client.get(f"/statement/{line}", headers={"HX-Request": "true"}).headers
    assert 'aria-current="true"' in opened.text
    for each in (by_itself.text, opened.text, part_of_it.text):
        for words in ("As written", "Act", "Certainty", "Polarity", "Said", "Score", "Made by", "characters"):
            assert words in each
        assert f'href="/review?line={line}"' in each
        assert ":~:text=" in each


def test_what_is_not_there_is_told(client: TestClient) -> None:
    for path in (
        "/report?article=nowhere",
        f"/report?article={CRANES}&version=7",
        f"/report?article={CRANES}&statement=999999",
        f"/report?article={CRANES}&statement={2**70}",
        "/statement/0",
        f"/statement/{2**70}",
    ):
        assert client.get(path).status_code == 404, path
    other = re.findall(r'href="/statement/(\d+)"', client.get(f"/report?article={HOSPITAL}").text)[0]
    assert client.get(f"/report?article={CRANES}&statement={other}").status_code == 404


def test_a_line_of_an_earlier_version_opens_in_that_version(client: TestClient) -> None:
    first = client.get(f"/report?article={HOSPITAL}&version=1").text
    assert "Version 2 is the latest" in first
    line = re.findall(r'href="/statement/(\d+)"', first)[0]
    assert "Version 2 is the latest" in client.get(f"/report?article={HOSPITAL}&statement={line}").text


def test_a_correction_shows_in_the_history(client: TestClient, ledger: Path) -> None:
    text = client.get("/report", params={"article": CRANES}).text
    line = int(re.findall(r'href="/statement/(\d+)"', text)[5])
    with opened(ledger) as store:
        review.note(store, line, "looks <odd>", person="Ida")
        new = correct(store, line, Correction(act="demand"), person="Ida", why="it is a demand")
    told = client.get(f"/statement/{line}").text
    assert "This line is not current" in told
    assert f'href="/statement/{new}"' in told
    assert "it is a demand" in told
    assert "looks &lt;odd&gt;" in told
    assert "by <bdi>Ida</bdi>" in client.get(f"/statement/{new}").text
    assert f"/statement/{new}" in client.get("/report", params={"article": CRANES}).text


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    store = open_store(path, create=True)
    try:
        yield store
    finally:
        store.close()


HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*191}}"


def hostile() -> Reading:
    text = f"{HOSTILE} headline\n\nMayor {HOSTILE} said that {HOSTILE} would rain on {HOSTILE}.\n"
    article = replace(
        article_of(text, id=f"id {HOSTILE}"),
        url="javascript:alert(1)",
        outlet=HOSTILE,
        headline=f"{HOSTILE} headline",
        authors=(HOSTILE,),
        agencies=(HOSTILE,),
        published_at="2024-05-14",
        language="en",
    )
    built = Builder(article)
    built.say(
        f"that {HOSTILE} would rain",
        source=f"Mayor {HOSTILE}",
        cue="said",
        near="Mayor",
        who=Who(HOSTILE, HOSTILE, "person", f"person:{HOSTILE}"),
        channel=built.words(f"on {HOSTILE}"),
        said_at="2024-05-14",
    )
    return built.reading()


def test_what_strangers_wrote_is_text(client: TestClient, ledger: Path) -> None:
    reading = hostile()
    page = Page(origin=HOSTILE, format="text", raw="x", url="javascript:alert(1)", outlet=HOSTILE)
    with opened(ledger) as store, Entering(store, command="add", settings={}) as entering:
        entering.enter(page, reading)
        (entered,) = entering.flush()
    assert entered.article is not None
    report = client.get("/report", params={"article": entered.article}).text
    line = re.findall(r'href="/statement/(\d+)"', report)[0]
    for text in (report, client.get(f"/statement/{line}").text):
        assert "<img" not in text
        assert "1337" not in text
        assert 'href="javascript' not in text
        assert "onerror=alert(1)&gt;" in text


def test_a_long_report_is_shown_in_parts(client: TestClient, ledger: Path) -> None:
    said = "Harbour chief Ana Weller said that the ferry would sail. "
    text = "".join(f"{said}{'More words follow here. ' * 20}\n\n" for _ in range(200))
    built = Builder(article_of(text, id="long"))
    at = 0
    for _ in range(200):
        at = text.index(said, at)
        statement = built.say("the ferry would sail", source="Ana Weller", cue="said")
        shift = at - text.index(said)
        built.statements[-1] = replace(
            statement,
            id=f"x{at}",
            source=replace(statement.source, spans=_moved(statement.source.spans, shift))
            if statement.source
            else None,
            cue=replace(statement.cue, spans=_moved(statement.cue.spans, shift)) if statement.cue else None,
            content=replace(statement.content, spans=_moved(statement.content.spans, shift)),
        )
        at += 1
    with opened(ledger) as store:
        with Entering(store, command="add", settings={}) as entering:
            entering.enter(Page(origin="long.txt", format="text", raw=text), built.reading())
        whole = stretches.outline(store, "long")
        last = whole.lines[-1].number
    first = client.get("/report?article=long").text
    assert "part 1 of 3" in first
    assert 'rel="next" href="/report?article=long&amp;version=1&amp;part=2"' in first
    found = [
        int(at)
        for part in (1, 2, 3, 99)
        for at in re.findall(r'<li id="c(\d+)"', client.get(f"/report?article=long&part={part}").text)
    ]
    in_last = found[200:]
    assert found[:200] == list(range(1, 201))
    assert in_last == found[200 - len(in_last) : 200]
    opened_at = client.get(f"/report?article=long&statement={last}").text
    assert "part 3 of 3" in opened_at
    assert 'aria-current="true"' in opened_at


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)


def test_a_stretch_is_what_the_ledger_holds(strike: Path) -> None:
    with opened(strike) as store:
        whole = stretches.outline(store, CRANES)
        numbers = [line.number for line in whole.lines]
        found = stretches.stretch(store, whole, 0, len(whole.article.text), numbers)
        told = articles.article(store, CRANES)
    assert found.numbers == told.numbers
    assert found.reading.timexes == told.reading.timexes
    assert found.reading.figures == told.reading.figures
    by_id = {one.id: one for one in told.reading.statements}
    assert all(by_id[one.id] == one for one in found.reading.statements)
    assert [min(by_id[one.id].content.spans).start for one in found.reading.statements] == [
        line.start for line in whole.lines
    ]


def test_times_are_told_with_the_words_that_they_come_from(strike: Path) -> None:
    with opened(strike) as store:
        lines = stretches.outline(store, CRANES).lines
        told = [detail(store, line_state(store, line.number)) for line in lines]
    times = [each.said for each in told if each.said]
    assert times
    assert all(time.written for time in times)
    assert any("lexicon" in each.reason for each in told)
    assert any(each.claims for each in told)
