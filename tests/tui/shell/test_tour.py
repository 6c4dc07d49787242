"""The tour of the demo."""

from __future__ import annotations

from store.book.book import Book
from tests.support.harness import press, running, text_of
from tui.shell.startup_tasks import OWN_BOOK_WANTED
from tui.shell.tour import TourLine


def line(pilot: object) -> str:
    """Which line of the tour is shown on the screen in front."""
    return " ".join(found.place for found in pilot.app.screen.query(TourLine))  # type: ignore[attr-defined]


async def test_each_line_goes_once_it_is_done_up_to_the_copied_update(demo: Book, copied: list[str]) -> None:
    async with running(demo, (80, 24), tour=True) as pilot:
        assert line(pilot) == "1 of 5"
        assert "ctrl+g Skip" in text_of(pilot)
        for number, keys in enumerate((["down"], ["z"], ["u"]), 2):
            await press(pilot, *keys)
            assert line(pilot) == f"{number} of 5"
        await press(pilot, "6")
        assert line(pilot) == "4 of 5"  # on whichever screen is in front
        await press(pilot, "y", "space")
        assert line(pilot) == "5 of 5"
        assert copied
        assert "then ‘Your own book’." in text_of(pilot)
        assert "ctrl+g Skip" in text_of(pilot)
        await press(pilot, "ctrl+g")
        assert line(pilot) == ""
        await press(pilot, "1")
        assert line(pilot) == ""
        await press(pilot, "ctrl+p", "=Your own book", "enter")
        assert pilot.app.return_code == OWN_BOOK_WANTED


async def test_every_line_can_be_skipped_and_no_tour_is_shown_unless_wanted(demo: Book) -> None:
    async with running(demo, tour=True) as pilot:
        await press(pilot, "ctrl+g", "ctrl+g")
        assert line(pilot) == "4 of 5"  # nothing was snoozed that could be undone
        await press(pilot, "ctrl+g", "ctrl+g")
        assert line(pilot) == ""
