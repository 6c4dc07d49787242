"""Any rule, day, paste or import is answered or refused soon: what it costs grows with what it is, not with its square.

No test looks at a clock for less than some seconds: what is known to hang took minutes.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.calendar import recurrence
from store.calendar.rituals import gatherings
from store.core import recurrence_rules
from store.core.date_parsing import parse_day, parse_minutes, parse_time
from store.core.dates import Clock
from store.core.errors import GuildbookError, Invalid, RecordUnreadable
from store.core.fields import fields
from store.core.parsing import parse, parse_figure, parse_money
from store.core.text import clean, normalize, one_line
from store.core.validation import build
from store.exchange.ical.importer import plan_import as plan_calendar
from store.exchange.ical.parser import read_bytes
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.sheet import Sheet
from store.exchange.people_import.spreadsheet_reader import read_pasted, read_sheet
from store.integrity.check import damages, findings
from store.model.calendar import Gathering, Ritual
from store.model.people import Volunteer
from tests.conftest import LONG
from tests.support.harness import (
    circle,  # noqa: F401
    here,
    paste,
    press,
    running,
    text_of,
    toasts,
)
from tests.support.making import TODAY

SOON = 20.0
"""Seconds within which all is answered on any machine; one second is meant, what hangs takes minutes."""
FIELD = 131_072
"""Characters of the longest field, twice as many as the largest that a mistake makes."""
MEGABYTE = 1_000_000


@contextmanager
def soon() -> Iterator[None]:
    """What is done within is done soon, counted in this process's own seconds."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < SOON


def plainly(error: Exception, most: int = 1000) -> None:
    """A refusal is one line."""
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) < most


# -- rules -----------------------------------------------------------------------------------------

NEVER = [
    "FREQ=SECONDLY;BYSECOND=61", "FREQ=SECONDLY;INTERVAL=7;BYHOUR=3", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11", "FREQ=DAILY;BYDAY=MO;BYSETPOS=2",
    "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=-3", "FREQ=DAILY;INTERVAL=99999999999999999999", "FREQ=DAILY;COUNT=999999999",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", "FREQ=DAILY;UNTIL=00010101", "FREQ=YEARLY;BYDAY=53MO",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=99", "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;" + "BYDAY=MO;" * 20_000, "FREQ=" + "D" * FIELD,
    "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["31"] * 50_000), "FREQ=YEARLY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=29", "=" * FIELD,
]  # fmt: skip


@pytest.mark.parametrize("rule", NEVER, ids=lambda rule: rule[:50])
def test_a_rule_that_never_fits_is_answered(rule: str) -> None:
    with soon():
        try:
            recurrence_rules.parse_rule(rule)
        except ValueError as error:
            plainly(error, 300)
        else:
            found = list(islice(recurrence.days(rule, date(2027, 3, 1), date(2027, 3, 1), date(2200, 12, 31)), 3))
            assert len(found) <= 3


def is_rule(rule: str) -> bool:
    """Whether a rule is one a book may hold, although no day may ever fit it."""
    try:
        recurrence_rules.parse_rule(rule)
    except ValueError:
        return False
    return True


def test_a_book_full_of_rules_that_never_fit_is_still_a_week(tmp_path: Path) -> None:
    path, never = tmp_path / "book.json", [rule for rule in NEVER if is_rule(rule)]
    rituals = [Ritual(id=f"r{number}", name="x", start=TODAY, rule=rule) for number, rule in enumerate(never)]
    every = [date.fromordinal(TODAY.toordinal() + day) for day in range(4000)]
    rituals.append(Ritual(id="all", name="x", start=TODAY, rule="FREQ=DAILY", except_on=tuple(every)))
    rituals += [Ritual(id=f"l{n}", name="x", start=date(1900, 1, 1), rule="FREQ=DAILY") for n in range(20)]
    Book.write_new(path, rituals, book_id="b")
    with soon(), Book.open(path, Clock(TODAY), write=False) as book:
        assert 3 < len(list(findings(book))) <= len(never)
        until = date(2027, 12, 31)
        assert len(gatherings(book, TODAY, until)) >= 20 * (until - TODAY).days
        assert not [*recurrence.days("FREQ=DAILY", TODAY, TODAY, TODAY)][1:]


def test_a_rule_that_is_none_is_refused_as_soon_as_the_book_is_opened(tmp_path: Path) -> None:
    none = [rule for rule in NEVER if not is_rule(rule)]
    assert len(none) > 10
    for number, rule in enumerate(none):
        path = tmp_path / f"{number}.json"
        Book.write_new(path, [Ritual(id="r", name="x", start=TODAY, rule=rule)], book_id="b")
        with soon(), pytest.raises(RecordUnreadable, match=r"rituals, record r: .*rule") as told:
            Book.open(path, write=False)
        plainly(told.value)


