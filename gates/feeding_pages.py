"""The pages of the gold reports, as outlets make them: headline, byline, text, and what the page adds."""

from __future__ import annotations

import calendar
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gates.follow_gold import Publication


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its name, and who writes there."""

    name: str
    writer: str


OUTLETS = {
    "mna": Outlet("Meridian News Agency", "Meridian News Agency"),
    "courier": Outlet("Tarsk Courier", "Ilse Margrave"),
    "gazette": Outlet("Lowland Gazette", "Tomas Weir"),
    "perrin": Outlet("Radio Perrin", "Anneke Sund"),
    "observer": Outlet("Weekday Observer", "Jasper Holloway-Kent"),
    "star": Outlet("Evening Star", "Mina Drake"),
    "spa": Outlet("Strait Press Agency", "Strait Press Agency"),
    "herald": Outlet("Calder Herald", "Rosalind Achterberg"),
    "tribune": Outlet("Northern Tribune", "Piers Okonjo-Hale"),
    "channel": Outlet("Channel Eleven", "Dita Marlowe"),
    "post": Outlet("Velle Post", "Hugo Lantz"),
    "lantern": Outlet("The Lantern", "Sabine Roth"),
}
"""Six outlets of each half of the gold; the first of them is the agency whose copy others print."""
_MONTHS = calendar.month_name[1:]
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} | {outlet}</title>
<link rel="canonical" href="{address}">
<meta property="og:type" content="article"><meta property="og:site_name" content="{outlet}">
<script type="application/ld+json">{told}</script></head>
<body><header><a href="/">{outlet}</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{headline}</h1>
<p class="byline">By {writer}</p>
<time datetime="{published}">{day}</time>
<div class="share"><a href="#">Share</a> <a href="#">Print</a></div>
{paragraphs}
</article>
<aside class="newsletter"><p>Sign up for our newsletter</p></aside>
<section class="related"><h2>Most read</h2><ul><li><a href="/weather">Weather</a></li></ul></section></main>
<footer><p>© 2026 {outlet}. All rights reserved.</p></footer></body></html>
"""


def page(versions: Sequence[Publication], address: str) -> str:
    """The latest of the versions of a report, as a web page."""
    first, latest = versions[0], versions[-1]
    outlet = OUTLETS[latest.outlet]
    # An agency's copy is credited to it wherever it is printed.
    writer = OUTLETS[latest.copy_of.partition("/")[0]].writer if latest.copy_of else outlet.writer
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": latest.headline,
        "datePublished": first.at.isoformat(),
        "dateModified": latest.at.isoformat(),
        "author": {"@type": "Person" if writer == outlet.writer else "Organization", "name": writer},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "mainEntityOfPage": address,
    }
    return _PAGE.format(
        headline=escape(latest.headline),
        outlet=escape(outlet.name),
        address=escape(address),
        told=json.dumps(told).replace("<", "\\u003c"),
        writer=escape(writer),
        published=first.at.isoformat(),
        day=f"{first.at.day} {_MONTHS[first.at.month - 1]} {first.at.year}",
        paragraphs="\n".join(f"<p>{escape(each)}</p>" for each in latest.text.split("\n\n")),
    )
