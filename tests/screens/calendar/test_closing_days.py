"""Closing days in the calendar, and days away on a person's page: added, seen, edited, deleted."""

from __future__ import annotations

from datetime import timedelta

from screens.common.record_forms import options_for
from screens.widgets.lists.month_grid import Month
from store.book.book import Book
from store.model.calendar import Gathering
from store.model.people import Absence
from tests.support.harness import HOSTILE, TODAY, listed, press, running, text_of, toasts, undoable
from tests.support.making import field, fill

CLEAR = ("end", *("backspace",) * 40)


async def test_closing_days_are_added_seen_in_every_view_edited_and_deleted(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "z", "tab", *CLEAR, "=+2d", "tab", f"={HOSTILE}", "ctrl+s")
        [closing] = circle.absences.values()
        assert (closing.volunteer, closing.since, closing.until) == ("", TODAY, TODAY + timedelta(days=2))
        assert text_of(pilot).count("closed") >= 2
        assert any(HOSTILE in cell for row in listed(pilot, "#day") for cell in row)
        await press(pilot, "right", "z", "tab", *CLEAR, "=+1d", "ctrl+s")  # any of its days is edited
        [closing] = circle.absences.values()
        assert closing.until == TODAY + timedelta(days=1)
        assert pilot.app.screen.query_one(Month).day == TODAY + timedelta(days=1)
        await press(pilot, "v")
        assert [row[6] or row[3].split()[0] for row in listed(pilot, "#list")[1:3]] == ["closed", "Closed"]
        await press(pilot, "v")
        assert any(HOSTILE in cell for row in listed(pilot, "#list") for cell in row)
        await press(pilot, "V", "V", "full_stop", "enter", "G", "d")
        assert not circle.absences
        await press(pilot, "u")
        assert [*circle.absences.values()] == [closing]


async def test_days_away_are_noted_on_the_persons_page_and_marked_in_the_pipeline(circle: Book) -> None:
    async with running(circle) as pilot, undoable(pilot, circle):
        await press(pilot, "2", "enter")
        await press(pilot, "z", "tab", "=+3d", "ctrl+s")
        [absence] = circle.absences.values()
        assert absence == Absence(
            id=absence.id, volunteer=absence.volunteer, since=TODAY, until=TODAY + timedelta(days=3)
        )
        assert absence.volunteer in circle.volunteers
        assert text_of(pilot).lower().count("away until") == 1
        assert toasts(pilot)
        await press(pilot, "2")
        assert "  away " in text_of(pilot)


def test_who_is_away_stands_last_where_a_host_is_picked(circle: Book) -> None:
    fill(circle, Absence(volunteer="ann", since=TODAY, until=TODAY))
    last = options_for(circle, field(Gathering, "host"), TODAY)[-1]
    assert (last.key, last.detail[:10]) == ("ann", "away until")
