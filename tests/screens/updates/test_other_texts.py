"""The round-up and the notes to managers, from Updates and from Week."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.exchange.round_up import note_to, round_up, round_up_in
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.recognition.teams import team_quarters, to_thank
from tests.support.harness import HOSTILE, TODAY, here, press, running, text_of, undoable
from tests.support.making import ago, fill


@pytest.fixture
def guild(book: Book) -> Book:
    fill(
        book,
        Volunteer(id="ann", name="Ann Lee", manager=HOSTILE, yes_on=ago(200)),
        Contribution(volunteer="ann", kind="led_session", on=ago(100), topic="iPads", learners=7),
    )
    return book


@pytest.mark.parametrize("form", ["slack", "html"])
async def test_the_round_up_is_copied(guild: Book, copied: list[str], form: str) -> None:
    async with running(guild) as pilot:
        await press(pilot, "6", "A", "enter", f"=copy: {form}", "enter")
        assert copied == [round_up_in(round_up(guild, TODAY, TODAY), form)]


async def test_the_round_up_is_saved(guild: Book, tmp_path: Path) -> None:
    path = tmp_path / "november.md"
    async with running(guild) as pilot:
        await press(pilot, "6", "A", "enter", "=save as", "enter", "tab", "ctrl+u", f"={path}", "ctrl+s")
    assert path.read_text().startswith("# ")


async def test_a_manager_is_thanked_from_the_week(guild: Book, copied: list[str]) -> None:
    [one] = team_quarters(guild, TODAY)
    async with running(guild) as pilot:
        acts = pilot.app.screen.query_one("#acts", Listing)
        acts.highlight(next(key for key in acts.keys if key.startswith("manager:")))
        await press(pilot, "enter")
        assert f"Note to {HOSTILE}" in text_of(pilot)
        await press(pilot, "enter")
        assert copied == [note_to(guild, one)[1]]
        assert here(pilot) == "UpdatesScreen"
        async with undoable(pilot, guild):
            await press(pilot, "A", "=note", "enter", "=record", "enter")
            assert to_thank(guild, TODAY) == []
