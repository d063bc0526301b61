"""Without JavaScript: all that matters works, by links and forms alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tabs
from playwright.sync_api import Browser, Page, expect

REPORT = """The bridge at Orla will stay shut until May, the county said on Friday. “It is not safe,” said \
engineer Runa Felt. Mayor Iver Tangen denied that it was not safe.
"""
READING = 90_000


@pytest.fixture
def plain(browser: Browser, served: str) -> Iterator[Page]:
    with tabs.opened(browser, served, java_script_enabled=False) as page:
        yield page


def test_it_is_searched_and_a_report_and_a_statement_opened(plain: Page) -> None:
    plain.goto("/")
    main = tabs.main(plain)
    field = plain.get_by_role("searchbox", name="Search what was said")
    field.fill("ships")
    field.press("Enter")
    expect(main.get_by_role("heading", level=2).first).to_contain_text("statements")
    main.get_by_role("complementary").get_by_role("link", name="deny").click()
    expect(main.get_by_role("list", name="Filters")).to_contain_text("deny")
    entry = main.get_by_role("article").first
    content = tabs.words(entry.locator(".entry-content"))
    headline = tabs.words(entry.get_by_role("link").last)
    entry.get_by_role("link").last.click()
    expect(main.get_by_role("heading", level=1)).to_contain_text(headline)
    chosen = main.locator(".notes [aria-current=true]")
    expect(chosen).to_have_count(1)
    # What was asked for is told beside the text, and the numbers in the text lead to the notes.
    panel = plain.get_by_role("complementary", name="The statement")
    expect(panel.get_by_role("blockquote")).to_contain_text(content.split()[-1])
    number = tabs.words(chosen).split()[0]
    plain.get_by_role("link", name=f"Statement {number}", exact=True).click(force=True)
    expect(plain).to_have_url(re.compile(f"#c{number}$"))
    chosen.click()
    expect(plain).to_have_url(re.compile("/statement/"))
    expect(main.get_by_role("blockquote")).to_contain_text(content.split()[-1])


def test_a_statement_is_accepted_and_that_undone(plain: Page) -> None:
    plain.goto("/review")
    main = tabs.main(plain)
    kicker = main.locator(".statement .kicker")
    first = tabs.words(kicker)
    main.get_by_role("button", name="Accept").click()
    expect(main).to_contain_text("accepted it")
    expect(kicker).not_to_have_text(first)
    main.get_by_role("button", name="Undo").first.click()
    expect(kicker).to_have_text(first)
    main.get_by_role("link", name="Correct").click()
    words = main.get_by_label("Words of the content")
    fewer = words.input_value().rsplit(maxsplit=1)[0]
    words.fill(fewer)
    main.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("put it right")


def test_a_text_is_added(plain: Page) -> None:
    plain.goto("/")
    tabs.go(plain, "Add")
    plain.get_by_label("Text", exact=True).fill(REPORT)
    plain.get_by_role("button", name="Add", exact=True).click()
    expect(plain).to_have_url(re.compile("/report"), timeout=READING)  # the page asks for itself until then
    expect(tabs.main(plain).get_by_role("link", name=re.compile("Iver Tangen deny"))).to_be_visible()
