"""Measure every figure that has a floor, print both, exit 1 when one is below: python -m gates."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from gates.acts import acts
from gates.claims import claims
from gates.copies import copies
from gates.evaluate import Figure, attribution, data_folder, own, pages
from gates.figures import figures
from gates.follow import follow
from gates.names import names
from gates.stance import stance
from gates.stories import stories
from gates.timexes import timexes

FLOORS = Path(__file__).with_name("floors.toml")


def below(kind: str, figures: list[Figure]) -> list[str]:
    """Print each figure beside its floor; the names of those that are below or were not measured."""
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[kind]
    for figure in figures:
        floor = floors.get(figure.name)
        print(f"{kind:15} {figure.name:30} {figure.value:.4f}  floor {floor if floor is not None else '-'}")
    values = {figure.name: figure.value for figure in figures}
    return [f"{kind} {name}" for name, floor in floors.items() if values.get(name, 0.0) < floor]


def main() -> int:
    """Measure all kinds."""
    data = data_folder()
    if data is None:
        print("gates skipped: no data; name its folder in ONRECORD_DATA")
        return 0
    failed = [
        *below("attribution", attribution(data)),
        *below("choose", own(data, "choose")),
        *below("kept", own(data, "kept")),
        *below("pages", pages(data)),
        *below("timexes", timexes(data)),
        *below("names", names(data)),
        *below("copies", copies(data)),
        *below("stories", stories(data)),
        *below("stance", stance(data)),
        *(name for part in ("choose", "kept") for name in below(f"claims-{part}", claims(part))),
        *(name for part in ("choose", "kept") for name in below(f"follow-{part}", follow(part))),
        *(name for part in ("choose", "kept") for name in below(f"acts-{part}", acts(part))),
        *(name for part in ("choose", "kept") for name in below(f"figures-{part}", figures(part))),
    ]
    for name in failed:
        print(f"BELOW ITS FLOOR: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
