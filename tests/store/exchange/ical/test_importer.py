"""Bringing in other calendars: what Outlook, Google, Apple and khal write, and what somebody might make up."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.errors import GuildbookError
from store.exchange.ical import rule_expansion as occurring
from store.exchange.ical.import_plan import coming_words
from store.exchange.ical.importer import CalendarPlan, Entry, carry_out, plan_import, read_bytes, read_file, summary
from store.exchange.ical.parser import MOST_BYTES, CalendarUnreadable
from store.integrity import check
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Volunteer
from tests.support.files import CALENDARS
from tests.support.making import TODAY, fill


@pytest.fixture
def vienna(book: Book) -> Book:
    """A book in Vienna with one volunteer whose address is known."""
    fill(
        book,
        Community(timezone="Europe/Vienna"),
        Volunteer(id="ana", name="Ana Ruiz", email="ana.ruiz@example.com"),
    )
    return book


def planned(book: Book, name: str, since: date | None = None, until: date | None = None) -> CalendarPlan:
    return plan_import(book, read_file(CALENDARS / f"{name}.ics"), TODAY, (since, until))


def come_in(book: Book, plan: CalendarPlan) -> None:
    with book.change("Bring in") as change:
        carry_out(plan, change)
    assert not [*check.findings(book)]


def named(plan: CalendarPlan, name: str) -> Entry:
    [entry] = [entry for entry in plan.entries if entry.name == name]
    return entry


def on_days(book: Book, name: str, since: date, until: date) -> list[str]:
    """When and how gatherings of a name are, as short words."""
    found = (g for g in gatherings(book, since, until) if g.name.startswith(name))
    return [
        f"{g.on:%d.%m.} {f'{g.at:%H:%M}' if g.at else 'all day'}{'' if g.state == 'planned' else ' ' + g.state}"
        for g in found
    ]


def ics(*events: str, head: str = "") -> bytes:
    """A file with events given as lines with ``|`` between."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, head.split("|"))]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def plan_of(
    book: Book, *events: str, head: str = "", since: date | None = None, until: date | None = None
) -> CalendarPlan:
    return plan_import(book, read_bytes(ics(*events, head=head)), TODAY, (since, until))


# -- the four programs -------------------------------------------------------------------------------


def test_outlook(vienna: Book) -> None:
    plan = planned(vienna, "outlook")
    assert plan.source == "Outlook"
    exchange = named(plan, "Trainers' exchange, all sites")
    assert exchange.words == "every second Tuesday, 14:00, from Tue 1 Dec"
    assert exchange.notes == ("2 days left out", "1 day moved")
    assert named(plan, "Dentist").words == "Tue 10 Mar is before the chosen dates"
    assert plan.notes == ["Not imported from the other calendar: guests and reminders."]
    come_in(vienna, plan)
    assert on_days(vienna, "Trainers' exchange", TODAY, date(2027, 1, 31)) == [
        "02.12. 09:00",
        "12.01. 14:00",
        "26.01. 14:00",
    ]
    assert on_days(vienna, "Learning day", TODAY, date(2027, 1, 31)) == ["04.12. all day"]
    assert on_days(vienna, "Month's end", TODAY, date(2027, 1, 31)) == [
        "30.11. 16:00",
        "31.12. 16:00",
        "29.01. 16:00",
    ]
    [ritual] = [r for r in vienna.rituals.values() if r.name.startswith("Trainers'")]
    assert (ritual.minutes, ritual.place, ritual.hosts) == (
        60, "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc/0", ("ana",),
    )  # fmt: skip
    assert ritual.place in ritual.invitation
    moved = next(g for g in vienna.gatherings.values() if g.moved)
    assert (moved.due_on, moved.minutes, moved.place) == (date(2026, 12, 1), 90, "Room 2")


def test_google(vienna: Book) -> None:
    plan = planned(vienna, "google")
    assert plan.source == "Google Calendar"
    assert named(plan, "Called off").words == "cancelled in the other calendar"
    assert named(plan, "Office closed").notes == ("it lasts 3 days; only the first is imported",)
    come_in(vienna, plan)
    assert on_days(vienna, "Member spotlight 🎤", TODAY, date(2027, 1, 6)) == [
        "25.11. 16:00", "02.12. 16:00", "10.12. 17:00", "16.12. 16:00 skipped", "06.01. 16:00",
    ]  # fmt: skip
    assert on_days(vienna, "Member spotlight", date(2027, 2, 20), date(2027, 6, 1)) == [
        "24.02. 16:00",
        "03.03. 16:00",
    ]
    [kick] = [g for g in vienna.gatherings.values() if g.name == "Kick-off, part 2"]
    assert (kick.on, kick.at, kick.minutes, kick.place) == (
        date(2026, 11, 27), time(14), 90, "https://meet.google.com/abc-defg-hij",
    )  # fmt: skip


