"""Names that people give: cleaned of what cannot be seen, compared as the eye does, made into keys."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
LONGEST_KEY = 60
RESERVED = frozenset({"new", "edit", "import", "export", "preview", "feeds", "all"})
"""Keys that would stand where the explorer has pages of its own."""
_JOINERS = "\u200c\u200d"  # scripts of Persia and India are written with them
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_KEY = re.compile(r"[^a-z0-9]+")


def visible(text: str) -> str:
    """A text with a blank for each control, line break, turn of direction or half of a character.

    So it can stand in a header, a line or a file, and reads as it is written.
    """
    return "".join(
        " " if unicodedata.category(each) in _UNSEEN and each not in _JOINERS else each for each in text
    )


def cleaned(name: str) -> str:
    """A name without what cannot be seen and without blanks around it or two in a row; it may be empty."""
    return " ".join(visible(unicodedata.normalize("NFC", name)).split())


def key(name: str) -> str:
    """A name without what the eye passes over: case, forms of one letter. Names of one key are one name."""
    return unicodedata.normalize("NFKC", cleaned(name)).casefold().strip(_JOINERS)


def slug(name: str) -> str:
    """What stands for a name in an address: "North Korean troops" gives "north-korean-troops".

    Small Latin letters, digits and hyphens; never a number alone, nor one of RESERVED. Names in other scripts
    give "topic".
    """
    apart = unicodedata.normalize("NFKD", name).casefold()  # "é" as "e" and its accent
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    found = _NO_KEY.sub("-", plain)[:LONGEST_KEY].strip("-")
    return found if is_slug(found) else f"topic-{found}".rstrip("-")


def is_slug(key: str) -> bool:
    """Whether a key can stand in an address: as `slug` makes them, or with a number after it."""
    fits = len(key) <= LONGEST_KEY + 10 and _KEY.fullmatch(key) is not None
    return fits and not key.isdigit() and key not in RESERVED
