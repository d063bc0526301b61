"""What readers do: subscribe, confirm, choose, leave."""

import re
from pathlib import Path

import pytest
from delivering import Place, read, settings

from onrecord.delivery import links, newsletter
from onrecord.delivery.links import LinkExpired, LinkWrong
from onrecord.delivery.reader_links import ReaderLinks, subscription_of
from onrecord.desk import outbox, subscribers, topics
from onrecord.desk.addresses import AddressError
from onrecord.desk.file import DeskError, NotAtDesk

SETTINGS = settings(Path("letters"))
READER = "reader@home.example"


def subscribe(place: Place, address: str = READER, rhythm: str = "daily") -> None:
    newsletter.subscribe(place.desk, SETTINGS, place.topic, address, rhythm, 0)


def token(place: Place, *, which: int = -1) -> str:
    """The token of a letter that waits."""
    text = next(iter(read(outbox.due(place.desk)[which].body).iter_parts())).get_content()
    found = re.search(r"https://news\.example/newsletter/confirm/(\S+)", text)
    assert found is not None
    return found[1]


def reader_token(place: Place, purpose: str, number: int) -> str:
    made = ReaderLinks(SETTINGS, links.key(place.desk))
    return made.page(purpose, str(number), place.time.now).rpartition("/")[2]  # type: ignore[arg-type]


def test_from_the_first_to_the_last(place: Place) -> None:
    subscribe(place)
    assert subscribers.active(place.desk) == ()
    assert newsletter.look(place.desk, "confirm", token(place)).address == READER
    confirmed = newsletter.confirm(place.desk, token(place))
    assert confirmed.subscription.rhythm == "daily"
    (active,) = subscribers.active(place.desk)
    number = active.subscription.number
    chosen = newsletter.choose(place.desk, reader_token(place, "choose", number), "weekly")
    assert chosen.subscription.rhythm == "weekly"
    leaving = reader_token(place, "unsubscribe", number)
    left = newsletter.unsubscribe(place.desk, leaving)
    assert left is not None
    assert left.address == READER
    assert subscribers.active(place.desk) == ()
    assert newsletter.unsubscribe(place.desk, leaving) is None
    assert subscribers.find(place.desk, READER) is None


def test_a_link_of_one_who_left_brings_nobody_back(place: Place) -> None:
    subscribe(place)
    old = token(place)
    number = newsletter.confirm(place.desk, old).subscription.number
    newsletter.unsubscribe(place.desk, reader_token(place, "unsubscribe", number))
    with pytest.raises(NotAtDesk):
        newsletter.confirm(place.desk, old)


def test_nobody_finds_out_who_reads(place: Place) -> None:
    place.reader(READER, "daily")
    subscribe(place, rhythm="weekly")
    subscribe(place, "other@home.example", rhythm="weekly")
    known, unknown = outbox.due(place.desk)
    assert read(known.body)["Subject"] == read(unknown.body)["Subject"]
    (active,) = subscribers.active(place.desk)
    assert active.subscription.rhythm == "daily"  # whoever asked may be another
    assert newsletter.confirm(place.desk, token(place, which=0)).subscription.rhythm == "weekly"


def test_three_letters_a_day(place: Place) -> None:
    for _ in range(5):
        subscribe(place)
        subscribe(place, READER.upper())
        place.time.go(minutes=1)
    assert len(outbox.due(place.desk)) == newsletter.MOST_CONFIRMATIONS
    place.time.go(days=1)
    subscribe(place)
    assert len(outbox.due(place.desk)) == newsletter.MOST_CONFIRMATIONS + 1


def test_links_expire(place: Place) -> None:
    subscribe(place)
    place.time.go(hours=48)
    with pytest.raises(LinkExpired):
        newsletter.confirm(place.desk, token(place))


def test_links_are_for_one_thing(place: Place) -> None:
    subscribe(place)
    for do in (newsletter.unsubscribe, lambda desk, link: newsletter.choose(desk, link, "daily")):
        with pytest.raises(LinkWrong):
            do(place.desk, token(place))


def test_what_cannot_be(place: Place) -> None:
    with pytest.raises(AddressError):
        subscribe(place, "a@b.example\r\nBcc: c@d.example")
    with pytest.raises(DeskError, match="rhythm"):
        subscribe(place, rhythm="hourly")
    place.topic = topics.change(place.desk, place.topic.number, is_public=False)
    with pytest.raises(DeskError, match="not public"):
        subscribe(place)
    assert outbox.due(place.desk) == ()


def test_confirming_brings_a_paused_address_back(place: Place) -> None:
    place.reader(READER, "daily")
    subscribers.bounced(place.desk, READER, True, "gone")
    assert subscribers.active(place.desk) == ()
    subscribe(place)
    newsletter.confirm(place.desk, token(place))
    assert len(subscribers.active(place.desk)) == 1


def test_return_paths() -> None:
    made = ReaderLinks(settings(Path("f"), bounces_to="back@news.example"), b"k" * 32)
    path = made.return_path(12)
    assert re.fullmatch(r"back\+12-[0-9a-f]{20}@news\.example", path)
    assert subscription_of(b"k" * 32, path) == 12
    assert subscription_of(b"k" * 32, path.upper()) == 12
    assert subscription_of(b"other", path) is None
    assert subscription_of(b"k" * 32, path.replace("+12-", "+13-")) is None
    assert made.return_path(None) == "back@news.example"
    assert ReaderLinks(SETTINGS, b"k").return_path(12) == "digest@news.example"
