"""How many threads a text is read on."""

from collections.abc import Iterator

import pytest

from onrecord.model import cores


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    cores.share(1)


# (cores of the processor, processes at work, threads for each)
THREADS = [
    (1, 1, 1),
    (8, 1, 8),
    (8, 3, 2),
    (8, 8, 1),
    (2, 5, 1),  # more processes than cores
    (256, 1, cores.MOST),
]


@pytest.mark.parametrize(("available", "processes", "threads"), THREADS)
def test_cores_are_shared(
    available: int, processes: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cores, "available", lambda: available)
    cores.share(processes)
    assert cores.cores() == threads


def test_there_is_a_core() -> None:
    assert cores.available() >= 1
