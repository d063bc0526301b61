"""The page: tags balance, the text is the article's own, every statement can be reached, nothing runs."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import Builder, Who, article_of, ferry

from onrecord.cli.html_page import html_page
from onrecord.cli.table import Tables
from onrecord.display.html_escape import shown
from onrecord.display.selection import View
from onrecord.records import (
    Figure,
    Furniture,
    Part,
    Place,
    Reading,
    Source,
    Span,
    Statement,
    Timex,
    Words,
)

VOID = {"meta", "br", "hr", "img", "link", "input"}


@dataclass
class Element:
    """A tag as it was opened, with the text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


@dataclass
class Page(HTMLParser):
    """A page taken apart; a tag that closes out of turn fails at once."""

    source: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def having(self, name: str, tag: str | None = None) -> list[Element]:
        return [one for one in self.elements if name in one.classes and tag in (None, one.tag)]


def page_of(*readings: Reading) -> Page:
    return Page(source_of(*readings))


def source_of(*readings: Reading) -> str:
    return "".join(html_page(map(View, readings)))


def texts(page: Page) -> list[str]:
    return [element.text for element in page.having("text", "div")]


def marked(page: Page, name: str) -> str:
    """The words that a role of a statement covers, as marked in the text."""
    return "".join(one.text for one in page.elements if name in one.attributes.get("data-s", "").split())


def test_the_text_is_the_article_s() -> None:
    assert texts(page_of(ferry())) == [ferry().article.text]


def test_every_role_is_marked_where_it_stands() -> None:
    page, reading = page_of(ferry()), ferry()
    for number, statement in enumerate(reading.statements, start=1):
        for role, words in (
            ("source", statement.source),
            ("cue", statement.cue),
            ("content", statement.content),
        ):
            pieces = "".join(reading.article.text[start:end] for start, end in words.spans) if words else ""
            assert marked(page, f"{number}-{role}") == pieces


def test_every_statement_is_linked_both_ways() -> None:
    page = page_of(ferry(), ferry())
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    links = [element.attributes["href"] for element in page.elements if element.tag == "a"]
    assert len(set(ids)) == len(ids) == 2 * 2 * 8
    assert {link[1:] for link in links if link.startswith("#")} == set(ids)


def test_where_one_stands_within_another_the_inner_one_lights_up() -> None:
    page = page_of(ferry())
    inner = next(one for one in page.elements if "6-content" in one.attributes.get("data-s", "") and one.text)
    assert inner.attributes["data-s"] == "5-content 6-content"
    assert inner.attributes["data-lit"] == "6"
    assert "deep" in inner.classes


def test_parts_and_furniture_are_told_apart() -> None:
    page = page_of(ferry())
    assert [one.text.strip() for one in page.having("headline")] == [ferry().article.headline]
    assert [one.text for one in page.having("caption")] == [ferry().article.text.splitlines()[2] + "\n"]
    assert [one.text.strip() for one in page.having("furniture") if one.attributes.get("title")] == [
        "Sign up now: the morning letter",
        "PHOTO: BALTIC PICTURES",
        "BALTIC NEWS",
    ]


def cards(page: Page) -> list[str]:
    return [" ".join(one.text.split()) for one in page.elements if "data-c" in one.attributes]


def test_a_card_says_who_does_what_when_and_how_sure() -> None:
    shown = cards(page_of(ferry()))
    assert shown[2] == (
        "Ana Weller person Harbour chief assert said … that the ferry Marit carried 212 passengers"
        " said 2024-05-14 figures 212 passengers ground citing the boarding log"
        " indirect · line 5 · score 0.98"
    )
    assert shown[5] == (
        "Ana Weller person “Weller” · Harbour chief assert told the log was unreliable said 2024-05"
        " put as negated channel its members indirect · line 7 · within 5 · score 0.62"
    )
    assert shown[6].startswith("The owner unnamed non-denial did not deny the licence had lapsed indirect")
    assert shown[7].startswith("no source predict belief Rescue work")


