"""The widgets that all screens are made of, each on an app of its own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from screens.widgets.facts import Fact, FactPane
from screens.widgets.forms.form import Form
from screens.widgets.forms.form_fields import LongField
from screens.widgets.forms.recurrence_field import RuleField
from screens.widgets.line_diff import changed_part
from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.month_grid import DayEntry, DayLine, Month, day_lines
from screens.widgets.lists.noted_list import NotedList
from screens.widgets.lists.option import NEW, Option
from screens.widgets.lists.paging import turned
from screens.widgets.lists.picker import Picker
from screens.widgets.panes import Pane, Paper
from screens.widgets.spans import fit, fit_spans, wrapped
from store.core.errors import Invalid, SaveFailed
from store.core.fields import LONGEST_LINE, LONGEST_TEXT, Field, fields
from store.model.calendar import Ritual
from store.model.people import Volunteer
from tests.support.app_internals import field_in, raw
from tests.support.harness import HOSTILE, TODAY, paste, press, resize, settle, text_of, toasts
from tests.support.tiny import click, place, showing

# -- text in cells -----------------------------------------------------------------------------------

NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "ab  \t\n\r\x00\x07\x1b\x7f\x9b佐研\u3000\xa0\xad\u0301\u0308\u200b\u200d\ufe0f\u202e\u2028👩👧🏳🌈🇦🇹مرشלםก็ำ…\ud800"
        ),
    ),
    max_size=40,
)
WIDTHS = st.integers(0, 24)


def steers(text: str) -> bool:
    return any(
        ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E or c in "\u2028\u2029" for c in text
    )


@given(NASTY, WIDTHS, st.booleans())
def test_fit_fills_exactly_its_cells(text: str, width: int, right: bool) -> None:
    fitted = fit(text, width, right=right)
    assert cell_len(fitted) == width
    assert not steers(fitted)


@given(st.lists(st.tuples(NASTY, st.just("")), max_size=4), WIDTHS)
def test_spans_fill_exactly_their_cells(spans: list[tuple[str, str]], width: int) -> None:
    fitted = "".join(text for text, _ in fit_spans(spans, width))
    assert cell_len(fitted) == width
    assert not steers(fitted)


@given(NASTY, WIDTHS)
def test_wrapped_lines_stay_within_their_cells(text: str, width: int) -> None:
    for line in wrapped(text, width):
        assert cell_len(line) <= max(width, 1)
        assert not steers(line)


@given(st.text("ab 佐\n", max_size=60), st.integers(2, 24))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    assert "".join(wrapped(text, width)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


PIECES = st.lists(st.tuples(st.text("a 佐", max_size=4), st.sampled_from(["red", "blue"])), max_size=4)


@given(PIECES, PIECES)
def test_what_looks_the_same_is_not_painted_again(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    was, is_ = (
        Strip([Segment(text, Style.parse(color)) for text, color in fit_spans(some, 12) if text and color])
        for some in (before, now)
    )
    was, is_ = (strip.adjust_cell_length(12, Style.parse("red")) for strip in (was, is_))
    assume(was != is_)
    changed = changed_part(0, was, is_)
    cells = [*was.crop(0, changed.x), *is_.crop(changed.x, changed.right), *was.crop(changed.right, 12)]
    assert Strip(cells).simplify() == is_.simplify()


def test_of_a_line_that_grew_shorter_the_blanks_beyond_both_are_left() -> None:
    was, is_ = (Strip([Segment(text.ljust(12))]) for text in ("a long one", "shorter"))
    assert changed_part(3, was, is_) == Region(0, 3, 10, 1)


def test_wrapping_breaks_at_spaces_and_keeps_empty_lines() -> None:
    assert wrapped("one two three\n\nfour", 7) == ["one two", "three", "", "four"]
    assert wrapped("研修研修研修", 5) == ["研修", "研修", "研修"]
    assert wrapped("at /a/very/long/path", 8) == ["at /a/ve", "ry/long/", "path"]
    assert wrapped("", 5) == [""]


@pytest.mark.parametrize("width", [0, 1, 2])
def test_wide_characters_in_a_place_too_narrow_for_them_end(width: int) -> None:
    """A paper is wrapped once before it has any width at all."""
    assert all(cell_len(line) <= max(width, 1) for line in wrapped("佐藤　　　　　美咲 👩\u200d👧", width))


# -- the list ----------------------------------------------------------------------------------------


def rows(*keys: str) -> list[Row]:
    """Rows named by their key; one that begins with # is a heading."""
    return [Row(key, (key.removeprefix("#"), (f"about {key}", "dim")), heading=key.startswith("#")) for key in keys]


