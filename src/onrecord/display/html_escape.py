"""Text from strangers, made safe for a page."""

from __future__ import annotations

import html

# What an HTML page cannot carry: NUL is dropped by browsers, C1 controls are read as Windows-1252,
# lone surrogates cannot be encoded. Each is shown as one other character, so that offsets hold.
_UNSHOWABLE = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    **dict.fromkeys(range(0x7F, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}


def shown(text: str) -> str:
    """Return the text as a page can show it: the same but for control characters, one for one."""
    return text.translate(_UNSHOWABLE)


def escape(text: str) -> str:
    """Escape for a page, between tags and between quotes."""
    # Browsers turn a bare carriage return into a newline; a reference stays what it is.
    return html.escape(shown(text)).replace("\r", "&#13;")
