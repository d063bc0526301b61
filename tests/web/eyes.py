"""An eye that reads a page as a browser does, and sees what text from strangers has become of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

MARK = "zq7x"
"""Stands in all that the payloads would make: elements, attributes, addresses, scripts."""
# What the pages are made of. An element that is not among these came from somewhere else.
ELEMENTS = frozenset(
    re.findall(
        r"\S+",
        """
    a abbr article aside b bdi blockquote body br button caption circle cite clippath code col colgroup
    data datalist dd defs del desc details dialog div dl dt ellipse em fieldset figcaption figure footer
    form g h1 h2 h3 h4 h5 head header hr html i input ins kbd label legend li line lineargradient link
    main mark marker menu meta meter nav ol optgroup option output p path pattern polygon polyline pre
    progress q rect s samp script search section select small span stop strong sub summary sup svg
    symbol table tbody td template text textarea tfoot th thead time title tr tspan u ul use var wbr
    """,
    )
)
_ADDRESSED = frozenset(
    re.findall(
        r"\S+",
        """
    href src action formaction poster data cite background ping srcset xlink:href hx-get hx-post hx-put
    hx-patch hx-delete hx-push-url hx-replace-url
    """,
    )
)
_OF_HTMX = re.compile(
    r"hx-(get|post|target|swap|swap-oob|trigger|push-url|replace-url|select|select-oob|include|indicator|headers|vals|sync"
    r"|confirm|disabled-elt|boost|params|preserve|encoding|history|history-elt|disinherit|inherit|validate)"
)
_SCRIPT = re.compile(r"/static/[\w.-]+\.js\?v=[0-9a-f]{12}")


# A feed of what the page is of: its address is one path, its last part the name of the form.
_FEED = re.compile(r"/(?:topics|stories|sources|claims)/[^/?#]+/feed\.(?:atom|json)")
_FEED_TYPES = ("application/atom+xml", "application/feed+json")


def _is_link(given: dict[str, str | None]) -> bool:
    """Whether an element names a file of ours, or a feed."""
    href = given.get("href") or ""
    is_feed = given.get("rel") == "alternate" and given.get("type") in _FEED_TYPES
    return _FEED.fullmatch(href) is not None if is_feed else href.startswith("/static/")


@dataclass
class Eye(HTMLParser):
    """Reads a page as a browser does, and notes what is wrong with it, its links, and its words."""

    wrong: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.wrong.append(f"an element {tag}")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        given = dict(attrs)
        if tag == "script" and not _SCRIPT.fullmatch(given.get("src") or ""):
            self.wrong.append(f"a script {given}")
        if tag == "link" and not _is_link(given):
            self.wrong.append(f"a link {given}")
        if tag == "meta" and "http-equiv" in given:
            self.wrong.append(f"a meta {given}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self.wrong.append(f"a script with words: {data[:80]}")
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"a comment {data[:80]}")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.wrong.append(f"a declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"a declaration {data}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"an instruction {data}")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if MARK in name or name.startswith("on") or name in ("style", "srcdoc"):
            self.wrong.append(f"an attribute {name}={value[:80]!r} of {tag}")
        if name.startswith("hx-") and not _OF_HTMX.fullmatch(name):
            self.wrong.append(f"an attribute {name}")
        if name in ("hx-vals", "hx-headers") and not value.startswith("{"):
            self.wrong.append(f"{name}={value[:80]!r}")
        if name in _ADDRESSED and value not in ("true", "false"):
            self._address(tag, name, value)

    def _address(self, tag: str, name: str, value: str) -> None:
        # As browsers read it: control characters and space before it, tabs and line ends in it, are left out.
        read = re.sub(r"[\t\r\n]", "", value.lstrip("".join(map(chr, range(33)))))
        is_local = bool(re.match(r"(?![/\\]{2})[/?#]", read)) or read == ""
        is_web = tag == "a" and name == "href" and re.match(r"https?://", read, re.IGNORECASE) is not None
        if not (is_local or is_web):
            self.wrong.append(f"{name}={value[:80]!r} of {tag}")
        elif is_local and name in ("href", "hx-get", "src"):
            self.links.append(value)


def seen(html: str) -> Eye:
    """What there is on a page."""
    eye = Eye()
    eye.feed(html)
    eye.close()
    return eye


def kind_of(address: str) -> str:
    """Which page an address is of: its path without what changes, and the names of its options."""
    parts = urlsplit(address)
    path = re.sub(r"/[^/]*(%|\d)[^/]*", "/*", parts.path)
    if path.startswith("/search"):  # where any options go together
        return path
    return f"{path}?{','.join(sorted(set(re.findall(r'([^&=]+)=', parts.query))))}"
