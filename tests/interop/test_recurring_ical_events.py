"""The calendar as recurring-ical-events expands it, which several servers use: equal to the book's own list.

It is no dependency of the tests. To run this, give it an environment of its own and name its Python:
``python3 -m venv rie && rie/bin/pip install recurring-ical-events``, then
``GUILDBOOK_RECURRING_ICAL_EVENTS=rie/bin/python python -m pytest tests/interop``.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from store.exchange.ical.exporter import as_ics
from tests.interop.expected import FIRST, LAST, Shown, told
from tests.interop.random_books import random_calendar
from tests.support.making import TODAY

PYTHON = os.environ.get("GUILDBOOK_RECURRING_ICAL_EVENTS", "")
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="recurring-ical-events is not installed; see the top of this file"
)

READS = """
import datetime, json, sys, icalendar, recurring_ical_events
first, last = map(datetime.date.fromisoformat, sys.argv[2:])
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
found = []
for event in recurring_ical_events.of(calendar).between(first, last + datetime.timedelta(days=1)):
    at = event["DTSTART"].dt
    timed = isinstance(at, datetime.datetime)
    day = at.date() if timed else at
    if first <= day <= last and str(event.get("STATUS")) != "CANCELLED":
        found.append([day.isoformat(), f"{at:%H:%M}" if timed else "", str(event["SUMMARY"])])
print(json.dumps(found))
"""


def shown(ics: bytes, folder: Path) -> Counter[Shown]:
    """Every occurrence that it finds: day, time, title; what was cancelled is left out."""
    path = folder / "guildbook.ics"
    path.write_bytes(ics)
    done = subprocess.run(
        [PYTHON, "-c", READS, str(path), FIRST.isoformat(), LAST.isoformat()], capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Counter(map(tuple, json.loads(done.stdout)))


def test_the_sample_community(tmp_path: Path) -> None:
    build_demo(tmp_path / "demo.json", TODAY)
    with Book.open(tmp_path / "demo.json", Clock(TODAY), write=False) as book:
        assert shown(as_ics(book), tmp_path) == told(book)
        assert told(book).total() > 150


@pytest.mark.parametrize("seed", range(30))
def test_a_random_calendar(tmp_path: Path, seed: int) -> None:
    Book.write_new(tmp_path / "book.json", random_calendar(seed), book_id="b")
    with Book.open(tmp_path / "book.json", Clock(TODAY), write=False) as book:
        assert shown(as_ics(book), tmp_path) == told(book)