def test_the_list_says_who_has_how_many() -> None:
    (speakers,) = page_of(ferry()).having("speakers")
    assert " ".join(speakers.text.split()) == "Ana Weller 5seamen's union 1"
    assert not page_of(replace(ferry(), statements=ferry().statements[:4])).having("speakers")


def test_deeds_that_are_hidden_are_counted() -> None:
    page = Page("".join(html_page([View(ferry(), deeds=2)])))
    assert [one.text for one in page.having("deeds")] == ["2 deeds hidden; --type all shows them"]
    assert not page_of(ferry()).having("deeds")


def test_times_and_figures_say_what_they_come_to() -> None:
    marks = [one for one in page_of(ferry()).elements if one.classes & {"time", "figure"} and one.text]
    said = {one.text: one.attributes.get("title") for one in marks if "title" in one.attributes}
    assert said == {
        "212": "figure: 212 passengers",
        "Tuesday": "time: 2024-05-14",
        "May": "time: 2024-05",
        "180": "figure: 180, part of 212 passengers",
    }
    carried = next(one for one in marks if one.text == "212")
    assert {"content", "figure"} <= carried.classes


def test_only_the_page_s_own_style_and_script_may_run() -> None:
    source = source_of(ferry())
    policy = next(
        one.attributes["content"]
        for one in Page(source).elements
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


HOSTILE = "</p></div><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & &amp; {{style}} <!-- ]]>"


def hostile() -> Reading:
    article = replace(
        article_of(f"{HOSTILE}\n{HOSTILE}", id=HOSTILE, headline=HOSTILE),
        url=f"https://x/{HOSTILE}",
        outlet=HOSTILE,
        authors=(HOSTILE,),
        agencies=(HOSTILE,),
        published_at=HOSTILE,
        language=HOSTILE,
    )
    built = Builder(article)
    at = built.count("alert(1)", 1, 2, unit=HOSTILE, counted=HOSTILE)
    built.count("&amp;", None, 2, counted=HOSTILE, part_of=at)
    built.time("src=x", HOSTILE, mod=HOSTILE)
    built.say(
        HOSTILE,
        source=HOSTILE,
        cue="onerror",
        who=Who("<script>alert(2)</script>", f'" onclick="alert(3){HOSTILE}', "person", HOSTILE),
        said_at=HOSTILE,
        event_times=(f"{HOSTILE}/{HOSTILE}",),
        channel=built.words(HOSTILE),
        ground=built.words(HOSTILE),
        places=(Place((Span(0, 1),), HOSTILE),),
        figures=(at, at + 1),
    )
    built.say(HOSTILE, source=HOSTILE, who=Who("</ul><script>alert(4)</script>"))
    return replace(built.reading(), model=HOSTILE)


def test_nothing_from_a_page_becomes_markup() -> None:
    page = page_of(hostile())
    assert texts(page) == [hostile().article.text]
    assert [one.tag for one in page.elements].count("script") == 1
    assert not page.having("img", "img")
    assert not any(name.startswith("on") for one in page.elements for name in one.attributes)
    assert next(one.text for one in page.elements if one.tag == "title") == f"{HOSTILE} · onrecord"
    names = [one.text for one in page.having("source", "bdi")]
    assert names == ["<script>alert(2)</script>", "</ul><script>alert(4)</script>"]
    assert f'" onclick="alert(3){HOSTILE}' in page.having("also")[0].text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x", "//x", "file:///x"])
def test_only_web_addresses_are_links(url: str) -> None:
    reading = ferry()
    page = page_of(replace(reading, article=replace(reading.article, url=url)))
    assert all(one.attributes["href"].startswith("#") for one in page.elements if one.tag == "a")
    assert url in next(one.text for one in page.having("facts"))


def test_nothing_is_fetched() -> None:
    source = source_of(ferry())
    assert not re.search(r"<(link|img|iframe|object|video|audio|base|form)\b|\bsrc=|@import|url\(", source)


def test_no_article_is_a_whole_page_too() -> None:
    assert "No article was read." in "".join(html_page([]))
    assert texts(page_of()) == []


def test_articles_come_one_by_one() -> None:
    def views() -> Iterator[View]:
        yield View(ferry())
        raise AssertionError("the second was asked for before the first was printed")

    chunks = html_page(views())
    assert next(chunks).startswith("<!doctype html>")
    assert "<article" in next(chunks)


TEXTS = st.text(
    st.one_of(st.sampled_from('a <>&"\n\r\t\x00\x1b\x85é\u202e\ud83d'), st.characters()), max_size=60
)


@st.composite
def arbitrary_readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    if not text:
        return Reading(article=article_of(""), statements=(), model="m")

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    def words() -> Words:
        spans = tuple(span() for _ in range(draw(st.integers(1, 3))))
        return Words(spans, " ".join(text[start:end] for start, end in spans))

    def source() -> Source:
        said = words()
        name, role = draw(st.none() | TEXTS), draw(st.none() | TEXTS)
        return Source(said.spans, said.text, name, role, draw(st.none() | st.just("unnamed")))

    bounds = st.none() | st.floats()
    figures = tuple(
        Figure(
            start=at.start,
            end=at.end,
            low=draw(bounds),
            high=draw(bounds),
            approximate=draw(st.booleans()),
            unit=draw(st.none() | st.sampled_from(("USD", "%", "km"))),
            counted=draw(st.none() | TEXTS),
            part_of=draw(st.none() | st.integers(0, 1)),
        )
        for at in (span(), span())
    )
    timexes = tuple(
        Timex(start=at.start, end=at.end, type="DATE", value=draw(st.none() | TEXTS))
        for at in (span() for _ in range(draw(st.integers(0, 2))))
    )
    count = draw(st.integers(0, 5))
    statements = tuple(
        Statement(
            id=str(at),
            source=source() if draw(st.booleans()) else None,
            cue=words() if draw(st.booleans()) else None,
            content=words(),
            quotation=draw(st.sampled_from(("direct", "indirect", "mixed"))),
            within=draw(st.none() | st.integers(0, count).map(str)),
            score=draw(st.floats(0, 1)),
            type=draw(st.sampled_from(("assertion", "belief", "other"))),
            act=draw(st.sampled_from((None, "deny"))),
            event_times=(draw(TEXTS),),
            ground=words(),
            figures=draw(st.sampled_from(((), (0,), (1,), (0, 1)))),
        )
        for at in range(count)
    )
    article = replace(
        article_of(text),
        parts=tuple(Part(*span(), "headline") for _ in range(draw(st.integers(0, 2)))),
        furniture=tuple(Furniture(*span(), "advert") for _ in range(draw(st.integers(0, 2)))),
    )
    return Reading(article, statements, "m", timexes, figures)


@given(arbitrary_readings())
def test_tags_balance_and_the_text_is_kept_whatever_overlaps(reading: Reading) -> None:
    source = source_of(reading)
    source.encode("utf-8")
    page = Page(source)
    assert texts(page) == [shown(reading.article.text)]
    anchors = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
    numbers = range(1, len(reading.statements) + 1)
    assert anchors == {f"a1-{kind}{number}" for kind in "sc" for number in numbers}


@given(arbitrary_readings())
def test_tables_take_anything_too(reading: Reading) -> None:
    for width in (60, 120):
        printed = "".join(Tables(io.StringIO(), width=width).print([View(reading)]))
        printed.encode("utf-8")
        assert not set(printed) & set("\x1b\x00\x85\u202e")


@given(st.text())
def test_only_control_characters_are_shown_as_others(text: str) -> None:
    assert len(shown(text)) == len(text)
    for before, after in zip(text, shown(text), strict=True):
        assert before == after or ord(before) < 0x20 or 0x7F <= ord(before) < 0xA0
