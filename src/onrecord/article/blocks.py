"""A page's tree as a row of text blocks, in the order of reading, each with where it stood.

A block is what a browser would set as one paragraph: the text between two block-level tags, or between two
line breaks in a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.article.head import Element
from onrecord.word_list import words

_BLOCK = words(
    "html body address article aside blockquote caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)
# Nothing inside these is text of the page as it is read.
_SILENT = words(
    "head script style noscript template svg math iframe object embed button select textarea input audio "
    "video canvas map datalist dialog"
)
# Parts of a page whose text is not the report's, by the meaning that HTML gives to the element ...
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "search"})
_ASIDE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "banner", "dialog", "menu"})
_CAPTION_TAGS = frozenset({"figcaption", "caption"})
# ... or by the word for it that stands in a class or an id.
_CAPTION_WORDS = frozenset({"caption", "captions", "figcaption", "photocredit", "imagecaption", "wpcaption"})
_ASIDE_WORDS = words(
    "newsletter newsletters related recirc recirculation promo comments disqus taboola outbrain sidebar "
    "breadcrumb breadcrumbs advert advertisement advertorial bio biography "
    "image images photo photos carousel"
)
# The markup that the platforms themselves give out for embedding a post.
_EMBED = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|bluesky-embed|reddit-embed-bq|"
    r"text-post-media|truthsocial-embed|telegram-post)(?:\s|$)"
)
# For the ears of a screen reader only, by the names of the common frameworks.
_HIDDEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|screenreader|show-for-sr|a11y-hidden)(?:\s|$)",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display:none|visibility:hidden|clip:rect\([01]|clip-path:inset\((?:50|100)")
_MAX_ID_WORDS = 3
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_IMAGES = frozenset({"iframe", "video"})
_BOLD = frozenset({"b", "strong"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text. Shares are of its characters, 0 to 1."""

    order: int
    tag: str  # of the innermost block-level element
    text: str
    link_share: float
    bold_share: float
    home: int  # number of the block-level element that holds it; see `Blocks.parents`
    signature: str  # how it and the elements around it are made; the paragraphs of one report share one
    aside_in: int  # number of the innermost element around it that is an aside by meaning or name, or -1
    is_caption: bool
    is_embed: bool
    in_list: bool
    after_image: bool  # a picture or video, and no text, stands before it
    class_words: frozenset[str]  # of its own class and its parent's


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page; `parents[n]` is the number of the element around element n, or -1."""

    row: tuple[Block, ...]
    parents: tuple[int, ...]


def read(root: Element) -> Blocks:
    """One walk through the tree; time grows with its size, whatever its shape."""
    from lxml.etree import iterwalk

    walk = _Walk()
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            walk.leave(element)
        elif _is_silent(element):
            walk.pass_over(element)
            walker.skip_subtree()
        else:
            walk.enter(element)
    walk.flush()
    return Blocks(tuple(walk.blocks), tuple(walk.parents))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one node, or a line break."""

    text: str
    in_link: bool = False
    in_bold: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A block-level element that is open."""

    tag: str
    number: int
    path: tuple[str, ...]
    words: frozenset[str]
    aside_in: int = -1
    is_caption: bool = False
    is_embed: bool = False
    in_list: bool = False


_OUTSIDE = _Place("", -1, (), frozenset())


@dataclass(slots=True)
class _Walk:
    """What is open and what was read at one place of the tree."""

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    places: list[_Place] = field(default_factory=lambda: [_OUTSIDE])
    pieces: list[_Piece] = field(default_factory=list)
    passed: list[Element] = field(default_factory=list)
    links: int = 0
    bolds: int = 0
    after_image: bool = False

    def enter(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCK:
            self.flush()
            self.places.append(self._place(element))
        elif tag == "br":
            self.pieces.append(_Piece("\n"))
        elif tag == "img":
            self.after_image = True
        self.links += tag == "a"
        self.bolds += tag in _BOLD
        self._take(element.text)

    def pass_over(self, element: Element) -> None:
        self.passed.append(element)
        self.after_image = self.after_image or element.tag in _IMAGES

    def leave(self, element: Element) -> None:
        tag = element.tag
        if self.passed and self.passed[-1] is element:
            self.passed.pop()
        else:
            self.links -= tag == "a"
            self.bolds -= tag in _BOLD
            if tag in _BLOCK:
                self.flush()
                self.places.pop()
        self._take(element.tail)

    def flush(self) -> None:
        """Make blocks of the text taken since the last block-level tag; two line breaks divide."""
        pieces, self.pieces = self.pieces, []
        start = 0
        for index in range(1, len(pieces)):
            if pieces[index].text == pieces[index - 1].text == "\n":
                self._add(pieces[start:index])
                start = index
        self._add(pieces[start:])

    def _take(self, text: str | None) -> None:
        # white space alone behind a <br> is dropped, or two of them would not stand side by side
        if text and not (text.isspace() and self.pieces and self.pieces[-1].text == "\n"):
            self.pieces.append(_Piece(text.replace("\n", " "), self.links > 0, self.bolds > 0))

    def _add(self, pieces: list[_Piece]) -> None:
        text = " ".join("".join(piece.text for piece in pieces).translate(_INVISIBLE).split())
        if not text:
            return
        place = self.places[-1]
        size = sum(len(piece.text.strip()) for piece in pieces) or 1
        self.blocks.append(
            Block(
                order=len(self.blocks),
                tag=place.tag,
                text=text,
                link_share=sum(len(piece.text.strip()) for piece in pieces if piece.in_link) / size,
                bold_share=sum(len(piece.text.strip()) for piece in pieces if piece.in_bold) / size,
                home=max(place.number, 0),
                signature="/".join((*place.path[-4:-1], place.tag)),
                aside_in=place.aside_in,
                is_caption=place.is_caption,
                is_embed=place.is_embed,
                in_list=place.in_list,
                after_image=self.after_image,
                class_words=place.words | (self.places[-2].words if len(self.places) > 1 else frozenset()),
            )
        )
        self.after_image = False

    def _place(self, element: Element) -> _Place:
        around = self.places[-1]
        tag, name = element.tag, element.get("class") or ""
        called = _words(name) | _words_of_id(element.get("id") or "")
        self.parents.append(around.number)
        number = len(self.parents) - 1
        return _Place(
            tag=around.tag if around.tag in _HEADINGS else tag,  # <h3><div>text</div></h3> is a heading
            number=number,
            path=(*around.path[-4:], f"{tag}.{' '.join(sorted(called))}"),
            words=called,
            aside_in=number if _is_aside(element, called) else around.aside_in,
            is_caption=around.is_caption or tag in _CAPTION_TAGS or bool(called & _CAPTION_WORDS),
            is_embed=around.is_embed or bool(_EMBED.search(name)),
            in_list=around.in_list or tag in ("li", "dd", "dt"),
        )


def _words(names: str) -> frozenset[str]:
    """The words in a class: "articleBody__image-caption" has "article", "body", "image" and "caption"."""
    return frozenset(word.lower() for word in _WORD.findall(names[:500]))


def _words_of_id(name: str) -> frozenset[str]:
    """The words in an id, unless it is long: then it is a heading made an anchor, and names nothing."""
    called = _words(name)
    return called if len(called) <= _MAX_ID_WORDS else frozenset()


def _is_aside(element: Element, called: frozenset[str]) -> bool:
    if element.tag in ("body", "html", "main", "article"):
        return False  # a page's own frame is never an aside, whatever classes it has
    role = (element.get("role") or "").strip().lower()
    return element.tag in _ASIDE_TAGS or role in _ASIDE_ROLES or bool(called & _ASIDE_WORDS)


def _is_silent(element: Element) -> bool:
    if element.tag in _SILENT:
        return True
    if element.tag in _BLOCK:
        return False  # a body hidden until a script runs is still the body
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("class") or ""))
        or bool(style and _HIDDEN_STYLE.search(style))
    )
