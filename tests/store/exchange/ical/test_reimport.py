"""A second import: what changed in the other calendar is offered, old beside new, and nothing else happens."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.calendar import occurrences
from store.calendar.rituals import gatherings, occurrence
from store.exchange.ical.exporter import as_ics
from store.exchange.ical.importer import CalendarPlan, carry_out, plan_import, read_bytes
from store.integrity import check
from store.model.calendar import Ritual
from store.model.community import Community
from tests.support.making import TODAY, fill

UNTIL = date(2027, 1, 31)
ONCE = "UID:a|SUMMARY:A|DTSTART:20261201T090000|DTEND:20261201T100000|LOCATION:Room 1"
WEEKLY = "UID:a|SUMMARY:A|DTSTART:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=3"
TWICE = "UID:a|SUMMARY:A|DTSTART:20261201T090000|RRULE:FREQ=DAILY;BYHOUR=9,15;COUNT=3"
ONE_DAY = "UID:a|SUMMARY:A|RECURRENCE-ID:20261208T090000|DTSTART:20261209T100000"


@pytest.fixture
def vienna(book: Book) -> Book:
    fill(book, Community(timezone="Europe/Vienna"))
    return book


def plan_of(book: Book, *events: str, head: str = "", since: date = TODAY) -> CalendarPlan:
    """What a file of these events, lines with ``|`` between, would do."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, head.split("|"))]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("|"), "END:VEVENT"]
    return plan_import(book, read_bytes("\r\n".join([*lines, "END:VCALENDAR"]).encode()), TODAY, (since, UNTIL))


def take(book: Book, plan: CalendarPlan) -> None:
    with book.change("Import") as change:
        carry_out(plan, change, taken={entry.key for entry in plan.offered})
    assert not [*check.findings(book)]


def offered(plan: CalendarPlan) -> dict[str, str]:
    assert len({entry.key for entry in plan.entries}) == len(plan.entries)
    return {entry.old: entry.new for entry in plan.offered}


def on_days(book: Book) -> list[str]:
    found = (g for g in gatherings(book, TODAY, UNTIL) if g.state != "skipped")
    return [f"{g.on:%d.%m.}{f' {g.at:%H:%M}' if g.at else ''}" for g in found]


