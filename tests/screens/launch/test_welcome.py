"""The welcome to an empty book."""

from __future__ import annotations

from store.book.book import Book
from store.core.dates import Clock
from store.persistence.lock import NO_LOCKS
from tests.support.files import PEOPLE
from tests.support.harness import TODAY, here, press, running, text_of, toasts, undoable
from tui.shell.startup_tasks import DEMO_WANTED


async def test_an_empty_book_is_welcomed_with_three_ways_to_begin(empty: Book) -> None:
    async with running(empty) as pilot:
        shown = text_of(pilot)
        for words in (
            "Welcome to Guildbook",
            "Look at the demo",
            "Import people from a file",
            "Start an empty book",
        ):
            assert words in shown


async def test_starting_empty_asks_four_things_and_is_asked_no_more(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "G", "enter")
        shown = text_of(pilot)
        for words in (
            "Set up your community",
            "Community name",
            "EUR",
            "27/11, weeks start on Monday",
            "Your name",
        ):
            assert words in shown
        await press(pilot, "escape")
        assert here(pilot) == "Welcome"  # back to the three ways
        async with undoable(pilot, empty):
            await press(pilot, "enter", "=Trainers [/x]", "enter", "enter")
            await press(pilot, "right", "right", "right", "right", "enter", "=Ida Berg", "enter")
            assert here(pilot) == "WeekScreen"
            community = empty.community
            assert (community.name, community.organiser, community.currency) == ("Trainers [/x]", "Ida Berg", "EUR")
            assert (community.day_first, community.week_starts) == (False, "sunday")
    path = empty.path
    empty.close()
    with Book.open(path, Clock(TODAY)) as again:
        async with running(again) as pilot:
            assert here(pilot) == "WeekScreen"
            assert "22–28 Nov 2026" in text_of(pilot)


async def test_what_the_locale_says_is_shown_and_can_be_changed(empty: Book) -> None:
    async with running(empty, locale="en_US.UTF-8", zone="America/New_York") as pilot:
        await press(pilot, "G", "enter")
        shown = text_of(pilot)
        assert "USD" in shown
        assert "11/27, weeks start on Sunday" in shown
        assert "America/New_York" in shown
        await press(pilot, "enter", "=GBP", "enter", "enter", "enter")
        community = empty.community
        assert (community.currency, community.day_first, community.week_starts) == ("GBP", False, "sunday")
        assert community.timezone == "America/New_York"


async def test_a_name_and_a_currency_are_needed(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "G", "enter", "delete", "ctrl+s")
        assert "Community name is required" in text_of(pilot)
        assert empty.is_empty


async def test_a_name_that_lands_in_the_currency_is_refused(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "G", "enter", "enter", "=Ida Berg", "ctrl+s")
        assert "‘Ida Berg’ is not a currency" in text_of(pilot)
        assert empty.is_empty


async def test_the_welcome_can_be_skipped_and_the_guess_holds(empty: Book) -> None:
    async with running(empty, locale="de_CH") as pilot, undoable(pilot, empty):
        await press(pilot, "escape")
        assert here(pilot) == "WeekScreen"
        community = empty.community
        assert (community.currency, community.amounts, community.day_first) == ("CHF", "apostrophe_point", True)


async def test_what_must_be_known_of_a_new_book_does_not_stand_in_the_way_of_the_welcome(empty: Book) -> None:
    empty.note = NO_LOCKS
    async with running(empty) as pilot:
        assert here(pilot) == "Welcome"
        assert toasts(pilot) == [NO_LOCKS]


async def test_whoever_leaves_is_welcomed_again(empty: Book) -> None:
    for _ in range(2):
        async with running(empty) as pilot:
            assert here(pilot) == "Welcome"
            await press(pilot, "q")
    assert empty.is_empty


async def test_people_are_brought_in_first(empty: Book) -> None:
    async with running(empty, locale="en_GB") as pilot:
        await press(pilot, "down", "enter")
        assert here(pilot) == "BringIn"
        assert empty.community.currency == "GBP"  # the guess is kept, whatever becomes of the people
        await press(pilot, f"={PEOPLE / 'google.csv'}", "enter", "enter")
        assert here(pilot) == "PipelineScreen"
        assert "Ana Ruiz" in {volunteer.name for volunteer in empty.volunteers.values()}


async def test_the_demo_is_asked_for_and_q_leaves(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "enter")
        assert pilot.app.return_code == DEMO_WANTED
    async with running(empty) as pilot:
        await press(pilot, "q")
        assert pilot.app.return_code == 0


async def test_a_book_with_something_in_it_opens_at_the_week(circle: Book) -> None:
    async with running(circle) as pilot:
        assert here(pilot) == "WeekScreen"
