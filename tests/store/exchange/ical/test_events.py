"""Events in one line each, and what an import makes of them: rituals and gatherings with their days, and what is noted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.book.book import Book
from store.exchange.ical.importer import plan_import, read_bytes
from store.exchange.ical.parser import CalendarUnreadable
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from tests.store.exchange.ical.test_reimport import UNTIL
from tests.support.making import TODAY, fill

EVENTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[3] / "fixtures" / "cases" / "pasted" / "events.json").read_text("utf-8")
)


def told(book: Book, text: str) -> list[str]:
    """What becomes of events: lines with ``|`` between, events with ``||``."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in text.split("||"):
        properties = event.split("|")
        start = [] if "DTSTART" in event else ["DTSTART:20261201T090000"]
        uid = [] if "UID" in event else ["UID:a"]
        lines += ["BEGIN:VEVENT", *uid, "SUMMARY:A", *start, *properties, "END:VEVENT"]
    try:
        plan = plan_import(book, read_bytes("\r\n".join([*lines, "END:VCALENDAR"]).encode()), TODAY, (TODAY, UNTIL))
    except CalendarUnreadable as error:
        return [f"refused: {error}"]
    found = list(plan.notes)
    for entry in plan.entries:
        notes = "".join(f"; {note}" for note in entry.notes)
        found += [f"{entry.becomes or 'nothing'}: {entry.words}{notes}", *map(_record, entry.records)]
    return found


def _record(record: Ritual | Gathering) -> str:
    if isinstance(record, Ritual):
        facts = [f"{record.start}", record.rule, *(f"not {day}" for day in record.except_on)]
    else:
        facts = [
            f"{record.on}",
            record.state if record.state != "planned" else "",
            f"for {record.due_on}" if record.moved else "",
        ]
    facts += [
        f"{record.at:%H:%M}" if record.at else "all day",
        f"{record.minutes} min" if record.minutes else "",
        record.place,
    ]
    return f"  {', '.join(filter(None, facts))}"


@pytest.fixture(scope="module")
def vienna(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = Book.open(tmp_path_factory.mktemp("vienna") / "book.json", create=True)
    fill(book, Community(timezone="Europe/Vienna"))
    return book


@pytest.mark.parametrize("text", EVENTS)
def test_events_become_what_their_expected_value_says(vienna: Book, text: str) -> None:
    assert told(vienna, text) == EVENTS[text]
