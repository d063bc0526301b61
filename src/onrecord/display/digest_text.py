"""A digest as plain text, 72 columns: for a terminal, and as the text part of a letter.

Quotations stand behind "> ", links on lines of their own, whole, so that a mail program finds them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from onrecord.display import digest_parts as parts
from onrecord.display import quotation
from onrecord.display.change_words import evidence, kind_words, movement, reason
from onrecord.display.digest_parts import MOST, MOST_LINES, MOST_PAIRS
from onrecord.display.links import Links
from onrecord.records import Change, Digest, Disputed, Entry, Pair

WIDTH = 72
_INDENT = "   "


def digest_text(digest: Digest, links: Links, *, most: int = MOST) -> str:
    """Write a digest; lists longer than `most` end with a count and the address of the topic's page."""
    blocks = [
        _head(digest),
        _headlines(digest, links),
        _changes(digest, links, most - len(digest.headlines)),
        _said(digest, links, most),
        _figures(digest, links, most),
        _disputes(digest, links, most),
        _unknown(digest, links, most),
        _section("Counted, not listed", list(_wrapped_all(parts.not_listed(digest)))),
        _foot(links),
    ]
    return "\n\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(digest: Digest) -> list[str]:
    return [
        *(title := _wrapped(parts.title(digest))),
        "=" * max(map(len, title), default=0),
        *_wrapped(parts.period(digest)),
        "",
        *_wrapped(parts.summary(digest)),
    ]


def _headlines(digest: Digest, links: Links) -> list[str]:
    lines: list[str] = []
    for number, change in enumerate(digest.headlines, start=1):
        lines += (
            ["", *_change(change, links, f"{number}. ")] if lines else _change(change, links, f"{number}. ")
        )
    return _section("Most telling", lines)


def _changes(digest: Digest, links: Links, most: int) -> list[str]:
    found = parts.listed(digest.changes, most)
    lines: list[str] = []
    for change in found.shown:
        lines += ["", *_change(change, links, "*  ")] if lines else _change(change, links, "*  ")
    lines += _more(found.left_out, "change", "changes", links)
    return _section("Also new", lines)


def _change(change: Change, links: Links, mark: str) -> list[str]:
    told = f"{kind_words(change).upper()}: {reason(change)}"
    lines = _wrapped(told, f"{mark:3}", _INDENT)
    pairs = parts.listed(change.pairs, MOST_PAIRS)
    for pair in pairs.shown:
        lines += _pair(pair, change, links)
    if pairs.left_out:
        lines += _wrapped(parts.more(pairs.left_out, "statement", "statements"), _INDENT)
    if change.note:
        lines += _wrapped(parts.note(change), _INDENT)
    if change.repeats:
        lines += _wrapped(parts.repeats(change), _INDENT)
    return lines


def _pair(pair: Pair, change: Change, links: Links) -> Iterator[str]:
    if moved := movement(pair):
        yield from _wrapped(f"{moved[0]} -> {moved[1]}", _INDENT)
    for shown in evidence(pair, change.kind):
        if shown.label:
            yield f"{_INDENT}{shown.label}:"
        yield from _quoted(shown.entry, links)


def _quoted(entry: Entry, links: Links) -> Iterator[str]:
    yield from _wrapped(quotation.text(quotation.quotation(entry)), f"{_INDENT}> ")
    yield from _wrapped(quotation.credit(entry), f"{_INDENT}  ")
    yield from _linked(entry, links)


def _linked(entry: Entry, links: Links) -> Iterator[str]:
    for label, address in (("Report:  ", links.report(entry)), ("Original:", links.original(entry))):
        if address:
            yield f"{_INDENT}  {label} {address}"


def _said(digest: Digest, links: Links, most: int) -> list[str]:
    found = parts.said(digest, most)
    lines: list[str] = []
    for speaker in parts.speakers(found.shown):
        lines += [""] if lines else []
        lines += _wrapped(", ".join(filter(None, (speaker.name, speaker.role))))
        for entry in speaker.entries:
            cue = quotation.cue(entry)
            words = f"{cue}: {quotation.content(entry)}" if cue else quotation.content(entry)
            lines += _wrapped(words, f"{_INDENT}> ")
            lines += _wrapped(
                f"{quotation.outlet(entry)} · {quotation.day(entry, beside=digest.until)}", f"{_INDENT}  "
            )
    lines += _more(found.left_out, "statement", "statements", links)
    return _section("Who said what", lines)


def _figures(digest: Digest, links: Links, most: int) -> list[str]:
    found = parts.listed(digest.figures, most)
    lines: list[str] = []
    for change in found.shown:
        for row in parts.figures(change):
            lines += [""] if lines else []
            lines += _wrapped(f"{row.was} -> {row.now}")
            lines += _given("Before:", row.earlier) + _given("Now:", row.later)
    lines += _more(found.left_out, "figure", "figures", links)
    return _section("Figures", lines)


def _given(label: str, entry: Entry | None) -> list[str]:
    return _wrapped(f"{label:8}{quotation.credit(entry)}", _INDENT, f"{_INDENT}        ") if entry else []


def _disputes(digest: Digest, links: Links, most: int) -> list[str]:
    found = parts.listed(digest.disputes, most)
    lines: list[str] = []
    for disputed in found.shown:
        lines += ["", *_disputed(disputed, links)] if lines else _disputed(disputed, links)
    lines += _more(found.left_out, "claim", "claims", links)
    return _section("Disputes", lines)


def _disputed(disputed: Disputed, links: Links) -> list[str]:
    lines = _wrapped(parts.claim_words(disputed))
    for side in parts.sides(disputed):
        found = parts.listed(side.entries, MOST_LINES)
        lines.append(f"{_INDENT}{side.label}:")
        for entry in found.shown:
            if not parts.is_said_in(disputed.text, entry):  # which stands above
                lines += _wrapped(quotation.content(entry), f"{_INDENT}> ")
            lines += _wrapped(quotation.credit(entry), f"{_INDENT}  ")
        lines += [f"{_INDENT}{parts.more(found.left_out, 'line', 'lines')}"] if found.left_out else []
    address = links.claim(disputed.claim)
    return [*lines, f"{_INDENT}{address}"] if address else lines


def _unknown(digest: Digest, links: Links, most: int) -> list[str]:
    found = parts.listed(digest.unknown, most)
    lines: list[str] = []
    for change in found.shown:
        if line := parts.bringing(change):
            lines += [""] if lines else []
            lines += [f"{parts.unknown_label(change)}:", *_quoted(line, links)]
    lines += _more(found.left_out, "question", "questions", links)
    return _section("What stays unknown", lines)


def _more(count: int, one: str, many: str, links: Links) -> list[str]:
    if not count:
        return []
    where = [f"{_INDENT}{links.topic}"] if links.topic else []
    return ["", *_wrapped(f"… {parts.more(count, one, many)}"), *where]


def _foot(links: Links) -> list[str]:
    lines = [line for label, address in parts.foot(links) for line in (f"{label}:", f"{_INDENT}{address}")]
    why = [*_wrapped(parts.WHY), ""] if links.unsubscribe else []
    return ["-" * WIDTH, *why, *lines] if lines else []


def _section(title: str, lines: list[str]) -> list[str]:
    return [title.upper(), "-" * len(title), "", *lines] if lines else []


def _wrapped_all(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from _wrapped(sentence)


def _wrapped(text: str, first: str = "", others: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_on_hyphens=False,
        break_long_words=False,
    )
