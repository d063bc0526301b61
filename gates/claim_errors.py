"""What is wrong of a half of the gold stories, for a person to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gates.claim_aligned import Case, Place, couples, key_of
from gates.claim_gold import Value
from gates.claim_scores import answers_to, claim_pairs, disputes, is_right, standings
from gates.claim_series import series_pairs
from onrecord.claims.agreement import agree
from onrecord.records import Point, Stance


def lines(case: Case) -> Iterator[str]:
    """Everything that is wrong, kind by kind, each with its story, the marked words and what was printed."""
    for title, some in (
        ("MARKS NOT FOUND", _not_found(case)),
        ("CLAIMS MISSED: marks of one claim that share no printed one", _missed(case)),
        ("CLAIMS WRONG: marks of no common claim that share a printed one", _wrong(case)),
        ("DISPUTES MISSED", _disputes_missed(case)),
        ("DISPUTES WRONG", _disputes_wrong(case)),
        ("STANCES WRONG", _stances_wrong(case)),
        ("FIGURES", _figures(case)),
        ("STORIES", _stories(case)),
    ):
        found = list(some)
        yield f"## {title}"
        yield from found
        yield ""


def _marked(case: Case, place: Place) -> str:
    links = ",".join(f"{link.claim} {link.stance}" for link in case.marks[place].links)
    return f"    {place.report} [{links}] {case.words(place)}"


def _printed(case: Case, stances: Iterable[Stance]) -> Iterator[str]:
    for stance in stances:
        text = _line(case.claims[stance.claim].text)
        yield f"        {stance.kind} {stance.claim} ({stance.score:.2f}): {text}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _not_found(case: Case) -> Iterator[str]:
    for place in sorted(case.marks.keys() - case.met.keys()):
        yield _marked(case, place)


def _missed(case: Case) -> Iterator[str]:
    """Each claim of which a pair is missed, with all its marks and the claims printed of each."""
    pairs = claim_pairs(case)
    for claim, members in case.members.items():
        own = {pair for pair in pairs.gold if set(pair) <= members.keys()}
        missed = own - pairs.printed
        if not missed:
            continue
        yield f"{claim.story} claim {claim.number}: {len(missed)} of {len(own)} pairs"
        for place in sorted(members):
            yield _marked(case, place)
            yield from _printed(case, case.towards(place))
            if place not in case.met:
                yield "        not found"


def _wrong(case: Case) -> Iterator[str]:
    """Each printed claim that holds marks of no common claim, with all marks it holds."""
    wrong = claim_pairs(case).printed - claim_pairs(case).gold
    for name, stances in case.printed.items():
        held = {place: each for each in stances if (place := case.place_of.get(key_of(each)))}
        own = couples([held]) & wrong
        if not own:
            continue
        yield f"printed {name}, {len(own)} pairs: {_line(case.claims[name].text)}"
        for place, stance in held.items():
            yield _marked(case, place)
            yield f"        {stance.kind} ({stance.score:.2f})"


def _disputes_missed(case: Case) -> Iterator[str]:
    found = disputes(case)
    for unit in sorted(unit for unit, is_hit in found.gold.items() if not is_hit):
        if unit not in found.open_gold:
            yield f"{unit.claim.story} claim {unit.claim.number}: the mark or its claim was not found"
        else:
            texts = {case.claims[claim].text for claim in answers_to(case, unit.claim)}
            yield f"{unit.claim.story} claim {unit.claim.number}, printed as {sorted(texts)}"
        yield _marked(case, unit.place)
        yield from _printed(case, case.towards(unit.place))


def _disputes_wrong(case: Case) -> Iterator[str]:
    for unit in sorted(unit for unit, right in disputes(case).printed.items() if not right):
        yield _marked(case, unit.place)
        yield from _printed(case, (each for each in case.towards(unit.place) if each.claim == unit.claim))
        for stance in (each for each in case.printed[unit.claim] if each.kind == "supports"):
            yield f"            supported by {stance.article} {_words(case, stance)}"


def _words(case: Case, stance: Stance) -> str:
    text = case.texts[stance.article]
    spans = case.answer.statements[key_of(stance)]
    return _line(" ".join(text[start:end] for start, end in spans))


def _stances_wrong(case: Case) -> Iterator[str]:
    wrong = [standing for standing in standings(case) if not is_right(case, standing)]
    kinds = Counter((case.members[each.claim][each.place], each.printed.kind) for each in wrong)
    yield from (f"{gold} read as {read}: {times}" for (gold, read), times in kinds.most_common())
    for standing in wrong:
        yield _marked(case, standing.place)
        yield from _printed(case, [standing.printed])


def _figures(case: Case) -> Iterator[str]:
    pairs = series_pairs(case)
    yield from (f"missed: {_value(one)} / {_value(other)}" for one, other in pairs.missed)
    yield from (f"wrong: {_point(one)} / {_point(other)}" for one, other in pairs.wrong)
    for each in pairs.together:
        if agree(*each.points) != each.agree:
            said = "agree" if each.agree else "differ"
            yield f"should {said}: {_point(each.points[0])} / {_point(each.points[1])}"


def _value(value: Value) -> str:
    return f"{value.report} {value.words!r} ({value.source}, {value.letter})"


def _point(point: Point) -> str:
    bounds = f"{point.low} to {point.high}{' or so' if point.approximate else ''}"
    return f"{point.article} {point.text!r} ({point.source}, {bounds} {point.unit or ''})"


def _stories(case: Case) -> Iterator[str]:
    printed = {article: case.answer.stories.get(article, "none") for article in case.story_of}
    for story in dict.fromkeys(case.story_of.values()):
        parts = Counter(printed[article] for article, own in case.story_of.items() if own == story)
        if len(parts) > 1:
            yield f"{story} is in {len(parts)} stories: {dict(parts)}"
    for name in dict.fromkeys(printed.values()):
        held = {case.story_of[article] for article, own in printed.items() if own == name}
        if len(held) > 1:
            yield f"{name} holds {sorted(held)}"
