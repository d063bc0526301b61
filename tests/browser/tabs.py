"""Tabs of a browser, and what can be told of the page that one shows: for the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
PATIENCE = 20_000  # milliseconds: other work may run on the machine
GRAVE = ("serious", "critical")
# The element in focus: its outline, and whether some of it can be seen (nothing fixed lies over all of it).
STOP = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const isSeen = [...element.getClientRects()].some(({ left, right, top, bottom }) =>
    [0.1, 0.5, 0.9].some(part => {
      const hit = document.elementFromPoint(left + (right - left) * part, (top + bottom) / 2);
      return hit !== null && element.contains(hit);
    }));
  // Of a date the browser itself draws where one is in it.
  const isOutlined = element.matches("input[type=date]")
    || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const wrong = (isOutlined ? "" : "no outline ") + (isSeen ? "" : "not seen ");
  return wrong && wrong + element.outerHTML.slice(0, 120);
}"""
expect.set_options(timeout=PATIENCE)


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A tab of its own, wide where nothing else is said; what the browser complains of fails."""
    context = new_context(browser, address, **options)
    page = context.new_page()
    complaints = listen(page)
    try:
        yield page
    finally:
        context.close()
    assert complaints == []


def new_context(browser: Browser, address: str, **options: Any) -> BrowserContext:
    """A browser that nobody has used yet, where nothing moves by itself."""
    context = browser.new_context(**{"base_url": address, "reduced_motion": "reduce", **WIDE, **options})
    context.set_default_timeout(PATIENCE)
    return context


def listen(page: Page) -> list[str]:
    """What the browser complains of from now on. That a page was refused on purpose is no complaint."""
    complaints: list[str] = []
    page.on(
        "console",
        lambda told: (
            complaints.append(told.text)
            if told.type in ("error", "warning") and "Failed to load resource" not in told.text
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def findings(page: Page, *only: str) -> list[str]:
    """What axe finds that keeps people out, each with where it is: by all its rules, or by `only` these."""
    asked: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if only:
        asked["runOnly"] = list(only)
    else:
        asked["rules"] = {"target-size": {"enabled": True}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    told = page.evaluate("asked => axe.run(document, asked)", asked)
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in told["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def wrong_with_stop(page: Page) -> str | None:
    """Why it is not seen that one is where the Tab key led; None where all is well."""
    return str(page.evaluate(STOP)) or None


def wrong_stops(page: Page, most: int) -> list[str]:
    """The same of the first `most` stops of a page, those where something is wrong."""
    found: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        wrong = wrong_with_stop(page)
        found += [wrong] if wrong else []
    return found


def is_too_wide(page: Page) -> bool:
    """Whether the page can be moved sideways."""
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


def go(page: Page, name: str) -> None:
    """To a page by the masthead, as from any other."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()


def main(page: Page) -> Locator:
    """What a page shows, without masthead and foot."""
    return page.get_by_role("main")


def words(locator: Locator) -> str:
    """The words of a part of a page, as they are written, with one space between them."""
    return " ".join((locator.text_content() or "").split())


def find(page: Page, address: str, *links: str) -> str:
    """The address at the end of a way: of each page the first link whose address has some words."""
    for words in links:
        page.goto(address)
        found = page.locator(f'main a[href*="{words}"]').first.get_attribute("href")
        assert found is not None
        address = found
    return address
