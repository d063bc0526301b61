"""Where words stand, as a reviewer says it: by the words as they stand in the text, or by counted places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.errors import OnrecordError
from onrecord.records import Span
from onrecord.web.review_text import Passage

# Pieces of one role: PolNeAR's statements have six at most.
MOST_PIECES = 20
_PLACES = re.compile(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*(?:[,;\s]|$)")
_QUOTES = {"'": "['‘’‚‛`´]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—]"}
_SHAPES = {sign: shape for shape in _QUOTES.values() for sign in shape[1:-1]}
_SHOWN = 60


class WordsError(OnrecordError):
    """What was typed does not say where the words stand: the message says why, and what to type."""


def places(typed: str) -> tuple[Span, ...]:
    """Spans as they are written, "12-20, 31-40": half-open code points. Raises WordsError."""
    found, at = list[Span](), 0
    written = typed.strip()
    while at < len(written):
        match = _PLACES.match(written, at)
        if match is None or len(found) == MOST_PIECES:
            raise WordsError(
                f"{_short(written[at:])} is no place: write the number of the first character and of the one"
                f" behind the last, like 12-20, for up to {MOST_PIECES} pieces"
            )
        found.append(Span(int(match[1]), int(match[2])))
        at = match.end()
    return tuple(sorted(found))


def written(spans: Sequence[Span]) -> str:
    """Spans as `places` reads them."""
    return ", ".join(f"{start}-{end}" for start, end in spans)


def stand(typed: str, text: str, shown: Passage, before: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Where words stand that a person typed, one piece a line, in the order of the text.

    They are looked for in the paragraphs that are shown, then in the whole text; white space, quotation marks
    and dashes may be others. Of several places the one is meant that shares a character with where the role
    stood `before`. Raises WordsError where a piece stands nowhere, or in several places.
    """
    pieces = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    if len(pieces) > MOST_PIECES:
        raise WordsError(f"there are {len(pieces)} lines, one for each piece: at most {MOST_PIECES}")
    found = list[Span]()
    for piece in pieces:
        behind = found[-1].end if found else 0
        found.append(_stands(piece, text, shown, before, behind))
    return tuple(found)


def _stands(piece: str, text: str, shown: Passage, before: Sequence[Span], behind: int) -> Span:
    pattern = _pattern(piece)
    lines = [Span(line.start, line.end) for line in shown.paragraphs]
    found = [span for line in lines for span in _found(pattern, text, max(line.start, behind), line.end)]
    found = found or _found(pattern, text, behind, len(text))
    meant = [span for span in found if any(span.start < end and start < span.end for start, end in before)]
    if len(found) > 1 and len(meant) == 1:
        return meant[0]
    if len(found) == 1:
        return found[0]
    if not found:
        where = "behind the piece before it" if behind else "in the text"
        raise WordsError(f"{_short(piece)} does not stand {where}: copy the words as they stand there")
    raise WordsError(
        f"{_short(piece)} stands in more than one place: copy more of the words around it, drag the"
        f" edges, or give its place: {' or '.join(f'{start}-{end}' for start, end in found[:4])}"
    )


def _pattern(piece: str) -> re.Pattern[str]:
    """Whole words: "he" does not stand in "the"."""
    words = r"\s+".join("".join(map(_shape, word)) for word in piece.split())
    first = r"(?<!\w)" if re.match(r"\w", piece) else ""
    last = r"(?!\w)" if re.search(r"\w\Z", piece) else ""
    return re.compile(f"{first}{words}{last}")


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text, start, end)]


def _shape(sign: str) -> str:
    return _SHAPES.get(sign, re.escape(sign))


def _short(words: str) -> str:
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"
