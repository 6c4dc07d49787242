"""Other calendars: what becomes of each event is seen before it comes in, and ours is saved for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from icalendar import Calendar
from textual.pilot import Pilot

from screens.calendar.import_dialog import BringInCalendar
from store.book.book import Book
from store.core.dates import Clock
from store.exchange.ical import importer as planning
from store.model.community import Community
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    here,
    hush,
    listed,
    press,
    rows,
    running,
    text_of,
    toasts,
    undoable,
)

FILES = Path(__file__).parents[2] / "fixtures" / "calendars"
CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "calendars"


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of the files, so that their paths are short."""
    monkeypatch.chdir(FILES)


def events(pilot: Pilot[Any]) -> list[tuple[str, ...]]:
    """The events as the list has them."""
    return listed(pilot, "#events")


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_calendar_comes_in_but_for_what_is_left_out(circle: Book, size: tuple[int, int]) -> None:
    with circle.change("Zone") as change:
        change.put(Community(timezone="Europe/Vienna"))
    async with running(circle, size) as pilot:
        await press(pilot, "3", "I", "=google.ics", "enter")
        assert "Press enter to import 1 ritual and 2 gatherings." in text_of(pilot)
        assert [event[:3] for event in events(pilot)] == [
            ("[x]", "Wed 25 Nov", "Member spotlight 🎤"),
            ("[x]", "Fri 27 Nov", "Kick-off, part 2"),
            ("[x]", "Thu 24 Dec", "Office closed"),
            ("", "Mon 30 Nov", "Called off"),
        ]
        await press(pilot, "end", "space")
        assert toasts(pilot) == ["‘Called off’ is not imported: cancelled in the other calendar."]
        await hush(pilot)
        await press(pilot, "up", "space")
        assert "Press enter to import 1 ritual and 1 gathering." in text_of(pilot)
        assert "it lasts 3 days; only the first is imported" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert here(pilot) == "CalendarScreen"
            assert toasts(pilot) == ["Imported 1 ritual and 1 gathering. Press u to undo."]
        assert {"Kick-off, part 2"} == {g.name for g in circle.gatherings.values() if g.uid}
        await press(pilot, "I", "=google.ics", "enter")
        assert [event[3] for event in events(pilot) if event[2] == "Kick-off, part 2"] == ["already in the book"]
        assert "Press enter to import 1 gathering." in text_of(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_changed_is_offered_old_beside_new(
    circle: Book, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    with circle.change("Zone") as change:
        change.put(Community(timezone="Europe/Berlin"))
    async with running(circle, size) as pilot:
        await press(pilot, "3", "I", "=u01a-series.ics", "enter", "enter", "I", "=u01b-series-changed.ics", "enter")
        assert "2 changes in the other calendar." in text_of(pilot)
        assert [event[0] for event in events(pilot)] == ["[ ]", "[ ]"]
        assert "In the book: every Tuesday, 10:00" in text_of(pilot)
        assert "In the other calendar: every Tuesday, 14:00" in text_of(pilot)
        await press(pilot, "enter")
        assert toasts(pilot)[-1] == "Nothing ticked. Press space to tick a change."
        await press(pilot, "down", "space", "space", "space")
        assert [event[0] for event in events(pilot)] == ["[ ]", "[x]"]
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert toasts(pilot)[-1].startswith("Imported 1 change.")
        [moved] = [gathering for gathering in circle.gatherings.values() if gathering.moved]
        assert (moved.name, f"{moved.on}") == ("Circle", "2027-01-13")
        [ritual] = [ritual for ritual in circle.rituals.values() if ritual.uid]
        assert f"{ritual.at}" == "10:00:00"


@pytest.mark.usefixtures("near")
async def test_other_days_and_hostile_names(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "I", "=khal.ics", "tab", "=+1d", "tab", "=+2d", "enter")
        assert f"{HOSTILE}: every hour" in text_of(pilot)
        assert "khal, 6 events, Tue 24 Nov – Wed 25 Nov" in text_of(pilot)
        assert "No beginning" in text_of(pilot)
        await press(pilot, "down", "tab", "tab", "=x")  # the days are changed: that is another plan
        assert "a preview before anything is imported" in text_of(pilot)
        await press(pilot, "enter")
        assert "is not a day" in text_of(pilot)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Enter a file path first."), ("=nowhere.ics", "There is no file at nowhere.ics."), ("=/dev/null", "not a file")],
)  # fmt: skip
async def test_what_cannot_be_read_is_said(circle: Book, typed: str, said: str) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "I", *([typed] if typed else []), "enter")
        assert said in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "CalendarScreen"