# -- days ------------------------------------------------------------------------------------------

DAYS = ["1/1/0001", "0001-01-01", "9999-12-31", "31/12/9999", "+999y", "-999y", "+999m", "30 feb", "29 feb 2027", "0/0/0000", "1899-12-31",
        "2201-01-01", "12.12.99999", "٣١/١٢/٢٠٢٦", "²⁰²⁶-01-01", "2026-W53", "1e9", "NaN", "inf", "9" * FIELD, "+" * FIELD,
        "1/" * FIELD, " " * FIELD + "x", "fri " * 9999]  # fmt: skip


@pytest.mark.parametrize("typed", DAYS, ids=lambda typed: typed[:20])
@pytest.mark.parametrize(
    "read", [lambda text: parse_day(text, TODAY), parse_time, parse_minutes, parse_money, parse_figure]
)
def test_what_is_typed_for_a_day_a_time_or_an_amount_is_understood_or_refused(
    read: Callable[[str], Any], typed: str
) -> None:
    with soon():
        try:
            value = read(typed)
        except ValueError as error:
            plainly(error)
        else:
            assert not isinstance(value, date) or date(1900, 1, 1) <= value <= date(2200, 12, 31)


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2), date(1899, 12, 31), date(2201, 1, 1), date.max])
def test_a_day_beyond_the_calendar_is_refused_wherever_it_comes_from(day: date) -> None:
    with pytest.raises(Invalid):
        build(Gathering, {"name": "x", "on": day})
    with pytest.raises(Invalid):
        build(Volunteer, {"name": "x", "met_on": day})


