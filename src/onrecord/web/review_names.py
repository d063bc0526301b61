"""Who may be meant by the name that a reviewer types."""

from __future__ import annotations

from onrecord.ledger.source_list import ListedSource, sources
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError

# A list under a field; who is not in it types on.
_MOST = 12
# One letter begins names by the thousand.
_LEAST = 2


def known_by(store: Store, words: str) -> tuple[ListedSource, ...]:
    """The sources with a name that has these words, or words that begin so, the most quoted first."""
    if len(words) < _LEAST:
        return ()
    try:
        return sources(store, words).listed[:_MOST]
    except QuestionError:  # no word in it: nobody
        return ()


def named(store: Store, name: str) -> tuple[ListedSource, ...]:
    """The sources of just this name: more than one where several bear it."""
    return tuple(each for each in known_by(store, name) if name in (each.name, *each.others))
