"""Settings of delivery: what can stand in the file, and what is said of what cannot."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from onrecord.delivery.mail_address import MailAddress
from onrecord.delivery.settings import DeliverySettings, DeliverySettingsError, Server, read

SITE = '[site]\naddress = "https://news.example/"\n'
MAIL = '[mail]\nfrom = "On record <digest@news.example>"\n'
SERVER = f'{SITE}{MAIL}server = "smtp.news.example"\n'
FOLDER = f'{SITE}{MAIL}folder = "letters"\n'


def settings(folder: Path, text: str, **environ: str) -> DeliverySettings:
    path = folder / "onrecord.toml"
    path.write_text(text, encoding="utf-8")
    return read(path, environ)


def test_least(tmp_path: Path) -> None:
    found = settings(tmp_path, FOLDER)
    assert (found.site, found.host) == ("https://news.example", "news.example")
    assert found.mail.sender == MailAddress("digest", "news.example", "On record")
    assert found.mail.way == tmp_path / "letters"
    assert (found.digest.timezone, found.digest.hour, found.digest.weekday) == (ZoneInfo("UTC"), 7, 0)


def test_all(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("pass word\n")
    found = settings(
        tmp_path,
        f'{SERVER}reply_to = "desk@news.example"\nbounces_to = "back@news.example"\nport = 2525\n'
        'user = "me"\npassword_file = "secret"\nseconds = 5\ntrust = "ca.pem"\n'
        '[digest]\ntimezone = "Europe/Kyiv"\nhour = 0\nweekday = "Friday"\n',
    )
    assert found.mail.way == Server(
        host="smtp.news.example",
        port=2525,
        security="starttls",
        user="me",
        password="pass word",
        seconds=5,
        trust=tmp_path / "ca.pem",
    )
    assert "pass word" not in repr(found)
    assert found.mail.bounces_to == MailAddress("back", "news.example")
    assert (found.digest.timezone, found.digest.hour, found.digest.weekday) == (ZoneInfo("Europe/Kyiv"), 0, 4)


def test_the_password_of_the_environment(tmp_path: Path) -> None:
    way = settings(tmp_path, f'{SERVER}user = "me"\n', ONRECORD_SMTP_PASSWORD="secret").mail.way
    assert isinstance(way, Server)
    assert way.password == "secret"


# (what stands in [mail], port, security)
PORTS = [
    ("", 587, "starttls"),
    ("tls = true", 465, "tls"),
    ("starttls = false", 25, "none"),
]


@pytest.mark.parametrize(("line", "port", "security"), PORTS)
def test_ports(tmp_path: Path, line: str, port: int, security: str) -> None:
    way = settings(tmp_path, f"{SERVER}{line}\n").mail.way
    assert isinstance(way, Server)
    assert (way.port, way.security) == (port, security)


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://127.0.0.1", "https://a.example/b"])
def test_addresses_of_sites(tmp_path: Path, address: str) -> None:
    found = settings(tmp_path, f'[site]\naddress = "{address}"\n{MAIL}folder = "f"\n')
    assert found.site == address


# (text, what is said of it)
WRONG = [
    ("[site", "is not TOML"),
    ("\x00", "is not TOML"),
    ("[sight]\n", "'sight' is not known: there are [site], [mail], [digest]"),
    ("site = 1", "'site' is not known"),
    (f'{MAIL}folder = "f"', "address in [site] is missing: write address ="),
    (f'{SITE}[mail]\nfolder = "f"', "from in [mail] is missing: write from ="),
    (f"{SITE}{MAIL}", "[mail] has neither server nor folder"),
    (f'{SERVER}folder = "f"', "[mail] has both server and folder"),
    (f"{SERVER}prot = 25", "[mail] has a key 'prot', which is not known"),
    (f'{SERVER}port = "25"', "port in [mail] is a text, not a whole number: write port = 587"),
    (f"{SERVER}port = true", "port in [mail] is true or false, not a whole number"),
    (f"{SERVER}port = 0", "port in [mail] is 0, not from 1 to 65535"),
    (f"{SERVER}starttls = 1", "starttls in [mail] is a number, not true or false"),
    (f"{SERVER}tls = true\nstarttls = true", "tls in [mail] is true, and starttls, too"),
    (f'{SERVER}user = "me"', "user in [mail] has no password"),
    (f'{SERVER}user = "me"\npassword = "x"', "password in [mail] does not belong there"),
    (f'{SERVER}password_file = "no"\nuser = "me"', "password_file in [mail] names"),
    (f'{SERVER}user = "me"\nstarttls = false\n', "has no password"),
    (f"{SITE}[mail]\nfrom = 1", "from in [mail] is a number, not a text"),
    (f'{SITE}[mail]\nfrom = ""', "from in [mail] is empty"),
    (f'{SITE}[mail]\nfrom = "a@b\\nBcc: c@d"', "holds a line break"),
    (f'{SITE}[mail]\nfrom = "nobody"', "from in [mail] is no mail address"),
    (f'{SITE}[mail]\nfrom = "ü@b.example"', "other than ASCII"),
    (f'{SITE}{MAIL}server = "http://a"', "server in [mail] is no name of a host"),
    ('[site]\naddress = "http://news.example"', "address in [site] does not begin with https://"),
    ('[site]\naddress = "ftp://news.example"', "does not begin with https://"),
    ('[site]\naddress = "https://a:b@news.example"', "has more than host, port and path"),
    ('[site]\naddress = "https://news.example/?a"', "has more than host, port and path"),
    ('[site]\naddress = "https://[news"', "is no web address"),
    ('[site]\naddress = "news.example"', "is no web address"),
    ("[site]\naddress = 2024-01-01", "address in [site] is a date, not a text"),
    (f'{FOLDER}[digest]\ntimezone = "Mars"', "timezone in [digest] is 'Mars', which is not known"),
    (f'{FOLDER}[digest]\ntimezone = "../etc/passwd"', "which is not known"),
    (f'{FOLDER}[digest]\nweekday = "mon"', "weekday in [digest] is 'mon', no day of the week"),
    (f"{FOLDER}[digest]\nhour = 24", "hour in [digest] is 24, not from 0 to 23"),
    ("a = " + "[" * 100_000, "is not TOML"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_cannot_be(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DeliverySettingsError) as wrong:
        settings(tmp_path, text)
    assert said in str(wrong.value)
    assert str(wrong.value).startswith(str(tmp_path / "onrecord.toml"))


def test_a_password_does_not_go_over_an_open_line(tmp_path: Path) -> None:
    with pytest.raises(DeliverySettingsError, match="open line"):
        settings(tmp_path, f'{SERVER}user = "me"\nstarttls = false\n', ONRECORD_SMTP_PASSWORD="x")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(DeliverySettingsError, match="cannot be read"):
        read(tmp_path / "no.toml")
