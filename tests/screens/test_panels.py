"""Every panel has a title and says something, and none cuts a text off while it has room for it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from store.book.book import Book
from tests.screens.test_hostile import hostile, hostile_file
from tests.support.harness import LARGE, NARROW, PLACES, WIDE, go, here, press, resize, running
from tests.support.panels import bare, cut_with_room, keys_on_frames

__all__ = ["hostile", "hostile_file"]


async def faults(pilot: Pilot[None], sizes: Iterable[tuple[int, int]]) -> dict[str, list[str]]:
    """What is wrong with the panels of each place, in windows of these sizes."""
    found: dict[str, list[str]] = {}
    if here(pilot) == "Welcome":
        await press(pilot, "escape")
    order = [*sizes]
    for place in PLACES:
        await go(pilot, place)
        for size in order:
            await resize(pilot, size)
            if wrong := [*bare(pilot), *cut_with_room(pilot), *keys_on_frames(pilot)]:
                found[f"{place} at {size[0]} × {size[1]}"] = wrong
        order.reverse()  # the next place begins in the window of this one
        if here(pilot) in ("Form", "Picker", "Palette"):  # a place that an empty book does not have
            await press(pilot, "escape")
    return found


@pytest.mark.parametrize("which", ["demo", "hostile"])
async def test_every_panel_has_a_title_and_cuts_nothing_that_has_room(
    which: str, request: pytest.FixtureRequest
) -> None:
    book: Book = request.getfixturevalue(which)
    async with running(book, WIDE) as pilot:
        assert await faults(pilot, (WIDE, LARGE, NARROW)) == {}


async def test_every_panel_has_a_title_and_a_sentence_while_there_is_nothing_to_show(empty: Book) -> None:
    async with running(empty) as pilot:
        assert await faults(pilot, (WIDE,)) == {}
