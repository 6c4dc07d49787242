"""How long turning a month takes in a book of ten years, compared with one of a year; run it by hand.

python -m tests.benchmarks.turning
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import time, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec.structs import replace

from screens.widgets.lists.month_grid import Month
from store.book.book import Book
from store.calendar.rituals import gatherings, occurrence, ritual_days
from store.core.dates import Clock
from store.core.record import Record
from store.model.calendar import Ritual
from store.model.people import Volunteer
from store.model.stages import Move
from tests.support.harness import running, settle, strips
from tests.support.making import TODAY
from tui.shell.app import GuildbookApp

RULES = (
    "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=MONTHLY;BYDAY=2TH", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
)  # fmt: skip
TURNS = 40


def history(years: int) -> list[Record]:
    """A community whose rituals were held that many years long."""
    people = [f"v{n}" for n in range(24)]
    records: list[Record] = []
    for who in people:
        records += [
            Volunteer(id=who, name=who, yes_on=TODAY),
            Move(id=f"m{who}", volunteer=who, stage="active", on=TODAY),
        ]
    start = TODAY - timedelta(days=365 * years)
    for number, rule in enumerate(RULES):
        ritual = Ritual(
            id=f"r{number}",
            name=f"Ritual {number}",
            start=start,
            rule=rule,
            at=time(9 + number),
            hosts=(*people[:5],),
        )
        records.append(ritual)
        for place, day in enumerate(ritual_days(ritual, start, TODAY - timedelta(days=1))):
            held = replace(occurrence(ritual, day), state="held", host=people[place % 5], attended=(*people[:8],))
            records.append(held)
    return records


def questions(book: Book) -> float:
    """Seconds that asking for a month takes, of many months the middle one."""
    taken = []
    for turn in range(TURNS):
        first = TODAY + timedelta(days=30 * turn)
        begun = perf_counter()
        gatherings(book, first, first + timedelta(days=41))
        taken.append(perf_counter() - begun)
    return median(taken)


async def turning(book: Book) -> float:
    """Seconds from the key to the month that is drawn, of many turns the middle one."""
    taken = []
    async with running(book) as pilot:
        app = pilot.app
        assert isinstance(app, GuildbookApp)
        app.go_to("calendar")
        await settle(pilot)
        for _ in range(TURNS):
            begun = perf_counter()
            app.screen.action_turn(1)  # type: ignore[attr-defined]
            await settle(pilot)
            strips(pilot)
            taken.append(perf_counter() - begun)
        assert app.screen.query_one(Month).day.year == 2030
    return median(taken)


def main() -> None:
    """Print both, and their ratio."""
    found = {}
    for years in (1, 10):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.json"
            Book.write_new(path, history(years), book_id="bench")
            with Book.open(path, Clock(TODAY)) as book:
                found[years] = questions(book), asyncio.run(turning(book))
                asked, turned = found[years]
                print(
                    f"{years:>2} years, {len(book.gatherings):>5} gatherings: asked {1000 * asked:.2f} ms, turned {1000 * turned:.1f} ms"
                )
    print(
        f"ratio of turning a month: {found[10][1] / found[1][1]:.2f}; of asking for one: {found[10][0] / found[1][0]:.2f}"
    )


if __name__ == "__main__":
    main()
