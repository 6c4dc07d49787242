"""What is written to the terminal: as little as it takes, and after any of it the screen is as if it had been painted whole."""

from __future__ import annotations

from typing import Any

import pyte
import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from screens.widgets.terminal_update import PLAIN, CompactUpdate, Look, codes_between, compact, look_of
from store.book.book import Book
from tests.support.textual_internals import paints, whole_paint
from tui.shell.app import GuildbookApp

CONSOLE = Console(color_system="truecolor", force_terminal=True)
WIDTH, HEIGHT = 100, 30
RED, BLUE = Style.parse("bold #ff0000 on #000010"), Style.parse("#0000ff on #000010")


def terminal(*written: str, width: int = WIDTH, height: int = HEIGHT) -> pyte.Screen:
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    for text in written:
        stream.feed(text)
    return screen


def cells(screen: pyte.Screen) -> list[list[tuple[Any, ...]]]:
    """Every cell with its colours and attributes; of a blank the colour of the letter is not seen."""
    return [
        [
            (cell.data, cell.bg, cell.reverse, *((cell.fg, cell.bold) if cell.data.strip() or cell.reverse else ()))
            for cell in (screen.buffer[y][x] for x in range(screen.columns))
        ]
        for y in range(screen.lines)
    ]


# -- the codes ---------------------------------------------------------------------------------------


def test_of_two_looks_only_what_differs_is_written() -> None:
    red, blue = (look_of(style, ColorSystem.TRUECOLOR) for style in (RED, BLUE))
    assert codes_between(red, red) == ""
    assert codes_between(blue, red) == "\x1b[1;38;2;255;0;0m"
    assert codes_between(red, blue) == "\x1b[22;38;2;0;0;255m"
    assert codes_between(red, PLAIN) == "\x1b[22;39;49m"


@pytest.mark.parametrize(("before", "now"), [("1", "2"), ("2", "1"), ("12", "1"), ("12", "2")])
def test_bold_and_dim_end_together_and_what_stays_begins_again(before: str, now: str) -> None:
    assert codes_between(Look(attributes=frozenset(before)), Look(attributes=frozenset(now))) == f"\x1b[22;{now}m"


@pytest.mark.parametrize("name", ["bold", "dim", "italic", "underline", "blink", "reverse", "strike"])
def test_every_attribute_is_written_and_taken_back(name: str) -> None:
    look = look_of(Style.parse(name), ColorSystem.STANDARD)
    begun, ended = codes_between(PLAIN, look), codes_between(look, PLAIN)
    assert begun
    assert ended
    screen = terminal(begun, "a", ended, "b")
    assert cells(screen)[0][1] == cells(terminal("ab"))[0][1]


def test_what_is_no_update_of_the_screen_is_left_alone() -> None:
    assert compact(None) is None
    assert compact("text") == "text"


def test_the_terminal_is_left_without_colours() -> None:
    update = LayoutUpdate([[Strip([Segment("red", RED)])]], Region(0, 0, 3, 1))
    assert CompactUpdate(update).render_segments(CONSOLE).endswith("red\x1b[0m")
    plain = LayoutUpdate([[Strip([Segment("plain")])]], Region(0, 0, 5, 1))
    assert CompactUpdate(plain).render_segments(CONSOLE) == "\x1b[1;1Hplain"


# -- parts of lines ----------------------------------------------------------------------------------


def spans(strip: Strip, first: int, last: int) -> str:
    """What is written of one line where it is new from one column to another."""
    return CompactUpdate(ChopsUpdate([{0: strip}], [(0, first, last)], [[strip.cell_length]])).render_segments(
        CONSOLE
    )


def test_a_line_begins_with_the_piece_that_is_new() -> None:
    strip = Strip([Segment("│", BLUE), Segment(" ", BLUE), Segment("Ann", RED), Segment(" Bo", BLUE)])
    assert spans(strip, 2, 5).startswith("\x1b[1;3H")
    assert "Ann" in spans(strip, 2, 5)
    assert "│" not in spans(strip, 2, 5)
    assert "Bo" not in spans(strip, 2, 5)


@pytest.mark.parametrize("first", range(8))
@pytest.mark.parametrize("last", range(1, 9))
def test_a_wide_character_is_written_whole_or_not_at_all(first: int, last: int) -> None:
    strip = Strip([Segment("👩 ", BLUE), Segment("a👍b", RED), Segment("z", BLUE)])
    before = "\x1b[1;1H" + strip.render(CONSOLE)
    again = spans(strip, first, last) if first < last else ""
    assert cells(terminal(before, again, width=8, height=1)) == cells(terminal(before, width=8, height=1))


# -- the screens -------------------------------------------------------------------------------------

WALKS = {
    "week": "jjkkjG",
    "board": "2jjlkhj",
    "people": "2vjjkjjG",
    "calendar": "3jjkj",
    "costs": "5jjkj",
    "updates": "6jjk",
    "launch": "7jjk",
    "filter": "2v/an",
    "back": "2131j",
}


@pytest.mark.parametrize("keys", WALKS.values(), ids=WALKS.keys())
async def test_what_was_painted_in_parts_is_what_a_whole_paint_shows(
    circle: Book, keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = paints(GuildbookApp, CONSOLE, monkeypatch)
    app = GuildbookApp(circle, circle.clock)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await rest(pilot, written)
        for key in keys:
            await pilot.press({"/": "slash"}.get(key, key))
            await pilot.pause(0.03)
        await rest(pilot, written)
        whole = whole_paint(app.screen, CONSOLE)
    assert len(written) > len(keys) // 2
    assert cells(terminal(*written)) == cells(terminal(whole))


async def rest(pilot: Pilot[None], written: list[str]) -> None:
    """Wait until nothing is painted any more."""
    before = -1
    while len(written) != before:
        before = len(written)
        await pilot.pause(0.06)
