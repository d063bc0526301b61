import os
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import MAX_TEXT, extract, html
from onrecord.errors import Refused
from onrecord.records import Article, Page

FIRST = "The harbour of Port Example reopened on Tuesday after a strike of three weeks, its board said."
SECOND = "“We have lost a season,” said Ana Ruiz, who runs the largest of the shipping companies there."
THIRD = "The dockers' union did not say whether its members would accept the offer of higher wages."
FOURTH = "A vote is expected in the coming week, according to two people who have seen the timetable."
REPORT = [FIRST, SECOND, THIRD, FOURTH]


def p(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def page(body: str, head: str = "<title>Harbour reopens</title>") -> Page:
    return Page(origin="page", format="html", raw=f"<html><head>{head}</head><body>{body}</body></html>")


def texts(article: Article, kind: str) -> list[str]:
    return [article.text[part.start : part.end] for part in article.parts if part.kind == kind]


def check_offsets(article: Article) -> None:
    parts, furniture = article.parts, article.furniture
    spans = sorted([*((q.start, q.end) for q in parts), *((f.start, f.end) for f in furniture)])
    assert [(part.start, part.end) for part in article.parts] == sorted(
        (q.start, q.end) for q in article.parts
    )
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(article.text)
        end = stop


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{p(*REPORT)}</article>",
        f"<nav><ul><li><a href=/>Home</a></ul></nav><main>{p(*REPORT)}</main><footer><p>About us</footer>",
        "<div>" + "".join(f"<div>{paragraph}</div>" for paragraph in REPORT) + "</div>",  # no <p> at all
        "<div>" + "<br><br>".join(REPORT) + "</div>",  # nor any element
        "<article>" + "<p>".join(["", *REPORT]),  # nothing closed
        f"<article>{p(FIRST)}<figure><img src=x><figcaption>Cranes.</figcaption></figure>{p(*REPORT[1:])}",
        f"<article>{p(FIRST)}<p>Advertisement</p>{p(*REPORT[1:])}",
        f"<article>{p(FIRST)}<p>Sign up for our weekly newsletter, the Harbour Letter</p>{p(*REPORT[1:])}",
        f"<article>{p(FIRST)}<p><a href=/x>Cranes fall silent in Port Example</a></p>{p(*REPORT[1:])}",
        f"<article>{p(*REPORT)}</article><section class=comments>{p('I do not believe a word.')}",
        f"<article>{p(*REPORT)}</article><aside><h3>More</h3>{p('Ferries sail again.')}</aside>",
        f"<article>{p(FIRST, SECOND)}<blockquote class=twitter-tweet><p>Back to work!</p></blockquote>"
        f"{p(THIRD, FOURTH)}",
        f"<article>{p(*REPORT)}<h3>Read more</h3><div><p>Ferries sail again after repairs.",
        f"<article>{p(*REPORT[:3])}<h3>Read more</h3>{p(FOURTH)}",  # it only interrupts
        # a pull quote repeats a sentence
        f"<article>{p(FIRST, SECOND)}<blockquote>We have lost a season, said Ana Ruiz</blockquote>"
        f"{p(THIRD, FOURTH)}",
        # for screen readers only, and invisible characters
        f"<article>{p(*REPORT)}".replace(
            "Tuesday", 'Tues\u00adday<span class="sr-only">, opens new tab</span>'
        ),
    ],
)
def test_body(body: str) -> None:
    article = html.extract(page(body))
    assert texts(article, "body") == REPORT
    check_offsets(article)


def test_short_and_linked_paragraphs_are_not_lost() -> None:
    paragraphs = [
        FIRST,
        "It was over.",
        SECOND,
        "<a href=/x>A dozen ships wait outside the port</a> now.",
        THIRD,
    ]
    article = html.extract(page(f"<article>{p(*paragraphs, FOURTH)}</article>"))
    assert len(texts(article, "body")) == 6


