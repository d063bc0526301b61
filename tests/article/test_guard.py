import time
from contextlib import suppress

import pytest

from onrecord.article import guard
from onrecord.errors import Refused

PROSE = "<p>The harbour reopened on Tuesday.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "no markup at all",
        PROSE * 2000,
        "<p>One.<p>Two." * 2000,  # unclosed paragraphs stand side by side
        "<ul>" + "<li>One.<li><p>Two." * 2000,
        "<dl>" + "<dt>Port<dd>Reopened." * 2000,
        "<table>" + "<tr><td>1<td>2" * 2000,
        "<select>" + "<option>1" * 2000,
        "<p>One.<br>" * 2000,
        "<img src=x><hr><input>" * 2000,
        "<p><b>One." * 2000,  # an unclosed <b> ends with its paragraph
        "<a href=x>One" * 2000,
        "<div/>" + "</div>" * 5000 + "</p></b>" * 2000,  # end tags that close nothing
        "<script>" + "document.write('<div>');" * 2000 + "</script>",
        "<style>" + "<div>" * 2000 + "</STYLE >",
        "<!--" + "<div>" * 2000 + "-->",
        "<textarea>" + "<div>" * 2000,
        "<title>" + "<div>" * 2000 + "</title>",
        "1 < 2 <3 <- << " * 2000,
        "<div>" * 200 + PROSE + "</div>" * 200,
        ("<div>" * 200 + "</div>" * 200) * 20,
    ],
)
def test_ordinary_pages_pass(html: str) -> None:
    guard.check(html)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div>" * 200_000, "nested more than"),
        ("<b>" * 300 + PROSE, "nested more than"),
        ("<DIV CLASS=x>" * 300, "nested more than"),
        ("<ul><li>" * 300, "nested more than"),
        ("<x-card>" * 300, "nested more than"),
        ("<blockquote><p>" * 300, "nested more than"),
        (PROSE * 60_000, "tags"),
        (" " * (guard.MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_others_are_refused(html: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        guard.check(html)
    assert refused.value.stage == "article"
    assert refused.value.advice


@pytest.mark.parametrize(
    "html",
    [
        "<" * 1_000_000,
        "<a" * 300_000,
        "<!--" * 200_000,
        "<script>" * 200_000,
        "</script" * 40_000,
        '<p title="' + "<br>" * 90_000,
        "<b>" * 200 + "<div></div>" * 40_000,
        "<p " + "x" * 1_000_000,
    ],
)
def test_time_grows_with_length_only(html: str) -> None:
    start = time.process_time()
    with suppress(Refused):
        guard.check(html)
    assert time.process_time() - start < 2
