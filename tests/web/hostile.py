"""A ledger in which every text from outside tries to be more than text, and an eye for where it succeeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from readings import Builder, Who, article_of

from onrecord.claims.judge import Answers
from onrecord.desk import searches
from onrecord.desk.file import Desk
from onrecord.ledger import Store, correct, open_store, review, watch
from onrecord.ledger.correction import Correction
from onrecord.ledger.enter import Entering
from onrecord.pipeline.grouping import group
from onrecord.records import Dateline, Page, Place, Reading, Refusal, Words
from onrecord.web.settings import Settings

MARK = "zq7x"
"""Stands in all that the payloads would make: elements, attributes, addresses, scripts."""
PAYLOADS = (
    "<script>zq7x()</script>",
    "<ScRiPt src=//zq7x.example></sCrIpT>",
    "<img src=x onerror=zq7x()>",
    "<svg onload=zq7x()>",
    "<svg><zq7x href=javascript:zq7x()></svg>",
    "<iframe srcdoc='<script>zq7x()</script>'></iframe>",
    "<body onload=zq7x()>",
    '"><zq7x>',
    "'><zq7x>",
    '" onmouseover="zq7x()" zq7x="',
    "' onfocus='zq7x()' autofocus zq7x='",
    " zq7x=1 onclick=zq7x() ",
    "</title><zq7x>",
    "</textarea><zq7x>",
    "</style><style>@import url(//zq7x.example)</style>",
    "--><zq7x><!--",
    "]]><zq7x><![CDATA[",
    "<!--<zq7x>",
    "<a href='javascript:zq7x()'>zq7x</a>",
    "<base href=//zq7x.example/>",
    "<meta http-equiv=refresh content='0;url=//zq7x.example'>",
    "<link rel=stylesheet href=//zq7x.example>",
    "<form action=//zq7x.example><button>zq7x",
    "<div hx-get=//zq7x.example hx-trigger=load hx-on:load=zq7x()>",
    "<math><mtext><table><mglyph><style><img src=x onerror=zq7x()>",
    "<mark>zq7x</mark><zq7x>",
    "&lt;zq7x&gt; &#60;zq7x&#62; &#x3c;zq7x",
    "{{ 7 * 191 }}zq7x{% raw %}",
    "${7*191}zq7x #{7*191}",
    "\x02zq7x\x03 \x00\x01 zq7x",  # marks that a page may use for itself
    "\ud800<zq7x>\udfff",
    "\u202e<zq7x>\u2066",
    "＜zq7x＞ ‹zq7x›",
    "<zq7x" + "<" * 200,
    "%3Czq7x%3E%22%27",
    "\\u003czq7x\\u003e \\x3czq7x",
    "'-zq7x()-' `zq7x`",
)
ADDRESSES = (
    "javascript:zq7x()",
    "JaVaScRiPt:zq7x()",
    " javascript:zq7x()",
    "java\tscript:zq7x()",
    "\x01javascript:zq7x()",
    "data:text/html,<script>zq7x()</script>",
    "vbscript:zq7x()",
    "//zq7x.example/",
    "file:///etc/passwd?zq7x",
    'https://zq7x.example/" onclick="zq7x()',
    "https://zq7x.example/'><zq7x>",
    "https://zq7x.example/<script>zq7x()</script>",
    "http://zq7x.example:80:80/",
    "https://[zq7x/",
    "https://",
)
_NUMBER = re.compile(r"number (\d+)")
BODY = (
    "Dockers at the northern harbour of Varnholm walked out over wages, and ferries stood idle. Their "
    "federation wants an eighth more in wages; the harbour company offers half of that."
)


def payload(number: int) -> str:
    """One after the other, round and round."""
    return PAYLOADS[number % len(PAYLOADS)]


def reading(number: int, act: str = "assert", more: str = "") -> Reading:
    """A report in which everything that can be said of one is a payload."""
    hostile = payload(number)
    content = f"the harbour stays closed for 12 days {hostile} number {number}"
    sentence = f"{hostile} in {hostile} {'denied' if act == 'deny' else 'said'} {content} citing {hostile}."
    text = f"{hostile}\n\n{sentence}\n\n{BODY} {number} {act} {more}"
    told = article_of(text, id=f"{number}-{act}-{hostile}", headline=f"{hostile} {number}")
    built = Builder(
        replace(
            told,
            outlet=hostile,
            authors=(hostile,),
            agencies=(hostile,),
            url=ADDRESSES[number % len(ADDRESSES)],
            published_at=f"2024-10-{number % 28 + 1:02}",
            dateline=Dateline(hostile, 0, len(hostile)),
        )
    )
    who = Who(hostile, hostile, "person", f"person:{hostile}")
    figure = built.count("12 days", 12, 12, unit=hostile, counted=hostile)
    spoken = Words(built.words(hostile, 0).spans, hostile)  # type: ignore[union-attr]
    built.say(
        content,
        source=hostile,
        cue="denied" if act == "deny" else "said",
        near=sentence,
        who=who,
        act=act,
        said_at=f"2024-10-{number % 28 + 1:02}",
        channel=spoken,
        ground=spoken,
        places=(Place(spoken.spans, hostile),),
        figures=(figure,),
    )
    made = built.reading()
    return replace(made, statements=(replace(made.statements[0], id=f"{number}-{act}"),))


def page(told: Reading) -> Page:
    """What it came as."""
    article = told.article
    hostile = article.outlet
    return Page(
        origin=f"{hostile}.txt",
        format="text",
        raw=article.text,
        url=article.url,
        outlet=hostile,
        headline=article.headline,
        archive_url=article.url,
        headers=(("server", str(hostile)),),
    )


def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """Stands in for the model: what bears one number is one claim, and what is denied is disputed."""
    return [_answer(claim, read) for claim, read in pairs]


def _answer(claim: str, read: str) -> Answers:
    if _NUMBER.findall(claim)[-1:] != _NUMBER.findall(read)[-1:]:
        return Answers(0.0, 0.0, 0.0, 0.0, 1.0)
    return Answers(0.0, 0.9, 0.0, 0.05, 0.05) if "denied" in read else Answers(0.9, 0.0, 0.0, 0.05, 0.05)


def ledger(path: Path) -> None:
    """A ledger of all payloads: reports, versions, refusals, feeds, decisions; grouped."""
    store = open_store(path, create=True)
    store.connection.execute("PRAGMA synchronous = OFF")
    told = [reading(n, act) for n in range(len(PAYLOADS)) for act in ("assert", "deny")]
    with Entering(store, command="add", settings={}, code=payload(0)) as entering:
        for each in told:
            entering.enter(page(each), each)
        for number in range(0, len(PAYLOADS), 5):
            later = reading(number, more=f"Later. {payload(number)}")
            entering.enter(page(later), later)
        for hostile in PAYLOADS:
            entering.enter(None, Refusal(f"{hostile}.pdf", "intake", hostile, hostile))
    for hostile in PAYLOADS:
        watch.keep(store, watch.FeedState(f"https://{hostile}", hostile, failures=3, message=hostile))
    for _ in group(store, judge=judge):
        pass
    _decide(store)
    store.close()


def _decide(store: Store) -> None:
    shown = [hostile for hostile in PAYLOADS if hostile.isprintable()]
    current = "SELECT id FROM statement WHERE id NOT IN (SELECT old_id FROM succession) ORDER BY id"
    lines = [number for (number,) in store.connection.execute(current)]
    for place, (number, hostile) in enumerate(zip(lines, shown, strict=False)):
        if place % 3 == 0:
            review.accept(store, number, person=hostile)
        elif place % 3 == 1:
            review.note(store, number, hostile, person=hostile)
        else:
            put = Correction(name=f"{hostile} Ruiz", role=hostile)
            correct.correct(store, number, put, person=hostile, why=hostile)


def save_searches(settings: Settings) -> None:
    """Searches saved under payloads, for payloads."""
    desk = Desk(settings.desk)
    for hostile in PAYLOADS[:20]:
        searches.save(desk, None, f"{hostile}"[:60], f"words={hostile}")
    desk.close()


# What the pages are made of. An element that is not among these came from somewhere else.
ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "article",
        "aside",
        "b",
        "bdi",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "circle",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "defs",
        "desc",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "input",
        "ins",
        "del",
        "kbd",
        "label",
        "legend",
        "li",
        "line",
        "link",
        "main",
        "mark",
        "menu",
        "meta",
        "meter",
        "nav",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "pre",
        "progress",
        "q",
        "rect",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "text",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "tspan",
        "u",
        "ul",
        "use",
        "var",
        "datalist",
        "data",
        "wbr",
        "clippath",
        "marker",
        "lineargradient",
        "stop",
        "ellipse",
        "symbol",
    ]
)
_ADDRESSED = frozenset(
    [
        "href",
        "src",
        "action",
        "formaction",
        "poster",
        "data",
        "cite",
        "background",
        "ping",
        "srcset",
        "xlink:href",
        "hx-get",
        "hx-post",
        "hx-put",
        "hx-patch",
        "hx-delete",
        "hx-push-url",
        "hx-replace-url",
    ]
)
_OF_HTMX = re.compile(
    r"hx-(get|post|target|swap|swap-oob|trigger|push-url|replace-url|select|select-oob|include|indicator|headers|vals|sync"
    r"|confirm|disabled-elt|boost|params|preserve|encoding|history|history-elt|disinherit|inherit|validate)"
)
_SCRIPT = re.compile(r"/static/[\w.-]+\.js\?v=[0-9a-f]{12}")


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
        if tag == "link" and not (given.get("href") or "").startswith("/static/"):
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
