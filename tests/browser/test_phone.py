"""On a phone, 390 px wide, by touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import tabs
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[Page]:
    with tabs.opened(browser, served, **tabs.PHONE) as page:
        yield page


def test_a_disputed_claim_is_followed_to_its_first_appearance(phone: Page) -> None:
    phone.goto("/")
    main = tabs.main(phone)
    claim = (
        phone.get_by_role("region", name="Disputed").get_by_role("heading", level=3).first.get_by_role("link")
    )
    words = tabs.words(claim)
    claim.tap()
    expect(main.get_by_role("heading", level=1)).to_contain_text(words)
    main.get_by_role("link", name="Read the first appearance").tap()
    note = main.locator(".notes [aria-current=true]")
    expect(note).to_have_count(1)
    lit = main.locator(".report .text .lit-content").first
    expect(lit).to_be_in_viewport()
    panel = phone.get_by_role("complementary", name="The statement")
    # Opened it lies over the end of the page, not over what it tells of.
    over, under = panel.bounding_box(), lit.bounding_box()
    assert over is not None
    assert under is not None
    assert under["y"] + under["height"] <= over["y"]
    assert not tabs.is_too_wide(phone)
    panel.get_by_role("link", name="Close").tap()
    expect(panel).to_have_count(0)
    lit.tap()
    expect(panel.get_by_role("link", name="Review it")).to_be_visible()


def test_a_search_is_asked_and_narrowed(phone: Page) -> None:
    phone.goto("/")
    field = phone.get_by_role("searchbox", name="Search what was said")
    field.tap()
    field.fill("ships")
    field.press("Enter")
    main = tabs.main(phone)
    found = main.get_by_role("heading", level=2).first
    expect(found).to_contain_text("statements")
    before = tabs.words(found)
    main.get_by_role("link", name="Narrow down").tap()
    facet = main.get_by_role("complementary").get_by_role("link", name="deny")
    expect(main.get_by_role("complementary").get_by_role("heading", level=2)).to_be_in_viewport()
    facet.tap()
    expect(found).not_to_have_text(before)
    expect(main.get_by_role("list", name="Filters")).to_contain_text("deny")
    assert not tabs.is_too_wide(phone)
    content = main.get_by_role("article").first.locator(".entry-content").get_by_role("link")
    words = tabs.words(content)
    content.tap()
    expect(main.get_by_role("blockquote")).to_contain_text(words.split()[-1])


def test_a_statement_is_decided_on(phone: Page) -> None:
    phone.goto("/review")
    main = tabs.main(phone)
    kicker = main.locator(".statement .kicker")
    first = tabs.words(kicker)
    main.get_by_role("button", name="Accept").tap()
    expect(kicker).not_to_have_text(first)
    undo = main.get_by_role("button", name="Undo")
    expect(undo.first).to_be_in_viewport()
    undo.first.tap()
    expect(kicker).to_have_text(first)
    main.get_by_role("link", name="Correct").tap()
    expect(main.get_by_role("button", name="Save")).to_be_in_viewport()
    assert not tabs.is_too_wide(phone)