async def test_the_cursor_of_a_list_moves_over_headings_and_stops_at_the_ends() -> None:
    listing = Listing(Column(10), Column(share=1))
    async with showing(listing) as pilot:
        listing.show(rows("#Fruit", "apple", "pear", "#Roots", "beet"))
        listing.focus()
        assert listing.key == "apple"
        for key, expected in (
            ("down", "pear"), ("j", "beet"), ("down", "beet"), ("k", "pear"), ("up", "apple"), ("up", "apple"),
            ("end", "beet"), ("home", "apple"), ("G", "beet"), ("g", "apple"), ("pagedown", "beet"), ("pageup", "apple"),
        ):  # fmt: skip
            await press(pilot, key)
            assert listing.key == expected, key


async def test_a_list_tells_what_is_highlighted_and_what_is_opened() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing) as pilot:
        listing.show(rows("a", "b"))
        listing.focus()
        await press(pilot, "down", "enter", "up", "up")
        assert pilot.app.told == [("moved", "a"), ("moved", "b"), ("opened", "b"), ("moved", "a")]


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing):
        listing.show(rows("a", "b", "c"))
        listing.highlight("b")
        listing.show(rows("new", "#heading", "a", "b", "c"))
        assert listing.key == "b"
        listing.show(rows("new", "a", "c"))  # b is gone: the cursor keeps its place
        assert listing.key == "c"
        listing.show(rows("new"))
        assert listing.key == "new"
        listing.show([])
        assert listing.key == ""
        listing.show(rows("a", "b"), "b")
        assert listing.key == "b"
        listing.show(rows("#only headings"))
        assert listing.key == ""


async def test_a_list_is_filtered_without_case_and_accents_and_without_headings() -> None:
    listing = Listing(Column(10), Column(share=1), empty="Nothing yet.")
    async with showing(listing) as pilot:
        people = [
            Row("1", ("Chloé", "IT")),
            Row("2", ("Zoë [Ops]", "HR")),
            Row("3", ("Tom", ""), search="chloride"),
        ]
        listing.show([*rows("#Chloe"), *people])
        for wanted, keys in (
            ("CHLOE", ["1"]),
            ("chlo", ["1", "3"]),
            ("[ops", ["2"]),
            ("", ["1", "2", "3"]),
            (" hr ", ["2"]),
        ):
            listing.filter(wanted)
            assert listing.keys == keys
        listing.filter("no one")
        await settle(pilot)
        assert "No match. Press esc to show all." in text_of(pilot)
        listing.show(people)  # what comes in later is filtered too
        assert listing.keys == []
        listing.filter("")
        listing.show([])
        await settle(pilot)
        assert "Nothing yet." in text_of(pilot)


async def test_enter_on_an_empty_list_says_how_to_fill_it() -> None:
    listing = Listing(empty="No one yet. a adds [someone].")
    async with showing(listing) as pilot:
        listing.focus()
        await press(pilot, "enter")
        assert toasts(pilot) == ["No one yet. a adds [someone]."]
        assert pilot.app.told == []


async def test_a_click_highlights_and_a_double_click_opens() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing) as pilot:
        listing.show(rows("#Heading", "apple", "pear", "plum"))
        await click(pilot, "plum")
        assert listing.key == "plum"
        await click(pilot, "Heading")
        assert listing.key == "plum"
        await click(pilot, "pear", times=2)
        assert listing.key == "pear"
        assert ("opened", "pear") in pilot.app.told
        assert ("opened", "plum") not in pilot.app.told


async def test_a_long_list_scrolls_with_its_cursor() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing, size=(40, 10)) as pilot:
        listing.show(rows(*(f"row {number:03}" for number in range(300))))
        listing.focus()
        await press(pilot, "end")
        assert "row 299" in text_of(pilot)
        await press(pilot, "pageup")
        assert listing.key == "row 292"
        await press(pilot, "home")
        assert "row 000" in text_of(pilot)
        listing.highlight("row 150")
        await settle(pilot)
        assert "row 150" in text_of(pilot)
        await click(pilot, "row 149")
        assert listing.key == "row 149"


async def test_a_list_turns_a_page_where_its_cursor_leaves_it() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing, size=(40, 12)) as pilot:  # ten lines within the frame
        listing.show(rows(*(f"row {number:03}" for number in range(300))))
        listing.focus()
        await press(pilot, *"jjjjjjjjj")
        assert (listing.key, "row 000" in text_of(pilot)) == ("row 009", True)
        await press(pilot, "j")
        shown = text_of(pilot)
        assert listing.key == "row 010"
        assert all(f"row {number:03}" in shown for number in range(8, 18))  # two lines of the page before
        await press(pilot, "k", "k")
        assert "row 017" in text_of(pilot)
        await press(pilot, "k")
        assert all(f"row {number:03}" in text_of(pilot) for number in range(10))
        await press(pilot, "G")
        assert all(f"row {number:03}" in text_of(pilot) for number in range(290, 300))


async def test_what_is_clicked_stays_under_the_mouse() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing, size=(40, 12)) as pilot:
        listing.show(rows(*(f"{'#' * (number % 5 == 0)}row {number:03}" for number in range(60))))
        listing.scroll_to(y=6, animate=False, force=True)
        await click(pilot, "row 006", times=2)  # the heading above it is out of sight
        assert pilot.app.told[-1] == ("opened", "row 006")


