"""File names made of articles' ids, which are somebody else's: safe on every system, each given once."""

from __future__ import annotations

import hashlib
import re

# Letters, digits, "_" and "-": no folder above, no hidden file, no second suffix.
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
# Names of devices on Windows, whatever follows the dot.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_LONGEST = 80  # room for the hash and a suffix within the 143 bytes of an encrypted file system


class FileNames:
    """Gives each article a name of its own, the same for the same articles in the same order."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def name(self, key: str, version: int) -> str:
        """A name without a suffix: the id where it is harmless and free, else near to it with a hash."""
        wanted = key if version == 1 else f"{key}-v{version}"
        safe = _UNSAFE.sub("_", wanted)[:_LONGEST].strip("_-") or "article"
        if safe != wanted or _RESERVED.fullmatch(safe) or safe.casefold() in self._given:
            safe = f"{safe}-{_hash(wanted)}"
        return self._free(safe)

    def _free(self, name: str) -> str:
        """The name, with a number behind it where it is taken: names may differ in case alone."""
        times = self._given.get(name.casefold(), 0) + 1
        self._given[name.casefold()] = times
        return name if times == 1 else self._free(f"{name}-{times}")


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