def test_apple(vienna: Book) -> None:
    plan = planned(vienna, "apple")
    call = named(plan, "Call with Boston")
    assert call.words == "every Thursday, 15:00, from Thu 26 Nov"
    assert (
        call.notes[0] == "3 days have a different time, because the clocks change on other dates in its time zone"
    )
    assert "its dates are imported one by one" in named(plan, "Evening in Boston").notes[0]
    come_in(vienna, plan)
    assert on_days(vienna, "Call with", TODAY, date(2026, 12, 20)) == [
        "03.12. 15:00",
        "10.12. 15:00",
        "17.12. 16:30",
    ]
    assert on_days(vienna, "Call with", date(2027, 3, 10), date(2027, 4, 2)) == [  # two weeks of summer time apart
        "11.03. 15:00", "18.03. 14:00", "25.03. 14:00", "01.04. 15:00",
    ]  # fmt: skip
    assert on_days(vienna, "Evening", TODAY, date(2027, 12, 31)) == [
        "01.12. 02:00",
        "29.12. 02:00",
        "26.01. 02:00",
        "23.02. 02:00",
    ]
    assert on_days(vienna, "Round-up", TODAY, date(2027, 3, 1)) == [
        "30.11. all day", "31.12. all day", "31.01. all day", "28.02. all day",
    ]  # fmt: skip


def test_khal_with_what_no_gathering_can_keep(vienna: Book) -> None:
    plan = planned(vienna, "khal", until=date(2026, 12, 6))
    assert plan.notes == ["Not gatherings, so not imported: 1 task."]
    assert named(plan, "Trainers' coffee").notes == ("1 day left out", "1 day outside its repeat rule")
    assert (
        "its repeat rule cannot be kept (its interval is in hours)"
        in named(plan, "[/x] Ann [Ops]: every hour").notes[0]
    )
    assert named(plan, "Never").notes == ("its repeat rule produces no dates",)
    broken = named(plan, "No beginning")
    assert (broken.problem, broken.words) == (True, "cannot be read: it has no start")
    come_in(vienna, plan)
    assert on_days(vienna, "Trainers' coffee", TODAY, date(2026, 12, 31)) == [
        "23.11. 09:30", "24.11. 09:30", "26.11. 09:30", "27.11. 09:30", "05.12. 09:30",
    ]  # fmt: skip
    assert on_days(vienna, "[/x]", TODAY, date(2026, 11, 25)) == [
        "24.11. 08:00", "24.11. 12:00", "24.11. 16:00", "25.11. 08:00", "25.11. 12:00", "25.11. 16:00",
    ]  # fmt: skip
    assert on_days(vienna, "Every second", TODAY, date(2026, 11, 26)) == [
        "24.11. 08:00",
        "25.11. 08:00",
        "26.11. 08:00",
    ]
    assert on_days(vienna, "Floating", TODAY, date(2026, 12, 31)) == ["01.12. 18:00"]


@pytest.mark.parametrize("name", ["outlook", "google", "apple", "khal"])
def test_a_second_time_nothing_comes_in(vienna: Book, name: str) -> None:
    come_in(vienna, planned(vienna, name))
    again = planned(vienna, name)
    assert not again.coming
    before = len(planned(vienna, name, until=date(2029, 1, 1)).coming)
    assert before <= 2  # only dates of rules that cannot be kept go on beyond the days chosen before


@pytest.mark.parametrize("name", ["outlook", "google", "apple", "khal"])
def test_every_event_is_told_of(vienna: Book, name: str) -> None:
    plan = planned(vienna, name)
    raw = (CALENDARS / f"{name}.ics").read_bytes()
    events = raw.count(b"BEGIN:VEVENT") - raw.count(b"RECURRENCE-ID")
    assert len(plan.entries) == events
    told = "\n".join(summary(plan, TODAY))
    assert all(entry.name in told for entry in plan.entries)


# -- zones -------------------------------------------------------------------------------------------


def test_without_a_zone_of_its_own_a_book_keeps_the_files(book: Book) -> None:
    plan = planned(book, "google")
    assert plan.notes[0] == "The book has no time zone yet, so times stay as they are in Europe/Vienna."
    assert named(plan, "Kick-off, part 2").words == "once, Fri 27 Nov at 14:00"  # written as 13:00 in UTC
    utc = plan_of(book, "UID:1|SUMMARY:A|DTSTART:20261127T130000Z")
    assert utc.notes == ["The book has no time zone yet, so times stay as they are written."]
    assert named(utc, "A").words == "once, Fri 27 Nov at 13:00"


def test_a_zone_described_in_the_file_and_one_nobody_knows(vienna: Book) -> None:
    custom = (
        "BEGIN:VTIMEZONE|TZID:Customized Time Zone|BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+0300|"
        "TZOFFSETTO:+0300|END:STANDARD|END:VTIMEZONE"
    )
    plan = plan_of(
        vienna, "UID:1|SUMMARY:A|DTSTART;TZID=Customized Time Zone:20261127T130000", "UID:2|SUMMARY:B|DTSTART;TZID=Narnia:20261127T130000",
        head=custom,
    )  # fmt: skip
    assert named(plan, "A").words == "once, Fri 27 Nov at 11:00"
    assert named(plan, "B").words == "once, Fri 27 Nov at 13:00"
    assert named(plan, "B").notes == ("its time zone ‘Narnia’ is unknown, so its times stay as written",)


