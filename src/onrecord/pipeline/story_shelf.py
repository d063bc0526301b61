"""The shelf of stories as the ledger holds it, and how an article gets its place there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.ledger import shelf, sketches, stances, story_lines, ungrouped
from onrecord.ledger.attempt import attempt
from onrecord.ledger.lines import Writing
from onrecord.ledger.shelf import Seat
from onrecord.ledger.sketches import Sketched
from onrecord.ledger.store import Store
from onrecord.ledger.ungrouped import Waiting
from onrecord.pipeline.matching import refusal
from onrecord.records import Refusal

if TYPE_CHECKING:
    from onrecord.claims.shelf import Member, Move


class LedgerShelf:
    """What `claims.stories.place` asks of the stories (`claims.shelf.Shelf`)."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def sharing(self, terms: Sequence[str]) -> Sequence[str]:
        """Stories with articles that are found by one of the terms, the last that grew first."""
        from onrecord.claims.shelf import CANDIDATES

        return shelf.sharing(self._writing.connection, terms, CANDIDATES)

    def members(self, story: str) -> Sequence[Member]:
        """The newest articles of a story, in the order of their arrival."""
        return [member_of(seat) for seat in _newest(self._writing, story)]

    def total(self, story: str) -> tuple[Mapping[str, float], int]:
        """The sum of the sketches of a story, and of how many articles."""
        whole = shelf.whole(self._writing.connection, story)
        return whole.weights, whole.articles


class Placing:
    """Places articles within one open transaction."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._shelf = LedgerShelf(writing)

    def place(self, waiting: Waiting) -> str | Refusal:
        """Give an article its place, or see to what has changed in it; gives its story.

        One on which an error in onrecord is met is passed over.
        """
        connection = self._writing.connection
        placed = attempt(connection, lambda: self._place(waiting))
        if isinstance(placed, Exception):
            refused = refusal(waiting.key, placed)
            ungrouped.pass_over(connection, waiting.article_id, refused.reason, self._writing.moment)
            return refused
        ungrouped.done(connection, waiting.article_id)
        return placed

    def _place(self, waiting: Waiting) -> str:
        connection = self._writing.connection
        before = shelf.seat(connection, waiting.article_id)
        if before is not None and before.version_id == waiting.version_id:
            stances.changed(connection, waiting.article_id)
            return before.story
        return self._put(waiting)

    def _put(self, waiting: Waiting) -> str:
        """Put an article to a story by the text that it has now."""
        from onrecord.claims.stories import member, place

        connection = self._writing.connection
        shelf.leave(connection, [waiting.article_id])
        article = ungrouped.article(connection, waiting)
        is_bare = article.headline is None
        seat = _seat_of(member(article, waiting.article_id), waiting, is_bare=is_bare)
        self._move(seat, place(member_of(seat), self._shelf))
        placed = story_lines.latest(connection, waiting.article_id)
        assert placed is not None, "an article that is placed is in a story"
        return placed

    def _move(self, new: Seat, moves: Sequence[Move]) -> None:
        """Do what placing an article came to."""
        connection = self._writing.connection
        moved = defaultdict[str, list[Seat]](list)
        for move in moves:
            moved[move.story].append(self._seat(move.article, new))
        shelf.leave(connection, [seat.article_id for seats in moved.values() for seat in seats])
        numbers = {seat.key: seat.article_id for seats in moved.values() for seat in seats}
        for story, seats in moved.items():
            shelf.join(connection, story, seats)
        for move in moves:
            story_lines.add(self._writing, numbers[move.article], move.story, move.why)

    def _seat(self, article: str, new: Seat) -> Seat:
        if article == new.key:
            return new
        seat = shelf.seat_of(self._writing.connection, article)
        assert seat is not None, "what is moved has a place"
        return seat


def titles(store: Store, story_id: int, story: str) -> None:
    """Choose the title of a story anew, within an open transaction."""
    from onrecord.claims.title import title

    members = [member_of(seat) for seat in _newest(store, story)]
    shelf.entitle(store.connection, story_id, title(members))


def member_of(seat: Seat) -> Member:
    """An article of the ledger as stories are found by it."""
    from onrecord.claims.shelf import Member
    from onrecord.claims.sketch import Sketch

    terms = sorted(seat.sketched.weights)
    weights = tuple(seat.sketched.weights[term] for term in terms)
    return Member(
        article=seat.key,
        number=seat.article_id,
        sketch=Sketch(tuple(terms), weights),
        published_at=seat.published_at,
        headline=seat.headline,
    )


def _newest(writing: Writing | Store, story: str) -> list[Seat]:
    from onrecord.claims.shelf import MEMBERS

    return shelf.seats(writing.connection, story, MEMBERS)


def _seat_of(member: Member, waiting: Waiting, *, is_bare: bool) -> Seat:
    sketch = member.sketch
    return Seat(
        article_id=waiting.article_id,
        key=waiting.key,
        version_id=waiting.version_id,
        story="",
        sketched=sketches.as_kept(Sketched(dict(zip(sketch.terms, sketch.weights, strict=True)))),
        published_at=member.published_at,
        headline=member.headline,
        is_bare=is_bare,
    )
