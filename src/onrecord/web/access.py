"""What a request may do and what it reads from: the dependencies of every route."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from onrecord.desk.accounts import ROLES, Role
from onrecord.errors import OnrecordError
from onrecord.ledger.store import Store
from onrecord.web.visitor import visitor_of


class LogInNeeded(OnrecordError):
    """There are accounts, and nobody is logged in."""


class NotAllowed(OnrecordError):
    """The account may not do this."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: `account` is None where there are no accounts."""

    name: str
    role: Role
    account: int | None = None


NOBODY = Person("", "reader")
"""Who has not logged in: sees the log-in and what went wrong."""


def person_of(request: Request) -> Person | None:
    """Who asks; None where people have to log in and nobody is."""
    visitor = visitor_of(request)
    if visitor is None:
        return None
    if visitor.account is not None:
        return Person(visitor.account.name, visitor.account.role, visitor.account.id)
    return None if visitor.must_log_in else Person(request.app.state.explorer.settings.person, "admin")


def _reading(request: Request) -> Iterator[Store]:
    with request.app.state.explorer.stores.reading() as store:
        yield store


def _writing(request: Request) -> Iterator[Store]:
    with request.app.state.explorer.stores.writing() as store:
        yield store


def _at_least(role: Role) -> Callable[[Request], Awaitable[Person]]:
    async def person(request: Request) -> Person:
        found = person_of(request)
        if found is None:
            raise LogInNeeded("nobody is logged in")
        if ROLES.index(found.role) < ROLES.index(role):
            raise NotAllowed(f"this takes the role {role}, and {found.name} is {found.role}")
        return found

    return person


reader, reviewer, admin = (_at_least(role) for role in ROLES)
ReadStore = Annotated[Store, Depends(_reading, scope="function")]
"""The ledger, to read from."""
WriteStore = Annotated[Store, Depends(_writing, scope="function")]
"""The ledger, to write to."""
Reader = Annotated[Person, Depends(reader)]
"""Whoever may read: everybody where there are no accounts, else who is logged in."""
Reviewer = Annotated[Person, Depends(reviewer)]
"""Whoever may add reports, and decide: correct, accept, reject, merge."""
Admin = Annotated[Person, Depends(admin)]
"""Whoever may see what others added, and what failed of it."""
