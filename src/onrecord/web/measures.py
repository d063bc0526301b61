"""Measures of a running explorer, as Prometheus reads them: text format 0.0.4."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_PREFIX = "onrecord_"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, or several told apart by labels. `help` says in one line what is counted."""

    name: str
    help: str
    values: tuple[tuple[Mapping[str, str], float], ...]
    type: Literal["gauge", "counter"] = "gauge"


def one(name: str, told: str, value: float | None) -> Measure:
    """A measure of one number; of none where it is not known."""
    return Measure(name, told, (({}, float(value)),) if value is not None else ())


def by(name: str, told: str, label: str, values: Mapping[str, float]) -> Measure:
    """A measure whose numbers one label tells apart."""
    return Measure(name, told, tuple(({label: key}, float(value)) for key, value in values.items()))


def seconds_since(moment: str | None, now: datetime) -> float | None:
    """How long ago an ISO 8601 moment is, never less than 0: a clock may have been put back."""
    try:
        at = datetime.fromisoformat(moment or "")
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (now - at).total_seconds())


def written(measures: Iterable[Measure]) -> str:
    """All of them as text."""
    return "".join(f"{line}\n" for measure in measures for line in _lines(measure))


def _lines(measure: Measure) -> Iterator[str]:
    if not measure.values:
        return
    name = f"{_PREFIX}{measure.name}"
    yield f"# HELP {name} {_escaped(measure.help)}"
    yield f"# TYPE {name} {measure.type}"
    for labels, value in measure.values:
        told = ",".join(f'{key}="{_label(text)}"' for key, text in labels.items())
        yield f"{name}{{{told}}} {_number(value)}" if told else f"{name} {_number(value)}"


def _number(value: float) -> str:
    return str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _label(text: str) -> str:
    # What UTF-8 cannot carry would break the whole answer.
    return _escaped(text.encode("utf-8", "replace").decode()).replace('"', '\\"')
