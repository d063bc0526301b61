"""Every page in a browser: nobody is kept out, nothing is too wide or too heavy, nothing jumps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import followed
import pytest
import serving
import tabs
from playwright.sync_api import Browser, CDPSession, Page, Response, expect

from onrecord.desk import accounts, hooks, searches, subscribers
from onrecord.desk.file import Desk
from onrecord.ledger import open_store, review
from onrecord.web.settings import Settings, desk_of

Scheme = Literal["light", "dark"]
# Each page with the way to it: an address, then of each page the first link whose address has these words.
PAGES: dict[str, tuple[str, ...]] = {
    "front": ("/",),
    "stories": ("/stories",),
    "story": ("/stories", "/story/"),
    "claim": ("/", "/claim/"),
    "claim, merged": ("/", "/claim/", "/merge"),
    "claim, split": ("/", "/claim/", "/split"),
    "sources": ("/sources",),
    "sources with a name": ("/sources?words=bran",),
    "source": ("/sources", "/source?"),
    "source, merged": ("/sources", "/source?", "/source/merge"),
    "source, split": ("/sources", "/source?", "/source/split"),
    "report": ("/stories", "/story/", "/report?"),
    "report, at a statement": ("/search?words=ships", "statement="),
    "versions": ("/search?words=dialysis", "/report?", "/versions?"),
    "statement": ("/search?words=ships", "/statement/"),
    "search": ("/search",),
    "search with results": ("/search?words=ships&act=assert",),
    "search without results": ("/search?words=zeppelin",),
    "add": ("/add",),
    "review": ("/review",),
    "review, one corrected": ("/review", "edit="),
    "decisions": ("/review/done",),
    "precision": ("/review/precision",),
    "health": ("/health",),
    "topics": ("/topics",),
    "topic": ("/topics/the-strike-at-the-ports",),
    "topic, all of it": ("/topics/the-strike-at-the-ports?of=all",),
    "topic, edited": ("/topics/the-strike-at-the-ports/edit",),
    "topic, new": ("/topics/new",),
    "newsletter": ("/newsletter",),
    "newsletter on a topic": ("/newsletter/the-strike-at-the-ports",),
    "link of a letter that is not whole": ("/newsletter/confirm/x",),
    "subscribers": ("/subscribers",),
    "hooks": ("/hooks",),
    "account, where there are none": ("/account",),
    "not there": ("/claim/nothing",),
    "search, as it cannot be asked": ("/search?said=2024-13",),
}
# Edges are put into the text by a script: lines become higher where it comes late.
MOVED = {"review, one corrected": 0.1}
STATUS = {
    "not there": 404,
    "search, as it cannot be asked": 400,
    "link of a letter that is not whole": 404,
}
PASSWORD = "a lamp under nine rivers"
MOST_STOPS = 60  # of the keyboard; behind these a page repeats itself
MOST_BYTES = 150_000
MOST_SHIFT = 0.05
# What moved without anybody having done anything, as the browser scores it: share of the window times way.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.shifted), 50)))"


class Looker:
    """A tab that weighs what it loads: nothing is taken from the browser's cache."""

    def __init__(self, page: Page, is_phone: bool) -> None:
        self.page = page
        self.is_phone = is_phone
        self.complaints = tabs.listen(page)
        self.weight = 0.0
        page.add_init_script(SHIFTS)
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.loadingFinished", self._weigh)

    def _weigh(self, loaded: dict[str, Any]) -> None:
        self.weight += loaded["encodedDataLength"]

    def go(self, address: str) -> Response:
        """Load a page, and weigh it."""
        self.weight = 0.0
        answer = self.page.goto(address, wait_until="load")
        assert answer is not None
        return answer

    def judge(self, address: str, status: int = 200, shift: float = MOST_SHIFT) -> None:
        """Fail where the page is not as it should be, in the width that the window has.

        Contrast is what takes long to judge: it is in both schemes on a wide window, on a phone in the dark.
        """
        schemes: tuple[Scheme, ...] = ("dark",) if self.is_phone else ("light", "dark")
        self.page.emulate_media(color_scheme=schemes[0])
        assert self.go(address).status == status
        assert self.page.evaluate(SETTLED) < shift
        assert 0 < self.weight <= MOST_BYTES
        assert tabs.findings(self.page) == []
        assert not tabs.is_too_wide(self.page)
        for scheme in schemes[1:]:
            self.page.emulate_media(color_scheme=scheme)
            assert tabs.findings(self.page, "color-contrast") == []
        if not self.is_phone:
            assert tabs.wrong_stops(self.page, MOST_STOPS) == []
        assert self.complaints == []


@contextmanager
def lookers(browser: Browser, address: str) -> Iterator[list[Looker]]:
    """One with a wide window, one with a phone's."""
    contexts = [tabs.new_context(browser, address, **kind) for kind in (tabs.WIDE, tabs.PHONE)]
    yield [
        Looker(context.new_page(), is_phone)
        for context, is_phone in zip(contexts, (False, True), strict=True)
    ]
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def shown(browser: Browser, strike: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Looker]]:
    """At an explorer that these tests only look at, in which something was decided and kept before."""
    ledger = Path(shutil.copy(strike, tmp_path_factory.mktemp("shown") / "onrecord.db"))
    settings = Settings(ledger=ledger, desk=desk_of(ledger))
    with closing(open_store(ledger, create=False)) as store:
        for line in (1, 2):
            review.accept(store, line, person="Ana")
        review.note(store, 3, "Ask the union for the list.", person="Ana")
        review.undo(store, 2, person="Ben", why="not what was said")
    followed.notice_all(ledger)
    desk = Desk(settings.desk)
    searches.save(desk, None, "Denials about ships", "words=ships&act=deny")
    topic, _ = followed.add_topics(desk)
    subscribers.ask(desk, "ana@example.org", topic.number, "daily", 0)
    hooks.add(desk, topic.number, "https://hook.example/changes", 0)
    desk.close()
    with serving.served(settings) as address, lookers(browser, address) as both:
        yield both


@pytest.mark.parametrize("name", PAGES)
def test_no_page_keeps_anybody_out(shown: list[Looker], name: str) -> None:
    address = tabs.find(shown[0].page, *PAGES[name])
    for looker in shown:
        looker.complaints.clear()
        looker.judge(address, STATUS.get(name, 200), MOVED.get(name, MOST_SHIFT))


def test_nor_does_the_log_in(browser: Browser, settings: Settings) -> None:
    desk = Desk(settings.desk)
    accounts.add(desk, "Ana", "admin", PASSWORD)
    desk.close()
    with (
        serving.served(replace(settings, hosts=("127.0.0.1",))) as address,
        lookers(browser, address) as both,
    ):
        for looker in both:
            looker.judge("/login")
            page = looker.page
            for password in ("what it is not", PASSWORD):
                page.get_by_label("Name").fill("Ana")
                page.get_by_label("Password").fill(password)
                page.get_by_role("button", name="Log in").click()
                if password != PASSWORD:
                    expect(page.get_by_role("alert")).to_contain_text("There is no account")
                    assert tabs.findings(page) == []
            expect(page.get_by_role("link", name="Ana", exact=True)).to_be_visible()
            looker.judge("/account")
