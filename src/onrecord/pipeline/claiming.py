"""Stories and claims without a ledger: pages in, the stories of their articles and what is claimed there out.

    pages -> gather -> Gathered -> Collection.add -> stories
                                                  -> accounts (of each story: its claims, who stands where)

An article is put to a story as it comes; claims are matched when all have come, for stories merge until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.pipeline import blame
from onrecord.pipeline.readers import Readers
from onrecord.pipeline.ticket import Outcome
from onrecord.records import Account, Article, Note, Page, Reading, Refusal, Saying, Stance, Story

if TYPE_CHECKING:
    from onrecord.claims.judge import Judge


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of one page: its article, where it has a text, and what was said there.

    A text that is refused, as one in another language is, has an article as well: it is part of its story.
    """

    origin: str
    article: Article | None
    sayings: tuple[Saying, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """What is kept of an article. `text` is the number of its text, the same for all copies of one."""

    digest: bytes
    outlet: str | None
    published_at: str | None
    text: int | None
    sayings: tuple[Saying, ...]


def gather(
    pages: Iterable[Page | Note | Refusal],
    *,
    statements: bool = True,
    any_language: bool = False,
    published: str | None = None,
    workers: int | None = None,
) -> Iterator[Gathered]:
    """Make the articles of all pages, in order, and unless `statements` is False find what is said in them.

    `any_language` looks for statements in what does not look English too, `published` is the ISO 8601 date of
    pages that bear none. Raises ModelError if the model is missing and there are to be statements.
    """

    def is_enough(article: Article) -> bool:
        return not statements or not (any_language or article.language in (None, "en"))

    with Readers(workers=workers, published=published, any_language=True) as readers:
        for outcome in readers.read(pages, knows_text=is_enough):
            yield _gathered(outcome, statements=statements)


def _gathered(outcome: Outcome, *, statements: bool) -> Gathered:
    result = outcome.result
    assert result is not None, "no page is known where there is no ledger"
    if isinstance(result, Refusal):
        return Gathered(result.origin, _refused_text(outcome.page), (), result)
    article = result if isinstance(result, Article) else result.article
    origin = outcome.page.origin if outcome.page else article.id
    if isinstance(result, Reading):
        return Gathered(origin, article, _sayings(result) if statements else ())
    return Gathered(origin, article, (), _other_language(origin, article) if statements else None)


def _sayings(reading: Reading) -> tuple[Saying, ...]:
    from onrecord.claims.sayings import sayings

    return sayings(reading)


def _other_language(origin: str, article: Article) -> Refusal:
    from onrecord.article import language

    code = article.language or ""
    reason = f"the text is in {language.name(code)} ({code})"
    return Refusal(origin, "article", reason, "read it at your own risk with --any-language")


def _refused_text(page: Page | None) -> Article | None:
    """The text of a page that was refused, as long a one as any report has; None where there is none."""
    from onrecord.article import MAX_TEXT

    if page is None or page.format != "text" or not isinstance(page.raw, str) or not page.raw.strip():
        return None
    text = page.raw[:MAX_TEXT]
    return Article(
        id=page.id or _digest(text).hex(),
        text=text,
        outlet=page.outlet,
        headline=page.headline,
        published_at=page.published_at,
    )


class Collection:
    """Articles with what was said in them, by the stories that they belong to; all is held in memory.

    With `copies` it is told which of them are independent texts, which takes 3 ms an article.
    """

    def __init__(self, *, copies: bool = False) -> None:
        from onrecord.claims.shelf import MemoryShelf
        from onrecord.pipeline.independent import Texts

        self._shelf = MemoryShelf()
        self._texts = Texts() if copies else None
        self._held: dict[str, _Held] = {}

    def add(self, gathered: Gathered) -> Refusal | None:
        """Take up what a page gave, and give what is refused of it.

        An article whose id came before with another text is refused; with the same text it is taken up once.
        One on which an error in onrecord is met is refused, too.
        """
        article = gathered.article
        if article is None:
            return gathered.refusal
        digest = _digest(article.text)
        before = self._held.get(article.id)
        if before is not None:
            return gathered.refusal if before.digest == digest else _taken(gathered.origin, article.id)
        try:
            self._take_up(article, digest, gathered.sayings)
        except OnrecordError:
            raise
        except Exception as error:  # one bad page never stops the run
            return blame.refusal(gathered.origin, "claims", error)
        return gathered.refusal

    def _take_up(self, article: Article, digest: bytes, sayings: tuple[Saying, ...]) -> None:
        from onrecord.claims.stories import member, settle

        settle(member(article, len(self._held)), self._shelf)
        number = self._texts.number(article) if self._texts else None
        self._held[article.id] = _Held(digest, article.outlet, article.published_at, number, sayings)

    def __len__(self) -> int:
        return len(self._held)

    def story_of(self) -> Iterator[tuple[str, str]]:
        """The id of each article with the id of its story, in the order of arrival."""
        return ((article, self._shelf.story(article) or "") for article in self._held)

    def stories(self) -> tuple[Story, ...]:
        """All stories, in the order in which their first articles came."""
        gathered: dict[str, list[str]] = {}
        for article, story in self.story_of():
            gathered.setdefault(story, []).append(article)
        return tuple(self._story(story, articles) for story, articles in gathered.items())

    def _story(self, story: str, articles: Sequence[str]) -> Story:
        from onrecord.claims.title import title

        held = [self._held[article] for article in articles]
        days = sorted(filter(None, (each.published_at for each in held)), key=_moment)
        return Story(
            id=story,
            title=title(self._shelf.members(story)),
            articles=tuple(articles),
            first_seen=days[0] if days else None,
            last_seen=days[-1] if days else None,
            undated=len(held) - len(days),
            outlets=tuple(dict.fromkeys(each.outlet for each in held if each.outlet)),
            independent=len({each.text for each in held}) if self._texts else len(held),
        )

    def accounts(
        self, *, judge: Judge | None = None, refused: Callable[[Refusal], None] | None = None
    ) -> Iterator[Account]:
        """What is claimed in each story, and who stands where to it; the stories in their order.

        Without a `judge` the small model in the package reads. What fails on account of one article or of one
        story is left out and given to `refused`; without that the error is raised. Raises ModelError if the
        model is missing.
        """
        for story in self.stories():
            told = {article: self._held[article].sayings for article in story.articles}
            try:
                yield _account(story, told, judge, refused)
            except OnrecordError:
                raise
            except Exception as error:
                if refused is None:
                    raise
                refused(blame.refusal(f"story {story.id}", "claims", error))
                yield Account(story=story, claims=(), sayings=())


def _account(
    story: Story,
    told: Mapping[str, Sequence[Saying]],
    judge: Judge | None,
    refused: Callable[[Refusal], None] | None,
) -> Account:
    """The account of a story from the statements of its articles, in the order in which these came."""
    from onrecord.claims.claim import claims_of
    from onrecord.claims.match import Matcher
    from onrecord.claims.minds import changes
    from onrecord.claims.order import in_order

    matcher = Matcher(story.id, judge) if judge else Matcher(story.id)
    stances: list[Stance] = []
    sayings: list[Saying] = []
    for article, said in told.items():
        sayings += said
        try:
            stances += matcher.add(said)
        except OnrecordError:
            raise
        except Exception as error:
            if refused is None:
                raise
            refused(blame.refusal(article, "claims", error))
    claims = claims_of(story.id, sayings, stances)
    return Account(
        story=story, claims=claims, sayings=tuple(in_order(sayings)), changes=changes(claims, sayings)
    )


def _moment(published_at: str) -> datetime:
    """A time of publication, so that those of two zones can be compared; a day begins at midnight UTC."""
    try:
        known = datetime.fromisoformat(published_at)
        return known.astimezone(UTC) if known.tzinfo else known.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the first hours of year 1, and what is no date at all
        return datetime.max.replace(tzinfo=UTC)


def _taken(origin: str, name: str) -> Refusal:
    reason = f"another article came with this id before: {name!r}"
    return Refusal(origin, "claims", reason, "give each article an id of its own")


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
