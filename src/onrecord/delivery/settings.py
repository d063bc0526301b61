"""What letters are sent with: a TOML file, read whole or not at all.

[site]
address = "https://news.example.org"     # where readers reach the explorer: links in letters begin so

[mail]
from = "On record <digest@example.org>"
server = "smtp.example.org"              # or: folder = "letters", and they are kept there as .eml
user = "digest"
password_file = "smtp-password"          # or the environment's ONRECORD_SMTP_PASSWORD
bounces_to = "bounces@example.org"       # what cannot be delivered comes back to bounces+<number>@…

[digest]
timezone = "Europe/Kyiv"
hour = 7
weekday = "monday"
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from onrecord.delivery.mail_address import MailAddress, NoMailAddress
from onrecord.delivery.settings_file import DeliverySettingsError, Table

__all__ = ["Calendar", "DeliverySettings", "DeliverySettingsError", "Mail", "Server", "read"]

PASSWORD = "ONRECORD_SMTP_PASSWORD"
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
# Submission with STARTTLS, with TLS from the first byte (RFC 8314), and without any (a relay next door).
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LARGEST = 1_000_000  # bytes of a settings file; a real one has a thousand
_TABLES = ("site", "mail", "digest")
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server. `seconds` is how long a connection, or one letter, may take in all.

    `trust` is a file of certificates (PEM) whose word counts beside none but theirs; None: the system's.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: int = 30
    trust: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """From whom letters are, and how they leave: by a server, or as files in a folder."""

    sender: MailAddress
    reply_to: MailAddress | None
    bounces_to: MailAddress | None
    way: Server | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When digests are due: at `hour` of the timezone's clock, weekly ones on `weekday` (0 is Monday)."""

    timezone: ZoneInfo
    hour: int
    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings:
    """All of it. `site` is the address without a slash at its end."""

    path: Path
    site: str
    mail: Mail
    digest: Calendar

    @property
    def host(self) -> str:
        """The name of the site, for Message-ID and List-Id."""
        return urlsplit(self.site).hostname or "localhost"


def read(path: Path, environ: Mapping[str, str] = os.environ) -> DeliverySettings:
    """Read the settings. Raises DeliverySettingsError."""
    tables = _tables(path)
    settings = DeliverySettings(
        path=path,
        site=_site(tables["site"]),
        mail=_mail(tables["mail"], environ),
        digest=_calendar(tables["digest"]),
    )
    for table in tables.values():
        table.end()
    return settings


def _tables(path: Path) -> dict[str, Table]:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise DeliverySettingsError(f"{path} is larger than 1 MB: name the settings file")
        found = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise DeliverySettingsError(f"{path} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        raise DeliverySettingsError(
            f"{path} is not TOML: {error}: mend it, see the reference of settings"
        ) from error
    for name, table in found.items():
        if name not in _TABLES or not isinstance(table, dict):
            known = ", ".join(f"[{each}]" for each in _TABLES)
            raise DeliverySettingsError(f"{path}: {name!r} is not known: there are {known} with their keys")
    return {name: Table(path, name, found.get(name, {})) for name in _TABLES}


def _site(table: Table) -> str:
    example = 'address = "https://news.example.org"'
    written = table.text("address", example).rstrip("/")
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise table.flaw("address", "is no web address", example) from None
    if not host or port == 0 or not written.isascii() or any(each in written for each in ' <>"\\'):
        raise table.flaw("address", "is no web address", example)
    if parts.query or parts.fragment or parts.username is not None:
        raise table.flaw("address", "has more than host, port and path", example)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_local(host)):
        raise table.flaw("address", "does not begin with https:// (http:// only for localhost)", example)
    return written


def _is_local(host: str) -> bool:
    return host in _LOCAL or host.endswith(".localhost")


