"""The reference of the API, from its own description (OpenAPI)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]


def routes(described: Node) -> str:
    """Each route: what it does, what it takes, what it gives."""
    parts = [
        part
        for path, methods in described["paths"].items()
        for method, route in methods.items()
        for part in _route(method.upper(), path, route)
    ]
    return "\n".join(parts).rstrip()


def _route(method: str, path: str, route: Node) -> Iterator[str]:
    yield f"### {method} {path}"
    yield ""
    yield route["description"]
    yield ""
    rows = [_parameter(each) for each in route.get("parameters", ())]
    rows += [_field(*each) for each in _fields(route)]
    if rows:
        yield from ("| takes | where | what it is |", "|---|---|---|", *rows, "")
    answer = route["responses"]["200"]["content"]["application/json"]["schema"]
    yield f"Gives {_name(answer)}."
    yield ""


def _fields(route: Node) -> Iterator[tuple[str, Node]]:
    content = route.get("requestBody", {}).get("content", {})
    for each in content.values():
        yield from each["schema"].get("properties", {}).items()


def _parameter(one: Node) -> str:
    return f"| `{one['name']}` | {one['in']} | {one.get('description', '')} |"


def _field(name: str, one: Node) -> str:
    return f"| `{name}` | body | {one.get('description', '')} |"


def _name(answer: Node) -> str:
    return f"**{answer.get('$ref', '').rpartition('/')[2].removesuffix('Json').lower() or 'a list'}**"
