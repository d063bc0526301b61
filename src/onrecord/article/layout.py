"""What each stretch of a pasted text is: a part of the report or furniture, in order, none twice."""

from __future__ import annotations

import re

from onrecord.article import agency, byline, captions, dateline, furniture, opening, paragraphs, time_stamp
from onrecord.article.paragraphs import ends
from onrecord.article.stretch import Kind, Stretch, is_short_line

_SUBHEADING = 80
_LINK = 120  # a linked headline in a list "More on this story"
_LINKS = 8
_LINKS_INSIDE = 3  # in the midst of a report such lists are short, and a mistake costs body text
_TOPIC = 30
_TOPIC_WORDS = 4
_HEAD = 8  # stretches within which an agency's name alone can stand for a byline
_FOOT = 12  # stretches behind the last sentence that are looked at for stamps and bylines
_CREDIT_WITHIN = 4  # body paragraphs, from the last, that can hold the agencies' credit

_LIST_HEADING = re.compile(
    r"(?:more on this(?: story)?|related (?:stor(?:y|ies)|articles?|news|links?|content|coverage|reading)|"
    r"more stories|"
    r"recommended(?: for you| stories| reading)?|most (?:read|popular|viewed|shared)|(?:top|latest|"
    r"more top) (?:stories|news)|"
    r"(?:also read|read (?:more|also|next)|see also|you (?:may|might) also like|trending(?: now)?))\s*:?",
    re.IGNORECASE,
)
_TOPIC_HEADING = re.compile(
    r"(?:follow|follow(?:ing)? topics?|topics?|tags?|(?:more|related|explore) topics|filed under)\s*:?",
    re.IGNORECASE,
)


def lay_out(text: str, headline: str | None) -> tuple[Stretch, ...]:
    """All visible characters of the text in stretches with their kinds; `headline` as the input names it."""
    stretches = [Stretch(p.start, p.end) for p in paragraphs.split(text)]
    stretches = _furniture(text, stretches)
    stretches = opening.mark_headline(text, stretches, headline)
    stretches = captions.mark(text, stretches)
    stretches = _lists(text, stretches)
    stretches = opening.mark_opening(text, stretches)
    stretches = _foot(text, stretches)
    stretches = _rest(text, stretches)
    return tuple(_end_credit(text, stretches))


def _furniture(text: str, stretches: list[Stretch]) -> list[Stretch]:
    marked: list[Stretch] = []
    for stretch in stretches:
        # cut before it is looked at: a line of megabytes is no furniture, and costs nothing here
        kind = furniture.kind(text[stretch.start : stretch.end]) if stretch.length() < 1000 else None
        marked.append(stretch.marked(kind) if kind else stretch)
    return [_unless_inside(text, marked, at) for at in range(len(marked))]


def _unless_inside(text: str, stretches: list[Stretch], at: int) -> Stretch:
    """The stretch; "Bloomberg." alone in the midst of a report may be a person, so it is left unmarked."""
    inside = (
        at >= _HEAD
        and sum(stretch.kind is None for stretch in stretches[at + 1 : at + 1 + _FOOT]) > _CREDIT_WITHIN
    )
    if inside and stretches[at].kind == "credit-line" and stretches[at].words(text).strip(".").isalpha():
        return stretches[at]._replace(kind=None)
    return stretches[at]


