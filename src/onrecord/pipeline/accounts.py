"""Accounts: what the ledger holds of a story or a claim, put together from its articles, lines and stances.

ledger's readings and stances -> Saying, Stance -> claims_of, changes -> Account
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.claims.claim import claims_of
from onrecord.claims.minds import changes, reworded
from onrecord.claims.order import in_order
from onrecord.claims.sayings import sayings
from onrecord.ledger import disputed, stances, stories, uniting
from onrecord.ledger.stances import Member
from onrecord.ledger.store import Store
from onrecord.ledger.stories import NamedClaim
from onrecord.pipeline.one_claim import named_claim
from onrecord.records import Account, Saying, Stance, Story

# Articles of one story whose statements are read, the newest: reading one takes some milliseconds.
ARTICLES = 500

_Rows = tuple[list[Saying], list[Stance]]


def account(store: Store, story: str, *, articles: int = ARTICLES) -> Account:
    """All that is known of a story, named by its id or the beginning of one.

    Of a story of more than `articles` the newest are read. Raises LedgerError where there is no such story,
    or more than one.
    """
    with store.in_plain_words("read"):
        return _account(store, stories.find(store.connection, story), most=articles)


def claim_account(store: Store, claim: str) -> Account:
    """What is known of one claim, named by its id or the beginning of one: its story, with that claim alone.

    One that people merged into another is that other one. `sayings` are the statements that have a stance
    towards it or a figure in its series. Raises LedgerError.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        found = named_claim(store, claim)
        told = _account(store, found.story_id, stances.of_claim(connection, found.number))
        return _only(told, found.key)


def disputes(store: Store, *, since: str | None = None, limit: int = 50) -> tuple[Account, ...]:
    """Claims that some statement disputes, the last disputed first, each as an account of that claim alone.

    `since` is a day, month or year: disputed from then on; without a day they come last. Figures are those of
    the claim's own statements. Raises QuestionError where `since` is no day, LedgerError.
    """
    with store.in_plain_words("read"):
        found = disputed.claims(store.connection, since, limit)
        return tuple(_of_claim(store, each) for each in found)


def _account(store: Store, number: int, also: Collection[Member] = (), *, most: int = ARTICLES) -> Account:
    """The account of a story; `also` are articles that are read though they are not among the newest."""
    story = stories.story(store.connection, number)
    newest = stances.members(store.connection, number, most)
    members = sorted({*newest, *also}, key=lambda member: member.article_id)
    said, stood = _rows(store, members)
    return _told(store, story, members, said, stood)


def _of_claim(store: Store, claim: NamedClaim) -> Account:
    story = stories.story(store.connection, claim.story_id)
    members = stances.of_claim(store.connection, claim.number)
    said, stood = _rows(store, members)
    own = [stance for stance in stood if stance.claim == claim.key]
    held = {stance.statement for stance in own}
    return _told(store, story, members, [each for each in said if each.statement.id in held], own)


def _told(
    store: Store,
    story: Story,
    members: Iterable[Member],
    said: list[Saying],
    stood: list[Stance],
) -> Account:
    claims = claims_of(story.id, said, stood)
    earlier = dict(_reworded(store, members, {saying.statement.id: saying for saying in said}))
    pairs = [(before.statement, after.statement) for after, before in earlier.values()]
    known = {saying.statement.id for saying in said}
    old = [before for _, before in earlier.values() if before.statement.id not in known]
    return Account(
        story=story,
        claims=claims,
        sayings=tuple(in_order([*old, *said])),
        changes=(*changes(claims, said), *reworded(claims, pairs)),
    )


def _rows(store: Store, members: Iterable[Member]) -> _Rows:
    """The statements of articles with their stances, in the order of arrival and of the text."""
    said: list[Saying] = []
    stood: list[Stance] = []
    merged = uniting.merged(store.connection)
    for member in members:
        told = stances.told(store.connection, member)
        if told is None:
            continue
        held = stances.of_article(store.connection, member)
        for saying in sayings(told.reading):
            said.append(uniting.as_one(saying, merged))
            stood += held.get(saying.statement.id, ())
    return said, stood


def _reworded(
    store: Store, members: Iterable[Member], said: Mapping[str, Saying]
) -> Iterator[tuple[str, tuple[Saying, Saying]]]:
    """By the statement's id, what the latest version of an article has in other words than the one before."""
    for member in members:
        pairs = stances.reworded(store.connection, member)
        earlier: dict[str, Saying] = {}
        for before in dict.fromkeys(pair.before for pair in pairs):
            told = stances.told(store.connection, before)
            if told is not None:
                earlier |= {saying.statement.id: saying for saying in sayings(told.reading)}
        for pair in pairs:
            if pair.old in earlier and pair.new in said:
                yield pair.new, (said[pair.new], earlier[pair.old])


def _only(told: Account, claim: str) -> Account:
    """An account of one of its claims."""
    (one,) = (each for each in told.claims if each.id == claim)
    its = tuple(change for change in told.changes if change.claim == claim)
    named = {stance.statement for stance in one.stances}
    named |= {point.statement for each in one.series for point in each.points}
    named |= {statement for change in its for statement in (change.earlier, change.later)}
    said = tuple(saying for saying in told.sayings if saying.statement.id in named)
    return replace(told, claims=(one,), sayings=said, changes=its)
