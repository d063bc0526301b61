"""Of what type a statement is, which act, how sure, and whether its content is negated.

The cue is looked up in `lexicon.tsv`; where it only says "said", the content decides the act. What each
value means is in docs/fields.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from onrecord.records import Act, Certainty, Polarity, Quotation, StatementType
from onrecord.statements.speech.acts import by_content, by_future, is_headline_future, negate
from onrecord.statements.speech.certainty import certainty, main_clause, polarity
from onrecord.statements.speech.content import Content, read_content
from onrecord.statements.speech.cue import Cue, read_cue
from onrecord.statements.speech.lexicon import Row
from onrecord.statements.speech.sorts import choose_row
from onrecord.word_list import words

# First words of a content that end the phrase of a cue: "called" + "for an inquiry".
_PARTICLES: Final = words(
    "for on of about at as in into with against from out off up down to that over upon by behind"
)
# Last words of a cue that leave its verb to the content: "declined to" + "comment".
_OPEN_ENDS: Final = (" to", " of", " from")
# Sources that turn the act round: "Neither bank would comment".
_NOBODY = re.compile(r"(?:neither|nobody|no one|none|no) ", re.IGNORECASE)
_HEAD: Final = 60  # characters of a content in which those words stand


@dataclass(frozen=True, slots=True)
class Speech:
    """What `judge` makes out; every value as docs/fields.md has it, `act` None for type "other"."""

    type: StatementType
    act: Act | None
    certainty: Certainty
    polarity: Polarity


def judge(source: str | None, cue: str, content: str, quotation: Quotation) -> Speech:
    """Type, act, certainty and polarity of a statement, from its words as they stand in the report.

    Any strings will do. Only the first 400 characters of the content are read, and its end.
    """
    signal = read_cue(cue[:300], _following(cue, content))
    said = read_content(content, quotation)
    row = choose_row(signal, said, quotation)
    if "number" in row.conditions:  # "put the toll at 31 dead and 204 injured" holds no verb
        said = replace(said, form="noun")
    act = _act(row, signal, said, source, quotation)
    clausal = row.open or (row.type == "assertion" and signal.bare)
    main = main_clause(said)
    return Speech(row.type, act, certainty(said, main, act, clausal), polarity(main))


def _following(cue: str, content: str) -> tuple[str, ...]:
    """The first word of a content where it may belong to the cue; of "to comment", both."""
    first = content[:_HEAD].lower().split(maxsplit=3)
    if cue.endswith(_OPEN_ENDS):
        return tuple(first[:2])
    if not first or first[0] not in _PARTICLES:
        return ()
    return tuple(first[: 3 if first[0] == "to" else 1])


def _act(row: Row, cue: Cue, content: Content, source: str | None, quotation: Quotation) -> Act | None:
    if (cue.negated or (source and _NOBODY.match(source))) and not (
        row.conditions and "not" in row.conditions
    ):
        return negate(row.act, row, cue.phrase)
    if row.open:
        headline = cue.bare and is_headline_future(content)
        return "predict" if headline else by_content(source, content, quotation)
    if row.act == "assert" and content.form == "clause" and row.type in ("assertion", "belief"):
        return by_future(source, content, quotation) or "assert"
    return row.act
