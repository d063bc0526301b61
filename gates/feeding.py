"""A server on loopback that publishes the gold reports as time goes by: the outlets, their feeds and pages.

Each outlet has a host of its own (`courier.example`) on one port, so whoever fetches has to find every name
on this machine: `Fetcher(allow_private=True, delay=0, resolve=to_loopback)`. What is published after `moment`
is not there yet; a later version stands at the address of the first.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from gates.feeding_pages import OUTLETS, page
from gates.follow_gold import Publication

HERE = "127.0.0.1"
NEWEST = 20
"""Items that a feed has."""
ATOM = frozenset({"courier", "perrin", "observer", "tribune", "post"})
"""Outlets with an Atom feed; those of the others are RSS 2.0."""
_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{name}</title><link>{home}</link>
<description>News of {name}</description>
{items}</channel></rss>"""
_RSS_ITEM = """<item><title>{headline}</title><link>{address}</link><guid isPermaLink="true">{address}</guid>
<pubDate>{published}</pubDate><atom:updated>{updated}</atom:updated><description>{standfirst}</description></item>
"""
_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>{home}</id><title>{name}</title><updated>{updated}</updated>
<link href="{home}"/>
{items}</feed>"""
_ATOM_ITEM = """<entry><id>{address}</id><title>{headline}</title><link href="{address}"/>
<published>{published}</published><updated>{updated}</updated><summary>{standfirst}</summary></entry>
"""
_OPML = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Outlets</title></head><body>{outlines}</body></opml>"""


def to_loopback(_host: str, _port: int) -> list[str]:
    """Find every name on loopback."""
    return [HERE]


class NewsServer:
    """The publications' outlets at a simulated `moment`; `asked` are hosts and paths that were asked for."""

    def __init__(self, publications: Sequence[Publication], moment: datetime) -> None:
        self.moment = moment
        self.asked: list[str] = []
        self._publications = sorted(publications, key=lambda each: each.at)
        used = {each.outlet for each in publications}
        self._outlets = tuple(outlet for outlet in OUTLETS if outlet in used)
        self._server = ThreadingHTTPServer((HERE, 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.port = self._server.server_port

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def feeds(self) -> tuple[str, ...]:
        """The addresses of the feeds."""
        return tuple(self.address(outlet, "feed.xml") for outlet in self._outlets)

    def address(self, outlet: str, name: str = "") -> str:
        """Where something of an outlet stands."""
        return f"http://{outlet}.example:{self.port}/{name}"

    def opml(self) -> str:
        """A list of the feeds."""
        outlines = "".join(
            f'<outline type="rss" text="{escape(OUTLETS[outlet].name)}" xmlUrl="{address}"/>'
            for outlet, address in zip(self._outlets, self.feeds, strict=True)
        )
        return _OPML.format(outlines=outlines)

    def answer(self, host: str, path: str) -> tuple[int, str, str]:
        """Status, media type and body; of what is not published yet nothing is known."""
        outlet, name = host.partition(".")[0], path.removeprefix("/")
        if name == "robots.txt":
            return 200, "text/plain", "User-agent: *\nDisallow: /search\n"
        if name == "feeds.opml":
            return 200, "text/x-opml", self.opml()
        if name == "feed.xml" and outlet in self._outlets:
            return 200, f"application/{'atom' if outlet in ATOM else 'rss'}+xml", self._feed(outlet)
        versions = self._versions(outlet, name.removesuffix(".html"))
        if not versions:
            return 404, "text/plain", "not here"
        return 200, "text/html", page(versions, self.address(outlet, name))

    def _there(self, outlet: str) -> Iterable[Publication]:
        return (each for each in self._publications if each.outlet == outlet and each.at <= self.moment)

    def _versions(self, outlet: str, slug: str) -> list[Publication]:
        return [each for each in self._there(outlet) if each.slug == slug]

    def _feed(self, outlet: str) -> str:
        slugs = dict.fromkeys(each.slug for each in self._there(outlet))
        versions = sorted(
            (self._versions(outlet, slug) for slug in slugs), key=lambda own: own[-1].at, reverse=True
        )[:NEWEST]
        is_atom = outlet in ATOM
        items = "".join(self._item(own, _ATOM_ITEM if is_atom else _RSS_ITEM) for own in versions)
        # A feed without items would have no time: that of the first day's morning does.
        updated = versions[0][-1].at if versions else self._publications[0].at
        return (_ATOM if is_atom else _RSS).format(
            name=escape(OUTLETS[outlet].name),
            home=self.address(outlet),
            items=items,
            updated=updated.isoformat(),
        )

    def _item(self, versions: Sequence[Publication], form: str) -> str:
        first, latest = versions[0], versions[-1]
        published = first.at.isoformat() if form is _ATOM_ITEM else format_datetime(first.at)
        return form.format(
            headline=escape(latest.headline),
            address=self.address(latest.outlet, f"{latest.slug}.html"),
            published=published,
            updated=latest.at.isoformat(),
            standfirst=escape(latest.text.split("\n\n", 1)[0]),
        )


def _handler(news: NewsServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            news.asked.append(f"{host}{self.path}")
            status, kind, text = news.answer(host, self.path)
            body = text.encode()
            tag = f'"{hashlib.sha256(body).hexdigest()}"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
            pass

    return Handler
