"""Elements of SVG, made so that nothing that is written into one can be anything but text.

A strict content policy takes no style attributes: looks are classes of plots.css, places are attributes.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from onrecord.display.html_escape import shown

Value = str | float | None
# XML has no such characters; the rest of what a page cannot show `shown` has replaced.
_NO_CHARACTERS = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD, 0x0D: 0x20}
# Widths of letters in shares of the type's size, as in DejaVu Sans: most readers' types are narrower, so that
# labels that are kept apart by them stay apart.
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.36, 0.62, 0.73, 0.98
_NARROW_LETTERS = frozenset("fijlrtI.,:;'’‘|!()[] -")
_FULL_WIDTH = 0x1100  # from here on most letters are as wide as high


def element(name: str, *children: str, **attributes: Value) -> Markup:
    """An element; an attribute that is None is left out, a trailing "_" stands for none ("class_").

    Children that are no Markup are text. Numbers are written with one decimal place.
    """
    # Put together as plain strings of what is escaped one by one: a picture has hundreds of elements.
    inner = "".join([child if isinstance(child, Markup) else text(child) for child in children])
    told = "".join(
        [
            f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    return Markup(f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>")


def text(words: str) -> Markup:
    """Words of a stranger as they can stand in a picture."""
    return escape(shown(words).translate(_NO_CHARACTERS))


def picture(
    *children: Markup, name: str, title: str, told: str, width: float, height: float, class_: str = ""
) -> Markup:
    """A whole picture. `name` is its id on the page, `title` what it is, `told` what is to be seen in it."""
    return element(
        "svg",
        element("title", title or "Plot", id=f"{name}-title"),
        element("desc", told or title or "Plot", id=f"{name}-told"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"plot {class_}".strip(),
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        aria_labelledby=f"{name}-title {name}-told",
    )


def group(*children: Markup, class_: str | None = None) -> Markup:
    """Some elements under one class."""
    return element("g", *children, class_=class_)


def label(x: float, y: float, words: str, *, anchor: str | None = None, class_: str | None = None) -> Markup:
    """Words at a place; `anchor` is "middle" or "end" where they do not start there."""
    return element("text", words, x=x, y=y, text_anchor=anchor, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def width_of(words: str, size: float = 12) -> float:
    """About how wide words are in print."""
    return size * sum(map(_share, words))


def fitting(words: str, room: float, size: float = 12) -> str:
    """Words that are not wider than there is room; what is cut off ends in "…"."""
    if width_of(words, size) <= room:
        return words
    kept = room - width_of("…", size)
    end = 0
    while end < len(words) and (kept := kept - size * _share(words[end])) >= 0:
        end += 1
    return words[:end].rstrip() + "…"


def _share(letter: str) -> float:
    if ord(letter) >= _FULL_WIDTH:
        return 1.0
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in "mwMW@%":
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def _written(value: str | float) -> str:
    return text(value) if isinstance(value, str) else f"{round(value, 1) + 0.0:g}"
