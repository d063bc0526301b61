"""A story on paper: what only a screen needs is left out, and what was said is there."""

from __future__ import annotations

import tabs
from playwright.sync_api import Page, expect


def test_a_story_is_printed(tab: Page) -> None:
    tab.goto("/stories")
    main = tabs.main(tab)
    main.get_by_role("heading", level=2).get_by_role("link").first.click()
    title = main.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    tab.emulate_media(media="print", color_scheme="dark")
    for gone in (
        tab.get_by_role("navigation", name="Pages"),
        tab.get_by_role("search"),
        tab.get_by_role("navigation", name="On this page"),
        tab.get_by_text("Show more claims"),
    ):
        expect(gone.first).to_be_hidden()
    expect(title).to_be_visible()
    for heading in ("Timeline", "Who said what", "Reports"):
        expect(main.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    # Ink on white, whatever the screen's scheme is.
    paper, ink = tab.evaluate(
        "(({backgroundColor, color}) => [backgroundColor, color])(getComputedStyle(document.body))"
    )
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    assert len(tab.pdf()) > 20_000  # drawn, not blank
    shades = tab.evaluate(SHADES, tab.screenshot(full_page=True).hex())
    assert shades > 10


# How many different shades of grey a picture has: a blank one has one.
SHADES = """async hex => {
  const bytes = new Uint8Array(hex.match(/../g).map(pair => parseInt(pair, 16)));
  const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const canvas = new OffscreenCanvas(picture.width, Math.min(picture.height, 2000));
  const paint = canvas.getContext("2d");
  paint.drawImage(picture, 0, 0);
  const data = paint.getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) seen.add(data[at]);
  return seen.size;
}"""
