"""The form of a topic: what is followed, as somebody wrote it, and what a search hands over to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.desk.topics import Topic
from onrecord.ledger import topics
from onrecord.ledger.question import ACTS, KINDS
from onrecord.ledger.topics import CHANGES, TopicAsked

Pairs = tuple[tuple[str, str], ...]
LISTS: dict[str, tuple[str, ...]] = {"change": CHANGES, "act": ACTS, "kind": KINDS}
"""Options that are ticked; each is any of some words."""
CHANGE_LABELS = {
    "claim": "first claims",
    "confirms": "confirmations",
    "disputes": "disputes",
    "declines": "refusals to say",
    "silent": "no answer when asked",
    "figure": "a source’s new figure",
    "contradicts": "figures that differ",
    "reversed": "changes of side",
    "time": "new times",
    "reworded": "new wordings",
    "corrected": "corrections",
    "withdrawn": "withdrawals",
}
"""What people call kinds of changes where they choose some."""
LABELS = {
    "words": "words",
    "who": "who",
    "act": "act",
    "change": "only",
    "kind": "kind of source",
    "place": "place",
    "outlet": "outlet",
    "source": "source",
    "figure": "figure",
    "score": "score from",
    "story": "story",
}
"""What people call the options of a topic."""
MOST_FEEDS = 500
_USUAL = ("sort", "limit", "after")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be followed: the field, and what to write there."""

    option: str
    message: str


@dataclass(frozen=True, slots=True)
class TopicForm:
    """What stands in the form. `left_out` is what a search asked that no topic can ask, by its option."""

    name: str = ""
    pairs: Pairs = ()
    feeds: tuple[str, ...] = ()
    is_public: bool = False
    left_out: Pairs = ()

    def asked(self) -> TopicAsked:
        """What is asked of the changes. Raises QuestionError where it cannot be asked."""
        return topics.read(self.pairs)

    def values(self, option: str) -> tuple[str, ...]:
        """All that was written behind an option: of a list each word."""
        texts = [text for name, text in self.pairs if name == option]
        is_list = option in LISTS
        return tuple(each for text in texts for each in (text.split(",") if is_list else [text]))

    def text(self, option: str) -> str:
        """What was written behind an option, "" where nothing was."""
        return next((text for name, text in self.pairs if name == option), "")


def read(written: Iterable[tuple[str, object]]) -> TopicForm:
    """What was filled in, or stands in an address; what is left empty asks nothing."""
    fields = [(name, text.strip()) for name, text in written if isinstance(text, str) and text.strip()]
    own = dict(fields)
    asked = [(name, text) for name, text in fields if name in topics.OPTIONS]
    told = [pair for pair in dict.fromkeys(asked) if pair[0] not in LISTS]
    told += [(name, listed) for name in LISTS if (listed := _listed(name, asked))]
    order = list(topics.OPTIONS)
    return TopicForm(
        name=own.get("name", ""),
        pairs=tuple(sorted(told, key=lambda pair: order.index(pair[0]))),
        feeds=tuple(dict.fromkeys(own.get("feeds", "").split()))[: MOST_FEEDS + 1],
        is_public=own.get("public", "") == "yes",
    )


def problem(form: TopicForm) -> Problem | None:
    """What is missing or too much in a form, before it is looked at closely."""
    if not form.name:
        return Problem("name", "a topic needs a name: write one")
    if not form.pairs:
        return Problem(
            "words", "nothing is asked, and all that is new would be sent: write some words, or who"
        )
    if len(form.feeds) > MOST_FEEDS:
        return Problem("feeds", f"more than {MOST_FEEDS} feeds: make a second topic of some of them")
    return None


def of_search(written: Iterable[tuple[str, str]]) -> TopicForm:
    """The form that follows a search: with a name where its words make one."""
    fields = list(written)
    form = read(fields)
    lost = [
        (name, text)
        for name, text in fields
        if name not in topics.OPTIONS and name not in (*_USUAL, "name", "feeds", "public") and text.strip()
    ]
    name = form.name or " ".join(filter(None, (form.text("who"), form.text("words"))))[:100]
    return replace(form, name=name, left_out=tuple(lost))


def of_topic(topic: Topic) -> TopicForm:
    """The form of a topic as it is kept."""
    return replace(read(topic.asked), name=topic.name, feeds=topic.feeds, is_public=topic.is_public)


def _listed(name: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The words of a list, each once, in their order; those that are not known behind the others."""
    known = LISTS[name]
    words = [word.strip().lower() for option, text in pairs if option == name for word in text.split(",")]
    once = dict.fromkeys(word for word in words if word)
    return ",".join(sorted(once, key=lambda word: known.index(word) if word in known else len(known)))
