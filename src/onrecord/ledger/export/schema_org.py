"""schema.org Claim, one JSON-LD object a line: what is put forward, who puts it forward, where it appeared.

Whoever denies, asks or demands something does not claim it: such a claim has no author but a comment of
theirs. Deeds that report nothing are no claims and are left out. Nothing here is a ClaimReview: this tool
reports, it does not rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from onrecord.ledger.export import addresses
from onrecord.ledger.export.exported import Appearance, Exported, Facts, Tally
from onrecord.ledger.export.json_line import json_line
from onrecord.records import Act, Entry, Source, SourceKind

# Acts by which a source puts the content itself forward.
_CLAIMING: frozenset[Act] = frozenset({"assert", "confirm", "predict", "commit"})
_AUTHORS: dict[SourceKind, str] = {
    "person": "Person",
    "unnamed": "Person",
    "government": "GovernmentOrganization",
    "country": "Organization",
    "organisation": "Organization",
    "group": "Organization",
    "outlet": "NewsMediaOrganization",
}
# The TIMEX3 values that are ISO 8601 dates as well, and date-times as pages have them.
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
Json = dict[str, object]


def write(selected: Iterable[Exported], path: Path, facts: Facts) -> Tally:
    """Write one line a statement."""
    tally = Tally()
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for one in selected:
            claimed = [entry for entry in one.entries if entry.statement.type != "other"]
            file.writelines(f"{json_line(claim(one, entry, facts))}\n" for entry in claimed)
            tally.articles += 1
            tally.statements += len(claimed)
            tally.left_out += len(one.entries) - len(claimed)
    return tally


def claim(one: Exported, entry: Entry, facts: Facts) -> Json:
    """The claim of a line; what is not known is not there."""
    statement = entry.statement
    appearances = _appearances(one)
    told: Json = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": addresses.urn("statement", statement.id),
        "identifier": statement.id,
        "text": statement.content.text,
        **_voice(entry),
        "dateCreated": _date(statement.said_at),
        "datePublished": _date(entry.published_at),
        "inLanguage": one.article.language,
        "appearance": appearances,
        "firstAppearance": _first(appearances),
        "keywords": [
            {"@type": "DefinedTerm", "inDefinedTermSet": addresses.urn("term", name), "name": value}
            for name, value in (
                ("act", statement.act),
                ("certainty", statement.certainty),
                ("quotation", statement.quotation),
                ("maker", entry.maker),
            )
            if value
        ],
        "sdDatePublished": facts.moment,
    }
    return _known(told)


def _voice(entry: Entry) -> Json:
    """Who is its author, else who comments on it how; a document is what it is based on."""
    source, act = entry.statement.source, entry.statement.act
    if source is None:
        return {}
    if source.kind == "document":
        return {"isBasedOn": _known({"@type": "CreativeWork", "name": source.name or source.text})}
    if act in _CLAIMING:
        return {"author": _author(source)}
    comment: Json = {
        "@type": "Comment",
        "author": _author(source),
        "text": entry.sentence.text,
        "keywords": act,
    }
    return {"comment": _known(comment)}


def _author(source: Source) -> Json:
    kind = _AUTHORS.get(source.kind, "Thing") if source.kind else "Thing"
    title = "jobTitle" if kind == "Person" else "description"
    named: Json = {"name": source.name or source.text, "alternateName": source.text if source.name else None}
    return _known({"@type": kind, **named, title: source.role, "identifier": source.entity})


def _appearances(one: Exported) -> list[Json]:
    article = one.article
    own = Appearance(
        outlet=article.outlet, headline=article.headline, url=article.url, published_at=article.published_at
    )
    return [_appearance(each) for each in one.appearances or (own,)]


def _appearance(met: Appearance) -> Json:
    return _known(
        {
            "@type": "NewsArticle",
            "url": addresses.web(met.url),
            "archivedAt": addresses.web(met.archive_url),
            "headline": met.headline,
            "datePublished": _date(met.published_at),
            "publisher": {"@type": "Organization", "name": met.outlet} if met.outlet else None,
        }
    )


def _first(appearances: list[Json]) -> Json | None:
    """The one that was published first, where that can be told: all are dated, one day is the earliest."""
    days = [str(each.get("datePublished", ""))[:10] for each in appearances]
    if not all(len(day) == len("2024-10-25") for day in days) and len(days) > 1:
        return None
    earliest = min(days)
    return appearances[days.index(earliest)] if days.count(earliest) == 1 else None


def _date(value: str | None) -> str | None:
    """A value that is an ISO 8601 date or date-time; None of one with unknown digits, weeks or seasons."""
    return value if value and _DATE.fullmatch(value) else None


def _known(told: Json) -> Json:
    return {key: value for key, value in told.items() if value not in (None, [])}
