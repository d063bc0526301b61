"""What a reporter comes for, walked as a person does: by the names of things that are seen."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import tabs
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

REPORT = """KELMOOR - Part of Kelmoor has been without drinking water since a main burst on Monday.

The Kelmoor Water Board said on Thursday that 310 households had no water. Mayor Dagny Ruthven said that \
900 households had no water.

Councillor Ada Finch said that the board had known of the cracked main for a month. The board's director, \
Halvard Stenne, denied that the board had known of the cracked main for a month.

“We were told on Monday, like everybody else,” Mr Stenne said. He declined to say who had told him.
"""
KNOWN = "the board had known of the cracked main for a month"
WAS, IS = "Gerda Palm", "Greta Palmgren"
# A text is read by a program of its own, which loads the model first.
READING = 90_000


def test_a_report_is_pasted_and_its_dispute_is_found(tab: Page) -> None:
    tab.goto("/")
    tabs.go(tab, "Add")
    tab.get_by_label("Text", exact=True).fill(REPORT)
    tab.get_by_label("Published").fill("2024-10-10")
    tab.get_by_label("Outlet").fill("Kelmoor Gazette")
    tab.get_by_role("button", name="Add", exact=True).click()
    expect(tab).to_have_url(re.compile("/report"), timeout=READING)  # opens by itself when it has been read
    main = tabs.main(tab)
    expect(main).to_contain_text("Kelmoor Gazette")
    expect(main.get_by_role("link", name=re.compile("Halvard Stenne deny"))).to_be_visible()
    main.get_by_role("link", name=re.compile("^Story:")).click()
    disputed = main.get_by_role("link", name=re.compile("Only disputed"))
    disputed.click()
    expect(disputed).to_have_attribute("aria-current", "true")
    row = main.get_by_role("row").filter(has=tab.get_by_role("rowheader").filter(has_text=KNOWN))
    expect(row).to_have_count(1)
    row.get_by_role("link", name=KNOWN).click()
    expect(main.get_by_role("heading", level=1)).to_contain_text(KNOWN)
    sides = main.get_by_role("region", name="Who stands where")
    expect(side(sides, "disputes")).to_contain_text("Halvard Stenne")
    expect(side(sides, "supports")).to_contain_text("Ada Finch")


def test_files_are_added_and_what_is_refused_is_told(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "kelmoor.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    tab.goto("/add")
    field = tab.get_by_label("Files")
    field.set_input_files([tmp_path / "kelmoor.txt", tmp_path / "empty.txt"])
    expect(tabs.main(tab).get_by_role("listitem").filter(has_text="kelmoor.txt")).to_be_visible()
    tab.get_by_role("button", name="Add", exact=True).click()
    main = tabs.main(tab)
    expect(main.get_by_role("status")).to_have_text("Done", timeout=READING)
    expect(main.get_by_role("heading", name="The report")).to_be_visible()
    refused = main.get_by_role("listitem").filter(has_text="empty.txt").filter(has_text="What to do")
    expect(refused).to_be_visible()
    assert tabs.findings(tab) == []
    main.get_by_role("region").get_by_role("link").first.click()
    expect(main.get_by_role("link", name=re.compile("Halvard Stenne deny"))).to_be_visible()


def side(sides: Locator, stance: str) -> Locator:
    heading = sides.page.get_by_role("heading", name=re.compile(f"^{stance}"))
    return sides.locator(".side").filter(has=heading).first


def test_all_that_a_source_said_in_october_is_found(tab: Page) -> None:
    tab.goto("/")
    tabs.go(tab, "Sources")
    main = tabs.main(tab)
    main.get_by_label("Name").fill("bran")
    main.get_by_role("button", name="Show").click()
    main.get_by_role("rowheader", name=re.compile("Ilse Brandeau")).get_by_role("link").first.click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Ilse Brandeau")
    month = main.get_by_role("link", name=re.compile("^October 2024"))
    counted = int(tabs.words(month).rsplit(maxsplit=1)[-1])
    month.click()
    part = main.get_by_role("region", name="What they said, October 2024")
    expect(part.get_by_role("article")).to_have_count(counted)
    told = re.findall(r"(\d+) (?:more )?(?:was|were) (said|published) then", tabs.words(part))
    key = tab.evaluate("new URL(location.href).searchParams.get('entity')")
    known = statements(tab, source=key, type="all")
    said = [each for each in known if each["statement"]["said_at"]]
    assert told == [(str(len(said)), "said"), (str(len(known) - len(said)), "published")]
    assert counted == len(known)
    assert {each["number"] for each in statements(tab, source=key, said="2024-10", type="all")} == {
        each["number"] for each in said
    }
    tab.get_by_label("To", exact=True).fill("2024-10-08")
    tab.get_by_role("button", name="Show").click()
    early = [each for each in known if day(each) <= "2024-10-08"]
    expect(main.locator("#statements").get_by_role("article")).to_have_count(len(early))
    assert 0 < len(early) < counted


def day(entry: dict[str, Any]) -> str:
    told: str = entry["statement"]["said_at"] or entry["published_at"]
    return told[:10]


def statements(tab: Page, **asked: str) -> list[dict[str, Any]]:
    answer = tab.request.get("/api/v1/statements", params={**asked, "limit": "500"})
    assert answer.ok
    found: list[dict[str, Any]] = answer.json()["entries"]
    return found


def test_a_source_is_put_right_and_is_right_everywhere(tab: Page) -> None:
    main = tabs.main(tab)
    title = main.get_by_role("heading", level=1)
    tab.goto("/search?words=salt")
    main.get_by_role("link", name=re.compile("We can salt")).click()
    expect(title).to_contain_text(WAS)
    title.get_by_role("link", name=WAS).click()
    before = tab.url
    tab.go_back()
    main.get_by_role("link", name="Review it").click()
    main.get_by_role("link", name="Correct").click()
    name = main.get_by_label("Name", exact=True)
    expect(name).to_have_value(WAS)
    name.fill(IS)
    main.get_by_role("button", name="Save").click()
    expect(main.get_by_role("button", name="Undo")).not_to_have_count(0)

    # The search, and from there all pages that the statement stands on.
    tab.goto("/search?words=salt")
    main.get_by_role("link", name=re.compile("We can salt")).click()
    expect(title).to_contain_text(IS)
    statement = tab.url
    come_back_for(main.get_by_role("list").get_by_role("link", name=re.compile("We can salt"))).click()
    expect(title).to_contain_text("We can salt")
    expect(main.get_by_role("region", name="Who stands where").get_by_role("link", name=IS)).to_be_visible()
    expect(main.get_by_role("link", name=WAS)).to_have_count(0)
    main.get_by_role("link", name="Read the first appearance").click()
    expect(main.get_by_role("list", name="Who speaks").get_by_role("link", name=IS)).to_be_visible()
    expect(main.get_by_role("link", name=re.compile(rf"\d+ {IS}"))).to_be_visible()
    expect(main.get_by_role("link", name=re.compile(WAS + r"\b"))).to_have_count(0)
    tab.goto(statement)
    title.get_by_role("link", name=IS).click()
    expect(title).to_have_text(IS)
    expect(main.get_by_role("link", name=re.compile("We can salt"))).to_be_visible()
    tab.goto(before)
    expect(main).to_contain_text("No current statement names this source")
    tabs.go(tab, "Sources")
    main.get_by_label("Name").fill("palm")
    main.get_by_role("button", name="Show").click()
    expect(main.get_by_role("heading", level=2)).to_contain_text("with such a name")
    expect(main.get_by_role("link", name=WAS)).to_have_count(0)


def come_back_for(locator: Locator) -> Locator:
    """Load the page again until it has this: claims are made anew behind the pages' backs."""
    for _ in range(30):
        with suppress(TooLate):
            locator.wait_for(timeout=1000)
            break
        locator.page.reload()
    return locator


def test_a_disputed_claim_is_followed_to_its_first_appearance(tab: Page) -> None:
    tab.goto("/")
    claim = (
        tab.get_by_role("region", name="Disputed").get_by_role("heading", level=3).first.get_by_role("link")
    )
    text = tabs.words(claim)
    claim.click()
    main = tabs.main(tab)
    expect(main.get_by_role("heading", level=1)).to_contain_text(text)
    headline = tabs.words(main.locator(".to-first bdi"))
    main.get_by_role("link", name="Read the first appearance").click()
    expect(main.get_by_role("heading", level=1)).to_contain_text(headline)
    is_lit(tab)


def is_lit(tab: Page) -> None:
    """The statement that was asked for is told by its note, seen in the text, and opened beside it."""
    main = tabs.main(tab)
    expect(main.locator(".notes [aria-current=true]")).to_be_in_viewport()
    lit = main.locator(".report .text .lit-content, .report .headline .lit-content")
    expect(lit.first).to_be_in_viewport()
    panel = tab.get_by_role("complementary", name="The statement")
    shown = "".join(tabs.words(panel.get_by_role("blockquote")).split())
    for piece in lit.all():
        assert "".join(re.sub(r"^\d+|\s", "", piece.inner_text()).split()) in shown
