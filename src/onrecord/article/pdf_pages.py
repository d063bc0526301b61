"""What pypdf finds in a PDF: its lines with their places, its title, and when it was made."""

from __future__ import annotations

import io
import logging
import math
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.article import MAX_TEXT, published
from onrecord.article.printed import Line
from onrecord.errors import Refused

if TYPE_CHECKING:
    from pypdf import Configuration, PageObject, PdfReader

# A press release has one to five pages, a long report of a ministry 200.
MAX_PAGES = 500
# For one stream: the text of a page inflates to some kilobytes, a map's lines to some millions. What takes
# too long for all of it, or too much memory, is the caller's to stop.
_STREAM_BYTES = 8_000_000
_SIZES = (1.0, 400.0)  # points
# Ligatures and bullets as fonts have them, as what they stand for.
_PLAIN = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\uf0b7": "•",
        "\uf0a7": "•",
        "\0": None,
        "\ufeff": None,
        "\u200b": None,
    }
)
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of all pages; `title` and `made_at` (ISO 8601) are what the file says of itself, or None."""

    lines: tuple[Line, ...]
    pages: int
    title: str | None
    made_at: str | None


def read(raw: bytes) -> Contents:
    """Read the file. Raises Refused where it is encrypted, damaged or far longer than any report."""
    from pypdf import PdfReader, apply_configuration

    # what it puts up with in a file is not for the user's terminal
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _damaged(), apply_configuration(_limits()):
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        pages = len(reader.pages)
        if pages > MAX_PAGES:
            reason = f"the PDF has {pages:,} pages, more than {MAX_PAGES}"
            raise Refused("article", reason, "cut the report out of it")
        return Contents(tuple(_all_lines(reader.pages)), pages, _title(reader), _made_at(reader))


def _limits() -> Configuration:
    from pypdf import Configuration

    return Configuration(
        array_based_stream_maximum_output_length=_STREAM_BYTES,
        lzw_maximum_output_length=_STREAM_BYTES,
        run_length_maximum_output_length=_STREAM_BYTES,
        zlib_maximum_output_length=_STREAM_BYTES,
        brotli_maximum_output_length=_STREAM_BYTES,
        stream_decoding_work_maximum_length=4 * _STREAM_BYTES,
        stream_parsing_work_maximum_count=1_000_000,
        page_tree_maximum_entries=10 * MAX_PAGES,
        xform_maximum_invocations_per_extraction=1_000,
    )


def _all_lines(pages: Sequence[PageObject]) -> Iterator[Line]:
    length = 0
    for number, page in enumerate(pages):
        for line in _lines(page, number):
            length += len(line.text)
            yield line
        if length > MAX_TEXT:
            reason = f"the text has more than {MAX_TEXT:,} characters"
            raise Refused("article", reason, "cut the report out of it")


def _lines(page: PageObject, number: int) -> Iterator[Line]:
    """The lines of a page, in the order in which they were written; upright ones if there are any."""
    writing = _Writing(number)
    page.extract_text(orientations=(0,), visitor_text=writing.add)
    lines = writing.lines()
    if not lines:
        page.extract_text(visitor_text=writing.add)
        lines = writing.lines()
    return iter(lines)


class _Writing:
    """Takes the pieces of text that pypdf finds, and makes lines of them."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._pieces: list[Line] = []
        self._lines: list[Line] = []

    def add(self, text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        """Take a piece with its matrices, as pypdf's `visitor_text` has it; a line feed ends the line."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        for at, piece in enumerate(text.split("\n")):
            if at:
                self._end_line()
            if piece:
                self._pieces.append(Line(piece, self._page, x, y, _bounded(size * scale), _is_bold(font)))

    def lines(self) -> list[Line]:
        """The lines so far."""
        self._end_line()
        return self._lines

    def _end_line(self) -> None:
        pieces, self._pieces = self._pieces, []
        text = _cleaned("".join(piece.text for piece in pieces))
        if not text:
            return
        first = next(piece for piece in pieces if piece.text.strip())
        main = max(pieces, key=lambda piece: len(piece.text))
        self._lines.append(replace(first, text=text, size=main.size, is_bold=main.is_bold))


def _bounded(size: float) -> float:
    low, high = _SIZES
    return min(max(size, low), high) if math.isfinite(size) else low


def _is_bold(font: object) -> bool:
    name = font.get("/BaseFont", "") if isinstance(font, dict) else ""
    return "bold" in str(name).lower() or "black" in str(name).lower()


def _cleaned(text: str) -> str:
    plain_text = text.translate(_PLAIN).encode("utf-8", "replace").decode()
    return " ".join("".join(c for c in plain_text if c.isspace() or unicodedata.category(c) != "Cc").split())


def _title(reader: PdfReader) -> str | None:
    """The title that the file has, where somebody wrote one: a headline has several words and no suffix."""
    title = reader.metadata.title if reader.metadata else None
    words = _cleaned(title[: 10 * _SHOWN]) if isinstance(title, str) else ""
    is_file = words.lower().endswith((".doc", ".docx", ".indd", ".pdf", ".odt", ".rtf", ".pptx"))
    return words if len(words.split()) > 2 and not is_file and len(words) <= 2 * _SHOWN else None


def _made_at(reader: PdfReader) -> str | None:
    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except (ValueError, OverflowError):
        return None
    return published.to_iso(made.isoformat()) if made else None


@contextmanager
def _damaged() -> Iterator[None]:
    """Turn what pypdf raises on account of a file into words for its owner."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    advice = "save or print the release as a new PDF, or give its text"
    try:
        yield
    except (Refused, MemoryError):
        raise
    except (DependencyError, FileNotDecryptedError):
        raise _locked() from None
    except LimitReachedError as error:
        raise Refused("article", "the PDF holds far more than a report can have", advice) from error
    except Exception as error:  # a broken file can make pypdf fall anywhere; which error says nothing
        raise Refused("article", f"the PDF is damaged: {_words(error)}", advice) from error


def _words(error: Exception) -> str:
    said = " ".join(str(error).split())[:_SHOWN]
    return said if said.isprintable() and said else type(error).__name__


def _locked() -> Refused:
    return Refused("article", "the PDF is encrypted", "open it with its password and print it as a new PDF")
