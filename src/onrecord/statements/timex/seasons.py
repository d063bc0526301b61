"""Rules for seasons and feasts: "summer 2024", "last winter", "Christmas Eve", "Thanksgiving"."""

from __future__ import annotations

from onrecord.statements.timex import which
from onrecord.statements.timex.ambiguous import is_season
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Partial
from onrecord.statements.timex.names import EASTER, FEASTS, MOVING_FEASTS, SEASONS, bag

# The Good Friday Agreement, Easter Island.
_NAMED_AFTER_FEASTS = bag("agreement accord accords island rising carol")


def _season(match: Match) -> Expression | None:
    year = which.year(match)
    if year is None and not match.has("part") and not is_season(match):
        return None
    return match.say(Partial(season=SEASONS[match.words("season")[0]], year=year))


def _chosen_season(match: Match) -> Expression:
    return match.say(which.chosen(match, Partial(season=SEASONS[match.words("season")[0]])))


def _feast(match: Match) -> Expression | None:
    if not match.raw("feast")[:1].isupper() or match.after() in _NAMED_AFTER_FEASTS:
        return None
    chosen = which.step(match.words("which")) if match.has("which") else None
    name = match.text("feast").replace(" 's", "'s")
    return match.say(Partial(feast=name, year=which.year(match), which=chosen))


CLASSES: dict[str, tuple[str, ...]] = {"the": ("the",)}
PHRASES = {
    "feast": " | ".join(
        name.replace("'s", " 's")
        for name in sorted((*FEASTS, *MOVING_FEASTS, *EASTER), key=len, reverse=True)
    )
}
RULES: Rules = (
    ("<part:part>? <the:the>? <season:season> <of year>?", _season),
    ("<part:part>? <which:which> <season:season>", _chosen_season),
    ("<which:which>? <feast:feast> <of year>?", _feast),
)
