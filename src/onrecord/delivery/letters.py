"""Letters: a digest or a confirmation as MIME, the same bytes for the same input.

What a header says is cleaned before it is put there. Body lines are short (quoted-printable), and all is
ASCII on the wire, so that no server has to offer anything for it.
"""

from __future__ import annotations

from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, Self

from onrecord import clock
from onrecord.delivery.clean import clean
from onrecord.delivery.mail_address import MailAddress
from onrecord.delivery.settings import DeliverySettings
from onrecord.desk.topics import Topic
from onrecord.display import change_words
from onrecord.display.digest_html import digest_html
from onrecord.display.digest_text import digest_text
from onrecord.display.html_escape import escape
from onrecord.display.links import Links
from onrecord.records import Digest

_AS_THEY_ARE = frozenset(("message-id", "list-id", "list-unsubscribe", "list-unsubscribe-post"))


class _Letters(EmailPolicy):
    """SMTP's policy, but that headers made of addresses of the web are not broken into encoded words."""

    def fold(self, name: str, value: Any) -> str:
        """Write a header on its lines."""
        if name.lower() in _AS_THEY_ARE:
            lines = str(value).replace(", ", f",{self.linesep} ")
            return f"{name}: {lines}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same in bytes."""
        return self.fold(name, value).encode("ascii")


_POLICY = _Letters(linesep="\r\n", cte_type="7bit", max_line_length=76)


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter's text, twice: plain, and as HTML."""

    text: str
    html: str

    @classmethod
    def of(cls, digest: Digest, links: Links) -> Self:
        """A digest with the links of one reader."""
        return cls(digest_text(digest, links), digest_html(digest, links))

    def with_links(self, blank: Links, links: Links) -> Parts:
        """The same for another reader: writing a digest anew for each takes ten times as long.

        The personal links of `blank` are words that stand nowhere else.
        """
        text, html = self.text, self.html
        for mark, url in ((blank.unsubscribe, links.unsubscribe), (blank.choose, links.choose)):
            if mark and url:
                text, html = text.replace(mark, url), html.replace(escape(mark), escape(url))
        return Parts(text, html)


def digest_letter(
    digest: Digest,
    *,
    to: str,
    topic: Topic,
    settings: DeliverySettings,
    links: Links,
    message_id: str,
    mailto: str | None = None,
    parts: Parts | None = None,
) -> bytes:
    """A digest for one reader. `links.unsubscribe` and `mailto` let them go; ids stand without brackets.

    `parts` are what is in it, where they are made already. Raises NoMailAddress.
    """
    letter = _letter(to, subject(digest), settings, message_id)
    letter["List-Id"] = f"<{_label(topic.key)}.{settings.host}>"
    if links.unsubscribe is not None:
        ways = [f"<{_plain(each)}>" for each in (links.unsubscribe, mailto) if each is not None]
        letter["List-Unsubscribe"] = ", ".join(ways)
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return _written(letter, parts or Parts.of(digest, links), message_id)


def confirm_letter(
    *, to: str, topic: Topic, rhythm: str, url: str, settings: DeliverySettings, message_id: str
) -> bytes:
    """The letter that asks whether the reader wants to be one: the only one before they say so."""
    name = clean(topic.name)
    often = _RHYTHMS[rhythm]
    letter = _letter(to, f"Confirm: {name}", settings, message_id)
    text = _CONFIRM.format(site=settings.site, name=name, often=often, url=url)
    html = _CONFIRM_HTML.format(
        site=escape(settings.site), name=escape(name), often=escape(often), url=escape(url)
    )
    return _written(letter, Parts(text, html), message_id)


def subject(digest: Digest) -> str:
    """The topic, and how many changes there are: of each kind, or of the most telling of many."""
    changes = (*digest.headlines, *digest.changes)
    kinds = change_words.counts(changes).split(", ")
    told = ", ".join(kinds[:_KINDS_SHOWN])
    if len(kinds) > _KINDS_SHOWN:
        told = f"{change_words.counted(len(changes), 'change', 'changes')}, among them {told}"
    return clean(f"{clean(digest.topic, 100)}: {told}")


def message_id(settings: DeliverySettings, kind: str, *parts: object) -> str:
    """An id, without brackets: the same for the same parts, so that a repeat is known for one."""
    told = "\0".join(str(part) for part in parts)
    return f"{kind}.{sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}@{settings.host}"


_KINDS_SHOWN = 2
_RHYTHMS = {
    "at-once": "as soon as something is new",
    "daily": "once a day, when something is new",
    "weekly": "once a week, when something is new",
}
_CONFIRM = """\
Somebody, probably you, asked {site} to send you what is new of

    {name}

{often}. If that was you, open this page and press the button:

    {url}

The link is good for 48 hours. If it was not you, do nothing: you will not be written to.
"""
_CONFIRM_HTML = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
</head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<p>Somebody, probably you, asked {site} to send you what is new of <strong>{name}</strong>, {often}.</p>
<p>If that was you, open this page and press the button:</p>
<p><a href="{url}">Confirm the subscription</a></p>
<p>The link is good for 48 hours. If it was not you, do nothing: you will not be written to.</p>
</body>
</html>
"""


def _letter(to: str, subject: str, settings: DeliverySettings, message_id: str) -> EmailMessage:
    letter = EmailMessage(policy=_POLICY)
    letter["From"] = _address(settings.mail.sender)
    letter["To"] = _address(MailAddress.read(to))
    if settings.mail.reply_to is not None:
        letter["Reply-To"] = _address(settings.mail.reply_to)
    letter["Subject"] = clean(subject)
    letter["Date"] = format_datetime(_second(clock.now()))
    letter["Message-ID"] = f"<{_plain(message_id)}>"
    letter["Auto-Submitted"] = "auto-generated"
    return letter


def _written(letter: EmailMessage, parts: Parts, message_id: str) -> bytes:
    letter["MIME-Version"] = "1.0"
    letter["Content-Type"] = "multipart/alternative"
    letter.set_payload([_part("plain", parts.text), _part("html", parts.html)])
    # "=_" never stands in quoted-printable, so that no text can end a part.
    letter.set_boundary(f"=_{sha256(message_id.encode()).hexdigest()[:40]}")
    return letter.as_bytes()


def _address(address: MailAddress) -> Address:
    return Address(clean(address.name, 100), address.local, address.host)


def _plain(written: str) -> str:
    """What stands in a header as it is. Raises ValueError where it could end it."""
    if not written.isascii() or not written.isprintable() or any(each in written for each in " <>,"):
        raise ValueError(f"not for a header: {clean(written)!r}")
    return written


def _label(key: str) -> str:
    return "".join(each if each.isascii() and (each.isalnum() or each == "-") else "-" for each in key)


def _part(subtype: str, text: str) -> EmailMessage:
    # Encoded in C: the library's own way takes fifty times as long, for each reader.
    raw = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    part = EmailMessage(policy=_POLICY)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(raw, istext=True).decode("ascii"))
    return part


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
