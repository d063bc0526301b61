"""The opening of a pasted report: headline, standfirst, byline, stamps, captions, up to the body."""

from __future__ import annotations

import re
import unicodedata

from onrecord import word_list
from onrecord.article import byline, captions, dateline, time_stamp
from onrecord.article.names import is_person
from onrecord.article.paragraphs import ends
from onrecord.article.stretch import Kind, Stretch, is_short_line

# Headlines of US papers with their second deck reach some 200 characters; sentences of a body are ended.
_HEADLINE = 200
_STANDFIRST = 300
_STANDFIRSTS = 4  # tabloids put up to four bulleted lines under a headline
_LOOKED_AT = 16  # stretches between headline and body, with all the buttons
_GIVEN_WITHIN = 6  # stretches before the headline that the input names

_MAIL = re.compile(r"(?:from|to|cc|bcc|reply-to|sent|subject):\s", re.IGNORECASE)
_SECTIONS = word_list.phrases(
    "africa|americas|analysis|asia|asia pacific|business|climate|crime|culture|economy|education|"
    "elections|entertainment|environment|europe|finance|football|general|health|home|india|"
    "international|latest news|lifestyle|local|local news|markets|metro|middle east|money|national|"
    "news|opinion|politics|science|society|sport|sports|tech|technology|top stories|travel|uk|"
    "uk news|us|us news|world|world news"
)
_ACRONYM = re.compile(r"(?:\b[A-Z]\.){2,}$|…$|\.\.\.$")
# What follows a standfirst at once; a photo or a button may stand behind a first body paragraph as well.
_SURE: frozenset[Kind] = frozenset(("byline", "time-stamp"))
_LIKELY: frozenset[Kind] = frozenset(("photo-credit", "caption", "share-bar", "topic-bar"))


def mark_headline(text: str, stretches: list[Stretch], given: str | None) -> list[Stretch]:
    """The headline, the one given or the one that the text shows; with what stands above it."""
    stretches = _mail_headers(text, stretches)
    known = _given(text, stretches, given) if given else range(0)
    if known:
        return [
            stretch.marked("headline") if at in known else stretch for at, stretch in enumerate(stretches)
        ]
    return _shown(text, _first_unmarked(stretches))


