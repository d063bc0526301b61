"""JSON formats: read back by Python's own json, and what they say is true of the text."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exported_examples import FACTS, TEXT, exports, ferry
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import article_json
from onrecord.ledger.export import Exported, Format, Written, export
from onrecord.ledger.rows import clean

_FEW = settings(max_examples=25)


def exported(to: Format, *selected: Exported) -> str:
    """What a file of that format holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        export(selected, to, path, facts=FACTS)
        return path.read_bytes().decode("utf-8")


def lines(to: Format, *selected: Exported) -> list[Any]:
    """The objects of a file with one a line."""
    written = exported(to, *selected)
    found = written.splitlines()
    assert written.count("\n") == len(found)
    return [json.loads(line) for line in found]


def cleaned(value: object) -> Any:
    """As UTF-8 can hold it: half characters become U+FFFD, as long."""
    return json.loads(clean(json.dumps(value, ensure_ascii=False)))


@_FEW
@given(st.lists(exports(), max_size=3))
def test_jsonl_gives_the_articles_back(selected: list[Exported]) -> None:
    found = lines("jsonl", *selected)
    assert len(found) == len(selected)
    for line, one in zip(found, selected, strict=True):
        ledger = line.pop("ledger")
        assert line == cleaned(article_json.describe(one.reading()))
        assert ledger["article"] == clean(one.key)
        assert [each["number"] for each in ledger["lines"]] == [entry.number for entry in one.entries]
        for statement, entry in zip(line["statements"], one.entries, strict=True):
            spans = statement["content"]["spans"]
            assert " ".join(line["text"][a:b] for a, b in spans) == clean(entry.statement.content.text)


def test_jsonl_has_what_only_the_ledger_knows() -> None:
    (line,) = lines("jsonl", ferry())
    assert line["ledger"]["version"] == 1
    assert line["ledger"]["lines"][2] == {
        "statement": "s3",
        "number": 3,
        "maker": "Kai Noor",
        "recorded_at": "2026-05-14T09:00:00.000001Z",
        "replaces": 1,
        "replaced_at": None,
    }
    assert [each["outlet"] for each in line["ledger"]["appearances"]] == ["The Else Courier", "Baltic Post"]


