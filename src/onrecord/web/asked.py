"""What a search was asked, as it was written: in the address, in the form, changed by a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.ledger import question
from onrecord.ledger.question import ACTS, KINDS, QUOTATIONS, TYPES, Question
from onrecord.web import links

Pairs = tuple[tuple[str, str], ...]
LISTS: Mapping[str, tuple[str, ...]] = {
    "act": ACTS,
    "type": (*TYPES, question.ALL),
    "kind": KINDS,
    "quotation": QUOTATIONS,
}
"""Options that are any of some words, in the order in which these are written."""
# How many are shown is the page's to say.
_LEFT_OUT = ("limit",)
_ORDER = {name: place for place, name in enumerate(question.OPTIONS)}
_NOWHERE = len(_ORDER)
# Nothing is said by these: it is what holds where nothing is said.
_USUAL = (("sort", "said_at"),)


@dataclass(frozen=True, slots=True)
class Asked:
    """Options of `ledger.question` with what was written behind them: equal where the same is asked."""

    pairs: Pairs = ()

    @property
    def link(self) -> str:
        """The address of the search page that answers this."""
        return links.search(self.pairs) if self.pairs else "/search"

    @property
    def query(self) -> str:
        """What stands behind the question mark of the address."""
        return self.link.partition("?")[2]

    def question(self, limit: int) -> Question:
        """The question. Raises QuestionError where it cannot be asked."""
        return question.read((*self.pairs, ("limit", str(limit))))

    def text(self, name: str) -> str:
        """What was written behind an option, "" where it was not asked."""
        return next((text for option, text in self.pairs if option == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        """All that was asked of an option: of a list each word."""
        texts = [text for option, text in self.pairs if option == name]
        return tuple(each for text in texts for each in (text.split(",") if name in LISTS else [text]))

    def filters(self) -> Pairs:
        """Each thing by itself that narrows the answer, besides the words."""
        narrowing = [name for name, _ in self.pairs if name not in ("words", "sort", "after")]
        return tuple((name, value) for name in dict.fromkeys(narrowing) for value in self.values(name))

    def having(self, name: str, value: str) -> Asked:
        """The same with one thing more, from the first page on; what can be asked once is replaced."""
        kept = self.pairs if name in LISTS or name == "outlet" else self._besides(name)
        return read((*(pair for pair in kept if pair[0] != "after"), (name, value)))

    def without(self, name: str, value: str | None = None) -> Asked:
        """The same without an option, or without one of its values, from the first page on."""
        left = () if value is None else tuple(each for each in self.values(name) if each != value)
        kept = [pair for pair in self._besides(name) if pair[0] != "after"]
        return read([*kept, *((name, each) for each in left)])

    def _besides(self, name: str) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] != name)


def read(written: Iterable[tuple[str, str]]) -> Asked:
    """What was asked, from the fields of a form or the parts of an address; fields left empty ask nothing."""
    pairs = [(name, text.strip()) for name, text in written if name not in _LEFT_OUT and text.strip()]
    told = [pair for pair in dict.fromkeys(pairs) if pair not in _USUAL and pair[0] not in LISTS]
    told += [(name, listed) for name in LISTS if (listed := _listed(name, pairs))]
    if not any(name in ("words", "who") for name, _ in told):
        told = [pair for pair in told if pair != ("sort", "relevance")]
    return Asked(tuple(sorted(told, key=lambda pair: _ORDER.get(pair[0], _NOWHERE))))


def _listed(name: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The words of a list, each once, in their order; those that are not known behind the others."""
    words = [word.strip().lower() for option, text in pairs if option == name for word in text.split(",")]
    known = LISTS[name]
    once = dict.fromkeys(word for word in words if word)
    return ",".join(sorted(once, key=lambda word: known.index(word) if word in known else len(known)))
