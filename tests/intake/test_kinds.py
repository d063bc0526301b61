"""Files that hold several pages, told apart by their bytes and names."""

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import archives
import openpyxl
import pytest

from onrecord import intake
from onrecord.errors import Refused
from onrecord.intake.kinds import Input, read
from onrecord.intake.stream import Stream
from onrecord.records import Note, Page, Refusal

RSS = b"""<?xml version="1.0"?>
<!-- made by hand --><rss version="2.0"><channel><title>The Port Alden Post</title>
<item><title>Strike</title><link>https://a.example/</link><description>The dockers will strike, their
union said.</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Strike</title>
<id>urn:1</id><content>The dockers will strike, their union said.</content></entry></feed>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://a.example/"><title>Strike</title>
<link>https://a.example/</link><description>They will strike, they said.</description></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post",
        "items": [{"id": "1", "url": "https://a.example/", "content_text": "They will strike, they said."}],
    }
).encode()
OPML = b"""<opml version="2.0"><body><outline xmlUrl="https://a.example/feed"/></body></opml>"""
QUOTES = json.dumps({"url": "https://a.example/", "quotes": [{"quote": "We will strike"}]}).encode()
CSV = b"speaker;claim;date\nMaren Holt;The pier is safe;2024-10-25\n"
WARC = archives.members(archives.response(1), archives.response(2))


def workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["speaker", "claim"])
    sheet.append(["Maren Holt", "The pier is safe"])
    book.save(file)
    return file.getvalue()


XLSX = workbook()


def outcomes(path: Path) -> list[Page | Note | Refusal]:
    return list(intake.read([str(path)]))


# (file name, its bytes, what comes of it)
KINDS: list[tuple[str, bytes, list[type]]] = [
    ("a.warc.gz", WARC, [Page, Page]),
    ("a", WARC, [Page, Page]),  # a web archive is known by its bytes
    ("a.txt", gzip.decompress(WARC), [Page, Page]),
    ("a.warc", archives.record(archives.answer(status="404 Not Found")), [Refusal]),
    ("a.xml", RSS, [Page]),
    ("a", RSS, [Page]),
    ("a.html", RSS, [Page]),
    ("a.rss.gz", gzip.compress(RSS), [Page]),
    ("a.xml", RSS.decode().encode("utf-16"), [Page]),
    ("a.atom", ATOM, [Page]),
    ("a.rdf", RDF, [Page]),
    ("a.json", JSON_FEED, [Page]),
    ("a.json", json.dumps(json.loads(JSON_FEED), indent=1).encode(), [Page]),
    ("a.xml", b"<rss version='2.0'><channel></channel></rss>", [Refusal]),
    ("a.opml", OPML, [Refusal]),  # nothing is fetched without a fetcher
    ("a.json", QUOTES, [Page]),
    ("a.gqg.json.gz", gzip.compress(QUOTES + b"\n" + QUOTES), [Page, Page]),
    ("a.jsonl", json.dumps({"text": "Said.", "quotes": []}).encode(), [Page]),  # an article with more in it
    ("a.csv", CSV, [Note]),
    ("a.csv.gz", gzip.compress(CSV), [Note]),
    ("a.tsv", CSV.replace(b";", b"\t"), [Note]),
    ("a", CSV, [Note]),  # headings as nobody writes them in a report
    ("a.txt", CSV, [Page]),  # but the suffix says otherwise
    ("a.csv", b"name,size\na,1\n", [Refusal]),
    ("a.xlsx", XLSX, [Note]),
    ("a", XLSX, [Note]),
    ("a.xlsx", XLSX[:2000], [Refusal]),
]


@pytest.mark.parametrize(("name", "raw", "kinds"), KINDS, ids=[f"{n} {r[0]}" for n, r in enumerate(KINDS)])
def test_kind(tmp_path: Path, name: str, raw: bytes, kinds: list[type]) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert [type(outcome) for outcome in outcomes(path)] == kinds


class Dribble(io.BytesIO):
    """Gives three bytes at a time, as a slow pipe does, and cannot go back."""

    def read1(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
        return self.read(3)

    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize(("name", "raw", "kinds"), KINDS, ids=[f"{n} {r[0]}" for n, r in enumerate(KINDS)])
def test_a_slow_pipe_makes_no_difference(name: str, raw: bytes, kinds: list[type]) -> None:
    try:
        found = list(read(Input(Stream(Dribble(raw)), "a", name), None))
    except Refused:
        assert kinds == [Refusal]
    else:
        assert [type(outcome) for outcome in found] == kinds


def test_standard_input_may_be_any_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw, count in ((WARC, 2), (RSS, 1), (CSV, 1), (XLSX, 1), (QUOTES, 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        found = list(intake.read(["-"]))
        assert len(found) == count
        assert not any(isinstance(outcome, Refusal) for outcome in found)


# (file name, its bytes, whether a search of its folder takes it)
SEARCHED = [
    ("a.pdf", b"%PDF-1.7\n", True),
    ("a.warc", gzip.decompress(WARC), True),
    ("a.warc.gz", WARC, True),
    ("a.xlsx", XLSX, True),
    ("a.xml", RSS, True),
    ("a.xml.gz", gzip.compress(RSS), True),
    ("a.rss", ATOM, True),
    ("a.opml", OPML, True),
    ("a.json", JSON_FEED, True),
    ("a.json", QUOTES, True),
    ("a.json", b'{"id": "1", "text": "Said."}\n{"id": "2"}', True),
    ("a.ndjson", b'{"html": "' + b"x" * 9000 + b'"}', True),
    ("a.csv", CSV, True),
    ("a.csv", b"Claims of the week\n\n" + CSV, True),
    ("a.xml", b"<?xml version='1.0'?><urlset></urlset>", False),  # a site's map
    ("a.xml", b"<project><name>a</name></project>", False),
    ("a.json", b'{"name": "a", "version": "1.0"}', False),
    ("a.json", b'{\n  "text": "pretty-printed"\n}', False),
    ("a.json", b"[]", False),
    ("a.json", b"", False),
    ("a.csv", b"station;temperature\nPort Alden;12.5\n", False),
    ("a.csv", b"\x00\x01\x02", False),
    ("a.zip", b"PK\x03\x04", False),
    ("a.js", b"var a = 1;", False),
]


@pytest.mark.parametrize(
    ("name", "raw", "is_taken"), SEARCHED, ids=[f"{n} {r[0]}" for n, r in enumerate(SEARCHED)]
)
def test_a_search_takes_what_looks_like_news(tmp_path: Path, name: str, raw: bytes, is_taken: bool) -> None:
    (tmp_path / "z.txt").write_text("Said.", encoding="utf-8")
    (tmp_path / name).write_bytes(raw)
    named = [str(tmp_path)]
    found = [o.page if isinstance(o, Note) else o for o in intake.read(named)]
    assert any(each.origin.startswith(str(tmp_path / name)) for each in found) is is_taken
    assert intake.total_bytes(named) == 5 + is_taken * len(raw)


def test_a_workbook_is_known_wherever_its_parts_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(io.BytesIO(XLSX)) as packed, zipfile.ZipFile(path, "w") as turned:
        for name in reversed(packed.namelist()):
            turned.writestr(name, packed.read(name))
    assert [type(outcome) for outcome in outcomes(path)] == [Note]