async def test_the_keys_lead_back_to_a_cursor_that_the_wheel_left_out_of_sight() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing, size=(40, 12)) as pilot:
        listing.show(rows(*(f"row {number:03}" for number in range(60))))
        listing.focus()
        for edge, away, keys in (("end", 0, ("end", "down", "pagedown")), ("home", 50, ("home", "up", "pageup"))):
            await press(pilot, edge)
            for key in keys:
                listing.scroll_to(y=away, animate=False, force=True)
                await settle(pilot)
                assert listing.key not in text_of(pilot)
                await press(pilot, key)
                assert listing.key in text_of(pilot), key


async def test_no_way_leads_to_a_heading() -> None:
    listing = Listing(Column(share=1))
    async with showing(listing):
        listing.show([Row("", ("a heading",), heading=True), Row("a", ("a",))])
        listing.highlight("")
        assert listing.key == "a"


@given(st.integers(0, 60), st.integers(1, 30), st.integers(0, 60), st.integers(0, 1), st.integers(0, 3))
def test_turning_the_page_brings_the_cursor_in_sight(
    top: int, height: int, first: int, above: int, kept: int
) -> None:
    last = first + min(above, height - 1)
    after = turned(top, height, first, last, kept=kept)
    assert after <= first <= last < after + height
    if top <= first and last < top + height:
        assert after == top


async def test_an_empty_column_gives_its_room_to_the_one_before() -> None:
    listing = Listing(Column(12), Column(12), Column(6, right=True))
    async with showing(listing) as pilot:
        listing.show([Row("1", ("a", "b", "7")), Row("2", ("a long name of much", "", ""))])
        await settle(pilot)
        shown = text_of(pilot)
        assert "a             b                  7" in shown
        assert "a long name of much" in shown


async def test_a_column_of_figures_keeps_its_place_before_an_empty_one() -> None:
    listing = Listing(Column(12), Column(6, right=True), Column(share=1))
    async with showing(listing) as pilot:
        listing.show([Row("1", ("a", "17 d", "Excel")), Row("2", ("b", "0 d", "")), Row("3", ("c", "5 d"))])
        await settle(pilot)
        ends = [line.index(" d") for line in text_of(pilot).splitlines() if " d" in line]
        assert len(ends) == 3
        assert len({*ends}) == 1


# -- the month ---------------------------------------------------------------------------------------


async def test_the_cursor_of_a_month_walks_over_its_days_and_into_the_next() -> None:
    month = Month(TODAY, TODAY)
    async with showing(month) as pilot:
        month.show({})
        month.focus()
        for key, days in (
            ("right", 1),
            ("l", 1),
            ("left", -1),
            ("h", -1),
            ("down", 7),
            ("k", -7),
            ("j", 7),
            ("down", 7),
        ):
            before = month.day
            await press(pilot, key)
            assert month.day == before + timedelta(days=days)
        assert month.day == date(2026, 12, 7)
        assert month.days() == (date(2026, 11, 30), date(2027, 1, 3))
        await press(pilot, "enter")
        assert pilot.app.told[-1] == ("opened", date(2026, 12, 7))


async def test_a_month_ends_where_a_book_does() -> None:
    for day, key in ((date(2200, 12, 31), "right"), (date(1900, 1, 1), "up")):
        month = Month(day, TODAY)
        async with showing(month) as pilot:
            month.show({})
            month.focus()
            await press(pilot, key)
            assert month.day == day
            assert f"{day.year}" in text_of(pilot)


async def test_a_month_shows_what_is_on_and_takes_clicks() -> None:
    month = Month(TODAY, TODAY)
    async with showing(month, size=(90, 30)) as pilot:
        many = [DayEntry(f"{HOSTILE} {number}") for number in range(9)]
        month.show({date(2026, 11, 18): [DayEntry("Coffee")], date(2026, 11, 10): many})
        await settle(pilot)
        shown = text_of(pilot)
        assert "November 2026" in shown
        assert "23 today" in shown
        assert "[/x] Ann" in shown
        assert re.search(r" 10 +\+\d", shown)
        await click(pilot, "Coffee")
        assert month.day == date(2026, 11, 18)
        await click(pilot, "27 ")  # the first one of these is a day of October
        assert month.day == date(2026, 10, 27)


def cell(width: int, height: int, *entries: DayEntry, word: str = "") -> list[str]:
    lines = day_lines(DayLine("24 today", "accent", word), entries, width, height)
    return [f"{line.text}{' · ' if line.follows else '|'}{line.end}" if line.end else line.text for line in lines]