@pytest.mark.parametrize(
    ("name", "hour"),
    [("(GMT-05:00) New York", 15), ("(UTC+01:00) Amsterdam, Berlin, Bern", 9), ("(GMT+09:00) Berlin", 9), ("(GMT+01:00) Narnia", 9),
     ("GMT+09:00 Tokyo", 1), ("(GMT+99:99) Tokyo", 9)],
)  # fmt: skip
def test_zones_by_the_city_that_they_show(vienna: Book, name: str, hour: int) -> None:
    come_in(vienna, plan_of(vienna, f"UID:1|SUMMARY:A|DTSTART;TZID={name}:20261127T090000"))
    assert [g.at for g in vienna.gatherings.values()] == [time(hour)]


def test_a_wrong_zone_of_the_book_is_said(book: Book) -> None:
    fill(book, Community(timezone="Wien"))
    with pytest.raises(GuildbookError, match="no time zone ‘Wien’"):
        planned(book, "google")


# -- what belongs together ---------------------------------------------------------------------------


def test_a_change_without_its_series_comes_in_once(vienna: Book) -> None:
    lone = "UID:s|SUMMARY:Asked to one|RECURRENCE-ID:20261201T090000|DTSTART:20261202T090000"
    plan = plan_of(vienna, lone)
    assert named(plan, "Asked to one").words == "once, Wed 2 Dec at 09:00"
    come_in(vienna, plan)
    assert named(plan_of(vienna, lone), "Asked to one").words == "already in the book"


def test_changes_that_fit_no_day_and_all_following(vienna: Book) -> None:
    plan = plan_of(
        vienna, "UID:s|SUMMARY:S|DTSTART:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=4",
        "UID:s|SUMMARY:Stray|RECURRENCE-ID:20261203T090000|DTSTART:20261203T100000",
        "UID:s|SUMMARY:Later|RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T090000|DTSTART:20261208T100000",
    )  # fmt: skip
    assert named(plan, "Stray").words == "once, Thu 3 Dec at 10:00"
    assert named(plan, "Later").notes == ("changed in the other calendar from this date onwards",)
    come_in(vienna, plan)
    assert on_days(vienna, "", TODAY, date(2027, 1, 1)) == [
        "01.12. 09:00", "03.12. 10:00", "08.12. 10:00", "15.12. 10:00", "22.12. 10:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "change", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=4", "20261209T100000", ["01.12. 09:00", "09.12. 10:00", "16.12. 10:00", "23.12. 10:00"]),
        ("FREQ=DAILY;BYDAY=TU,TH;UNTIL=20261217", "20261209T090000",
         ["01.12. 09:00", "03.12. 09:00", "09.12. 09:00", "11.12. 09:00", "16.12. 09:00", "18.12. 09:00"]),
        ("FREQ=WEEKLY;COUNT=3|EXDATE:20261215T090000|RDATE:20261217T090000", "20261209T090000",
         ["01.12. 09:00", "09.12. 09:00", "18.12. 09:00"]),
        ("FREQ=WEEKLY;COUNT=3", "20261208T100000|STATUS:CANCELLED", ["01.12. 09:00"]),
        ("FREQ=WEEKLY;COUNT=3", "20261208T100000|RRULE:FREQ=DAILY;COUNT=2", ["01.12. 09:00", "08.12. 10:00", "09.12. 10:00"]),
        ("FREQ=WEEKLY;INTERVAL=1;BYHOUR=9;COUNT=2", "20261208T110000", ["01.12. 09:00", "08.12. 11:00"]),
    ],
)  # fmt: skip
def test_this_and_following(vienna: Book, rule: str, change: str, expected: list[str]) -> None:
    come_in(
        vienna,
        plan_of(
            vienna, f"UID:s|SUMMARY:S|DTSTART:20261201T090000|RRULE:{rule}",
            f"UID:s|SUMMARY:S|RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T090000|DTSTART:{change}",
        ),
    )  # fmt: skip
    assert on_days(vienna, "S", TODAY, date(2027, 1, 20)) == expected


def test_this_and_following_twice_and_what_no_rule_can_move(vienna: Book) -> None:
    plan = plan_of(
        vienna,
        "UID:s|SUMMARY:S|DTSTART:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=5",
        "UID:s|SUMMARY:S|RECURRENCE-ID;RANGE=THISANDFUTURE:20261222T090000|DTSTART:20261223T140000",
        "UID:s|SUMMARY:S|RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T090000|DTSTART:20261209T100000",
        "UID:s|SUMMARY:S|RECURRENCE-ID:20261215T090000|DTSTART:20261217T080000",
        "UID:m|SUMMARY:M|DTSTART:20261201T090000|RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=4",
        "UID:m|SUMMARY:M|RECURRENCE-ID;RANGE=THISANDFUTURE:20270105T090000|DTSTART:20270106T090000",
    )
    come_in(vienna, plan)
    assert on_days(vienna, "S", TODAY, date(2027, 1, 20)) == [
        "01.12. 09:00", "09.12. 10:00", "17.12. 08:00", "23.12. 14:00", "30.12. 14:00",
    ]  # fmt: skip
    assert on_days(vienna, "M", TODAY, date(2027, 6, 1)) == [
        "01.12. 09:00", "06.01. 09:00", "03.02. 09:00", "03.03. 09:00",
    ]  # fmt: skip
    rituals = sorted((r for r in vienna.rituals.values() if r.name == "S"), key=lambda ritual: ritual.start)
    assert len(rituals) == 3
    assert all(after.continues in vienna.rituals for after in rituals[1:])


