"""The standfirst: the line or two between headline and body that sum the report up."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.article.blocks import Block
from onrecord.article.json_ld import letters
from onrecord.word_list import words

# What newsrooms and their systems call it.
_WORDS = words(
    "standfirst subtitle subheadline subhead subheading strapline dek deck excerpt summary lede intro "
    "description abstract"
)
_PAIRS = (frozenset({"sub", "title"}), frozenset({"sub", "headline"}), frozenset({"sub", "heading"}))
_LENGTH = range(25, 600)  # characters; shorter is a label, longer a paragraph
_MIN_WORDS = 5
_LOOK = 40  # blocks after the headline: byline, share bar, caption and the like may stand between
_LOOK_NEAR = 8  # for a heading that is nowhere called a standfirst; farther off it belongs to something else


def find(
    lead: tuple[Block, ...], *, headline: str | None, descriptions: Iterable[str | None]
) -> Block | None:
    """The standfirst among the blocks before the body, or None.

    It stands after the headline and is called so, is what the page describes itself with, or is a heading of
    its own.
    """
    after = _after_headline(lead, headline)
    known = {letters(text) for text in descriptions if text}
    fit = [block for block in after if _can_be(block, headline)]
    near = [
        block for block in fit if block.order <= after[0].order + _LOOK_NEAR and _is_second_heading(block)
    ]
    described = [block for block in fit if letters(block.text) in known]
    return next(iter([*described, *filter(_is_called_so, fit), *near]), None)


def opens(blocks: tuple[Block, ...]) -> bool:
    """Whether the first of the body's own blocks is called a standfirst, and the next is not."""
    return len(blocks) > 1 and _is_called_so(blocks[0]) and not _is_called_so(blocks[1])


def _after_headline(lead: tuple[Block, ...], headline: str | None) -> tuple[Block, ...]:
    key = letters(headline)
    places = [
        index for index, block in enumerate(lead) if block.tag == "h1" or (key and letters(block.text) == key)
    ]
    return lead[places[-1] + 1 :][:_LOOK] if places else ()


def _can_be(block: Block, headline: str | None) -> bool:
    return (
        len(block.text) in _LENGTH
        and len(block.text.split()) >= _MIN_WORDS
        and block.link_share < 0.5
        and not (block.is_caption or block.is_embed)
        and letters(block.text) != letters(headline)
    )


def _is_called_so(block: Block) -> bool:
    return bool(block.class_words & _WORDS) or any(pair <= block.class_words for pair in _PAIRS)


def _is_second_heading(block: Block) -> bool:
    return block.tag in ("h2", "h3")
