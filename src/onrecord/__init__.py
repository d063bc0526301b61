"""onrecord reads news reports and keeps what is said in them: who said what, and where it stands.

    >>> import onrecord
    >>> for reading in onrecord.read("examples/reports/harbour-strike.txt"):
    ...     text = reading.article.text
    ...     evidence = [text[span.start : span.end] for s in reading.statements for span in s.content.spans]
    >>> all(words in text for words in evidence)
    True

The records are described in `onrecord.records`, in the order in which they travel.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator

from onrecord.errors import ModelError, OnrecordError, RefusalWarning
from onrecord.library import Ledger, check_pairs, claims_from, open_ledger, question, stories_from
from onrecord.records import (
    Account,
    Article,
    Change,
    ChangeOfMind,
    Claim,
    Dateline,
    Digest,
    Disputed,
    Entry,
    Figure,
    Furniture,
    Note,
    Page,
    Pair,
    Part,
    Place,
    Point,
    Reading,
    Refusal,
    Saying,
    Series,
    Source,
    Span,
    Stance,
    Statement,
    Story,
    Timex,
    Words,
)

__all__ = [
    "Account",
    "Article",
    "Change",
    "ChangeOfMind",
    "Claim",
    "Dateline",
    "Digest",
    "Disputed",
    "Entry",
    "Figure",
    "Furniture",
    "Ledger",
    "ModelError",
    "Note",
    "OnrecordError",
    "Page",
    "Pair",
    "Part",
    "Place",
    "Point",
    "Reading",
    "Refusal",
    "RefusalWarning",
    "Saying",
    "Series",
    "Source",
    "Span",
    "Stance",
    "Statement",
    "Story",
    "Timex",
    "Words",
    "check_pairs",
    "claims_from",
    "open_ledger",
    "question",
    "read",
    "stories_from",
]


def read(
    *names: str | os.PathLike[str],
    published: str | None = None,
    any_language: bool = False,
    refused: Callable[[Refusal], None] | None = None,
) -> Iterator[Reading]:
    """Read news reports and give each with the statements found in it, in order, one at a time.

    A name is a file (HTML, text, PDF, JSONL, WARC, a feed, a spreadsheet of claims; gzipped or not), a
    folder, a pattern such as "news/**/*.html", a web address, or "-" for standard input. `published` is the
    ISO 8601 date of reports that bear none ("Tuesday" hangs on it). Reports that do not look English are
    refused unless `any_language` is set.

    What cannot be read does not stop the others: each such page is given to `refused`, or without it
    warned of as a `RefusalWarning`. Raises ModelError if the model's files are missing or damaged,
    ValueError if `published` is not an ISO 8601 date; both when the first reading is asked for.
    """
    from onrecord import intake, net, pipeline  # here, so that importing onrecord is quick

    with net.Fetcher() as fetcher:
        pages = intake.read((os.fspath(name) for name in names), fetcher=fetcher)
        for outcome in pipeline.run(pages, published=published, any_language=any_language):
            if isinstance(outcome, Reading):
                yield outcome
            else:
                (refused or _warn)(outcome)


def _warn(refusal: Refusal) -> None:
    message = f"{refusal.origin}: {refusal.stage}: {refusal.reason}; {refusal.advice}"
    warnings.warn(message, RefusalWarning, stacklevel=3)  # 3: the line that asks for the next reading