def test_a_series_does_not_vanish_with_a_false_reason(vienna: Book) -> None:
    plan = plan_of(
        vienna,
        "UID:a|SUMMARY:Odd|DTSTART:20260105T090000|RRULE:FREQ=FORTNIGHTLY",
        "UID:b|SUMMARY:Late|DTSTART:99991231",
    )
    assert [(entry.problem, entry.outside) for entry in plan.entries] == [(True, False)] * 2
    assert "rule" in named(plan, "Odd").words
    assert "9999" in named(plan, "Late").words


def test_newer_versions_and_excluded_days(vienna: Book) -> None:
    series = "UID:a|SUMMARY:A|SEQUENCE:1|DTSTART:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=3|EXDATE:20261208T090000"
    moved = "UID:a|SUMMARY:A|RECURRENCE-ID:20261208T090000|DTSTART:20261209T090000"
    assert plan_of(vienna, series, f"{moved}|SEQUENCE:1").coming[0].notes == ("1 day left out", "1 day moved")
    assert plan_of(vienna, series, f"{moved}|SEQUENCE:0").coming[0].notes == ("1 day left out",)
    stamps = [f"{moved}|SEQUENCE:2|DTSTAMP:2026110{n}T000000Z|LOCATION:Room {n}" for n in (2, 3, 1)]
    come_in(vienna, plan_of(vienna, series, *stamps))
    assert [g.place for g in vienna.gatherings.values()] == ["Room 3"]


def test_of_several_changes_of_a_day_the_newest_holds(vienna: Book) -> None:
    lone = "UID:s|SUMMARY:S|RECURRENCE-ID:20261201T090000|DTSTART:2026120{}T090000|SEQUENCE:{}"
    come_in(vienna, plan_of(vienna, lone.format(3, 2), lone.format(2, 1), lone.format(4, 0)))
    assert on_days(vienna, "S", TODAY, date(2026, 12, 31)) == ["03.12. 09:00"]


def test_a_single_event_and_its_changes(vienna: Book) -> None:
    once = "UID:a|SUMMARY:A|SEQUENCE:1|DTSTART;TZID=Europe/Vienna:20261201T090000"
    change = "UID:a|SUMMARY:B|RECURRENCE-ID:20261201T080000Z|DTSTART:20261202T090000"
    assert [e.name for e in plan_of(vienna, once, f"{change}|SEQUENCE:2").coming] == ["B"]
    assert [e.name for e in plan_of(vienna, once, change).coming] == ["A"]
    assert not plan_of(vienna, once, f"{change}|SEQUENCE:2|STATUS:CANCELLED").coming
    assert not plan_of(vienna, f"{once}|EXDATE:20261201T080000Z").coming


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("Write to <ann@example.invalid> if a < b & c > d", "Write to <ann@example.invalid> if a < b & c > d"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<b>Bring</b>\\nsomething", "Bring\nsomething"),
        ("<html><head><title>x</title><style>p {}</style></head><body><p>One\\ntwo</p><p>Three</p></body></html>", "One two\nThree"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ('<a href="https://x.invalid/a">https://x.invalid/a</a>', "https://x.invalid/a"),
        ('<a href="https://x.invalid/a"></a>', "https://x.invalid/a"),
        ("Q&amp;A at https://x.invalid/?a=1&amp;b=2", "Q&A at https://x.invalid/?a=1&b=2"),
    ],
)  # fmt: skip
def test_descriptions_become_text(vienna: Book, description: str, text: str) -> None:
    written = description.replace(";", "\\;")
    come_in(vienna, plan_of(vienna, f"UID:1|SUMMARY:A|DTSTART:20261124|DESCRIPTION:{written}"))
    assert [g.invitation for g in vienna.gatherings.values()] == [text]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("LOCATION:Room 2|X-MICROSOFT-SKYPETEAMSMEETINGURL:https://t.invalid/1", "Room 2, https://t.invalid/1"),
        ("LOCATION:Zoom meeting|DESCRIPTION:Join https://eu.zoom.us/j/123?pwd=x.", "https://eu.zoom.us/j/123?pwd=x"),
        ("LOCATION:https://meet.google.com/abc|CONFERENCE:https://t.invalid/1", "https://meet.google.com/abc"),
        ("LOCATION:Room 2|DESCRIPTION:Agenda https://wiki.invalid/page|URL:https://wiki.invalid/", "Room 2"),
        ("URL:https://wiki.invalid/page", "https://wiki.invalid/page"),
    ],
)  # fmt: skip
def test_places_and_links(vienna: Book, lines: str, place: str) -> None:
    come_in(vienna, plan_of(vienna, f"UID:1|SUMMARY:A|DTSTART:20261124|{lines}"))
    assert [g.place for g in vienna.gatherings.values()] == [place]


