"""One table of a settings file: its keys are taken one by one, and what is left over is no key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import OnrecordError

# TOML strings can hold any character; those below a blank have no place in a setting, and would in a header
# or a command be its end.
_SHOWN = 80


class DeliverySettingsError(OnrecordError):
    """The settings cannot be used: the message names the file and the key, and says what to write."""


@dataclass(slots=True)
class Table:
    """A table of the file, such as [mail]. Its methods raise DeliverySettingsError.

    `example` in each is what could stand in the file, shown where something else does.
    """

    path: Path
    name: str
    values: Mapping[str, object]
    taken: set[str] = field(default_factory=set)

    def text(self, key: str, example: str, default: str | None = None) -> str:
        """A text, of one line and not empty; needed where there is no default."""
        value = self._value(key)
        if value is None:
            if default is None:
                raise self.flaw(key, "is missing", example)
            return default
        if not isinstance(value, str):
            raise self.flaw(key, f"is {_kind(value)}, not a text", example)
        value = value.strip()
        if not value:
            raise self.flaw(key, "is empty", example)
        if not value.isprintable():
            raise self.flaw(key, "holds a line break or a control character", example)
        return value

    def optional(self, key: str, example: str) -> str | None:
        """A text, or None where the key is not there."""
        return self.text(key, example, "") or None

    def number(self, key: str, default: int, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`."""
        value = self._value(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.flaw(key, f"is {_kind(value)}, not a whole number", f"{key} = {default}")
        if not lowest <= value <= highest:
            raise self.flaw(key, f"is {value}, not from {lowest} to {highest}", f"{key} = {default}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.flaw(key, f"is {_kind(value)}, not true or false", f"{key} = true")
        return value

    def file(self, key: str, example: str) -> Path | None:
        """A path; one that is relative begins at the settings file. None where the key is not there."""
        written = self.optional(key, example)
        return None if written is None else self.path.parent / Path(written).expanduser()

    def end(self) -> None:
        """Make sure that nothing else stands in the table."""
        left = sorted(set(self.values) - self.taken)
        if left:
            known = ", ".join(sorted(self.taken)) or "none"
            raise DeliverySettingsError(
                f"{self.path}: [{self.name}] has a key {_shown(left[0])}, which is not known: take it out, or"
                f" write one of those that are ({known})"
            )

    def flaw(self, key: str, wrong: str, example: str) -> DeliverySettingsError:
        """Say what is wrong with a key."""
        return DeliverySettingsError(f"{self.path}: {key} in [{self.name}] {wrong}: write {example}")

    def _value(self, key: str) -> object:
        self.taken.add(key)
        return self.values.get(key)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    kinds: dict[type, str] = {str: "a text", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date")


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
