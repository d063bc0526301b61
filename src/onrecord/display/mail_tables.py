"""The tables and lists of a letter: who said what, figures, disputes, what stays unknown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.display import digest_parts as parts
from onrecord.display import quotation
from onrecord.display.digest_parts import MOST_LINES, Side, Speaker
from onrecord.display.html_escape import escape
from onrecord.display.links import Links
from onrecord.display.mail_cards import credit, quoted, where
from onrecord.display.mail_style import element, link
from onrecord.records import Digest, Disputed, Entry


def said(digest: Digest, links: Links, most: int) -> Iterator[str]:
    """Who said what, a row for each source."""
    found = parts.said(digest, most)
    rows = [_speaker(speaker, links, digest.until) for speaker in parts.speakers(found.shown)]
    if rows:
        yield _table(("Who", "36%"), ("What", "64%"), rows)
    yield more(found.left_out, "statement", "statements", links)


def _speaker(speaker: Speaker, links: Links, until: str) -> str:
    role = f"<br>{element('span', 'small', escape(speaker.role))}" if speaker.role else ""
    name = element("p", "said", f"<b>{escape(speaker.name)}</b>", role)
    who = element("th", "cell", name, attributes='scope="row"')
    lines = "".join(_line(entry, links, until) for entry in speaker.entries)
    return f"<tr>{who}{element('td', 'cell', lines)}</tr>"


def _line(entry: Entry, links: Links, until: str) -> str:
    cue = quotation.cue(entry)
    frame = element("span", "frame", f"{escape(cue)}: ") if cue else ""
    place = element("span", "small", " · ".join(where(entry, links, until)))
    return element(
        "p", "said", frame, escape(quotation.content(entry)), "<br>", place, attributes='dir="auto"'
    )


def figures(digest: Digest, links: Links, most: int) -> Iterator[str]:
    """What figures were and are, each with who gave it."""
    found = parts.listed([row for change in digest.figures for row in parts.figures(change)], most)
    rows = [
        "<tr>"
        + _figure(row.was, row.earlier, links, digest.until)
        + _figure(row.now, row.later, links, digest.until)
        + "</tr>"
        for row in found.shown
    ]
    if rows:
        yield _table(("Until now", "50%"), ("New", "50%"), rows)
    yield more(found.left_out, "figure", "figures", links)


def _figure(words: str, entry: Entry | None, links: Links, until: str) -> str:
    given = ""
    if entry:
        told = [escape(quotation.name(entry)), *where(entry, links, until)]
        given = f"<br>{element('span', 'small', ' · '.join(told))}"
    return element("td", "cell", element("p", "said", f"<b>{escape(words)}</b>", given))


def disputes(digest: Digest, links: Links, most: int) -> Iterator[str]:
    """Each disputed claim with those who hold it, dispute it, or would not say."""
    found = parts.listed(digest.disputes, most)
    for disputed in found.shown:
        yield _disputed(disputed, links)
    yield more(found.left_out, "claim", "claims", links)


def _disputed(disputed: Disputed, links: Links) -> str:
    claim = element("h3", "why", link(links.claim(disputed.claim), parts.claim_words(disputed)))
    return element(
        "div", "card", claim, *(_side(side, disputed.text, links) for side in parts.sides(disputed))
    )


def _side(side: Side, claim: str, links: Links) -> str:
    lines = parts.listed(side.entries, MOST_LINES)
    rest = parts.more(lines.left_out, "line", "lines") if lines.left_out else ""
    shown = "".join(_side_line(entry, claim, links) for entry in lines.shown)
    return (
        element("p", "label", escape(side.label))
        + shown
        + (element("p", "credit", escape(rest)) if rest else "")
    )


def _side_line(entry: Entry, claim: str, links: Links) -> str:
    if parts.is_said_in(claim, entry):  # which stands above
        return credit(entry, links)
    words = escape(quotation.content(entry))
    return element("blockquote", "quote", words, attributes='dir="auto"') + credit(entry, links)


def unknown(digest: Digest, links: Links, most: int) -> Iterator[str]:
    """What nobody would say, and what nobody is named for."""
    found = parts.listed(digest.unknown, most)
    for change in found.shown:
        if line := parts.bringing(change):
            yield element("p", "label", escape(parts.unknown_label(change))) + quoted(line, links)
    yield more(found.left_out, "question", "questions", links)


def more(count: int, one: str, many: str, links: Links) -> str:
    """That a list goes on, with the way to the rest; nothing where it does not."""
    if not count:
        return ""
    return element("p", "sum", link(links.topic, f"… {parts.more(count, one, many)}"))


def _table(first: tuple[str, str], second: tuple[str, str], rows: list[str]) -> str:
    head = "".join(
        element("th", "head", words, attributes=f'scope="col" width="{width}"')
        for words, width in (first, second)
    )
    return element("table", "rows", f"<tr>{head}</tr>", "\n".join(rows), attributes='cellspacing="0"')
