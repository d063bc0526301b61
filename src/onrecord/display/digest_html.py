"""A digest as HTML mail: one column of 600 pixels at most, whole without images, in light and dark."""

from __future__ import annotations

from onrecord.display import digest_parts as parts
from onrecord.display import mail_cards, mail_tables
from onrecord.display.change_words import reason
from onrecord.display.html_escape import escape
from onrecord.display.links import Links
from onrecord.display.mail_style import SHEET, element, link
from onrecord.records import Digest

LARGEST = 100_000
"""Bytes of a letter: Gmail shows the first 102 KB of one and hides the rest."""
_SIZES = (parts.MOST, 45, 32, 24, 16, 8, 3)
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<meta name="supported-color-schemes" content="light dark">'
    # Mail programs make links of dates and numbers unless they are told not to.
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">'
)
_OUTLOOK = '<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->'
_OUTLOOK_END = "<!--[if mso]></td></tr></table><![endif]-->"


def digest_html(digest: Digest, links: Links) -> str:
    """Write the HTML of a letter.

    Its lists are cut, with a count, until it is not larger than LARGEST, or has but a few items of each.
    """
    written = ""
    for most in _SIZES:
        written = _page(digest, links, most)
        if len(written.encode()) <= LARGEST:
            break
    return written


def _page(digest: Digest, links: Links, most: int) -> str:
    title = escape(parts.title(digest))
    sheet = element("td", "sheet", _masthead(digest), *_sections(digest, links, most), _foot(links))
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr"><head>{_HEAD}<title>{title}</title>'
        f"<style>{SHEET}</style></head>\n"
        + element("body", "paper", _preheader(digest), _layout(sheet))
        + "</html>\n"
    )


def _layout(sheet: str) -> str:
    return (
        f'<div role="main">{_OUTLOOK}<table role="presentation" width="100%" cellspacing="0" cellpadding="0" '
        f'align="center" style="max-width:600px;margin:0 auto;border-collapse:collapse">'
        f"<tr>{sheet}</tr></table>{_OUTLOOK_END}</div>"
    )


def _preheader(digest: Digest) -> str:
    """What a list of letters shows behind the subject."""
    first = reason(digest.headlines[0]) if digest.headlines else ""
    return element(
        "div", "unseen", escape(f"{first} {parts.summary(digest)}".strip()), attributes='aria-hidden="true"'
    )


def _masthead(digest: Digest) -> str:
    return (
        element("p", "name", "onrecord")
        + element("h1", "title", escape(parts.title(digest)))
        + element("p", "quiet", escape(parts.period(digest)))
        + element("p", "sum", escape(parts.summary(digest)))
    )


def _sections(digest: Digest, links: Links, most: int) -> list[str]:
    rest = parts.listed(digest.changes, max(0, most - len(digest.headlines)))
    more = mail_tables.more(rest.left_out, "change", "changes", links)
    stories = parts.story_titles(digest)
    told = stories if len(stories) > 1 else {}
    counted = "".join(element("p", "said", escape(line)) for line in parts.not_listed(digest))
    return [
        _section("Most telling", mail_cards.cards(digest.headlines, links, told)),
        _section("Also new", mail_cards.cards(rest.shown, links, told) + more),
        _section("Who said what", "".join(mail_tables.said(digest, links, most))),
        _section("Figures", "".join(mail_tables.figures(digest, links, most))),
        _section("Disputes", "".join(mail_tables.disputes(digest, links, most))),
        _section("What stays unknown", "".join(mail_tables.unknown(digest, links, most))),
        _section("Counted, not listed", counted),
    ]


def _section(title: str, inner: str) -> str:
    return f"{element('h2', 'part', title)}\n{inner}\n" if inner else ""


def _foot(links: Links) -> str:
    lines = [link(address, label) for label, address in parts.foot(links)]
    why = [escape(parts.WHY)] if links.unsubscribe else []
    return element("div", "foot", "<br>".join(why + lines)) if lines else ""
