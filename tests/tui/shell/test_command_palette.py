"""The palette: any command of any screen, and anything that has a name."""

from __future__ import annotations

import random
from importlib import import_module

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from store.book.book import Book
from store.core.fields import fields
from store.profiles.search import everything_named
from tests.conftest import LONG
from tests.screens.test_hostile import check, hostile, hostile_file
from tests.support.app_internals import commands_elsewhere, offered, record_entries
from tests.support.harness import (
    HOSTILE,
    NARROW,
    WIDE,
    here,
    hush,
    look,
    press,
    rows,
    running,
    settle,
    text_of,
    toasts,
)
from tests.support.making import TODAY, any_record
from tui.keybindings.screen_registry import ROOMS
from tui.shell.palette.command_palette import Entry, Palette

__all__ = ["hostile", "hostile_file"]

DIALOGS = (
    "Form",
    "Picker",
    "Help",
    "BringIn",
    "BringInCalendar",
    "BringInAttendance",
    "BringInFeedback",
    "BringInSurvey",
    "Palette",
    "Trace",
)


async def found(pilot: Pilot[None], typed: str) -> list[str]:
    """What the palette offers for what is typed, each with where its key works."""
    await press(pilot, "ctrl+p", *[f"={typed}"] * bool(typed))
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    lines = [f"{one.name} · {one.where}".removesuffix(" · ") for one in offered(palette)]
    await press(pilot, "escape")
    return lines


def elsewhere(pilot: Pilot[None]) -> list[Entry]:
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    return commands_elsewhere(palette)


async def test_what_is_offered_first_is_what_works_here(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        offered = await found(pilot, "")
        assert {"Add · a", "Budget · T", "Pipeline · 2", "Settings", "Charter"} <= {*offered}
        assert not any("Down" in line or "First" in line for line in offered)
        assert (await found(pilot, "add"))[:3] == ["Add · a", "Add · Pipeline a", "Add · Recognition a"]


FOUND = {
    "hourly": "Hourly rate · Budget H",
    "skip": "Skip · s",
    "mrk hld": "Mark held · Calendar m",
    "retire ritual": "Skip · Calendar s",
    "CELIK": "Bo Çelik",
    "o'neil": "Dee O'Neil",
    "neil dee": "Dee O'Neil",
    "gsabbe": "Gus Abbé",
    "[/x": HOSTILE,
    "gifts": "Gifts",
    "info: the": "INFO: The circle",
    "coffee": "Coffee corner",
}


async def test_a_part_of_a_name_finds_it_without_case_and_accents(circle: Book) -> None:
    async with running(circle) as pilot:
        for typed, first in FOUND.items():
            assert (await found(pilot, typed))[0] == first, typed


async def test_what_nothing_fits_says_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "ctrl+p", "=[/zq]")
        assert "No match for ‘[/zq]’." in text_of(pilot)
        await press(pilot, "enter")
        check(pilot, "nothing to take")
        await press(pilot, "ctrl+g")
        assert here(pilot) == "WeekScreen"


async def test_a_command_of_another_screen_is_gone_to_and_done(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "ctrl+p", "=plan ritual", "enter")
        assert here(pilot) == "Picker"
        assert "Plan ritual: choose a template" in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "CalendarScreen"
        await press(pilot, "escape")
        assert here(pilot) == "CostsScreen"


async def test_a_command_that_would_change_something_unseen_is_only_told_of(circle: Book) -> None:
    async with running(circle) as pilot:
        before = rows(circle)
        await press(pilot, "5", "ctrl+p", "=delete this person", "enter")
        assert here(pilot) == "PipelineScreen"
        assert toasts(pilot)[-1].startswith("Press d here for ‘Delete’")
        assert rows(circle) == before


async def test_a_command_of_somebodys_page_needs_somebody(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "ctrl+p", "=offboard", "enter")
        assert toasts(pilot) == ["Open a page first, then press L for ‘Offboard’."]
        await press(pilot, "2", "right", "right", "ctrl+p", "=add request", "enter")
        assert here(pilot) == "Form"
        assert f"Ask {HOSTILE}" in text_of(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_command_of_every_other_screen_does_or_says_something(
    circle: Book, size: tuple[int, int]
) -> None:
    """And none of them changes anything by itself."""
    async with running(circle, size) as pilot:
        await press(pilot, "ctrl+p")
        every = elsewhere(pilot)
        await press(pilot, "escape")
        assert len(every) > 150
        before = rows(circle)
        for one in every if LONG else every[size[0] % 24 :: 24]:
            await press(pilot, "escape", "1")  # in the line of a filter, 1 would be typed
            await hush(pilot)
            seen = look(pilot)
            pilot.app.call_later(one.run)
            await settle(pilot)
            check(pilot, f"{one.name} · {one.where}")
            assert look(pilot) != seen, (one.name, one.where)
            assert rows(circle) == before, (one.name, one.where)
            for _ in range(4):
                if here(pilot) in DIALOGS:
                    await press(pilot, "escape")


async def test_every_record_that_is_offered_can_be_gone_to(hostile: Book) -> None:
    async with running(hostile) as pilot:
        await press(pilot, "ctrl+p")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        await press(pilot, "escape")
        first = {(one.told.partition(",")[0], one.run.args[0]): one for one in reversed(record_entries(palette))}
        assert len(first) > 20
        for one in list(first.values())[:: 1 if LONG else 4]:
            pilot.app.call_later(one.run)
            await settle(pilot)
            check(pilot, f"{one.name}, {one.told}")
            assert here(pilot) != "WeekScreen"
            await press(pilot, "1")


NAMES = ("name", "title", "what", "topic")
"""Fields by which a record is called."""


def test_what_a_screen_shows_by_a_name_is_found_by_it(empty: Book) -> None:
    """Of each kind of record that the module of a screen imports, whatever must have a name."""
    imported = [vars(import_module(room.module)).values() for room in ROOMS.values()]
    tables = {name: table for name, table in empty.tables.items() if table is not empty.steps}
    named = {
        name: next((f.name for f in fields(table.kind) if f.needed and f.kind == "text" and f.name in NAMES), "")
        for name, table in tables.items()
        if any(table.kind in values for values in imported)
    }
    ids = {name: [name] for name in tables}
    with empty.change("Fill") as change:
        for name, table in tables.items():
            record = any_record(table.kind, name, ids, random.Random(1))
            change.put(replace(record, **{named[name]: f"called {name}"}) if named.get(name) else record)
    found = {entry.name for entry in everything_named(empty, TODAY)}
    wanted = {f"called {name}" for name in named if named[name]} - {"called filters", "called readiness"}
    assert len(wanted) > 10
    assert wanted - found == set()
