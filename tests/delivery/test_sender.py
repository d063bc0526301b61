"""The sender: each change is told once, whatever the clock, the post or a crash does."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from delivering import (
    HERE,
    Inbox,
    Kept,
    Place,
    answering,
    hostile_server,
    read,
    refused,
    settings,
    smtp_server,
)

from onrecord.delivery import letters, newsletter, queueing
from onrecord.delivery import settings as settings_file
from onrecord.delivery.alone import alone
from onrecord.delivery.sender import Sender, Step
from onrecord.delivery.settings import Server
from onrecord.desk import outbox, subscribers, topics

SETTINGS = settings(Path("letters"))


class Crash(BaseException):
    """The program ends at this very place."""


def sender(place: Place, post: Inbox | None) -> Sender:
    return Sender(place.ledger, place.path, SETTINGS, post=post)


def test_alerts(place: Place, inbox: Inbox) -> None:
    """At once, and then what came within five minutes together."""
    place.reader("a@home.example", "at-once")
    one = sender(place, inbox)
    assert one.step() == Step()
    place.log.notice("claim", "disputes")
    assert one.step() == Step(queued=1, sent=1)
    place.log.notice("figure")
    assert one.step() == Step()
    place.time.go(minutes=4)
    place.log.notice("figure")
    assert one.step() == Step()
    place.time.go(minutes=1)
    assert one.step() == Step(queued=1, sent=1)
    assert one.step() == Step()
    assert inbox.subjects == [
        "Port strike: 1 dispute, 1 first claim",
        "Port strike: 2 new figures",
    ]
    assert one.problem is None


def test_days(place: Place, inbox: Inbox) -> None:
    """Daily at seven, weekly on Monday at seven; the clock begins on a Friday at nine."""
    place.reader("day@home.example", "daily")
    place.reader("week@home.example", "weekly")
    one = sender(place, inbox)
    for hour in range(4 * 24):
        if hour < 2 * 24:
            place.log.notice("claim")
        one.step()
        place.time.go(hours=1)
    assert list(zip(inbox.addresses, inbox.subjects, strict=True)) == [
        ("day@home.example", "Port strike: 23 first claims"),  # Saturday at seven
        ("day@home.example", "Port strike: 24 first claims"),
        ("day@home.example", "Port strike: 1 first claim"),
        ("week@home.example", "Port strike: 48 first claims"),
    ]


def test_a_day_without_changes_is_done(place: Place, inbox: Inbox) -> None:
    number = place.reader("day@home.example", "daily")
    one = sender(place, inbox)
    place.time.go(days=1)
    one.step()
    assert subscribers.one(place.desk, number).subscription.last_period == "2024-10-26"
    place.log.notice("claim")
    place.time.go(hours=1)
    assert one.step() == Step()  # tomorrow
    place.time.go(days=1)
    assert one.step().sent == 1


def test_old_reports_are_no_news(place: Place, inbox: Inbox) -> None:
    place.reader("a@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim", is_late=True)
    assert one.step() == Step()
    place.log.notice("claim")
    assert one.step().sent == 1
    assert inbox.subjects == ["Port strike: 1 first claim"]


def test_the_clock_goes_back(place: Place, inbox: Inbox) -> None:
    """Nothing is told twice, and what is new is told."""
    place.reader("day@home.example", "daily")
    place.reader("now@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim")
    place.time.go(days=1)
    one.step()
    assert sorted(inbox.addresses) == ["day@home.example", "now@home.example"]
    for back in ({"hours": -3}, {"days": -2}, {"days": 1}):
        place.time.go(**back)
        one.step()
    assert len(inbox.letters) == 2
    place.log.notice("claim")
    one.step()
    place.time.go(days=3)
    one.step()
    assert sorted(inbox.addresses) == [
        "day@home.example",
        "day@home.example",
        "now@home.example",
        "now@home.example",
    ]
    assert len(set(inbox.ids)) == 4


def test_a_clock_that_was_years_ahead(place: Place, inbox: Inbox) -> None:
    place.reader("day@home.example", "daily")
    one = sender(place, inbox)
    place.log.notice("claim")
    place.time.go(days=2000)
    one.step()
    place.time.go(days=-1999)
    place.log.notice("claim")
    one.step()
    assert len(inbox.letters) == 2


def test_a_younger_ledger(place: Place, inbox: Inbox) -> None:
    """A backup was put in the ledger's place: what is noticed from then on is told."""
    place.reader("now@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim", "claim", "claim")
    one.step()
    place.log.changes = place.log.changes[:1]
    place.time.go(minutes=10)
    one.step()
    place.log.notice("disputes")
    one.step()
    assert len(inbox.letters) == 2


