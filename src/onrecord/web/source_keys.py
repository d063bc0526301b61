"""The key of a source that a person names anew: the one that reports would give it, as far as names tell."""

from __future__ import annotations

from onrecord.records import SourceKind
from onrecord.statements.who.identity import body_id, person_id
from onrecord.statements.who.labels import known
from onrecord.statements.who.tokens import fold

# A name of none of these is nobody's in every report.
_NAMED: tuple[SourceKind, ...] = ("organisation", "government", "outlet", "group", "document")


def key_of(name: str, kind: SourceKind | None) -> str:
    """The key of a person or body of this name. Where the name does not say whose it is, one of its words.

    So a report that names the same in full is of the same source.
    """
    words = [folded for word in name.split() if (folded := fold(word))]
    found = person_id(words) if kind in (None, "person") else None
    if kind != "person" and found is None:
        label = known(" ".join(name.split()))
        found = label.known if label is not None else None
    if kind in _NAMED and found is None:
        found = body_id(kind, words, None)
    return found or f"name:{'-'.join(words) or 'unwritten'}"
