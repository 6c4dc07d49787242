"""Books in which one record is there hundreds of times: the work behind a key grows with their number, not with its square.

Work is counted in lines of our own code that are executed, so that a slow machine changes nothing. A key may take five times
the lines where there are four times the records; work of every record with every other would take some sixteen times as many.

``GUILDBOOK_LONG=1`` multiplies a record of every table and goes through every place.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from store.book.book import Book
from store.core.dates import Clock
from tests.conftest import LONG
from tests.faults.mutants import KINDS, Data
from tests.support.harness import PLACES, TODAY, press, running

FEW, MANY = 120, 480
GROWTH = 5
"""How many times the lines a key may take for four times the records."""
HOME = Path(__file__).parents[2]
OURS = tuple(f"{HOME / floor}/" for floor in ("store", "screens", "tui"))
CALENDAR = ("month", "days", "agenda", "rituals", "hosts")
TABLES = (
    [*((name, tuple(PLACES)) for name in KINDS if name != "steps")]
    if LONG
    else [("rituals", CALENDAR), ("gatherings", CALENDAR), ("outside_quotes", ("roi",))]
)


class Lines:
    """The lines of our own code that are executed."""

    def __init__(self) -> None:
        self.executed = 0

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        """Follow a function that is called where it is one of ours."""
        return self._count if frame.f_code.co_filename.startswith(OURS) else None

    def _count(self, frame: FrameType, event: str, arg: object) -> Any:
        self.executed += event == "line"
        return self._count


@contextmanager
def counted_lines() -> Iterator[Lines]:
    """The lines of ours that are executed inside."""
    lines, before = Lines(), sys.gettrace()
    sys.settrace(lines)
    try:
        yield lines
    finally:
        sys.settrace(before)


def multiplied(data: Data, table: str, number: int) -> Data:
    """A book with the last record of a table there so many times."""
    rows = data[table]
    last = rows[[*rows][-1]]
    return {**data, table: {**rows, **{f"m{n:04}": last | {"id": f"m{n:04}"} for n in range(number)}}}


async def work(data: Data, places: tuple[str, ...], path: Path) -> dict[str, int]:
    """By place and key, the lines it takes to get there."""
    path.write_text(json.dumps(data))
    found = {}
    with Book.open(path, Clock(TODAY)) as book:
        async with running(book) as pilot:
            for place in places:
                for number, key in enumerate(PLACES[place].split()):
                    with counted_lines() as lines:
                        await press(pilot, key)
                    found[f"{place}: {key} ({number})"] = lines.executed
    return found


@pytest.mark.parametrize(("table", "places"), TABLES, ids=[name for name, _ in TABLES])
async def test_four_times_the_records_take_no_more_than_five_times_the_work(
    table: str,
    places: tuple[str, ...],
    demo_file: Path,
    tmp_path: Path,
) -> None:
    data: Data = json.loads(demo_file.read_bytes())
    if not data.get(table):
        pytest.skip("The sample community has none of these.")
    few, many = [
        await work(multiplied(data, table, number), places, tmp_path / f"{number}.json") for number in (FEW, MANY)
    ]
    assert {key: (few[key], many[key]) for key in few if many[key] > GROWTH * few[key]} == {}
