"""PDFs made by hand: as many bytes as it takes to show lines of text."""

from __future__ import annotations

import textwrap
import zlib

# A line: its text, its place in points from the left and the bottom, the size of its letters.
Line = tuple[str, float, float, float]

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def pdf(*pages: list[Line], info: str = "", contents: tuple[bytes, ...] = ()) -> bytes:
    """Write a file with a page for each list of lines, and one for each of `contents` (ready streams).

    Sizes below zero are bold.
    """
    streams = [stream(shown(lines)) for lines in pages] + list(contents)
    first = 5  # catalogue, page tree, two fonts come before
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(streams):
        entries = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R {entries} /Contents {first + 2 * at + 1} 0 R >>"
        objects += [page.encode(), content]
    return _file([*objects, f"<< {info} >>".encode()])


def column(text: str, top: float = 780, *, size: float = 11, left: float = 70, width: int = 80) -> list[Line]:
    """Set paragraphs (blank lines between) in a column, line below line, half a line between them."""
    lines: list[Line] = []
    y = top
    for paragraph in text.split("\n\n"):
        for line in textwrap.wrap(paragraph, width, break_on_hyphens=False):
            lines.append((line, left, y, size))
            y -= 1.2 * abs(size)
        y -= 0.8 * abs(size)
    return lines


def bomb(megabytes: int) -> bytes:
    """A stream that inflates to megabytes of spaces."""
    packing = zlib.compressobj(9)
    first = packing.compress(b"BT ") + packing.flush(zlib.Z_FULL_FLUSH)
    repeated = packing.compress(b" " * (1 << 20)) + packing.flush(zlib.Z_FULL_FLUSH)
    return stream(first + repeated * megabytes + packing.flush(), "/Filter /FlateDecode ")


def shown(lines: list[Line]) -> bytes:
    """Write the operators that show the lines."""
    operators = (
        f"BT /F{2 if size < 0 else 1} {abs(size)} Tf 1 0 0 1 {x} {y} Tm ({text.translate(_ESCAPED)}) Tj ET"
        for text, x, y, size in lines
    )
    return "\n".join(operators).encode("cp1252")


def stream(data: bytes, entries: str = "") -> bytes:
    """Write a stream with its length."""
    return f"<< {entries}/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    """Objects with the table of their places; the last is what the file says of itself."""
    raw, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", list[int]()
    for number, each in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = (
        f"trailer\n<< /Size {count} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(raw)}\n%%EOF\n"
    )
    return raw + f"xref\n0 {count}\n0000000000 65535 f \n".encode() + table + trailer.encode()
