"""The front page, and what it tells of stories."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.records import Account, Claim, Point, Series, Story
from onrecord.web.app import make_app
from onrecord.web.front_view import figure_changes
from onrecord.web.settings import Settings, desk_of

STORY = Story(
    id="s1",
    title="Strike",
    articles=("a",),
    first_seen=None,
    last_seen=None,
    undated=1,
    outlets=(),
    independent=1,
)


def point(low: float, *, about: bool = False, scope: str | None = None, source: str = "A") -> Point:
    return Point(
        article="a",
        statement="x",
        low=low,
        high=low,
        approximate=about,
        unit=None,
        source=source,
        said_at=None,
        text=str(low),
        scope=scope,
    )


CHANGES = [
    # no figure, one figure: nothing to compare
    ((), None),
    ((point(5),), None),
    # the same, or the same as far as "about" goes
    ((point(5), point(5)), None),
    ((point(12_000), point(11_800, about=True)), None),
    # the last against the last that differs
    ((point(3), point(5)), (3, 5)),
    ((point(3), point(4), point(5), point(5)), (4, 5)),
    # those sent and those already there need not be the same
    ((point(3_000, scope="sent"), point(12_000, scope="already in the north")), None),
]


@pytest.mark.parametrize(("points", "change"), CHANGES)
def test_figures_that_changed(points: tuple[Point, ...], change: tuple[float, float] | None) -> None:
    series = Series("troops", points, differ=True)
    claim = Claim(id="c1", story="s1", text="t", statement="x", stances=(), series=(series,))
    found = list(figure_changes([Account(story=STORY, claims=(claim,), sayings=())]))
    assert [(each.before.low, each.now.low) for each in found] == ([change] if change else [])


def test_the_front_page_leads_with_the_story_that_most_came_into(client: TestClient) -> None:
    text = client.get("/").text
    lead = text.split('class="moved lead"')[1].split("</article>")[0]
    assert "Cranes stop at Varnholm as dockers walk out" in lead
    assert "disputes" in lead
    for heading in ("Disputed", "Figures that changed", "Saved searches"):
        assert heading in text


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    onrecord.open_ledger(path).close()
    settings = Settings(ledger=path, desk=desk_of(path), hosts=("testserver",))
    with TestClient(make_app(settings)) as client:
        assert 'href="/add"' in client.get("/").text
        assert client.get("/health").status_code == 200


def test_health_tells_what_ran(client: TestClient) -> None:
    text = client.get("/health").text
    assert "Last runs" in text
    assert ">group</th>" in text
    assert "Every page that came was read." in text
