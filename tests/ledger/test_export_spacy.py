"""spaCy: docs with spans where it is installed; where it is not, an error that says what to do."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from exported_examples import FACTS, exports, ferry
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.export import CannotExport, Exported, export, spacy_docs
from onrecord.ledger.rows import clean


def test_without_spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(CannotExport, match="spaCy is not installed: pip install spacy"):
        export([ferry()], "spacy", tmp_path / "docs", facts=FACTS)
    assert list(tmp_path.iterdir()) == []


def docs(*selected: Exported) -> list[Any]:
    """The docs of an export, read back."""
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "docs"
        export(selected, "spacy", path, facts=FACTS)
        return [
            doc for file in sorted(path.glob("*.spacy")) for doc in DocBin().from_disk(file).get_docs(vocab)
        ]


def test_spans_are_tokens_and_the_exact_offsets_are_there() -> None:
    (doc,) = docs(ferry())
    assert doc.text == ferry().article.text
    source, _, _ = doc.spans["sources"]
    assert (source.text, source.label_, source.id_) == ("Harbour chief Ana Weller", "SOURCE", "s1")
    assert len(doc.spans["contents"]) == 5  # one is in two pieces
    article = json.loads(doc.user_data["onrecord"])
    (start, end), *_ = article["statements"][0]["content"]["spans"]
    assert doc.text[start:end] == "the ferry carried\n212 passengers"


@settings(max_examples=10)
@given(st.lists(exports(), max_size=3))
def test_the_words_are_covered(selected: list[Exported]) -> None:
    found = docs(*selected)
    assert [doc.text for doc in found] == [clean(one.article.text) for one in selected]
    for doc, one in zip(found, selected, strict=True):
        for entry in one.entries:
            tokens = [span for span in doc.spans["contents"] if span.id_ == entry.statement.id]
            covered = {at for span in tokens for at in range(span.start_char, span.end_char)}
            said = {at for start, end in entry.statement.content.spans for at in range(start, end)}
            # The blank behind a token is part of none.
            assert all(doc.text[at] == " " for at in said - covered)


def test_many_articles_are_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy")
    monkeypatch.setattr(spacy_docs, "ARTICLES_OF_FILE", 2)
    export([ferry()] * 5, "spacy", tmp_path / "docs", facts=FACTS)
    names = sorted(each.name for each in (tmp_path / "docs").glob("*.spacy"))
    assert names == ["part-00001.spacy", "part-00002.spacy", "part-00003.spacy"]
