"""Following: how long it takes to say what new statements change, and for which of many topics.

    python -m bench.following [--statements 10000] [--topics 1000] [--before 20000]

A ledger is filled with readings made by rule (bench/affairs.py), grouped with a cheap stand-in for the model,
and what changed in it is noticed. Then so many statements more come: measured are the noticing of what they
change, and the question of every topic for what is new to it, read with its lines. Figures are printed beside
those of the grouping of the same statements with the same stand-in.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.affairs import Affairs
from bench.grouping import Told, cheap
from onrecord.ledger import Store, changes, open_store, topics
from onrecord.ledger.enter import Entering
from onrecord.ledger.topics import TopicAsked
from onrecord.pipeline.following import Following
from onrecord.pipeline.grouping import group
from onrecord.pipeline.noticing import notice

_ACTS = ("deny", "confirm", "demand", "predict")


def enter(store: Store, told: Told, count: int) -> int:
    """Enter readings until there are so many statements more; gives how many there are."""
    statements = 0
    with Entering(store, command="add", settings={}, code="bench") as entering:
        for page, reading in told:
            statements += len(reading.statements)
            entering.enter(page, reading)
            if statements >= count:
                break
    return statements


def some_topics(store: Store, count: int) -> Iterator[TopicAsked]:
    """Topics as people follow them: two or three words of what is said, some with an act or a person."""
    chance = random.Random(11)
    found = store.connection.execute("SELECT content, name FROM statement WHERE id % 7 = 0 LIMIT 20000")
    lines = [(line["content"].split(), line["name"]) for line in found]
    for number in range(count):
        words, name = chance.choice(lines)
        asked = [("words", " OR ".join(sorted(set(chance.sample(words, min(3, len(words)))))))]
        if number % 5 == 0:
            asked = [("words", chance.choice(words)), ("act", chance.choice(_ACTS))]
        elif number % 5 == 1 and name:
            asked = [("who", name)]
        yield topics.read(asked)


def timed(name: str, work: Callable[[], int], unit: str) -> float:
    """Seconds that some work takes, printed with what it gave."""
    started = time.perf_counter()
    count = work()
    spent = time.perf_counter() - started
    print(f"  {name:44} {spent:8.2f} s   {count:,} {unit}")
    return spent


def main() -> None:
    """Fill a ledger, let statements come, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--topics", type=int, default=1_000)
    parser.add_argument("--before", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "following.db", create=True)
        told = iter(Affairs())
        enter(store, told, options.before)
        for _ in group(store, judge=cheap):
            pass
        known = sum(notice(store))
        print(f"before: {options.before:,} statements, {known:,} changes")
        new = enter(store, told, options.statements)
        print(f"{new:,} statements more, {options.topics:,} topics")
        measured(store, list(some_topics(store, options.topics)))
        store.close()


def told_of_all(store: Store, asked: list[TopicAsked], after: int) -> int:
    """How many changes all topics are told of."""
    following = Following(store)
    return sum(len(following.since_number(each, after)) for each in asked)


def measured(store: Store, asked: list[TopicAsked]) -> None:
    """Print what each step takes, and the most memory that the program held."""
    after = changes.last(store)
    grouped = timed("grouping, with a stand-in", lambda: sum(1 for _ in group(store, judge=cheap)), "steps")
    noticed = timed("noticing what changed", lambda: sum(notice(store)), "changes")
    told = timed(
        "asking every topic, reading what is told",
        lambda: told_of_all(store, asked, after),
        "changes of topics",
    )
    whole = noticed + told
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  changes for all topics: {whole:.1f} s, {whole / grouped:.2f} times the grouping")
    print(f"  memory at most: {memory:.0f} MB")


if __name__ == "__main__":
    main()
