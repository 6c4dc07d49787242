"""A window made too small and large again: whatever is open, opened or closed meanwhile is there as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from screens.widgets.forms.form import Form
from screens.widgets.lists.option import Option
from screens.widgets.lists.picker import Picker
from store.book.book import Book
from tests.support.app_internals import raw
from tests.support.harness import WIDE, go, here, press, resize, running, settle
from tests.support.textual_internals import pull, pulled

SMALL = (40, 10)


def picker() -> Picker:
    return Picker("Which one", [Option("one", "One"), Option("two", "Two")])


async def half_a_form(pilot: Pilot[None]) -> None:
    """A form in which something was typed."""
    await go(pilot, "list")
    await press(pilot, "a", "=Zoë")
    assert here(pilot) == "Form"


async def the_form_is_there(pilot: Pilot[None]) -> None:
    """The form is in front with what was typed in it, and can be left."""
    await settle(pilot)
    form = pilot.app.screen
    assert isinstance(form, Form)
    assert raw(form)["name"] == "Zoë"
    assert [type(screen).__name__ for screen in pilot.app.screen_stack].count("TooSmall") == 0
    await press(pilot, "escape", "escape")
    assert here(pilot) == "PipelineScreen"


@pytest.mark.parametrize("answered", [("one",), None])
async def test_what_is_opened_under_it_is_seen_once_there_is_room(
    circle: Book, answered: tuple[str, ...] | None
) -> None:
    async with running(circle) as pilot:
        await half_a_form(pilot)
        await resize(pilot, SMALL)
        given: list[object] = []
        pilot.app.push_screen(picker(), given.append)
        await settle(pilot)
        assert here(pilot) == "TooSmall"
        await resize(pilot, WIDE)
        assert here(pilot) == "Picker"
        await press(pilot, "enter" if answered else "escape")
        assert given == [answered]
        await the_form_is_there(pilot)


async def test_what_is_closed_under_it_is_not_what_says_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await half_a_form(pilot)
        given: list[object] = []
        opened = picker()
        pilot.app.push_screen(opened, given.append)
        await settle(pilot)
        await resize(pilot, SMALL)
        opened.dismiss(("two",))
        await settle(pilot)
        assert (here(pilot), given) == ("TooSmall", [("two",)])
        await resize(pilot, WIDE)
        await the_form_is_there(pilot)


async def test_a_worker_waits_for_what_it_opened_under_it(circle: Book) -> None:
    async with running(circle) as pilot:
        await half_a_form(pilot)
        given: list[object] = []

        async def work() -> None:
            given.append(await pilot.app.push_screen_wait(picker()))

        await resize(pilot, SMALL)
        waiting = pilot.app.run_worker(work)
        await pilot.pause()
        assert here(pilot) == "TooSmall"
        await resize_without_workers(pilot, WIDE)
        assert here(pilot) == "Picker"
        await pilot.press("enter")
        await waiting.wait()
        assert given == [("one",)]
        await the_form_is_there(pilot)


async def resize_without_workers(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Resize while a worker waits for an answer, for whom no one else may wait."""
    pull(pilot.app, size)
    await pilot.pause()
    pulled(pilot.app)
    await pilot.pause()


ROOMS: dict[str, Callable[[Pilot[None]], object]] = {
    "another room": lambda pilot: pilot.app.go_to("costs"),  # type: ignore[attr-defined]
    "a page": lambda pilot: pilot.app.go_to("volunteer", "ann"),  # type: ignore[attr-defined]
    "home": lambda pilot: pilot.app.go_to("week"),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("name", ROOMS)
async def test_going_elsewhere_under_it_arrives(circle: Book, name: str) -> None:
    async with running(circle) as pilot:
        await go(pilot, "board")
        ROOMS[name](pilot)
        await settle(pilot)
        wanted = [type(screen).__name__ for screen in pilot.app.screen_stack]
        await go(pilot, "board")
        await resize(pilot, SMALL)
        ROOMS[name](pilot)
        await settle(pilot)
        assert here(pilot) == "TooSmall"
        await resize(pilot, WIDE)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == wanted


async def test_small_and_large_in_one_breath_leaves_all_as_it_was(circle: Book) -> None:
    async with running(circle) as pilot:
        await half_a_form(pilot)
        for size in (SMALL, WIDE, SMALL, (59, 16), (60, 16), WIDE):
            await resize(pilot, size)
        await the_form_is_there(pilot)