LAB = DayEntry("Practice lab", "", "?", "15:00", ("Fatima Zahra Benali", "Fatima", "FZB"))


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (20, 4, [" 24 today", "?15:00 Practice lab", " Fatima Zahra Benali"]),
        (15, 4, [" 24 today", "?15:00 Practice", " lab", " Fatima"]),
        (15, 3, [" 24 today", "?15:00 Practice", " lab · Fatima"]),
        (15, 2, [" 24 today", "?15:00 Practice lab"]),
        (11, 2, [" 24|15:00", "?Practice lab"]),
        (4, 4, [" 24", "?Practice lab", " FZB"]),
        (15, 1, ["?24 Practice lab"]),
    ],
)
def test_a_day_says_as_much_of_a_gathering_as_has_room(width: int, height: int, expected: list[str]) -> None:
    assert cell(width, height, LAB) == expected


@pytest.mark.parametrize(
    ("width", "height", "number", "lines"),
    [
        (18, 7, " 24 today|closed", 6),
        (20, 4, " 24 today|closed", 3),
        (20, 2, " 24 today|and 2 more", 1),
        (14, 2, " 24|and 2 more", 1),
        (11, 3, " 24 today|+1", 2),
    ],
)
def test_a_day_counts_what_it_has_no_room_for(width: int, height: int, number: str, lines: int) -> None:
    first, *rest = cell(width, height, LAB, LAB, LAB, word="closed")
    assert (first, len(rest)) == (number, lines)


async def test_a_move_in_a_month_draws_two_weeks_and_an_empty_weekend_is_narrow() -> None:
    month = Month(TODAY, TODAY)
    async with showing(month, size=(120, 36)) as pilot:
        month.show({TODAY: [LAB]})
        month.focus()
        await settle(pilot)
        friday, saturday, sunday = (place(pilot, name)[0] for name in ("Fri", "Sat", "Sun"))
        assert sunday - saturday < saturday - friday
        drawn = []
        draw_line = month.draw_line
        month.draw_line = lambda y: drawn.append(y) or draw_line(y)  # type: ignore[method-assign, func-returns-value]
        await press(pilot, "down")
        assert 0 < len(set(drawn)) <= 2 * 36 // 5
        month.show({date(2026, 11, 28): [LAB]})
        await settle(pilot)
        friday, saturday, sunday = (place(pilot, name)[0] for name in ("Fri", "Sat", "Sun"))
        assert abs((sunday - saturday) - (saturday - friday)) <= 1


# -- paper and pane ----------------------------------------------------------------------------------


async def test_a_pane_wraps_sentences_and_spans() -> None:
    pane = Pane(title="[/x]")
    async with showing(pane, size=(30, 10)) as pilot:
        pane.show(["A sentence that is longer than the panel.", [("a span that is longer than the panel", "dim")]])
        await settle(pilot)
        assert "A sentence that is longer" in text_of(pilot)
        assert "than the panel." in text_of(pilot)
        assert "a span that is longer" in text_of(pilot)
        assert "than the panel…" not in text_of(pilot)
        assert "[/x]" in text_of(pilot)
        await pilot.resize_terminal(60, 10)
        await settle(pilot)
        assert "A sentence that is longer than the panel." in text_of(pilot)
        assert not pane.focusable


async def test_a_paper_is_read_with_the_arrows_and_sets_off_its_passage() -> None:
    paper = Paper()
    async with showing(paper, size=(40, 10)) as pilot:
        paper.show("\n".join(f"line {number}" for number in range(40)))
        paper.focus()
        await settle(pilot)
        assert "line 0" in text_of(pilot)
        await press(pilot, *["down"] * 5)
        assert "line 12" in text_of(pilot)
        await press(pilot, "end")
        assert "line 39" in text_of(pilot)
        paper.show("one\n\n- [/x]\n- two\n\nthree", "- [/x]\n- two")
        await settle(pilot)
        marked = [line for line in text_of(pilot).splitlines() if "▎" in line]
        assert [line.strip("│ ▎") for line in marked] == ["- [/x]", "- two"]


# -- the picker --------------------------------------------------------------------------------------

PEOPLE = [Option("ann", HOSTILE, "Ops"), Option("bo", "Bo Çelik", "Sales"), Option("cy", "Cy Young", "Sales")]