def test_the_same_event_twice_and_without_a_uid(vienna: Book) -> None:
    twice = ("UID:a|SEQUENCE:1|SUMMARY:New|DTSTART:20261201T090000", "UID:a|SUMMARY:Old|DTSTART:20261130T090000")
    bare = "SUMMARY:Bare|DTSTART:20261202T090000"
    plan = plan_of(vienna, *twice, bare)
    assert [entry.name for entry in plan.coming] == ["New", "Bare"]
    assert named(plan, "Old").words == "the file contains a later version"
    come_in(vienna, plan)
    assert not plan_of(vienna, *twice, bare).coming


def test_a_calendar_that_calls_off(vienna: Book) -> None:
    plan = plan_of(vienna, "UID:a|SUMMARY:A|DTSTART:20261201T090000", head="METHOD:CANCEL")
    assert named(plan, "A").words == "cancelled in the other calendar"


def test_several_rules_and_rules_against(vienna: Book) -> None:
    plan = plan_of(
        vienna,
        "UID:a|SUMMARY:Two|DTSTART:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=2|RRULE:FREQ=DAILY;COUNT=3",
        "UID:b|SUMMARY:But|DTSTART:20261201T090000|RRULE:FREQ=DAILY;COUNT=5|EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=3",
    )
    come_in(vienna, plan)
    assert on_days(vienna, "Two", TODAY, date(2027, 1, 1)) == [
        "01.12. 09:00",
        "02.12. 09:00",
        "03.12. 09:00",
        "08.12. 09:00",
    ]
    assert on_days(vienna, "But", TODAY, date(2027, 1, 1)) == ["02.12. 09:00", "04.12. 09:00"]
    assert "several rules" in named(plan, "Two").notes[0]


def test_the_days_chosen_cut_a_series(vienna: Book) -> None:
    rule = "UID:a|SUMMARY:S|DTSTART;TZID=Europe/Vienna:20260105T090000|RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=30"
    plan = plan_of(vienna, rule, since=date(2026, 12, 1), until=date(2026, 12, 31))
    come_in(vienna, plan)
    [ritual] = vienna.rituals.values()
    assert (ritual.start, ritual.rule) == (date(2026, 12, 7), "FREQ=WEEKLY;INTERVAL=2;COUNT=6")
    every_second = [g.on for g in gatherings(vienna, date(2026, 1, 1), date(2028, 1, 1))]
    assert len(every_second) == 6
    assert every_second[-1] == date(2027, 2, 15)  # the thirtieth, counted from January 2026


def test_a_series_that_is_over_stays_out_and_one_last_day_comes_alone(vienna: Book) -> None:
    plan = plan_of(
        vienna,
        "UID:a|SUMMARY:Over|DTSTART:20260105T090000|RRULE:FREQ=WEEKLY;UNTIL=20260601T000000Z",
        "UID:b|SUMMARY:Nearly|DTSTART:20260105T090000|RRULE:FREQ=WEEKLY;UNTIL=20261123T090000",
        "UID:c|SUMMARY:Not yet|DTSTART:20300105T090000|RRULE:FREQ=WEEKLY",
    )
    assert named(plan, "Over").words == "none of its dates is among the chosen dates"
    assert named(plan, "Nearly").words == "once, Mon 23 Nov at 09:00"
    assert named(plan, "Not yet").words == "Sat 5 Jan 2030 is after the chosen dates"


def test_the_days_the_wrong_way_round(vienna: Book) -> None:
    with pytest.raises(GuildbookError, match="Swap the two dates"):
        planned(vienna, "google", date(2027, 1, 1), date(2026, 1, 1))