def test_a_file_with_days_of_the_year_1_and_9999_is_refused_and_has_a_check(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    Book.write_new(path, [Gathering(id="g", name="x", on=date(2026, 11, 1)), Ritual(id="r", name="x", start=date(2026, 11, 2), rule="FREQ=WEEKLY"),
                          Volunteer(id="v", name="Ann", met_on=date(2026, 11, 3))], book_id="b")  # fmt: skip
    whole = path.read_bytes()
    for day in (b"0001-01-01", b"9999-12-31"):
        for place, where in ((b"2026-11-01", "gatherings, record g"), (b"2026-11-02", "rituals, record r"),
                             (b"2026-11-03", "volunteers, record v")):  # fmt: skip
            path.write_bytes(damaged := whole.replace(place, day))
            with soon(), pytest.raises(RecordUnreadable, match=where) as told:
                Book.open(path, Clock(TODAY), write=False)
            plainly(told.value)
            assert [line.partition(":")[0] for line in damages(damaged, path)] == [where]


# -- texts -----------------------------------------------------------------------------------------

TEXTS = {
    "accents": "a" + "\u0315\u0300" * (FIELD // 2),
    "accents that compose": "e\u0301" * (FIELD // 2),
    "blanks": "a" + " " * FIELD + "b",
    "other blanks": "a" + "\u00a0" * FIELD + "b",
    "breaks": "a\n" * (FIELD // 2),
    "quotation marks": "'" * FIELD,
    "double ones": 'x"' * (FIELD // 2),
    "dashes": "-" * FIELD,
    "at": "a@" * (FIELD // 2),
    "commas": "a, " * (FIELD // 3),
    "semicolons": ";" * FIELD,
    "colons": ":::" * (FIELD // 3),
    "figures": "1" * FIELD,
    "days": "1/" * (FIELD // 2),
    "unseen": "\u200b" * FIELD + "=",
    "signs": "研" * FIELD,
    "ligatures": "\ufdfa" * 10_000,
    "letters": "x" * FIELD,
}
WORST = ("accents", "blanks", "breaks", "double ones", "unseen", "commas")
"""What once took minutes, or may."""
LONGEST = TEXTS if LONG else {name: TEXTS[name] for name in WORST}


@pytest.mark.parametrize("text", LONGEST.values(), ids=LONGEST.keys())
def test_every_field_takes_or_refuses_the_longest_text(text: str) -> None:
    with soon():
        for work in (clean, one_line, normalize):
            work(text)
        for field in fields(Volunteer):
            try:
                parse(field, text, TODAY)
            except ValueError as error:
                plainly(error, 700)


HEADER = [
    "Name",
    "Email",
    "Phone",
    "Department",
    "Topics",
    "Stage",
    "First interest",
    "Yes on",
    "Notes",
    "Delivery",
    "Tags",
    "Manager",
]


def sheet_of(rows: list[list[str]]) -> bytes:
    """A CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def workbook_of(rows: list[list[str]]) -> bytes:
    """An Excel workbook, with longer cells than Excel itself writes."""
    openpyxl = pytest.importorskip("openpyxl")
    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("People")
    for row in rows:
        sheet.append([cell.replace("\x00", "") for cell in row])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("text", LONGEST.values(), ids=LONGEST.keys())
@pytest.mark.parametrize("made", [sheet_of, *([workbook_of] if LONG else [])])
def test_a_sheet_with_the_longest_text_in_each_field_is_answered(
    tmp_path: Path, text: str, made: Callable[[list[list[str]]], bytes]
) -> None:
    rows = [["Ann" if not at else "" for at in range(len(HEADER))] for _ in HEADER]
    for at, row in enumerate(rows):
        row[at] = text
    path = tmp_path / "people"
    path.write_bytes(made([HEADER, *rows, ["Bo", "bo@example.org"]]))
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book, soon():
        try:
            found = plan_import(book, read_sheet(path), TODAY)
        except GuildbookError as error:
            plainly(error)
        else:
            assert all(len(problem.text) < 700 for problem in found.problems)
            with book.change("Bring in") as change:
                carry_out(book, found, change)


@pytest.mark.parametrize("made", [sheet_of, *([workbook_of] if LONG else [])])
def test_ten_thousand_rows_come_in_and_can_be_stopped_on_the_way(
    tmp_path: Path, made: Callable[[list[list[str]]], bytes]
) -> None:
    many = 10_000
    path = tmp_path / "people"
    path.write_bytes(
        made(
            [["Name", "Email", "Department"], *([f"Ann {n}", f"a{n}@x.org", f"Dep {n % 40}"] for n in range(many))]
        )
    )
    told: list[tuple[int, int]] = []
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book, soon():
        found = plan_import(book, read_sheet(path), TODAY, progress=lambda *at: told.append(at))
        with book.change("Bring in") as change:
            carry_out(book, found, change)
        assert len(book.volunteers) == many
    assert len(told) >= many // 200  # the screen is told, and may stop it, that often


def test_five_hundred_columns_of_one_name_are_told_apart() -> None:
    with soon():
        found = read_pasted("\t".join(["Name"] * 500) + "\n" + "\t".join(["Ann"] * 500))
    assert isinstance(found, Sheet)
    assert len({*found.columns}) == 500


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYDAY=MO;BYSETPOS=2",
        "FREQ=DAILY;INTERVAL=0",
    ],
)
def test_a_calendar_full_of_rules_that_never_fit_is_answered(tmp_path: Path, rule: str) -> None:
    event = (
        "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20260101T100000\r\nSUMMARY:x\r\nRRULE:" + rule + "\r\nEND:VEVENT\r\n"
    )
    data = (
        "BEGIN:VCALENDAR\r\n" + "".join(event.format(n) for n in range(900 if LONG else 200)) + "END:VCALENDAR\r\n"
    )
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book, soon():
        try:
            assert not [*plan_calendar(book, read_bytes(data.encode()), TODAY, (None, None)).coming]
        except GuildbookError as error:
            plainly(error)


# -- the screen ------------------------------------------------------------------------------------


PASTED = {
    "accents": "\u0315\u0300" * (MEGABYTE // 2),
    **({"line": "x" * MEGABYTE, "lines": "x\n" * (MEGABYTE // 2)} if LONG else {}),
}


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED.keys())
async def test_the_screen_is_alive_after_a_megabyte_was_pasted_anywhere(circle: Book, text: str) -> None:  # noqa: F811
    async with running(circle) as pilot:
        begun = time.process_time()
        await press(pilot, "2", "a")
        for _ in range(len(fields(Volunteer))):  # into each field of a form
            await paste(pilot, text)
            if here(pilot) == "Picker":  # what is left of it once its accents are piled no higher
                await press(pilot, "escape")
            await press(pilot, "tab")
        assert here(pilot) == "Form"
        await press(pilot, "escape", "escape", "/")
        await paste(pilot, text)  # the filter
        await press(pilot, "escape", "ctrl+p")
        await paste(pilot, text)  # the palette
        await press(pilot, "escape", "escape", "6", "e")
        await paste(pilot, text)  # a part of an update
        assert "longer than" in " ".join(toasts(pilot))
        await press(pilot, "escape", "escape", "W")
        await paste(pilot, text)  # the whole of it
        assert "longer than 20,000" in toasts(pilot)[-1]
        assert text[:99] not in text_of(pilot)
        await press(pilot, "escape", "escape", "2", "i")
        await paste(pilot, text)  # people to bring in
        await press(pilot, "escape", "escape", "escape", "5")
        assert "Costs" in text_of(pilot)
        assert time.process_time() - begun < 3 * SOON
    assert len(circle.volunteers) == 8