def test_nothing_beyond_the_last_change(place: Place, inbox: Inbox) -> None:
    """What is noticed while a topic is asked waits for the next time."""
    place.reader("now@home.example", "at-once")
    place.log.notice("claim")
    sender(place, inbox).step()
    assert place.log.asked == [(0, 1)]


def test_a_topic_that_matches_everything(place: Place, inbox: Inbox) -> None:
    place.reader("now@home.example", "at-once")
    place.log.notice("claim", times=3_000)
    sender(place, inbox).step()
    (body,) = (body for _, _, body in inbox.letters)
    assert inbox.subjects == ["Port strike: 3,000 first claims"]
    assert len(body) < 1_000_000
    assert "https://news.example/topics/port-strike" in next(iter(read(body).iter_parts())).get_content()


def test_many_readers_are_told_by_one_question(place: Place, inbox: Inbox) -> None:
    for number in range(20):
        place.reader(f"r{number}@home.example", "at-once")
    place.log.notice("claim")
    assert sender(place, inbox).step().sent == 20
    assert len(place.log.asked) == 1
    assert len({body for _, _, body in inbox.letters}) == 20  # each with links of their own


def test_cursors_of_quiet_readers_move_in_the_end(place: Place, inbox: Inbox) -> None:
    number = place.reader("now@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim", is_late=True)
    one.step()
    assert subscribers.one(place.desk, number).subscription.cursor == 0
    place.log.notice("claim", times=queueing._MOVED, is_late=True)
    one.step()
    assert subscribers.one(place.desk, number).subscription.cursor == queueing._MOVED + 1


def test_one_bad_topic_stops_no_other(place: Place, inbox: Inbox) -> None:
    bad = topics.add(place.desk, "Bad", [("no-such-option", "x")], is_public=True)
    place.reader("bad@home.example", "at-once", bad)
    place.reader("good@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim")
    assert one.step().sent == 1
    assert inbox.addresses == ["good@home.example"]
    assert "'Bad'" in (one.problem or "")
    topics.change(place.desk, bad.number, asked=[("words", "strike")])
    assert one.step().sent == 1
    assert one.problem is None


def test_confirmations_go_out_without_a_ledger(place: Place, inbox: Inbox) -> None:
    newsletter.subscribe(place.desk, SETTINGS, place.topic, "a@home.example", "daily", 0)
    one = Sender(place.ledger.with_name("no.db"), place.path, SETTINGS, post=inbox)
    assert one.step() == Step(sent=1)
    assert "there is no ledger" in (one.problem or "")


def test_a_paused_address_gets_nothing_and_loses_nothing(place: Place, inbox: Inbox) -> None:
    place.reader("a@home.example", "at-once")
    one = sender(place, inbox)
    subscribers.pause(place.desk, "a@home.example", "by hand")
    place.log.notice("claim")
    assert one.step() == Step()
    subscribers.resume(place.desk, "a@home.example")
    assert one.step().sent == 1


def test_a_server_that_is_down(place: Place, inbox: Inbox) -> None:
    """It is asked by one letter a minute, then by one in five; all are sent in the end, each once."""
    for number in range(5):
        place.reader(f"r{number}@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim")
    inbox.failures = [refused(server=True) for _ in range(4)]
    assert one.step() == Step(queued=5, put_off=1)
    assert one.problem == "no"
    assert one.step() == Step()
    for _ in range(40):
        place.time.go(minutes=1)
        one.step()
    assert sorted(inbox.addresses) == [f"r{number}@home.example" for number in range(5)]
    assert one.problem is None


def test_two_days_are_tried(place: Place, inbox: Inbox) -> None:
    place.reader("a@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim")
    inbox.failures = [refused() for _ in range(1000)]
    begun = place.time.now
    while not one.step().failed:
        place.time.go(minutes=1)
    assert 45 < (place.time.now - begun).total_seconds() / 3600 < 60
    assert outbox.counts(place.desk).failed == 1
    assert inbox.letters == []


def test_an_address_that_is_none(place: Place, inbox: Inbox) -> None:
    place.reader("a@home.example", "at-once")
    one = sender(place, inbox)
    place.log.notice("claim")
    inbox.failures = [refused(permanent=True, address=True)]
    assert one.step() == Step(queued=1, failed=1)
    found = subscribers.find(place.desk, "a@home.example")
    assert found is not None
    assert found.state == "paused"


# A crash: (before or after the post took the letter, letters taken in all, repeats among them)
CRASHES = [("failures", 3, 0), ("after", 4, 1)]


