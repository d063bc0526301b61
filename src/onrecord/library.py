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
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imported where they are used, so that importing onrecord is quick
    from onrecord.ledger import Store
    from onrecord.ledger.articles import ArticleState
    from onrecord.ledger.ask import Answer
    from onrecord.ledger.correct import Correction
    from onrecord.ledger.enter import Entered
    from onrecord.ledger.export import Format, Written
    from onrecord.ledger.forget import Forgotten
    from onrecord.ledger.merge import Merged
    from onrecord.ledger.question import Question
    from onrecord.ledger.status import Status


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

    def correct(self, line: int | str, correction: Correction, *, person: str, why: str) -> int:
        """Put a line right; gives the number of the line that stands now. Raises CorrectionError."""
        from onrecord.ledger.correct import correct

        return correct(self.store, line, correction, person=person, why=why)

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
