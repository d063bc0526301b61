"""How many sources get their right name and kind: on the project's reports, on news pages, on PolNeAR."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gates.evaluate import Figure, data_folder
from gates.marked import Gold, Part, parse
from onrecord.records import Article, Source, Span, Statement, Words

FOLDER = Path(__file__).with_name("gold") / "names"


@dataclass(frozen=True, slots=True)
class Right:
    """Who a source is: names and kinds that are right, None among the names where it has none."""

    names: tuple[str | None, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One source of a text with what is right for it, and what was said of it."""

    article: str
    words: str
    right: Right
    source: Source | None

    @property
    def named(self) -> bool:
        """Whether the name is one of the right ones."""
        return self.source is not None and plain(self.source.name) in map(plain, self.right.names)

    @property
    def of_kind(self) -> bool:
        """Whether the kind is one of the right ones."""
        return self.source is not None and self.source.kind in self.right.kinds


def plain(name: str | None) -> str | None:
    """A name as it is compared: without case, accents, stops, apostrophes and "the"."""
    if name is None:
        return None
    letters = unicodedata.normalize("NFKD", name.lower().replace("’s", "s").replace("'s", "s"))
    words = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split()
    return " ".join(word for word in words if word != "the")


def right(names: str, kinds: str) -> Right:
    """Read "Ana Ruiz / Ruiz" and "person / group"; "-" is no name."""
    split = tuple(None if one.strip() == "-" else one.strip() for one in names.split(" / "))
    return Right(split, tuple(one.strip(" |") for one in kinds.split(" / ")))


# The project's own reports: gold attributions with a table of who the sources are.


@dataclass(frozen=True, slots=True)
class Report:
    """A marked report: its article, its gold attributions, and who each source is, by number."""

    article: Article
    attributions: tuple[Gold, ...]
    rights: dict[str, Right]


def reports(part: Part) -> Iterator[Report]:
    """The reports of a part. Raises ValueError where a file is malformed."""
    for path in sorted((FOLDER / part).glob("*.txt")):
        head, marked, table = path.read_text(encoding="utf-8").split("\n---\n")
        published = dict(line.split(": ", 1) for line in head.splitlines())["published"]
        block = parse(marked.strip(), path.stem)
        rights: dict[str, Right] = {}
        for line in filter(None, table.splitlines()):
            numbers, _, rest = line.partition(" = ")
            names, kinds, *_ = rest.split(" | ")
            rights.update(dict.fromkeys(numbers.replace(" ", "").split(","), right(names, kinds)))
        golds = sorted(block.attributions, key=lambda gold: [int(part) for part in gold.number.split(".")])
        yield Report(_article(path.stem, block.text, published), tuple(golds), rights)


def _article(name: str, text: str, published: str | None) -> Article:
    from onrecord import article
    from onrecord.records import Page

    page = Page(origin=name, format="text", raw=text, id=name, published_at=published)
    return article.extract(page, published=None, any_language=True)


def resolved(article: Article, statements: list[Statement], rights: dict[str, Right]) -> Iterator[Case]:
    """The cases of an article whose attributions are given: the resolver alone."""
    from onrecord.statements import who

    for statement, source in zip(statements, who.resolve(article, statements), strict=True):
        if statement.source and statement.id in rights:
            yield Case(article.id, statement.source.text, rights[statement.id], source)


def statement(article: Article, gold: Gold) -> Statement:
    """A gold attribution as the reader would give it."""

    def words(spans: list[tuple[int, int]]) -> Words:
        return Words(tuple(Span(*span) for span in spans), " ".join(article.text[s:e] for s, e in spans))

    source, outer = words(gold.source), gold.number.rpartition(".")[0]
    return Statement(
        id=gold.number,
        source=Source(source.spans, source.text) if gold.source else None,
        cue=words(gold.cue),
        content=words(gold.content),
        quotation="indirect",
        within=outer or None,
        score=1.0,
    )


def own(part: Part) -> list[Case]:
    """The project's reports, their attributions given."""
    cases: list[Case] = []
    for report in reports(part):
        statements = [statement(report.article, gold) for gold in report.attributions]
        cases += resolved(report.article, statements, report.rights)
    return cases