@asynccontextmanager
async def picking(*options: Option, **how: Any) -> AsyncIterator[tuple[Pilot[None], list[Any]]]:
    """A picker, and what it has answered."""
    answers: list[Any] = []
    async with showing() as pilot:
        pilot.app.push_screen(Picker("Who [of them]?", options or PEOPLE, **how), answers.append)
        await settle(pilot)
        yield pilot, answers


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), ("ann",)),
        (("down", "enter"), ("bo",)),
        (("end", "up", "enter"), ("bo",)),
        (("=celik", "enter"), ("bo",)),
        (("=CY Y", "enter"), ("cy",)),
        (("=sales", "down", "enter"), ("cy",)),
        (("=xx", "backspace", "backspace", "=[ops", "enter"), ("ann",)),
        (("=jk", "backspace", "backspace", "enter"), ("ann",)),
        (("=jk", "ctrl+u", "enter"), ("ann",)),
        (("=cy jk", "ctrl+w", "enter"), ("cy",)),
        (("down", "ctrl+s"), ("bo",)),
        (("escape",), None),
        (("ctrl+g",), None),
    ],
)
async def test_one_is_picked(keys: tuple[str, ...], answer: tuple[str, ...] | None) -> None:
    async with picking() as (pilot, answers):
        assert "Who [of them]?" in text_of(pilot)
        await press(pilot, *keys)
        assert answers == [answer]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), ("bo",)),
        (("space", "enter"), ()),  # those that are ticked come first
        (("end", "space", "enter"), ("bo", "cy")),
        (("down", "space", "space", "ctrl+s"), ("bo", "ann", "cy")),
        (("=cy", "space", "=ann", "space", "enter"), ("bo", "cy", "ann")),
        (("=young", "enter"), ("bo", "cy")),  # typed and taken, without a tick
        (("=no one", "enter"), ("bo",)),
        (("space", "escape"), None),
    ],
)
async def test_several_are_ticked(keys: tuple[str, ...], answer: tuple[str, ...] | None) -> None:
    async with picking(several=True, picked=("bo",)) as (pilot, answers):
        assert "1 ticked" in text_of(pilot)
        await press(pilot, *keys)
        assert answers == [answer]


async def test_what_is_not_there_yet_can_be_added_by_its_name() -> None:
    async with picking(may_add=True) as (pilot, answers):
        await press(pilot, "=[/y] Sales")
        assert "Add ‘[/y] Sales’" in text_of(pilot)
        await press(pilot, "enter")
        assert answers == [(f"{NEW}[/y] Sales",)]
    async with picking(may_add=True) as (pilot, answers):
        await press(pilot, "=bo celik")
        assert "Add" not in text_of(pilot)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("last", "last"),
        ("the", "the last day"),
        ("day", "Day of Ann"),
        ("ast", "the last day"),
        ("ruiz", "Ana Ruiz"),
    ],
)
async def test_what_fits_exactly_stands_first_then_what_begins_so_then_what_holds_it(
    typed: str, first: str
) -> None:
    labels = ("the last day", "outlast", "last Friday", "last", "Day of Ann", "Aruiza", "Ana Ruiz", "ruins")
    async with picking(*(Option(label, label, "ruiz last") for label in labels)) as (pilot, answers):
        await press(pilot, f"={typed}", "enter")
        assert answers == [(first,)]


async def test_a_name_can_be_pasted_into_the_picker() -> None:
    async with picking() as (pilot, answers):
        await paste(pilot, "Bo\n\x1b Çelik")
        assert "Bo ␛ Çelik" in text_of(pilot)
        await paste(pilot, "x" * 100_000)
        assert pilot.app.screen.typed == "Bo ␛ Çelik"
    async with picking() as (pilot, answers):
        await paste(pilot, "Çelik\n")
        await press(pilot, "enter")
        assert answers == [("bo",)]


async def test_a_picker_with_nothing_to_pick_says_so() -> None:
    async with picking() as (pilot, answers):
        await press(pilot, "=no one", "enter")
        assert answers == []
        assert toasts(pilot) == ["No match for ‘no one’."]


async def test_a_click_in_the_picker_highlights_and_a_double_click_takes() -> None:
    async with picking() as (pilot, answers):
        await click(pilot, "Cy Young")
        assert answers == []
        await click(pilot, "Bo Çelik", times=2)
        assert answers == [("bo",)]
    async with picking(several=True) as (pilot, answers):
        await click(pilot, "Cy Young")
        await press(pilot, "space")
        assert "✓" in next(line for line in text_of(pilot).splitlines() if "Cy Young" in line)
        assert answers == []


# -- the form ----------------------------------------------------------------------------------------

PERSON = {field.name: field for field in fields(Volunteer)}
RITUAL = {field.name: field for field in fields(Ritual)}


class Asked:
    """A form on an app of its own: what it saved, and what it answered."""

    def __init__(self, pilot: Pilot[None], form: Form) -> None:
        self.pilot, self.form = pilot, form
        self.saved: list[dict[str, Any]] = []
        self.answers: list[bool | None] = []
        self.refusal = ""

    def save(self, values: dict[str, Any]) -> None:
        if self.refusal:
            raise SaveFailed(self.refusal)
        self.saved.append(values)

    @property
    def here(self) -> str:
        return field_in(self.form)

    def typed(self) -> dict[str, Any]:
        return raw(self.form)


@asynccontextmanager
async def asking(
    *names: str,
    values: dict[str, Any] | None = None,
    known: dict[str, Field] = PERSON,
    size: tuple[int, int] = (80, 24),
    **how: Any,
) -> AsyncIterator[Asked]:
    async with showing(size=size) as pilot:
        holder: list[Asked] = []
        form = Form(
            f"Change {HOSTILE}",
            [known[name] for name in names],
            values or {},
            lambda found: holder[0].save(found),
            today=TODAY,
            options_for=lambda field: [Option("ops", "Ops"), Option("sales", "Sales")],
            rule_field=RuleField,
            **how,
        )
        holder.append(Asked(pilot, form))
        pilot.app.push_screen(form, holder[0].answers.append)
        await settle(pilot)
        yield holder[0]


