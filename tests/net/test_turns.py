"""Nobody is asked twice within the delay."""

from concurrent.futures import ThreadPoolExecutor

from onrecord.net.turns import Turns


class Time:
    """A clock that only sleep moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_host_waits_for_its_turn() -> None:
    time = Time()
    turns = Turns(time.clock, time.sleep)
    assert turns.wait("news.example", 1.0) == 0
    assert turns.wait("other.example", 1.0) == 0
    assert turns.wait("news.example", 1.0) == 1
    time.sleep(0.75)
    assert turns.wait("news.example", 1.0) == 0.25
    time.sleep(5)
    assert turns.wait("news.example", 1.0) == 0


def test_a_site_may_ask_for_more_but_not_for_ever() -> None:
    time = Time()
    turns = Turns(time.clock, time.sleep)
    turns.wait("news.example", 86_400.0)
    assert turns.wait("news.example", 1.0) == 60
    turns.put_off("news.example", 0.5)  # less than its turn, which holds
    assert turns.wait("news.example", 1.0) == 1
    turns.put_off("news.example", 1e300)
    assert turns.wait("news.example", 1.0) == 60


def test_threads_take_their_turns() -> None:
    slept: list[float] = []
    turns = Turns(lambda: 0.0, slept.append)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: turns.wait("news.example", 1.0), range(8)))
    assert sorted(slept) == [1, 2, 3, 4, 5, 6, 7]


def test_hosts_whose_turn_is_over_are_forgotten() -> None:
    time = Time()
    turns = Turns(time.clock, time.sleep)
    turns.wait("news.example", 60.0)
    for number in range(10_100):
        turns.wait(f"{number}.example", 0.0)
    assert len(turns._next) < 10_000
    assert turns.wait("news.example", 0.0) == 60
