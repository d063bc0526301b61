"""Matching: which claims of its story a statement touches, and where it stands to each.

Cheap first: the same words are the same claim; then terms and vectors name a few claims that may be meant
(`candidates`), and the judge reads each of them beside the statement. A content that only points ("the
claims", "to comment") is put to the claim that it most likely takes up. A statement that touches none puts
forward a claim of its own.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence

from onrecord.claims.candidates import Wording, Wordings
from onrecord.claims.content import bare, points, rejects, same_words
from onrecord.claims.judge import Answers, Judge
from onrecord.claims.judge import judge as read_together
from onrecord.claims.pointing import Pointed, pointed
from onrecord.claims.terms import terms
from onrecord.records import Saying, Stance, StanceKind

# Claims that the judge reads beside a statement, and the likeness from which it does. Chosen, as all numbers
# here, on the stories of gates/gold/claims/choose.
MOST, LEAST = 5, 0.1
# A statement touches a claim from ENOUGH on: JUDGED times the log-odds that it does, as the judge has it, and
# the likeness of terms and vectors. Either alone errs where the other does not.
JUDGED, ENOUGH = 0.09, 0.47
LIKELY = 0.4  # of one stance, below which the judge does not know
WORDINGS = 4  # of one claim that statements are compared with
# Acts that turn what their content says: the content alone is then read beside the claim, too.
TURNING = frozenset({"deny", "decline", "non-denial", "ask"})


class Matcher:
    """The claims of one story; the statements of its articles are put to them, article by article."""

    def __init__(self, story: str, judge: Judge | None = None) -> None:
        self.story = story
        self._judge = judge or read_together
        self._wordings = Wordings()
        self._by_words: dict[str, str] = {}
        self._count: dict[str, int] = {}
        self._pointed = Pointed()

    def restore(self, rows: Iterable[tuple[Saying, Sequence[Stance]]]) -> None:
        """Take up the statements that were matched before, in the order in which they were."""
        for saying, stances in rows:
            self._keep(saying, stances)

    def add(self, sayings: Sequence[Saying]) -> tuple[Stance, ...]:
        """Match the statements of one article, in the order of its text."""
        found: list[Stance] = []
        for saying in sayings:
            stances = self._stances(saying)
            self._keep(saying, stances)
            found += stances
        return tuple(found)

    def _stances(self, saying: Saying) -> list[Stance]:
        if points(saying):
            meant = self._pointed.meant(saying)
            return [_stance(saying, meant, pointed(saying), 0.5)] if meant else [_own(saying)]
        known = self._by_words.get(same_words(saying.statement.content.text))
        if known and saying.statement.act in {"assert", "confirm", "predict", "express"}:
            return [_stance(saying, known, "supports", 1.0)]
        touched = self._touched(saying)
        if touched is None:
            return [_own(saying)]
        # Who only speaks of a claim puts something forward all the same, which others may take up.
        return [_own(saying), touched] if touched.kind == "mentions" else [touched]

    def _touched(self, saying: Saying) -> Stance | None:
        """The claim that a statement most surely touches, None where it touches none."""
        text = bare(saying.statement.content.text)
        near = self._wordings.nearest(frozenset(terms(text)), saying.vector, MOST, LEAST)
        read = self._judge([(wording.text, saying.read) for wording, _ in near])
        is_turned = saying.statement.act in TURNING
        alone = self._judge([(wording.text, text) for wording, _ in near]) if is_turned else read
        found = []
        for (wording, likeness), answer, content in zip(near, read, alone, strict=True):
            known = [taken(saying, answer)]
            if is_turned:
                known.append(turned(saying, content))
            kind, score = max(known, key=lambda each: each[1])
            sure = together(score, likeness)
            if kind and sure >= ENOUGH:
                found.append((_stance(saying, wording.claim, kind, min(sure, 1.0)), round(sure, 3)))
        return min(found, key=lambda each: (-each[1], each[0].claim))[0] if found else None

    def _keep(self, saying: Saying, stances: Sequence[Stance]) -> None:
        for stance in stances:
            known = self._count.get(stance.claim, 0)
            if points(saying) or (known and stance.kind != "supports") or known >= WORDINGS:
                continue
            text = bare(saying.statement.content.text)
            if self._by_words.setdefault(same_words(text), stance.claim) == stance.claim:
                self._count[stance.claim] = known + 1
                self._wordings.add(Wording(stance.claim, text, frozenset(terms(text)), saying.vector))
        self._pointed.keep(saying, stances)


def taken(saying: Saying, answer: Answers) -> tuple[StanceKind | None, float]:
    """The stance that the judge reads off a whole statement, and how surely it touches; None for none."""
    act = saying.statement.act
    kind = _best(answer)
    if kind is None:
        return None, 0.0
    if act in {"decline", "non-denial"}:
        return ("declines" if act == "decline" else "non-denial"), 1.0 - answer.other
    if act == "deny" and kind == "mentions":
        kind = "disputes"
    elif act == "ask" and kind in {"supports", "mentions"}:
        kind = "queries"
    elif act in {"assert", "confirm"} and kind == "mentions" and not rejects(saying.read):
        kind = "supports" if answer.supports > answer.disputes else "mentions"
    return kind, 1.0 - answer.other


def turned(saying: Saying, content: Answers) -> tuple[StanceKind | None, float]:
    """The stance that follows from what a content says of a claim and what is done with it by saying it."""
    kind = _best(content)
    if kind is None:
        return None, 0.0
    of_act: dict[str | None, StanceKind] = {
        "decline": "declines",
        "non-denial": "non-denial",
        "ask": "queries",
    }
    against: dict[StanceKind, StanceKind] = {"supports": "disputes", "disputes": "supports"}
    return of_act.get(saying.statement.act, against.get(kind, kind)), 1.0 - content.other


def _best(answer: Answers) -> StanceKind | None:
    """The likeliest stance, None where that is none, or not likely enough."""
    stances: tuple[StanceKind, ...] = ("supports", "disputes", "queries", "mentions")
    likely = max(zip(answer, stances, strict=False), key=lambda each: each[0])
    return likely[1] if likely[0] >= LIKELY and likely[0] > answer.other else None


def together(probability: float, likeness: float) -> float:
    """How surely a statement touches a claim: the judge's probability that it does, and their likeness."""
    held = min(max(probability, 1e-4), 1.0 - 1e-4)
    return JUDGED * math.log(held / (1.0 - held)) + likeness


def claim_id(statement: str) -> str:
    """The id of a claim: a hash of the statement that founded it."""
    return "c" + hashlib.sha256(statement.encode()).hexdigest()[:10]


def _own(saying: Saying) -> Stance:
    """A statement's stance to the claim that it founds: a denial disputes what it says is denied."""
    return _stance(saying, claim_id(saying.statement.id), own_kind(saying), 1.0)


def own_kind(saying: Saying) -> StanceKind:
    """How a statement stands to its own content."""
    act = saying.statement.act
    if act == "deny":
        return "disputes"
    if act == "decline":
        return "declines"
    if act == "non-denial":
        return "non-denial"
    return "queries" if act == "ask" else "supports"


def _stance(saying: Saying, claim: str, kind: StanceKind, score: float) -> Stance:
    return Stance(
        claim=claim, statement=saying.statement.id, article=saying.article, kind=kind, score=round(score, 3)
    )
