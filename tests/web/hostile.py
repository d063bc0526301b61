"""A ledger in which every text from outside tries to be more than text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from readings import Builder, Who, article_of

from onrecord.claims.judge import Answers
from onrecord.desk import searches, topics
from onrecord.desk.file import Desk
from onrecord.ledger import Store, correct, open_store, review, watch
from onrecord.ledger.correction import Correction
from onrecord.ledger.enter import Entering
from onrecord.pipeline.grouping import group
from onrecord.pipeline.noticing import notice
from onrecord.records import Dateline, Page, Place, Reading, Refusal, Words
from onrecord.web.settings import Settings

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
    for _ in notice(store):
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


def follow_topics(settings: Settings) -> None:
    """Topics under payloads, with payloads as feeds; each finds something."""
    desk = Desk(settings.desk)
    for number, hostile in enumerate(PAYLOADS[:20]):
        name = f"{hostile} {number}".encode("utf-8", "replace").decode()
        name = "".join(each for each in name if each.isprintable())[:90]
        topics.add(desk, name, [("words", "harbour"), ("who", "zq7x OR a")], is_public=True)
    desk.close()