@dataclass(frozen=True, slots=True)
class Found:
    """Of the gold statements of a part: how many the reader finds, and how many with the right name."""

    gold: int
    found: int
    named: int


def end_to_end(part: Part) -> Found:
    """The project's reports from text to names, as a user gets them.

    A statement is found where one overlaps its content by half and its cue or source at all.
    """
    from onrecord import statements

    gold = found = named = 0
    for report in reports(part):
        reading = statements.find(report.article)
        for one in report.attributions:
            rights = report.rights.get(one.number)
            if rights is None:
                continue
            gold += 1
            match = max(reading.statements, key=lambda other: _overlap(one, other), default=None)
            if match is None or _overlap(one, match) < 0.5:
                continue
            found += 1
            named += Case(report.article.id, "", rights, match.source).named
    return Found(gold, found, named)


def _overlap(gold: Gold, other: Statement) -> float:
    """The share of the gold content and source that a statement covers, the lesser of both."""
    content = _shared(gold.content, other.content.spans) / _length(gold.content)
    source = other.source.spans if other.source else ()
    return min(content, _shared(gold.source, source) / _length(gold.source)) if gold.source else content


def _shared(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> int:
    others = list(other)
    return sum(max(0, min(e, f) - max(s, b)) for s, e in one for b, f in others)


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans) or 1


# Tables of sources in texts that stand beside the project: PolNeAR articles and news pages.


def table(name: str) -> dict[str, dict[Span, Right]]:
    """Rows of a table by article and by the first start and last end of the source."""
    rows: dict[str, dict[Span, Right]] = {}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        article, start, end, names, kinds, *_ = line.split("\t")
        rows.setdefault(article, {})[Span(int(start), int(end))] = right(names, kinds)
    return rows


def polnear(data: Path, part: str, name: str) -> list[Case]:
    """PolNeAR articles, their attributions given."""
    rows = table(name)
    cases: list[Case] = []
    with gzip.open(data / "polnear" / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] not in rows:
                continue
            article = _article(row["id"], row["text"], row.get("published_at"))
            golds = [
                Gold(str(at), one["source"], one["cue"], one["content"])
                for at, one in enumerate(row["attributions"])
            ]
            statements = [statement(article, gold) for gold in golds]
            rights = {
                one.id: rows[row["id"]][edge]
                for one in statements
                if one.source and (edge := edges(one.source)) in rows[row["id"]]
            }
            cases += resolved(article, statements, rights)
    return cases


def edges(source: Words) -> Span:
    """From the first start to the last end of a source."""
    return Span(min(span.start for span in source.spans), max(span.end for span in source.spans))


def share(cases: list[Case], name: str) -> list[Figure]:
    """The share of right names and of right kinds."""
    total = max(len(cases), 1)
    return [
        Figure(f"{name} name", sum(case.named for case in cases) / total),
        Figure(f"{name} kind", sum(case.of_kind for case in cases) / total),
    ]


def names(data: Path) -> list[Figure]:
    """All figures of names."""
    figures = [
        *share(own("choose"), "choose"),
        *share(own("kept"), "kept"),
        *share(polnear(data, "train", "polnear-train.tsv"), "polnear train"),
        *share(polnear(data, "dev", "kept-polnear-dev.tsv"), "polnear dev"),
    ]
    for part in ("choose", "kept"):
        found = end_to_end(part)
        figures.append(Figure(f"{part} found", found.found / max(found.gold, 1)))
        figures.append(Figure(f"{part} found, named", found.named / max(found.gold, 1)))
    return figures


def main() -> None:
    """Print what is wrong in the parts that the resolver is built on, and the figures."""
    data = data_folder()
    building = own("choose") + (polnear(data, "train", "polnear-train.tsv") if data else [])
    for case in building:
        if not case.named or not case.of_kind:
            said = (case.source.name, case.source.kind) if case.source else None
            print(f"{case.article}: {case.words!r}: {said}, right {case.right.names} {case.right.kinds}")
    for figure in names(data) if data else share(own("choose"), "choose"):
        print(f"{figure.name:24} {figure.value:.4f}")


if __name__ == "__main__":
    main()
