"""One run of `onrecord check`: a claim in, or many pairs of claim and article; who stands where to it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.claiming import Request, counter_beside, gathering
from onrecord.cli.ending import exit_code
from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import Output, write_out
from onrecord.cli.progress import Meter
from onrecord.cli.stopping import Stopping
from onrecord.display.claim_json import describe_evidence, describe_whole, encode, encoded
from onrecord.display.claim_words import shortened
from onrecord.pipeline import checking, pairs
from onrecord.pipeline.checking import Evidence, Placed, WholeStance
from onrecord.pipeline.claiming import Gathered
from onrecord.pipeline.pairs import Pair
from onrecord.records import Article, Refusal

if TYPE_CHECKING:
    from onrecord.claims.passages import Prepared

_ARTICLES_FIRST = "name at least one article that can be read"


@dataclass(slots=True)
class _Tally:
    done: int = 0
    refused: int = 0


def check_pairs(pairs_file: Path, request: Request) -> int:
    """Tell for each pair where the article stands; the exit code."""
    messages = Messages()
    return exit_code(messages, partial(_pairs, pairs_file, request, messages))


def check_articles(claim: str, request: Request) -> int:
    """Tell which statements of articles bear on a claim, and where each article stands; the exit code."""
    messages = Messages()
    return exit_code(messages, partial(_articles, claim, request, messages))


def check_ledger(claim: str, ledger: Path, *, format: str, output: Path | None) -> int:  # noqa: A002
    """Tell which statements of a ledger bear on a claim; the exit code."""
    messages = Messages()
    return exit_code(messages, partial(_ledger, claim, ledger, format, output, messages))


def _pairs(pairs_file: Path, request: Request, messages: Messages) -> int:
    tally = _Tally()
    articles = checking.prepared(_texts(request, messages, tally))
    write_out(
        request.output,
        lambda output: _pair_texts(pairs_file, articles, request, output, messages, tally),
        as_utf8=request.format != "table",
    )
    messages.say(f"{counted(tally.done, 'pair')}, {tally.refused or 'none'} refused")
    return _code(tally)


def _pair_texts(
    pairs_file: Path,
    articles: dict[str, Prepared],
    request: Request,
    output: Output,
    messages: Messages,
    tally: _Tally,
) -> Iterator[str]:
    counter = counter_beside(request.output, messages, "checking", "pairs")

    def told() -> Iterator[WholeStance]:
        for stance in checking.whole_stances(pairs.read(pairs_file), articles):
            if isinstance(stance, Refusal):
                tally.refused += 1
                messages.refuse(stance)
                continue
            tally.done += 1
            counter.count()
            yield stance

    try:
        if request.format == "table":
            from onrecord.cli.check_table import wholes_table

            yield from wholes_table(list(told()), output.stream)
        else:
            for stance in told():
                yield f"{encode(describe_whole(stance))}\n"
    finally:
        counter.close()


def _texts(request: Request, messages: Messages, tally: _Tally) -> Iterator[Article]:
    """The articles of all pages, whatever their language."""
    for gathered in _gathered(request, messages, tally, statements=False):
        if gathered.article is not None:
            yield gathered.article


def _articles(claim: str, request: Request, messages: Messages) -> int:
    tally = _Tally()
    gathered = [each for each in _gathered(request, messages, tally) if each.article is not None]
    if not gathered:
        messages.say(f"onrecord: there is nothing to check in: {_ARTICLES_FIRST}")
        return NOTHING_READ
    articles = checking.prepared(each.article for each in gathered if each.article)
    about = [Pair(claim, article, article) for article in articles]
    wholes = [each for each in checking.whole_stances(about, articles) if isinstance(each, WholeStance)]
    found = checking.evidence(claim, checking.of_articles(gathered))
    tally.done = len(articles)
    names = {each.article.id: _named(each.article) for each in gathered if each.article}
    answer = _Answer(found, wholes, names)
    write_out(request.output, partial(answer.texts, request.format), as_utf8=request.format != "table")
    _say(found, wholes, messages)
    return _code(tally)


def _named(article: Article) -> str:
    return " · ".join(filter(None, (shortened(article.headline or ""), article.outlet)))


def _gathered(
    request: Request, messages: Messages, tally: _Tally, *, statements: bool = True
) -> Iterator[Gathered]:
    meter = Meter(messages.console, shown=messages.console.is_terminal)
    try:
        with Stopping() as stopping:
            for gathered in stopping.until_asked(gathering(request, meter, statements=statements)):
                if gathered.refusal is not None:
                    tally.refused += 1
                    messages.refuse(gathered.refusal)
                meter.article_done()
                yield gathered
    finally:
        meter.close()
    if stopping.asked:
        raise KeyboardInterrupt


def _ledger(claim: str, ledger: Path, format: str, output: Path | None, messages: Messages) -> int:  # noqa: A002
    from onrecord.ledger import open_store

    store = open_store(ledger, create=False, read_only=True)
    try:
        placed: list[Placed] = list(checking.of_ledger(store, claim))
    finally:
        store.close()
    found = checking.evidence(claim, placed)
    write_out(output, partial(_Answer(found).texts, format), as_utf8=format != "table")
    _say(found, (), messages)
    return ALL_READ if found else SOME_REFUSED


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found out of one claim; `names` are what articles are called beside their ids."""

    found: Sequence[Evidence]
    wholes: Sequence[WholeStance] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def texts(self, format: str, output: Output) -> Iterator[str]:  # noqa: A002
        """The answer as it is printed."""
        if format == "table":
            from onrecord.cli.check_table import evidence_table, wholes_table

            yield from evidence_table(self.found, output.stream)
            yield "\n" if self.found and self.wholes else ""
            yield from wholes_table(self.wholes, output.stream, names=self.names)
            return
        yield from encoded(map(describe_evidence, self.found))
        yield from encoded(map(describe_whole, self.wholes))


def _say(found: Sequence[Evidence], wholes: Sequence[WholeStance], messages: Messages) -> None:
    if not found:
        messages.say("no statement was found that bears on it" + ("" if wholes else ": ask in other words"))
        return
    kinds = [each.kind for each in found]
    told = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    messages.say(f"{counted(len(found), 'statement')}: {told}")


def _code(tally: _Tally) -> int:
    if not tally.done:
        return NOTHING_READ
    return SOME_REFUSED if tally.refused else ALL_READ
