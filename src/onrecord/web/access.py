"""What a request may do and what it reads from: the dependencies of every route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request

from onrecord.ledger.store import Store

Role = Literal["reader", "reviewer", "admin"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: `account` is None where there are no accounts."""

    name: str
    role: Role
    account: int | None = None


def _reading(request: Request) -> Iterator[Store]:
    with request.app.state.explorer.stores.reading() as store:
        yield store


def _writing(request: Request) -> Iterator[Store]:
    with request.app.state.explorer.stores.writing() as store:
        yield store


def _reader(request: Request) -> Person:
    return Person(request.app.state.explorer.settings.person, "admin")


ReadStore = Annotated[Store, Depends(_reading)]
"""The ledger, to read from."""
WriteStore = Annotated[Store, Depends(_writing)]
"""The ledger, to write to."""
Reader = Annotated[Person, Depends(_reader)]
"""Whoever may read: everybody where there are no accounts, else who is logged in."""
Reviewer = Annotated[Person, Depends(_reader)]
"""Whoever may decide: correct, accept, reject, merge."""
Admin = Annotated[Person, Depends(_reader)]
"""Whoever may add, and see what failed."""