# -- rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=15;BYSECOND=0;COUNT=2", ["24.11. 09:15", "25.11. 09:15"]),
        ("FREQ=DAILY;BYHOUR=9,15;COUNT=3", ["24.11. 09:00", "24.11. 15:00", "25.11. 09:00"]),
        ("FREQ=HOURLY;COUNT=3", ["24.11. 09:00", "24.11. 10:00", "24.11. 11:00"]),
        ("FREQ=HOURLY;INTERVAL=24;BYDAY=FR;COUNT=2", ["24.11. 09:00", "27.11. 09:00", "04.12. 09:00"]),
        ("FREQ=MINUTELY;INTERVAL=1440;UNTIL=20261126T090000", ["24.11. 09:00", "25.11. 09:00", "26.11. 09:00"]),
        ("FREQ=MINUTELY;UNTIL=20261125", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=SECONDLY;COUNT=86401", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=DAILY;INTERVAL=120;COUNT=9", ["24.11. 09:00"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=1;COUNT=2", ["24.11. 09:00", "01.12. 09:00"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ["24.11. 09:00"]),
        ("FREQ=NEVER", ["24.11. 09:00"]),
        ("nonsense", ["24.11. 09:00"]),
        ("FREQ=DAILY;BYEASTER=0", ["24.11. 09:00"]),
        ("FREQ=DAILY;COUNT=2;X-MADE-UP=1;RSCALE=GREGORIAN", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=DAILY ; COUNT= 2;", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=DAILY;COUNT=0;INTERVAL=0;BYMONTHDAY=;UNTIL=20261125T090000", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z;COUNT=2", ["24.11. 09:00", "01.12. 09:00"]),
        ("FREQ=WEEKLY;COUNT=9;WKST=SU;COUNT=2;WKST=SU", ["24.11. 09:00", "01.12. 09:00"]),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", ["24.11. 09:00", "01.12. 09:00"]),
        ("FREQ=DAILY;BYDAY=TH,TU;COUNT=9;UNTIL=20261201T085900", ["24.11. 09:00", "26.11. 09:00"]),
        ("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1;COUNT=1", ["24.11. 09:00", "30.11. 09:00"]),
        ("FREQ=WEEKLY;BYDAY=SU,TU;BYSETPOS=1;WKST=SU;COUNT=1", ["24.11. 09:00", "29.11. 09:00"]),
        ("FREQ=WEEKLY;BYDAY=SU,TU;BYSETPOS=-1;COUNT=1", ["24.11. 09:00", "29.11. 09:00"]),
        ("FREQ=WEEKLY;BYMONTH=12;BYDAY=MO,TH;BYSETPOS=1;COUNT=2", ["24.11. 09:00", "03.12. 09:00", "07.12. 09:00"]),
        ("FREQ=DAILY;BYSETPOS=1;COUNT=2", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=DAILY;BYHOUR=8,9;BYSETPOS=-1;COUNT=2", ["24.11. 09:00", "25.11. 09:00"]),
        ("FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=8,12;COUNT=2", ["24.11. 12:00", "30.11. 08:00"]),
        ("FREQ=MONTHLY;BYDAY=1TU,-1TU;COUNT=2", ["24.11. 09:00", "01.12. 09:00"]),
        ("FREQ=MONTHLY;BYDAY=WE,1TU,1WE;COUNT=3", ["24.11. 09:00", "25.11. 09:00", "01.12. 09:00", "02.12. 09:00"]),
    ],
)  # fmt: skip
def test_rules_of_all_kinds(vienna: Book, rule: str, expected: list[str]) -> None:
    plan = plan_of(vienna, f"UID:a|SUMMARY:R|DTSTART:20261124T090000|RRULE:{rule}", until=date(2026, 12, 20))
    come_in(vienna, plan)
    assert on_days(vienna, "R", TODAY, date(2026, 12, 20)) == expected


def test_a_ritual_goes_on_beyond_the_days_chosen(vienna: Book) -> None:
    come_in(
        vienna,
        plan_of(vienna, "UID:a|SUMMARY:R|DTSTART:20200107T090000|RRULE:FREQ=WEEKLY", until=date(2026, 12, 1)),
    )
    [ritual] = vienna.rituals.values()
    assert (ritual.start, ritual.rule) == (date(2026, 11, 24), "FREQ=WEEKLY")
    assert len(gatherings(vienna, date(2028, 1, 1), date(2028, 1, 31))) == 4


# -- files that mean no good -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is not a calendar"),
        (b"PK\x03\x04", "is not a calendar"),
        (b"\x00" * 1000, "is not a calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "is not a calendar"),
        (b"BEGIN:VCALENDAR\r\n" + b"x" * MOST_BYTES, "is larger than 12 MB"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 200, "nests one component"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 10_001, "more than 10,000 events"),
        (b"BEGIN:VCALENDAR\r\n" + b"\r\n" * 400_000, "more than 300,000 lines"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"EXDATE:20261124\r\n" * 5_000, "EXDATE more than 1,000 times"),
    ],
    ids=["empty", "zip", "zeros", "contacts", "large", "nested", "events", "lines", "days"],
)  # fmt: skip
def test_files_that_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(CalendarUnreadable, match=why):
        read_bytes(data)


def test_a_missing_file_a_folder_and_another_encoding(tmp_path: Path, vienna: Book) -> None:
    for path in (tmp_path / "none.ics", tmp_path):
        with pytest.raises(CalendarUnreadable):
            read_file(path)
    wide = tmp_path / "wide.ics"
    wide.write_bytes(ics("UID:1|SUMMARY:Zoë|DTSTART:20261124").decode().encode("utf-16"))
    assert [entry.name for entry in plan_import(vienna, read_file(wide), TODAY).coming] == ["Zoë"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYMONTH=2;INTERVAL=99;BYSETPOS=5", "FREQ=DAILY;COUNT=9999;BYMONTH=2;BYDAY=MO",
        "FREQ=HOURLY;COUNT=99999;BYMONTHDAY=31;BYMONTH=2", "FREQ=DAILY",
    ],
)  # fmt: skip
def test_what_its_rules_cost_is_bounded(vienna: Book, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurring, "MOST_STEPS", 20_000)
    monkeypatch.setattr(occurring.Budget.__init__, "__defaults__", (20_000,))
    events = [f"UID:{n}|SUMMARY:R|DTSTART:{1901 + n % 90}0101T0{n % 10}0000|RRULE:{rule}" for n in range(150)]
    with pytest.raises(CalendarUnreadable):
        plan_of(vienna, *events)


