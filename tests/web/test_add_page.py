"""Adding: the form, what becomes of it, and who may see that."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
from fastapi import UploadFile
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.records import Page, Refusal
from onrecord.web.access import Person
from onrecord.web.add_form import Fields, FormError, asked, shown_name
from onrecord.web.background import Background
from onrecord.web.job_pages import PASTED, pages
from onrecord.web.jobs import Asked, Job, Owner
from onrecord.web.pages.add import may_see

REPORT = (
    "Ferry line denies delay\n\nSund Lines denied on Friday that its night ferry had been late. "
    "“We sail on time,” spokeswoman Ida Holm said.\n"
)

# --- what was typed

WRONG = [
    (Fields(), "nothing to add", 400),
    (Fields(text=" \r\n "), "nothing to add", 400),
    (Fields(text="x" * 101), "101 characters", 413),
    # neither a path nor a pattern nor another scheme: files of this machine are not to be had
    (Fields(addresses="/etc/passwd"), "no web address", 400),
    (Fields(addresses="file:///etc/passwd"), "no web address", 400),
    (Fields(addresses="https://a.example/ *.txt"), "no web address", 400),
    (Fields(addresses="-"), "no web address", 400),
    (Fields(text="x", text_url="javascript:alert(1)"), "no web address", 400),
    (Fields(addresses="\n".join(f"https://a.example/{n}" for n in range(101))), "101 addresses", 400),
    (Fields(text="x", published="25.10.2024"), "no date", 400),
    (Fields(text="x", outlet="o" * 201), "outlet", 400),
]


@pytest.mark.parametrize(("fields", "message", "status"), WRONG)
def test_what_cannot_be_added_is_told(fields: Fields, message: str, status: int) -> None:
    with pytest.raises(FormError, match=re.escape(message)) as told:
        asked(fields, [], text_size=100)
    assert told.value.status == status
    assert told.value.advice


def test_the_fields_become_what_is_asked_for() -> None:
    fields = Fields(
        text="One\r\ntwo\r\n",
        text_url=" https://a.example/t ",
        addresses="https://a.example/1\r\n\r\nhttps://a.example/2 https://a.example/1",
        published=" 2024-10-25 ",
        outlet=" The Post ",
    )
    assert asked(fields, [], text_size=100) == Asked(
        text="One\ntwo\n",
        text_url="https://a.example/t",
        addresses=("https://a.example/1", "https://a.example/2"),
        published="2024-10-25",
        outlet="The Post",
    )


NAMES = [
    ("report.txt", "report.txt"),
    ("../../etc/passwd", "passwd"),
    ("C:\\news\\report.html", "report.html"),
    ("/", "a file without a name"),
    ("..", "a file without a name"),
    # never taken for standard input or an option
    ("-", "a file without a name"),
    ("--help.txt", "help.txt"),
    ("a\n\x1b[31mb\u202e.txt", "a [31mb .txt"),
    ("x" * 300 + ".jsonl.gz", "x" * 180 + "…" + "x" * 10 + ".jsonl.gz"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_names_of_files_that_were_sent(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=300))
def test_a_name_is_one_short_line_and_no_path(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= 200
    assert not re.search(r"[/\\\x00-\x1f]", shown)
    assert shown not in (".", "..", "-")


def test_files_lie_under_names_of_ours() -> None:
    files = [UploadFile(io.BytesIO(b"one"), filename="../a.txt"), UploadFile(io.BytesIO(b""), filename="")]
    found = asked(Fields(), files, text_size=100)
    assert found.folder is not None
    (upload,) = found.uploads
    assert upload.name == "a.txt"
    assert upload.path.parent == found.folder
    assert upload.path.name == "0001"
    assert upload.path.read_bytes() == b"one"
    assert found.folder.stat().st_mode & 0o077 == 0
    found.clear()
    assert not found.folder.exists()


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(FormError, match="No space left"):
        asked(Fields(), [UploadFile(io.BytesIO(b"one"), filename="a.txt")], text_size=100)


class NoFetcher:
    """No network."""


def test_a_pasted_text_is_a_page_as_it_is() -> None:
    (page,) = pages(Asked(text="One.\nTwo.", outlet="Post", text_url="https://a.example/t"), NoFetcher())  # type: ignore[arg-type]
    assert page == Page(
        origin=PASTED, format="text", raw="One.\nTwo.", url="https://a.example/t", outlet="Post", size=9
    )
    (source,) = pages(Asked(text="<!doctype html><html><body><p>One.</p></body></html>"), NoFetcher())  # type: ignore[arg-type]
    assert isinstance(source, Page)
    assert source.format == "html"


def test_half_a_character_is_no_error() -> None:
    (page,) = pages(Asked(text="One \ud800."), NoFetcher())  # type: ignore[arg-type]
    assert not isinstance(page, Refusal)


# --- whose jobs are seen

SEEN = [
    (Person("Ida", "reviewer", 1), Owner("Ida", 1), True),
    (Person("Eve", "reviewer", 2), Owner("Ida", 1), False),
    # the same name is not the same account
    (Person("Ida", "reviewer", 2), Owner("Ida", 1), False),
    (Person("Eve", "admin", 2), Owner("Ida", 1), True),
    (Person("local", "admin"), Owner("local"), True),
]


@pytest.mark.parametrize(("person", "owner", "is_seen"), SEEN)
def test_a_job_is_its_owner_s(person: Person, owner: Owner, is_seen: bool) -> None:
    assert may_see(person, Job(Asked(text="x"), owner)) is is_seen


# --- the pages


def send(client: TestClient, **fields: str) -> Response:
    """Send the form as browsers do where no file was chosen."""
    parts = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    no_file = 'Content-Disposition: form-data; name="files"; filename=""'
    body = f"{parts}--cut\r\n{no_file}\r\n\r\n\r\n--cut--\r\n".encode()
    headers = {"Content-Type": "multipart/form-data; boundary=cut"}
    return client.post("/add", content=body, headers=headers, follow_redirects=False)


def followed(client: TestClient, response: Response) -> str:
    """The job's page, once it is over; its address."""
    assert response.status_code == 303
    address = response.headers["location"]
    over = time.monotonic() + 60
    while "hx-get" in (text := client.get(address, follow_redirects=False).text):
        assert time.monotonic() < over, text
        time.sleep(0.05)
    return address


