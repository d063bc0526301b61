"""The file of topics: JSON that a person can read and write, taken in whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from onrecord.desk import drafts, names
from onrecord.desk.drafts import Draft, DraftError
from onrecord.desk.file import DeskError

FORMAT = "onrecord topics 1"
LARGEST = 16_000_000
"""Characters of a file: ten thousand topics of a common size."""
MOST = 5_000
_OPTIONAL = ("key", "asked", "feeds", "public")


class TopicFileError(DeskError):
    """The file cannot be taken in: the message names the place ("topic 3: name: …"). Nothing was changed."""


def write(topics: Iterable[Draft]) -> str:
    """The topics as a file, in the order given."""
    written = ",\n".join(_written(topic) for topic in topics)
    return f'{{\n  "format": {_json(FORMAT)},\n  "topics": [{_block(written, "  ")}]\n}}\n'


def read(text: str) -> tuple[Draft, ...]:
    """The topics of a file. Raises TopicFileError where it is none, or one of its topics cannot be."""
    if len(text) > LARGEST:
        raise TopicFileError(f"the file has more than {LARGEST:,} characters: split it")
    listed = _listed(_loaded(text.removeprefix("\ufeff")))
    found: dict[str, int] = {}
    topics = []
    for place, written in enumerate(listed, 1):
        try:
            topic = drafts.checked(_draft(written))
        except DraftError as error:
            raise TopicFileError(f"topic {place}: {error}") from error
        first = found.setdefault(names.key(topic.name), place)
        if first != place:
            raise TopicFileError(
                f"topic {place}: name: topic {first} is called {topic.name!r} too: rename one"
            )
        topics.append(topic)
    return tuple(topics)


def _written(topic: Draft) -> str:
    pairs = ",\n".join(f"        [{_json(option)}, {_json(text)}]" for option, text in topic.asked)
    feeds = ",\n".join(f"        {_json(feed)}" for feed in topic.feeds)
    key = f'      "key": {_json(topic.key)},\n' if topic.key is not None else ""
    return (
        f'    {{\n      "name": {_json(topic.name)},\n{key}'
        f'      "asked": [{_block(pairs, "      ")}],\n'
        f'      "feeds": [{_block(feeds, "      ")}],\n'
        f'      "public": {_json(topic.is_public)}\n    }}'
    )


def _block(lines: str, indent: str) -> str:
    return f"\n{lines}\n{indent}" if lines else ""


def _json(value: str | bool) -> str:
    return json.dumps(value, ensure_ascii=False)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise TopicFileError(f"line {error.lineno}, character {error.colno}: no JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # brackets in brackets, a number of thousands of digits
        raise TopicFileError("the file is no list of topics: nothing in it can be so deep or long") from error


def _listed(loaded: Any) -> list[Any]:
    if not isinstance(loaded, dict) or loaded.get("format") != FORMAT:
        raise TopicFileError(f'the file is no list of topics: it needs "format": "{FORMAT}"')
    listed = loaded.get("topics")
    if not isinstance(listed, list):
        raise TopicFileError('the file has no list "topics"')
    if len(listed) > MOST:
        raise TopicFileError(f"the file has more than {MOST:,} topics: split it")
    _refuse_others(loaded, ("format", "topics"), TopicFileError)
    return listed


def _draft(written: Any) -> Draft:
    if not isinstance(written, dict):
        raise DraftError("not an object: write {…}")
    _refuse_others(written, ("name", *_OPTIONAL), DraftError)
    return Draft(
        name=_text(written.get("name"), "name"),
        asked=tuple(_pair(pair) for pair in _list(written.get("asked", []), "asked")),
        feeds=tuple(_text(feed, "feeds") for feed in _list(written.get("feeds", []), "feeds")),
        is_public=_flag(written.get("public", False)),
        key=_text(written["key"], "key") if written.get("key") is not None else None,
    )


def _refuse_others(written: dict[str, Any], known: tuple[str, ...], error: type[DeskError]) -> None:
    for each in written:
        if each not in known:
            raise error(f"{names.visible(each)[:40]}: not known: there are {', '.join(known)}")


def _text(value: Any, part: str) -> str:
    if not isinstance(value, str):
        raise DraftError(f"{part}: not a text: write it in quotation marks")
    return value


def _list(value: Any, part: str) -> list[Any]:
    if not isinstance(value, list):
        raise DraftError(f"{part}: not a list: write […]")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise DraftError("public: neither true nor false")
    return value


def _pair(value: Any) -> tuple[str, str]:
    match value:
        case [str(option), str(text)]:
            return option, text
        case _:
            raise DraftError('asked: not a pair of texts: write ["option", "text"]')
