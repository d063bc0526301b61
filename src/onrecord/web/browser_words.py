"""What people call the browser that a header names, so that they know their own sessions."""

from __future__ import annotations

import re

# In the order in which they are looked for: most call themselves by the names of others, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chrome"),
    ("Chrome", "Chrome"),
    ("Version", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LONGEST = 60


def browser_words(header: str | None) -> str:
    """A User-Agent as people would say it: "Firefox 140 on Linux"; one that is not known is cut."""
    if not header or not header.strip():
        return "A browser that gives no name"
    system = next((name for word, name in _SYSTEMS if word in header), None)
    for word, name in _BROWSERS:
        if found := re.search(rf"\b{word}/(\d{{1,4}})", header):
            return f"{name} {found[1]}" + (f" on {system}" if system else "")
    return header if len(header) <= _LONGEST else f"{header[:_LONGEST]}…"
