"""What addresses lead to, asked of a real server on loopback."""

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import archives
import pytest

from onrecord import intake
from onrecord.net import Fetcher
from onrecord.records import Note, Page, Refusal

HTML = archives.HTML
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
LINES = b'{"id": "a", "text": "Said."}\n{"id": "b", "url": "https://b.example/", "text": "Said."}\n'
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Port Alden Post</title>
<item><title>Strike</title><link>{site}/page</link></item>
<item><title>Gone</title><link>{site}/gone</link></item></channel></rss>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline type="rss" text="Post" xmlUrl="{site}/feed"/><outline type="rss" text="Page" xmlUrl="{site}/page"/>
<outline type="rss" text="Local" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
FIRST = archives.members(archives.response(1))
QUOTES = {
    "url": "https://a.example/",
    "quotes": [{"pre": "He said: ", "quote": "We will strike", "post": "."}],
}
# Path: content type, body.
ANSWERS: dict[str, tuple[str, bytes]] = {
    "/page": ("text/html; charset=utf-8", HTML),
    "/page.html": ("application/octet-stream", HTML),
    "/piece": ("text/html", b"Said."),
    "/text": ("text/plain", b"Said <b>twice</b>."),
    "/text.md": ("text/markdown", b"# Said"),
    "/release": ("application/pdf", PDF),
    "/release.aspx": ("text/html", PDF),
    "/lines": ("application/x-ndjson", LINES),
    "/lines.jsonl.gz": ("application/gzip", gzip.compress(LINES)),
    "/feed": ("text/xml", RSS.encode()),
    "/list.opml": ("text/x-opml", OPML.encode()),
    "/archive.warc.gz": ("application/warc", FIRST + archives.members(archives.response(2))),
    "/quotes.json": ("application/json", json.dumps(QUOTES).encode()),
    "/claims": ("text/csv; charset=utf-8", b"speaker,claim\nMaren Holt,The pier is safe\n"),
    "/logo": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "/logo.png": ("application/octet-stream", b"\x89PNG\r\n\x1a\n"),
    "/film": ("video/mp4", b"\0\0\0\x18ftypmp42"),
    "/all.zip": ("application/zip", b"PK\x03\x04\x14\0a.txt"),
    "/style.css": ("text/css", b"p {}"),
    "/data.json": ("application/json", b'{\n"a": 1}'),
    "/empty": ("text/html", b""),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content_type, body = ANSWERS.get(self.path, ("text/html", b""))
        body = body.replace(b"{site}", f"http://{self.headers['Host']}".encode())
        self.send_response(200 if self.path in ANSWERS else 404)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, delay=0) as found:
        yield found


def read(address: str, fetcher: Fetcher) -> list[Page | Note | Refusal]:
    return list(intake.read([address], fetcher=fetcher))


# (path, format of the page)
PAGES = [
    ("/page", "html"),
    ("/page.html", "html"),
    ("/piece", "html"),  # what the server says is believed
    ("/text", "text"),
    ("/text.md", "text"),
    ("/release", "pdf"),
    ("/release.aspx", "pdf"),
]


@pytest.mark.parametrize(("path", "page_format"), PAGES)
def test_page(site: str, fetcher: Fetcher, path: str, page_format: str) -> None:
    (page,) = read(site + path, fetcher)
    assert isinstance(page, Page)
    assert page.fetched_at is not None
    assert intake.is_iso_date(page.fetched_at)
    assert ("content-type", ANSWERS[path][0]) in page.headers
    assert replace(page, fetched_at=None, headers=()) == Page(
        origin=site + path,
        format=page_format,  # type: ignore[arg-type]
        raw=ANSWERS[path][1],
        url=site + path,
    )


# (path, origins of what comes of it; those that end in ! are refused)
COLLECTIONS = [
    ("/lines", ["/lines:1", "/lines:2"]),
    ("/lines.jsonl.gz", ["/lines.jsonl.gz:1", "/lines.jsonl.gz:2"]),
    ("/feed", ["/page", "/gone!"]),
    ("/list.opml", ["/page", "/gone!", "/page!", "file:///etc/passwd!"]),
    ("/archive.warc.gz", ["/archive.warc.gz:0", f"/archive.warc.gz:{len(FIRST)}"]),
    ("/quotes.json", ["/quotes.json:1"]),
    ("/claims", ["/claims:2"]),
]


@pytest.mark.parametrize(("path", "origins"), COLLECTIONS)
def test_an_answer_is_read_as_a_file_would_be(
    site: str, fetcher: Fetcher, path: str, origins: list[str]
) -> None:
    found = []
    for outcome in read(site + path, fetcher):
        page = outcome.page if isinstance(outcome, Note) else outcome
        assert page is not None
        found.append(page.origin.removeprefix(site) + "!" * isinstance(page, Refusal))
    assert found == origins


def test_pages_of_an_answer_have_their_own_addresses_and_count_nothing(site: str, fetcher: Fetcher) -> None:
    for path in ("/lines", "/archive.warc.gz", "/feed"):
        pages = [page for page in read(site + path, fetcher) if isinstance(page, Page)]
        assert pages
        assert all(page.size == 0 and page.url != site + path for page in pages)


# (path, stage, what is said of it)
REFUSED = [
    ("/logo", "intake", "the answer is image/png, no report"),
    ("/logo.png", "intake", "this is a PNG picture"),
    ("/film", "intake", "the answer is video/mp4, no report"),
    ("/all.zip", "intake", "this is a ZIP archive"),
    ("/style.css", "intake", "the answer is text/css, no report"),
    ("/data.json", "intake", "JSON, but not one article a line"),
    ("/empty", "intake", "an empty file"),
    ("/gone", "fetch", ""),
]


@pytest.mark.parametrize(("path", "stage", "reason"), REFUSED)
def test_refused(site: str, fetcher: Fetcher, path: str, stage: str, reason: str) -> None:
    (refusal,) = read(site + path, fetcher)
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.stage) == (site + path, stage)
    assert refusal.reason.startswith(reason)
    assert refusal.advice


def test_without_a_fetcher_nothing_is_fetched(site: str) -> None:
    (refusal,) = intake.read([f"{site}/page"])
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "a web address, not a file"


def test_addresses_count_nothing(site: str) -> None:
    assert intake.total_bytes([f"{site}/page"]) == 0