async def test_enter_goes_on_and_saves_at_the_last_field() -> None:
    async with asking("name", "email", "job") as asked:
        assert HOSTILE in text_of(asked.pilot)
        await press(asked.pilot, "=Ann [Ops]", "enter")
        assert asked.here == "email"
        await press(asked.pilot, "enter", "=Nurse", "enter")
        assert asked.saved == [{"name": "Ann [Ops]", "email": "", "job": "Nurse"}]
        assert asked.answers == [True]


async def test_ctrl_s_saves_from_anywhere() -> None:
    for hops in range(3):
        async with asking("name", "department", "notes", values={"name": "Ann"}) as asked:
            await press(asked.pilot, *["tab"] * hops, "ctrl+s")
            assert asked.answers == [True], hops


async def test_a_quick_question_is_saved_by_enter_anywhere() -> None:
    async with asking(
        "name", "email", values={"name": "Ann"}, enter_saves=True, intro="A [/word] before."
    ) as asked:
        assert "A [/word] before." in text_of(asked.pilot)
        await press(asked.pilot, "= Ruiz", "enter")
        assert asked.saved == [{"name": "Ann Ruiz", "email": ""}]


async def test_a_long_text_takes_enter_as_a_new_line() -> None:
    async with asking("notes") as asked:
        await press(asked.pilot, "=one", "enter", "=two", "ctrl+s")
        assert asked.saved == [{"notes": "one\ntwo"}]


async def test_tab_and_arrows_go_from_field_to_field() -> None:
    async with asking("name", "department", "email") as asked:
        for key, expected in (
            ("tab", "department"), ("tab", "email"), ("shift+tab", "department"), ("up", "name"),
            ("down", "department"), ("down", "email"), ("up", "department"),
        ):  # fmt: skip
            await press(asked.pilot, key)
            assert asked.here == expected, key


async def test_arrows_go_from_field_to_field_in_a_form_longer_than_the_screen() -> None:
    names = ("name", "department", "email", "job", "topics", "delivery", "tags", "met_on", "phone", "manager")
    async with asking(*names, size=(60, 12)) as asked:
        for name in names:
            assert asked.here == name
            assert f"{PERSON[name].label}" in text_of(asked.pilot)
            await press(asked.pilot, "down")
        for _ in names:
            await press(asked.pilot, "up")
        assert asked.here == "name"


async def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost() -> None:
    async with asking("name", "email", "met_on", "yes_on") as asked:
        await press(asked.pilot, "tab", "=ann@example.com", "tab", "=[/sometime]", "tab", "=never", "ctrl+s")
        shown = text_of(asked.pilot)
        assert "! Name *" in shown
        assert "! Interested since" in shown
        assert "! Consent recorded on" in shown
        assert "! Email" not in shown
        lines = shown.splitlines()
        for label, said in (("Name", "Name is required"), ("Interested since", "‘[/sometime]’ is not a day")):
            row = next(number for number, line in enumerate(lines) if f"! {label}" in line)
            assert said in lines[row + 1], label
        assert asked.here == "name"
        assert asked.answers == asked.saved == []
        await press(asked.pilot, "=Ann", "ctrl+s")
        assert asked.here == "met_on"
        assert "‘[/sometime]’ is not a day" in text_of(asked.pilot)
        assert "! Name" not in text_of(asked.pilot)
        await press(asked.pilot, *["backspace"] * 20, "tab", *["backspace"] * 20, "ctrl+s")
        assert asked.saved == [{"name": "Ann", "email": "ann@example.com", "met_on": None, "yes_on": None}]


async def test_what_is_wrong_goes_once_it_is_mended() -> None:
    async with asking("name", "met_on", "email", values={"name": "Ann"}) as asked:
        await press(asked.pilot, "tab", "=27.", "ctrl+s")
        assert "‘27.’ is not a day" in text_of(asked.pilot)
        await press(asked.pilot, "=1")
        assert "‘27.1’ is not a day" not in text_of(asked.pilot)
        assert "! Interested since" not in text_of(asked.pilot)
        height = text_of(asked.pilot).index("Email")
        await press(asked.pilot, "=x", "ctrl+s")
        assert "‘27.1x’ is not a day" in text_of(asked.pilot)
        assert text_of(asked.pilot).index("Email") > height  # it moves down, with its name
        await press(asked.pilot, "tab", "=ann@example.com")
        assert "‘27.1x’ is not a day" in text_of(asked.pilot)  # another field does not mend it


