"""A dialog answers once, however often it is told to, and one that was left while it opened does no harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import ModalScreen

from screens.common.screen import BookScreen
from screens.launch.welcome import Welcome
from screens.widgets.dialog import Dialog
from screens.widgets.forms.form import Form
from screens.widgets.lists.filter_bar import FilterLine
from store.book.book import Book
from tests.support.app_internals import ask_first_questions, look_elsewhere
from tests.support.harness import here, press, running, settle
from tests.support.textual_internals import failure
from tests.support.tiny import place
from tui.keybindings.registry import places
from tui.shell.palette.command_palette import Palette
from tui.shell.too_small import TooSmall

KEYS = {"?": "question_mark", ";": "semicolon"}


def clicks(pilot: Pilot[None], text: str, times: int) -> None:
    """Click some times on a text in one go, before the app has answered the first."""
    for spot in [place(pilot, text)] * times:
        click_at(pilot, *spot)


def click_at(pilot: Pilot[None], x: int, y: int) -> None:
    for kind in (events.MouseDown, events.MouseUp):
        event = kind(None, x, y, 0, 0, 1, False, False, False, x, y)
        event.set_sender(pilot.app)
        pilot.app.post_message(event)


def test_every_dialog_answers_once() -> None:
    places()  # which imports them all

    def below(kind: type) -> Iterator[type]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    ours = {kind for kind in below(ModalScreen) if kind.__module__.startswith(("screens.", "tui."))}
    assert Form in ours
    assert not {kind for kind in ours if not issubclass(kind, Dialog)} - {TooSmall}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["2", "a"], "Back"),
        (["ctrl+p"], "Back"),
        ([";"], "Back"),
        (["2", "i"], "Back"),
        (["3", "w"], "Pick"),
    ],
)
async def test_a_double_click_on_the_line_of_keys_leaves_only_the_dialog(
    circle: Book, keys: list[str], text: str
) -> None:
    async with running(circle) as pilot:
        await press(pilot, *keys)
        assert pilot.app.screen.is_modal
        clicks(pilot, text, 2)
        await settle(pilot)
        assert failure(pilot.app) is None
        assert not pilot.app.screen.is_modal


async def test_a_double_click_on_save_saves_once(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zora New")
        before = len(circle.steps)
        clicks(pilot, "Save", 2)
        await settle(pilot)
        assert len(circle.steps) == before + 1
        assert [v.name for v in circle.volunteers.values()].count("Zora New") == 1


async def test_clicks_on_a_line_of_a_picker_take_it_once(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "w")
        before = here(pilot)
        clicks(pilot, "Cy Young", 4)
        await settle(pilot)
        assert before == "Picker"
        assert here(pilot) == "CalendarScreen"
        assert failure(pilot.app) is None


async def test_a_dialog_goes_once_what_lies_over_it_has_gone(empty: Book) -> None:
    async with running(empty) as pilot:
        welcome = pilot.app.screen
        assert isinstance(welcome, Welcome)
        for _ in range(2):  # as two double clicks in one go do
            ask_first_questions(welcome)
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert here(pilot) == "Form"
        await press(pilot, "escape")
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == ["WeekScreen"]
        assert not empty.is_empty


@pytest.mark.parametrize("key", ["a", "?", "ctrl+p", ";"])
async def test_a_dialog_that_is_left_before_it_opened_does_no_harm(circle: Book, key: str) -> None:
    async with running(circle) as pilot:
        await press(pilot, "7", "v", "v")
        action = pilot.app.screen.active_bindings["colon" if key == "ctrl+p" else KEYS.get(key, key)]
        await pilot.app.run_action(action.binding.action, action.node)
        pilot.app.action_go("calendar")
        await settle(pilot)
        assert failure(pilot.app) is None
        assert here(pilot) == "CalendarScreen"


async def test_a_palette_that_was_left_is_not_filled_with_what_was_still_looked_up(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "ctrl+p")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        await press(pilot, "escape")
        await look_elsewhere(palette)
        assert here(pilot) == "WeekScreen"


async def test_a_filter_asked_for_as_the_last_one_closes_is_a_new_one(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "v", "/", "=cy")
        screen, closing = pilot.app.screen, pilot.app.screen.focused
        assert isinstance(closing, FilterLine)
        assert isinstance(screen, BookScreen)
        closing.action_clear()
        assert not screen.filtering.holds_back()
        screen.filtering.action_filter()
        await press(pilot, "=bo")
        assert [line.value for line in screen.query(FilterLine)] == ["bo"]
        await press(pilot, "escape", "?")
        assert here(pilot) == "Help"
