"""Changes in a letter: why each is shown, the quotations, who said it where and when, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.display import digest_parts as parts
from onrecord.display import quotation
from onrecord.display.change_words import evidence, kind_words, movement, reason
from onrecord.display.digest_parts import MOST_PAIRS
from onrecord.display.html_escape import escape
from onrecord.display.links import Links
from onrecord.display.mail_style import element, link
from onrecord.records import Change, Entry, Pair


def card(change: Change, links: Links, story: str | None) -> str:
    """A change with all its evidence."""
    return element("div", "card", _heading(change), *_evidence(change, links), *_notes(change, links, story))


def _heading(change: Change) -> str:
    label = element("span", parts.tone(change), escape(kind_words(change)))
    return element("h3", "why", label, "<br>", escape(reason(change)))


def _evidence(change: Change, links: Links) -> Iterator[str]:
    pairs = parts.listed(change.pairs, MOST_PAIRS)
    for pair in pairs.shown:
        yield from _pair(pair, change, links)
    if pairs.left_out:
        yield element("p", "credit", escape(parts.more(pairs.left_out, "statement", "statements")))


def _pair(pair: Pair, change: Change, links: Links) -> Iterator[str]:
    if moved := movement(pair):
        yield element("p", "move", moving(*moved))
    for shown in evidence(pair, change.kind):
        yield element("p", "label", escape(shown.label)) if shown.label else ""
        yield quoted(shown.entry, links)


def _notes(change: Change, links: Links, story: str | None) -> Iterator[str]:
    lines = [parts.note(change), parts.repeats(change) if change.repeats else ""]
    told = [escape(line) for line in lines if line]
    if story:
        told.append(f"Story: {link(links.story(change.story), story)}")
    if told:
        yield element("p", "credit", "<br>".join(told))


def moving(was: str, now: str) -> str:
    """What was and what is."""
    return f"{escape(was)} → <b>{escape(now)}</b>"


def quoted(entry: Entry, links: Links) -> str:
    """A line as a quotation, and its credit."""
    pieces = quotation.quotation(entry)
    words = "".join(
        escape(piece.text) if piece.is_content else element("span", "frame", escape(piece.text))
        for piece in pieces
    )
    return element("blockquote", "quote", words, attributes='dir="auto"') + credit(entry, links)


def credit(entry: Entry, links: Links) -> str:
    """Who said it, what they are, where and when, and where to read it."""
    who = element("b", "who", escape(quotation.name(entry)))
    role = quotation.role(entry)
    words = [f"{who}, {escape(role)}" if role else who]
    words += [escape(quotation.outlet(entry)), escape(quotation.moment(entry))]
    linked = (("report", links.report(entry)), ("original", links.original(entry)))
    if found := " · ".join(link(address, label) for label, address in linked if address):
        words.append(f'<span style="white-space:nowrap">{found}</span>')
    return element("p", "credit", " · ".join(words))


def where(entry: Entry, links: Links, until: str) -> Iterator[str]:
    """Outlet, day, and the link to the report, else to its original; in a digest up to `until`."""
    yield escape(quotation.outlet(entry))
    yield escape(quotation.day(entry, beside=until))
    if address := links.report(entry):
        yield link(address, "report")
    elif address := links.original(entry):
        yield link(address, "original")


def cards(changes: Iterable[Change], links: Links, stories: Mapping[str, str]) -> str:
    """Several changes; `stories` are the titles that are told, by id."""
    return "\n".join(card(change, links, stories.get(change.story)) for change in changes)
