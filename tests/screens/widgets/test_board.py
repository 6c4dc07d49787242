"""The board: columns of cards with one cursor, each column scrolled by itself."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Card, Lane
from tests.support.harness import press, settle, text_of, toasts
from tests.support.textual_internals import mouse
from tests.support.tiny import click, place, showing


def lanes(**columns: str) -> list[Lane]:
    """Columns of cards, each named by its key."""
    return [
        Lane(title, tuple(Card(name, name, f"from {name}", "♥", "9 d") for name in names.split()))
        for title, names in columns.items()
    ]


async def test_the_cursor_of_a_board_moves_between_cards_and_over_empty_columns() -> None:
    board = Board(empty="No one.")
    async with showing(board) as pilot:
        board.show(lanes(one="ann bo cy", two="", three="dee"))
        board.focus()
        assert board.key == "ann"
        for key, expected in (
            ("down", "bo"), ("j", "cy"), ("down", "cy"), ("right", "dee"), ("right", "dee"), ("left", "ann"),
            ("end", "cy"), ("home", "ann"), ("G", "cy"), ("k", "bo"), ("g", "ann"), ("l", "dee"), ("h", "ann"), ("up", "ann"),
        ):  # fmt: skip
            await press(pilot, key)
            assert board.key == expected, key
        await press(pilot, "enter")
        assert pilot.app.told[-1] == ("opened", "ann")


async def test_the_cursor_of_a_board_goes_with_its_card() -> None:
    board = Board(empty="No one.")
    async with showing(board) as pilot:
        board.show(lanes(one="ann bo", two="cy"))
        board.highlight("bo")
        board.show(lanes(one="ann", two="aa bo cy"))
        assert board.key == "bo"
        board.show(lanes(one="ann", two="cy"))
        assert board.key == "cy"
        board.show(lanes(one="ann", two=""))
        assert board.key == "ann"
        board.show(lanes(one="", two=""))
        await settle(pilot)
        assert board.key == ""
        assert "No one." in text_of(pilot)
        board.focus()
        await press(pilot, "down", "right", "end", "enter")
        assert toasts(pilot) == ["No one."]


async def test_a_board_is_filtered_without_accents() -> None:
    board = Board(empty="No one.")
    async with showing(board) as pilot:
        board.show(lanes(one="Chloé Zoë", two="Tom"))
        board.filter("ZOE")
        assert board.key == "Zoë"
        await settle(pilot)
        assert "Tom" not in text_of(pilot)
        board.filter("no one")
        await settle(pilot)
        assert "No match. Press esc to show everyone." in text_of(pilot)
        board.filter("")
        assert board.key


async def test_a_board_takes_clicks_and_shows_whole_columns_only() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(52, 12)) as pilot:
        board.show(lanes(one="ann", two="bo", three="cy", four="dee", five="eve fay gus hal"))
        board.focus()
        await settle(pilot)
        assert "three" in text_of(pilot)
        assert "five" not in text_of(pilot)
        assert "→" in text_of(pilot)
        await click(pilot, "cy")
        assert board.key == "cy"
        await click(pilot, "bo", times=2)
        assert pilot.app.told[-1] == ("opened", "bo")
        await press(pilot, "right", "right", "right")
        assert board.key == "eve"
        await press(pilot, "end")
        shown = text_of(pilot)
        assert "hal" in shown
        assert "five 4" in shown  # the titles stay above
        await click(pilot, "fay")
        assert board.key == "fay"


# -- columns longer than the window ------------------------------------------------------------------


def long_lanes(*lengths: int) -> list[Lane]:
    """Columns ‘a’, ‘b’… of so many cards: a00, a01…"""
    return [
        Lane(letter, tuple(Card(f"{letter}{nth:02}", f"{letter}{nth:02}", "") for nth in range(length)))
        for letter, length in zip("abcdefgh", lengths, strict=False)
    ]


async def wheel(pilot: Pilot[None], text: str, event: type[events.MouseEvent], times: int = 1) -> None:
    """Turn the wheel over a text that is on the screen."""
    for _ in range(times):
        await mouse(pilot, event, place(pilot, text))
        await settle(pilot)


async def test_each_column_is_scrolled_by_itself_and_a_page_at_a_time() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:  # five cards below each other
        board.show(long_lanes(20, 3, 20))
        board.focus()
        await press(pilot, *"jjjj")
        assert (board.key, "a00" in text_of(pilot), "a05" in text_of(pilot)) == ("a04", True, False)
        await press(pilot, "j")
        shown = text_of(pilot)
        assert board.key == "a05"
        assert all(name in shown for name in ("a04", "a05", "a08", "b00", "b02", "c00"))
        assert "a03" not in shown
        await press(pilot, "k")
        assert board.key == "a04"
        assert "a04" in text_of(pilot)  # the page stands while its cards are gone over
        await press(pilot, "k")
        assert (board.key, "a00" in text_of(pilot), "a04" in text_of(pilot)) == ("a03", True, True)


async def test_a_column_that_goes_on_says_so_above_and_below() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show(long_lanes(20, 3))
        board.focus()
        await settle(pilot)
        titles = text_of(pilot).splitlines()[0]
        assert titles.split() == ["a", "20", "↓", "b", "3"]
        await press(pilot, *"jjjjj")
        assert text_of(pilot).splitlines()[0].split() == ["↑a", "20", "↓", "b", "3"]
        await press(pilot, "G")
        assert text_of(pilot).splitlines()[0].split() == ["↑a", "20", "b", "3"]
        assert "a19" in text_of(pilot)


async def test_the_last_title_keeps_its_arrows_where_there_are_more_columns_to_both_sides() -> None:
    for title in ("Core", "Alumn", "Alumni", "Alumnis", "Alumni of old"):
        board = Board(empty="No one.")
        async with showing(board, size=(60, 15)) as pilot:  # four columns of fifteen cells
            a, b, *more = long_lanes(1, 1, 1, 1, 20, 1)
            more[-2] = Lane(title, more[-2].cards)
            board.show([a, b, *more], "b00")
            board.focus()
            await press(pilot, "l", "l", "l", "j", "j", "j", "j", "j")
            titles = " ".join(text_of(pilot).splitlines()[0].split())
            assert titles.endswith("↓← →"), titles
            assert "↑" in titles
            assert "20" in titles.split("↑")[1]


async def test_a_long_title_keeps_its_number() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show([Lane("Wed 25 Nov ·", long_lanes(12)[0].cards), *long_lanes(0, 1, 1)])
        await settle(pilot)
        assert text_of(pilot).splitlines()[0].startswith(" Wed 25 No… 12↓ a 0")


async def test_to_the_side_the_cursor_stays_at_its_height() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show(long_lanes(20, 3, 20))
        board.focus()
        await press(pilot, *"jjjjj")  # a05 is the second one in sight
        await press(pilot, "l")
        assert board.key == "b01"
        await press(pilot, "l")
        assert board.key == "c01"
        await press(pilot, "h", "h")
        assert board.key == "a05"
        await press(pilot, "pagedown")
        assert board.key == "a09"
        await press(pilot, "l")
        assert board.key == "b01"
        await press(pilot, "l", "pageup")
        assert board.key == "c00"


async def test_a_column_is_as_it_was_when_cards_come_and_go() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show(long_lanes(20, 20))
        board.focus()
        await press(pilot, *"jjjjj", "l")
        board.show(long_lanes(19, 20))
        await settle(pilot)
        assert "a04" in text_of(pilot)
        assert "a03" not in text_of(pilot)
        board.show(long_lanes(6, 20))
        await settle(pilot)
        assert "a01" in text_of(pilot)  # no room is left empty below
        assert "a05" in text_of(pilot)
        board.filter("b0")
        await settle(pilot)
        assert board.key == "b01"
        board.filter("")
        await pilot.resize_terminal(60, 30)
        await settle(pilot)
        assert "a00" in text_of(pilot)


async def test_the_wheel_turns_the_column_under_it() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show(long_lanes(20, 3, 20))
        board.focus()
        await settle(pilot)
        await wheel(pilot, "c01", events.MouseScrollDown, times=2)
        shown = text_of(pilot)
        assert "c01" not in shown
        assert "c06" in shown
        assert "a00" in shown
        assert board.key == "a00"
        await wheel(pilot, "b00", events.MouseScrollDown)
        assert "b00" in text_of(pilot)  # all of it is in sight
        await wheel(pilot, "c03", events.MouseScrollUp, times=9)
        assert "c00" in text_of(pilot)
        await click(pilot, "c03")
        assert board.key == "c03"


async def test_what_is_clicked_stays_under_the_mouse() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 14)) as pilot:  # of the fifth card only the name is seen
        board.show(long_lanes(20, 3))
        await click(pilot, "a04", times=2)
        assert pilot.app.told[-1] == ("opened", "a04")


async def test_to_the_side_the_cursor_comes_to_what_is_in_sight_also_where_it_was_not_itself() -> None:
    board = Board(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show(long_lanes(20, 20))
        board.focus()
        await settle(pilot)
        await wheel(pilot, "b 20", events.MouseScrollDown, times=7)
        await wheel(pilot, "a 20", events.MouseScrollDown, times=5)
        await press(pilot, "l")
        assert board.key == "b07"
        assert "b11" in text_of(pilot)


async def test_a_card_far_down_is_come_to_before_anything_is_laid_out() -> None:
    board = Board(empty="No one.")
    board.show(long_lanes(20, 20), "b12")
    async with showing(board, size=(60, 15)) as pilot:
        assert board.key == "b12"
        assert "b12" in text_of(pilot)
        assert "a00" in text_of(pilot)


# -- cards as high and columns as wide as they need ---------------------------------------------------


class Roomy(Board):
    """A board whose cards grow where there is room, and whose empty columns do not."""

    FOLDS_EMPTY = True
    ROOMY_LINES = 5


async def test_where_there_is_room_no_text_of_a_card_is_cut() -> None:
    board = Roomy(empty="No one.")
    cards = [
        Card("ann", "Fatima Zahra Benali", "Customer Care", "♥", "38 d 5/6 !"),
        Card("bo", "Bo", "IT", tail="3 d"),
    ]
    async with showing(board, size=(72, 15)) as pilot:  # four columns of sixteen cells
        board.show([Lane("one", (*cards,)), Lane("two", ()), *long_lanes(1, 1, 1)])
        await settle(pilot)
        lines = [line[:16].rstrip() for line in text_of(pilot).splitlines()]
        assert lines[1:8] == [
            " Fatima Zahra ♥",
            " Benali",
            " Customer Care",
            "     38 d 5/6 !",
            "",
            " Bo",
            " IT         3 d",
        ]
        await click(pilot, "Bo")
        assert board.key == "bo"
        board.show([Lane("one", (*cards, *long_lanes(9)[0].cards))])
        await settle(pilot)
        assert "Customer Care" in text_of(pilot)
        assert "a02" in text_of(pilot)  # many stand as close as ever


async def test_a_column_without_cards_leaves_its_room_to_the_others() -> None:
    board = Roomy(empty="No one.")
    async with showing(board, size=(60, 15)) as pilot:
        board.show([*long_lanes(1, 0, 0, 1), Lane("e", ())])
        await settle(pilot)
        titles = text_of(pilot).splitlines()[0]
        assert titles.split() == ["a", "1", "b", "0", "c", "0", "d", "1", "e", "0"]
        assert titles.index("b 0") - titles.index("a 1") > titles.index("c 0") - titles.index("b 0")
        board.focus()
        await press(pilot, "l")
        assert board.key == "d00"