def test_broken_lines_cost_one_event(vienna: Book) -> None:
    plan = plan_of(
        vienna,
        "UID:1|SUMMARY:A|DTSTART:20261301T090000", "UID:2|SUMMARY:B|DTSTART:99991231", "UID:3|SUMMARY:C|DTSTART:20261124T256000",
        "UID:4|SUMMARY:D|DTSTART:20261124|RDATE:nonsense", "UID:5|SUMMARY:E|DTSTART:20261124|DTEND:nonsense",
        'UID:6|SUMMARY;X="unclosed:F|DTSTART:20261124|garbage without a colon|:|;|DURATION:P999999W',
    )  # fmt: skip
    assert [entry.name for entry in plan.entries if entry.problem] == ["A", "B", "C"]
    assert [entry.name for entry in plan.coming] == ["D", "E", "Untitled"]
    assert named(plan, "D").notes == ("1 additional day cannot be read",)
    assert named(plan, "E").notes == ("its end cannot be read",)


def test_text_is_cleaned_and_shortened(vienna: Book) -> None:
    evil = f"UID:1|SUMMARY:\x1b[2J[/x] \u202eAnn\\n[Ops]{'x' * 900}|DTSTART:20261124|DESCRIPTION:a\\nb\\;c\\,d\\\\e{'y' * 30_000}"
    come_in(vienna, plan_of(vienna, evil, "UID:2|DTSTART:20261125"))
    first, second = sorted(vienna.gatherings.values(), key=lambda g: g.on)
    assert first.name.startswith("␛[2J[/x] �Ann [Ops]xxx")
    assert len(first.name) == 500
    assert first.invitation.startswith("a\nb;c,d\\e")
    assert len(first.invitation) == 20_000
    assert second.name == "Untitled"


def test_what_is_left_out_stays_out(vienna: Book) -> None:
    plan = planned(vienna, "google")
    with vienna.change("Bring in") as change:
        carry_out(plan, change, {named(plan, "Office closed").key})
    assert not [g for g in vienna.gatherings.values() if g.name == "Office closed"]
    assert len(vienna.rituals) == 1
    vienna.undo()
    assert not vienna.rituals
    assert not vienna.gatherings


def test_lengths(vienna: Book) -> None:
    def minutes(lines: str) -> Any:
        [entry] = plan_of(vienna, f"UID:1|SUMMARY:A|{lines}").coming
        [record] = entry.records
        assert isinstance(record, Gathering)
        return record.minutes

    zoned = "DTSTART;TZID=Europe/Vienna:20261124T090000"
    assert minutes(f"{zoned}|DTEND;TZID=Europe/London:20261124T090000") == 60
    assert minutes(f"{zoned}|DTEND:20261124T083000Z") == 30
    assert minutes(f"{zoned}|DURATION:PT1H15M") == 75
    assert minutes(f"{zoned}|DTEND;TZID=Europe/Vienna:20261124T080000") is None
    assert minutes(zoned) is None


def test_a_budget_ends() -> None:
    budget = occurring.Budget(10)
    budget.spend(9)
    with pytest.raises(CalendarUnreadable):
        budget.spend(2)


def test_kept_fields_of_a_ritual(vienna: Book) -> None:
    come_in(vienna, plan_of(vienna, "UID:a|SUMMARY:R|CATEGORIES:Social|DTSTART:20261124T090000|RRULE:FREQ=WEEKLY"))
    [ritual] = vienna.rituals.values()
    assert isinstance(ritual, Ritual)
    assert (ritual.kind, ritual.uid) == ("social", "a")
    assert datetime.combine(ritual.start, ritual.at or time()) == datetime(2026, 11, 24, 9)


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("training session", "training_session"),
        ("Kick-Off", "kick_off"),
        ("social,work", "other"),
        ("Blue", "other"),
    ],
)
def test_the_kind_of_a_ritual_is_its_category(vienna: Book, category: str, kind: str) -> None:
    event = f"UID:a|SUMMARY:R|CATEGORIES:{category}|DTSTART:20261124T090000|RRULE:FREQ=WEEKLY"
    come_in(vienna, plan_of(vienna, event))
    assert [ritual.kind for ritual in vienna.rituals.values()] == [kind]


# -- a change that names its day alone ---------------------------------------------------------------


def test_a_change_that_names_a_day_changes_the_time_of_that_day(vienna: Book) -> None:
    plan = plan_of(
        vienna,
        "UID:s|SUMMARY:S|DTSTART;TZID=Europe/Vienna:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=3",
        "UID:s|SUMMARY:S|RECURRENCE-ID;VALUE=DATE:20261208|DTSTART;TZID=Europe/Vienna:20261209T100000",
        "UID:d|SUMMARY:D|DTSTART;VALUE=DATE:20261201|RRULE:FREQ=WEEKLY;COUNT=3",
        "UID:d|SUMMARY:D|RECURRENCE-ID;VALUE=DATE:20261208|DTSTART;VALUE=DATE:20261210",
    )
    come_in(vienna, plan)
    assert on_days(vienna, "S", TODAY, date(2027, 1, 1)) == ["01.12. 09:00", "09.12. 10:00", "15.12. 09:00"]
    assert on_days(vienna, "D", TODAY, date(2027, 1, 1)) == ["01.12. all day", "10.12. all day", "15.12. all day"]


