"""Rules for the present, past and future as such: "now", "recently", "in the future"."""

from __future__ import annotations

from onrecord.statements.timex.counts import VAGUE
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Fixed
from onrecord.statements.timex.names import SMALL, bag


def _present(match: Match) -> Expression:
    return match.say(Fixed("PRESENT_REF"))


def _past(match: Match) -> Expression:
    return match.say(Fixed("PAST_REF"))


def _the_past(match: Match) -> Expression | None:
    """Not in "the past three seasons", "the past few games"."""
    after = match.after()
    counted = after[:1].isdigit() or after in SMALL or after in VAGUE or after in ("couple", "two-thirds")
    return None if counted else _past(match)


def _future(match: Match) -> Expression:
    return match.say(Fixed("FUTURE_REF"))


def _recently(match: Match) -> Expression | None:
    """Not in "as recently as 2019"."""
    return None if match.before() == "as" else _past(match)


def _at_present(match: Match) -> Expression | None:
    """As "at the moment", "at this time": without "at" they are a moment of the story."""
    return _present(match) if match.before() == "at" else None


def _opening(match: Match) -> Expression | None:
    """As "Previously, it ..." opens a sentence; "a previously announced plan" tells no time of its own."""
    return _past(match) if match.tokens.raw(match.first)[0].isupper() else None


def _soon(match: Match) -> Expression | None:
    """What "will soon" be; "soon became" and "as soon as" are not of the future."""
    near = {match.before(), match.before(2), match.before(3), match.after()}
    return _future(match) if near & _AHEAD and match.after() not in ("as", "after", "afterwards") else None


def _one_day(match: Match) -> Expression | None:
    near = {match.before(), match.before(2), match.after(), match.after(2)}
    return _future(match) if near & _AHEAD else None


_AHEAD = bag("will would could may might can should must 'll hopes expected to begin perhaps maybe")
CLASSES: dict[str, tuple[str, ...]] = {}
PHRASES: dict[str, str] = {}
RULES: Rules = (
    ("( right | just | until )? now", _present),
    ("currently | presently | nowadays", _present),
    ("current", _present),
    ("( the present | this time | the moment | this moment | present ) time?", _at_present),
    ("these days", _present),
    ("more? recently | most recently", _recently),
    ("the ( recent | distant | near )? past", _the_past),
    ("lately | recent times", _past),
    ("a later date", _future),
    ("recent", _past),
    ("previously | formerly", _opening),
    ("the ( near | foreseeable | distant )? future", _future),
    ("soon", _soon),
    ("one day | someday", _one_day),
)