def test_a_pasted_report_opens_when_it_is_read(client: TestClient) -> None:
    form = client.get("/add").text
    assert 'enctype="multipart/form-data"' in form
    first = send(client, text=REPORT.replace("\n", "\r\n"), outlet="Sund Post", published="2024-10-25")
    address = followed(client, first)
    opened = client.get(address)
    assert opened.url.path == "/report"
    assert "Sund Post" in opened.text
    assert ">deny<" in opened.text
    told = client.get(address, headers={"HX-Request": "true"}, follow_redirects=False)
    assert told.headers["hx-redirect"].startswith("/report?article=")
    assert "pasted text" in client.get("/add").text


def test_refusals_are_told_with_what_to_do(client: TestClient) -> None:
    files = [
        ("files", ("<img src=x>.txt", b"", "text/plain")),
        ("files", ("../tool", b"\x7fELF\x02\x01\x01" + bytes(200), "text/plain")),
    ]
    address = followed(client, client.post("/add", files=files, follow_redirects=False))
    text = client.get(address).text
    assert "Nothing was added" in text
    assert "&lt;img src=x&gt;.txt" in text
    assert "<img" not in text
    assert "an empty file" in text
    assert "this is a program" in text
    assert text.count("What to do:") == 2
    assert "hx-get" not in text
    assert "http-equiv" not in text


def test_what_was_typed_stays_where_it_is_wrong(client: TestClient) -> None:
    answer = send(client, text="\nSomething </textarea> long", addresses="nowhere", outlet="Post")
    assert answer.status_code == 400
    assert "no web address" in answer.text
    assert "Something &lt;/textarea&gt; long" in answer.text
    assert 'value="Post"' in answer.text


def test_a_text_that_is_too_long_is_refused(client: TestClient) -> None:
    answer = send(client, text="x" * 1_000_001)
    assert answer.status_code == 413
    assert "1,000,000 are the most" in answer.text


def test_the_page_of_a_job_needs_no_script(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Background, "wake", lambda _: None)
    background: Background = client.app.state.explorer.background  # type: ignore[attr-defined]
    monkeypatch.setattr(background, "_do", lambda _store, job: job.enter("done") if job.is_stopped else None)
    job = Job(Asked(text="x"), Owner("local"))
    background.jobs.put(job)
    text = client.get(f"/add/{job.id}").text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
    assert f'action="/add/{job.id}/stop"' in text
    part = client.get(f"/add/{job.id}", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'hx-trigger="every 500ms"' in part
    stopped = client.post(f"/add/{job.id}/stop", follow_redirects=False)
    assert stopped.status_code == 303
    assert job.is_stopped
    assert client.get("/add/nothing").status_code == 404
    assert client.post("/add/nothing/stop").status_code == 404


def test_too_many_jobs_are_told(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("onrecord.web.jobs.WAITING", 0)
    answer = client.post("/add", files={"files": ("a.txt", b"One.", "text/plain")})
    assert answer.status_code == 503
    assert "jobs wait already" in answer.text
    assert not list(tmp_path.glob("onrecord-*/*"))