def test_text_is_headline_standfirst_and_body() -> None:
    body = "<h1>Harbour reopens</h1><p class=standfirst>Board and union agree to talk again.</p>"
    article = html.extract(
        page(f"<article>{body}{p(FIRST, SECOND)}<h2>The offer</h2>{p(THIRD, FOURTH)}</article>")
    )
    standfirst = "Board and union agree to talk again."
    assert article.text == "\n\n".join(
        ["Harbour reopens", standfirst, FIRST, SECOND, "The offer", THIRD, FOURTH]
    )
    kinds = [part.kind for part in article.parts]
    assert kinds == ["headline", "standfirst", "body", "body", "subheading", "body", "body"]


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ("<h2>Board and union agree to talk again</h2>", ""),
        (
            "<p>Board and union agree to talk again</p>",
            '<meta name=description content="Board and union agree to talk again">',
        ),
        ("<div class=article-subtitle>Board and union agree to talk again</div>", ""),
    ],
)
def test_standfirst(before: str, head: str) -> None:
    body = f"<header><h1>Harbour reopens</h1>{before}</header><article>{p(*REPORT)}</article>"
    assert texts(html.extract(page(body, head)), "standfirst") == ["Board and union agree to talk again"]


def test_bold_lines_are_subheadings() -> None:
    article = html.extract(page(f"<article>{p(FIRST, SECOND)}<p><b>The offer</b></p>{p(THIRD, FOURTH)}"))
    assert texts(article, "subheading") == ["The offer"]


@pytest.mark.parametrize(
    ("last", "credit", "agencies"),
    [
        (f"{FOURTH} REUTERS, AFP", "REUTERS, AFP", ("Reuters", "AFP")),
        ("(Reporting by Ana Ruiz; Editing by Tom Okafor)", None, ()),
        ("The Associated Press contributed to this report.", None, ("AP",)),
    ],
)
def test_credit_line(last: str, credit: str | None, agencies: tuple[str, ...]) -> None:
    credit = credit or last
    article = html.extract(page(f"<article>{p(FIRST, SECOND, THIRD, last)}</article>"))
    assert [article.text[line.start : line.end] for line in article.furniture] == [credit]
    assert article.furniture[0].kind == "credit-line"
    assert article.agencies == agencies
    assert all(credit not in paragraph for paragraph in texts(article, "body"))
    check_offsets(article)


def test_dateline_and_its_agency() -> None:
    article = html.extract(page(f"<article>{p('LISBON, Oct 25 (Reuters) - ' + FIRST, *REPORT[1:])}"))
    assert article.dateline is not None
    assert article.dateline.place == "LISBON"
    assert article.text[article.dateline.start :].startswith("LISBON, Oct 25")
    assert article.agencies == ("Reuters",)


def test_body_from_json_ld_where_the_page_shows_none() -> None:
    written = "\\n".join(REPORT).replace('"', '\\"')
    head = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{written}"}}</script>'
    )
    written_as_markup = head.replace("\\n", "<br><br>")
    for one in (head, written_as_markup):
        article = html.extract(page("<div id=root></div><p>Loading the page for you.</p>", one))
        assert texts(article, "body") == REPORT


def test_input_wins_over_the_page() -> None:
    head = (
        '<meta property="article:published_time" content="2024-10-25"><meta name=author content="Ben Okafor">'
    )
    given = Page(
        origin="page",
        format="html",
        raw=str(page(f"<article>{p(*REPORT)}", head).raw),
        id="a1",
        outlet="Example",
        url="https://news.example/a",
        headline="Port open",
        authors=("Ann Kohl", "AP"),
        published_at="2024-10-26",
    )
    article = extract(given)
    assert (article.id, article.outlet, article.headline) == ("a1", "Example", "Port open")
    assert (article.published_at, article.published_from) == ("2024-10-26", "input")
    assert (article.authors, article.agencies) == (("Ann Kohl", "AP"), ("AP",))
    assert article.language == "en"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", ("2024-01-01", "input")),
        ('<meta property="article:published_time" content="2024-10-25">', ("2024-10-25", "meta")),
    ],
)
def test_published_is_a_fallback(head: str, expected: tuple[str, str]) -> None:
    article = extract(page(f"<article>{p(*REPORT)}", head), published="2024-01-01")
    assert (article.published_at, article.published_from) == expected


