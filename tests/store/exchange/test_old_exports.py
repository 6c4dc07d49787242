"""Files exported before stored names and field labels changed: they still come in, with the records made of them then.

``people.csv`` and ``calendar.ics`` hold the sample book of 23 November 2026 and one person more, whose texts are hard to
carry; ``imported.json`` is the book, of format 1, that the program of the time made of both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from store.book.book import Book
from store.core.fields import fields
from store.core.record import Record
from store.exchange.ical import importer as calendars
from store.exchange.people_import import importer as people
from store.exchange.people_import.spreadsheet_reader import read_sheet
from store.model.people import Volunteer
from tests.support.files import FIXTURES
from tests.support.making import TODAY

OLD = FIXTURES / "old_exports"
DAYS = (date(2026, 3, 1), date(2027, 11, 30))


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Book]:
    """The book that the earlier program made of its own exports."""
    with Book.open(Path(shutil.copy(OLD / "imported.json", tmp_path / "before.json"))) as book:
        yield book


def told(book: Book, *tables: str) -> list[list[str]]:
    """The records of each table, with the names of those they point to in place of ids."""
    named = {i: r.name for table in book.tables.values() for i, r in table.items() if hasattr(r, "name")}

    def plain(record: Record) -> str:
        values: dict[str, Any] = {field.name: getattr(record, field.name) for field in fields(type(record))}
        values["id"] = ""
        return "\n".join(
            f"{name}: {named.get(value, value) if value.__hash__ else value}" for name, value in values.items()
        )

    return [sorted(plain(record) for record in book.tables[table].values()) for table in tables]


def test_every_people_csv_exported_before_comes_in_after_with_equal_records(book: Book, before: Book) -> None:
    plan = people.plan_import(book, read_sheet(OLD / "people.csv"), TODAY)
    with book.change("Import people") as change:
        people.carry_out(book, plan, change)
    assert plan.unmapped == plan.problems == plan.known == []
    assert told(book, "volunteers", "departments", "moves") == told(before, "volunteers", "departments", "moves")


NEW_SINCE = ("may_be_listed_on", "may_be_listed_words")
"""Fields that the sheet, exported before, could not have."""


def test_the_kept_sheet_fills_every_field_of_a_person(before: Book) -> None:
    held = [msgspec.to_builtins(volunteer) for volunteer in before.volunteers.values()]
    for field in fields(Volunteer):
        if field.name not in NEW_SINCE:
            assert any(person.get(field.name) for person in held), field.name


def test_every_calendar_exported_before_comes_in_after_with_equal_records(book: Book, before: Book) -> None:
    plan = calendars.plan_import(book, calendars.read_file(OLD / "calendar.ics"), TODAY, DAYS)
    with book.change("Import a calendar") as change:
        calendars.carry_out(plan, change)
    assert told(book, "rituals", "gatherings") == told(before, "rituals", "gatherings")
    assert book.rituals
    assert book.gatherings
