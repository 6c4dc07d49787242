"""The welcome to an empty book."""

from __future__ import annotations

from pathlib import Path

from store.book import Book
from store.dates import Clock
from tests.screens.conftest import TODAY, here, press, running, text_of, undoable
from tui.app import DEMO_WANTED

PEOPLE = Path(__file__).parents[1] / "fixtures" / "people"


async def test_an_empty_book_is_welcomed_with_three_ways_to_begin(empty: Book) -> None:
    async with running(empty) as pilot:
        shown = text_of(pilot)
        for words in ("Welcome to Guildbook", "Start empty", "Bring people in", "Look around the demo"):
            assert words in shown


async def test_starting_empty_asks_three_things_and_is_asked_no_more(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "enter")
        assert "Your community" in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "Welcome"  # back to the three ways
        async with undoable(pilot, empty):
            await press(pilot, "enter", "shift+home", "=Trainers [/x]", "enter", "=Ida Berg", "enter", "enter")
            assert here(pilot) == "WeekScreen"
            community = empty.community
            assert (community.name, community.organiser, community.currency) == ("Trainers [/x]", "Ida Berg", "EUR")
    path = empty.path
    empty.close()
    with Book.open(path, Clock(TODAY)) as again:
        async with running(again) as pilot:
            assert here(pilot) == "WeekScreen"


async def test_the_welcome_can_be_skipped_and_comes_back_while_nothing_is_kept(empty: Book) -> None:
    for key in ("escape", "ctrl+g"):
        async with running(empty) as pilot:
            await press(pilot, key)
            assert here(pilot) == "WeekScreen"
    assert empty.is_empty


async def test_people_are_brought_in_first(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "down", "enter")
        assert here(pilot) == "BringIn"
        await press(pilot, f"={PEOPLE / 'google.csv'}", "enter", "enter")
        assert here(pilot) == "PipelineScreen"
        assert "Ana Ruiz" in {volunteer.name for volunteer in empty.volunteers.values()}


async def test_the_demo_is_asked_for_and_q_leaves(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "end", "enter")
        assert pilot.app.return_code == DEMO_WANTED
    async with running(empty) as pilot:
        await press(pilot, "q")
        assert pilot.app.return_code == 0


async def test_a_book_with_something_in_it_opens_at_the_week(circle: Book) -> None:
    async with running(circle) as pilot:
        assert here(pilot) == "WeekScreen"
