"""The API: what each route gives, entity tags, cursors, errors."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

ANSWERS = [
    # (address, what stands in the answer)
    ("/statements?words=strike&limit=2", lambda told: len(told["entries"]) == 2 and told["after"]),
    ("/statements?act=deny", lambda told: all(e["statement"]["act"] == "deny" for e in told["entries"])),
    ("/statements/1", lambda told: told["number"] == 1),
    ("/stories?limit=1", lambda told: len(told["stories"]) == 1),
    ("/stories?words=barges", lambda told: told["stories"]),
    ("/disputes?limit=2", lambda told: len(told["disputes"]) == 2 and told["disputes"][0]["claims"]),
    ("/status", lambda told: told["ledger"]["articles"] == 12),
    ("/openapi.json", lambda told: told["openapi"].startswith("3.")),
]


@pytest.mark.parametrize(("address", "holds"), ANSWERS, ids=[address for address, _ in ANSWERS])
def test_answers(client: TestClient, address: str, holds: Any) -> None:
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == 200
    assert holds(answer.json())


def test_a_list_is_followed_to_its_end_and_nothing_comes_twice(client: TestClient) -> None:
    found: list[int] = []
    after = ""
    while True:
        told = client.get(f"/api/v1/statements?words=harbour&limit=7&after={after}").json()
        found += [entry["number"] for entry in told["entries"]]
        if told["after"] is None:
            break
        after = told["after"]
    whole = client.get("/api/v1/statements?words=harbour&limit=500").json()
    assert found == [entry["number"] for entry in whole["entries"]]


def test_a_story_its_claims_and_an_article_hang_together(client: TestClient) -> None:
    story = max(client.get("/api/v1/stories").json()["stories"], key=lambda each: len(each["articles"]))
    account = client.get(f"/api/v1/stories/{story['id']}").json()
    assert account["story"] == story
    claim = account["claims"][0]
    alone = client.get(f"/api/v1/claims/{claim['id']}").json()
    assert alone["text"] == claim["text"]
    standing = alone["statements"][0]
    kept = client.get(f"/api/v1/articles/{standing['article']}").json()
    text = kept["article"]["text"]
    statement = next(each for each in kept["article"]["statements"] if each["id"] == standing["statement"])
    assert " ".join(text[start:end] for start, end in statement["content"]["spans"]) == standing["text"]


def test_who_has_the_same_answer_already_is_told_so(client: TestClient) -> None:
    first = client.get("/api/v1/statements/1")
    tag = first.headers["etag"]
    again = client.get("/api/v1/statements/1", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/statements/2", headers={"If-None-Match": tag}).status_code == 200


WRONG = [
    ("/statements/999999", 404, None),
    ("/statements/x", 422, "number"),
    ("/statements?act=lie", 400, "act"),
    ("/statements?limit=501", 400, "limit"),
    ("/statements?nonsense=1", 400, "nonsense"),
    ("/statements?words=a&after=x", 400, "after"),
    ("/stories/nothing", 404, None),
    ("/claims/nothing", 404, None),
    ("/articles/nothing", 404, None),
    ("/stories?limit=0", 422, "limit"),
    ("/nothing", 404, None),
]


@pytest.mark.parametrize(("address", "status", "field"), WRONG, ids=[address for address, *_ in WRONG])
def test_what_cannot_be_asked_is_told_in_a_sentence(
    client: TestClient, address: str, status: int, field: str | None
) -> None:
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["message"]
    assert error["field"] == field


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    before = client.get("/api/v1/status").json()["ledger"]["articles"]
    sent = {
        "text": "Mayor Ana Ruiz said on Tuesday the bridge would stay shut.",
        "published_at": "2024-10-25",
    }
    answer = client.post("/api/v1/read", json=sent)
    assert answer.status_code == 200
    told = answer.json()
    (statement,) = told["statements"]
    assert told["text"] == sent["text"]
    assert statement["source"]["name"] == "Ana Ruiz"
    assert statement["said_at"] == "2024-10-22"
    assert client.get("/api/v1/status").json()["ledger"]["articles"] == before


READ_WRONG: list[tuple[Any, int]] = [
    ({}, 422),
    ({"text": ""}, 422),
    ({"text": "x", "colour": "red"}, 422),
    ({"text": "y" * 1_000_001}, 413),
    ({"text": "Le maire a dit que le pont resterait fermé jusqu'à lundi, selon la mairie."}, 422),
]


@pytest.mark.parametrize(("sent", "status"), READ_WRONG)
def test_a_text_that_cannot_be_read_is_refused_with_its_reason(
    client: TestClient, sent: Any, status: int
) -> None:
    answer = client.post("/api/v1/read", json=sent)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]
