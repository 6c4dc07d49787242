"""Mentors and newcomers: paired from the page of either, seen on both, checked in with from Week."""

from __future__ import annotations

from screens.common.messages import GoTo
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from tests.support.harness import press, running, text_of, undoable
from tests.support.making import ago, fill, member, move, person


async def test_a_pair_is_made_shown_on_both_pages_and_checked_in_with(empty: Book) -> None:
    fill(empty, *member("ann", "core"), person("sam", yes_on=ago(40)), move("sam", "newcomer", 31))
    async with running(empty) as pilot:
        app = pilot.app

        def go(key: str) -> None:
            app.screen.post_message(GoTo("volunteer", key))

        go("sam")
        await press(pilot, "A")
        assert "Choose a mentor for Sam" in text_of(pilot)
        async with undoable(pilot, empty):
            await press(pilot, "=Ann", "enter", "tab", "tab", "ctrl+u", f"={ago(31)}", "ctrl+s")
            [pair] = empty.buddies.values()
            assert (pair.mentor, pair.newcomer, pair.on) == ("ann", "sam", ago(31))
        assert "check in 22 Nov" in text_of(pilot)
        go("ann")
        await press(pilot, "A")
        assert "Pair Ann with a newcomer" in text_of(pilot)
        await press(pilot, "=Sam", "enter", "ctrl+s")
        assert "is already their mentor" in text_of(pilot)
        await press(pilot, "escape", "escape")
        app.screen.query_one("#now", Listing).highlight(pair.id)
        await press(pilot, "e")
        assert "Edit mentoring Sam" in text_of(pilot)
        await press(pilot, "escape", "1")
        acts = app.screen.query_one("#acts", Listing)
        acts.highlight(f"pair:{pair.id}:{ago(1)}")
        async with undoable(pilot, empty):
            await press(pilot, "n", "=Going well", "enter")
            assert [contact.who for contact in empty.contacts.values()] == ["sam"]
            assert f"pair:{pair.id}:{ago(1)}" not in acts.keys
