"""With the keyboard alone: what can be reached, that it is seen where one is, and what single keys do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tabs
from playwright.sync_api import Browser, Locator, Page, expect

# More than any page has before what is looked for.
MOST_STOPS = 120


@pytest.fixture
def keyed(browser: Browser, served: str) -> Iterator[Page]:
    """A tab that no mouse touches: it may not be clicked."""
    with tabs.opened(browser, served) as page:
        yield page


def reach(page: Page, wanted: Locator) -> None:
    """Go on from stop to stop as far as `wanted`; at each it is seen where one is."""
    expect(wanted).to_be_attached()
    sought = wanted.element_handle()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert tabs.wrong_with_stop(page) is None
        if page.evaluate("sought => sought === document.activeElement", sought):
            return
    pytest.fail(f"not reached in {MOST_STOPS} stops: {wanted}")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def follow(page: Page, link: Locator) -> None:
    """To another page, until it listens to keys."""
    reach(page, link)
    with page.expect_event("load"):
        page.keyboard.press("Enter")


def test_a_disputed_claim_is_followed_to_its_first_appearance(keyed: Page) -> None:
    keyed.goto("/")
    main = tabs.main(keyed)
    press(keyed, keyed.get_by_role("link", name="Skip to the page"))
    claim = (
        keyed.get_by_role("region", name="Disputed").get_by_role("heading", level=3).first.get_by_role("link")
    )
    words = tabs.words(claim)
    follow(keyed, claim)
    expect(main.get_by_role("heading", level=1)).to_contain_text(words)
    follow(keyed, main.get_by_role("link", name="Read the first appearance"))
    panel = keyed.get_by_role("complementary", name="The statement")
    chosen = main.locator(".notes [aria-current=true]")
    expect(chosen).to_be_in_viewport()
    first = tabs.words(panel.get_by_role("blockquote"))
    keyed.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(chosen).to_have_count(0)
    keyed.keyboard.press("k")
    keyed.keyboard.press("o")
    expect(panel.get_by_role("blockquote")).not_to_be_empty()
    keyed.keyboard.press("j")
    expect(panel.get_by_role("blockquote")).to_have_text(re.compile(re.escape(first[:40])))
    expect(main.locator(".report .lit-content").first).to_be_in_viewport()
    follow(keyed, panel.get_by_role("link", name="Review it"))
    expect(keyed.get_by_role("button", name="Accept")).to_be_visible()


def test_statements_are_decided_on(keyed: Page) -> None:
    keyed.goto("/")
    main = tabs.main(keyed)
    follow(keyed, keyed.get_by_role("link", name="Review", exact=True))
    heading = main.get_by_role("heading", level=2).first
    kicker = main.get_by_text(re.compile(r"^Line \d+"))
    told = main.locator(".done")
    first = tabs.words(kicker)

    def is_at_heading() -> None:
        expect(keyed.locator(".htmx-added")).to_have_count(0)  # from here on links are followed in place
        expect(heading).to_be_focused()

    def decide(key: str, says: str) -> None:
        """One who hears the page is led to the next statement."""
        keyed.keyboard.press(key)
        expect(told).to_contain_text(says)
        is_at_heading()

    decide("a", "accepted")
    second = tabs.words(kicker)
    assert second != first
    decide("u", "undid")
    for key, words in (("j", second), ("k", first)):
        keyed.keyboard.press(key)
        expect(kicker).to_have_text(words)
        is_at_heading()
    keyed.keyboard.press("e")
    expect(keyed.get_by_role("slider", name="Start of the source")).to_be_focused()
    reach(keyed, keyed.get_by_label("Role", exact=True))
    keyed.keyboard.press("Control+A")
    keyed.keyboard.type("dockers at the port")
    decide("Control+Enter", "put it right")
    decide("u", "undid")
    accept = main.get_by_role("button", name="Accept")
    press(keyed, accept)
    expect(told).to_contain_text("accepted")
    expect(accept).to_be_focused()  # whoever presses the button finds it under their finger again


def test_a_search_is_narrowed(keyed: Page) -> None:
    keyed.goto("/health")
    keyed.keyboard.press("/")
    expect(keyed.get_by_role("searchbox", name="Search what was said")).to_be_focused()
    keyed.keyboard.type("ships")
    keyed.keyboard.press("Enter")
    main = tabs.main(keyed)
    field = main.get_by_role("searchbox")
    expect(field).to_have_value("ships")
    act = main.get_by_role("complementary").get_by_role("link", name="deny")
    press(keyed, act)
    expect(main.get_by_role("list", name="Filters")).to_contain_text("deny")
    press(keyed, main.get_by_role("list", name="Filters").get_by_role("link"))
    expect(main.get_by_role("list", name="Filters")).to_have_count(0)


def test_the_keys_are_told(keyed: Page) -> None:
    keyed.goto("/review")
    keyed.keyboard.press("?")
    dialog = keyed.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for words in ("to the search field", "accept the statement", "undo the last decision"):
        expect(dialog).to_contain_text(words)
    keyed.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
