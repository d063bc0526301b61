"""The links that one reader's letters hold, and the address that comes back where a letter does."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from onrecord.delivery import links
from onrecord.delivery.links import Purpose
from onrecord.delivery.settings import DeliverySettings
from onrecord.desk.topics import Topic
from onrecord.display.links import Links

# Short, and of small letters: servers may change the case of a local part, which has 64 characters at most.
_MAC = 10
_RETURNING = re.compile(rf"([0-9]{{1,18}})-([0-9a-f]{{{2 * _MAC}}})")
_BETWEEN = "+"


@dataclass(frozen=True, slots=True)
class ReaderLinks:
    """Makes the links of readers; `key` is the desk's, see `links.key`."""

    settings: DeliverySettings
    key: bytes

    def page(self, purpose: Purpose, subject: str, now: datetime) -> str:
        """The page of a signed link."""
        token = links.sign(self.key, purpose, subject, now + links.LASTS[purpose])
        return f"{self.settings.site}/newsletter/{purpose}/{token}"

    def of(self, subscription: int, topic: Topic, now: datetime) -> Links:
        """The links of a digest to one reader."""
        return replace(
            self.blank(topic),
            unsubscribe=self.page("unsubscribe", str(subscription), now),
            choose=self.page("choose", str(subscription), now),
        )

    def blank(self, topic: Topic) -> Links:
        """Links of nobody, in whose place anybody's can be put: what stands there stands nowhere else."""
        site, mark = self.settings.site, hmac.digest(self.key, b"blank", sha256).hex()
        return Links(
            base=site,
            topic=f"{site}/topics/{topic.key}",
            unsubscribe=f"{site}/newsletter/unsubscribe/{mark}",
            choose=f"{site}/newsletter/choose/{mark}",
        )

    def mailto(self, subscription: int) -> str | None:
        """Where a letter of the subject "unsubscribe" lets a reader go; None where no letters are read."""
        if self.settings.mail.bounces_to is None:
            return None
        return f"mailto:{self.return_path(subscription)}?subject=unsubscribe"

    def return_path(self, subscription: int | None) -> str:
        """Where a letter comes back to: an address that names the subscription, signed.

        A server that sends a letter back need not say which it was; the address does.
        """
        bounces_to = self.settings.mail.bounces_to
        if bounces_to is None:
            return self.settings.mail.sender.bare
        if subscription is None:
            return bounces_to.bare
        return f"{bounces_to.local}{_BETWEEN}{subscription}-{_mac(self.key, subscription)}@{bounces_to.host}"


def subscription_of(key: bytes, address: str) -> int | None:
    """The subscription whose letter came back to an address; None where it is not one of ours."""
    found = _RETURNING.fullmatch(address.partition("@")[0].rpartition(_BETWEEN)[2].lower())
    if found is None or not hmac.compare_digest(_mac(key, int(found[1])), found[2]):
        return None
    return int(found[1])


def _mac(key: bytes, subscription: int) -> str:
    return hmac.digest(key, f"bounce\0{subscription}".encode(), sha256)[:_MAC].hex()
