"""Jobs: what somebody asked to be added, how far that is, and what came of it. Kept in memory."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.errors import OnrecordError
from onrecord.ledger.enter import Entered, Fate
from onrecord.ledger.store import now
from onrecord.records import Refusal

KEPT = 50
"""Jobs that are remembered: those behind are forgotten once they are done."""
WAITING = 20
"""Jobs that may wait at once: the files of each lie on the disk."""
LISTED = 200
"""Reports and refusals of which a job tells one by one; of more it tells how many."""
Stage = Literal["waiting", "reading", "grouping", "done", "stopped", "failed"]


class JobError(OnrecordError):
    """A job cannot be taken on."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its own name, as it is shown, and where its bytes lie."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be added. `text` was pasted, perhaps from a page at `text_url`; `folder` holds the uploads.

    `published` (ISO 8601) and `outlet` are those of what bears none; `any_language` reads what does not look
    English, too.
    """

    text: str = ""
    text_url: str | None = None
    addresses: tuple[str, ...] = ()
    uploads: tuple[Upload, ...] = ()
    folder: Path | None = None
    published: str | None = None
    outlet: str | None = None
    any_language: bool = False

    def names(self) -> Iterator[str]:
        """What was asked for, one by one, as it is shown."""
        if self.text:
            yield "pasted text"
        yield from self.addresses
        yield from (upload.name for upload in self.uploads)

    def clear(self) -> None:
        """Take the files that were sent off the disk."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who asked for a job: the name, and the account where there are accounts."""

    name: str
    account: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """A job at a moment. Moments are ISO 8601 in UTC.

    `drawn` are the pages that were met, `pages` those of which it is known what became, by `fates`.
    `articles` are the keys of those that came of it, in order, each once, at most LISTED. `ungrouped` is how
    many reports stories and claims are still to catch up with. `message` says what made it fail.
    """

    id: str
    owner: Owner
    names: tuple[str, ...]
    stage: Stage
    asked_at: str
    ended_at: str | None
    drawn: int
    pages: int
    fates: tuple[tuple[Fate, int], ...]
    statements: int
    articles: tuple[str, ...]
    article_count: int
    refusals: tuple[Refusal, ...]
    refusal_count: int
    ungrouped: int
    is_stopping: bool
    message: str | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.stage in ("done", "stopped", "failed")

    @property
    def only_article(self) -> str | None:
        """The one article that all came to, where that is so."""
        return self.articles[0] if self.article_count == 1 and not self.refusal_count else None


@dataclass
class Job:
    """A job as it goes on: one thread writes, others look at its state and may stop it."""

    asked: Asked
    owner: Owner
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    asked_at: str = field(default_factory=now)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stage: Stage = "waiting"
    _ended_at: str | None = None
    _drawn: int = 0
    _fates: dict[Fate, int] = field(default_factory=dict)
    _statements: int = 0
    _articles: dict[str, None] = field(default_factory=dict)
    _refusals: list[Refusal] = field(default_factory=list)
    _refusal_count: int = 0
    _waiting: set[str] = field(default_factory=set)
    _ungrouped: int = 0
    _is_stopped: bool = False
    _message: str | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked that it end."""
        return self._is_stopped

    @property
    def is_grouped(self) -> bool:
        """Whether all that came of it is in stories and claims."""
        return not self._waiting

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self._stage in ("done", "stopped", "failed")

    def ask_to_stop(self) -> None:
        """Let it end as soon as can be."""
        self._is_stopped = True

    def enter(self, stage: Stage, message: str | None = None) -> None:
        """Say where it is now; where that is its end, its files go."""
        with self._lock:
            self._stage = stage
            self._message = message
            if self.is_over:
                self._ended_at = now()
        if self.is_over:
            self.asked.clear()

    def draw(self) -> None:
        """One more page was met."""
        with self._lock:
            self._drawn += 1

    def add(self, entered: Iterable[Entered]) -> None:
        """Note what became of some pages."""
        with self._lock:
            for each in entered:
                self._fates[each.fate] = self._fates.get(each.fate, 0) + 1
                self._statements += each.statements
                if each.article is not None:
                    self._articles.setdefault(each.article)
                    if each.fate in ("new", "version"):
                        self._waiting.add(each.article)
                if each.refusal is not None:
                    self._refusal_count += 1
                    if len(self._refusals) < LISTED:
                        self._refusals.append(each.refusal)

    def group(self, article: str | None, ungrouped: int) -> None:
        """Note that an article is in stories and claims, or none just now, and how many are still to come."""
        with self._lock:
            if article is not None:
                self._waiting.discard(article)
            self._ungrouped = ungrouped

    def state(self) -> JobState:
        """How it is now."""
        with self._lock:
            return JobState(
                id=self.id,
                owner=self.owner,
                names=tuple(self.asked.names()),
                stage=self._stage,
                asked_at=self.asked_at,
                ended_at=self._ended_at,
                drawn=self._drawn,
                pages=sum(self._fates.values()),
                fates=tuple(self._fates.items()),
                statements=self._statements,
                articles=tuple(self._articles)[:LISTED],
                article_count=len(self._articles),
                refusals=tuple(self._refusals),
                refusal_count=self._refusal_count,
                ungrouped=self._ungrouped,
                is_stopping=self._is_stopped and not self.is_over,
                message=self._message,
            )


class Jobs:
    """The jobs by their ids, in the order in which they came. For use in many threads."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, job: Job) -> None:
        """Take a job on. Raises JobError where too many wait."""
        with self._lock:
            if sum(not each.is_over for each in self._jobs.values()) >= WAITING:
                raise JobError(f"{WAITING} jobs wait already: come back when some of them are done")
            self._jobs[job.id] = job
            done = [each.id for each in self._jobs.values() if each.is_over]
            for old in done[: max(len(self._jobs) - KEPT, 0)]:
                del self._jobs[old]

    def get(self, id: str) -> Job | None:  # noqa: A002 - it is one
        """The job of an id."""
        with self._lock:
            return self._jobs.get(id)

    def next(self) -> Job | None:
        """The job that has waited longest."""
        return next((job for job in self.all() if not job.is_over), None)

    def all(self) -> tuple[Job, ...]:
        """The jobs that are remembered, old to new."""
        with self._lock:
            return tuple(self._jobs.values())
