"""Text from strangers stays text in Markdown."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onrecord.display.markdown_escape import destination, escape
from onrecord.display.visible import one_line

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TEXTS = [
    ("plain words, (brackets) - and 1. numbers!", "plain words, (brackets) - and 1. numbers!"),
    ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
    ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
    ("<b> &amp; a|b ~~c~~ $d$", r"\<b\> \&amp; a\|b \~\~c\~\~ \$d\$"),
    ("- a", r"\- a"),
    ("12. a", r"12\. a"),
    ("== a", r"\== a"),
    ("# a\n\n# b", r"\# a \# b"),
    ("see https://a.example and www.a.example", r"see https\://a.example and www\.a.example"),
]


@pytest.mark.parametrize(("text", "written"), TEXTS)
def test_escape(text: str, written: str) -> None:
    assert escape(text) == written


MARKS = st.text(alphabet="*_`[]()<>!#-+=.1|~&;:/\\\"'$^{} ahw\n\t\u202e\x00", max_size=40)


@given(MARKS | st.text(max_size=40), st.sampled_from(["", "> ", "- ", "### a: ", "> a\n>\n> — "]))
def test_law_it_reads_as_it_was(text: str, before: str) -> None:
    """It comes out as the same words, in no more elements than it stands in."""
    written = MARKDOWN.render(before + escape(text))
    plain = MARKDOWN.render(before + "a")
    assert re.findall("<[^>]*>", written) == re.findall("<[^>]*>", plain if one_line(text) else written)
    assert _text(written).endswith(" ".join(one_line(text).split()))


@given(MARKS)
def test_law_a_cell_is_one_cell(text: str) -> None:
    written = MARKDOWN.render(f"| a | b |\n|---|---|\n| {escape(text)} | c |")
    assert written.count("<td>") == 2
    assert set(re.findall("<(/?[a-z0-9]+)", written)) <= {
        f"{end}{tag}" for end in ("", "/") for tag in ("table", "thead", "tbody", "tr", "th", "td")
    }


def test_destinations_keep_what_they_are() -> None:
    address = "https://a.example/?b=c&copy;=d*e_f"
    written = MARKDOWN.render(f"[a]({destination(address)})")
    assert html.unescape(written) == f'<p><a href="{address}">a</a></p>\n'


def _text(written: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]*>", "", written)).split())
