"""The library's door to a ledger: what the command line does, as typed calls.

>>> import onrecord
>>> with onrecord.open_ledger("onrecord.db") as ledger:          # doctest: +SKIP
...     for entered in ledger.add("examples/reports"):
...         print(entered.origin, entered.fate, entered.statements)
...     answer = ledger.ask(onrecord.question(words="strike", act="deny", said="2024-10"))
...     for entry in answer.entries:
...         print(entry.statement.source, entry.sentence.text, entry.article, entry.line)
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.errors import RefusalWarning

if TYPE_CHECKING:  # imported where they are used, so that importing onrecord is quick
    from onrecord.ledger import Store
    from onrecord.ledger.articles import ArticleState
    from onrecord.ledger.ask import Answer
    from onrecord.ledger.correct import Correction
    from onrecord.ledger.decisions import Decision
    from onrecord.ledger.enter import Entered
    from onrecord.ledger.export import Format, Written
    from onrecord.ledger.forget import Forgotten
    from onrecord.ledger.merge import Merged
    from onrecord.ledger.precision import Precision
    from onrecord.ledger.question import Question
    from onrecord.ledger.status import Status
    from onrecord.ledger.stories import StoryLine
    from onrecord.pipeline.checking import Evidence, WholeStance
    from onrecord.pipeline.claiming import Gathered
    from onrecord.records import Account, Article, Change, Note, Page, Refusal, Story


def open_ledger(path: str | os.PathLike[str], *, create: bool = True) -> Ledger:
    """Open the ledger in a file; it is made where there is none, unless `create` is False.

    Raises LedgerError where the file is no ledger or cannot be opened.
    """
    from onrecord.ledger import open_store

    return Ledger(open_store(Path(path), create=create))


def question(**written: str | int | float) -> Question:
    """A question, its parts as a person writes them: words="strik*", act="deny,decline", said="2024-10".

    The names are those of the options of `onrecord ask` (with _ for -). Raises QuestionError.
    """
    from onrecord.ledger import question as questions

    return questions.read((name.replace("_", "-"), str(value)) for name, value in written.items())


def stories_from(
    *names: str | os.PathLike[str], refused: Callable[[Refusal], None] | None = None
) -> tuple[Story, ...]:
    """The stories of some articles, without a ledger, in the order in which their first articles came.

    A name is what `onrecord.read` takes. No statement is looked for. Texts in any language are grouped; what
    is refused is given to `refused`, or without it warned of as a `RefusalWarning`.
    """
    from onrecord.pipeline.claiming import Collection, gather

    collection = Collection(copies=True)
    for gathered in _gathered(names, lambda pages: gather(pages, statements=False)):
        _refuse(collection.add(gathered), refused)
    return collection.stories()


def claims_from(
    *names: str | os.PathLike[str],
    published: str | None = None,
    any_language: bool = False,
    workers: int | None = None,
    refused: Callable[[Refusal], None] | None = None,
) -> Iterator[Account]:
    """What is claimed in some articles, story by story, without a ledger; all of them are read first.

    The arguments are those of `onrecord.read`. Raises ModelError if the model's files are missing or damaged,
    ValueError if `published` is not an ISO 8601 date; both when the first account is asked for.
    """
    from onrecord.pipeline.claiming import Collection, gather

    collection = Collection(copies=True)
    for gathered in _gathered(
        names,
        lambda pages: gather(pages, any_language=any_language, published=published, workers=workers),
    ):
        _refuse(collection.add(gathered), refused)
    yield from collection.accounts(refused=lambda refusal: _refuse(refusal, refused))


def check_pairs(
    pairs: str | os.PathLike[str],
    *articles: str | os.PathLike[str],
    refused: Callable[[Refusal], None] | None = None,
) -> Iterator[WholeStance]:
    """Where articles stand to claims: agree, disagree, discuss or unrelated, in the order of the pairs.

    `pairs` is a file of lines of {"claim", "article": id}, plain or gzipped; `articles` are names as
    `onrecord.read` takes them. Raises ModelError if the model's files are missing or damaged.
    """
    from onrecord.pipeline import checking
    from onrecord.pipeline.claiming import gather
    from onrecord.pipeline.pairs import read
    from onrecord.records import Refusal

    def texts() -> Iterator[Article]:
        for gathered in _gathered(articles, lambda pages: gather(pages, statements=False)):
            _refuse(gathered.refusal, refused)
            if gathered.article is not None:
                yield gathered.article

    for stance in checking.whole_stances(read(Path(pairs)), checking.prepared(texts())):
        if isinstance(stance, Refusal):
            _refuse(stance, refused)
        else:
            yield stance


def _gathered(
    names: Iterable[str | os.PathLike[str]],
    gather: Callable[[Iterator[Page | Note | Refusal]], Iterator[Gathered]],
) -> Iterator[Gathered]:
    from onrecord import intake
    from onrecord.net import Fetcher

    with Fetcher() as fetcher:
        yield from gather(intake.read((os.fspath(name) for name in names), fetcher=fetcher))


def _refuse(refusal: Refusal | None, refused: Callable[[Refusal], None] | None) -> None:
    """Give a refusal to who wants it, or warn of it."""
    if refusal is None:
        return
    if refused is not None:
        refused(refusal)
        return
    message = f"{refusal.origin}: {refusal.stage}: {refusal.reason}; {refusal.advice}"
    warnings.warn(message, RefusalWarning, stacklevel=3)


class Ledger:
    """An open ledger, for use in one thread. A context manager; all methods raise LedgerError.

    `store` is the file itself, for what is not offered here.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was given out is kept."""
        self.store.close()

    def add(
        self,
        *names: str | os.PathLike[str],
        published: str | None = None,
        any_language: bool = False,
        workers: int | None = None,
        statements: bool = True,
        allow_private: bool = False,
    ) -> Iterator[Entered]:
        """Read into the ledger what the names lead to, and give what became of each page once it is kept.

        Nothing happens until it is iterated. Raises ModelError if the model's files are missing or damaged,
        ValueError if `published` is not an ISO 8601 date.
        """
        from onrecord import intake
        from onrecord.ledger.enter import Entering
        from onrecord.net import Fetcher
        from onrecord.pipeline import Readers
        from onrecord.pipeline.adding import add

        with ExitStack() as stack:
            fetcher = stack.enter_context(Fetcher(allow_private=allow_private))
            settings: dict[str, str | int | float | bytes | None] = {
                "published": published,
                "any_language": any_language,
                "statements": statements,
            }
            entering = stack.enter_context(Entering(self.store, command="add", settings=settings))
            readers = stack.enter_context(
                Readers(
                    workers=workers, published=published, any_language=any_language, statements=statements
                )
            )
            yield from add(
                intake.read([os.fspath(name) for name in names], fetcher=fetcher), readers, entering
            )

    def ask(self, asked: Question) -> Answer:
        """The entries that answer a question: of `onrecord.question`, or a `ledger.question.Question`."""
        from onrecord.ledger.ask import ask

        return ask(self.store, asked)

    def article(self, name: str, version: int | None = None) -> ArticleState:
        """The article with this key or address: its statements, versions, appearances, what changed."""
        from onrecord.ledger.articles import article

        return article(self.store, name, version)

    def status(self) -> Status:
        """What the ledger holds, what ran last, what was refused, which pages lost words."""
        from onrecord.ledger.status import status

        return status(self.store)

    def stories(
        self, words: str = "", *, since: str | None = None, outlet: str | None = None, limit: int = 50
    ) -> tuple[Story, ...]:
        """The stories, the last seen first; words and days as for `onrecord stories`. Raises QuestionError.

        This and all below that is about stories and claims first brings them up to date with the articles,
        which needs the model (ModelError). An article that cannot be matched is warned of.
        """
        from onrecord.ledger.stories import stories

        self._catch_up()
        return stories(self.store, words=words, since=since, outlet=outlet, limit=limit)

    def story(self, name: str) -> Account:
        """All that is known of the story with this id, or the beginning of one."""
        from onrecord.pipeline.accounts import account

        self._catch_up()
        return account(self.store, name)

    def story_lines(self, name: str) -> tuple[StoryLine, ...]:
        """What happened to a story: who founded it, what joined it, merged with it, was split off."""
        from onrecord.ledger.stories import lines

        self._catch_up()
        return lines(self.store, name)

    def claim(self, name: str) -> Account:
        """The claim with this id, or the beginning of one: the account of its story with that claim alone."""
        from onrecord.pipeline.accounts import claim_account

        self._catch_up()
        return claim_account(self.store, name)

    def disputes(self, *, since: str | None = None, limit: int = 50) -> tuple[Account, ...]:
        """Claims that somebody disputes, the last disputed first, each as an account of that claim alone."""
        from onrecord.pipeline.accounts import disputes

        self._catch_up()
        return disputes(self.store, since=since, limit=limit)

    def changes(
        self, *, since: str | None = None, until: str | None = None, **asked: str
    ) -> tuple[Change, ...]:
        """What became known that answers a topic, by when it came out.

        The options are those of `onrecord follow` (words="dam", act="deny"); `since` and `until` are moments
        (ISO 8601, UTC): after the one, up to the other. `follow.digest.digest` makes a digest of what is
        found. Raises QuestionError.
        """
        from onrecord.ledger import topics
        from onrecord.pipeline import following
        from onrecord.pipeline.noticing import notice

        topic = topics.read(asked.items())
        self._catch_up()
        for _ in notice(self.store):
            pass
        return following.changes(self.store, topic, since=since, until=until)

    def check(self, text: str) -> tuple[Evidence, ...]:
        """The statements that support, dispute, query or mention what a sentence claims, best first."""
        from onrecord.pipeline.checking import evidence, of_ledger

        return evidence(text, of_ledger(self.store, text))

    def _catch_up(self) -> None:
        from onrecord.pipeline.grouping import group
        from onrecord.records import Refusal

        for each in group(self.store):
            if isinstance(each, Refusal):
                _refuse(each, None)

    def correct(self, line: int | str, correction: Correction, *, person: str, why: str) -> int:
        """Put a line right; gives the number of the line that stands now. Raises CorrectionError."""
        from onrecord.ledger.correct import correct

        return correct(self.store, line, correction, person=person, why=why)

    def accept(self, line: int, *, person: str) -> None:
        """Say that a line is right as it is. Raises CorrectionError, too where another has said so."""
        from onrecord.ledger.review import accept

        accept(self.store, line, person=person)

    def note(self, line: int, text: str, *, person: str) -> None:
        """Note something about the statement of a line. Raises CorrectionError."""
        from onrecord.ledger.review import note

        note(self.store, line, text, person=person)

    def undo(self, line: int, *, person: str, why: str) -> int:
        """Take back the last decision on the statement of a line; gives the line that stands now."""
        from onrecord.ledger.review import undo

        return undo(self.store, line, person=person, why=why)

    def decisions(self, line: int) -> tuple[Decision, ...]:
        """What was decided on the statement of a line, old to new, with who and when."""
        from onrecord.ledger.review import decisions

        return decisions(self.store, line)

    def precision(self) -> Precision:
        """How right the model was, as far as statements were reviewed."""
        from onrecord.ledger.review import precision

        return precision(self.store)

    def forget(self, article: str, *, person: str, why: str) -> Forgotten:
        """Take an article out, with all that was read from it; the reason stays."""
        from onrecord.ledger.forget import forget

        return forget(self.store, article, person=person, why=why)

    def merge(self, other: str | os.PathLike[str]) -> Merged:
        """Take in what another ledger holds."""
        from onrecord.ledger.merge import merge

        return merge(self.store, Path(other))

    def export(self, to: Format, path: str | os.PathLike[str], asked: Question | None = None) -> Written:
        """Write all that is current, or what a question asks for, in a format. Raises CannotExport."""
        from onrecord.ledger import runs
        from onrecord.ledger.export import Facts, export, select
        from onrecord.ledger.store import now

        facts = Facts(program=runs.code(), ledger=self.store.path.name, moment=now())
        return export(select(self.store, asked), to, Path(path), facts=facts)
