"""A digest as Markdown: quotations are block quotations, who said what and the figures are tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.display import digest_parts as parts
from onrecord.display import quotation
from onrecord.display.change_words import evidence, kind_words, movement, reason
from onrecord.display.digest_parts import MOST, MOST_LINES, MOST_PAIRS
from onrecord.display.links import Links
from onrecord.display.markdown_escape import destination, escape
from onrecord.records import Change, Digest, Disputed, Entry, Pair


def digest_markdown(digest: Digest, links: Links, *, most: int = MOST) -> str:
    """Write a digest; lists longer than `most` end with a count and a link to the topic's page."""
    blocks: list[str] = [
        f"# {escape(parts.title(digest))}",
        escape(parts.period(digest)),
        escape(parts.summary(digest)),
    ]
    blocks += _section("Most telling", _changes(digest.headlines, links, len(digest.headlines)))
    blocks += _section("Also new", _changes(digest.changes, links, most - len(digest.headlines)))
    blocks += _section("Who said what", _said(digest, links, most))
    blocks += _section("Figures", _figures(digest, links, most))
    blocks += _section("Disputes", _disputes(digest, links, most))
    blocks += _section("What stays unknown", _unknown(digest, links, most))
    blocks += _section("Counted, not listed", map(escape, parts.not_listed(digest)))
    blocks += _section("", (_link(label, address) for label, address in parts.foot(links)))
    return "\n\n".join(blocks) + "\n"


def _section(title: str, blocks: Iterator[str]) -> list[str]:
    found = list(blocks)
    return [f"## {title}" if title else "---", *found] if found else []


def _changes(changes: Sequence[Change], links: Links, most: int) -> Iterator[str]:
    found = parts.listed(changes, most)
    for change in found.shown:
        yield f"### {escape(kind_words(change).capitalize())}: {escape(reason(change))}"
        yield from _change(change, links)
    yield from _more(found.left_out, "change", "changes", links)


def _change(change: Change, links: Links) -> Iterator[str]:
    pairs = parts.listed(change.pairs, MOST_PAIRS)
    for pair in pairs.shown:
        yield from _pair(pair, change, links)
    if pairs.left_out:
        yield escape(parts.more(pairs.left_out, "statement", "statements"))
    if note := parts.note(change):
        yield escape(note)
    if change.repeats:
        yield escape(parts.repeats(change))


def _pair(pair: Pair, change: Change, links: Links) -> Iterator[str]:
    if moved := movement(pair):
        yield f"**{escape(moved[0])}** → **{escape(moved[1])}**"
    for shown in evidence(pair, change.kind):
        label = f"{escape(shown.label)}:\n\n" if shown.label else ""
        yield label + _quoted(shown.entry, links)


def _quoted(entry: Entry, links: Links) -> str:
    words = escape(quotation.text(quotation.quotation(entry)))
    return f"> {words}\n>\n> — {_credit(entry, links)}"


def _credit(entry: Entry, links: Links) -> str:
    return " · ".join([escape(quotation.credit(entry)), *_links(entry, links)])


def _links(entry: Entry, links: Links) -> list[str]:
    where = (("report", links.report(entry)), ("original", links.original(entry)))
    return [_link(label, address) for label, address in where if address]


def _link(label: str, address: str) -> str:
    return f"[{label}]({destination(address)})"


def _said(digest: Digest, links: Links, most: int) -> Iterator[str]:
    found = parts.said(digest, most)
    if not found.shown:
        return
    rows = ["| Who | What | Where and when |", "|---|---|---|"]
    for speaker in parts.speakers(found.shown):
        who = escape(", ".join(filter(None, (speaker.name, speaker.role))))
        for entry in speaker.entries:
            said = escape(": ".join(filter(None, (quotation.cue(entry), quotation.content(entry)))))
            where = escape(f"{quotation.outlet(entry)} · {quotation.day(entry, beside=digest.until)}")
            rows.append(f"| {who} | {said} | {' · '.join([where, *_links(entry, links)])} |")
            who = ""
    yield "\n".join(rows)
    yield from _more(found.left_out, "statement", "statements", links)


def _figures(digest: Digest, links: Links, most: int) -> Iterator[str]:
    found = parts.listed([row for change in digest.figures for row in parts.figures(change)], most)
    if not found.shown:
        return
    rows = ["| Until now | New |", "|---|---|"]
    for row in found.shown:
        cells = ((row.was, row.earlier), (row.now, row.later))
        told = (
            f"**{escape(words)}**" + (f" ({_credit(entry, links)})" if entry else "")
            for words, entry in cells
        )
        rows.append(f"| {' | '.join(told)} |")
    yield "\n".join(rows)
    yield from _more(found.left_out, "figure", "figures", links)


def _disputes(digest: Digest, links: Links, most: int) -> Iterator[str]:
    found = parts.listed(digest.disputes, most)
    for disputed in found.shown:
        yield from _disputed(disputed, links)
    yield from _more(found.left_out, "claim", "claims", links)


def _disputed(disputed: Disputed, links: Links) -> Iterator[str]:
    claim = escape(parts.claim_words(disputed))
    address = links.claim(disputed.claim)
    yield f"### {f'[{claim}]({destination(address)})' if address else claim}"
    for side in parts.sides(disputed):
        lines = parts.listed(side.entries, MOST_LINES)
        rows = [_side_line(entry, disputed.text, links) for entry in lines.shown]
        rows += [f"- {escape(parts.more(lines.left_out, 'line', 'lines'))}"] if lines.left_out else []
        yield f"{escape(side.label)}:"
        yield "\n".join(rows)


def _side_line(entry: Entry, claim: str, links: Links) -> str:
    if parts.is_said_in(claim, entry):  # which stands above
        return f"- {_credit(entry, links)}"
    return f"- {escape(quotation.in_quotes(quotation.content(entry)))} — {_credit(entry, links)}"


def _unknown(digest: Digest, links: Links, most: int) -> Iterator[str]:
    found = parts.listed(digest.unknown, most)
    for change in found.shown:
        if line := parts.bringing(change):
            yield f"{escape(parts.unknown_label(change))}:\n\n{_quoted(line, links)}"
    yield from _more(found.left_out, "question", "questions", links)


def _more(count: int, one: str, many: str, links: Links) -> Iterator[str]:
    if count:
        words = escape(f"… {parts.more(count, one, many)}")
        yield _link(words, links.topic) if links.topic else words
