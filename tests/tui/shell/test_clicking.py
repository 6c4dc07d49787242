"""The mouse, where what it points at goes between two of its events."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from screens.widgets.bars import KeyBar
from store.book.book import Book
from tests.support.harness import go, here, press, running, settle, toasts
from tests.support.textual_internals import failure


def mouse(pilot: Pilot[None], kind: type[events.MouseEvent], at: tuple[int, int], button: int = 1) -> None:
    """One event of the mouse, as the terminal tells it."""
    event = kind(None, *at, 0, 0, button, False, False, False, screen_x=at[0], screen_y=at[1])
    event.set_sender(pilot.app)
    pilot.app.post_message(event)


def place_of(widget: Widget) -> tuple[int, int]:
    """The middle of a widget on the screen."""
    return widget.region.offset.x + widget.region.width // 2, widget.region.offset.y + widget.region.height // 2


async def test_what_is_said_is_clicked_twice_and_goes(circle: Book) -> None:
    async with running(circle) as pilot:
        pilot.app.notify("Said [/x] in passing")
        await settle(pilot)
        bar = pilot.app.screen.query_one(KeyBar)
        at = bar.region.right - 4, bar.region.y
        for _ in range(2):
            mouse(pilot, events.MouseDown, at)
            mouse(pilot, events.MouseUp, at)
            mouse(pilot, events.MouseMove, (at[0] + 1, at[1]))
            await settle(pilot)
            assert toasts(pilot) == []
        await go(pilot, "board")
        assert here(pilot) == "PipelineScreen"


CLICK = (events.MouseMove, events.MouseDown, events.MouseMove, events.MouseUp)


@pytest.mark.parametrize("place", ["list", "week", "form"])
@pytest.mark.parametrize("after", range(len(CLICK)))
async def test_what_is_pointed_at_goes_between_two_events(circle: Book, after: int, place: str) -> None:
    async with running(circle) as pilot:
        await go(pilot, "week" if place == "form" else place)
        if place == "form":
            await press(pilot, "semicolon")
        front = pilot.app.screen
        wanted: Any = front.focused
        at = place_of(wanted)
        for number, kind in enumerate(CLICK):
            mouse(pilot, kind, (at[0] + number // 2, at[1]), button=0 if kind is events.MouseMove else 1)
            await pilot.pause()
            if number == after:
                if place == "form":
                    front.dismiss(None)
                else:
                    await wanted.remove()
        mouse(pilot, events.MouseDown, at)
        mouse(pilot, events.MouseUp, at)
        await settle(pilot)
        assert pilot.app.is_running
        assert failure(pilot.app) is None
