"""`onrecord read`: what goes where, and what the exit code says. The pipeline is a fake."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings import ferry
from rich.console import Console
from typer.testing import CliRunner, Result

from onrecord.cli.command import app
from onrecord.cli.output import CannotWrite, open_output
from onrecord.cli.progress import Meter
from onrecord.errors import ModelError
from onrecord.records import Page, Reading, Refusal

REFUSAL = Refusal("bad.txt", "article", "it is empty", "check the file")
Outcome = Reading | Refusal | BaseException


class FakePipeline:
    """One outcome a page; remembers what it was asked for."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self.outcomes = iter(outcomes)
        self.names: list[str] = []
        self.options: dict[str, object] = {}

    def read(self, names: Iterable[str], **_: object) -> Iterator[Page | Refusal]:
        for name in names:
            self.names.append(name)
            yield Page(origin=name, format="text", raw="x", size=1)

    def total_bytes(self, names: Iterable[str]) -> int | None:
        return len(list(names))

    def run(self, pages: Iterable[Page | Refusal], **options: object) -> Iterator[Reading | Refusal]:
        self.options = options
        for _ in pages:
            outcome = next(self.outcomes, None)
            if isinstance(outcome, BaseException):
                raise outcome
            if outcome is not None:
                yield outcome


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FakePipeline]:
    def install(*outcomes: Outcome) -> FakePipeline:
        fake = FakePipeline(outcomes)
        monkeypatch.setattr("onrecord.intake.read", fake.read, raising=False)
        monkeypatch.setattr("onrecord.intake.total_bytes", fake.total_bytes, raising=False)
        monkeypatch.setattr("onrecord.pipeline.run", fake.run, raising=False)
        return fake

    return install


def onrecord(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *arguments], input=stdin, env={"COLUMNS": "100"})


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


Install = Callable[..., FakePipeline]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ((ferry(),), 0),
        ((ferry(), ferry()), 0),
        ((ferry(), REFUSAL), 1),
        ((REFUSAL, ferry()), 1),
        ((REFUSAL,), 2),
        ((REFUSAL, REFUSAL), 2),
        ((), 2),
    ],
)
def test_exit_codes(pipeline: Install, outcomes: tuple[Outcome, ...], code: int) -> None:
    pipeline(*outcomes)
    assert onrecord("a", "b").exit_code == code


def test_a_refusal_says_what_to_do(pipeline: Install) -> None:
    pipeline(REFUSAL)
    result = onrecord("bad.txt")
    assert result.stderr == "bad.txt: article: it is empty. What to do: check the file.\n"


def test_a_refusal_cannot_steer_the_terminal(pipeline: Install) -> None:
    pipeline(Refusal("a\n\x1b[2J\udcff [red].txt", "article", "\x9b1m" + "long " * 80, "x"))
    (line,) = onrecord("a").stderr.splitlines()
    assert line.startswith(r"a\n\x1b[2J\udcff [red].txt: article: \x9b1mlong")


def test_more_than_one_file_is_counted(pipeline: Install) -> None:
    pipeline(ferry(), REFUSAL)
    assert onrecord("a", "b").stderr.splitlines()[-1] == "1 article read (8 statements), 1 refused"
    pipeline(ferry())
    assert onrecord("a").stderr == ""


def test_a_table_is_the_default(pipeline: Install) -> None:
    pipeline(ferry())
    result = onrecord("a")
    assert "↳ Ana Weller" in result.stdout
    assert "\x1b" not in result.stdout


