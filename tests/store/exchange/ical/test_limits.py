"""Calendar files at the limits of what is read, and the UIDs of days."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.exchange.ical import parser
from store.exchange.ical.exporter import day_of, uid_of_day
from store.exchange.ical.import_plan import CalendarPlan, Entry, coming_words, summary
from store.exchange.ical.parser import CalendarUnreadable, read_bytes
from store.model.calendar import Gathering
from tests.store.exchange.ical.test_reimport import ONCE, WEEKLY, offered, on_days, plan_of, take
from tests.support.making import TODAY


def calendar(*lines: str) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode()


EVENT = (
    "BEGIN:VEVENT",
    "UID:a",
    "DTSTART:20261201T090000",
    "RRULE:FREQ=DAILY",
    "EXDATE:20261202T090000",
    "END:VEVENT",
)


@pytest.mark.parametrize(
    ("name", "fits", "lines", "said"),
    [
        ("MOST_EVENTS", 2, EVENT * 2, "2 events"), ("MOST_RULES", 2, EVENT * 2, "2 repeating events"), ("MOST_LINES", 13, EVENT * 2, "13 lines"), ("MOST_BYTES", 0, EVENT, "MB"),
        ("MOST_ALIKE", 2, [*EVENT[:5], "EXDATE:20261203T090000", EVENT[5]], "more than 2 times"), ("DEEPEST", 2, EVENT, "too deeply"),
    ],
)  # fmt: skip
def test_a_file_is_read_up_to_its_limits(
    monkeypatch: pytest.MonkeyPatch, name: str, fits: int, lines: list[str], said: str
) -> None:
    data = calendar(*lines)
    fits = fits or len(data)
    monkeypatch.setattr(parser, name, fits)
    assert read_bytes(data).blocks
    monkeypatch.setattr(parser, name, fits - 1)
    with pytest.raises(CalendarUnreadable) as error:
        read_bytes(data)
    assert said.replace(str(fits), str(fits - 1)) in str(error.value)


@pytest.mark.parametrize(
    ("data", "read"), [(b"BEGIN:VCALENDAR\nEND:VCALENDAR", True), (b"  begin:vcalendar", True), (b"BEGIN:VCARD", False), (b"", False), ("BEGIN:VCALENDAR\r\nEND:VCALENDAR".encode("utf-16"), True)]
)  # fmt: skip
def test_what_is_a_calendar(data: bytes, read: bool) -> None:
    if read:
        assert read_bytes(data).blocks == []
        return
    with pytest.raises(CalendarUnreadable, match="not a calendar"):
        read_bytes(data)


def test_what_is_left_aside_is_known() -> None:
    lines = [
        "PRODID:One",
        "PRODID:Two",
        "X-WR-TIMEZONE:Europe/Vienna",
        "BEGIN:VTODO",
        "END:VTODO",
        "BEGIN:VJOURNAL",
        "SUMMARY:x",
        "END:VJOURNAL",
        "METHOD:CANCEL",
    ]
    event = [
        "BEGIN:VEVENT",
        "SUMMARY:Tea",
        "ATTENDEE:mailto:a@x.org",
        "BEGIN:VALARM",
        "SUMMARY:Ring",
        "END:VALARM",
        "summary;language=en:Second",
        "END:VEVENT",
        "END:NOTHING",
    ]
    found = read_bytes(calendar(*lines, *event))
    assert (found.product, found.zone, found.cancelling) == ("One", "Europe/Vienna", {1})
    assert (dict(found.others), found.left) == ({"task": 1, "journal entry": 1}, {"guests", "reminders"})
    [block] = found.blocks
    assert (block.number, block.calendar, block.text("SUMMARY"), block.text("LOCATION")) == (1, 1, "Tea", "")
    assert [one.text for one in block.properties["SUMMARY"]] == ["Tea", "Second"]


def test_folded_lines_are_whole_and_escapes_are_read() -> None:
    found = read_bytes(calendar("BEGIN:VEVENT", "SUMMARY:One\\, two\\nthr", " ee", "\tfour", "END:VEVENT"))
    assert found.blocks[0].text("SUMMARY") == "One, two\nthreefour"


@pytest.mark.parametrize(
    ("uid", "found"),
    [
        ("x#20261124", ("x", date(2026, 11, 24))), ("x#y#20261124", ("x#y", date(2026, 11, 24))), ("20261124", None), ("x#2026112", None), ("x#202611240", None), ("x#20261324", None), ("x#", None),
    ],
)  # fmt: skip
def test_the_uid_of_a_day(uid: str, found: tuple[str, date] | None) -> None:
    assert day_of(uid) == found
    if found:
        assert uid_of_day(*found) == uid


# -- what a plan says --------------------------------------------------------------------------------


def entry(becomes: str = "", number: int = 0, **more: object) -> Entry:
    records = tuple(Gathering(name="A", on=TODAY) for _ in range(number))
    return Entry("k", "A", TODAY, becomes, "words", records=records, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], ""), ([entry("ritual", 2)], "1 ritual"), ([entry("gathering", 1), entry("gatherings", 3)], "4 gatherings"), ([entry("ritual", 1), entry("ritual", 1), entry("change")], "2 rituals and 1 change"),
    ],
)  # fmt: skip
def test_what_comes_in_few_words(entries: list[Entry], words: str) -> None:
    assert coming_words(entries) == words


@pytest.mark.parametrize("outside", [0, 1, 5, 6, 12])
def test_what_lies_outside_is_counted_and_a_few_are_named(outside: int) -> None:
    plan = CalendarPlan("Outlook", TODAY, TODAY, [entry(outside=True) for _ in range(outside)], events=outside)
    lines = summary(plan, TODAY)
    assert "New: nothing." in lines
    assert not [line for line in lines if line.startswith(("Not imported", "Changes"))]
    named = [line for line in lines if line.startswith("- A")]
    rest = [line for line in lines if line.startswith("  and ")]
    assert len(named) + sum(int(line.split()[1]) for line in rest) == outside
    assert bool(rest) == (outside > len(named))


def test_a_plan_tells_each_event_with_its_notes() -> None:
    entries = [
        entry("gathering", 1, notes=("n",)),
        entry("change", update=lambda _: None),
        entry(),
        entry(problem=True),
    ]
    lines = summary(CalendarPlan("Outlook", TODAY, TODAY, entries, events=4), TODAY)
    assert [line for line in lines if not line.startswith("-")] == [
        "Outlook: 4 events. Days: Mon 23 Nov – Mon 23 Nov.", "New: 1 gathering.", "Changes in the other calendar: 1.", "Not imported: 2 events.",
    ]  # fmt: skip
    assert "- A: words; n" in lines


# -- what was imported in parts ----------------------------------------------------------------------


def test_the_later_part_of_a_ritual_is_known_by_the_uid_it_came_with(book: Book) -> None:
    parted = [
        f"{WEEKLY.replace('COUNT=3', 'COUNT=6')}",
        "UID:a|SUMMARY:A|RECURRENCE-ID;RANGE=THISANDFUTURE:20261215T090000|DTSTART:20261216T100000",
    ]
    take(book, plan_of(book, *parted))
    days = on_days(book)
    assert days == ["01.12. 09:00", "08.12. 09:00", "16.12. 10:00", "23.12. 10:00", "30.12. 10:00", "06.01. 10:00"]
    again = plan_of(book, *parted)
    assert not again.coming
    assert offered(again) == {}
    assert on_days(book) == days


@pytest.mark.parametrize("uid", ["a#2026112", "a#202611240", "a#soon", "a#20261201", "#20261201"])
def test_a_uid_with_a_mark_in_it_is_known_again(book: Book, uid: str) -> None:
    for event in (ONCE, WEEKLY):
        mine = event.replace("UID:a", f"UID:{uid}{len(event)}")
        take(book, plan_of(book, mine))
        assert not plan_of(book, mine).coming
        assert offered(plan_of(book, mine)) == {}