def test_id_is_a_hash_of_the_text() -> None:
    one, same = (extract(page(f"<{tag}>{p(*REPORT)}</{tag}>")) for tag in ("article", "main"))
    other = extract(page(f"<article>{p(*REPORT[:3])}</article>"))
    assert one.id == same.id != other.id
    assert len(one.id) == 16


GERMAN = (
    "Der Hafen ist am Dienstag nach einem Streik von drei Wochen wieder geöffnet worden, sagte die Leitung. "
)


def test_other_languages_are_refused() -> None:
    german = page(f"<article>{p(*[GERMAN * 2] * 3)}</article>", "")
    with pytest.raises(Refused, match=r"the text is in German \(de\)"):
        extract(german)
    assert extract(german, any_language=True).language == "de"


def test_what_is_far_too_long_for_a_report_is_refused() -> None:
    line = "The mayor said that the port was closed. " * (MAX_TEXT // 30)
    with pytest.raises(Refused, match="more than 500,000"):
        extract(Page(origin="page", format="text", raw=line))


TITLE_ALONE = "<html><head><title>Access denied</title></head><body><h1>Access denied</h1></body></html>"


@pytest.mark.parametrize(
    "raw", ["", " ", "<html></html>", "<!-- only a comment", "<script>x</script>", "\x00", "<p>", TITLE_ALONE]
)
def test_no_text_is_refused(raw: str) -> None:
    with pytest.raises(Refused) as refused:
        extract(Page(origin="page", format="html", raw=raw))
    assert refused.value.stage == "article"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 230 + p(*REPORT),
        p(*REPORT) + "<script type='application/ld+json'>" + '{"a":' * 10_000 + "</script>",
        p(*REPORT) + "<p>\ud800 lone surrogate and \x0b control",
        p(*REPORT) + "<p " + "x" * 100_000,
        p(*REPORT) + "<div class='" + "x " * 100_000 + "'>",
        "</html></body></p>" + p(*REPORT),
    ],
)
def test_hostile_pages_are_read(body: str) -> None:
    article = extract(page(body))
    assert FIRST in article.text
    check_offsets(article)


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "article",
        "h1",
        "h2",
        "b",
        "a",
        "li",
        "ul",
        "br",
        "blockquote",
        "figure",
        "figcaption",
        "span",
        "table",
        "td",
        "script",
        "nav",
        "aside",
        "time",
        "x-y",
    ]
)
PIECES = st.one_of(
    st.sampled_from(
        [*REPORT, "REUTERS", "By Ann Kohl", "LONDON - Yes.", "Read more", "&nbsp;", "&#0;", "<!--", "]]>"]
    ),
    st.text(max_size=20),
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map('<{} class="caption standfirst" hidden href="//">'.format),
)
SOUP = st.lists(PIECES, max_size=40).map("".join)
QUIET = settings(max_examples=60)


@QUIET
@given(SOUP)
def test_offsets_hold_in_any_soup(soup: str) -> None:
    with suppress(Refused):
        check_offsets(html.extract(Page(origin="soup", format="html", raw=soup)))


@QUIET
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(PIECES, max_size=20).map(lambda pieces: "".join(pieces).encode("utf-16")),
    )
)
def test_any_bytes_are_an_article_or_refused(raw: bytes) -> None:
    with suppress(Refused):
        assert extract(Page(origin="bytes", format="html", raw=raw), any_language=True).text


def test_importing_the_stage_loads_no_parser() -> None:
    code = "import sys, onrecord.article.html; print({'lxml', 'trafilatura'} & set(sys.modules))"
    run = [sys.executable, "-c", code]
    assert (
        subprocess.run(run, capture_output=True, text=True, check=True, env=os.environ).stdout.strip()
        == "set()"
    )
