"""What strangers write makes no element, no link and no mark-up in a digest, and moves no terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from letter_elements import Elements
from markdown_it import MarkdownIt
from news import change, line

from onrecord.display.digest_html import digest_html
from onrecord.display.digest_markdown import digest_markdown
from onrecord.display.digest_text import digest_text
from onrecord.display.links import Links
from onrecord.follow.digest import digest
from onrecord.records import Change, Digest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from hostile import ADDRESSES, PAYLOADS

SITE = Links(base="https://onrecord.example", topic="https://onrecord.example/topics/lock")
FORMS: dict[str, Callable[[Digest, Links], str]] = {
    "text": digest_text,
    "markdown": digest_markdown,
    "html": digest_html,
}
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def of(*changes: Change, topic: str) -> Digest:
    return digest(topic, changes, since="2024-05-14T07:00:00Z", until="2024-05-15T07:00:00Z")


def hostile_changes() -> list[Change]:
    made = []
    for number, payload in enumerate(PAYLOADS):
        one = line(
            number + 1,
            f"{payload} it\r\nleaks {payload}",
            who=payload,
            cue=payload,
            role=payload,
            outlet=payload,
            url=ADDRESSES[number % len(ADDRESSES)],
            article=payload,
            published_at=payload if number % 2 else "2024-05-14",
        )
        kind = ("disputes", "figure", "claim", "declines", "withdrawn")[number % 5]
        made.append(
            change(
                number,
                kind,  # type: ignore[arg-type]
                one,
                one,
                was=payload,
                now=payload,
                claim=payload,
                story=payload,
                title=payload,
                repeats=1,
                outlets=(payload, payload),
                note=payload,
            )
        )
    return made


ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "span", "b", "br", "a"),
    *("table", "thead", "tbody", "tr", "td", "th", "blockquote", "ul", "ol", "li", "hr", "strong", "em"),
}
FIELDS = {
    *(
        "lang",
        "dir",
        "name",
        "content",
        "charset",
        "class",
        "style",
        "role",
        "href",
        "scope",
        "width",
        "align",
    ),
    *("align", "cellspacing", "cellpadding", "aria-hidden"),
}


@pytest.mark.parametrize("topic", PAYLOADS)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_strangers_make_no_element_and_no_link(form: str, topic: str) -> None:
    hostile = of(*hostile_changes()[:: 1 if topic == PAYLOADS[0] else 9], topic=topic)
    written = FORMS[form](hostile, SITE)
    parsed = Elements(MARKDOWN.render(written) if form == "markdown" else written)
    assert {tag for tag, _ in parsed.elements} <= ALLOWED
    for _, fields in parsed.elements:
        assert set(fields) <= FIELDS
        address = fields.pop("href", "https://onrecord.example")
        assert urlsplit(address).hostname in ("onrecord.example", "zq7x.example")
        assert urlsplit(address).scheme in ("http", "https")
        assert "zq7x" not in json.dumps(fields)


def test_strangers_move_nothing_in_a_terminal() -> None:
    written = digest_text(of(*hostile_changes(), topic="a\r\nBcc: b\x1b[2J\u202e"), SITE)
    assert [c for c in written if not c.isprintable() and c not in "\n\u200d"] == []
    assert not re.search("^Bcc:", written, re.MULTILINE)
    written.encode()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_encoded(form: str) -> None:
    FORMS[form](of(*hostile_changes(), topic="\ud800"), SITE).encode()