async def test_what_two_fields_are_refused_for_goes_once_either_is_changed() -> None:
    async with asking("name", "met_on", "yes_on", values={"name": "Ann", "met_on": TODAY}) as asked:
        refuse = Invalid({"yes_on": "This is before they showed interest."})
        with patch.object(asked, "save", side_effect=refuse):
            await press(asked.pilot, "tab", "tab", "=27/11", "ctrl+s")
        assert "This is before they showed interest." in text_of(asked.pilot)
        await press(asked.pilot, "shift+tab", "shift+tab", "= Lee")
        assert "This is before they showed interest." in text_of(asked.pilot)
        await press(asked.pilot, "tab", "=+1w")
        assert "This is before they showed interest." not in text_of(asked.pilot)


async def test_a_save_that_failed_keeps_the_form_and_what_was_typed() -> None:
    async with asking("name", "notes") as asked:
        asked.refusal = "The disk [/dev/x] is full."
        await press(asked.pilot, "=Ann", "tab", "=words", "ctrl+s")
        assert "! The disk [/dev/x] is full." in text_of(asked.pilot)
        assert asked.typed() == {"name": "Ann", "notes": "words"}
        assert asked.answers == []
        asked.refusal = ""
        await press(asked.pilot, "ctrl+s")
        assert asked.saved == [{"name": "Ann", "notes": "words"}]
        assert asked.answers == [True]


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_leaving_asks_once_before_typed_words_are_lost(key: str) -> None:
    async with asking("name", "department") as asked:
        await press(asked.pilot, key)
        assert asked.answers == [False]  # nothing typed, nothing asked
    async with asking("name", "department") as asked:
        await press(asked.pilot, "=A", key)
        assert asked.answers == []
        assert "Not saved yet. Press esc again to discard changes or ctrl+s to save." in text_of(asked.pilot)
        assert asked.typed()["name"] == "A"
        await press(asked.pilot, key)
        assert asked.answers == [False]
        assert asked.saved == []
    async with asking("name", "department") as asked:
        await press(asked.pilot, "tab", "right", key)
        assert asked.answers == []  # what was picked counts as typed
    async with asking("name", "department") as asked:
        await press(asked.pilot, "=A", "backspace", key)
        assert asked.answers == [False]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("fri", "Fri 27 Nov 2026"),
        ("+2w", "Mon 7 Dec 2026"),
        ("27/11", "Fri 27 Nov 2026"),
        ("2027-01-05", "Tue 5 Jan 2027"),
    ],
)
async def test_a_typed_day_is_shown_as_it_is_understood(typed: str, understood: str) -> None:
    async with asking("met_on") as asked:
        assert "when they first showed interest" in text_of(asked.pilot)
        await press(asked.pilot, f"={typed}")
        assert understood in text_of(asked.pilot)
        await press(asked.pilot, "enter")
        assert f"{asked.saved[0]['met_on']:%a %-d %b %Y}" == understood


async def test_a_paste_of_several_lines_is_joined_in_a_line_and_kept_in_a_long_text() -> None:
    async with asking("name", "notes") as asked:
        await paste(asked.pilot, "Ann\r\nRuiz\t[Ops]\x1b\n")
        assert asked.typed()["name"] == "Ann Ruiz [Ops]␛"
        await press(asked.pilot, "home")
        await paste(asked.pilot, "Dr ")
        await press(asked.pilot, "shift+end")
        await paste(asked.pilot, "Li")  # takes the place of what is selected
        await press(asked.pilot, "tab")
        await paste(asked.pilot, "one\ntwo")
        assert asked.typed() == {"name": "DrLi", "notes": "one\ntwo"}


async def test_a_paste_too_long_is_refused_with_a_word() -> None:
    async with asking("name", "notes") as asked:
        await press(asked.pilot, "=Ann")
        await paste(asked.pilot, "x" * LONGEST_LINE)
        assert "Not pasted: longer than 500 characters." in toasts(asked.pilot)[-1]
        await press(asked.pilot, "tab", "=words")
        await paste(asked.pilot, "x" * (LONGEST_TEXT + 1))
        assert "Not pasted: longer than 20,000 characters." in toasts(asked.pilot)[-1]
        assert asked.typed() == {"name": "Ann", "notes": "words"}


async def test_choices_are_leafed_through_with_left_and_right() -> None:
    async with asking("department", "name", values={"name": "x"}) as asked:
        assert "for example: Sales" in text_of(asked.pilot)
        for key, expected in (
            ("right", "ops"),
            ("right", "sales"),
            ("right", "ops"),
            ("left", "sales"),
            ("left", "ops"),
        ):
            await press(asked.pilot, key)
            assert asked.typed()["department"] == expected
        await press(asked.pilot, "backspace")
        assert asked.typed()["department"] == ""


