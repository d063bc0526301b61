"""Whatever is asked of the API, it answers as its description says."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

# Each text that is made up is read by the model.
EXAMPLES = {"/api/v1/read": 5}


def test_it_answers_as_described(client: TestClient) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)
    found: list[Any] = list(described.get_all_operations())
    routes = [each.ok() for each in found]
    assert len(routes) >= 11
    for route in routes:
        _try(route)


def _try(route: Any) -> None:
    @given(case=route.as_strategy())
    @settings(
        max_examples=EXAMPLES.get(route.path, 20), deadline=None, suppress_health_check=list(HealthCheck)
    )
    def answers(case: Any) -> None:
        # A day, a figure or a search is text of a form of its own: what is none is told so (400).
        case.call_and_validate(headers={"Host": "testserver"}, excluded_checks=[positive_data_acceptance])

    answers()