def resources(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What an annotation points to: its targets, and those of its bodies that stand in the text."""
    yield from annotation["target"]
    yield from (body for body in annotation["body"] if body["type"] == "SpecificResource")


@_FEW
@given(st.lists(exports(), max_size=2))
def test_web_annotations_point_at_the_very_words(selected: list[Exported]) -> None:
    collection = json.loads(exported("web-annotation", *selected))
    items = collection["first"]["items"]
    entries = [(one, entry) for one in selected for entry in one.entries]
    assert collection["total"] == len(items) == len(entries)
    for annotation, (one, entry) in zip(items, entries, strict=True):
        text = clean(one.article.text)
        assert len(annotation["target"]) == len(entry.statement.content.spans)
        for resource in resources(annotation):
            quote, position = resource["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert len(quote["prefix"]) == min(32, start)
            assert text[end:].startswith(quote["suffix"])
            assert len(quote["suffix"]) == min(32, len(text) - end)


def test_an_annotation_says_what_was_made_out_and_how() -> None:
    collection = json.loads(exported("web-annotation", ferry()))
    assert collection["type"] == "AnnotationCollection"
    assert collection["first"]["partOf"] == collection["id"]
    first, _, third, _ = collection["first"]["items"]
    told = {body["onrecord:part"]: body for body in first["body"]}
    assert told["content"]["value"] == "the ferry carried\n212 passengers"
    assert told["source"]["selector"][0]["exact"] == "Harbour chief Ana Weller"
    assert told["cue"]["selector"][0]["exact"] == "said"
    assert told["act"]["value"] == "assert"
    assert told["figure"]["selector"][0]["exact"] == "212"
    (target,) = first["target"]
    assert target["source"] == "https://example.org/ferry?a=1&b=%C3%BC"
    assert target["state"] == {
        "type": "TimeState",
        "sourceDate": "2026-05-14T09:00:00Z",
        "cached": "https://archive.example/1",
    }
    assert first["prov:wasDerivedFrom"] == ["ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"]
    assert first["prov:wasGeneratedBy"]["prov:wasAssociatedWith"]["id"] == "urn:onrecord:model:model-7"
    assert first["generator"]["schema:softwareVersion"] == "1.2.3"
    assert third["creator"] == {"type": "Person", "name": "Kai Noor"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, "urn:onrecord:article:ferry-1"),
        ("javascript:alert(1)", "urn:onrecord:article:ferry-1"),
        ("file:///etc/passwd", "urn:onrecord:article:ferry-1"),
        ("https://example.org/a b\n<c>", "https://example.org/a%20b%0A%3Cc%3E"),
        ("https://example.org/100%25", "https://example.org/100%25"),  # spelt already
    ],
)
def test_the_source_is_an_address_or_a_name(url: str | None, expected: str) -> None:
    from dataclasses import replace

    one = ferry()
    one = replace(one, article=replace(one.article, url=url))
    collection = json.loads(exported("web-annotation", one))
    assert collection["first"]["items"][0]["target"][0]["source"] == expected


def test_claims() -> None:
    claims = lines("schema-org", ferry())
    assert [claim["@type"] for claim in claims] == ["Claim"] * 3  # the deed is none
    carried, _, denied = claims
    assert carried["text"] == "the ferry carried\n212 passengers"
    assert carried["author"] == {
        "@type": "Person",
        "name": "Ana Weller",
        "alternateName": "Harbour chief Ana Weller",
        "jobTitle": "Harbour chief",
        "identifier": "weller-1",
    }
    assert carried["dateCreated"] == "2026-05-12"
    assert carried["datePublished"] == "2026-05-14T08:30:00+02:00"
    assert [each["publisher"]["name"] for each in carried["appearance"]] == [
        "The Else Courier",
        "Baltic Post",
    ]
    assert carried["firstAppearance"]["publisher"]["name"] == "The Else Courier"
    # Who denies that he knew does not claim that he knew.
    assert "author" not in denied
    assert denied["comment"]["author"] == {"@type": "Person", "name": "The owner"}
    assert denied["comment"]["keywords"] == "deny"


@_FEW
@given(exports())
def test_claims_of_anything(one: Exported) -> None:
    claims = lines("schema-org", one)
    kept = [entry.statement for entry in one.entries if entry.statement.type != "other"]
    assert [claim["text"] for claim in claims] == [clean(each.content.text) for each in kept]
    assert "ClaimReview" not in {claim["@type"] for claim in claims}
    claiming = {"assert", "confirm", "predict", "commit"}
    assert all(each.act in claiming for each, claim in zip(kept, claims, strict=True) if "author" in claim)


def test_quotations() -> None:
    (line,) = lines("gdelt", ferry())
    assert list(line) == ["date", "url", "title", "lang", "quotes"]
    assert (line["date"], line["lang"]) == ("2026-05-14T06:30:00Z", "ENGLISH")
    assert [each["quote"] for each in line["quotes"]] == [
        "We counted them twice,",
        "The ship was licensed for 180.",
    ]
    first = line["quotes"][0]
    assert (first["speaker"], first["speaker_name"], first["verb"]) == ("she", "Ana Weller", "she said")
    assert first["pre"].endswith("212 passengers.\r\n“")
    assert first["post"].startswith("” she said.")


@_FEW
@given(exports())
def test_quotations_stand_in_the_text(one: Exported) -> None:
    text = clean(one.article.text)
    for line in lines("gdelt", one):
        for quote in line["quotes"]:
            start, end = quote["start"], quote["end"]
            assert text[start:end] == quote["quote"] != ""
            assert text[:start].endswith(quote["pre"])
            assert text[end:].startswith(quote["post"])


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    assert export([ferry()], "schema-org", path, facts=FACTS) == Written(
        path=path, statements=3, articles=1, left_out=1
    )
    written = export([ferry()], "gdelt", path, facts=FACTS)
    assert (written.statements, written.left_out) == (1, 3)


def test_the_example_is_what_it_seems() -> None:
    for each in ferry().entries:
        pieces = [TEXT[start:end] for start, end in each.statement.content.spans]
        assert " ".join(pieces) == each.statement.content.text
