"""For the tests of topics, feeds and the newsletter: the ledger of the strike, with what changed noticed."""

from __future__ import annotations

import email
import re
import shutil
from contextlib import closing
from dataclasses import replace
from email import policy
from pathlib import Path
from typing import Any

from onrecord.delivery import settings as delivery
from onrecord.delivery.settings import DeliverySettings
from onrecord.desk import outbox, topics
from onrecord.desk.file import Desk
from onrecord.desk.topics import Topic
from onrecord.ledger import open_store
from onrecord.pipeline.noticing import notice
from onrecord.web.settings import Settings, desk_of

PORTS = "The strike at the ports"


def settings_of(strike: Path, folder: Path, **others: Any) -> Settings:
    """Those of an explorer of a copy of the ledger, in which all is noticed."""
    ledger = Path(shutil.copy(strike, folder / "onrecord.db"))
    notice_all(ledger)
    return Settings(ledger=ledger, desk=desk_of(ledger), hosts=("testserver", "127.0.0.1"), **others)


def notice_all(ledger: Path) -> None:
    """Bring the log of changes up to date."""
    with closing(open_store(ledger, create=False)) as store:
        for _ in notice(store):
            pass


def with_mail(settings: Settings, site: str = "http://localhost:8000") -> Settings:
    """The same where letters are kept as files."""
    return replace(settings, delivery=mail_settings(settings.ledger.parent, site))


def mail_settings(folder: Path, site: str) -> DeliverySettings:
    """Letters that go into the folder `letters`."""
    path = folder / "onrecord.toml"
    path.write_text(
        f'[site]\naddress = "{site}"\n[mail]\nfrom = "On record <digest@example.org>"\nfolder = "letters"\n',
        encoding="utf-8",
    )
    return delivery.read(path)


def add_topics(desk: Desk) -> tuple[Topic, Topic]:
    """A public one, and one that is not."""
    public = topics.add(desk, PORTS, [("words", "strike OR ferr*")], is_public=True)
    return public, topics.add(desk, "What Brandeau denies", [("who", "brandeau"), ("act", "deny")])


def letters(desk: Desk) -> list[str]:
    """The texts of the letters that wait to be sent, in the order in which they came."""
    return [text_of(mail.body) for mail in outbox.due(desk)]


def text_of(letter: bytes) -> str:
    """The plain part of a letter."""
    part = email.message_from_bytes(letter, policy=policy.default).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(text: str, purpose: str) -> str:
    """The path of the link for something in a letter."""
    found = re.search(rf"https?://[^/\s]+(/newsletter/{purpose}/[\w.-]+)", text)
    assert found is not None, text
    return found[1]