@pytest.mark.parametrize(
    ("more", "rituals", "days"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=1", 0, ["01.12. 09:00"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2", 1, ["01.12. 09:00", "08.12. 09:00"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2|EXDATE:20261208T090000", 0, ["01.12. 09:00"]),
        ("RRULE:FREQ=WEEKLY;COUNT=1|RDATE:20261203T090000", 1, ["01.12. 09:00", "03.12. 09:00"]),
    ],
)
def test_one_day_that_is_left_of_a_rule_needs_no_ritual(
    vienna: Book, more: str, rituals: int, days: list[str]
) -> None:
    come_in(vienna, plan_of(vienna, f"UID:a|SUMMARY:A|DTSTART:20261201T090000|{more}"))
    assert len(vienna.rituals) == rituals
    assert on_days(vienna, "A", TODAY, date(2027, 1, 31)) == days


def test_how_often_an_event_was_revised_is_a_number_of_up_to_nine_digits(vienna: Book) -> None:
    event = "UID:a|SUMMARY:{}|DTSTART:20261201T090000|SEQUENCE:{}"
    revised = [event.format(n, n) for n in ("999999999", "9999999999", "³", "", "1", "-1")]
    assert [entry.name for entry in plan_of(vienna, *revised).coming] == ["999999999"]


@pytest.mark.parametrize(
    ("start", "at"), [("20261201T0900", "09:00"), ("20261201T090059", "09:00"), ("20261201", "")]
)
def test_a_time_without_seconds_is_a_time(vienna: Book, start: str, at: str) -> None:
    come_in(vienna, plan_of(vienna, f"UID:a|SUMMARY:A|DTSTART:{start}"))
    assert on_days(vienna, "A", TODAY, date(2027, 1, 1)) == [f"01.12. {at or 'all day'}"]


def test_a_rule_of_several_times_a_day_ends_after_so_many_wherever_it_is_cut(vienna: Book) -> None:
    event = "UID:a|SUMMARY:A|DTSTART:20261124T090000|RRULE:FREQ=DAILY;BYHOUR=9,15;COUNT=7"
    come_in(vienna, plan_of(vienna, event, since=date(2026, 11, 26)))
    assert on_days(vienna, "A", TODAY, date(2027, 1, 1)) == ["26.11. 09:00", "26.11. 15:00", "27.11. 09:00"]


def test_how_much_comes_in_is_counted_in_rituals_and_gatherings(vienna: Book) -> None:
    series = "UID:{0}|SUMMARY:{0}|DTSTART:20261201T090000|RRULE:FREQ=WEEKLY;COUNT=3"
    once = "UID:{0}|SUMMARY:{0}|DTSTART:20261201T090000"
    days = "UID:many|SUMMARY:Many|DTSTART:20261201T090000|RDATE:20261203T090000,20261207T090000"
    assert coming_words(plan_of(vienna, series.format("a"), series.format("b")).coming) == "2 rituals"
    assert coming_words(plan_of(vienna, once.format("c"), days).coming) == "4 gatherings"
    assert coming_words(plan_of(vienna, series.format("a"), once.format("c")).coming) == "1 ritual and 1 gathering"
    assert coming_words([]) == ""


@pytest.mark.parametrize(
    ("limits", "days"),
    [
        ("INTERVAL=24;BYMONTH=12;COUNT=2", ["01.12. 09:00", "02.12. 09:00"]),
        ("INTERVAL=24;BYMONTHDAY=1,-1;COUNT=3", ["30.11. 09:00", "01.12. 09:00", "31.12. 09:00"]),
        ("INTERVAL=24;BYDAY=FR;COUNT=2", ["27.11. 09:00", "04.12. 09:00"]),
        ("INTERVAL=12;BYHOUR=9;COUNT=2", ["24.11. 09:00", "25.11. 09:00"]),
        ("INTERVAL=12;BYMONTH=11;BYDAY=MO;BYHOUR=21", ["30.11. 21:00"]),
    ],
)
def test_a_rule_by_the_hour_keeps_to_its_months_days_and_hours(vienna: Book, limits: str, days: list[str]) -> None:
    event = f"UID:a|SUMMARY:A|DTSTART:20261124T090000|RRULE:FREQ=HOURLY;{limits}"
    come_in(vienna, plan_of(vienna, event, until=date(2027, 1, 31)))
    found = on_days(vienna, "A", TODAY, date(2027, 1, 31))
    assert [day for day in found if day in days] == days
    assert [*filter(lambda day: day not in days, found)] in ([], ["24.11. 09:00"])  # an event has its first day


@pytest.mark.parametrize(
    ("since", "until", "comes"), [(24, 30, True), (25, 30, False), (20, 24, True), (20, 23, False)]
)
def test_the_first_day_of_a_rule_that_cannot_be_read_comes_in_where_it_is_chosen(
    vienna: Book, since: int, until: int, comes: bool
) -> None:
    event = "UID:a|SUMMARY:A|DTSTART:20261124T090000|RRULE:nonsense"
    plan = plan_of(vienna, event, since=date(2026, 11, since), until=date(2026, 11, until))
    assert len(plan.coming) == comes
