"""Texts about a gathering, from the calendar."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.exchange.gathering_formats import Purpose, addresses, message
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.stages import Move
from tests.support.harness import TODAY, press, running, toasts
from tests.support.making import ago, fill

KICK_OFF = Gathering(id="kick", name="Kick-off [/x]", on=TODAY + timedelta(days=4), place="Room 4")
DONE = Gathering(id="done", name="Lab", on=TODAY, state="held", attended=("ann",))
OPEN = Gathering(id="open", name="Forum", on=ago(3))
ANN = Volunteer(id="ann", name="Ann Lee", email="ann@example.org", yes_on=ago(60))


@pytest.fixture
def guild(book: Book) -> Book:
    fill(book, ANN, Move(volunteer="ann", stage="newcomer", on=ago(50)), KICK_OFF, DONE, OPEN)
    return book


async def select(pilot: Pilot[None], gathering: Gathering) -> None:
    await press(pilot, "3")
    pilot.app.screen.arrive(gathering.id)  # type: ignore[attr-defined]
    await press(pilot)
    pilot.app.screen.query_one("#day", Listing).focus()
    await press(pilot)


@pytest.mark.parametrize(
    ("gathering", "choice", "purpose"),
    [(KICK_OFF, "Invitation", "invitation"), (KICK_OFF, "Reminder", "reminder"), (DONE, "Follow-up", "follow_up")],
)
async def test_a_text_is_copied_and_its_subject_apart(
    guild: Book, copied: list[str], gathering: Gathering, choice: str, purpose: Purpose
) -> None:
    async with running(guild) as pilot:
        await select(pilot, gathering)
        await press(pilot, "y", f"={choice}", "enter")
        expected = message(guild, gathering, purpose, TODAY)
        assert copied == [expected.body]
        if choice != "Reminder":
            await press(pilot, "y", "=subject", "enter")
            assert copied[1:] == [expected.subject]


async def test_addresses_are_a_list_to_paste(guild: Book, copied: list[str]) -> None:
    async with running(guild) as pilot:
        await select(pilot, KICK_OFF)
        await press(pilot, "y", "=addresses", "enter")
        assert copied == ["; ".join(addresses(guild, KICK_OFF, TODAY))] == ["Ann Lee <ann@example.org>"]


async def test_without_an_address_there_is_nothing_to_paste(guild: Book, copied: list[str]) -> None:
    fill(guild, Volunteer(id="ann", name="Ann Lee"))
    async with running(guild) as pilot:
        await select(pilot, KICK_OFF)
        await press(pilot, "y", "=addresses", "enter")
        assert copied == []
        assert toasts(pilot)[-1] == "No member has an email address in the book."


async def test_what_was_not_recorded_has_no_text_yet(guild: Book, copied: list[str]) -> None:
    async with running(guild) as pilot:
        await select(pilot, OPEN)
        await press(pilot, "y")
        assert toasts(pilot) == ["‘Forum’ is not recorded yet. Press m to mark it as held."]
        assert copied == []


@pytest.mark.parametrize(
    ("ending", "start"), [(".txt", "Subject: Invitation"), (".eml", "X-Unsent: 1"), (".ics", "BEGIN:VCAL")]
)
async def test_a_text_is_saved_in_each_form(guild: Book, tmp_path: Path, ending: str, start: str) -> None:
    path = tmp_path / f"kick{ending}"
    async with running(guild) as pilot:
        await select(pilot, KICK_OFF)
        await press(pilot, "x", "=invitation", "enter", "tab", *["backspace"] * 60, f"={path}", "ctrl+s")
        assert path.read_text().startswith(start)