@pytest.mark.parametrize(
    ("first", "second", "offers", "days"),
    [
        (ONCE, [ONCE.replace("1201T", "1202T")], {"Tue 1 Dec, 09:00": "Wed 2 Dec, 09:00"}, ["02.12. 09:00"]),
        (ONCE, [ONCE.replace("DTSTART:20261201T09", "DTSTART:20261201T08")],
         {"Tue 1 Dec, 09:00, 1 h": "Tue 1 Dec, 08:00, 2 h"}, ["01.12. 08:00"]),
        (ONCE, [ONCE.replace("Room 1", "Room 2")], {"Tue 1 Dec, 09:00, Room 1": "Tue 1 Dec, 09:00, Room 2"}, ["01.12. 09:00"]),
        (ONCE, ["UID:a|SUMMARY:A|DTSTART;VALUE=DATE:20261202"], {"Tue 1 Dec, 09:00": "Wed 2 Dec, all day"}, ["02.12."]),
        (ONCE, [f"{ONCE}|STATUS:CANCELLED"], {"Tue 1 Dec, 09:00": "cancelled"}, []),
        (ONCE, [ONCE, ONE_DAY.replace("1208T", "1201T")], {"Tue 1 Dec, 09:00": "Wed 9 Dec, 10:00"}, ["09.12. 10:00"]),
        (ONCE, [ONCE.replace("2026", "2028")], {"Tue 1 Dec, 09:00": "Fri 1 Dec 2028, 09:00"}, []),
        (WEEKLY, [f"{WEEKLY}|STATUS:CANCELLED"], {"every Tuesday, 09:00": "cancelled"}, []),
        (WEEKLY, [WEEKLY.replace("T09", "T11")], {"every Tuesday, 09:00": "every Tuesday, 11:00"},
         ["01.12. 11:00", "08.12. 11:00", "15.12. 11:00"]),
        (WEEKLY, [WEEKLY.replace("1201T", "1202T")], {"every Tuesday, 3 times, 09:00": "every Wednesday, 3 times, 09:00"},
         ["02.12. 09:00", "09.12. 09:00", "16.12. 09:00"]),
        (WEEKLY, [WEEKLY.replace("COUNT=3", "COUNT=4")], {"every Tuesday, 3 times, 09:00": "every Tuesday, 4 times, 09:00"},
         ["01.12. 09:00", "08.12. 09:00", "15.12. 09:00", "22.12. 09:00"]),
        (WEEKLY, [f"{WEEKLY}|EXDATE:20261209T090000".replace("1201T", "1202T")],
         {"every Tuesday, 3 times, 09:00": "every Wednesday, 3 times, 09:00"}, ["02.12. 09:00", "16.12. 09:00"]),
        (WEEKLY, [f"{WEEKLY}|EXDATE:20261208T090000"], {"Tue 8 Dec, 09:00": "cancelled"}, ["01.12. 09:00", "15.12. 09:00"]),
        (WEEKLY, [f"{WEEKLY}|RDATE:20261210T090000"], {"not in the book": "Thu 10 Dec, 09:00"},
         ["01.12. 09:00", "08.12. 09:00", "10.12. 09:00", "15.12. 09:00"]),
        (f"{WEEKLY}|RDATE:20261210T090000", [WEEKLY], {"Thu 10 Dec, 09:00": "cancelled"},
         ["01.12. 09:00", "08.12. 09:00", "15.12. 09:00"]),
        (WEEKLY, [WEEKLY, ONE_DAY], {"Tue 8 Dec, 09:00": "Wed 9 Dec, 10:00"}, ["01.12. 09:00", "09.12. 10:00", "15.12. 09:00"]),
        (WEEKLY, [ONE_DAY], {"Tue 8 Dec, 09:00": "Wed 9 Dec, 10:00"}, ["01.12. 09:00", "09.12. 10:00", "15.12. 09:00"]),
        (WEEKLY, [f"{ONE_DAY}|STATUS:CANCELLED"], {"Tue 8 Dec, 09:00": "cancelled"}, ["01.12. 09:00", "15.12. 09:00"]),
        (WEEKLY, [WEEKLY, ONE_DAY.replace("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE")],
         {"every Tuesday, 09:00": "from Wed 9 Dec onwards: every Wednesday, 10:00"}, ["01.12. 09:00", "09.12. 10:00", "16.12. 10:00"]),
        (TWICE, [f"{TWICE}|EXDATE:20261201T150000"], {"Tue 1 Dec, 15:00": "cancelled"}, ["01.12. 09:00", "02.12. 09:00"]),
        (TWICE, [TWICE, ONE_DAY.replace("1208T09", "1201T15")], {"Tue 1 Dec, 15:00": "Wed 9 Dec, 10:00"},
         ["01.12. 09:00", "02.12. 09:00", "09.12. 10:00"]),
        (TWICE, [f"{TWICE}|STATUS:CANCELLED"],
         {"Tue 1 Dec, 09:00": "cancelled", "Tue 1 Dec, 15:00": "cancelled", "Wed 2 Dec, 09:00": "cancelled"}, []),
        (ONE_DAY, [ONE_DAY.replace("T10", "T12")], {"Wed 9 Dec, 10:00": "Wed 9 Dec, 12:00"}, ["09.12. 12:00"]),
        (ONE_DAY, [f"{ONE_DAY}|STATUS:CANCELLED"], {"Wed 9 Dec, 10:00": "cancelled"}, []),
    ],
)  # fmt: skip
def test_what_changed_is_offered_and_taken(
    vienna: Book, first: str, second: list[str], offers: dict[str, str], days: list[str]
) -> None:
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, first), change)
    before = on_days(vienna)
    plan = plan_of(vienna, *second)
    assert not plan.coming
    assert offered(plan) == offers
    with vienna.change("Import") as change:
        carry_out(plan, change)
    assert on_days(vienna) == before
    take(vienna, plan)
    assert on_days(vienna) == days
    again = plan_of(vienna, *second)
    assert not again.coming
    assert not again.offered
    vienna.undo()
    assert on_days(vienna) == before


def test_the_later_part_of_a_series_is_compared_with_itself(vienna: Book) -> None:
    whole = [WEEKLY, ONE_DAY.replace("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE")]
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, *whole, since=date(2026, 12, 9)), change)
    assert on_days(vienna) == ["09.12. 10:00", "16.12. 10:00"]
    again = plan_of(vienna, *whole)
    assert not again.coming
    assert not again.offered


def test_both_parts_of_a_series_are_known_again(vienna: Book) -> None:
    later = ONE_DAY.replace("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE")
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, WEEKLY, later), change)
    assert {ritual.uid for ritual in vienna.rituals.values()} == {"a", "a#20261209"}
    before = on_days(vienna)
    again = plan_of(vienna, WEEKLY, later)
    assert (again.coming, again.offered) == ([], [])
    assert on_days(vienna) == before


