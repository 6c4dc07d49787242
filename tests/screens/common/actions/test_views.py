"""Going through the views of a screen, forwards and back again."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from screens.widgets.lists.board import Board
from store.book.book import Book
from tests.support.harness import go, press, running
from tui.keybindings.registry import class_at
from tui.keybindings.screen_registry import ROOMS

CLASSES: dict[str, Any] = {name: class_at(f"{room.module}:{room.screen}") for name, room in ROOMS.items()}
SEVERAL = [
    "board", "list", "departments", "coverage", "month", "days", "agenda", "rituals", "hosts", "requests", "thanks", "contributions",
    "wall", "seen", "orbit", "costs", "budget", "roi", "kpis", "readers", "sent", "posts", "support", "launch", "check-ups",
    "needs", "kickoff", "charter", "survey",
]  # fmt: skip
"""The places that are one of several views."""


def view(pilot: Pilot[Any]) -> tuple[str, list[str], str]:
    """Which view is shown: the screen, what of it is there, and the title of what is focused."""
    screen = pilot.app.screen
    shown = [widget.id or "" for widget in screen.query("Board, Listing, Month") if widget.display]
    titles = [str(widget.border_title).split(" · ")[0] for widget in screen.query("Listing") if widget.display]
    return type(screen).__name__, shown, " ".join(titles)


@pytest.mark.parametrize("place", SEVERAL)
async def test_the_previous_view_is_the_one_that_the_next_key_came_from(circle: Book, place: str) -> None:
    async with running(circle) as pilot:
        await go(pilot, place)
        here = view(pilot)
        await press(pilot, "v")
        assert view(pilot) != here
        await press(pilot, "V")
        assert view(pilot) == here
        await press(pilot, "V")
        assert view(pilot) != here
        await press(pilot, "v")
        assert view(pilot) == here


def test_every_previous_room_is_one_that_leads_on_here() -> None:
    for name, kind in CLASSES.items():
        if kind.NEXT and (before := CLASSES[kind.PREVIOUS]).NEXT:
            assert name == before.NEXT
        if kind.NEXT and (after := CLASSES[kind.NEXT]).PREVIOUS:
            assert name == after.PREVIOUS


async def test_the_selected_person_stays_selected_on_the_way_through_board_and_list(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "l", "l", "l", "l", "j")
        who = pilot.app.screen.query_one(Board).key
        assert who
        await press(pilot, "v", "V")
        assert pilot.app.screen.query_one(Board).key == who
