"""The calendar as a file: what another program makes of it is what the book holds."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from store.book.book import Book
from store.calendar.recurrence import suggestions
from store.calendar.rituals import gatherings, occurrence_id, ritual_days
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.exchange.ical.exporter import USUAL_MINUTES, as_ics, uid_of
from store.exchange.ical.importer import carry_out, plan_import, read_bytes
from store.exchange.ical.timezones import vtimezone, zone_described, zone_named
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Volunteer
from tests.support.making import TODAY, fill

VIENNA = ZoneInfo("Europe/Vienna")
COFFEE = Ritual(
    id="coffee", name="Coffee", start=date(2026, 11, 2), rule="FREQ=WEEKLY;BYDAY=MO", at=time(9, 30), minutes=30,
    gain="Know whom to call.", hosts=("ann", "organiser"), place="Canteen, upstairs", kind="social",
)  # fmt: skip

Shown = tuple[date, time | None, str]


def of(ritual: Ritual, due: date, **more: Any) -> Gathering:
    """A saved gathering of a ritual, as its rule gives it but for what is said."""
    values: dict[str, Any] = {"name": ritual.name, "at": ritual.at, "minutes": ritual.minutes, "on": due,
                              "place": ritual.place} | more  # fmt: skip
    return Gathering(id=occurrence_id(ritual, due), ritual=ritual.id, due_on=due, **values)


def as_another_program_reads(ics: bytes, since: date, until: date) -> Counter[Shown]:
    """The occurrences of a file between two days, worked out as RFC 5545 says, with nothing of ours."""
    events = Calendar.from_ical(ics).walk("VEVENT")
    replaced = {(str(e["UID"]), e["RECURRENCE-ID"].dt) for e in events if "RECURRENCE-ID" in e}
    found: Counter[Shown] = Counter()
    for event in events:
        if str(event.get("STATUS")) == "CANCELLED":
            continue
        start = event["DTSTART"].dt
        times = [start]
        if "RRULE" in event:
            rule = event["RRULE"].to_ical().decode()
            whole = not isinstance(start, datetime)
            begin = datetime.combine(start, time()) if whole else start
            end = datetime.combine(until + timedelta(days=2), time(), begin.tzinfo)
            moments = rrulestr(rule, dtstart=begin).between(begin, end, inc=True)
            out = event.get("EXDATE", [])
            gone = {d.dt for dates in (out if isinstance(out, list) else [out]) for d in dates.dts}
            times = [moment.date() if whole else moment for moment in moments]
            assert start in times, "DTSTART must be the first of its rule"
            times = [t for t in times if t not in gone and (str(event["UID"]), t) not in replaced]
        for moment in times:
            timed = isinstance(moment, datetime)
            day = moment.date() if timed else moment
            if since <= day <= until:
                found[day, moment.time() if timed else None, str(event["SUMMARY"])] += 1
    return found


def told(book: Book, since: date, until: date) -> Counter[Shown]:
    """What the book says takes place."""
    found = [g for g in gatherings(book, since, until) if g.state != "skipped"]
    return Counter((g.on, g.at, g.name) for g in found)


def events(book: Book, ritual: Ritual | None = None) -> list[Any]:
    return [*Calendar.from_ical(as_ics(book, ritual)).walk("VEVENT")]


RULES = st.sampled_from(
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=DAILY;BYDAY=MO,WE,FR;COUNT=9", "FREQ=DAILY;BYMONTH=12",
        "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270601", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270603T000000Z", "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=5MO", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1;COUNT=5", "FREQ=YEARLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=28,29,30;BYSETPOS=-1;UNTIL=20270701", "FREQ=YEARLY;BYWEEKNO=20,30;BYDAY=MO,TU",
        "FREQ=MONTHLY;BYMONTHDAY=10,11,12,13;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH;COUNT=4", "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=6,7", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYYEARDAY=1,100",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "",
    ]
)  # fmt: skip
STARTS = st.dates(date(2025, 12, 1), date(2026, 12, 31))
TIMES = st.sampled_from([None, time(0, 0), time(9, 30), time(23, 45)])


@st.composite
def histories(draw: st.DrawFn) -> tuple[Ritual, list[Gathering]]:
    """A ritual with days left out, skipped, moved and changed, retired or not; and a gathering of its own."""
    start, at = draw(STARTS), draw(TIMES)
    rule = draw(RULES | st.sampled_from(suggestions(start)))
    bare = Ritual(id="rite", name="Rite", start=start, rule=rule, at=at, minutes=45)
    days = [*ritual_days(bare, start, start + timedelta(days=500))][:60]
    chosen = draw(st.lists(st.sampled_from(days), max_size=5, unique=True)) if days else []
    fates = [draw(st.sampled_from(["out", "skipped", "moved", "held", "later", "named"])) for _ in chosen]
    retired = draw(st.none() | st.dates(start, start + timedelta(days=600)))
    ritual = Ritual(
        id="rite", name="Rite", start=start, rule=rule, at=at, minutes=45, retired_on=retired,
        except_on=tuple(sorted(day for day, fate in zip(chosen, fates, strict=True) if fate == "out")),
    )  # fmt: skip
    more: dict[str, dict[str, Any]] = {
        "skipped": {"state": "skipped"}, "held": {"state": "held", "host": "organiser"}, "later": {"at": time(20)},
        "named": {"name": "Rite, renamed"},
    }  # fmt: skip
    saved = []
    for number, (day, fate) in enumerate(zip(chosen, fates, strict=True)):
        if fate == "moved":
            saved.append(of(ritual, day, on=day + timedelta(days=number + 1)))
        elif fate != "out":
            saved.append(of(ritual, day, **more[fate]))
    saved.append(of(ritual, start + timedelta(days=3), name="Beside the rule"))
    return ritual, saved


@settings(max_examples=60)
@given(history=histories(), zone=st.sampled_from(["Europe/Vienna", "America/New_York", "Asia/Kolkata", "UTC", ""]))
def test_a_round_trip_keeps_every_day(
    tmp_path_factory: pytest.TempPathFactory, history: tuple[Ritual, list[Gathering]], zone: str
) -> None:
    ritual, saved = history
    folder = tmp_path_factory.mktemp("trip")
    since, until = date(2025, 11, 1), date(2027, 12, 31)
    Book.write_new(folder / "a.json", [Community(timezone=zone), ritual, *saved], book_id="a")
    Book.write_new(folder / "b.json", [Community(timezone=zone)], book_id="b")
    with Book.open(folder / "a.json", Clock(TODAY), write=False) as book:
        ics, expected = as_ics(book), told(book, since, until)
        assert as_another_program_reads(ics, since, until) == expected
        again = plan_import(book, read_bytes(ics), TODAY, (since, until))
        assert [entry.words for entry in [*again.coming, *again.offered]] == []
    with Book.open(folder / "b.json", Clock(TODAY)) as other:
        plan = plan_import(other, read_bytes(ics), TODAY, (since, until))
        with other.change("Bring in") as change:
            carry_out(plan, change)
        assert told(other, since, until) == expected
        again = plan_import(other, read_bytes(ics), TODAY, (since, until))
        assert [entry.words for entry in [*again.coming, *again.offered]] == []


def test_what_an_event_says(book: Book) -> None:
    fill(
        book,
        Community(timezone="Europe/Vienna", organiser="Ida Berg"),
        Volunteer(id="ann", name="[/x] Ann, [Ops]"),
        COFFEE,
    )
    [event] = events(book)
    assert str(event["SUMMARY"]) == "Coffee"
    assert str(event["LOCATION"]) == "Canteen, upstairs"
    assert str(event["DESCRIPTION"]) == "Know whom to call.\nHost rota: [/x] Ann, [Ops] and Ida Berg"
    assert event["DTSTART"].dt == datetime(2026, 11, 2, 9, 30, tzinfo=VIENNA)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
    assert str(event["UID"]) == uid_of(book, COFFEE) == f"coffee.{book.id}@guildbook"


def test_exceptions_and_overrides(book: Book) -> None:
    fill(
        book, Community(timezone="Europe/Vienna"), COFFEE,
        of(COFFEE, date(2026, 11, 9), state="skipped"),
        of(COFFEE, date(2026, 11, 16), on=date(2026, 11, 18), at=time(14), why="Room taken"),
        of(COFFEE, date(2026, 11, 23), state="held", host="organiser", notes="A secret", quotes="Hush", attended=()),
        of(COFFEE, date(2026, 11, 30)),  # as the rule gives it
    )  # fmt: skip
    master, moved, hosted = events(book)
    assert [d.dt for d in master["EXDATE"].dts] == [datetime(2026, 11, 9, 9, 30, tzinfo=VIENNA)]
    assert moved["RECURRENCE-ID"].dt == datetime(2026, 11, 16, 9, 30, tzinfo=VIENNA)
    assert moved["DTSTART"].dt == datetime(2026, 11, 18, 14, 0, tzinfo=VIENNA)
    assert "Moved from Mon 16 Nov 2026: Room taken" in str(moved["DESCRIPTION"])
    assert "Host: the organiser" in str(hosted["DESCRIPTION"])
    ics = as_ics(book).decode()
    assert "secret" not in ics
    assert "Hush" not in ics


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", date(2026, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", date(2024, 2, 29), "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1", date(2026, 1, 29), "FREQ=MONTHLY;BYMONTHDAY=29"),
        ("FREQ=WEEKLY", date(2026, 11, 24), "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=MONTHLY", date(2026, 1, 15), "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=YEARLY", date(2026, 3, 4), "FREQ=YEARLY;BYMONTHDAY=4;BYMONTH=3"),
    ],
)  # fmt: skip
def test_rules_leave_nothing_to_be_guessed(book: Book, rule: str, start: date, expected: str) -> None:
    fill(book, Ritual(id="r", name="R", start=start, rule=rule))
    assert events(book)[0]["RRULE"].to_ical().decode() == expected


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=6;BYDAY=MO",
     "FREQ=MONTHLY;BYMONTHDAY=10,11,12,13;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"],
)  # fmt: skip
def test_days_that_programs_read_differently_are_told_one_by_one(book: Book, rule: str) -> None:
    ritual = Ritual(id="r", name="R", start=date(2027, 1, 30), rule=rule)
    [first, second, *_] = [d for d in ritual_days(ritual, date(2027, 2, 1), date(2031, 12, 31)) if d.month == 2]
    fill(book, ritual, of(ritual, first, state="skipped"), of(ritual, second, on=second + timedelta(days=1)))
    assert not {"BYSETPOS", "BYWEEKNO"} & {part for event in events(book) for part in event.get("RRULE", ())}
    by_uid = {str(event["UID"]): event for event in events(book)}
    assert len(by_uid) == len(events(book))
    assert str(by_uid[f"{uid_of(book, ritual)}#{first:%Y%m%d}"]["STATUS"]) == "CANCELLED"
    assert by_uid[f"{uid_of(book, ritual)}#{second:%Y%m%d}"]["DTSTART"].dt == second + timedelta(days=1)
    since, until = date(2027, 1, 1), date(2030, 12, 31)
    assert as_another_program_reads(as_ics(book), since, until) == told(book, since, until)


def test_the_first_day_is_the_rules_own(book: Book) -> None:
    fill(book, Ritual(id="r", name="R", start=date(2026, 11, 4), rule="FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO"))
    assert events(book)[0]["DTSTART"].dt == date(2027, 1, 4)


def test_until_is_told_in_utc_and_retiring_ends_a_rule(book: Book) -> None:
    fill(book, Community(timezone="Europe/Vienna"))
    timed = Ritual(
        id="a", name="A", start=date(2026, 6, 1), rule="FREQ=WEEKLY", at=time(9), retired_on=date(2026, 7, 8)
    )
    whole = Ritual(
        id="b", name="B", start=date(2026, 6, 1), rule="FREQ=WEEKLY;COUNT=50", retired_on=date(2026, 7, 8)
    )
    never = Ritual(id="c", name="C", start=date(2026, 6, 1), rule="FREQ=WEEKLY", retired_on=date(2026, 5, 1))
    fill(book, timed, whole, never)
    rules = [event["RRULE"].to_ical().decode() for event in events(book)]
    assert rules == ["FREQ=WEEKLY;UNTIL=20260708T070000Z;BYDAY=MO", "FREQ=WEEKLY;COUNT=6;BYDAY=MO"]


def test_the_same_book_gives_the_same_bytes_and_a_change_rises(tmp_path: Path) -> None:
    class Later(Clock):
        at = datetime(2026, 11, 23, 9)

        def now(self) -> datetime:
            Later.at += timedelta(minutes=1)
            return Later.at

    with Book.open(tmp_path / "book.json", Later(TODAY), create=True) as book:
        fill(book, Community(timezone="Europe/Vienna"), COFFEE)
        first = as_ics(book)
        assert as_ics(book) == first
        sequences = [int(events(book)[0]["SEQUENCE"])]
        stamps = [events(book)[0]["DTSTAMP"].dt]
        fill(book, of(COFFEE, date(2026, 11, 30), state="skipped"))
        sequences.append(int(events(book)[0]["SEQUENCE"]))
        stamps.append(events(book)[0]["DTSTAMP"].dt)
        book.undo()
        sequences.append(int(events(book)[0]["SEQUENCE"]))
        assert sequences == sorted({*sequences})
        assert stamps[0] < stamps[1]
        assert stamps[0].tzinfo == UTC or stamps[0].utcoffset() == timedelta()
        assert max(sequences) < 2**31
    with Book.open(tmp_path / "book.json", Later(TODAY), write=False) as book:
        assert int(events(book)[0]["SEQUENCE"]) == sequences[-1]


def test_one_ritual_alone(book: Book) -> None:
    other = Ritual(id="other", name="Other", start=TODAY, rule="FREQ=WEEKLY")
    fill(book, COFFEE, other, of(other, TODAY, host="organiser"), Gathering(id="once", name="Once", on=TODAY))
    assert {str(event["SUMMARY"]) for event in events(book, other)} == {"Other"}
    assert len(events(book, other)) == 2
    assert len(events(book)) == 4


def test_a_skipped_one_off_is_called_off(book: Book) -> None:
    fill(book, Gathering(id="once", name="Once", on=TODAY, state="skipped"))
    assert str(events(book)[0]["STATUS"]) == "CANCELLED"


def test_without_a_zone_times_float(book: Book) -> None:
    fill(book, COFFEE)
    ics = as_ics(book).decode()
    assert "DTSTART:20261102T093000\r\n" in ics
    assert "VTIMEZONE" not in ics


def test_a_zone_that_is_none(book: Book) -> None:
    fill(book, Community(timezone="Vienna, roughly"), COFFEE)
    with pytest.raises(GuildbookError, match="no time zone ‘Vienna, roughly’"):
        as_ics(book)


def test_hostile_words_stay_words(book: Book) -> None:
    evil = "a\r\nEND:VEVENT\r\nBEGIN:VALARM\nX:1;,\\ \x1b[2J \u202e \u2028 \x85 «é» 🎤 " + "long " * 60
    fill(book, Gathering(id="once", name="x", on=TODAY))
    path = book.path
    raw = path.read_bytes().replace(b'"name":"x"', f'"name":{json.dumps(evil)},"place":"\\r\\nATTACH:x"'.encode())
    path.with_name("evil.json").write_bytes(raw)
    with Book.open(path.with_name("evil.json"), Clock(TODAY), write=False) as evil_book:
        ics = as_ics(evil_book)
        [event] = events(evil_book)
    assert [line for line in ics.split(b"\r\n") if line.startswith(b"BEGIN:")] == [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT",
    ]
    assert b"\x1b" not in ics
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert "🎤" in str(event["SUMMARY"])
    ics.decode("utf-8")


@pytest.mark.parametrize(
    "key",
    [
        "Europe/Vienna",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Sao_Paulo",
    ],
)
def test_described_zones_tell_the_right_time(key: str) -> None:
    zone = ZoneInfo(key)
    lines = vtimezone(zone, date(2026, 1, 1), date(2027, 12, 31)).to_ical().decode().split("\r\n")
    ours = zone_described([line for line in "\n".join(lines).replace("\n ", "").split("\n") if line])
    assert ours is not None
    moments = [datetime(2026, 1, 1) + timedelta(hours=number * 7 + 5) for number in range(2400)]
    assert [zone.utcoffset(m) for m in moments] == [ours.utcoffset(m) for m in moments]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/freeassociation.sourceforge.net/Europe/Vienna", "Europe/Vienna"),
        ("../../etc/passwd", ""),
        ("Europe", ""),
        ("", ""),
        ("x" * 5000, ""),
        ("\0", ""),
    ],
)  # fmt: skip
def test_zone_names(name: str, key: str) -> None:
    zone = zone_named(name)
    assert (zone.key if isinstance(zone, ZoneInfo) else "") == key


@pytest.mark.parametrize(
    ("key", "rules"),
    [
        ("Europe/Vienna", {"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}),
        ("America/New_York", {"FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"}),
        ("Africa/Casablanca", set()),  # by the moon
        ("Asia/Kolkata", set()),
    ],
)
def test_a_clock_that_changes_by_a_yearly_rule_is_told_by_it(key: str, rules: set[str]) -> None:
    parts = vtimezone(ZoneInfo(key), date(2026, 1, 1), date(2027, 12, 31)).subcomponents
    assert {part["RRULE"].to_ical().decode() for part in parts if "RRULE" in part} == rules
    if rules:
        assert len(parts) == 2
        assert not any("RDATE" in part for part in parts)


def test_a_clock_that_went_back_to_what_it_was_is_told_by_each_change() -> None:
    """In Pyongyang it was 9 hours, 8½ from August 2015, and 9 again from May 2018."""
    parts = vtimezone(ZoneInfo("Asia/Pyongyang"), date(2014, 6, 1), date(2019, 1, 1)).subcomponents
    hours = [
        (
            part["TZOFFSETFROM"].td / timedelta(hours=1),
            part["TZOFFSETTO"].td / timedelta(hours=1),
            part["DTSTART"].dt,
        )
        for part in parts
    ]
    assert hours == [
        (9, 9, datetime(2013, 1, 1)),
        (9, 8.5, datetime(2015, 8, 15)),
        (8.5, 9, datetime(2018, 5, 4, 23, 30)),
    ]
    assert not any("RDATE" in part for part in parts)


@pytest.mark.parametrize(
    ("zone", "at", "minutes", "ends"),
    [
        ("", time(9), 45, datetime(2026, 10, 25, 9, 45)),
        ("", time(23, 30), 45, datetime(2026, 10, 26, 0, 15)),
        ("", time(9), None, datetime(2026, 10, 25, 9) + timedelta(minutes=USUAL_MINUTES)),
        ("", None, 45, date(2026, 10, 26)),
        ("Europe/Vienna", time(9), 45, datetime(2026, 10, 25, 9, 45, tzinfo=VIENNA)),
        (
            "Europe/Vienna",
            time(1, 30),
            120,
            datetime(2026, 10, 25, 2, 30, tzinfo=VIENNA, fold=1),
        ),  # the clock goes back
    ],
)
def test_when_an_event_ends(book: Book, zone: str, at: time | None, minutes: int | None, ends: date) -> None:
    fill(book, Community(timezone=zone), Gathering(name="Lab", on=date(2026, 10, 25), at=at, minutes=minutes))
    [event] = Calendar.from_ical(as_ics(book)).walk("VEVENT")
    assert event["DTEND"].dt == ends
