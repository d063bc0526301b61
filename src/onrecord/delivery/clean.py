"""Words from outside as they may stand in a header: on one line, and shown as they are."""

from __future__ import annotations

import unicodedata

LONGEST = 200
# Controls, what cannot be encoded, what is nobody's, and the ends of line and paragraph that Unicode has.
_GAPS = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
# Marks that turn the direction of what follows: a subject could read as what it is not.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str, longest: int = LONGEST) -> str:
    """Give the words on one line, at most `longest` characters."""
    plain = "".join(
        " " if unicodedata.category(each) in _GAPS else each
        for each in text[: 4 * longest]
        if each not in _TURNS
    )
    # Words that say that they are encoded would be decoded when a header is made of them, line breaks too.
    plain = " ".join(plain.split()).replace("=?", "= ?")
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"
