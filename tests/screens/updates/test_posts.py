"""The comms plan, opened by a to-do."""

from __future__ import annotations

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.insights.community_milestones import just_reached
from tests.support.harness import TODAY, press, running, text_of, undoable
from tests.support.making import fill, led, member, thanks


async def test_a_milestone_is_celebrated_from_the_week_with_a_post(book: Book) -> None:
    fill(book, *member("ann"), led(9, "ann", topic="Excel", learners=100), thanks(1, "ann"))
    async with running(book) as pilot:
        acts = pilot.app.screen.query_one("#acts", Listing)
        acts.highlight(next(key for key in acts.keys if key.startswith("celebrate:attendances")))
        await press(pilot, "enter")
        assert "The 100th learner attendance" in text_of(pilot)
        async with undoable(pilot, book):
            await press(pilot, "ctrl+s")
            assert [post.what for post in book.posts.values()] == ["The 100th learner attendance"]
            assert just_reached(book, TODAY) == []