def _mail(table: Table, environ: Mapping[str, str]) -> Mail:
    sender = _address(table, "from", needed=True)
    reply_to, bounces_to = _address(table, "reply_to"), _address(table, "bounces_to")
    if sender is None:
        raise AssertionError("needed")
    return Mail(sender=sender, reply_to=reply_to, bounces_to=bounces_to, way=_way(table, environ))


def _address(table: Table, key: str, *, needed: bool = False) -> MailAddress | None:
    example = f'{key} = "On record <digest@example.org>"' if needed else f'{key} = "desk@example.org"'
    written = table.text(key, example) if needed else table.optional(key, example)
    if written is None:
        return None
    try:
        return MailAddress.read(written)
    except NoMailAddress as error:
        raise table.flaw(key, str(error), example) from None


def _way(table: Table, environ: Mapping[str, str]) -> Server | Path:
    folder = table.file("folder", 'folder = "letters"')
    server = table.optional("server", 'server = "smtp.example.org"')
    if (folder is None) == (server is None):
        wrong = "has neither server nor folder" if server is None else "has both server and folder"
        raise DeliverySettingsError(
            f'{table.path}: [mail] {wrong}: write server = "smtp.example.org" to send letters, or'
            f' folder = "letters" to keep them as files'
        )
    read = _server(table, server or "", environ)  # keys of a server may stay where a folder is tried out
    return read if folder is None else folder


def _server(table: Table, host: str, environ: Mapping[str, str]) -> Server:
    if not host.isascii() or any(each in host for each in " /@:[]"):
        raise table.flaw("server", "is no name of a host", 'server = "smtp.example.org"')
    tls = table.flag("tls", default=False)
    starttls = table.flag("starttls", default=not tls)
    if tls and starttls:
        raise table.flaw("tls", "is true, and starttls, too", "one of them: starttls = true (port 587)")
    security: Literal["starttls", "tls", "none"] = "tls" if tls else "starttls" if starttls else "none"
    user, password = _login(table, environ)
    if user is not None and security == "none":
        raise table.flaw("user", "would go over an open line", "starttls = true or tls = true, too")
    return Server(
        host=host,
        port=table.number("port", _PORTS[security], 1, 65_535),
        security=security,
        user=user,
        password=password,
        seconds=table.number("seconds", 30, 1, 600),
        trust=table.file("trust", 'trust = "ca.pem"'),
    )


def _login(table: Table, environ: Mapping[str, str]) -> tuple[str | None, str | None]:
    user = table.optional("user", 'user = "digest"')
    file = table.file("password_file", 'password_file = "smtp-password"')
    if "password" in table.values:
        table.taken.add("password")
        raise table.flaw(
            "password", "does not belong there", 'it into a file, and password_file = "its name"'
        )
    if user is None:
        return None, None
    password = environ.get(PASSWORD, "") if file is None else _password(table, file)
    if not password:
        wrong = "has no password"
        raise table.flaw("user", wrong, f'password_file = "smtp-password", or set {PASSWORD}')
    if not (user.isascii() and password.isascii() and password.isprintable()):
        raise table.flaw("user", "or its password has other than ASCII", "others: SMTP's login knows no more")
    return user, password


def _password(table: Table, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        example = "the name of a file that can be read"
        raise table.flaw("password_file", f"names {file}, which cannot be read ({reason})", example) from None


def _calendar(table: Table) -> Calendar:
    example = 'timezone = "Europe/Kyiv"'
    zone = table.text("timezone", example, "UTC")
    weekday = table.text("weekday", 'weekday = "monday"', "monday").lower()
    if weekday not in WEEKDAYS:
        raise table.flaw("weekday", f"is {weekday!r}, no day of the week", 'weekday = "monday"')
    try:
        timezone = ZoneInfo(zone)
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
        raise table.flaw("timezone", f"is {zone!r}, which is not known", example) from None
    return Calendar(timezone=timezone, hour=table.number("hour", 7, 0, 23), weekday=WEEKDAYS.index(weekday))
