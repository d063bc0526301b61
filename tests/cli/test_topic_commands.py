"""The commands that follow topics: kept, listed, asked, told, given out; what is wrong is said."""

from __future__ import annotations

import email
import json
import re
import shutil
from email import policy
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.command import app
from onrecord.desk import subscribers
from onrecord.desk.file import Desk
from onrecord.ledger import open_store
from onrecord.pipeline.noticing import notice
from onrecord.web.settings import desk_of

SETTINGS = """
[site]
address = "https://ledger.example"
[mail]
from = "The desk <digest@ledger.example>"
folder = "letters"
"""
BOUNCE = """\
From: MAILER-DAEMON@mx.example
To: digest@ledger.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ana@reader.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--b--
"""


class Line:
    """The command line with a ledger."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger

    def __call__(self, *words: str, sent: str | None = None) -> Result:
        return CliRunner().invoke(app, [*words, "--ledger", str(self.ledger)], input=sent)

    def desk(self) -> Desk:
        return Desk(desk_of(self.ledger))


@pytest.fixture(scope="module")
def noticed(strike: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the strike with all that changed written down."""
    path = Path(shutil.copy(strike, tmp_path_factory.mktemp("noticed") / "onrecord.db"))
    store = open_store(path, create=False)
    for _ in notice(store):
        pass
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def ledger(noticed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(noticed, tmp_path / "onrecord.db"))


