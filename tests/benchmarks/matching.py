"""How long it takes to find candidates for all open training requests as people and requests grow; run it by hand.

python -m tests.benchmarks.matching
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from store.book.book import Book
from store.core.dates import Clock
from store.core.record import Record
from store.model.training_requests import TrainingRequest
from store.training.matching import candidates
from tests.support.making import TODAY, held, led, member, step

SIZES = ((200, 50), (200, 100), (400, 50), (400, 100), (800, 200))
TRAINERS = 5
"""People who know a topic: with more people there are more topics, not more trainers for each."""
TURNS = 7


def records(people: int, requests: int) -> list[Record]:
    """A community in which each topic has so many trainers, and requests for all of the topics."""
    topics = [f"Topic {number}" for number in range(people // TRAINERS)]
    found: list[Record] = []
    for number in range(people):
        who, topic = f"p{number}", topics[number % len(topics)]
        found += member(who, topics=(topic,))
        found += [led(number % 90, who, topic=topic), held(number % 120, who, host=who, topic=topic)]
        if number % 3 == 0:
            found.append(step("certified", who=who, topic=topic))
    by = TODAY + timedelta(days=60)
    found += [
        TrainingRequest(id=f"r{n}", topic=topics[n % len(topics)], on=TODAY, needed_by=by) for n in range(requests)
    ]
    return found


def matching(folder: Path, people: int, requests: int) -> tuple[float, float]:
    """Milliseconds to match every request, with what they share still to be worked out and with it known."""
    path = folder / f"{people}-{requests}.json"
    Book.write_new(path, records(people, requests), book_id="bench")
    cold, warm = [], []
    for _ in range(TURNS):
        with Book.open(path, Clock(TODAY), write=False) as book:
            for took in (cold, warm):
                begin = perf_counter()
                for request in book.training_requests.values():
                    assert candidates(book, request, TODAY)
                took.append(1000 * (perf_counter() - begin))
    return median(cold), median(warm)


def main() -> None:
    """Print the milliseconds of each size."""
    with tempfile.TemporaryDirectory() as folder:
        for people, requests in SIZES:
            cold, warm = matching(Path(folder), people, requests)
            print(f"{people} people, {requests} requests: {cold:.0f} ms, again {warm:.0f} ms")


if __name__ == "__main__":
    main()
