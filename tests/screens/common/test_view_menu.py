"""The menu of views: any view of a room from any other."""

from __future__ import annotations

from screens.widgets.lists.board import Board
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from tests.support.harness import here, listed, press, running


async def test_each_view_is_chosen_by_name_from_any_other(demo: Book) -> None:
    async with running(demo) as pilot:
        screen = pilot.app.screen

        async def choose(title: str) -> str:
            nonlocal screen
            await press(pilot, "o", f"={title}", "enter")
            screen = pilot.app.screen
            return here(pilot)

        await press(pilot, "7")
        assert await choose("Needs") == "NeedsScreen"
        assert await choose("Survey") == "SurveyScreen"
        await press(pilot, "3")
        assert await choose("Hosts") == "CalendarScreen"
        assert screen.has_class("-hosts")
        await press(pilot, "6")
        assert await choose("Stakeholder map") == "SupportScreen"
        assert await choose("Sent") == "SentScreen"
        await press(pilot, "2")
        assert await choose("Coverage") == "CoverageScreen"
        assert await choose("List") == "PipelineScreen"
        assert listed(pilot, "#people")
        assert not screen.query_one(Board).display
        assert await choose("Board") == "PipelineScreen"
        assert screen.query_one(Board).display
        await press(pilot, "4")
        assert await choose("Orbit") == "OrbitScreen"
        assert await choose("Wall") == "RecognitionScreen"
        assert "wall" in str(screen.query_one("#log", Listing).border_title).casefold()
