"""Widgets by themselves, on an app that holds nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.month_grid import Month
from screens.widgets.status import SpeakingApp
from tests.support.harness import settle, text_of


class Tiny(SpeakingApp[None]):
    """Some widgets, and what they told."""

    CLICK_CHAIN_TIME_THRESHOLD = 3600  # two clicks are a double click on a slow machine too

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.told: list[tuple[str, Any]] = []

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def on_listing_moved(self, event: Listing.Moved) -> None:
        self.told.append(("moved", event.key))

    def on_listing_opened(self, event: Listing.Opened) -> None:
        self.told.append(("opened", event.key))

    on_board_moved, on_board_opened = on_listing_moved, on_listing_opened

    def on_month_moved(self, event: Month.Moved) -> None:
        self.told.append(("moved", event.day))

    def on_month_opened(self, event: Month.Opened) -> None:
        self.told.append(("opened", event.day))


@asynccontextmanager
async def showing(*widgets: Widget, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app = Tiny(*widgets)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


def place(pilot: Pilot[None], text: str) -> tuple[int, int]:
    """Where a text is on the screen."""
    lines = text_of(pilot).splitlines()
    y = next(y for y, line in enumerate(lines) if text in line)
    return cell_len(lines[y][: lines[y].index(text)]), y


async def click(pilot: Pilot[None], text: str, times: int = 1) -> None:
    """Click on a text that is on the screen."""
    await settle(pilot)
    await pilot.click(offset=place(pilot, text), times=times)
    await settle(pilot)
