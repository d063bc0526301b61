"""JSON in one line that every reader takes, and text that every file can hold."""

from __future__ import annotations

import json

from onrecord.article_json import escaped
from onrecord.ledger.rows import clean

__all__ = ["clean", "json_line"]


def json_line(value: object) -> str:
    """JSON of a value in one line, without the newline.

    Half characters, which a strict reader refuses, become U+FFFD, one for one: offsets hold.
    """
    return escaped(clean(json.dumps(value, ensure_ascii=False, allow_nan=False)))
