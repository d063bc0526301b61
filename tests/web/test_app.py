"""The explorer as a whole."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_it_answers(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "<h1" in answer.text


def test_files_that_are_shipped_are_kept_for_good(client: TestClient) -> None:
    answer = client.get("/static/explorer.css")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/../app.py").status_code == 404
