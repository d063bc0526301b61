"""Links that open a publisher's page at some words: text fragments (WICG, "URL Fragment Text Directives").

    https://outlet.example/report#:~:text=[prefix-,]start[,end][,-suffix]

A browser looks for the words in what the page shows, whole words only, `start`, `end` and each context within
one paragraph. A browser that knows no such links opens the page at its top.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import quote

from onrecord.records import Span
from onrecord.web.links import web_address

# Longer quotations are named by their first and last words, as Chromium does from 300 characters on.
_EXACT_WORDS, _EXACT_CHARACTERS = 30, 300
_ENDS = 6
# So many words before and behind tell one place from another that has the same words.
_CONTEXT = 4
# Fewer words than these stand by chance in a menu or a teaser of the page, too.
_TELLING = 3
# TextDirectiveExplicitChar of the specification, less letters and digits. "-", "&" and "," are its syntax.
_PLAIN = "!$'()*+./:;=?@_~"
_EDGES, _BEFORE, _BEHIND = re.compile(r"^\W+|\W+$"), re.compile(r"^\W+"), re.compile(r"\W+$")
_SURROGATE = re.compile("[\ud800-\udfff]")


def at_words(url: str | None, text: str, spans: Sequence[Span]) -> str | None:
    """The address, opened at the words of some spans of a text; None where it is none of the web.

    The address alone where the words cannot be named: there are none, or they are longer than any word.
    """
    address = web_address(url)
    directive = text_directive(text, spans) if address else None
    if address is None or directive is None:
        return address
    base, _, fragment = address.partition("#")
    return f"{base}#{fragment.partition(':~:')[0]}:~:{directive}"


def text_directive(text: str, spans: Sequence[Span]) -> str | None:
    """`text=...` for the words from the first span to the last; None where they cannot be named."""
    if not spans:
        return None
    start, end = _whole_words(text, min(spans).start, max(span.end for span in spans))
    lines = [words for line in text[start:end].split("\n") if (words := line.split())]
    terms = [_EDGES.sub("", term) or term for term in _terms(lines)]
    if not terms or any(len(term) > _EXACT_CHARACTERS for term in terms):
        return None
    prefix, suffix = _context(text, start, end) if _is_unclear(text, terms, start, end) else ("", "")
    named = [f"{_encoded(prefix)}-"] if prefix else []
    named += [_encoded(term) for term in terms]
    named += [f"-{_encoded(suffix)}"] if suffix else []
    directive = ",".join(named)
    return None if _SURROGATE.search(f"{prefix}{''.join(terms)}{suffix}") else f"text={directive}"


def _terms(lines: list[list[str]]) -> list[str]:
    """The words themselves, or the first and the last of them: no term goes over the end of a paragraph."""
    if not lines:
        return []
    if len(lines) == 1:
        whole = " ".join(lines[0])
        if len(lines[0]) <= _EXACT_WORDS and len(whole) <= _EXACT_CHARACTERS:
            return [whole]
        half = max(1, min(_ENDS, len(lines[0]) // 2))
        return [" ".join(lines[0][:half]), " ".join(lines[0][-half:])] if len(lines[0]) > 1 else [whole]
    return [" ".join(lines[0][:_ENDS]), " ".join(lines[-1][-_ENDS:])]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of a word to the end of one, quotation marks and the like at the edges left out."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    inner = text[start:end]
    trimmed = _EDGES.sub("", inner)
    if not trimmed:
        return start, end
    start += inner.index(trimmed)
    return start, start + len(trimmed)


def _is_unclear(text: str, terms: list[str], start: int, end: int) -> bool:
    """Whether a browser might find other words: the first stand elsewhere, too, or the last come earlier.

    A few words may stand elsewhere on the page.
    """
    if len(terms) == 1 and len(terms[0].split()) < _TELLING:
        return True
    first, last = _pattern(terms[0]), _pattern(terms[-1])
    if any(found.start() != start for found in islice(first.finditer(text), 2)):
        return True
    found = last.search(text, start + len(terms[0])) if len(terms) > 1 else None
    return found is not None and found.end() != end


def _pattern(words: str) -> re.Pattern[str]:
    """As browsers look for words: whatever their case and whatever the blanks between them."""
    return re.compile(r"\s++".join(map(re.escape, words.split())), re.IGNORECASE)


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Some words before and behind, of the same line."""
    line, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[max(line, start - _EXACT_CHARACTERS) : start].split()
    behind = text[end : min(line_end if line_end >= 0 else len(text), end + _EXACT_CHARACTERS)].split()
    # Nothing but blanks may stand between them and the words: only their outer edges are left out.
    return _BEFORE.sub("", " ".join(before[-_CONTEXT:])), _BEHIND.sub("", " ".join(behind[:_CONTEXT]))


def _encoded(words: str) -> str:
    return quote(words, safe=_PLAIN, errors="replace").replace("-", "%2D")
