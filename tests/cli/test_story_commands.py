"""The commands about the stories and claims of a ledger, and the library's calls behind them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord.claims.judge import Answers
from onrecord.cli.command import app
from onrecord.ledger import open_store
from onrecord.ledger.enter import Entering
from onrecord.pipeline.grouping import group
from onrecord.records import Act, Article, Figure, Part, Reading, Source, Span, Statement, Words

Run = Callable[..., Result]
TEXT = (
    "{headline}\n\nThe ferry Marit capsized off Port Else. Divers searched the hull of the ferry.\n"
    "{who} said the bow gate of the ferry was open.\n"
)
REPORTS = (
    ("Ferry Marit capsizes off Port Else", "Ana Weller", "assert", "Else Courier", "2024-05-14"),
    ("Ferry Marit off Port Else: owner denies", "Tor Aune", "deny", "Coast Post", "2024-05-16T08:00:00Z"),
    ("Divers at ferry Marit off Port Else", "Ida Berg", "assert", None, None),
)
CLAIM = "the bow gate of the ferry was open"


def reading(headline: str, who: str, act: Act, outlet: str | None, published_at: str | None) -> Reading:
    text = TEXT.format(headline=headline, who=who)
    start, at = text.index(CLAIM), text.index(f"{who} said")
    statement = Statement(
        id=f"s-{who}",
        source=Source((Span(at, at + len(who)),), who, name=who, kind="person", entity=who.lower()),
        cue=None,
        content=Words((Span(start, start + len(CLAIM)),), CLAIM),
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=act,
    )
    article = Article(
        id=who.split()[0].lower(),
        text=text,
        headline=headline,
        outlet=outlet,
        published_at=published_at,
        parts=(Part(0, len(headline), "headline"), Part(len(headline) + 2, len(text), "body")),
    )
    return Reading(article, (statement,), "test-1", figures=(Figure(start=0, end=1, low=1, high=1),))


def by_act(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """A judge for whom Tor Aune disputes all that has the claim's words."""
    return [Answers(0, 1.0, 0, 0, 0) if "Aune" in read else Answers(1.0, 0, 0, 0, 0) for _, read in pairs]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one story, up to date."""
    path = tmp_path_factory.mktemp("newsroom") / "a.db"
    store = open_store(path, create=True)
    with Entering(store, command="add", settings={}) as entering:
        for report in REPORTS:
            list(entering.enter(None, reading(*report)))
        list(entering.flush())
    list(group(store, judge=by_act))
    store.close()
    return path


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    shutil.copy(filled, tmp_path / "a.db")
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "a.db"))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def rows(done: Result) -> list[dict[str, object]]:
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def the_story(run: Run) -> dict[str, object]:
    (story,) = rows(run("stories", "--format", "jsonl"))
    return story


def test_stories(run: Run) -> None:
    story = the_story(run)
    assert (story["articles"], story["undated"]) == (["ana", "tor", "ida"], 1)
    assert story["outlets"] == ["Coast Post", "Else Courier"]
    assert (story["first_seen"], story["last_seen"]) == ("2024-05-14", "2024-05-16T08:00:00Z")
    assert "1 undated" in run("stories").stdout


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (["bow", "gate"], 1),
        (["zebra"], 0),
        (["--since", "2024-05-16"], 1),
        (["--since", "2025"], 0),
        (["--outlet", "Coast Post"], 1),
        (["--outlet", "Nobody's Post"], 0),
    ],
)
def test_stories_that_are_asked_for(run: Run, asked: list[str], count: int) -> None:
    done = run("stories", *asked, "--format", "jsonl")
    assert len(done.stdout.splitlines()) == count
    assert done.exit_code == (0 if count else 1)
    assert ("nothing was found" in done.stderr) == (not count)


def test_one_story(run: Run) -> None:
    name = str(the_story(run)["id"])
    (account,) = rows(run("story", name[:5], "--format", "jsonl"))
    (claim,) = json.loads(json.dumps(account["claims"]))
    assert [each["stance"] for each in claim["statements"]] == ["supports", "disputes", "supports"]
    table = run("story", name).stdout
    for told in ("Tor Aune", "in doubt: 1 article undated", "founded by ana", "2 articles joined"):
        assert told in table


def test_one_claim(run: Run) -> None:
    (claim,) = rows(run("claims", "--format", "jsonl"))
    name = str(claim["id"])
    assert rows(run("claim", name[:6], "--format", "jsonl")) == [claim]
    table = run("claim", name).stdout
    assert table.startswith(f"{CLAIM}\n{name} · 3 appearances, in 2 outlets\n")
    assert "first made by Ana Weller, in a report of 2024-05-14" in table


def test_disputes(run: Run) -> None:
    (claim,) = rows(run("disputes", "--since", "2024-05", "--format", "jsonl"))
    assert claim["text"] == CLAIM
    assert "Tor Aune" in run("disputes").stdout
    none = run("disputes", "--since", "2024-06")
    assert (none.exit_code, none.stdout) == (1, "")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["story", "s-none"], "there is no story 's-none': onrecord stories shows which there are"),
        (["claim", "c-none"], "there is no claim 'c-none'"),
        (["stories", "--since", "last week"], "2024-10"),
        (["disputes", "--since", "soon"], "2024-10"),
    ],
)
def test_what_cannot_be_asked_is_told(run: Run, command: list[str], told: str) -> None:
    done = run(*command)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output


def test_asking_in_writing_is_the_same_twice(run: Run, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        assert run("story", str(the_story(run)["id"]), "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "one.txt").read_bytes() == (tmp_path / "two.txt").read_bytes()


def test_the_library_gives_the_same(filled: Path, tmp_path: Path) -> None:
    shutil.copy(filled, tmp_path / "a.db")
    with onrecord.open_ledger(tmp_path / "a.db") as ledger:
        (story,) = ledger.stories("gate", since="2024")
        account = ledger.story(story.id)
        assert account.story == story
        (claim,) = account.claims
        assert ledger.claim(claim.id).claims == (claim,)
        assert [each.claims[0].id for each in ledger.disputes()] == [claim.id]
        assert [line.why for line in ledger.story_lines(story.id)] == ["founded", "joined", "joined"]
        with pytest.raises(onrecord.OnrecordError, match="no story"):
            ledger.story("s-none")
