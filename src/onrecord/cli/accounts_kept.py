"""What `onrecord account` does, and what it says of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import ALL_READ, NOTHING_READ, Messages
from onrecord.cli.options import counted
from onrecord.display.visible import escaped
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.desk.accounts import Role
    from onrecord.desk.file import Desk


def add_account(ledger: Path, name: str, role: str, *, from_stdin: bool, without: bool) -> int:
    """Make an account, and return the exit code."""

    def done(desk: Desk) -> None:
        from onrecord.desk import accounts

        wanted = _role(role)
        is_first = not accounts.exist(desk)
        password = None if without else _password(name, from_stdin=from_stdin)
        made = accounts.add(desk, name, wanted, password)
        _say(
            f"{made.name} may log in, as {made.role}" if made.has_password else f"{made.name} is {made.role}"
        )
        if is_first:
            _say(f"from now on people have to log in to the explorer of {ledger}")
            if not ledger.exists():
                Messages().say(f"there is no ledger {ledger} yet: is it the one that you mean?")

    return _perform(ledger, done, make=True)


def list_accounts(ledger: Path) -> int:
    """Print the accounts, one a line, and return the exit code."""

    def done(desk: Desk) -> None:
        from onrecord.desk import accounts, tokens

        found, made = accounts.listed(desk), tokens.listed(desk)
        if not found:
            _say("there are no accounts: whoever reaches the explorer may do all")
        width = max((len(each.name) for each in found), default=0)
        for each in found:
            own = [token for token in made if token.account == each.name]
            way = "password" if each.has_password else "no password"
            more = f", {counted(len(own), 'token')}" if own else ""
            _say(f"{each.name:<{width}}  {each.role:<8}  since {each.made_at[:10]}, {way}{more}")

    return _perform(ledger, done)


def change_role(ledger: Path, name: str, role: str) -> int:
    """Give an account another role, and return the exit code."""

    def done(desk: Desk) -> None:
        from onrecord.desk import accounts

        changed = accounts.set_role(desk, name, _role(role))
        _say(f"{changed.name} is {changed.role}")

    return _perform(ledger, done)


def change_password(ledger: Path, name: str, *, from_stdin: bool) -> int:
    """Give an account another password, and return the exit code."""

    def done(desk: Desk) -> None:
        from onrecord.desk import accounts

        known = accounts.named(desk, name)
        accounts.set_password(desk, name, _password(known.name, from_stdin=from_stdin))
        _say(f"{known.name} has another password, and is logged out everywhere")

    return _perform(ledger, done)


def make_token(ledger: Path, name: str, *, end: bool) -> int:
    """Make a token and print it, or end all of an account; return the exit code."""

    def done(desk: Desk) -> None:
        from onrecord.desk import tokens

        if end:
            _say(f"{counted(tokens.end(desk, name), 'token')} ended")
        else:
            _say(tokens.make(desk, name))

    return _perform(ledger, done)


def remove_account(ledger: Path, name: str) -> int:
    """Take an account away, and return the exit code."""

    def done(desk: Desk) -> None:
        from onrecord.desk import accounts

        accounts.remove(desk, name)
        _say(f"{name} is no account any more")
        if not accounts.exist(desk):
            _say("that was the last: when the explorer is started again nobody has to log in")

    return _perform(ledger, done)


def _perform(ledger: Path, done: Callable[[Desk], None], *, make: bool = False) -> int:
    from onrecord.desk.file import Desk, DeskError
    from onrecord.web.settings import desk_of

    path = desk_of(ledger)
    try:
        if not make and not path.exists():
            raise DeskError(f"there are no accounts for {ledger}: onrecord account add makes the first")
        desk = Desk(path)
        try:
            done(desk)
        finally:
            desk.close()
    except OnrecordError as error:
        Messages().say(f"onrecord: {error}")
        return NOTHING_READ
    return ALL_READ


def _say(text: str) -> None:
    sys.stdout.write(f"{escaped(text)}\n")


def _role(role: str) -> Role:
    from onrecord.desk.accounts import ROLES
    from onrecord.desk.file import DeskError

    for known in ROLES:
        if role.strip().lower() == known:
            return known
    raise DeskError(f"{role!r} is no role: it is one of {', '.join(ROLES)}")


def _password(name: str, *, from_stdin: bool) -> str:
    """The password: the first line of standard input, or typed twice and not shown."""
    import getpass

    from onrecord.desk.file import DeskError
    from onrecord.desk.passwords import MOST, checked

    if from_stdin:
        return sys.stdin.readline(4 * MOST).rstrip("\r\n")
    if not _has_keyboard():
        raise DeskError("there is no keyboard to ask for a password: send it with --password-stdin")
    password = getpass.getpass("Password, not shown: ")
    checked(password, name)
    if getpass.getpass("Once more: ") != password:
        raise DeskError("the two are not alike: nothing was changed")
    return password


def _has_keyboard() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
