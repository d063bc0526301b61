"""How a letter looks. Mail programs drop style sheets, so each element carries its style, too.

The sheet in the head has only what cannot stand on an element: the colours of the dark. Its classes bear the
names of the styles. Every text has a colour and stands on a ground that has one, none of them pure black or
white, so that a program that turns colours round turns both.
"""

from __future__ import annotations

from onrecord.display.html_escape import escape

_SANS = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_TEXT = f"{_SANS};font-size:16px;line-height:1.5"
_KIND = "font-size:13px;font-weight:bold;letter-spacing:.04em;text-transform:uppercase"
_SERIF = "font-family:Charter,Georgia,'Times New Roman',serif"
# Colours as in the explorer's pages: those of Okabe and Ito; each has a contrast of 4.5 or more.
_STYLES = {
    "paper": f"margin:0;padding:0;background-color:#fdfcf9;color:#1e1e1c;{_TEXT}",
    "sheet": f"padding:20px 16px 32px;background-color:#fdfcf9;color:#1e1e1c;text-align:left;"
    f"overflow-wrap:anywhere;{_TEXT}",
    "unseen": "display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;"
    "mso-hide:all",
    "name": "margin:0;font-size:13px;color:#5f5d57",
    "title": f"margin:2px 0 6px;{_SERIF};font-size:27px;line-height:1.2;font-weight:bold;color:#1e1e1c;",
    "quiet": "margin:0;font-size:14px;color:#5f5d57",
    "sum": "margin:8px 0 0;font-size:16px;color:#1e1e1c",
    "part": f"margin:36px 0 8px;padding:0 0 4px;border-bottom:1px solid #8f8c84;{_SERIF};font-size:20px;"
    "line-height:1.3;font-weight:bold;color:#1e1e1c",
    "card": "margin:0;padding:16px 0;border-bottom:1px solid #dcd9d1",
    "why": "margin:0 0 8px;font-size:16px;line-height:1.4;font-weight:normal;color:#1e1e1c",
    "against": f"{_KIND};color:#b02a00",
    "for": f"{_KIND};color:#00694b",
    "plain": f"{_KIND};color:#1e1e1c",
    "label": "margin:12px 0 2px;font-size:13px;font-weight:bold;color:#5f5d57",
    "quote": f"margin:0;padding:2px 0 2px 12px;border-left:3px solid #8f8c84;{_SERIF};font-size:17px;"
    "line-height:1.45;color:#1e1e1c",
    "frame": "color:#5f5d57",
    "credit": "margin:4px 0 0;padding:0 0 0 15px;font-size:14px;color:#5f5d57",
    "who": "font-weight:bold;color:#1e1e1c",
    "link": "color:#00588c;text-decoration:underline",
    "move": f"margin:4px 0 8px;{_SERIF};font-size:20px;line-height:1.3;color:#1e1e1c",
    "rows": "width:100%;border-collapse:collapse;font-size:15px;line-height:1.4;color:#1e1e1c",
    "head": "padding:8px 8px 4px 0;border-bottom:1px solid #dcd9d1;font-size:13px;font-weight:bold;"
    "text-align:left;vertical-align:bottom;color:#5f5d57",
    "cell": "padding:10px 8px 2px 0;border-bottom:1px solid #dcd9d1;text-align:left;vertical-align:top;"
    "font-weight:normal;color:#1e1e1c",
    "said": "margin:0 0 8px;color:#1e1e1c",
    "small": "font-size:13px;color:#5f5d57",
    "foot": "margin:36px 0 0;padding:12px 0 0;border-top:1px solid #8f8c84;font-size:14px;line-height:2;"
    "color:#5f5d57",
}
_DARK = {
    "background-color:#181816;color:#e2dfd7": ("paper", "sheet"),
    "color:#e2dfd7": ("title", "sum", "part", "why", "quote", "plain", "who", "move", "rows", "cell", "said"),
    "color:#a5a299": ("name", "quiet", "label", "frame", "credit", "head", "small", "foot"),
    "color:#8fc9f0": ("link",),
    "color:#ff9f7a": ("against",),
    "color:#5fd3ad": ("for",),
    "border-color:#3a3935": ("card", "head", "cell"),
    "border-color:#7d7a72": ("part", "quote", "foot"),
}


def _dark() -> str:
    return "".join(
        f"{','.join(f'.{name}' for name in names)}"
        f"{{{';'.join(f'{one} !important' for one in rule.split(';'))}}}"
        for rule, names in _DARK.items()
    )


SHEET = (
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "a{padding:4px 0}"
    "@media (prefers-color-scheme:dark){" + _dark() + "}"
)


def element(tag: str, name: str, *inner: str, attributes: str = "") -> str:
    """An element in a style; `inner` and `attributes` are HTML."""
    more = f" {attributes}" if attributes else ""
    return f'<{tag} class="{name}" style="{escape(_STYLES[name])}"{more}>{"".join(inner)}</{tag}>'


def link(address: str | None, words: str) -> str:
    """A link on words, or the words alone where there is no address; both are text."""
    if not address:
        return escape(words)
    return element("a", "link", escape(words), attributes=f'href="{escape(address)}"')
