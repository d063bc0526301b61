"""Who comes forward on a claim: first made, confirmed, disputed, declined, met with silence, side changed.

One who says again what he said before says nothing new; nor does a statement as good as the same of one who
is not named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.follow.camp import is_one_voice
from onrecord.follow.heard import Comparing, Heard, Noted, Notice, Repeat, is_named
from onrecord.records import ChangeKind, Figure, Source, Stance, StanceKind

Side = Literal["supports", "disputes", "declines"]
_SIDES: dict[StanceKind, Side] = {
    "supports": "supports",
    "disputes": "disputes",
    "declines": "declines",
    "non-denial": "declines",
}
_MAY_REJECT = frozenset({"supports", "mentions"})
# Chosen, as all numbers here and in `counts` and `times`, on the stories of gates/gold/claims/choose.
# A first statement this like an earlier one of its story says the same, as far as can be told.
SAME = 0.62
# One that the matching put beside a known claim as well needs less.
SAME_OF_KNOWN = 0.5
# A statement is told beside a claim where the matching is this sure of it, or surer the less they are alike.
SURE = 0.85
SURE_TOGETHER = ((0.6, 0.2), (0.45, 0.3))
# A dispute that only the judge sees has to be about the same, more so where no word in it denies anything.
DISPUTED, DISPUTED_PLAINLY = 0.35, 0.5
# One who adds weight to a claim puts the same forward in words as like as this, or says that it is so.
CONFIRMED = 0.4
# Of one claim, but less like all that is known of it than this, a statement says something of its own.
MORE = 0.35
# Who takes the other side speaks of the same: that is seen in the words, too.
TURNED = 0.25
# What a rejection that was matched with no claim is of.
REJECTED = 0.2
# Of the likest statements so many are looked at for one that names no other figure.
LOOKED_AT = 5
# Who gives a number of so many or more that was given, in words as like as this, says nothing new.
TELLING, SAME_FIGURE = 10, 0.15
# Words of a content that says something by itself.
FEWEST = 3
# Less sure attributions found no news: every second one would be wrong.
LEAST_SCORE = 0.4
_PUTS_NOTHING_FORWARD = frozenset({"ask", "decline", "non-denial"})
_NO_COMMENT = re.compile(
    r"\b(?:(?:did|does|do|would|could|will|had|has|was|were)(?: not|n['’]t) (?:immediately |yet )?"
    r"(?:to |available (?:for|to) )?comment|(?:declin|refus)(?:e[sd]?|ing) to comment|no comment)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:(?:did|do|does|had|has|have|would)(?: not|n['’]t) (?:immediately |yet |at once )?"
    r"(?:respond|repl(?:y|ied)|answer|return|responded|answered|returned)"
    r"|could(?: not|n['’]t) (?:immediately )?be (?:reached|contacted)"
    r"|(?:gave|made|offered|issued|was|had been) no (?:immediate )?(?:response|reply|answer|comment)"
    r"|(?:no|without) (?:immediate )?(?:response|reply|answer|comment)"
    r"|unanswered|(?:un|not )available for comment|(?:yet|failed) to (?:respond|reply|answer|comment))\b",
    re.IGNORECASE,
)


class _Stood(NamedTuple):
    """A statement on one side of a claim."""

    heard: Heard
    side: Side


_Figure = tuple[float, str | None]


class _Facts(NamedTuple):
    """What tells two statements apart that are in like words: the bounds of figures, and days."""

    figures: frozenset[_Figure]
    days: frozenset[str]


@dataclass(slots=True)
class Turns:
    """Takes the statements of a story in their order; what is new of them becomes notices."""

    comparing: Comparing
    _stood: dict[str, list[_Stood]] = field(default_factory=lambda: defaultdict(list))
    _heard: list[Heard] = field(default_factory=list)
    _facts: dict[int, _Facts] = field(default_factory=dict)
    _disputed: dict[tuple[int, str], int] = field(default_factory=dict)
    _denials: list[Heard] = field(default_factory=list)
    _given: dict[_Figure, Heard] = field(default_factory=dict)

    def hear(self, heard: Heard) -> list[Notice | Repeat]:
        """Take a statement in; gives what is new of it, or what it repeats, nothing for one that is known."""
        # What stands in a headline stands below it, too, with who said it.
        is_news = heard.is_new and not heard.saying.in_headline
        told = [self._told(heard, stance) for stance in heard.stances] if is_news else []
        for stance in heard.stances:
            side = self._side(heard, stance)
            if side is not None and not heard.saying.in_headline:
                self._stood[stance.claim].append(_Stood(heard, side))
        if not heard.saying.in_headline:
            self._heard.append(heard)
            if self.comparing.is_rejecting(heard.saying):
                self._denials.append(heard)
            self._facts[heard.line] = _facts(heard)
            for each in self._facts[heard.line].figures:
                self._given.setdefault(each, heard)
        found = [self._once(heard, each) for each in told if each is not None]
        notices = [each for each in found if isinstance(each, Notice)]
        repeats = [each for each in found if isinstance(each, Repeat)]
        return list(notices[:1] or repeats[:1])

    def _once(self, heard: Heard, found: Notice | Repeat) -> Notice | Repeat:
        """A denial and the quotation that goes with it are told as one."""
        if not isinstance(found, Notice) or found.kind != "disputes":
            return found
        first = self._disputed.get((heard.version, heard.source or ""))
        if first is not None and heard.saying.statement.quotation == "direct":
            return Repeat(heard.line, first)
        self._disputed.setdefault((heard.version, heard.source or ""), heard.line)
        return found

    def _side(self, heard: Heard, stance: Stance) -> Side | None:
        if _NO_COMMENT.search(heard.saying.read):
            return "declines"
        if stance.kind in _MAY_REJECT and self.comparing.is_rejecting(heard.saying):
            return "disputes"
        return _SIDES.get(stance.kind)

    def _told(self, heard: Heard, stance: Stance) -> Notice | Repeat | None:
        side = self._side(heard, stance)
        if side is None:
            return None
        known = self._stood.get(stance.claim, [])
        if heard.is_copy:
            return _again(heard, known, side)
        if not known or not self._is_sure(heard, stance, known):
            return self._first(heard, stance, side)
        own = [each for each in known if heard.source is not None and each.heard.source == heard.source]
        taken = [each for each in own if each.side != "declines"]
        if side != "declines" and taken and taken[-1].side != side:
            return self._turned(heard, stance, side, taken[-1].heard, known)
        voices = [each for each in known if is_one_voice(_who(each.heard), _who(heard))]
        if any(each.side == side for each in voices):
            if side == "supports" and self._says_more(heard, [each.heard for each in voices]):
                return self._first(heard, stance, side)
            return _again(heard, voices, side)
        return self._new_voice(heard, stance, side, known)

    def _is_sure(self, heard: Heard, stance: Stance, known: Sequence[_Stood]) -> bool:
        """Whether a statement is of a claim surely enough to be told beside it."""
        is_judged = stance.kind == "disputes" and not self.comparing.is_rejecting(heard.saying)
        if self.comparing.is_pointing(heard.saying):
            return not is_judged
        likest = self.comparing.nearest(heard.saying, [each.heard.saying for each in known])
        alike = likest[0][1] if likest else 0.0
        if is_judged:
            # Most of what only seems to speak against a claim says nothing of it.
            is_contrary = self.comparing.is_negated(heard.saying)
            if _is_slight(heard) or any(_is_beside(heard, each.heard) for each in known):
                return False
            return alike >= (DISPUTED if is_contrary else DISPUTED_PLAINLY)
        return stance.score >= SURE or any(
            stance.score >= score and alike >= least for score, least in SURE_TOGETHER
        )

    def _turned(
        self, heard: Heard, stance: Stance, side: Side, before: Heard, known: Sequence[_Stood]
    ) -> Notice | Repeat | None:
        """Somebody who stood on the other side; what only points, or rejects something near, is no turn."""
        is_forced = _SIDES.get(stance.kind) != side
        if not is_forced and not self.comparing.is_pointing(heard.saying):
            least = TURNED if self.comparing.is_negated(heard.saying) else DISPUTED_PLAINLY
            if self.comparing.alike(heard.saying, before.saying) >= least:
                return _notice("reversed", heard, stance, before)
            return self._first(heard, stance, side)
        others = [each for each in known if each.heard.source != heard.source and each.side != side]
        return _notice("disputes", heard, stance, others[-1].heard if others else None)

    def _new_voice(
        self, heard: Heard, stance: Stance, side: Side, known: Sequence[_Stood]
    ) -> Notice | Repeat | None:
        """Somebody who was not heard on that side."""
        holders = [each.heard for each in known if each.side == "supports"]
        against = self._nearest(heard, holders or [known[0].heard])
        if side == "declines":
            return _notice(_refusal(heard), heard, stance, against)
        if side == "disputes":
            denied = self._denied(heard, holders[0] if holders else None)
            if denied is not None:
                return Repeat(heard.line, denied.line)
            is_known = any(each.side == side and not is_named(_who(each.heard)) for each in known)
            if not is_named(_who(heard)) and is_known:
                return _again(heard, known, side)
            return _notice("disputes", heard, stance, against)
        if not holders:
            return _notice("claim", heard, stance, known[0].heard)
        if _tells_apart(_facts(heard), _facts(against)):
            return self._first(heard, stance, side)
        is_weighty = is_named(_who(heard)) and self._is_plainly_of(heard, stance, against)
        if heard.saying.statement.act != "confirm" and not is_weighty:
            if self._says_more(heard, holders):
                return self._first(heard, stance, side)
            return _again(heard, known, side)
        return _notice("confirms", heard, stance, against)

    def _says_more(self, heard: Heard, known: Sequence[Heard]) -> bool:
        """Whether a statement of a claim says something else than others of it: a number, or other words."""
        if self.comparing.is_pointing(heard.saying):
            return False
        if self._gives_a_figure(heard):
            return True
        likest = self.comparing.nearest(heard.saying, [each.saying for each in known])
        return not likest or likest[0][1] < MORE

    def _gives_a_figure(self, heard: Heard) -> bool:
        """Whether it names a telling number that nobody named before."""
        return any(_is_telling(each) and each not in self._given for each in _facts(heard).figures)

    def _denied(self, heard: Heard, against: Heard | None) -> Heard | None:
        """What a voice denied in an earlier report and denies again, where what it answers is no newer."""
        if not self.comparing.is_rejecting(heard.saying):
            return None
        earlier = [each for each in self._denials if each.version != heard.version]
        # Who is not named may be any of those who denied it before.
        own = [each for each in earlier if not is_named(_who(heard)) or is_one_voice(_who(each), _who(heard))]
        is_answered = own and (against is None or against.at <= own[-1].at)
        return own[-1] if is_answered else None

    def _is_plainly_of(self, heard: Heard, stance: Stance, against: Heard) -> bool:
        """Whether a named source puts a claim forward so plainly that it adds weight to it."""
        if self._with_its_figures(heard) is not None:
            return False
        return stance.score >= SURE and self.comparing.alike(heard.saying, against.saying) >= CONFIRMED

    def _first(self, heard: Heard, stance: Stance, side: Side) -> Notice | Repeat | None:
        """A statement that founds a claim."""
        statement = heard.saying.statement
        if statement.score < LEAST_SCORE:
            return None
        if side == "declines":
            return _notice(_refusal(heard), heard, stance, None)
        if side == "disputes" and self.comparing.is_rejecting(heard.saying):
            likely = self._against(heard)
            denied = self._denied(heard, likely)
            if denied is not None:
                return Repeat(heard.line, denied.line)
            return _notice("disputes", heard, stance, likely)
        says_nothing = _is_slight(heard) or self.comparing.is_pointing(heard.saying)
        if statement.act in _PUTS_NOTHING_FORWARD or says_nothing:
            return None
        if (known := self._with_its_figures(heard)) is not None:
            return Repeat(heard.line, known.line)
        likest, alike = self._likest(heard)
        is_beside_known = any(each.kind == "mentions" for each in heard.stances)
        is_new = self._gives_a_figure(heard)
        least = SAME_OF_KNOWN if is_beside_known else SAME
        if likest is not None and not is_new and alike >= least:
            is_other = is_named(_who(heard)) and not is_one_voice(_who(heard), _who(likest))
            if is_other and alike < SAME:
                return _notice("confirms", heard, stance, likest)
            return Repeat(heard.line, likest.line)
        return _notice("claim", heard, stance, None)

    def _with_its_figures(self, heard: Heard) -> Heard | None:
        """An earlier statement that gave a telling figure of this one, where all its figures are known."""
        own = [each for each in _facts(heard).figures if _is_telling(each)]
        if not own or any(each not in self._given for each in own):
            return None
        first = self._given[own[0]]
        alike = self.comparing.alike(heard.saying, first.saying)
        return first if len(own) > 1 or alike >= SAME_FIGURE else None

    def _nearest(self, heard: Heard, others: Sequence[Heard]) -> Heard:
        """The likest of some statements; the first where none is like it."""
        likest = self.comparing.nearest(heard.saying, [each.saying for each in others])
        return others[likest[0][0]] if likest else others[0]

    def _against(self, heard: Heard) -> Heard | None:
        """What somebody else said that a rejection is most likely of; None where nothing is like it."""
        likest = self.comparing.nearest(heard.saying, [each.saying for each in self._heard], LOOKED_AT)
        others = (self._heard[place] for place, alike in likest if alike >= REJECTED)
        return next((each for each in others if each.source != heard.source), None)

    def _likest(self, heard: Heard) -> tuple[Heard | None, float]:
        """The earlier statement that says most nearly the same, with no other figure or day."""
        own = _facts(heard)
        likest = self.comparing.nearest(heard.saying, [each.saying for each in self._heard], LOOKED_AT)
        for place, alike in likest:
            other = self._heard[place]
            if not _tells_apart(own, self._facts[other.line]):
                return other, alike
        return None, 0.0


def is_silent(heard: Heard) -> bool:
    """Whether a statement says that somebody was asked and did not answer."""
    return _SILENT.search(heard.saying.read) is not None


def _is_slight(heard: Heard) -> bool:
    """Whether a content is no sentence: "2011", "a sale"; a number with what it counts says enough."""
    return len(heard.saying.statement.content.text.split()) < FEWEST and not heard.saying.figures


def _is_beside(one: Heard, other: Heard) -> bool:
    """Whether two statements stand in one text and are of one voice: nobody disputes himself in a breath."""
    return one.version == other.version and is_one_voice(_who(one), _who(other))


def _is_telling(figure: _Figure) -> bool:
    """Whether a number tells what it is of by itself: not "two", not "half"."""
    return abs(figure[0]) >= TELLING


def _refusal(heard: Heard) -> ChangeKind:
    return "silent" if is_silent(heard) else "declines"


def _who(heard: Heard) -> Source | None:
    return heard.saying.statement.source


def _again(heard: Heard, known: Sequence[_Stood], side: Side) -> Repeat | None:
    """Say that a statement repeats the first of its side, of its own source where that is among them."""
    same = [each.heard for each in known if each.side == side] or [each.heard for each in known]
    own = [each for each in same if each.source == heard.source]
    return Repeat(heard.line, (own or same)[0].line) if same else None


def _notice(kind: ChangeKind, heard: Heard, stance: Stance, earlier: Heard | None) -> Notice:
    pair = Noted(kind, earlier.line if earlier else None, heard.line)
    return Notice(kind, heard.version, stance.claim, (pair,))


def _tells_apart(one: _Facts, other: _Facts) -> bool:
    """Whether two statements name figures, or days, of which none is the same."""
    return any(first and second and not first & second for first, second in zip(one, other, strict=True))


def _number(figure: Figure) -> float:
    """The number that a figure names: of "at least 14" that is 14."""
    return (figure.low if figure.low is not None else figure.high) or 0.0


def _facts(heard: Heard) -> _Facts:
    return _Facts(
        frozenset((_number(each), each.unit) for each in heard.saying.figures),
        frozenset(heard.saying.statement.event_times),
    )
