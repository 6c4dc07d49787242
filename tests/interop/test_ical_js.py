"""The calendar as ical.js expands it, and so Thunderbird and Nextcloud: equal to the book's own list.

It is no dependency of the tests. To run this where node is installed, put ical.js into a folder of its own and name it:
``npm install --prefix icaljs ical.js``, then ``GUILDBOOK_ICAL_JS=icaljs python -m pytest tests/interop``.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from store.exchange.ical.exporter import as_ics
from tests.interop.expected import FIRST, LAST, Shown, told
from tests.interop.random_books import random_calendar
from tests.support.making import TODAY

FOLDER = os.environ.get("GUILDBOOK_ICAL_JS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="ical.js is not installed; see the top of this file")

READS = """
const [library, file, last] = process.argv.slice(1);
const ICAL = require(library);
const root = new ICAL.Component(ICAL.parse(require("fs").readFileSync(file, "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const all = root.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part, { strictExceptions: true, exceptions: [] }));
const end = ICAL.Time.fromDateString(last), found = [];
const tell = (event, start) => {
  if (event.component.getFirstPropertyValue("status") === "CANCELLED") return;
  const text = start.toString();
  found.push([text.slice(0, 10), start.isDate ? "" : text.slice(11, 16), event.summary]);
};
for (const event of all.filter((one) => !one.isRecurrenceException())) {
  if (!event.isRecurring()) { tell(event, event.startDate); continue; }
  for (const other of all) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
  const days = event.iterator();
  for (let day; (day = days.next()) && day.compare(end) < 0; ) {
    const told = event.getOccurrenceDetails(day);
    tell(told.item, told.startDate);
  }
}
console.log(JSON.stringify(found));
"""


def shown(ics: bytes, folder: Path) -> Counter[Shown]:
    """Every occurrence that it finds between the days: day, time, title; what was cancelled is left out."""
    path = folder / "guildbook.ics"
    path.write_bytes(ics)
    library = Path(FOLDER).resolve() / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
    done = subprocess.run(
        ["node", "-e", READS, str(library), str(path), (LAST + timedelta(days=60)).isoformat()], capture_output=True,
        text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return Counter((day, at, name) for day, at, name in found if FIRST.isoformat() <= day <= LAST.isoformat())


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