@pytest.mark.parametrize(("place_of_crash", "taken", "repeats"), CRASHES)
def test_a_crash(place: Place, inbox: Inbox, place_of_crash: str, taken: int, repeats: int) -> None:
    for number in range(3):
        place.reader(f"r{number}@home.example", "at-once")
    place.log.notice("claim")
    getattr(inbox, place_of_crash).append(Crash())
    with pytest.raises(Crash):
        sender(place, inbox).step()
    again = sender(place, inbox)
    again.step()
    again.step()
    assert len(inbox.letters) == taken
    assert len(inbox.ids) - len(set(inbox.ids)) == repeats
    assert set(inbox.addresses) == {f"r{number}@home.example" for number in range(3)}
    assert len({body for _, _, body in inbox.letters}) == 3  # a repeat is the same to the byte


def test_a_crash_before_the_letter_is_in_the_outbox(
    place: Place, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.reader("a@home.example", "at-once")
    place.log.notice("claim")
    with monkeypatch.context() as patch:
        patch.setattr(letters, "digest_letter", _crash)
        with pytest.raises(Crash):
            sender(place, inbox).step()
    assert sender(place, inbox).step() == Step(queued=1, sent=1)


DYING = """
import os, sys
from pathlib import Path
from onrecord.delivery import settings
from onrecord.delivery.post import open_post
from onrecord.delivery.sender import Sender

found = settings.read(Path(sys.argv[3]))

class Dying:
    def __init__(self): self.post, self.sent = open_post(found), 0
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def cut(self): pass
    def send(self, *letter):
        self.post.send(*letter)
        self.sent += 1
        if self.sent == 2:
            os._exit(9)

Sender(Path(sys.argv[1]), Path(sys.argv[2]), found, post=Dying).step()
"""


def test_a_program_that_is_killed(place: Place, tmp_path: Path) -> None:
    """It dies when the server has taken the second of four letters, before that is noted."""
    addresses = {f"r{number}@home.example" for number in range(4)}
    kept, file = Kept(), tmp_path / "onrecord.toml"
    with smtp_server(kept) as port:
        file.write_text(
            '[site]\naddress = "https://news.example"\n[mail]\nfrom = "digest@news.example"\n'
            f'server = "{HERE}"\nport = {port}\nstarttls = false\n'
        )
        for address in sorted(addresses):
            newsletter.subscribe(place.desk, SETTINGS, place.topic, address, "daily", 0)
        command = [sys.executable, "-c", DYING, str(place.ledger), str(place.path), str(file)]
        assert subprocess.run(command, check=False, timeout=60).returncode == 9
        assert len(kept.letters) == 2
        one = Sender(place.ledger, place.path, settings_file.read(file))
        assert one.step().sent == 3
        assert one.step().sent == 0
    assert {to for _, to, _ in kept.letters} == addresses
    ids = [str(read(body)["Message-ID"]) for _, _, body in kept.letters]
    assert (len(ids), len(set(ids))) == (5, 4)


def _crash(*_: object, **__: object) -> bytes:
    raise Crash


def test_two_programs(place: Place, inbox: Inbox) -> None:
    place.reader("a@home.example", "at-once")
    place.log.notice("claim")
    one = sender(place, inbox)
    with alone(place.path, "mail"):
        assert one.step() == Step()
    assert "another program sends for this desk" in (one.problem or "")
    assert one.step().sent == 1
    assert one.problem is None


def test_threads_end_soon_though_the_server_hangs(place: Place) -> None:
    hung = threading.Event()

    def talk(line: object, stopped: threading.Event) -> None:  # noqa: ARG001
        hung.set()
        stopped.wait(20)

    place.reader("a@home.example", "at-once")
    place.log.notice("claim")
    with hostile_server(talk) as port:
        way = Server(host=HERE, port=port, security="none", seconds=30)
        one = Sender(place.ledger, place.path, settings(way))
        one.start()
        assert hung.wait(10)
        begun = time.monotonic()
        one.close()
        assert time.monotonic() - begun < 4
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("onrecord-")] == []
    assert outbox.counts(place.desk).waiting == 1
    assert outbox.due(place.desk)[0].attempts == 0


def test_cut_off_after_the_letter(place: Place) -> None:
    """The server took it and died before it said so: it gets it again, with the same id, and no more."""
    place.reader("a@home.example", "at-once")
    place.log.notice("claim")
    ok = b"250 ok\r\n"
    with hostile_server(answering(ok, ok, ok, b"354 go\r\n")) as port:
        way = Server(host=HERE, port=port, security="none", seconds=5)
        assert Sender(place.ledger, place.path, settings(way)).step() == Step(queued=1, put_off=1)
    kept = Kept()
    place.time.go(minutes=1)
    with smtp_server(kept) as port:
        way = Server(host=HERE, port=port, security="none", seconds=5)
        one = Sender(place.ledger, place.path, settings(way, bounces_to="back@news.example"))
        assert one.step() == Step(sent=1)
        assert one.step() == Step()
    ((path, to, _),) = kept.letters
    assert path.startswith("back+")
    assert to == "a@home.example"
