"""Text from strangers, made safe for Markdown: CommonMark, and what GitHub adds to it."""

from __future__ import annotations

import re

from onrecord.display.visible import one_line

# What can begin emphasis, code, a link, an image, an element, an entity, a cell, a strike or mathematics.
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~#$^{}]|(?<=!)(?=\[)")
# GitHub makes links of bare addresses.
_BARE = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|(www)(\.)")
# At the start of a line: lists, underlines of headings, rules.
_OPENING = re.compile(r"\s*(?:([-+=])|(\d{1,9})([.)]))")


def escape(text: str) -> str:
    """One line in which nothing is markup, wherever it stands in a line, its start included."""
    line = _MARKUP.sub(r"\\\g<0>", one_line(text))
    line = _BARE.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", line)
    found = _OPENING.match(line)
    if not found:
        return line
    at = found.start(1) if found[1] else found.start(3)
    return f"{line[:at]}\\{line[at:]}"


def destination(address: str) -> str:
    """An address of the web (see `links.web_address`) as the destination of a link."""
    return f"<{address.replace('&', '&amp;')}>"
