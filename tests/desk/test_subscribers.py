"""Subscribers: mail for those who confirmed it, none for those who left, and no byte of them after that."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hands import Hands

from onrecord.desk import outbox, subscribers, topics
from onrecord.desk.addresses import AddressError
from onrecord.desk.file import Desk, DeskError, NotAtDesk, moment
from onrecord.desk.outbox import Mail
from onrecord.desk.subscribers import (
    active,
    ask,
    bounced,
    confirm,
    delivered,
    erase,
    export,
    find,
    of_address,
    of_topic,
    pause,
    resume,
    set_rhythm,
    unsubscribe,
)

ADA, BEA = "Ada@Example.org", "bea@example.org"


@pytest.fixture(autouse=True)
def _topics(desk: Desk) -> None:
    for name in ("Strike", "Pay"):
        topics.add(desk, name, [], is_public=True)


def state(desk: Desk, address: str = ADA) -> str | None:
    subscriber = find(desk, address)
    return subscriber.state if subscriber is not None else None


def numbers(following: tuple[subscribers.Following, ...]) -> list[int]:
    return [each.subscription.number for each in following]


def test_a_subscription_counts_once_it_is_confirmed(desk: Desk) -> None:
    asked = ask(desk, ADA, 1, "daily", 7)
    assert (asked.topic, asked.rhythm, asked.cursor, asked.last_period, asked.confirmed_at) == (
        1, "daily", 7, None, None,
    )  # fmt: skip
    assert (state(desk), active(desk)) == ("waiting", ())
    confirmed = confirm(desk, asked.number)
    assert (confirmed.address, confirmed.topic.name) == (ADA, "Strike")
    assert confirmed.subscription.confirmed_at is not None
    assert state(desk) == "active"
    assert active(desk) == of_topic(desk, 1) == of_address(desk, "ADA@example.ORG") == (confirmed,)
    assert confirm(desk, asked.number) == confirmed  # a second click changes nothing
    ask(desk, ADA, 2, "weekly", 7)  # another topic is another question
    assert numbers(active(desk)) == [asked.number]
    assert len(of_address(desk, ADA)) == 2


def test_the_last_wish_counts_until_it_is_confirmed(desk: Desk) -> None:
    first = ask(desk, ADA, 1, "daily", 7)
    again = ask(desk, "ada@example.ORG", 1, "weekly", 9)
    assert (again.number, again.rhythm, again.cursor) == (first.number, "weekly", 9)
    confirmed = confirm(desk, first.number).subscription
    assert ask(desk, ADA, 1, "at-once", 12) == confirmed  # whoever asks may be another
    assert len(subscribers.listed(desk)) == 1


def test_what_cannot_be_subscribed_to_is_refused(desk: Desk) -> None:
    with pytest.raises(AddressError):
        ask(desk, "ada@example.org\nBcc: bea@example.org", 1, "daily", 0)
    with pytest.raises(NotAtDesk, match="there is no topic 3"):
        ask(desk, ADA, 3, "daily", 0)
    with pytest.raises(DeskError, match="choose one of at-once, daily, weekly"):
        ask(desk, ADA, 1, "hourly", 0)  # type: ignore[arg-type]
    assert subscribers.listed(desk) == ()


def test_who_follows_nothing_any_more_is_not_kept(desk: Desk) -> None:
    strike, pay = (confirm(desk, ask(desk, ADA, topic, "daily", 0).number) for topic in (1, 2))
    assert unsubscribe(desk, strike.subscription.number) == strike
    assert numbers(active(desk)) == [pay.subscription.number]
    unsubscribe(desk, pay.subscription.number)
    assert (find(desk, ADA), active(desk), of_address(desk, ADA)) == (None, (), ())
    for number in (strike.subscription.number, 0, -1, 10**30):
        for do in (confirm, unsubscribe, subscribers.one, lambda d, n: set_rhythm(d, n, "daily")):
            with pytest.raises(NotAtDesk, match="there is no subscription"):
                do(desk, number)
    again = ask(desk, ADA, 1, "daily", 0)
    assert again.number > pay.subscription.number  # old links are not for it


def test_with_a_topic_go_its_subscriptions(desk: Desk) -> None:
    confirm(desk, ask(desk, ADA, 1, "daily", 0).number)
    kept = confirm(desk, ask(desk, BEA, 2, "daily", 0).number)
    outbox.queue(desk, Mail(message_id="<1@x>", to=ADA, body=b"1", subscription=1))
    topics.remove(desk, 1)
    assert active(desk) == (kept,)
    assert (find(desk, ADA), outbox.due(desk)) == (None, ())


def test_a_rhythm_is_chosen_anew(desk: Desk) -> None:
    number = confirm(desk, ask(desk, ADA, 1, "daily", 5).number).subscription.number
    outbox.queue(desk, cursor=(number, 6, "2024-10-25"))
    assert set_rhythm(desk, number, "daily").subscription.last_period == "2024-10-25"
    weekly = set_rhythm(desk, number, "weekly").subscription
    assert (weekly.rhythm, weekly.cursor, weekly.last_period) == ("weekly", 6, None)
    with pytest.raises(DeskError, match="there is no such rhythm"):
        set_rhythm(desk, number, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("happened", "paused"),
    [
        ("p", True),  # one permanent failure
        ("tt", False),
        ("ttt", True),  # three temporary ones in a row
        ("ttdtt", False),  # not in a row
        ("ttdttt", True),
        ("tp", True),
        ("pd", True),  # what arrives late does not let it go on
        ("tttr", False),
        ("tttrtt", False),  # counted anew
        ("ptc", False),  # confirming shows that mail arrives
        ("wd", True),  # by hand
    ],
)
def test_what_comes_back_pauses_an_address(desk: Desk, happened: str, paused: bool) -> None:
    number = confirm(desk, ask(desk, ADA, 1, "daily", 0).number).subscription.number
    for each in happened:
        match each:
            case "p" | "t":
                assert bounced(desk, ADA.lower(), each == "p", "550 no\r\nsuch user") == (
                    state(desk) == "paused"
                )
            case "d":
                delivered(desk, ADA)
            case "r":
                assert resume(desk, ADA).state == "active"
            case "c":
                confirm(desk, number)
            case _:
                assert pause(desk, ADA, "asked by letter").state == "paused"
    subscriber = find(desk, ADA)
    assert subscriber is not None
    assert (subscriber.state == "paused") == paused == (active(desk) == ())
    assert (subscriber.paused_why in ("550 no such user", "asked by letter")) == paused


def test_the_first_reason_stays(desk: Desk) -> None:
    ask(desk, ADA, 1, "daily", 0)
    pause(desk, ADA, "asked by letter")
    assert bounced(desk, ADA, True, "550")
    subscriber = find(desk, ADA)
    assert subscriber is not None
    assert subscriber.paused_why == "asked by letter"
    assert resume(desk, ADA).state == "waiting"  # it was never confirmed
    assert pause(desk, ADA, " \0 ").paused_why == "no reason given"


def test_an_address_that_is_not_known(desk: Desk) -> None:
    assert not bounced(desk, ADA, True, "550")  # a letter may come back when its reader has left
    delivered(desk, ADA)
    for do in (resume, erase, export, lambda d, a: pause(d, a, "why")):
        with pytest.raises(NotAtDesk, match="the desk has no such address") as error:
            do(desk, ADA)
        assert ADA not in str(error.value)


def test_what_is_never_confirmed_is_let_go(desk: Desk, hands: Hands) -> None:
    ask(desk, ADA, 1, "daily", 0)
    confirm(desk, ask(desk, BEA, 1, "daily", 0).number)
    hands.move(hours=49)
    ask(desk, BEA, 2, "daily", 0)
    assert subscribers.forget_unconfirmed(desk, datetime(2024, 10, 27, 12, tzinfo=UTC)) == 1
    assert (find(desk, ADA), len(of_address(desk, BEA))) == (None, 2)


def test_subscribers_are_listed_in_pages(desk: Desk) -> None:
    for n in range(5):
        ask(desk, f"reader{n}@example.org", 1, "daily", 0)
    first = subscribers.listed(desk, limit=3)
    rest = subscribers.listed(desk, after=first[-1].number)
    assert [each.address[6] for each in (*first, *rest)] == list("01234")


def test_what_is_known_of_an_address_can_be_taken_out(desk: Desk, hands: Hands) -> None:
    number = confirm(desk, ask(desk, ADA, 1, "daily", 3).number).subscription.number
    ask(desk, BEA, 2, "weekly", 0)
    outbox.queue(
        desk, Mail(message_id="<1@x>", to=ADA, body=b"1", subscription=number), cursor=(number, 4, "d")
    )
    at = moment(hands.at)
    assert json.loads(export(desk, "ADA@EXAMPLE.ORG")) == {
        "format": "onrecord subscribers 1",
        "subscribers": [
            {
                "number": 1, "address": ADA, "state": "active", "made_at": at, "confirmed_at": at,
                "paused_why": None, "bounces": 0,
            }
        ],
        "subscriptions": [
            {
                "number": number, "address": ADA, "topic": "strike", "name": "Strike", "rhythm": "daily",
                "cursor": 4, "last_period": "d", "made_at": at, "confirmed_at": at,
            }
        ],
        "mails": [
            {
                "message_id": "<1@x>", "to": ADA, "queued_at": at, "sent_at": None, "failed_at": None,
                "attempts": 0, "problem": None, "subscription": number,
            }
        ],
    }  # fmt: skip
    everybody = json.loads(export(desk))
    assert [each["address"] for each in everybody["subscribers"]] == [ADA, BEA]
    assert export(desk) == export(desk)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir())).lower()


def fill(desk: Desk) -> None:
    """A life at the desk: mails sent, waiting and given up, many pages split and written over."""
    number = confirm(desk, ask(desk, ADA, 1, "daily", 0).number).subscription.number
    confirm(desk, ask(desk, BEA, 1, "daily", 0).number)
    for n in range(40):
        for to, subscription in ((ADA, number), (BEA, None), (ADA, None)):
            body = f"To: {to}\r\n\r\nWhat is new {n}".encode() * 40
            outbox.queue(
                desk,
                Mail(
                    message_id=f"<{n}.{to[0]}.{subscription}@x>", to=to, body=body, subscription=subscription
                ),
            )
    for n in range(1, 60):
        outbox.sent(desk, n)
    outbox.put_off(desk, 61, "", f"451 <{ADA}> is busy")
    outbox.failed(desk, 64, f"550 <{ADA}> is unknown")
    pause(desk, ADA, f"the owner of {ADA} asked for it")


def test_an_erased_address_is_in_no_byte_of_the_desk(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    assert ADA.lower().encode() in bytes_of(tmp_path)
    erase(desk, "ada@EXAMPLE.org")
    assert ADA.lower().encode() not in bytes_of(tmp_path)
    assert BEA.encode() in bytes_of(tmp_path)
    assert [each.address for each in subscribers.listed(desk)] == [BEA]
    assert {mail.to for mail in outbox.due(desk)} == {BEA}
    with pytest.raises(NotAtDesk):
        erase(desk, ADA)


def test_what_left_before_is_gone_with_the_next_erasing(desk: Desk, tmp_path: Path) -> None:
    number = confirm(desk, ask(desk, ADA, 1, "daily", 0).number).subscription.number
    ask(desk, BEA, 1, "daily", 0)
    unsubscribe(desk, number)
    erase(desk, BEA)
    assert b"example.org" not in bytes_of(tmp_path)


def test_while_another_program_reads_erasing_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.desk.file.BUSY_SECONDS", 0.2)
    ask(desk, ADA, 1, "daily", 0)
    desk.close()  # connections are opened anew, with less patience
    other = Desk(desk.path)
    with other.reading() as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM subscriber").fetchall()
        with pytest.raises(DeskError, match="another program is reading"):
            erase(desk, ADA)
        connection.execute("COMMIT")
    assert find(desk, ADA) is None
    with pytest.raises(NotAtDesk):  # erased before; once more, and the file is clean
        erase(desk, ADA)
    other.close()
    assert ADA.lower().encode() not in bytes_of(tmp_path)


def test_many_may_ask_at_once(desk: Desk) -> None:
    threads = [threading.Thread(target=ask, args=(desk, ADA, 1 + n % 2, "daily", n)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(of_address(desk, ADA)) == 2
