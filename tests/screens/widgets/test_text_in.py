"""Text gets into fields whichever way it comes, and nothing in it steers the terminal; letters of other layouts are keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot
from textual.widgets.text_area import Edit

from screens.widgets.forms.form_fields import LongField, PickField
from screens.widgets.lists.filter_bar import FilterLine
from screens.widgets.lists.picker import MOST_TYPED, Picker
from screens.widgets.text_input import LineField
from store.book.book import Book
from store.core.fields import LONGEST_LINE
from store.profiles.search import Sought
from tests.screens.widgets.test_widgets import steers
from tests.support.app_internals import all_entries, empty_line
from tests.support.harness import HOSTILE, TODAY, here, paste, press, running, settle, text_of, toasts
from tests.support.textual_internals import suggest
from tests.support.tiny import showing
from tui.keybindings.keyboard_layouts import latin
from tui.shell import launcher as start
from tui.shell.palette.command_palette import Palette

EVERY_CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x202E, 0xFEFF]))


def painted(pilot: Pilot[None]) -> bool:
    """Whether what is shown keeps its lines and holds nothing that steers the terminal."""
    return not any(map(steers, text_of(pilot).split("\n"))) and "\r" not in text_of(pilot)


# -- nothing that steers the terminal ------------------------------------------------------------------


def _set(line: LineField) -> None:
    line.value = f"a{EVERY_CONTROL}b"


def _paste_own(line: LineField) -> None:
    line.app.copy_to_clipboard(f"a{EVERY_CONTROL}b")
    line.action_paste()


def _insert(line: LineField) -> None:
    line.insert_text_at_cursor(f"a{EVERY_CONTROL}b")


def _suggest(line: LineField) -> None:
    line.value = "a"
    suggest(line, f"a{EVERY_CONTROL}b")


def _hint(line: LineField) -> None:
    line.placeholder = f"a{EVERY_CONTROL}b"


@pytest.mark.parametrize("put", [_set, _paste_own, _insert, _suggest, _hint])
async def test_a_line_holds_and_paints_no_control_character(put: Callable[[LineField], None]) -> None:
    line = LineField("", "")
    async with showing(line) as pilot:
        line.focus()
        put(line)
        await settle(pilot)
        assert "a" in text_of(pilot)
        assert "b" in text_of(pilot)
        assert painted(pilot)
        assert not steers(line.value)
        assert line.cursor_position <= len(line.value)


@pytest.mark.parametrize(
    "put",
    [
        lambda text: text.load_text(f"a\tb\nc{EVERY_CONTROL}"),
        lambda text: text.insert(f"a\tb\nc{EVERY_CONTROL}"),
        lambda text: text.edit(Edit(f"a\tb\nc{EVERY_CONTROL}", (0, 0), (0, 0), False)),
        lambda text: (text.app.copy_to_clipboard(f"a\tb\nc{EVERY_CONTROL}"), text.action_paste()),
        lambda text: (text.insert(f"a\tb\nc{EVERY_CONTROL}"), text.undo(), text.redo()),
        lambda text: (text.load_text("a\tb\nc"), setattr(text, "suggestion", EVERY_CONTROL)),
    ],
)
async def test_a_long_text_keeps_lines_and_tabs_and_marks_the_rest(put: Callable[[LongField], object]) -> None:
    text = LongField("", 4)
    async with showing(text) as pilot:
        text.focus()
        put(text)
        await settle(pilot)
        assert text.text.startswith("a\tb\nc")
        assert not steers(text.text.replace("\t", "").replace("\n", ""))
        assert painted(pilot)


async def test_what_a_long_text_begins_with_is_clean_too() -> None:
    text = LongField("a\r\x1b[2Jb", 4)
    async with showing(text) as pilot:
        assert text.text == "a\n␛[2Jb"
        assert painted(pilot)


async def test_a_copied_text_of_several_lines_fits_the_filter(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "/")
        pilot.app.copy_to_clipboard("Bo\r\n\tÇelik")
        await press(pilot, "ctrl+v")
        assert pilot.app.screen.query_one(FilterLine).value == "Bo Çelik"
        assert len(text_of(pilot).split("\n")) == pilot.app.size.height
        pilot.app.copy_to_clipboard("x" * LONGEST_LINE)
        await press(pilot, "ctrl+v")
        assert pilot.app.screen.query_one(FilterLine).value == "Bo Çelik"
        assert str(LONGEST_LINE) in toasts(pilot)[-1]


# -- pastes --------------------------------------------------------------------------------------------


async def test_a_paste_while_another_window_is_in_front_is_taken(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a")
        pilot.app.post_message(events.AppBlur())
        await settle(pilot)
        await paste(pilot, "Paula Paste")
        await press(pilot, "ctrl+s")
        assert "Paula Paste" in [volunteer.name for volunteer in circle.volunteers.values()]


async def test_a_paste_on_a_picked_field_looks_for_it(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Paula", "tab")
        field = pilot.app.screen.query(PickField).first()
        pilot.app.screen.set_focus(field)
        await paste(pilot, " \n")
        assert here(pilot) == "Form"
        await paste(pilot, "sales\r\n")
        assert here(pilot) == "Picker"
        await press(pilot, "enter")
        assert field.value() == "sales"
        pilot.app.post_message(events.Paste("op"))  # the second before the picker has opened
        pilot.app.post_message(events.Paste("s"))
        await settle(pilot)
        await press(pilot, "enter")
        assert field.value() == "ops"


async def test_more_than_a_picker_takes_is_refused_with_a_word(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "ctrl+p", "=bo")
        await paste(pilot, "x" * MOST_TYPED)
        assert str(MOST_TYPED) in toasts(pilot)[-1]
        await press(pilot, f"={'x' * MOST_TYPED}")
        palette = pilot.app.screen
        assert isinstance(palette, Picker)
        assert palette.typed == "bo" + "x" * (MOST_TYPED - 2)
        assert f"{MOST_TYPED} characters at most" in text_of(pilot)
        await press(pilot, *["backspace"] * MOST_TYPED, "=bo cel")
        assert palette.typed == "bo cel"
        assert "Bo Çelik" in text_of(pilot)


# -- the palette takes as long as what is typed --------------------------------------------------------


async def test_the_work_of_the_palette_does_not_grow_with_each_letter(
    circle: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    near = Sought.near

    def counting(self: Sought, name: str, more: str = "") -> float | None:
        nonlocal looked
        looked += 1
        return near(self, name, more)

    monkeypatch.setattr(Sought, "near", counting)
    async with running(circle) as pilot:
        await press(pilot, "ctrl+p")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        everything = len(all_entries(palette))

        def cost(letters: int) -> int:
            nonlocal looked
            empty_line(palette)
            looked = 0
            for _ in range(letters):
                palette.type("a")
            return looked

        assert everything < cost(60) <= 62 * everything  # apart as well as together, until no name is so long
        assert cost(MOST_TYPED) == cost(60) == cost(2_400)


def test_letters_that_stand_apart_are_looked_for_in_one_pass() -> None:
    reads = 0

    class Counted(str):
        def find(self, *args: object) -> int:  # type: ignore[override]
            nonlocal reads
            reads += 1
            return super().find(*args)  # type: ignore[arg-type]

    wanted = Sought("a" * 20 + "b", ("?",), "a" * 20 + "b")
    assert wanted.near(Counted("a" * 50 + " x")) is None
    assert reads <= 23


# -- letters of other layouts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "there"),
    [
        ("щ", "o"), ("Г", "U"), ("ж", "semicolon"), ("Ж", "colon"), ("ctrl+ы", "ctrl+s"), ("ctrl+і", "ctrl+s"), ("ю", "full_stop"),
        ("Б", "less_than_sign"), ("ο", "o"), ("Γ", "G"), ("ς", "w"), ("σ", "s"), ("Σ", "S"), ("θ", "u"), ("s", ""), ("é", ""),
        ("enter", ""), ("א", ""), ("ctrl+s", ""), ("", ""),
    ],
)  # fmt: skip
def test_each_letter_is_the_key_at_its_place(key: str, there: str) -> None:
    assert latin(key) == there


@pytest.mark.parametrize(("add", "on", "back", "save"), [("ф", "д", "р", "ы"), ("α", "λ", "η", "σ")])
async def test_commands_work_in_other_layouts_and_texts_stay_as_typed(
    circle: Book, add: str, on: str, back: str, save: str
) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        first = pilot.app.screen.person()
        await press(pilot, on)
        assert pilot.app.screen.person() != first
        await press(pilot, back)
        assert pilot.app.screen.person() == first
        await press(pilot, add, f"={add}{save} {on}", f"ctrl+{save}")
        assert f"{add}{save} {on}" in [volunteer.name for volunteer in circle.volunteers.values()]
        await press(pilot, "1", *(["ж"] if add == "ф" else ["semicolon"]), f"={add}{on}")
        assert here(pilot) == "Capture"
        assert pilot.app.screen.query_one(LineField).value == f"{add}{on}"


async def test_own_keys_hold_in_other_layouts(circle: Book, config: Path) -> None:
    config.write_text('[keys]\ngo.calendar = "Q"\ngo.costs = "ф"\n', encoding="utf-8")
    async with running(circle, keys=start.own_keys()) as pilot:
        await press(pilot, "Й")  # the key of Q
        assert here(pilot) == "CalendarScreen"
        await press(pilot, "ф")  # itself, and not the key of a
        assert here(pilot) == "CostsScreen"


async def test_a_letter_of_a_layout_that_is_not_known_is_told_of(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "א")
        assert "א" in toasts(pilot)[-1]
        assert "Latin letters" in toasts(pilot)[-1]
        await press(pilot, "2", "/", "א")
        assert pilot.app.screen.query_one(FilterLine).value == "א"


async def test_a_pasted_list_of_attendees_ticks_them(circle: Book) -> None:
    with circle.change("Address") as change:
        change.put(replace(circle.volunteers["gus"], email="gus@example.com"))
    async with running(circle) as pilot:
        await press(pilot, "3", "m", "backspace")  # the usual attendees are ticked
        await paste(pilot, f"Attendees\n1. {HOSTILE}\nYoung, Cy\nNobody Known\n<gus@example.com>\n")
        assert toasts(pilot)[-1] == "Ticked 3 names. Not found: Nobody Known."
        await press(pilot, "space")
        await paste(pilot, "Dee O’Neil; TOM OKAFOR")
        assert toasts(pilot)[-1] == "Ticked 2 names. 3 others stay ticked."
        await press(pilot, "enter", "ctrl+s")
        [held] = [g for g in circle.gatherings.values() if g.on == TODAY]
        assert {*held.attended} == {"ann", "cy", "gus", "dee", "tom"}


async def test_one_pasted_name_still_looks_for_it(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "m", "backspace")
        await paste(pilot, "Tom Ok")
        assert here(pilot) == "Picker"
        await press(pilot, "escape")
        await paste(pilot, "a@x.org, No One")
        assert toasts(pilot)[-1] == "None of these names is in the list."


@pytest.mark.parametrize("key", ["T", "é", "щ", "!", "space"])
async def test_a_letter_without_a_meaning_here_says_so_and_where_the_keys_are(circle: Book, key: str) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "o", "enter", key)
        assert toasts(pilot) == [f"No command uses {key} here. Press ? to see the keys."]


async def test_neither_a_typed_letter_nor_a_key_that_is_no_letter_says_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "8", "f8", "left", "ctrl+t", "/", "T", "escape", "2", "a", "T", "tab", "escape")
        assert not toasts(pilot)


async def test_a_dialog_that_has_no_help_names_no_key_for_it(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "?", "T")
        assert toasts(pilot) == ["No command uses T here."]