def test_formats(pipeline: Install) -> None:
    pipeline(ferry(), ferry())
    assert [one["id"] for one in json.loads(onrecord("a", "b", "--format", "json").stdout)] == ["ferry"] * 2
    pipeline(ferry(), ferry())
    lines = onrecord("a", "b", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["ferry"] * 2
    pipeline(ferry(), ferry())
    assert onrecord("a", "b", "-f", "html").stdout.count("<article") == 2


def test_nothing_read_is_valid_too(pipeline: Install) -> None:
    pipeline(REFUSAL)
    assert json.loads(onrecord("a", "-f", "json").stdout) == []


def test_standard_input_when_no_file_is_named(pipeline: Install) -> None:
    fake = pipeline(ferry())
    assert onrecord(stdin="text").exit_code == 0
    assert fake.names == ["-"]


def test_a_terminal_and_no_file_gets_a_hint(pipeline: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = pipeline(ferry())

    monkeypatch.setattr("onrecord.cli.commands.read.nothing_is_sent_in", lambda: True)
    result = onrecord()
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")
    assert "onrecord read < report.txt" in result.stderr
    assert fake.names == []


def test_options_reach_the_pipeline(pipeline: Install) -> None:
    fake = pipeline(ferry())
    onrecord("a", "--published", "2024-05-14", "--any-language")
    assert fake.options == {"published": "2024-05-14", "any_language": True}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--published", "14.5.2024"),
        ("--published", "2024-02-30"),
        ("--published", "20240514"),
        ("--min-score", "nan"),
        ("--min-score", "1.1"),
        ("--min-score", "-1"),
        ("--type", "opinion"),
        ("--type", ""),
        ("--act", "all"),
        ("--format", "xml"),
        ("--unknown",),
    ],
)
def test_wrong_options_are_explained(pipeline: Install, arguments: tuple[str, ...]) -> None:
    fake = pipeline(ferry())
    result = onrecord("a", *arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert fake.names == []


def test_low_scores_are_hidden(pipeline: Install) -> None:
    pipeline(ferry())
    (article,) = json.loads(onrecord("a", "-f", "json", "--min-score", "0.95").stdout)
    assert [one["score"] for one in article["statements"]] == [0.97, 0.98, 0.99, 0.95]


def deeds() -> Reading:
    """The ferry's, but the last two are deeds, and so is the one that another stands in."""
    reading = ferry()
    other = {4, 6, 7}
    return replace(
        reading,
        statements=tuple(
            replace(one, type="other", act=None) if at in other else one
            for at, one in enumerate(reading.statements)
        ),
    )


def ids(result: Result) -> list[str]:
    (article,) = json.loads(result.stdout)
    return [one["id"] for one in article["statements"]]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((), "s0 s1 s2 s3 s4 s5 s6 s7"),  # programs get all there is
        (("--type", "all"), "s0 s1 s2 s3 s4 s5 s6 s7"),
        (("--type", "other"), "s4 s6 s7"),
        (("--type", "belief,other"), "s4 s6 s7"),
        (("--type", "belief", "--type", " Assertion"), "s0 s1 s2 s3 s5"),
        (("--type", "knowledge"), ""),
        (("--act", "confirm"), "s3"),
        (("--act", "confirm", "--act", "assert,deny", "--min-score", "0.95"), "s0 s2 s3"),
        (("--act", "confirm", "--type", "other"), ""),
    ],
)
def test_types_and_acts_asked_for(pipeline: Install, arguments: tuple[str, ...], shown: str) -> None:
    pipeline(deeds())
    assert ids(onrecord("a", "-f", "json", *arguments)) == shown.split()


def test_one_within_a_hidden_one_is_shown(pipeline: Install) -> None:
    pipeline(deeds())
    (article,) = json.loads(onrecord("a", "-f", "json", "--type", "assertion").stdout)
    assert [one["within"] for one in article["statements"]] == [None] * 5
    pipeline(deeds())
    assert " 5  Ana Weller " in onrecord("a").stdout


@pytest.mark.parametrize("format", ["table", "html"])
def test_eyes_are_spared_the_deeds(pipeline: Install, format: str) -> None:  # noqa: A002
    def printed(*arguments: str) -> str:
        pipeline(deeds())
        return onrecord("a", "-f", format, *arguments).stdout

    assert "5 statements: 4 assert, 1 confirm<" in printed().replace("\n", "<")
    assert "3 deeds hidden; --type all shows them" in printed()
    assert "1 deed hidden; --type all shows it" in printed("--min-score", "0.6")
    assert "--type all" not in printed("--act", "confirm")
    assert "1 statement: 1 confirm" in printed("--act", "confirm")
    assert "8 statements: 4 assert, 1 confirm, 3 other; 1 without a source" in printed("--type", "all")
    assert "--type all" not in printed("--type", "all")


def test_what_is_hidden_is_not_counted_as_read(pipeline: Install) -> None:
    pipeline(deeds(), deeds())
    assert onrecord("a", "b").stderr == "2 articles read (10 statements), none refused\n"


