"""Keys of one's own in the app: they work, and whatever shows a key shows them."""

from __future__ import annotations

import re
from pathlib import Path

from store.book.book import Book
from tests.support.harness import here, press, running, text_of, toasts
from tui.keybindings.keymap import cannot_be
from tui.shell import launcher as start


async def test_a_key_of_ones_own_works_and_stands_in_footer_help_and_palette(circle: Book, config: Path) -> None:
    config.write_text('[keys]\ncalendar.hold = "p"\ngo.week = "f8"\n', encoding="utf-8")
    async with running(circle, keys=start.own_keys()) as pilot:
        assert " f8 Week " in text_of(pilot)
        await press(pilot, "3")
        assert text_of(pilot).splitlines()[-1].startswith(" ⏎ Open  p Mark held  w Host  e Edit ")
        await press(pilot, "m")
        assert here(pilot) == "CalendarScreen"
        assert toasts(pilot) == ["No command uses m here. Press ? to see the keys."]
        await press(pilot, "?")
        assert re.search("│ p +Mark held ", text_of(pilot))
        await press(pilot, "escape", "ctrl+p", "=mark held")
        assert re.search(r"│ Mark held .* p +│", text_of(pilot))
        await press(pilot, "escape", "f8")
        assert here(pilot) == "WeekScreen"
        assert not toasts(pilot)


async def test_what_is_wrong_is_told_in_one_line_at_the_start(circle: Book, config: Path) -> None:
    config.write_text('[keys]\nperson.thank = "u"\napp.redo = "ctrl+b"\n', encoding="utf-8")
    async with running(circle, keys=start.own_keys()) as pilot:
        assert toasts(pilot) == [
            f"config.toml: {cannot_be('app.redo', 'ctrl+b', 'tmux uses it')} 1 more: run ‘guildbook keys’."
        ]
        await press(pilot, "u")
        assert toasts(pilot)[-1] == "Nothing to undo."
