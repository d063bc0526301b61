"""Searching, as somebody does who types: results follow, the address follows, and it can be kept."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import tabs
from playwright.sync_api import Page, expect


def test_results_and_address_follow_what_is_typed(tab: Page) -> None:
    tab.goto("/search")
    main = tabs.main(tab)
    field = main.get_by_role("searchbox")
    found = main.get_by_role("heading", level=2).first
    everything = tabs.words(found)
    tab.keyboard.press("/")
    expect(field).to_be_focused()
    field.press_sequentially("ships")
    expect(found).not_to_have_text(everything)
    expect(tab).to_have_url(re.compile(r"/search\?words=ships$"))
    expect(main.get_by_role("status").first).to_have_text(tabs.words(found))  # told to who does not see it
    expect(main.locator("mark").first).to_have_text(re.compile("ships", re.IGNORECASE))
    expect(field).to_be_focused()  # nothing was taken away from under the fingers
    ships = tabs.words(found)
    field.press_sequentially(" -berth")
    expect(tab).to_have_url(re.compile("-berth$"))
    expect(found).not_to_have_text(ships)
    # What is chosen is a step that can be taken back, what is typed is none.
    main.get_by_label("Order").select_option("last published first")
    expect(tab).to_have_url(re.compile("sort=published_at"))
    tab.go_back()
    expect(tab).to_have_url(re.compile("-berth$"))
    expect(main.get_by_label("Order")).to_have_value("said_at")
    expect(field).to_have_value("ships -berth")


def test_what_cannot_be_asked_is_told_while_typing(tab: Page) -> None:
    tab.goto("/search?words=ships")
    main = tabs.main(tab)
    said = main.get_by_label("Said", exact=True)
    said.fill("2024-13")
    said.press("Enter")
    expect(main.get_by_text(re.compile("2024-13")).first).to_be_visible()
    expect(main.get_by_role("article")).to_have_count(0)
    said.fill("2024-10")
    said.press("Enter")
    expect(main.get_by_role("article")).not_to_have_count(0)


def test_a_facet_narrows_and_is_taken_away(tab: Page) -> None:
    tab.goto("/search?words=ships")
    main = tabs.main(tab)
    found = main.get_by_role("heading", level=2).first
    before = tabs.words(found)
    facet = main.get_by_role("complementary").get_by_role("listitem").filter(has_text="Joren Wick")
    count = int(tabs.words(facet).rsplit(maxsplit=1)[-1])
    facet.get_by_role("link").click()
    expect(found).to_have_text(f"{count} statement{'s' if count != 1 else ''}")
    expect(main.get_by_role("article")).to_have_count(count)
    main.get_by_role("list", name="Filters").get_by_role("link").click()
    expect(found).to_have_text(before)


def test_it_is_saved_under_a_name_and_found_on_the_front_page(tab: Page) -> None:
    tab.goto("/search?words=ships&act=deny")
    main = tabs.main(tab)
    main.get_by_label("Save this search as").fill("Denials about ships")
    main.get_by_role("button", name="Save", exact=True).click()
    expect(main).to_contain_text("This search is saved as Denials about ships")
    tabs.go(tab, "Front")
    saved = tab.get_by_role("region", name="Saved searches").get_by_role("link", name="Denials about ships")
    saved.click()
    expect(main.get_by_role("searchbox")).to_have_value("ships")
    expect(main.get_by_role("list", name="Filters")).to_contain_text("deny")
    # A name stands for one search.
    main.get_by_role("list", name="Filters").get_by_role("link").click()
    main.get_by_label("Save this search as").fill("Denials about ships")
    main.get_by_role("button", name="Save", exact=True).click()
    expect(main.get_by_role("alert")).to_contain_text("already")
    main.get_by_label("Another name").fill("Ships")
    main.get_by_role("alert").get_by_role("button", name="Save").click()
    expect(main).to_contain_text("This search is saved as Ships")
    assert tabs.findings(tab) == []


def test_what_is_found_is_taken_along(tab: Page, tmp_path: Path) -> None:
    tab.goto("/search?words=ships&act=deny")
    main = tabs.main(tab)
    count = int(tabs.words(main.get_by_role("heading", level=2).first).split()[0])
    with tab.expect_download() as begun:
        main.get_by_role("link", name="CSV").click()
    assert begun.value.suggested_filename.endswith(".csv")
    begun.value.save_as(tmp_path / "found.csv")
    text = (tmp_path / "found.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == count
    with tab.expect_download() as begun:
        main.get_by_role("link", name="JSONL").click()
    begun.value.save_as(tmp_path / "found.jsonl")
    assert len((tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()) == count
