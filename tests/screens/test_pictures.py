"""A picture of a screen, and its text, tell of everything that can be seen to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.support.looks import Looks
from tests.support.pictures import Picture, readable
from tests.support.sheet import kept_pictures, main, size
from tests.support.terminals.browser import CHROMIUM
from tui.shell.appearance.themes import THEMES

DARK, LIGHT = (
    {**theme.to_color_system().generate(), **theme.variables}
    for theme in THEMES
    if theme.name != "guildbook-contrast"
)
"""What the two themes call their colours."""


def line(*pieces: tuple[str, str], colours: dict[str, str] = DARK) -> Strip:
    """A line of words, each with its style, on a surface."""
    plain = Style.parse(f"{colours['foreground']} on {colours['surface']}")
    return Strip(Segment(text, plain + Style.parse(style)) for text, style in pieces)


def picture(*lines: Strip, colours: dict[str, str] = DARK) -> Picture:
    return Picture(lines, Looks(colours))


BEFORE = (("Ana ", ""), ("Ruiz", "bold"), (" 日本", "#eac58a"), ("     ", ""))


@pytest.mark.parametrize(
    "now",
    [
        (("Ann ", ""), *BEFORE[1:]),
        (("An", ""), ("a ", "#eac58a"), *BEFORE[1:]),
        (("Ana ", ""), ("Rui", "bold"), ("z", "not bold"), *BEFORE[2:]),
        (*BEFORE[:2], (" 日", "#eac58a"), ("本", ""), BEFORE[3]),
        (*BEFORE[:2], (" 日本", "#eac58b"), BEFORE[3]),
        (*BEFORE[:3], ("  ", ""), (" ", "on #222933"), ("  ", "")),
        (*BEFORE[:3], ("     ", "underline")),
        (*BEFORE[:3], ("     ", "reverse")),
    ],
    ids=["word", "ink", "bold", "wide", "shade", "ground", "underlined", "reverse"],
)
def test_whatever_is_seen_to_change_is_in_both(now: tuple[tuple[str, str], ...]) -> None:
    kept, changed = picture(line(*BEFORE)), picture(line(*now))
    assert kept.text != changed.text
    assert kept.svg("") != changed.svg("")
    for old, new in ((kept.text, changed.text), (kept.svg(""), changed.svg(""))):
        assert "\n+" in readable(old, new, "place").removeprefix("--- place kept\n+++ place now")


def test_how_a_blank_would_be_written_is_not_seen() -> None:
    one, other = line(("Ana", "bold"), (" ", "bold"), ("Ruiz", "bold")), line(("Ana Ruiz", "bold"))
    assert picture(one).text == picture(other).text
    assert picture(one).svg("") == picture(other).svg("")


def test_what_goes_on_below_is_said_once() -> None:
    rows = picture(*[line(("│", "#5b8fca"), ("  ", ""), ("│", "#5b8fca"))] * 3).text
    assert rows == "4 × 3, foreground on surface\n\n│  │\n│  │\n│  │\n\n 0  border 0↓2 3↓2\n"


def test_names_are_those_of_the_theme() -> None:
    dark, light = (
        picture(line(("key", f"bold {colours['text-accent']}"), (" name", ""), colours=colours), colours=colours)
        for colours in (DARK, LIGHT)
    )
    assert dark.text.endswith(" 0  text-accent bold 0-2\n")
    assert not light.beside(dark)
    assert light.svg("") != dark.svg("")


def test_a_line_that_is_gone_is_told_beside_the_other() -> None:
    assert picture(line(("Ana", ""))).beside(picture(line(("Ana", "")), line(("Bo ", ""))))


@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_a_sheet_shows_the_pictures_beside_each_other(tmp_path: Path) -> None:
    assert {"week", "thank", "empty-welcome", "book_not_found"} <= set(kept_pictures())
    main([str(tmp_path / "sheet.png"), "week", "person", "--columns", "2", "--width", "160", "--numbered"])
    png = (tmp_path / "sheet.png").read_bytes()
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == size(2, 2, 160)