def _lists(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Lines under a furniture heading: linked headlines, topics, the networks beside "Share"."""
    marked = list(stretches)
    last = max((at for at, stretch in enumerate(stretches) if stretch.kind is None), default=0)
    for at, stretch in enumerate(stretches):
        words = stretch.words(text) if stretch.kind and stretch.length() <= _LINK else ""
        if stretch.kind == "related-link" and _LIST_HEADING.fullmatch(words):
            _mark_run(marked, _links(text, marked, at + 1, last), "related-link")
        elif stretch.kind == "topic-bar" and _TOPIC_HEADING.fullmatch(words):
            _mark_run(marked, _topics(text, marked, at + 1), "topic-bar")
        elif stretch.kind == "share-bar":
            _mark_run(marked, _networks(text, marked, at), "share-bar")
    return marked


def _mark_run(stretches: list[Stretch], run: list[int], kind: Kind) -> None:
    for at in run:
        stretches[at] = stretches[at].marked(kind)


def _links(text: str, stretches: list[Stretch], first: int, last: int) -> list[int]:
    """The lines from `first` that look like linked headlines; `last` is the last unmarked stretch."""
    run: list[int] = []
    while first + len(run) < len(stretches) and len(run) < _LINKS:
        stretch = stretches[first + len(run)]
        if not is_short_line(text, stretch, _LINK) or dateline.find(text, stretch.start, stretch.end):
            break
        run.append(first + len(run))
    return run[:_LINKS_INSIDE] if last >= first + len(run) else run


def _topics(text: str, stretches: list[Stretch], first: int) -> list[int]:
    run: list[int] = []
    for at in range(first, min(len(stretches), first + _LINKS)):
        stretch = stretches[at]
        if not is_short_line(text, stretch, _TOPIC) or len(stretch.words(text).split()) > _TOPIC_WORDS:
            break
        run.append(at)
    return run


def _networks(text: str, stretches: list[Stretch], at: int) -> list[int]:
    run: list[int] = []
    for step in (-1, 1):
        near = at + step
        while (
            0 <= near < len(stretches)
            and stretches[near].length() <= 12
            and furniture.is_network(stretches[near].words(text))
        ):
            run.append(near)
            near += step
    return [near for near in run if stretches[near].kind is None]


def _foot(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Stamps and bylines behind the last sentence."""
    marked = list(stretches)
    for at in range(len(stretches) - 1, max(0, len(stretches) - _FOOT), -1):
        stretch = stretches[at]
        if stretch.kind is None and stretch.length() <= _LINK and time_stamp.read(stretch.words(text)):
            marked[at] = stretch.marked("time-stamp")
        elif stretch.kind is None and stretch.length() <= _LINK and byline.read(stretch.words(text)):
            marked[at] = stretch.marked("byline")
        elif stretch.kind is None:
            break
    return marked


def _rest(text: str, stretches: list[Stretch]) -> list[Stretch]:
    marked: list[Stretch] = []
    for at, stretch in enumerate(stretches):
        if stretch.kind:
            marked.append(stretch)
        elif captions.stands_above_credit(text, stretches, at) and at:
            marked.append(stretch.marked("caption"))
        else:
            marked.append(stretch.marked("subheading" if _is_subheading(text, stretches, at) else "body"))
    return marked


def _is_subheading(text: str, stretches: list[Stretch], at: int) -> bool:
    stretch = stretches[at]
    first = stretch.words(text)[:3].lstrip("'\"‘“«„")[:1]
    if not is_short_line(text, stretch, _SUBHEADING) or not (first.isupper() or first.isdigit()):
        return False
    following = next((later for later in stretches[at + 1 : at + 1 + _FOOT] if later.kind is None), None)
    return following is not None and following.length() > stretch.length() and ends(following.words(text))


def _end_credit(text: str, stretches: list[Stretch]) -> list[Stretch]:
    bodies = [at for at, stretch in enumerate(stretches) if stretch.kind == "body"]
    for at in reversed(bodies[-_CREDIT_WITHIN:]):
        stretch = stretches[at]
        _, span = agency.at_end(text, stretch.start, stretch.end)
        if span:
            return [*stretches[:at], *_without(text, stretch, span.start), *stretches[at + 1 :]]
    return stretches


def _without(text: str, stretch: Stretch, at: int) -> list[Stretch]:
    end = at
    while end > stretch.start and text[end - 1].isspace():
        end -= 1
    credit = Stretch(at, stretch.end, "credit-line")
    return [Stretch(stretch.start, end, "body"), credit] if end > stretch.start else [credit]
