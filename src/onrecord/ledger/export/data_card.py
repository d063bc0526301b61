"""The card of a dataset (README.md): what is in it, where it comes from, what may be done with it."""

from __future__ import annotations

from collections import Counter

from onrecord.ledger.export.columns import COLUMNS
from onrecord.ledger.export.exported import Exported, Facts, Tally
from onrecord.ledger.export.json_line import json_line

# Sizes as dataset cards name them (Hugging Face, "size_categories").
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
_LARGEST = "n>10M"
_TEXT = """\
# {title}

Who said what in news reports, each statement tied to the exact characters it was read from.

| | |
|---|---|
| statements | {statements:,} |
| articles (versions) | {articles:,} |
| outlets | {outlets:,} |
| published | {published} |
| asked for | {question} |
| ledger | {ledger} |
| made by | onrecord {program}, at {moment} |

## How it was made

{makers}

Statements were found by a model and made out by rules; `score` is the calibrated probability that source, cue
and content are right. What cannot be told is null, never a guess. The tool reports what was said; it does not
say what is true.

## Whose it is

The texts belong to their publishers; here they stand as evidence for what was said. Look up what the law
where you are, and each publisher, lets you do before you pass them on.

## Fields of data.parquet

Spans are lists of `start`, `end`: half-open code points of `text` in articles.parquet (same `article` and
`version`), so that `text[start:end]` is the evidence in Python, `substring(text, start + 1, end - start)` in
DuckDB. Times are ISO 8601 or TIMEX3 values, as text.

| field | holds |
|---|---|
{fields}
"""


class Card:
    """Counts what a card tells."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._outlets: set[str] = set()
        self._makers: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._by_hand = 0
        self._undated = 0
        self._first: str | None = None
        self._last: str | None = None

    def count(self, one: Exported) -> None:
        """Take an article into account."""
        for entry in one.entries:
            if entry.number in one.by_hand:
                self._by_hand += 1
            else:
                self._makers[entry.maker] += 1
        self._languages[one.article.language or "unknown"] += 1
        self._outlets |= {each.outlet for each in one.appearances if each.outlet}
        if one.article.outlet:
            self._outlets.add(one.article.outlet)
        self._date(one.article.published_at)

    def text(self, tally: Tally) -> str:
        """The card."""
        title = "Statements in news reports"
        return _front(title, self._languages, tally) + _TEXT.format(
            title=title,
            statements=tally.statements,
            articles=tally.articles,
            outlets=len(self._outlets),
            published=self._published(),
            question=_code(self._facts.question or "all that is current"),
            ledger=_code(self._facts.ledger),
            program=self._facts.program,
            moment=self._facts.moment,
            makers=self._made(),
            fields="\n".join(f"| `{column.name}` | {column.meaning} |" for column in COLUMNS),
        )

    def _date(self, published_at: str | None) -> None:
        if published_at is None:
            self._undated += 1
            return
        day = published_at[:10]
        self._first = min(self._first or day, day)
        self._last = max(self._last or day, day)

    def _published(self) -> str:
        undated = f"{self._undated:,} undated" if self._undated else ""
        dated = f"{_code(self._first)} to {_code(self._last)}" if self._first and self._last else ""
        return ", ".join(filter(None, (dated, undated))) or "nothing"

    def _made(self) -> str:
        told = [f"- {_counted(count)} by model {_code(name)}" for name, count in self._makers.most_common()]
        if self._by_hand:
            told.append(f"- {_counted(self._by_hand)} corrected by people")
        return "\n".join(told) or "No statements."


def _counted(count: int) -> str:
    return f"{count:,} statement{'' if count == 1 else 's'}"


def _front(title: str, languages: Counter[str], tally: Tally) -> str:
    """The front matter, in YAML (JSON is YAML, so no string needs care)."""
    size = next((name for limit, name in _SIZES if tally.statements < limit), _LARGEST)
    tables = [
        {"config_name": "statements", "data_files": "data.parquet", "default": True},
        {"config_name": "articles", "data_files": "articles.parquet"},
    ]
    told = {
        "pretty_name": title,
        "license": "other",
        "license_name": "texts-belong-to-their-publishers",
        "language": sorted(language for language in languages if language != "unknown"),
        "size_categories": [size],
        "tags": ["news", "quotations", "attribution", "onrecord"],
        "configs": tables,
    }
    return "\n".join(["---", *(f"{key}: {json_line(value)}" for key, value in told.items()), "---", "", ""])


def _code(text: str | None) -> str:
    """Words from outside as code, in one cell of a table: no Markdown of theirs counts."""
    shown = json_line(text)[1:-1] if text else ""
    return f"`{shown.replace('`', 'ˋ').replace('|', '¦')}`"
