"""What comes back: reports that a letter was not delivered (RFC 3464), and letters that say "unsubscribe".

Anybody can write such a report. What a mail server hands over should count only if it came to the signed
address of a subscription (`is_signed`); what a person hands over is their word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses
from typing import Any

from onrecord.delivery import links
from onrecord.delivery.clean import clean
from onrecord.delivery.reader_links import subscription_of
from onrecord.desk import addresses, subscribers
from onrecord.desk.file import Desk, NotAtDesk
from onrecord.errors import OnrecordError

LARGEST = 2_000_000
"""Bytes of a letter that is taken in; a report with the whole letter behind it has a tenth."""
# A report is flat: the report, the words for people, what came back. Deeper is something else, or malice.
_MOST_PARTS, _MOST_RECIPIENTS = 50, 50
_STATUS = re.compile(r"\s*([245])\.\d{1,3}\.\d{1,3}")
_TO = ("Delivered-To", "X-Original-To", "To")


class NotABounce(OnrecordError):
    """The letter is no report of delivery: the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """An address that a letter did not reach, and why. `is_permanent`: it never will."""

    address: str
    is_permanent: bool
    reason: str


def read(letter: bytes) -> tuple[Bounce, ...]:
    """The addresses that a report tells of; those that a letter reached, or may yet, are left out.

    Raises NotABounce.
    """
    return tuple(_told(_parsed(letter)))


def take_in(desk: Desk, letter: bytes, *, is_signed: bool = False) -> tuple[Bounce, ...]:
    """Note what came back, so that addresses that do not work are paused; gives what it told of.

    With `is_signed` only a report to the signed address of a subscription counts, and it counts for that
    subscription's address alone. A letter to such an address with the subject "unsubscribe" ends the
    subscription. Raises NotABounce.
    """
    message = _parsed(letter)
    number = _signed_for(desk, message)
    if number is not None and clean(str(message["Subject"] or "")).lower() == "unsubscribe":
        _unsubscribe(desk, number)
        return ()
    if is_signed and number is None:
        raise NotABounce("the letter came to no address that a letter of ours named: it counts for nothing")
    found = tuple(_told(message))
    if number is not None:
        found = _of_reader(desk, number, found)
    for bounce in found:
        subscribers.bounced(desk, bounce.address, bounce.is_permanent, bounce.reason)
    return found


def _parsed(letter: bytes) -> Message:
    if len(letter) > LARGEST:
        raise NotABounce(f"the letter is larger than {LARGEST // 1_000_000} MB: no report is")
    try:
        return message_from_bytes(letter, policy=policy.compat32)
    except (RecursionError, ValueError, LookupError) as error:
        raise NotABounce(f"the letter cannot be read: {type(error).__name__}") from None


def _told(message: Message) -> Iterator[Bounce]:
    """What a report tells of, each address once."""
    blocks = list(_blocks(message))
    if not blocks:
        raise NotABounce("the letter has no part message/delivery-status: it is no report of delivery")
    seen: set[str] = set()
    for block in blocks[:_MOST_RECIPIENTS]:
        bounce = _bounce(block)
        if bounce is not None and addresses.key(bounce.address) not in seen:
            seen.add(addresses.key(bounce.address))
            yield bounce


def _blocks(message: Message) -> Iterator[Message]:
    """The blocks of a report that are each of one address."""
    for part in _parts(message):
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for block in part.get_payload():
                if isinstance(block, Message) and (block["Final-Recipient"] or block["Original-Recipient"]):
                    yield block


def _parts(message: Message) -> Iterator[Message]:
    # Not walk(): what came back may stand inside, with reports of its own.
    yield message
    if message.get_content_type() == "multipart/report" and message.is_multipart():
        parts: Any = message.get_payload()
        for part in parts[:_MOST_PARTS]:
            if isinstance(part, Message):
                yield part


def _bounce(block: Message) -> Bounce | None:
    if clean(str(block["Action"] or "")).lower() != "failed":
        return None  # delayed is tried again, relayed and delivered are no failures
    written = str(block["Original-Recipient"] or block["Final-Recipient"])
    kind, _, address = clean(written, 400).rpartition(";")
    if kind.strip().lower() not in ("", "rfc822"):
        return None
    status = _STATUS.match(str(block["Status"] or ""))
    diagnosis = clean(str(block["Diagnostic-Code"] or ""), 300)
    reason = " ".join(filter(None, (status[0].strip() if status else "", diagnosis))) or "it came back"
    # A failure that does not say how long it lasts counts as one that may pass.
    return Bounce(address.strip().strip("<>"), status is not None and status[1] == "5", reason)


def _signed_for(desk: Desk, message: Message) -> int | None:
    key = links.key(desk)
    written = [str(value) for name in _TO for value in message.get_all(name, [])][:20]
    for _, address in getaddresses([clean(each, 1000) for each in written]):
        number = subscription_of(key, address)
        if number is not None:
            return number
    return None


def _of_reader(desk: Desk, number: int, found: tuple[Bounce, ...]) -> tuple[Bounce, ...]:
    """What a report says of the reader whose letter it was; forwarding may have changed the address in it."""
    try:
        address = subscribers.one(desk, number).address
    except NotAtDesk:
        return ()
    return tuple(Bounce(address, each.is_permanent, each.reason) for each in found[:1])


def _unsubscribe(desk: Desk, number: int) -> None:
    try:
        subscribers.unsubscribe(desk, number)
    except NotAtDesk:
        return
