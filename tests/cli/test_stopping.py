"""Ctrl-C while an article is written waits for it; while one is awaited it does not."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from onrecord.cli.stopping import Stopping


def test_nothing_asked_nothing_lost() -> None:
    with Stopping() as stopping:
        assert list(stopping.until_asked(iter("abc"))) == ["a", "b", "c"]
    assert not stopping.asked


def test_what_is_being_written_is_finished() -> None:
    written = []
    with Stopping() as stopping:
        for item in stopping.until_asked(iter("abc")):
            signal.raise_signal(signal.SIGINT)
            written.append(item)
    assert written == ["a"]
    assert stopping.asked


def test_what_is_awaited_is_given_up() -> None:
    def endless() -> Iterator[str]:
        yield "a"
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("went on waiting")

    with Stopping() as stopping:
        assert list(stopping.until_asked(endless())) == ["a"]
    assert stopping.asked


def test_a_second_time_stops_the_writing_too() -> None:
    def write_twice_interrupted() -> None:
        with Stopping() as stopping:
            for _ in stopping.until_asked(iter("abc")):
                signal.raise_signal(signal.SIGINT)
                signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        write_twice_interrupted()
    assert signal.getsignal(signal.SIGINT) is before


def test_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Stopping():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
