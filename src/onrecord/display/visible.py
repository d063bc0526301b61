"""Text from strangers, made safe for a terminal.

File names and pages are hostile: an escape sequence in a headline could recolour, retitle or rewrite
the terminal, and a bidirectional override could show a name backwards. Both are printed as escapes.
"""

from __future__ import annotations

import re

# Cc (C0, DEL, C1), lone surrogates (no encoding carries them), line and paragraph separators, and
# the bidirectional marks, embeddings, overrides and isolates (UAX #9).
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[ \t\r\n\f\v\u0085\u00a0\u2028\u2029]+")
_SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def escaped(text: str) -> str:
    r"""One line of printable characters: a newline becomes \n, an escape \x1b."""
    return _UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    """Like `escaped`, but white space of every kind becomes one space: for prose."""
    return escaped(_SPACE.sub(" ", text).strip())


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT_ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
