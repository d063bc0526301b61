"""Reviewing with a mouse, and two reviewers on one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import serving
import tabs
from playwright.sync_api import Browser, Locator, Page, expect

from onrecord.desk import accounts
from onrecord.desk.file import Desk
from onrecord.web.settings import Settings

CONTENT = "more than 4,000 of its 4,600 members had joined the strike by noon"
SHORTER = "more than 4,000 of its 4,600 members had joined the strike"
PASSWORDS = {"Ana": "a lamp under nine rivers", "Ben": "seven slow boats of salt"}
# The middle of the right edge of some words in a part of the page.
BEHIND = """(part, words) => {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const box = [...range.getClientRects()].at(-1);
    return [box.right - 1, (box.top + box.bottom) / 2];
  }
  return null;
}"""


def test_an_edge_is_dragged_and_the_content_is_the_new_words(tab: Page) -> None:
    main = tabs.main(tab)
    tab.goto("/search?words=%22joined the strike%22")
    main.get_by_role("article").get_by_role("link", name=CONTENT).click()
    main.get_by_role("link", name="Review it").click()
    main.get_by_role("link", name="Correct").click()
    words = main.get_by_label("Words of the content")
    expect(words).to_have_value(CONTENT)
    drag(main.get_by_role("slider", name="End of the content"), main.locator("#passage"), SHORTER)
    expect(words).to_have_value(SHORTER)
    main.get_by_role("button", name="Save").click()
    undo = main.get_by_role("button", name="Undo").first
    expect(undo).to_be_visible()
    tab.goto("/search?words=%22joined the strike%22")
    link = main.get_by_role("article").get_by_role("link", name=SHORTER, exact=True)
    link.click()
    expect(main.get_by_role("blockquote")).to_contain_text(f"{SHORTER} by noon")
    pieces = main.get_by_role("blockquote").locator(".content").all_text_contents()
    assert "".join(pieces) == SHORTER
    main.get_by_role("link", name="Review it").click()
    main.get_by_role("button", name="Undo the last one").click()
    expect(main.locator("#passage .content")).to_have_text(CONTENT)


def drag(grip: Locator, passage: Locator, words: str) -> None:
    """Draw an edge behind some words, as a hand does."""
    page, box = grip.page, grip.bounding_box()
    to = passage.evaluate(BEHIND, words)
    assert box is not None
    assert to is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*to, steps=8)
    page.mouse.up()


@pytest.fixture
def reviewers(browser: Browser, settings: Settings) -> Iterator[tuple[Page, Page]]:
    """Ana and Ben, each logged in at a browser of their own."""
    desk = Desk(settings.desk)
    for name, password in PASSWORDS.items():
        accounts.add(desk, name, "reviewer", password)
    desk.close()
    with (
        serving.served(replace(settings, hosts=("127.0.0.1",))) as address,
        tabs.opened(browser, address) as ana,
        tabs.opened(browser, address) as ben,
    ):
        for page, name in ((ana, "Ana"), (ben, "Ben")):
            page.goto("/review")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(PASSWORDS[name])
            page.get_by_role("button", name="Log in").click()
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        yield ana, ben


def test_the_second_reviewer_is_told_who_decided_what(reviewers: tuple[Page, Page]) -> None:
    ana, ben = reviewers
    kickers = [tabs.words(page.locator(".statement .kicker")) for page in reviewers]
    assert kickers[0] == kickers[1]
    ana.get_by_role("button", name="Accept").click()
    expect(ana.locator(".done")).to_contain_text("Ana accepted it")
    ben.get_by_label(re.compile("^Note")).fill("This is no statement of anybody.")
    ben.get_by_role("button", name="Reject").click()
    told = ben.get_by_role("region", name="Somebody was quicker")
    expect(told).to_contain_text("Ana accepted it")
    expect(ben.locator(".statement .kicker")).to_have_text(kickers[1])
    expect(ben.get_by_label(re.compile("^Note"))).to_have_value("This is no statement of anybody.")
    assert tabs.findings(ben) == []
    ben.get_by_role("button", name="Reject").click()  # Ben knows now, and still thinks so
    expect(ben.locator(".done")).to_contain_text("Ben")
    ben.goto("/review/done")
    main = tabs.main(ben)
    expect(main.get_by_role("listitem").first).to_contain_text("rejected by Ben")
    expect(main.get_by_role("listitem").nth(1)).to_contain_text("accepted by Ana")


def test_what_both_typed_is_laid_side_by_side(reviewers: tuple[Page, Page]) -> None:
    ana, ben = reviewers
    for page, role in ((ana, "dockers"), (ben, "members of the union")):
        page.get_by_role("link", name="Correct").click()
        page.get_by_label("Role", exact=True).fill(role)
    ana.get_by_role("button", name="Save").click()
    expect(ana.locator(".done")).to_contain_text("Ana put it right")
    ben.get_by_role("button", name="Save").click()
    told = ben.get_by_role("region", name="Somebody was quicker")
    expect(told).to_contain_text("Ana put it right")
    expect(told.get_by_role("row").filter(has_text=re.compile("role", re.IGNORECASE))).to_contain_text(
        "dockers"
    )
    expect(ben.get_by_label("Role", exact=True)).to_have_value("members of the union")
    ben.get_by_role("button", name="Save").click()
    expect(ben.locator(".done")).to_contain_text("Ben put it right")
