"""Running: how soon a page that is published can be seen in the explorer, and is told by a letter.

    python -m bench.running

The program runs as a service does (`onrecord run`), over a feed on this machine that is asked each minute;
letters go into a folder. Measured is from the moment at which the feed is asked and names a new page: that is
one poll.
Printed are seconds, and how many times the reading of the same page alone takes.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PAGES = {
    "one": "The ferry to Sund was stopped on Tuesday, the harbour office said. About 300 people were waiting"
    " at the pier, the ferry line said.",
    "two": "The ferry line denied on Wednesday that 300 people had been waiting. The mayor of Sund said that"
    " the pier was closed.",
}
_SETTINGS = '[site]\naddress = "{site}"\n[mail]\nfrom = "Desk <desk@example.org>"\nfolder = "letters"\n'
PATIENCE = 150.0  # seconds: one poll and more


class Feed(ThreadingHTTPServer):
    """A feed of the pages published so far; `asked_at` is when it was asked first with all of them in it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.published = ["one"]
        self.asked_at: float | None = None

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class _Answering(BaseHTTPRequestHandler):
    server: Feed

    def do_GET(self) -> None:
        name = self.path[1:]
        if name == "feed":
            body, kind = self._feed(), "application/atom+xml"
            if len(self.server.published) == len(_PAGES) and self.server.asked_at is None:
                self.server.asked_at = time.perf_counter()
        elif name in self.server.published:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            head = f"<meta property='article:published_time' content='{now}'>"
            article = f"<article><h1>Ferry to Sund, {name}</h1><p>{_PAGES[name]}</p></article>"
            body, kind = f"<html><head>{head}</head><body>{article}</body></html>", "text/html"
        else:
            body, kind = "", "text/plain"
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def _feed(self) -> str:
        entries = "".join(
            f"<entry><id>{name}</id><title>{name}</title><link href='{self.server.address}/{name}'/>"
            "<updated>2026-01-01T00:00:00Z</updated></entry>"
            for name in self.server.published
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Pier</title>{entries}</feed>"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def waited(is_there: Callable[[], bool]) -> float:
    """The moment at which something is there."""
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if is_there():
            return time.perf_counter()
        time.sleep(0.1)
    raise TimeoutError("it did not come")


class Reader:
    """Somebody at the explorer, with a browser that keeps its cookie."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """A page."""
        with self._opener.open(self._site + path, timeout=20) as answer:
            return str(answer.read().decode())

    def sees(self, words: str) -> bool:
        """Whether the page of the topic shows some words, whatever marks stand between them."""
        return words in " ".join(re.sub(r"<[^>]*>", " ", self.get("/topics/ferry?of=all")).split())

    def post(self, path: str, **fields: str) -> str:
        """A form of a page, filled in."""
        token = re.search(r'name="(csrf[^"]*)" value="([^"]+)"', self.get(path))
        assert token is not None, "the form has a token"
        data = urllib.parse.urlencode({**fields, token[1]: token[2]}).encode()
        with self._opener.open(self._site + path, data, timeout=20) as answer:
            return str(answer.read().decode())


def command(*words: str) -> list[str]:
    """A command of the program."""
    return [sys.executable, "-m", "onrecord", *words]


@contextmanager
def _ended(running: subprocess.Popen[str]) -> Iterator[None]:
    """Whatever happens, the program ends."""
    try:
        yield
    finally:
        running.send_signal(signal.SIGTERM)


def measured(folder: Path, feed: Feed) -> None:
    """Run the program, publish the second page, and print when it is seen and told."""
    subprocess.run(command("follow", "ferry", "--public"), cwd=folder, check=True, capture_output=True)
    options = ("--settings", "onrecord.toml", "--port", "0", "--every", "1", "--allow-private")
    (folder / "onrecord.toml").write_text(_SETTINGS.format(site="http://localhost:8000"), encoding="utf-8")
    with (
        subprocess.Popen(
            command("run", f"{feed.address}/feed", *options), cwd=folder, stdout=subprocess.PIPE, text=True
        ) as running,
        _ended(running),
    ):
        assert running.stdout is not None
        reader = Reader(running.stdout.readline().strip().rstrip("/").replace("127.0.0.1", "localhost"))
        waited(lambda: reader.sees("300 people were waiting"))
        reader.post("/newsletter/ferry", address="ana@reader.example", rhythm="at-once")
        waited(lambda: any(folder.glob("letters/*.eml")))
        (letter,) = folder.glob("letters/*.eml")
        text = letter.read_text(encoding="utf-8").replace("=\n", "")
        link = re.search(r"http://localhost:8000(/newsletter/confirm/[\w.-]+)", text)
        assert link is not None, text
        reader.post(link[1])
        feed.published.append("two")
        told = threading.Event()
        moments: dict[str, float] = {}

        def letters() -> None:
            moments["alert sent"] = waited(lambda: len([*folder.glob("letters/*.eml")]) > 1)
            told.set()

        threading.Thread(target=letters, daemon=True).start()
        moments["page visible"] = waited(lambda: reader.sees("pier was closed"))
        told.wait(PATIENCE)
    alone = _alone(folder)
    for name, moment in moments.items():
        seconds = moment - (feed.asked_at or moment)
        print(
            f"{name:14} {seconds:6.1f} s after the poll, {seconds / alone:.1f} times the reading of it alone"
        )


def _alone(folder: Path) -> float:
    page = folder / "two.txt"
    page.write_text(_PAGES["two"], encoding="utf-8")
    started = time.perf_counter()
    subprocess.run(command("read", str(page)), check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Measure once; it takes two minutes."""
    feed = Feed()
    threading.Thread(target=feed.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), feed)
    feed.shutdown()


if __name__ == "__main__":
    main()
