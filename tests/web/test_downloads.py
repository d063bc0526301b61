"""Downloads: what is found as a file, with a bound, two at once, nothing left behind."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web import downloads
from onrecord.web.asked import read


def test_what_is_found_can_be_taken_along(client: TestClient) -> None:
    answer = client.get("/search/download.csv?words=strike&act=deny")
    assert answer.headers["content-type"].startswith("text/csv")
    assert re.fullmatch(
        r'attachment; filename="onrecord-strike-\d{4}-\d\d-\d\d\.csv"', answer.headers["content-disposition"]
    )
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    shown = re.findall(r'id="n(\d+)"', client.get("/search?words=strike&act=deny").text)
    assert sorted(row["number"] for row in rows) == sorted(shown) != []
    assert {row["act"] for row in rows} == {"deny"}
    lines = client.get("/search/download.jsonl?words=strike&act=deny").text.splitlines()
    assert sum(len(json.loads(line)["statements"]) for line in lines) == len(rows)


def test_a_download_that_cannot_be_asked(client: TestClient) -> None:
    assert client.get("/search/download.csv?said=x").status_code == 400
    assert client.get("/search/download.xml").status_code in (404, 422)


def test_a_download_has_a_bound(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MOST_LINES", 5)
    answer = client.get("/search/download.csv?words=strike")
    assert answer.status_code == 400
    assert "More than 5 statements answer" in answer.text


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    places = threading.BoundedSemaphore(downloads.AT_ONCE)
    monkeypatch.setattr(downloads, "_free", places)
    for _ in range(downloads.AT_ONCE):
        assert places.acquire(blocking=False)
    return places


def test_no_more_than_two_files_are_made_at_once(
    client: TestClient, busy: threading.BoundedSemaphore
) -> None:
    answer = client.get("/search/download.csv?words=strike")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "20")
    busy.release()
    assert client.get("/search/download.csv?words=strike").status_code == 200
    assert client.get("/search/download.csv?said=x").status_code == 400
    assert client.get("/search/download.csv?words=strike").status_code == 200  # each gave its place back


def test_no_file_is_left(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert client.get("/search/download.jsonl?words=strike").status_code == 200
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("pairs", "name"),
    [
        ((), r"onrecord-\d{4}-\d\d-\d\d\.csv"),
        ((("words", '../"x\r\n" pay?'),), r"onrecord-x-pay-\d{4}-\d\d-\d\d\.csv"),
        ((("words", "漢字"), ("source", "person:ana")), r"onrecord-person-ana-\d{4}-\d\d-\d\d\.csv"),
        ((("words", "word " * 900),), r"onrecord-[\w-]{1,40}-\d{4}-\d\d-\d\d\.csv"),
    ],
)
def test_names_of_files(pairs: tuple[tuple[str, str], ...], name: str) -> None:
    assert re.fullmatch(name, downloads.file_name(read(pairs), "csv"))
