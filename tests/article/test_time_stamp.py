import pytest

from onrecord.article import time_stamp

STAMPS = [
    ("Published Oct 25, 2024, 08:11 PM", "published", "2024-10-25T20:11"),
    ("Published Oct 25, 2024 | Updated Oct 26, 2024, 01:02 AM", "published", "2024-10-25"),
    ("Updated Oct 26, 2024 | Published Oct 25, 2024", "updated", "2024-10-25"),
    ("Published: 25 October 2024 at 20:11 GMT", "published", "2024-10-25T20:11+00:00"),
    ("Published 25 October 2024 20:11 GMT+8", "published", "2024-10-25T20:11+08:00"),
    (
        "Published Oct 25, 2024, 12:05 a.m. EDT",
        "published",
        "2024-10-25T00:05",
    ),  # EDT, but IST is three zones
    ("Published 2024-10-25T20:11:00Z", "published", "2024-10-25T20:11+00:00"),
    ("Published 2024-10-25 20:11", "published", "2024-10-25T20:11"),
    ("25 October 2024", None, "2024-10-25"),
    ("Friday, Oct. 25th, 2024", None, "2024-10-25"),
    ("25. Oktober 2024, 20:11 Uhr", None, "2024-10-25T20:11"),
    ("25 de octubre de 2024", None, "2024-10-25"),
    ("Publié le 25 octobre 2024 à 20h11", "published", "2024-10-25T20:11"),
    ("2024年10月25日", None, "2024-10-25"),
    ("Published 25/12/2024", "published", "2024-12-25"),
    ("Published 12/25/2024", "published", "2024-12-25"),
    ("Published 03/04/2024", "published", None),  # March or April
    ("Published 30 February 2024", "published", None),
    ("Published 25 October", "published", None),  # no year
    ("Updated: 22:14, 3 March 2023", "updated", "2023-03-03"),
    ("3 hours ago", None, None),
    ("Oct 25 · 5 min read", None, None),
    ("Just now", None, None),
]


@pytest.mark.parametrize(("line", "lead", "when"), STAMPS)
def test_stamp(line: str, lead: str | None, when: str | None) -> None:
    stamp = time_stamp.read(line)
    assert stamp is not None
    assert (stamp.lead, stamp.when) == (lead, when)


SENTENCES = [
    "Published on 25 October 2024, the report blames the ministry",
    "10 March",
    "May 2023",
    "March on",
    "12",
    "Second of May",
    "3 hours ago he said no",
    "",
    "9" * 5000,
    "Published " * 900,
]


@pytest.mark.parametrize("line", SENTENCES)
def test_no_stamp(line: str) -> None:
    assert time_stamp.read(line) is None
