"""What was just added is selected on its list, whichever way it came."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.calendar.calendar import CalendarScreen
from screens.widgets.lists.board import Board
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.finance import Cost
from store.model.library import Resource
from store.model.people import Role
from tests.support.harness import go, press, running, settle
from tests.support.making import ago, fill, stakeholder


def selected(pilot: Pilot[Any]) -> set[str]:
    """The keys of the lines selected in whatever is shown."""
    screen = pilot.app.screen
    return {view.key for view in (*screen.query(Listing), *screen.query(Board)) if view.display}


ADDED = {
    "board": ("a =Zed ctrl+s", "volunteers"),
    "list": ("a =Zed ctrl+s", "volunteers"),
    "costs": ("a =Tea tab =20 ctrl+s", "costs"),
    "readers": ("a =Zed ctrl+s", "stakeholders"),
    "library": ("a =Zed ctrl+s", "resources"),
    "roles": ("a =Zed ctrl+s", "roles"),
    "departments": ("a =Zed ctrl+s", "departments"),
    "posts": ("a =Zed ctrl+s", "posts"),
    "kpis": ("a =Zed tab tab tab =5 tab tab =9 ctrl+s", "kpis"),
    "pitch": ("a enter enter =Zed ctrl+s", "claims"),
    "survey": ("a =Zed ctrl+s", "wishes"),
}
"""The places of a list, with the keys that add to it and the table that then has one record more."""


@pytest.mark.parametrize("place", ADDED)
async def test_what_was_added_is_selected(circle: Book, place: str) -> None:
    keys, table = ADDED[place]
    fill(
        circle, Cost(id="old", what="Old", on=ago(3), amount=Decimal(9)), Resource(id="old", title="Old"),
        Role(id="old", name="Old"), stakeholder("zz", "Zz"),
    )  # fmt: skip
    async with running(circle) as pilot:
        await go(pilot, place)
        before = {*circle.tables[table]}
        await press(pilot, *keys.split())
        [added] = {*circle.tables[table]} - before
        if place == "pitch":
            assert pilot.app.screen.claim().id == added  # type: ignore[attr-defined]
        else:
            assert added in selected(pilot)


@pytest.mark.parametrize("view", ["board", "list"])
async def test_what_a_typed_line_adds_is_selected(circle: Book, view: str) -> None:
    async with running(circle) as pilot:
        await go(pilot, view)
        before = {*circle.volunteers}
        await press(pilot, ";", "=met Zed fri, wants to help", "enter", "enter", "enter")
        [added] = {*circle.volunteers} - before
        assert added in selected(pilot)


@pytest.mark.parametrize("views", ["", "v", "v v"])
async def test_a_gathering_of_another_day_is_turned_to(circle: Book, views: str) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", *views.split(), "A", "=Talk", "tab", "=+9d", "ctrl+s")
        await settle(pilot)
        [talk] = [gathering for gathering in circle.gatherings.values() if gathering.name == "Talk"]
        screen = pilot.app.screen
        assert isinstance(screen, CalendarScreen)
        assert screen.gathering() == talk
        assert screen.day() == talk.on


async def test_the_first_gathering_of_a_ritual_is_turned_to(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "a", "=member", "enter", "tab", "=+2d", "ctrl+s")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, CalendarScreen)
        found = screen.gathering()
        assert found
        assert found.ritual in circle.rituals
        assert found.ritual != "coffee"


async def test_undo_and_redo_leave_the_selected_line(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "v", "a", "=Zed", "ctrl+s", "home")
        first = pilot.app.screen.query_one("#people", Listing).key
        await press(pilot, "u", "U")
        assert pilot.app.screen.query_one("#people", Listing).key == first