@pytest.mark.usefixtures("near")
async def test_nothing_new_and_leaving(circle: Book) -> None:
    before = rows(circle)
    async with running(circle) as pilot:
        await press(pilot, "3", "I", "=google.ics", "tab", "=1/1/2000", "tab", "=2/1/2000", "enter")
        assert "Nothing to import. Each line says why." in text_of(pilot)
        await press(pilot, "enter")
        assert toasts(pilot) == ["Nothing to import. Each line says why."]
        await press(pilot, "ctrl+g")
        assert here(pilot) == "CalendarScreen"
    assert rows(circle) == before


@pytest.mark.usefixtures("near")
async def test_another_file_leaves_nothing_of_the_one_before(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "I", "=outlook.ics", "enter")
        assert "guests and reminders" in text_of(pilot)
        await press(pilot, "tab", "ctrl+u", "=google.ics", "enter")
        assert "Member spotlight 🎤: every Wednesday" in text_of(pilot)
        assert "Trainers' exchange" not in text_of(pilot)


@pytest.mark.usefixtures("near")
async def test_a_failing_save_stays_in_the_dialog(circle: Book) -> None:
    from store.core.errors import SaveFailed

    before = rows(circle)
    async with running(circle) as pilot:
        await press(pilot, "3", "I", "=google.ics", "enter")
        with patch.object(planning, "carry_out", side_effect=SaveFailed("The disk is full.")):
            await press(pilot, "enter")
        assert "The disk is full." in text_of(pilot)
        assert isinstance(pilot.app.screen, BringInCalendar)
    assert rows(circle) == before


async def test_a_book_that_is_only_read_says_why(circle: Book) -> None:
    with Book.open(circle.path, Clock(TODAY), write=False) as looked_at:
        async with running(looked_at) as pilot:
            await press(pilot, "3", "I")
            assert here(pilot) == "CalendarScreen"
            assert toasts(pilot) == ["Opened read-only."]


def saved(path: Path) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")]


async def test_the_calendar_is_saved_and_nothing_overwritten(
    circle: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with circle.change("Zone") as change:
        change.put(Community(timezone="Europe/Vienna"))
    monkeypatch.chdir(tmp_path)
    path = Path("all.ics")
    async with running(circle) as pilot:
        await press(pilot, "3", "x", "enter", "ctrl+u", f"={path}", "enter")
        assert toasts(pilot) == [f"Exported calendar to {path}."]
        assert {*saved(path)} == {"Coffee corner", "Kick-off"}
        await press(pilot, "x", "enter", "ctrl+u", f"={path}", "enter")
        assert "already exists" in text_of(pilot)
        await press(pilot, "ctrl+u", "=all.txt", "enter")
        assert "does not end in .ics" in text_of(pilot)


async def test_one_ritual_is_saved_from_the_list_of_rituals(
    circle: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("coffee.ics")
    async with running(circle) as pilot:
        await press(pilot, "3", "v", "v", "v", "x")
        assert "Export ‘Coffee corner’" in text_of(pilot)
        assert "has no time zone" in text_of(pilot)
        await press(pilot, "ctrl+u", f"={path}", "enter")
        assert {*saved(path)} == {"Coffee corner"}


async def test_a_wrong_zone_is_said(circle: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with circle.change("Zone") as change:
        change.put(Community(timezone="Wien"))
    async with running(circle) as pilot:
        await press(pilot, "3", "x", "enter", "ctrl+u", "=a.ics", "enter")
        assert "Wien" in text_of(pilot)
    assert not (tmp_path / "a.ics").exists()


async def test_the_days_are_told_in_words_as_they_are_typed(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "I", "tab", "=10/11", "tab", "=+2w")
        shown = text_of(pilot)
        assert "from Tue 10 Nov 2026, 13 days ago" in shown
        assert "until Mon 7 Dec 2026, in 14 days" in shown