def mark_opening(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Everything between headline and body; standfirst only where more of the header follows it."""
    marked, waiting = list(stretches), list[int]()
    headlines = [at for at, stretch in enumerate(stretches) if stretch.kind == "headline"]
    first = headlines[-1] + 1 if headlines else 0
    for at in range(first, min(len(stretches), first + _LOOKED_AT)):
        kind = marked[at].kind or _kind(text, marked, at)
        if kind:
            marked[at] = marked[at].marked(kind)
            if _goes_on(marked, at) and (kind in _SURE or (kind in _LIKELY and len(waiting) == 1)):
                waiting = _confirm(marked, waiting if headlines else [])
            continue
        if dateline.find(text, marked[at].start, marked[at].end):
            _confirm(marked, waiting if headlines else [])
            return marked
        if marked[at].length() > _STANDFIRST or len(waiting) == _STANDFIRSTS:
            break
        waiting.append(at)
    if headlines and waiting and _is_second_deck(text, marked, waiting[0]):
        _confirm(marked, waiting[:1])
    return marked


def is_written_by(text: str, stretches: list[Stretch], at: int) -> bool:
    """True for a byline, or for a name with the writer's role on the next line."""
    words = stretches[at].words(text) if stretches[at].length() <= _STANDFIRST else ""
    if byline.read(words):
        return True
    following = stretches[at + 1].words(text)[:100] if at + 1 < len(stretches) else ""
    return is_person(words) and byline.is_role(following) and not is_person(following)


def _kind(text: str, stretches: list[Stretch], at: int) -> Kind | None:
    stretch = stretches[at]
    if captions.stands_above_credit(text, stretches, at):
        return "caption"
    if stretch.length() > _STANDFIRST:
        return None
    words = stretch.words(text)
    if is_written_by(text, stretches, at) or (
        at and stretches[at - 1].kind == "byline" and byline.is_role(words)
    ):
        return "byline"
    if time_stamp.read(words):
        return "time-stamp"
    return "navigation" if words.lower() in _SECTIONS else None


def _goes_on(stretches: list[Stretch], at: int) -> bool:
    """True when the report's text is still to come: what stands at its foot makes no standfirst."""
    return any(stretch.kind is None for stretch in stretches[at + 1 : at + 1 + _LOOKED_AT])


def _confirm(stretches: list[Stretch], waiting: list[int]) -> list[int]:
    for at in waiting:
        stretches[at] = stretches[at].marked("standfirst")
    return []


def _is_second_deck(text: str, stretches: list[Stretch], at: int) -> bool:
    """A line without a full stop right behind the headline, before a full paragraph."""
    following = next((later for later in stretches[at + 1 : at + 1 + _LOOKED_AT] if later.kind is None), None)
    if (
        following is None
        or stretches[at - 1].kind != "headline"
        or not is_short_line(text, stretches[at], _HEADLINE)
    ):
        return False
    return following.length() > stretches[at].length() and ends(following.words(text))


def _given(text: str, stretches: list[Stretch], given: str) -> range:
    """The one to three stretches that are the headline named in the input."""
    wanted = _bare(given[: 4 * _HEADLINE])
    for first in range(min(len(stretches), _GIVEN_WITHIN)):
        bare = ""
        for last in range(first, min(len(stretches), first + 3)):
            bare += _bare(stretches[last].words(text)[: 4 * _HEADLINE])
            if wanted and bare == wanted:
                return range(first, last + 1)
    return range(0)


def _bare(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def _first_unmarked(stretches: list[Stretch]) -> list[Stretch]:
    """The first line of all may start "Watch:" or "Photo:" and still be the headline."""
    if (
        stretches
        and stretches[0].kind in ("related-link", "photo-credit")
        and len(stretches) > 1
        and stretches[0].length() > 30
    ):
        return [stretches[0]._replace(kind=None), *stretches[1:]]
    return stretches


def _shown(text: str, stretches: list[Stretch]) -> list[Stretch]:
    open_ones = [at for at, stretch in enumerate(stretches[:_LOOKED_AT]) if stretch.kind is None]
    for at in open_ones:
        stretch, rest = stretches[at], [stretches[later] for later in open_ones if later > at]
        if stretch.length() <= _HEADLINE and rest and _stands_over(text, stretch):
            kind: Kind = "navigation" if stretch.words(text).lower() in _SECTIONS else "time-stamp"
            stretches = [*stretches[:at], stretch.marked(kind), *stretches[at + 1 :]]
            continue
        if _is_headline(text, stretch, rest):
            return [*stretches[:at], stretch.marked("headline"), *stretches[at + 1 :]]
        break
    return stretches


def _stands_over(text: str, stretch: Stretch) -> bool:
    words = stretch.words(text)
    return words.lower() in _SECTIONS or time_stamp.read(words) is not None


def _is_headline(text: str, stretch: Stretch, rest: list[Stretch]) -> bool:
    if (
        stretch.kind
        or stretch.length() > _HEADLINE
        or not rest
        or dateline.find(text, stretch.start, stretch.end)
    ):
        return False
    words = stretch.words(text)
    if words[0].islower() or byline.read(words):
        return False
    if not ends(words) or words[-1] in "?!;" or _ACRONYM.search(words):
        return True
    # a first sentence is a headline only when the report visibly starts behind it
    following = rest[0]
    begins = bool(dateline.find(text, following.start, following.end)) or bool(
        byline.read(following.words(text)[:300])
    )
    return begins and stretch.length() <= _HEADLINE * 3 // 4


def _mail_headers(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Mark "From:", "To:", "Subject:" at the top of a mail; the subject itself is left for the headline."""
    if not stretches or not _MAIL.match(text, stretches[0].start):
        return stretches
    marked: list[Stretch] = []
    for at, stretch in enumerate(stretches):
        found = _MAIL.match(text, stretch.start, stretch.end)
        if not stretch.kind and not found:
            return marked + stretches[at:]
        marked += _mail_header(text, stretch, found) if found and not stretch.kind else [stretch]
    return marked


def _mail_header(text: str, stretch: Stretch, found: re.Match[str]) -> list[Stretch]:
    if not found.group().lower().startswith("subject") or not text[found.end() : stretch.end].strip():
        return [stretch.marked("navigation")]
    start = found.end()
    while text[start].isspace():
        start += 1
    return [Stretch(stretch.start, found.end() - 1, "navigation"), Stretch(start, stretch.end)]
