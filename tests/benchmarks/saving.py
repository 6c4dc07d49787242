"""How long saving one change takes as a book grows, beside stock TinyDB, and bringing people in; run it by hand.

python -m tests.benchmarks.saving
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec
from tinydb import TinyDB

from store.book.book import Book
from store.core.dates import Clock
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.spreadsheet_reader import read_sheet
from store.model.people import Volunteer
from tests.support.making import TODAY

SIZES = (1_000, 10_000, 100_000)
BESIDE = 10_000
"""Records at which stock TinyDB is asked, too: at more it takes seconds."""
TURNS = 15
ROWS = 10_000


def person(number: int) -> Volunteer:
    """Someone with as much on record as is usual: some 200 bytes, as in a sample book of ten years."""
    return Volunteer(
        id=f"v{number}", name=f"Person {number}", email=f"person.{number}@example.com", job="Clerk", met_on=TODAY,
        topics=("Excel for planners", "Feedback basics"), manager="Head of the unit", notes="Came to the kick-off.",
    )  # fmt: skip


def timed(work: Callable[[int], object]) -> float:
    """Milliseconds that one of several turns takes, the median."""
    took = []
    for turn in range(TURNS):
        begin = perf_counter()
        work(turn)
        took.append(perf_counter() - begin)
    return 1000 * median(took)


def saving(folder: Path, size: int) -> float:
    """Milliseconds of one change, to the disk, in a book of a size."""
    path = folder / f"{size}.json"
    Book.write_new(path, map(person, range(size)), book_id="bench")
    with Book.open(path, Clock(TODAY)) as book:

        def add(turn: int) -> None:
            with book.change("Add") as change:
                change.put(person(size + turn))

        return timed(add)


def stock(folder: Path, size: int) -> float:
    """Milliseconds of one insert by TinyDB as it comes, which neither syncs nor keeps a backup."""
    with TinyDB(folder / "stock.json") as database:
        database.table("volunteers").insert_multiple(msgspec.to_builtins(person(number)) for number in range(size))
        return timed(lambda turn: database.table("volunteers").insert(msgspec.to_builtins(person(size + turn))))


def bringing_in(folder: Path) -> float:
    """People a second from a CSV file into a saved book."""
    sheet = folder / "people.csv"
    rows = [f"Person {number},person.{number}@example.com,Unit {number % 40}" for number in range(ROWS)]
    sheet.write_text("\n".join(["Name,Email,Department", *rows]), "utf-8")
    with Book.open(folder / "in.json", Clock(TODAY), create=True) as book:
        begin = perf_counter()
        plan = plan_import(book, read_sheet(sheet), TODAY)
        with book.change("Bring in") as change:
            carry_out(book, plan, change)
        assert len(book.volunteers) == ROWS
        return ROWS / (perf_counter() - begin)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        took = {size: saving(folder, size) for size in SIZES}
        for size, ms in took.items():
            print(f"one change saved among {size:>7,} records: {ms:6.1f} ms")
        beside = stock(folder, BESIDE)
        print(f"stock TinyDB among {BESIDE:,}: {beside:.1f} ms, {beside / took[BESIDE]:.1f} times as long")
        for small, large in ((1_000, 10_000), (10_000, 100_000)):
            print(f"from {small:,} to {large:,} records: {took[large] / took[small]:.1f} times as long")
        print(f"{ROWS:,} people from CSV: {bringing_in(folder):,.0f} a second")


if __name__ == "__main__":
    main()
