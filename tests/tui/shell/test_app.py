"""The shell: going about, undo, palette, help, small windows, and a book that may not or cannot be written."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.pilot import Pilot

from store.book.book import Book
from store.core.dates import Clock
from store.demo import begin_demo
from store.model.people import Volunteer
from tests.support.harness import (
    NARROW,
    PLACES,
    TODAY,
    WIDE,
    go,
    here,
    highlighted,
    hush,
    look,
    press,
    resize,
    rows,
    running,
    settle,
    text_of,
    toasts,
)
from tests.support.making import fill
from tests.support.textual_internals import counted_layouts, failure
from tui.keybindings import screen_registry
from tui.keybindings.screen_registry import NUMBERED
from tui.shell.app import GuildbookApp

ROOMS = {key: name for key, name, _ in NUMBERED}


async def test_the_updates_of_the_demo_are_written_once_its_first_screen_is_seen(tmp_path: Path) -> None:
    with begin_demo(tmp_path / "book.json", Clock(TODAY)) as book:
        sent = [key for key, update in book.updates.items() if update.state == "sent"]
        assert not any(book.updates[key].text for key in sent)
        async with running(book) as pilot:
            await settle(pilot)
            assert all(book.updates[key].text for key in sent)


# -- going about -------------------------------------------------------------------------------------


async def test_digits_lead_to_every_screen_and_the_line_above_says_where_one_is(circle: Book) -> None:
    async with running(circle) as pilot:
        for key, name, title in [*NUMBERED, NUMBERED[0]]:
            await press(pilot, key)
            assert here(pilot).lower() == f"{name}screen"
            assert f"{key} {title}" in text_of(pilot)
            assert "Mon 23 Nov 2026" in text_of(pilot).splitlines()[0]


async def test_the_line_above_and_the_line_below_take_clicks(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        for y, text, screen in ((0, "Costs", "CostsScreen"), (23, "a Add", "Form")):
            line = text_of(pilot).splitlines()[y]
            await pilot.click(offset=(cell_len(line[: line.index(text)]), y))
            await settle(pilot)
            assert here(pilot) == screen


async def test_a_page_is_left_by_going_to_a_screen(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "enter", "5")
        assert here(pilot) == "CostsScreen"
        await press(pilot, "2")
        assert here(pilot) == "PipelineScreen"


@pytest.mark.parametrize("width", [60, 61, 70, 79, 80, 88, 100, 120])
async def test_every_screen_stands_in_the_top_line(circle: Book, width: int) -> None:
    async with running(circle, (width, 24)) as pilot:
        line = text_of(pilot).splitlines()[0]
        assert re.findall(r"[1-8] \w{4}", line) == [f"{key} {title[:4]}" for key, _, title in NUMBERED]
        if width >= 80:
            assert "2 Pipeline 3 Calendar 4 Recognition 5 Costs" in " ".join(line.split())


async def test_digits_are_digits_where_one_types(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Ann 5 quits? u", "ctrl+s")
        assert "Ann 5 quits? u" in {volunteer.name for volunteer in circle.volunteers.values()}
        await press(pilot, "/", "=52q?", "enter")
        assert here(pilot) == "PipelineScreen"


async def test_q_leaves_and_ctrl_c_says_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "ctrl+c")
        assert "Press q to quit" in toasts(pilot)[-1]
        await press(pilot, "q")
        assert not pilot.app.is_running
        assert pilot.app.return_code == 0


async def test_a_change_on_one_screen_is_seen_on_all(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "4", "6", "1", "2", "left", "left", "left", "d")
        assert "Tom Okafor" not in circle.volunteers
        await hush(pilot)
        await press(pilot, "1")
        assert "Tom Okafor" not in text_of(pilot)
        await press(pilot, "u", "2")
        await hush(pilot)
        assert "Tom Okafor" in text_of(pilot)


# -- undo --------------------------------------------------------------------------------------------


async def test_undo_and_redo_name_what_they_did_on_every_screen(circle: Book) -> None:
    async with running(circle) as pilot:
        before = rows(circle)
        await press(pilot, "2", "right", "d", "5", "d")
        after = rows(circle)
        for key in ROOMS:
            await press(pilot, key, "u")
            assert toasts(pilot)[-1].startswith("Undone: Delete ‘Gifts’")
            await press(pilot, "u")
            assert toasts(pilot)[-1].startswith("Undone: Delete Gus Abbé")
            assert rows(circle) == before
            await press(pilot, "u")
            assert toasts(pilot)[-1] == "Nothing to undo."
            await press(pilot, "U", "U")
            assert rows(circle) == after
            await press(pilot, "U")
            assert toasts(pilot)[-1] == "Nothing to redo."


async def test_undo_goes_on_after_a_restart(circle: Book) -> None:
    before = rows(circle)
    async with running(circle) as pilot:
        await press(pilot, "2", "right", "d")
    path = circle.path
    circle.close()
    with Book.open(path, Clock(TODAY)) as again:
        async with running(again) as pilot:
            await press(pilot, "u")
            assert rows(again) == before
            assert "gus" in again.volunteers


# -- help and palette --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_help_lists_the_keys_of_the_place_one_is_in(circle: Book, size: tuple[int, int]) -> None:
    async with running(circle, size) as pilot:
        for key, words in (
            ("2", "Move this person to the next stage"),
            ("3", "Record attendees, notes and decisions"),
            ("5", "Add a cost"),
        ):
            await press(pilot, key, "?")
            assert words in text_of(pilot)
            await press(pilot, "escape")


async def test_help_is_left_by_any_key_that_could_be_meant(circle: Book) -> None:
    async with running(circle) as pilot:
        for opens, closes in (("?", "q"), ("f1", "enter"), ("f1", "?"), ("?", "f1"), ("?", "ctrl+g")):
            await press(pilot, opens)
            assert here(pilot) == "Help"
            await press(pilot, closes)
            assert here(pilot) == "WeekScreen"


async def test_help_is_there_in_dialogs_that_take_no_letters(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "enter", "?")
        assert "Record a contribution by this person" in text_of(pilot)


async def test_every_command_of_the_palette_can_be_run(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        commands = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Theme" in commands
        assert "Budget (T)" in commands
        assert len(commands) == len(set(commands))
        for title in commands:
            if "Leave" in title:
                continue
            before = here(pilot)
            await press(pilot, "5", "ctrl+p", f"={title.partition(' (')[0]}", "enter")
            assert failure(pilot.app) is None, (title, before)
            for _ in range(3):
                if here(pilot) in ("Form", "Picker", "Help", "BringIn", "Palette"):
                    await press(pilot, "escape")
            if here(pilot) == "VolunteerScreen":
                await press(pilot, "escape")


async def test_the_palette_finds_people_stakeholders_and_rituals_without_accents(circle: Book) -> None:
    async with running(circle) as pilot:
        for typed, screen, words in (
            ("CELIK", "VolunteerScreen", "Bo Çelik · active, Ops"),
            ("weiss", "UpdatesScreen", "Marta Weiss, COO"),
            ("coffee", "CalendarScreen", "╭─ Coffee corner"),
            ("[/x] a", "VolunteerScreen", "[/x] Ann [Ops] · active"),
        ):
            for opens in ("ctrl+p", ":"):
                await press(pilot, "1", opens, f"={typed}", "enter")
                assert here(pilot) == screen, typed
                assert words in text_of(pilot)


async def test_the_theme_is_changed_and_nothing_keeps_the_old_colours(circle: Book) -> None:
    async with running(circle) as pilot:
        dark = look(pilot)
        pilot.app.theme = "guildbook-light"
        await settle(pilot)
        light = look(pilot)
        assert [[text for text, _ in line] for line in dark] == [[text for text, _ in line] for line in light]
        colours = {style for line in dark for text, style in line if text.strip()}
        assert not colours & {style for line in light for text, style in line if text.strip()}


# -- small windows -----------------------------------------------------------------------------------


@pytest.mark.parametrize("small", [(59, 24), (80, 15), (20, 5), (1, 1)])
async def test_a_window_that_is_too_small_says_so_and_recovers(circle: Book, small: tuple[int, int]) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "2", "right")
        before = highlighted(pilot)
        await resize(pilot, small)
        if small[0] > 50:
            assert f"Guildbook needs 60 × 16; this window is {small[0]} × {small[1]}." in text_of(pilot)
        assert "Gus" not in text_of(pilot)
        await resize(pilot, NARROW)
        assert highlighted(pilot) == before
        await press(pilot, ">")  # the keys go where they went before
        assert any(move.volunteer == "gus" and move.stage == "onboarding" for move in circle.moves.values())


async def test_a_window_that_is_too_small_from_the_start(circle: Book) -> None:
    async with running(circle, (50, 10)) as pilot:
        assert "Guildbook needs 60 × 16" in text_of(pilot)
        await press(pilot, "2", "3", "1")
        assert "Guildbook needs 60 × 16" in text_of(pilot)
        await resize(pilot, WIDE)
        assert "To do · " in text_of(pilot)
        await press(pilot, "down", "down", "z")
        assert len(circle.snoozes) == 1


# -- keys that say why -------------------------------------------------------------------------------


def reachable(pilot: Pilot[None]) -> set[str]:
    return {active.binding.id or "" for active in pilot.app.screen.active_bindings.values()}


@pytest.mark.parametrize("key", ROOMS)
async def test_no_key_of_a_screen_is_hidden_by_the_list_one_begins_in(circle: Book, key: str) -> None:
    async with running(circle) as pilot:
        await press(pilot, key)
        declared = [*type(pilot.app.screen).BINDINGS, *GuildbookApp.BINDINGS]
        wanted = {binding.id for binding in declared if isinstance(binding, Binding) and binding.id}
        assert wanted - reachable(pilot) == {"tour.skip"}  # without a tour


async def test_every_screen_is_among_the_places_that_are_looked_at(circle: Book) -> None:
    seen = set()
    for place in PLACES:
        async with running(
            circle
        ) as pilot:  # anew each time: a screen with several views keeps the one it was left in
            await go(pilot, place)
            seen.add(here(pilot))
    assert seen == {room.screen for room in screen_registry.ROOMS.values()}


FULL = ("page", "what was", "sent")
"""Places that an empty book does not have."""


@pytest.mark.parametrize("place", [place for place in PLACES if place not in FULL])
async def test_on_an_empty_book_every_key_that_is_shown_does_or_says_something(empty: Book, place: str) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape")
        await go(pilot, place)
        await press(pilot, *["tab"] * (place == "facts"))  # no one to write to: enter leads nowhere
        screen, focused = pilot.app.screen, pilot.app.screen.focused
        actives = {
            active.binding.action: key
            for key, active in screen.active_bindings.items()
            if active.binding.show and active.binding.description
        }
        assert len(actives) > 4
        for action, key in actives.items():
            if action in ("view", "leave", "board"):
                continue  # they lead elsewhere, which is to be seen
            await hush(pilot)
            before = look(pilot)
            await press(pilot, key)
            assert look(pilot) != before, f"{key} ({action}) does nothing and says nothing"
            for _ in range(4):
                if pilot.app.screen is not screen or screen.query("FilterLine"):
                    await press(pilot, "escape")
            assert pilot.app.screen is screen, action
            screen.set_focus(focused)
        changes = {step.label for step in empty.steps.values() if not step.label.startswith(("Snooze", "Dismiss"))}
        assert changes == {"Start the book"}  # by the welcome, and nothing else but a first step set aside


# -- a book that may not be written ------------------------------------------------------------------


@pytest.fixture
def second(circle: Book) -> Iterator[Book]:
    """The same book with something to undo, opened a second time: it can be looked at only."""
    fill(circle, Volunteer(name="Zoë"))
    with Book.open(circle.path, Clock(TODAY)) as book:
        assert not book.writable
        yield book


WRITES = {
    "1": "tzdnc",
    "2": "><aetidncz",
    "3": "maAesdw",
    "4": "tacn",
    "5": "aedTmH",
    "6": "aed",
}


@pytest.mark.parametrize("key", WRITES)
async def test_a_book_open_elsewhere_says_why_it_is_not_changed(circle: Book, second: Book, key: str) -> None:
    before = circle.path.read_bytes()
    async with running(second) as pilot:
        assert "read-only" in toasts(pilot)[-1]
        assert "has this book open" in toasts(pilot)[-1]
        await press(pilot, key)
        assert "read-only" in text_of(pilot)
        await press(pilot, *{"1": ["down"] * 3, "2": ["right"]}.get(key, []))  # someone with whom all can be done
        for letter in [*WRITES[key], "u"]:
            await hush(pilot)
            await press(pilot, letter)
            if here(pilot) == "Picker":  # a template, or a host
                await press(pilot, "enter")
            assert "read-only" in toasts(pilot)[-1], letter
            assert not here(pilot).startswith(("Form", "Picker", "BringIn")), letter  # nothing is typed in vain
    assert circle.path.read_bytes() == before


async def test_an_update_of_a_book_open_elsewhere_can_be_read_but_not_written(circle: Book, second: Book) -> None:
    async with running(second) as pilot:
        await press(pilot, "6", "enter", *["down"] * 5)
        for letter in ("space", "e", "O"):
            await hush(pilot)
            await press(pilot, letter)
            assert "read-only" in toasts(pilot)[-1], letter
            assert here(pilot) == "UpdatesScreen"
        assert "Subject: The circle, " in text_of(pilot)
    assert set(second.updates) == set(circle.updates) == {"sent"}


@pytest.mark.parametrize(
    ("keys", "sizes"), [([], (WIDE, NARROW)), (["?"], (WIDE, NARROW)), ([], ((50, 19), (40, 10)))]
)
async def test_a_window_pulled_at_while_the_screen_is_busy_comes_to_rest(
    circle: Book, monkeypatch: pytest.MonkeyPatch, keys: list[str], sizes: tuple[tuple[int, int], ...]
) -> None:
    async with running(circle, sizes[-1]) as pilot:
        await press(pilot, *keys)
        screen = pilot.app.screen
        laid_out = counted_layouts(screen, monkeypatch, most=50)  # which ends what would go on for ever
        for size in (*sizes, *sizes):
            screen.post_message(events.Resize(Size(*size), Size(*size)))
            screen.call_later(screen.refresh)  # anything between two of them, or Textual takes them for one
        for _ in range(500):
            await asyncio.sleep(0)
        monkeypatch.undo()
    assert {*laid_out} <= {Size(*sizes[-1])}
    assert len(laid_out) < 20