def test_a_day_that_was_imported_by_itself_is_not_doubled_by_its_series(vienna: Book) -> None:
    for events in ([ONE_DAY], [WEEKLY, ONE_DAY]):
        with vienna.change("Import") as change:
            carry_out(plan_of(vienna, *events), change)
    assert on_days(vienna) == ["01.12. 09:00", "09.12. 10:00", "15.12. 09:00"]
    again = plan_of(vienna, WEEKLY, ONE_DAY)
    assert not again.coming
    assert not again.offered


def test_a_calendar_of_cancellations(vienna: Book) -> None:
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, ONCE), change)
    assert offered(plan_of(vienna, ONCE, head="METHOD:CANCEL")) == {"Tue 1 Dec, 09:00": "cancelled"}


def test_words_and_texts_are_the_books_own(vienna: Book) -> None:
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, ONCE, WEEKLY.replace(":a|", ":b|")), change)
    later = plan_of(
        vienna, f"{ONCE}|DESCRIPTION:New".replace("SUMMARY:A", "SUMMARY:B"), WEEKLY.replace("a|SUMMARY:A", "b|SUMMARY:B")
    )  # fmt: skip
    assert not later.offered
    assert {entry.words for entry in later.entries} == {"already in the book"}


def test_what_the_book_has_held_skipped_or_retired_stays_so(vienna: Book) -> None:
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, ONCE, WEEKLY.replace(":a|", ":b|")), change)
    [once], [ritual] = vienna.gatherings.values(), vienna.rituals.values()
    day = occurrence(ritual, date(2026, 12, 8))
    fill(vienna, replace(once, state="held"), replace(day, state="skipped"))
    moved = (ONCE.replace("1201T", "1202T"), f"{WEEKLY}|EXDATE:20261208T090000".replace(":a|", ":b|"))
    assert not plan_of(vienna, *moved).offered
    fill(vienna, replace(ritual, retired_on=TODAY))
    assert not plan_of(
        vienna, f"{WEEKLY}|STATUS:CANCELLED".replace(":a|", ":b|"), WEEKLY.replace(":a|", ":b|")
    ).offered


def test_a_new_time_and_a_moved_day_can_be_taken_one_by_one(vienna: Book) -> None:
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, WEEKLY), change)
    second = (WEEKLY.replace("T09", "T11"), ONE_DAY.replace("T09", "T11"))
    plan = plan_of(vienna, *second)
    series, day = plan.offered
    assert (series.new, day.new) == ("every Tuesday, 11:00", "Wed 9 Dec, 10:00")
    with vienna.change("Import") as change:
        carry_out(plan, change, taken={day.key})
    assert on_days(vienna) == ["01.12. 09:00", "09.12. 10:00", "15.12. 09:00"]
    [left] = plan_of(vienna, *second).offered
    assert left.new == series.new


def test_a_ritual_changed_here_from_a_day_on_is_left_alone(vienna: Book) -> None:
    with vienna.change("Import") as change:
        carry_out(plan_of(vienna, WEEKLY), change)
    [ritual] = vienna.rituals.values()
    with vienna.change("Edit") as change:
        new = replace(occurrences.from_here(ritual, date(2026, 12, 8)), name="Ours")
        occurrences.change_following(vienna, change, ritual, new, date(2026, 12, 8), today=TODAY)
    assert not plan_of(vienna, WEEKLY).coming
    assert not plan_of(vienna, WEEKLY).offered
    exported = read_bytes(as_ics(vienna))
    uids = [block.text("UID") for block in exported.blocks]
    assert len({*uids}) == len(uids)
    assert not plan_import(vienna, exported, TODAY, (TODAY, UNTIL)).coming


def test_what_our_own_file_says_of_a_day_told_by_itself(vienna: Book) -> None:
    nearly = Ritual(
        id="n", name="Nearly", start=date(2026, 12, 30), rule="FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"
    )
    fill(vienna, nearly)
    ours = as_ics(vienna).replace(b"DTSTART;VALUE=DATE:20270228", b"DTSTART;VALUE=DATE:20270227")
    plan = plan_import(vienna, read_bytes(ours), TODAY, (TODAY, date(2027, 6, 30)))
    assert not plan.coming
    assert offered(plan) == {"Sun 28 Feb 2027": "Sat 27 Feb 2027"}