@pytest.fixture
def line(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    for name in ("ONRECORD_LEDGER", "ONRECORD_PERSON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return Line(ledger)


@pytest.fixture
def strike_topic(line: Line) -> Result:
    return line("follow", "strike", "--name", "The strike at Varnholm", "--public")


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(row) for row in result.stdout.splitlines()]


def test_a_topic_is_followed_and_says_what_it_would_have_brought(strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    assert "The strike at Varnholm is followed, as the-strike-at-varnholm" in strike_topic.stdout
    assert re.search(
        r"this would have brought \d+ changes? in .* \(by day of publication\)", strike_topic.stdout
    )
    assert "onrecord changes the-strike-at-varnholm" in strike_topic.stdout


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["pay offer"], "pay offer"),
        (["--who", "Brandeau", "--act", "deny"], "Brandeau, deny"),
        (['"river barges"', "wheat"], "river barges wheat"),
    ],
)
def test_a_topic_is_called_what_it_asks(line: Line, words: list[str], name: str) -> None:
    assert line("follow", *words).exit_code == 0
    (row,) = rows(line("topics", "--format", "jsonl"))
    assert row["name"] == name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "nothing is asked"),
        (["strike", "--act", "shout"], "act: "),
        (["strike", "--kind", "ghost"], "kind: "),
        (["strike", "--figure", "many"], "figure: "),
        (["strike", "--change", "weather"], "change: "),
        (["strike", "--score", "2"], "score: "),
        (["strike", "--feed", "file:///etc/passwd"], "feeds: "),
        (["strike", "--name", "\r\n"], "name: "),
    ],
)
def test_what_is_wrong_with_a_topic_is_told(line: Line, words: list[str], told: str) -> None:
    result = line("follow", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert line("topics").exit_code in (1, 2)


def test_a_name_cannot_end_a_header(line: Line) -> None:
    assert line("follow", "strike", "--name", "Strike\r\nBcc: all@example.org").exit_code == 0
    (row,) = rows(line("topics", "--format", "jsonl"))
    assert row["name"] == "Strike Bcc: all@example.org"


def test_two_topics_of_one_name(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    again = line("follow", "strike", "--name", "the STRIKE at Varnholm")
    assert again.exit_code == 2
    assert "already" in again.stderr


def test_a_topic_may_be_followed_before_there_is_a_ledger(tmp_path: Path) -> None:
    result = Line(tmp_path / "new.db")("follow", "strike")
    assert result.exit_code == 0
    assert "there is no ledger" in result.stderr
    assert not (tmp_path / "new.db").exists()


def test_topics_as_a_table(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    line("follow", "--who", "Ilse Brandeau", "--feed", "https://pier.example/feed")
    table = line("topics").stdout
    assert "open to subscribers" in table
    assert "--who 'Ilse Brandeau'" in table
    assert "1 feed" in table


def test_topics_travel_as_a_file(line: Line, strike_topic: Result, tmp_path: Path) -> None:
    assert strike_topic.exit_code == 0
    file = tmp_path / "topics.json"
    assert line("topics", "--export", str(file)).exit_code == 0
    assert line("topics", "--export", "-").stdout == file.read_text(encoding="utf-8")
    other = Line(tmp_path / "other.db")
    taken = other("topics", "--import", str(file))
    assert taken.exit_code == 0
    assert "1 topic taken in" in taken.stdout
    assert other("topics", "--export", "-").stdout == file.read_text(encoding="utf-8")
    assert "0 topics taken in" in other("topics", "--import", str(file)).stdout
    assert "1 topic taken in" in other("topics", "--import", str(file), "--replace").stdout


@pytest.mark.parametrize(
    ("text", "told"), [("{", "line 1"), ("[]", "no list of topics"), ("\udcff", "not UTF-8")]
)
def test_a_file_that_is_none_is_told(line: Line, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "topics.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    result = line("topics", "--import", str(file))
    assert result.exit_code == 2
    assert told in result.stderr
    assert line("topics", "--import", str(tmp_path / "nowhere.json")).exit_code == 2


def test_feeds_of_topics_as_opml(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    line("follow", "ferry", "--feed", "https://pier.example/feed?a=1&b=2")
    plain = line("topics", "--opml", "-").stdout
    assert "feed.atom" not in plain
    assert "https://pier.example/feed?a=1&amp;b=2" in plain
    with_site = line("topics", "--opml", "-", "--site", "https://ledger.example/").stdout
    assert '"https://ledger.example/topics/the-strike-at-varnholm/feed.atom"' in with_site
    wrong = line("topics", "--opml", "-", "--site", "javascript:alert(1)")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert line("topics", "--opml", "-", "--export", "-").exit_code == 2


@pytest.mark.parametrize("named", ["the-strike-at-varnholm", "The Strike at Varnholm", "1"])
def test_changes_of_a_topic(line: Line, strike_topic: Result, named: str) -> None:
    assert strike_topic.exit_code == 0
    result = line("changes", named, "--format", "jsonl", "--since", "2024-10-09", "--until", "2024-10-09")
    assert result.exit_code == 0
    found = rows(result)
    assert found
    assert {str(row["at"])[:10] for row in found} == {"2024-10-09"}
    assert all(row["reason"] and row["pairs"] for row in found)


def test_changes_as_a_table_and_as_one_array(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    table = line("changes", "1", "--limit", "5")
    assert table.exit_code == 0
    assert "what, and who says so" in table.stdout
    assert "5 changes; there may be more" in table.stderr
    assert max(map(len, table.stdout.splitlines())) <= 100
    assert len(json.loads(line("changes", "1", "--format", "json", "--limit", "3").stdout)) == 3


def test_nothing_changed(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    for command in ("changes", "digest"):
        result = line(command, "1", "--since", "2030-01-01")
        assert result.exit_code == 1
        assert "nothing changed" in result.stderr


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("changes", ["nobody"], "there is no topic"),
        ("changes", ["1", "--since", "soon"], "since: "),
        ("digest", ["nobody"], "there is no topic"),
        ("digest", ["1", "--day", "soon"], "day: "),
        ("digest", ["1", "--week", "2024-10-25"], "week: "),
        ("digest", ["1", "--day", "2024-10-25", "--since-last"], "since-last: "),
        ("digest", ["1", "--day", "2024-10-25", "--timezone", "Mars"], "timezone: "),
        ("digest", ["1", "--format", "eml"], "settings: "),
        ("digest", ["1", "--settings", "nowhere.toml"], "nowhere.toml"),
        ("digest", ["1", "--site", "ledger.example"], "site: "),
        ("unfollow", ["nobody"], "there is no topic"),
        ("hooks", ["add", "nobody", "https://a.example"], "there is no topic"),
        ("hooks", ["add", "1", "file:///etc"], "no address of the web"),
        ("hooks", ["remove", "7"], "there is no hook 7"),
        ("subscribers", ["erase", "ana@reader.example"], "no such address"),
        ("subscribers", ["pause", "ana@reader.example"], "no such address"),
    ],
)
def test_what_cannot_be_is_told(
    line: Line, strike_topic: Result, command: str, options: list[str], told: str
) -> None:
    assert strike_topic.exit_code == 0
    result = line(command, *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ["changes", "x"],
        ["digest", "x"],
        ["unfollow", "x"],
        ["topics"],
        ["hooks", "list"],
        ["subscribers", "list"],
    ],
)
def test_before_anything_is_followed(line: Line, words: list[str]) -> None:
    result = line(*words)
    assert result.exit_code == 2
    assert "strike.desk.db" in result.stderr or "onrecord.desk.db" in result.stderr
    assert not desk_of(line.ledger).exists()


@pytest.mark.parametrize(
    ("form", "piece"),
    [
        ("text", "MOST TELLING"),
        ("markdown", "## Most telling"),
        ("html", "<!doctype html>"),
        ("json", '"headlines"'),
        ("eml", "List-Id: <the-strike-at-varnholm.ledger.example>"),
    ],
)
def test_a_digest_is_the_same_each_time(
    line: Line,
    strike_topic: Result,
    tmp_path: Path,
    form: str,
    piece: str,
) -> None:
    assert strike_topic.exit_code == 0
    settings = tmp_path / "onrecord.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    asked = ["digest", "1", "--week", "2024-W41", "--format", form, "--settings", str(settings)]
    for name in ("one", "two"):
        assert line(*asked, "--output", str(tmp_path / name)).exit_code == 0
    made = (tmp_path / "one").read_bytes()
    assert made == (tmp_path / "two").read_bytes()
    assert piece in made.decode()


def test_a_letter(line: Line, strike_topic: Result, tmp_path: Path) -> None:
    assert strike_topic.exit_code == 0
    settings = tmp_path / "onrecord.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    asked = ["digest", "1", "--day", "2024-10-09", "--format", "eml", "--settings", str(settings)]
    letter = email.message_from_string(
        line(*asked, "--to", "ana@reader.example").stdout, policy=policy.default
    )
    assert str(letter["To"]) == "ana@reader.example"
    assert str(letter["From"]) == "The desk <digest@ledger.example>"
    assert str(letter["Date"]).startswith("Thu, 10 Oct 2024")
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert "https://ledger.example/topics/the-strike-at-varnholm" in next(letter.iter_parts()).get_content()
    wrong = line(*asked, "--to", "ana@reader.example\r\nBcc: all@example.org")
    assert wrong.exit_code == 2
    assert "to: " in wrong.stderr


def test_since_last_is_remembered_for_each_person(line: Line, strike_topic: Result, tmp_path: Path) -> None:
    assert strike_topic.exit_code == 0
    since_last = ["digest", "1", "--since-last", "--by"]
    unwritten = line(*since_last, "ana", "--output", str(tmp_path / "no" / "such" / "folder"))
    assert unwritten.exit_code == 2
    first = line(*since_last, "ana")  # what could not be written was not told
    assert first.exit_code == 0
    assert line(*since_last, "ana").exit_code == 1
    assert line(*since_last, "ben").stdout == first.stdout


def test_unfollowing_asks_where_others_hang_on_it(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    added = line("hooks", "add", "1", "https://a.example/told")
    assert added.exit_code == 0
    assert added.stdout.startswith("whsec_")
    assert "active" in line("hooks", "list").stdout
    assert "whsec_" not in line("hooks", "list").stdout
    refused = line("unfollow", "1")
    assert refused.exit_code == 2
    assert "1 hook" in refused.stderr
    assert line("unfollow", "1", "--yes").exit_code == 0
    assert line("topics").exit_code == 1
    assert line("hooks", "list").exit_code == 1


def test_hooks_are_paused_and_go_on(line: Line, strike_topic: Result) -> None:
    assert strike_topic.exit_code == 0
    line("hooks", "add", "1", "https://a.example/told")
    assert line("hooks", "pause", "1", "--why", "it moves house").exit_code == 0
    assert "paused (it moves house)" in line("hooks", "list").stdout
    assert line("hooks", "resume", "1").exit_code == 0
    assert "active" in line("hooks", "list").stdout
    assert line("hooks", "remove", "1").exit_code == 0


def test_subscribers(line: Line, strike_topic: Result, tmp_path: Path) -> None:
    assert strike_topic.exit_code == 0
    desk = line.desk()
    asked = subscribers.ask(desk, "ana@reader.example", 1, "daily", 0)
    assert "(not confirmed)" in line("subscribers", "list").stdout
    subscribers.confirm(desk, asked.number)
    desk.close()
    assert "ana@reader.example  active  the-strike-at-varnholm daily" in line("subscribers", "list").stdout
    exported = json.loads(line("subscribers", "export", "ana@reader.example").stdout)
    assert exported["subscribers"][0]["address"] == "ana@reader.example"
    file = tmp_path / "bounce.eml"
    file.write_text(BOUNCE, encoding="utf-8")
    told = line("subscribers", "bounce", str(file))
    assert told.exit_code == 0
    assert "paused (5.1.1 smtp; 550 no such user)" in told.stdout
    assert line("subscribers", "resume", "ana@reader.example").exit_code == 0
    assert line("subscribers", "bounce", sent=BOUNCE).exit_code == 0
    assert "paused" in line("subscribers", "list").stdout
    assert line("subscribers", "bounce", sent="Subject: hello\n\nno report").exit_code == 2
    assert line("subscribers", "erase", "ANA@reader.example").exit_code == 0
    assert line("subscribers", "list").exit_code == 1
    assert b"ana@reader" not in desk_of(line.ledger).read_bytes()


def test_reports_count_only_if_signed_where_letters_come_back_to_signed_addresses(
    line: Line, strike_topic: Result, tmp_path: Path
) -> None:
    assert strike_topic.exit_code == 0
    settings = tmp_path / "onrecord.toml"
    settings.write_text(f'{SETTINGS}bounces_to = "bounces@ledger.example"\n', encoding="utf-8")
    result = line("subscribers", "bounce", "--settings", str(settings), sent=BOUNCE)
    assert result.exit_code == 2
    assert "counts for nothing" in result.stderr
