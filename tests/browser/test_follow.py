"""Following in a browser: a topic with its preview, and a newsletter, from the form to the last letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import followed
import pytest
import tabs
from playwright.sync_api import Browser, Page, expect

from onrecord import clock
from onrecord.delivery import links
from onrecord.delivery.folder import FolderPost
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.desk import outbox, subscribers
from onrecord.desk.file import Desk
from onrecord.web.settings import Settings

SITE = "http://letters.localhost"
"""What letters call the explorer; its port is known only when it is served."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """One with a public topic, and letters that are kept as files."""
    followed.notice_all(settings.ledger)
    with closing(Desk(settings.desk)) as desk:
        followed.add_topics(desk)
    return followed.with_mail(settings, SITE)


def send(settings: Settings) -> list[str]:
    """Send what waits, as `onrecord run` does; the texts of the letters in the folder, the newest last."""
    assert settings.delivery is not None
    folder = settings.delivery.mail.way
    assert isinstance(folder, Path)
    with closing(Desk(settings.desk)) as desk, FolderPost(folder) as post:
        for mail in outbox.due(desk):
            post.send("digest@example.org", mail.to, mail.body)
            outbox.sent(desk, mail.number)
    letters = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [followed.text_of(letter.read_bytes()) for letter in letters]


def test_a_topic_is_followed_with_a_preview(tab: Page) -> None:
    tab.goto("/")
    tabs.go(tab, "Topics")
    main = tabs.main(tab)
    main.get_by_role("link", name="Follow a topic").click()
    preview = main.get_by_role("region", name="Preview")
    expect(preview).to_contain_text("Write some words")
    tab.get_by_label("Words", exact=True).press_sequentially("strike")
    expect(preview).to_contain_text("This would have sent you")
    before = preview.get_by_role("article").count()
    assert before > 1
    tab.get_by_label("deny").check()
    expect(preview.get_by_role("article")).not_to_have_count(before)
    tab.get_by_label("Words", exact=True).fill("(")
    expect(preview).to_contain_text("It cannot be asked so")
    tab.get_by_label("Words", exact=True).fill("strike")
    expect(preview).to_contain_text("This would have sent you")
    tab.get_by_role("button", name="Follow", exact=True).click()
    expect(tab).to_have_url(re.compile("/topics/new"))  # without a name the browser asks for one
    tab.get_by_label("Name", exact=True).fill("Denials on the strike")
    tab.get_by_role("button", name="Follow", exact=True).click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Denials on the strike")
    main.get_by_role("link", name="All", exact=True).click()
    first = main.get_by_role("region", name="First of all").get_by_role("article").first
    quoted = tabs.words(first.locator("blockquote").first)
    first.locator("blockquote a").first.click()
    expect(main.get_by_role("blockquote").first).to_contain_text(quoted.split()[-1].strip(".”"))


def test_a_search_is_followed(tab: Page) -> None:
    tab.goto("/search?words=ships&act=deny&said=2024-10")
    main = tabs.main(tab)
    main.get_by_role("link", name="Follow this search").click()
    expect(main.get_by_label("Words", exact=True)).to_have_value("ships")
    expect(main.get_by_label("deny")).to_be_checked()
    expect(main).to_contain_text("cannot ask this of your search: said 2024-10")


@pytest.fixture(params=["wide", "phone", "without scripts"])
def reader(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Page]:
    """Somebody who reads letters."""
    options = {"wide": {}, "phone": tabs.PHONE, "without scripts": {"java_script_enabled": False}}
    with tabs.opened(browser, served, **options[request.param]) as page:
        yield page


def test_a_newsletter_is_subscribed_to_and_left(reader: Page, settings: Settings) -> None:
    reader.goto("/newsletter")
    main = tabs.main(reader)
    main.get_by_role("link", name=followed.PORTS, exact=True).click()
    main.get_by_label("Your mail address").fill("ana@example.org")
    main.get_by_label("once a week").check()
    main.get_by_role("button", name="Subscribe").click()
    expect(main.get_by_role("heading", level=1)).to_have_text("One step more")
    (letter,) = send(settings)
    reader.goto(followed.link_in(letter, "confirm"))
    expect(main).to_contain_text("ana@example.org")
    main.get_by_role("button", name="Subscribe").click()
    expect(main.get_by_role("heading", level=1)).to_have_text("You are subscribed")
    expect(main).to_contain_text("once a week")
    choose, leave = links_of(settings)
    reader.goto(choose)
    main.get_by_label("at once").check()
    main.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("at once, each time something is new")
    reader.goto(leave)
    if reader.viewport_size == tabs.PHONE["viewport"]:
        assert not tabs.is_too_wide(reader)
    main.get_by_role("button", name="Unsubscribe").click()
    expect(main.get_by_role("heading", level=1)).to_have_text("You are unsubscribed")
    with closing(Desk(settings.desk)) as desk:
        assert subscribers.listed(desk) == ()


def links_of(settings: Settings) -> tuple[str, str]:
    """The links at the end of each letter of the one reader there is: to choose, and to leave."""
    assert settings.delivery is not None
    with closing(Desk(settings.desk)) as desk:
        (following,) = subscribers.active(desk)
        own = ReaderLinks(settings.delivery, links.key(desk))
        found = own.of(following.subscription.number, following.topic, clock.now())
    assert found.choose is not None
    assert found.unsubscribe is not None
    return found.choose.removeprefix(SITE), found.unsubscribe.removeprefix(SITE)


def test_a_digest_and_the_form_on_a_phone(browser: Browser, served: str) -> None:
    with tabs.opened(browser, served, **tabs.PHONE) as phone:
        for address in ("/topics", "/topics/the-strike-at-the-ports?of=all", "/topics/new?words=strike"):
            phone.goto(address)
            assert not tabs.is_too_wide(phone), address
        phone.get_by_label("Name", exact=True).fill("Strike")
        phone.get_by_role("button", name="Follow", exact=True).tap()
        expect(tabs.main(phone).get_by_role("heading", level=1)).to_have_text("Strike")


def test_a_topic_is_followed_without_scripts(browser: Browser, served: str) -> None:
    with tabs.opened(browser, served, java_script_enabled=False) as plain:
        plain.goto("/topics/new")
        main = tabs.main(plain)
        plain.get_by_label("Words", exact=True).fill("strike")
        plain.get_by_role("button", name="Preview").click()
        preview = main.get_by_role("region", name="Preview")
        expect(preview).to_contain_text("This would have sent you")
        expect(plain.get_by_label("Words", exact=True)).to_have_value("strike")
        plain.get_by_label("Name", exact=True).fill("Strike")
        plain.get_by_role("button", name="Follow", exact=True).click()
        expect(main.get_by_role("heading", level=1)).to_have_text("Strike")
        main.get_by_role("link", name="Week", exact=True).click()
        main.get_by_role("link", name="Week before").click()
        expect(main).to_contain_text(re.compile("Nothing new|First of all"))
