"""Ten days from end to end, with people in them: somebody subscribes in a browser before anything happened,
letters come by a real mail server each evening and at once, and after six days she leaves by a link in one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import followed
import pytest
import serving
import tabs
from delivering import HERE, Kept, smtp_server
from playwright.sync_api import Browser, expect

from gates import follow_gold
from gates.ten_days import Evening, live, simulated
from onrecord.delivery import newsletter
from onrecord.delivery import settings as delivery
from onrecord.delivery.sender import Sender
from onrecord.delivery.settings import DeliverySettings
from onrecord.desk import subscribers, topics
from onrecord.desk.file import Desk
from onrecord.ledger import changes as log
from onrecord.ledger import open_store
from onrecord.ledger import topics as asking
from onrecord.ledger.store import Store
from onrecord.pipeline import following
from onrecord.web.settings import Settings, desk_of

ANA, BEN, EVE = "ana@home.example", "ben@home.example", "eve@home.example"
LEAVES = 5  # the evening, from 0, on which Ana leaves
GOLD = follow_gold.read()
_COUNT = re.compile(r"(\d+) (?:changes?|[a-z -]+)")


@dataclass
class People:
    """The readers, what reached them, and what there was to be told."""

    letters: list[tuple[str, EmailMessage]]
    wanted: dict[str, int] = field(default_factory=dict)
    left_after: int = 0


def wanted(store: Store) -> dict[str, int]:
    """How many changes each topic has been told of so far."""
    return {each.name: len(following.since_number(store, asking.read(each.asked), 0)) for each in GOLD.topics}


@pytest.fixture(scope="module")
def people(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """The ten days: Ana has the first topic daily, Ben all of them daily, Eve the first at once."""
    folder = tmp_path_factory.mktemp("by_mail")
    ledger, kept = folder / "onrecord.db", Kept()
    open_store(ledger, create=True).close()
    with ExitStack() as stack:
        port = stack.enter_context(smtp_server(kept))
        mail = _settings(folder, port)
        explorer = Settings(ledger=ledger, desk=desk_of(ledger), hosts=(HERE,), delivery=mail)
        desk = stack.enter_context(closing(Desk(explorer.desk)))
        made = [topics.add(desk, each.name, each.asked, is_public=True) for each in GOLD.topics]
        sender = Sender(ledger, explorer.desk, mail)
        stack.callback(sender.close)
        with simulated(datetime.combine(GOLD.days[0], time(5)).astimezone()):
            _subscribe(browser, explorer, sender, kept, made[0].name)
            for number, topic in enumerate(made):  # nobody is asked to confirm more than thrice a day
                _confirmed(desk, mail, sender, kept, topic.key, f"{number}-{BEN}", "daily")
            _confirmed(desk, mail, sender, kept, made[0].key, EVE, "at-once")
        people = People([])
        for number, evening in enumerate(live(GOLD, ledger, each_round=lambda _store: sender.step())):
            sender.step()
            assert sender.problem is None
            if number == LEAVES:
                people.left_after = wanted(evening.store)[made[0].name]
                _leave(browser, explorer, kept)
            people.wanted = wanted(evening.store)
            _check_evening(evening, desk)
        people.letters = [(to, _parsed(body)) for _, to, body in kept.letters]
        yield people


def _settings(folder: Path, port: int) -> DeliverySettings:
    path = folder / "onrecord.toml"
    path.write_text(
        '[site]\naddress = "http://localhost"\n[mail]\nfrom = "On record <digest@example.org>"\n'
        f'server = "{HERE}"\nport = {port}\nstarttls = false\n[digest]\ntimezone = "UTC"\nhour = 20\n',
        encoding="utf-8",
    )
    return delivery.read(path)


def _subscribe(browser: Browser, explorer: Settings, sender: Sender, kept: Kept, topic: str) -> None:
    """In a browser, from the form to the page that says so."""
    with serving.served(explorer) as address, tabs.opened(browser, address) as page:
        page.goto("/newsletter")
        main = tabs.main(page)
        main.get_by_role("link", name=topic, exact=True).click()
        main.get_by_label("Your mail address").fill(ANA)
        main.get_by_label("once a day").check()
        main.get_by_role("button", name="Subscribe").click()
        expect(main.get_by_role("heading", level=1)).to_have_text("One step more")
        sender.step()
        page.goto(_link(kept, "confirm"))
        main.get_by_role("button", name="Subscribe").click()
        expect(main.get_by_role("heading", level=1)).to_have_text("You are subscribed")


def _leave(browser: Browser, explorer: Settings, kept: Kept) -> None:
    """By the link in the last letter."""
    (last,) = [body for _, to, body in kept.letters if to == ANA][-1:]
    with serving.served(explorer) as address, tabs.opened(browser, address) as page:
        page.goto(followed.link_in(followed.text_of(last), "unsubscribe"))
        main = tabs.main(page)
        main.get_by_role("button", name="Unsubscribe").click()
        expect(main.get_by_role("heading", level=1)).to_have_text("You are unsubscribed")


def _confirmed(
    desk: Desk, mail: DeliverySettings, sender: Sender, kept: Kept, topic: str, address: str, rhythm: str
) -> None:
    newsletter.subscribe(desk, mail, topics.find(desk, topic), address, rhythm, 0)
    sender.step()
    newsletter.confirm(desk, _link(kept, "confirm").rpartition("/")[2])


def _link(kept: Kept, purpose: str) -> str:
    """The path of a link in the letter that came last."""
    return followed.link_in(followed.text_of(kept.letters[-1][2]), purpose)


def _check_evening(evening: Evening, desk: Desk) -> None:
    last = log.last(evening.store)
    assert all(each.subscription.cursor <= last for each in subscribers.active(desk))


def _parsed(body: bytes) -> EmailMessage:
    found = message_from_bytes(body, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def digests(people: People, address: str) -> list[EmailMessage]:
    """The letters to an address that tell of changes."""
    return [
        letter
        for to, letter in people.letters
        if to.endswith(address) and "List-Id" in letter and _told(letter)
    ]


def _topic(letter: EmailMessage) -> str:
    return str(letter["Subject"]).strip().partition(": ")[0]


def _told(letter: EmailMessage) -> int:
    """How many changes a letter tells of, by its subject: "Port: 3 changes, among them …", or each kind."""
    told = str(letter["Subject"]).rpartition(": ")[2]
    if "among them" in told:
        told = told.partition(",")[0]
    return sum(int(number) for number in _COUNT.findall(told))


def test_each_letter_is_another(people: People) -> None:
    ids = Counter(str(letter["Message-ID"]) for _, letter in people.letters)
    assert max(ids.values()) == 1


def test_each_change_reaches_a_daily_reader_once(people: People) -> None:
    told = Counter[str]()
    for letter in digests(people, BEN):
        told[_topic(letter)] += _told(letter)
    assert told == {name: count for name, count in people.wanted.items() if count}


def test_and_one_who_is_told_at_once(people: People) -> None:
    name = GOLD.topics[0].name
    assert sum(map(_told, digests(people, EVE))) == people.wanted[name]
    assert len(digests(people, EVE)) > sum(_topic(each) == name for each in digests(people, BEN))


def test_who_left_is_told_no_more(people: People) -> None:
    assert sum(map(_told, digests(people, ANA))) == people.left_after < people.wanted[GOLD.topics[0].name]


def test_every_letter_can_be_left_by_one_click(people: People) -> None:
    for address in (ANA, BEN, EVE):
        for letter in digests(people, address):
            assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            assert "/newsletter/unsubscribe/" in str(letter["List-Unsubscribe"])
