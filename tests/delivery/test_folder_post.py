"""Letters in a folder."""

from pathlib import Path

import pytest

from onrecord.delivery.folder import FolderPost, file_name
from onrecord.delivery.post import NotDelivered


def letter(message_id: str, text: str = "hello") -> bytes:
    return f"Message-ID: <{message_id}>\r\nSubject: a\r\n\r\n{text}\r\n".encode()


def test_a_repeat_replaces_the_first(tmp_path: Path) -> None:
    with FolderPost(tmp_path / "new" / "letters") as post:
        post.send("a@b", "c@d", letter("digest.1@news.example", "first"))
        post.send("a@b", "c@d", letter("digest.1@news.example", "second"))
        post.send("a@b", "c@d", letter("digest.2@news.example"))
    found = sorted((tmp_path / "new" / "letters").iterdir())
    assert [path.name for path in found] == ["digest.1@news.example.eml", "digest.2@news.example.eml"]
    assert b"second" in found[0].read_bytes()


# Message-IDs that are no names of files
ODD = ["../../etc/passwd", "a/b", "", ".hidden", "a" * 5_000, "a\0b"]


@pytest.mark.parametrize("message_id", ODD)
def test_names(message_id: str, tmp_path: Path) -> None:
    name = file_name(letter(message_id))
    assert "/" not in name
    assert len(name) < 200
    FolderPost(tmp_path).send("a@b", "c@d", letter(message_id))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("a file")
    with pytest.raises(NotDelivered, match="cannot be written to") as failed:
        FolderPost(tmp_path / "letters").send("a@b", "c@d", letter("1"))
    assert not failed.value.is_permanent
    assert failed.value.is_about_server
