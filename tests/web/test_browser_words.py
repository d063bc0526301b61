"""What browsers are called."""

from __future__ import annotations

import pytest

from onrecord.web.browser_words import browser_words

MOZILLA = "Mozilla/5.0 "
LIKE_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (f"{MOZILLA}(X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140 on Linux"),
        (f"{MOZILLA}(Windows NT 10.0; Win64; x64) {LIKE_CHROME} Safari/537.36", "Chrome 141 on Windows"),
        (f"{MOZILLA}(Windows NT 10.0) {LIKE_CHROME} Safari/537.36 Edg/141.0.0.0", "Edge 141 on Windows"),
        (f"{MOZILLA}(Linux; Android 10; K) {LIKE_CHROME} Mobile Safari/537.36", "Chrome 141 on Android"),
        (
            f"{MOZILLA}(iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            " Version/18.6 Mobile/15E148 Safari/604.1",
            "Safari 18 on iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("x" * 200, "x" * 60 + "…"),
        ("", "A browser that gives no name"),
        (None, "A browser that gives no name"),
    ],
)
def test_browsers_are_called_as_people_call_them(header: str | None, words: str) -> None:
    assert browser_words(header) == words