async def test_a_letter_opens_the_picker_already_narrowed() -> None:
    async with asking("department", "name", values={"name": "x"}) as asked:
        await press(asked.pilot, "a")
        assert isinstance(asked.pilot.app.screen, Picker)
        assert "Ops" not in text_of(asked.pilot).replace("Change [/x] Ann [Ops]", "")
        await press(asked.pilot, "enter")
        assert asked.typed()["department"] == "sales"
        await press(asked.pilot, "space", "escape")
        assert asked.typed()["department"] == "sales"
        await press(asked.pilot, "space", "=Hospital [/x]", "enter")
        assert asked.typed()["department"] == f"{NEW}Hospital [/x]"
        assert "Hospital [/x]" in text_of(asked.pilot)


async def test_a_recurrence_is_said_for_the_day_it_starts_on() -> None:
    values = {"name": "Coffee", "start": TODAY, "rule": ""}
    async with asking("start", "rule", known=RITUAL, values=values) as asked:
        await press(asked.pilot, *["backspace"] * 10, "=fri", "tab", "space")
        assert "every Friday" in text_of(asked.pilot)
        await press(asked.pilot, "=every second", "enter", "ctrl+s")
        [saved] = asked.saved
        assert saved["start"] == date(2026, 11, 27)
        assert saved["rule"].startswith("FREQ=WEEKLY;INTERVAL=2")


async def test_a_field_is_reached_by_mouse() -> None:
    async with asking("name", "department", "email") as asked:
        await click(asked.pilot, "identifies them")
        assert asked.here == "email"
        await click(asked.pilot, "for example: Sales")
        assert asked.here == "department"


async def test_a_long_form_in_a_low_window_still_says_what_is_wrong_and_which_keys_there_are() -> None:
    names = [name for name in PERSON if name != "id"]
    async with asking(*names, values={"name": "Ann"}, size=(60, 16), intro="Why this is asked.") as asked:
        while asked.here != "quiet_until":
            await press(asked.pilot, "tab")
        await press(asked.pilot, "=some day or other", "ctrl+s")
        shown = text_of(asked.pilot)
        assert "Why this is asked." in shown
        assert "! Ask again on" in shown
        assert "is not a day: enter" in " ".join(shown.split())
        assert "^s Save" in shown


async def test_a_long_text_is_seen_as_it_is_wrapped_in_a_window_of_another_size() -> None:
    field = LongField("one two three four five six seven eight nine ten eleven", 4)
    async with showing(field, size=(34, 10)) as pilot:
        for width in (44, 34, 40):  # two lines each time
            await resize(pilot, (width, 10))
            words = [line.strip() for line in text_of(pilot).splitlines() if line.strip()]
            assert (" ".join(words), len(words)) == (field.text, 2)


# -- notes and facts ---------------------------------------------------------------------------------


async def test_notes_stand_whole_below_their_rows_and_facts_beside_their_labels() -> None:
    notes, facts = NotedList(Column(share=1), Column(6, right=True)), FactPane()
    rows = [Row("a", ("Ann", "due", "a note of [/x] several words"), search=""), Row("b", ("Bo", "", ""))]
    async with showing(notes, facts, size=(24, 24)) as pilot:
        notes.show([Row("", ("Group",), heading=True), *rows])
        facts.tell([Fact("Active", "strong"), Fact("one two three four", label="Job"), Fact("", label="Nothing")])
        notes.focus()
        await settle(pilot)
        shown = [line.strip("│ ") for line in text_of(pilot).splitlines()]
        assert [line.split() for line in shown[1:6]] == [
            ["Group"], ["Ann", "due"], ["a", "note", "of", "[/x]"], ["several", "words"], ["Bo"],
        ]  # fmt: skip
        assert facts.text.splitlines() == ["Active", "Job  one two three", "     four"]
        await press(pilot, "j")
        assert notes.key == "b"
        await click(pilot, "several")
        assert notes.key == "a"


class Two(CellGrid):
    """A grid with two columns that are always in sight, and titles of two lines."""

    TITLES, ALWAYS = 2, 2


async def test_a_grid_shows_the_columns_there_is_room_for_and_leaves_none_empty() -> None:
    grid = Two(empty="Nothing.")
    heads = [("all", "All"), ("asked", "Wanted"), *((f"d{nth}", f"Customer care {nth}") for nth in range(8))]
    rows = [Row("t", ("Reading a budget in ten minutes", "1", "", *"abcdefgh")), Row("", ("Group",), heading=True)]
    async with showing(grid, size=(62, 12)) as pilot:
        grid.show_grid(heads, [rows[1], rows[0]])
        grid.focus()
        await press(pilot, *["l"] * 9)
        assert grid.column == "d7"
        shown = text_of(pilot)
        assert "All" in shown
        assert "Wanted" in shown
        assert " h" in shown
        assert "← more" in shown
        await click(pilot, "h  ")
        assert (grid.key, grid.column) == ("t", "d7")
        await resize(pilot, (120, 12))
        lines = text_of(pilot).splitlines()
        assert lines[1].count("Customer") == 8
        assert "Reading a budget in ten minutes 1" in lines[4]
        await resize(pilot, (62, 12))
        assert " h" in text_of(pilot)
