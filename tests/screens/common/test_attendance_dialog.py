"""Attendance of a gathering: a report is pasted or named, each person is shown before anything is kept, and few keys are enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store.book.book import Book
from store.model.calendar import Gathering
from tests.store.exchange.test_table_rows import workbook
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    here,
    hush,
    listed,
    paste,
    press,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill, gathering, person

NAMES = [
    f"{first} {last}"
    for first in ("Ana", "Bo", "Cy", "Dee", "Eve")
    for last in ["Ek", "Holt", "Lind", "Ng", "Okafor", "Quist", "Ruiz", "Wei"]
]


@pytest.fixture
def forty(empty: Book) -> Book:
    """Forty people and a session held today."""
    fill(empty, *(person(f"p{number}", name) for number, name in enumerate(NAMES)))
    fill(empty, gathering(0, "Excel", id="excel", topic="Excel"))
    return empty


def teams(path: Path, names: list[str]) -> str:
    rows = [f"{name}\t11/23/26, 9:58:07 AM\t11/23/26, 11:01:14 AM\t1h 3m 7s\t\t\tAttendee" for name in names]
    head = "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole"
    path.write_text(
        "\n".join(["1. Summary", "Meeting title\tExcel", "", "2. Participants", head, *rows, ""]), "utf-16"
    )
    return f"{path}"


def zoom(path: Path, names: list[str]) -> str:
    rows = [f"{name},,11/23/2026 09:58:07 AM,11/23/2026 11:01:14 AM,64,No" for name in names]
    path.write_text("\n".join(["Name (original name),Email,Join time,Leave time,Duration (minutes),Guest", *rows]))
    return f"{path}"


def people(pilot: Pilot[Any]) -> list[tuple[str, ...]]:
    return listed(pilot, "#people")


def kept(book: Book, key: str = "excel") -> Gathering:
    return book.gatherings[key]


async def test_a_teams_and_a_zoom_report_of_forty_take_six_keys(forty: Book, tmp_path: Path) -> None:
    first, second = teams(tmp_path / "teams.csv", NAMES[:25]), zoom(tmp_path / "zoom.csv", NAMES[20:])
    async with running(forty) as pilot:
        await press(pilot, "3")  # the session of today is selected
        for report in (first, second):  # three keys each: one opens it, one pastes the path, one imports
            await press(pilot, "i")
            await paste(pilot, report)
            await press(pilot, "enter")
        assert here(pilot) == "CalendarScreen"
    assert len(kept(forty).attended) == 40
    assert (kept(forty).state, kept(forty).learners) == ("held", None)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_others_are_asked_about_in_one_list(forty: Book, size: tuple[int, int]) -> None:
    text = f"Name\tDuration\nAna Ek\t55m\nNew Face\t50m\n{HOSTILE}\t40m\nB. Holt\t30m\nCy Ng\t2m\n"
    async with running(forty, size) as pilot:
        await press(pilot, "3", "i")
        await paste(pilot, text)
        assert "3 people are not in the book." in text_of(pilot)
        assert [row[0] for row in people(pilot)] == ["learner", "learner", "learner", "not counted", "attended"]
        assert (HOSTILE, "40 min") in [row[1:3] for row in people(pilot)]
        await press(pilot, "space", "a")  # all of them guests
        assert "Press enter to import 1 attendee and 3 guests." in text_of(pilot)
        await press(pilot, "space", "down", "w", "=Bo Holt", "enter", "end", "up", "space")
        assert [row[0] for row in people(pilot)] == [
            "someone new",
            "attended as Bo Holt",
            "guest",
            "attended",
            "attended",
        ]
        async with undoable(pilot, forty):
            await press(pilot, "enter")
            assert toasts(pilot)[-1].startswith("Imported 3 attendees, 1 guest and 1 new person.")
        [new] = [v.name for v in forty.volunteers.values() if v.name not in NAMES]
        assert (new, len(kept(forty).attended)) == (HOSTILE, 4)
        await hush(pilot)
        await press(pilot, "i")
        await paste(pilot, text)
        await press(pilot, "enter")
        assert toasts(pilot)[-1] == "Nothing new to import."


async def test_a_path_can_be_typed_and_what_is_wrong_is_said(
    forty: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    zoom(tmp_path / "zoom.csv", NAMES[:2])
    async with running(forty) as pilot:
        await press(pilot, "3", "i", "enter")
        assert "Enter the path to a report first" in text_of(pilot)
        await press(pilot, "=gone.csv", "enter")
        assert "There is no file at gone.csv" in text_of(pilot)
        await press(pilot, "ctrl+u", "=file://server/zoom.csv", "enter")
        assert "another computer" in text_of(pilot)
        await press(pilot, "ctrl+u", "=zoom.csv", "enter")
        assert [row[1] for row in people(pilot)] == ["Ana Ek", "Ana Holt"]
        await press(pilot, "tab", "=x")  # another path is another report
        assert not pilot.app.screen.has_class("-read")
        await press(pilot, "escape")
    assert kept(forty).state == "planned"


async def test_before_its_day_the_key_imports_a_calendar(empty: Book) -> None:
    fill(empty, gathering(-1, "Excel", id="excel"))
    async with running(empty) as pilot:
        await press(pilot, "3", "right", "i")
        assert here(pilot) == "BringInCalendar"
        await press(pilot, "escape", "left", "I")
        assert here(pilot) == "BringInCalendar"
    assert kept(empty).on > TODAY


async def test_of_several_sheets_one_is_asked_for(forty: Book, tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", One=[["Name"], ["Ana Ek"]], Two=[["Name"], ["Bo Ek"]])
    async with running(forty) as pilot:
        await press(pilot, "3", "i")
        await paste(pilot, f"{path}")
        assert here(pilot) == "Picker"
        await press(pilot, "=two", "enter")
        assert [row[1] for row in people(pilot)] == ["Bo Ek"]