def test_a_type_that_is_none_is_answered_with_those_that_are(pipeline: Install) -> None:
    pipeline(ferry())
    error = " ".join(onrecord("a", "--type", "assertion,opinion").stderr.split())
    assert error.endswith(
        "Invalid value for '--type': 'opinion' is no type of statement; choose from assertion, belief, "
        "intention, knowledge, attitude, other, all."
    )
    error = " ".join(onrecord("a", "--act", "denial").stderr.split())
    assert error.endswith(
        "'denial' is no act; choose from assert, confirm, deny, non-denial, decline, ask, demand, commit, "
        "predict, express."
    )


def test_a_missing_model_is_one_line(pipeline: Install) -> None:
    pipeline(ModelError("the model's files are missing"))
    result = onrecord("a")
    assert result.exit_code == 2
    assert result.stderr == "onrecord: the model's files are missing\n"


def test_ctrl_c_says_what_was_done(pipeline: Install) -> None:
    pipeline(ferry(), KeyboardInterrupt())
    result = onrecord("a", "b", "-f", "json")
    assert result.exit_code == 130
    assert [one["id"] for one in json.loads(result.stdout)] == ["ferry"]
    assert result.stderr == "stopped: 1 article read (8 statements), none refused\n"


def test_no_progress_bar_when_piped(pipeline: Install) -> None:
    pipeline(ferry(), ferry(), ferry())
    result = onrecord("a", "b", "c", "-f", "jsonl")
    assert result.stderr == "3 articles read (24 statements), none refused\n"


def test_the_bar_comes_with_the_second_page_and_goes() -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, width=100)
    meter = Meter(terminal, shown=True)
    meter.expect(30)
    pages = meter.drawing(Page(origin=name, format="text", raw="x", size=10) for name in "abc")

    def printed() -> str:
        assert isinstance(terminal.file, io.StringIO)
        return terminal.file.getvalue()

    next(pages)
    meter.article_done()
    assert printed() == ""
    next(pages)
    meter.article_done()
    next(pages)
    meter.close()
    assert "100%" in printed()
    assert "articles: 2, " in printed()
    assert printed().endswith("\x1b[2K")


def test_a_file_is_replaced_whole(pipeline: Install, tmp_path: Path) -> None:
    pipeline(ferry())
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o640)
    result = onrecord("a", "-f", "json", "-o", str(out))
    assert result.stdout == ""
    assert json.loads(out.read_text())[0]["id"] == "ferry"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert names_in(tmp_path) == ["out.json"]


def test_a_crash_leaves_no_half_file(pipeline: Install, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    pipeline(ferry(), RuntimeError("a bug"))
    assert isinstance(onrecord("a", "b", "-o", str(out)).exception, RuntimeError)
    assert out.read_text() == "old"
    assert names_in(tmp_path) == ["out.json"]


def test_a_stopped_run_keeps_its_part(pipeline: Install, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    pipeline(ferry(), KeyboardInterrupt())
    result = onrecord("a", "b", "-f", "jsonl", "-o", str(out))
    assert result.exit_code == 130
    assert result.stderr.replace("\n", "").endswith(f"what was read is in {out}.part")
    assert names_in(tmp_path) == ["out.jsonl.part"]


def test_a_link_stays_a_link(pipeline: Install, tmp_path: Path) -> None:
    pipeline(ferry())
    (tmp_path / "link").symlink_to(tmp_path / "real")
    onrecord("a", "-f", "jsonl", "-o", str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text().startswith('{"id": "ferry"')


@pytest.mark.parametrize("name", ["", "missing/out.json"])
def test_where_nothing_can_be_written_nothing_is_read(pipeline: Install, tmp_path: Path, name: str) -> None:
    fake = pipeline(ferry())
    result = onrecord("a", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"onrecord: cannot write {tmp_path}")
    assert fake.names == []


def test_devices_are_written_not_replaced() -> None:
    output = open_output(Path("/dev/null"), as_utf8=True)
    output.write("x")
    output.finish()
    assert not Path("/dev/null").is_file()


def test_a_full_disk_is_one_line() -> None:
    output = open_output(Path("/dev/full"), as_utf8=True)
    with pytest.raises(CannotWrite, match="cannot write /dev/full: No space left on device"):
        output.write("x")
    output.discard()


def test_hostile_headlines_stay_in_their_table(pipeline: Install) -> None:
    reading = ferry()
    pipeline(replace(reading, article=replace(reading.article, headline="\x1b]52;c;aaaa\x07")))
    assert "\x1b" not in onrecord("a").stdout
