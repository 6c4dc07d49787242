"""Colours: chosen in the palette, kept, and never the only thing that tells something."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.filter import Monochrome
from textual.pilot import Pilot

from store.book.book import Book
from tests.support.contrast import ENOUGH, contrast, faint, faint_marks
from tests.support.harness import go, highlighted, press, running, settle, strips, toasts
from tui.shell.appearance.themes import save

PLACES = ("week", "board", "month", "launch")


async def test_a_theme_is_chosen_in_the_palette_and_kept(circle: Book, tmp_path: Path) -> None:
    file = tmp_path / "state" / "theme"
    async with running(circle, theme_kept_in=file) as pilot:
        assert pilot.app.theme == "guildbook-dark"
        await press(pilot, "ctrl+p", "=theme", "enter", "=high", "enter")
        assert pilot.app.theme == "guildbook-contrast"
        assert {*pilot.app.available_themes} == {"guildbook-dark", "guildbook-light", "guildbook-contrast"}
    assert file.read_text() == "contrast\n"
    async with running(circle, theme_kept_in=file) as pilot:
        assert pilot.app.theme == "guildbook-contrast"
        await press(pilot, "ctrl+p", "=theme", "enter", "escape")
        assert pilot.app.theme == "guildbook-contrast"


async def test_a_folder_that_cannot_be_written_is_said(circle: Book, tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    async with running(circle, theme_kept_in=tmp_path / "state" / "theme") as pilot:
        await press(pilot, "ctrl+p", "=theme", "enter", "=light", "enter")
        assert pilot.app.theme == "guildbook-light"
        assert "Theme not saved" in toasts(pilot)[-1]


async def test_no_colour_means_none(circle: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    save("light", tmp_path / "theme")
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(circle, theme_kept_in=tmp_path / "theme") as pilot:
        assert pilot.app.no_color
        assert any(isinstance(only, Monochrome) for only in pilot.app.get_line_filters())
        for theme in ("dark", "light", "contrast"):
            pilot.app.theme = f"guildbook-{theme}"
            await settle(pilot)
            assert here_and_there(pilot) == (True, True)
            assert not faint(pilot, ENOUGH)
            assert not faint_marks(pilot)


@pytest.mark.parametrize("terminal", ["xterm-256color", "xterm", "linux"])
async def test_few_colours_are_enough(circle: Book, monkeypatch: pytest.MonkeyPatch, terminal: str) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", terminal)
    system, least = (ColorSystem.EIGHT_BIT, ENOUGH) if "256" in terminal else (ColorSystem.STANDARD, 3.9)
    async with running(circle) as pilot:
        for theme in ("dark", "light", "contrast"):
            pilot.app.theme = f"guildbook-{theme}"
            for place in PLACES:
                await go(pilot, place)
                assert not faint(pilot, least, system)
                assert not faint_marks(pilot)
                assert highlighted(pilot)
            await go(pilot, "week")
            assert here_and_there(pilot) == (True, True)


def here_and_there(pilot: Pilot[None]) -> tuple[bool, bool]:
    """Whether the row under the cursor is bold, and the one it would go back to in the other list underlined."""
    styles = [piece.style for strip in strips(pilot)[1:-1] for piece in strip if piece.style and piece.text.strip()]
    return any(style.bold for style in styles), any(style.underline for style in styles)


def test_the_ratio_is_the_one_of_the_standard() -> None:
    from rich.color import Color

    black, white, grey = (Color.parse(name) for name in ("#000000", "#ffffff", "#777777"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)
