"""The JSON of one article holds to its description, key for key, and to any reader's parser."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import Builder, article_of, ferry
from typing_extensions import is_typeddict

from onrecord import article_json, records
from onrecord.article_json import ArticleJson, describe, encode
from onrecord.cli.json_article import json_array, json_lines
from onrecord.records import Reading


def problems(value: object, expected: object, at: str = "article") -> list[str]:
    """Where a value is not what a type says, TypedDicts looked into."""
    if is_typeddict(expected):
        return _dict_problems(value, expected, at)
    origin, arguments = typing.get_origin(expected), typing.get_args(expected)
    if origin in (typing.Union, types.UnionType):
        return [] if any(not problems(value, one, at) for one in arguments) else [f"{at}: {value!r}"]
    if origin is typing.Literal:
        return [] if value in arguments else [f"{at}: {value!r}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{at}: no list"]
        return [one for i, item in enumerate(value) for one in problems(item, arguments[0], f"{at}[{i}]")]
    assert isinstance(expected, type)
    return [] if isinstance(value, expected) else [f"{at}: {value!r} is no {expected}"]


def _dict_problems(value: object, expected: typing.Any, at: str) -> list[str]:
    hints = typing.get_type_hints(expected)
    if not isinstance(value, dict) or list(value) != list(hints):
        return [f"{at}: keys {value!r}"]
    return [one for key, hint in hints.items() for one in problems(value[key], hint, f"{at}.{key}")]


def test_every_key_is_there_and_typed_as_described() -> None:
    assert problems(json.loads(encode(ferry())), ArticleJson) == []


def test_an_article_of_which_nothing_is_known_has_every_key_too() -> None:
    empty = Reading(article=replace(article_of(""), language=None), statements=(), model="m")
    assert problems(json.loads(encode(empty)), ArticleJson) == []


def test_the_fields_of_the_article() -> None:
    described = describe(ferry())
    assert described["id"] == "ferry"
    assert described["published_from"] == "text"
    assert described["dateline"] is not None
    assert described["dateline"]["place"] == "PORT ELSE"
    assert [one["kind"] for one in described["furniture"]] == ["sign-up", "photo-credit", "credit-line"]
    assert described["parts"][0] == {"start": 0, "end": 58, "kind": "headline"}


def test_spans_are_the_evidence() -> None:
    described = describe(ferry())
    text = described["text"]
    for statement in described["statements"]:
        for words in (statement["source"], statement["cue"], statement["content"]):
            if words is not None:
                assert " ".join(text[start:end] for start, end in words["spans"]) == words["text"]


def test_what_is_not_known_is_null() -> None:
    last = describe(ferry())["statements"][-1]
    assert last["source"] is None
    assert last["cue"] is None
    assert last["said_at"] is None
    assert last["ground"] is None
    assert last["channel"] is None
    assert last["within"] is None
    assert describe(ferry())["statements"][6]["source"] == {
        "spans": [[text_start("The owner"), text_start("The owner") + 9]],
        "text": "The owner",
        "name": None,
        "role": None,
        "kind": "unnamed",
        "entity": None,
    }


def text_start(words: str) -> int:
    return ferry().article.text.index(words)


def test_the_fields_of_a_statement() -> None:
    statement = describe(ferry())["statements"][2]
    ground = text_start("citing the boarding log")
    assert statement["source"] is not None
    assert statement["source"]["name"] == "Ana Weller"
    assert statement["source"]["role"] == "Harbour chief"
    assert statement["source"]["kind"] == "person"
    assert statement["source"]["entity"] == "weller-1"
    assert (statement["type"], statement["act"]) == ("assertion", "assert")
    assert (statement["certainty"], statement["polarity"]) == ("certain", "affirmed")
    assert (statement["said_at"], statement["event_times"]) == ("2024-05-14", [])
    assert statement["ground"] == {"spans": [[ground, ground + 23]], "text": "citing the boarding log"}
    assert statement["figures"] == [0]
    inner, outer = describe(ferry())["statements"][5], describe(ferry())["statements"][4]
    assert inner["channel"] is not None
    assert inner["channel"]["text"] == "its members"
    assert inner["polarity"] == "negated"
    assert outer["event_times"] == ["2024-05"]
    assert outer["places"][0]["name"] == "Port Else"


def test_times_and_figures() -> None:
    described = describe(ferry())
    at = text_start("212")
    assert described["figures"][0] == {
        "start": at,
        "end": at + 3,
        "low": 212,
        "high": 212,
        "approximate": False,
        "unit": None,
        "counted": "passengers",
        "part_of": None,
    }
    assert described["figures"][1]["part_of"] == 0
    tuesday = text_start("Tuesday")
    assert described["timexes"][0] == {
        "start": tuesday,
        "end": tuesday + 7,
        "type": "DATE",
        "value": "2024-05-14",
        "mod": None,
        "anchor": None,
        "begin": "2024-05-14",
        "finish": "2024-05-14",
    }


def test_a_time_that_cannot_be_is_null_and_so_is_a_figure_beyond_all_bounds() -> None:
    built = Builder(article_of("9999 on Feb 30"))
    built.time("Feb 30", None)
    built.count("9999", float("inf"), float("nan"))
    article = json.loads(encode(built.reading()))
    assert problems(article, ArticleJson) == []
    assert article["timexes"][0]["value"] is None
    assert article["figures"][0]["low"] is article["figures"][0]["high"] is None


def test_a_statement_within_another_names_it() -> None:
    statements = describe(ferry())["statements"]
    assert statements[5]["within"] == statements[4]["id"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_array_is_valid_however_many_articles_come(count: int) -> None:
    printed = "".join(json_array([ferry()] * count))
    assert [article["id"] for article in json.loads(printed)] == ["ferry"] * count


def test_lines_keep_order() -> None:
    readings = [Reading(article=article_of("x", id=name), statements=(), model="m") for name in "bca"]
    assert [json.loads(line)["id"] for line in json_lines(readings)] == ["b", "c", "a"]


def test_lines_come_one_by_one() -> None:
    def readings() -> typing.Iterator[Reading]:
        yield ferry()
        raise AssertionError("the second was asked for before the first was printed")

    assert next(json_lines(readings()))
    assert next(json_array(readings()))


def test_letters_stay_letters() -> None:
    assert "Łódź „ja”" in encode(Builder(article_of("Łódź „ja”")).reading())


@given(st.text(st.characters()))
def test_any_text_is_one_encodable_line_and_comes_back(text: str) -> None:
    line = encode(Builder(article_of(text)).reading())
    line.encode("utf-8")
    assert len(line.splitlines()) == 1
    assert not any(0x7F <= ord(character) < 0xA0 or ord(character) < 0x20 for character in line)
    # Two lone halves side by side are, in JSON, the character that they make together.
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(line)["text"] == paired


def test_the_description_has_no_key_that_is_not_printed() -> None:
    assert set(typing.get_type_hints(article_json.ArticleJson)) == set(describe(ferry()))


@pytest.mark.parametrize(
    "name",
    [
        "StatementType",
        "Act",
        "Certainty",
        "Polarity",
        "Quotation",
        "SourceKind",
        "TimexType",
        "PublishedFrom",
        "PartKind",
        "FurnitureKind",
    ],
)
def test_the_reference_lists_the_values(name: str) -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference.md"
    values = ", ".join(typing.get_args(vars(records)[name]))
    assert f"| `{name}` | {values} |\n" in reference.read_text(encoding="utf-8")
